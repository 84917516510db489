import { formatDate, formatNumber, formatPercent } from '../format.ts'
import type { Message } from '../index.ts'

/** Words of the page of all schools. */
export const allSchoolsText = {
  title: { vi: 'Các trường', en: 'All schools' },
  description: {
    vi: 'Mức độ hài lòng của phụ huynh và tình hình trả lời phản ánh ở từng trường, kèm số phiếu và số liệu để kiểm tra.',
    en: 'How satisfied parents are and how each school answers them, with the number of forms and the data to check.',
  },
  lead: {
    vi: 'Mỗi trường tự công bố số liệu trên trang của mình; trang này đặt các số đó cạnh nhau. Danh sách không xếp hạng: chênh lệch giữa hai trường thường nhỏ hơn khoảng tin cậy của từng trường.',
    en: 'Each school publishes its figures on its own page; here they stand side by side. This is no ranking: the difference between two schools is mostly smaller than the interval of each.',
  },
  asOf: (day: string): Message => ({
    vi: `Số liệu chép một lần mỗi ngày, lần gần nhất ngày ${formatDate(day)}. Số mới nhất có ở trang từng trường.`,
    en: `Copied once a day, last on ${formatDate(day)}. The newest figures are on each school’s page.`,
  }),
  search: { vi: 'Tìm trường', en: 'Find a school' },
  words: { vi: 'Tên trường, địa chỉ', en: 'Name or address' },
  wordsHint: { vi: 'Không cần gõ dấu', en: 'Marks may be left out' },
  governing: { vi: 'Cơ quan chủ quản', en: 'Governing body' },
  anyGoverning: { vi: 'Tất cả', en: 'All' },
  order: { vi: 'Thứ tự', en: 'Order' },
  orders: {
    name: { vi: 'Theo tên', en: 'By name' },
    overdue: { vi: 'Nhiều phản ánh quá hạn trước', en: 'Most overdue first' },
    'oldest-survey': { vi: 'Lâu chưa công bố khảo sát trước', en: 'Longest without a survey first' },
  },
  submit: { vi: 'Tìm', en: 'Search' },
  found: (count: number): Message => ({ vi: `${formatNumber(count, 'vi')} trường`, en: count === 1 ? '1 school' : `${formatNumber(count, 'en')} schools` }),
  nothing: { vi: 'Không tìm thấy trường nào', en: 'No school found' },
  nothingText: { vi: 'Hãy thử ít từ hơn, hoặc bỏ bộ lọc.', en: 'Try fewer words, or take the filter away.' },
  clear: { vi: 'Xem tất cả các trường', en: 'See all schools' },
  none: { vi: 'Chưa có số liệu của trường nào', en: 'No school has figures yet' },
  noneText: { vi: 'Số liệu được chép từ trang của từng trường mỗi ngày một lần. Hãy quay lại sau ít phút.', en: 'Figures are copied from each school’s page once a day. Please come back in a few minutes.' },
  satisfied: { vi: 'Hài lòng về dịch vụ giáo dục', en: 'Satisfied with the education service' },
  pooled: (nValid: number, schools: number, all: number): Message => ({
    vi: `Gộp ${formatNumber(nValid, 'vi')} câu trả lời của ${formatNumber(schools, 'vi')} trong ${formatNumber(all, 'vi')} trường: chỉ những trường có đợt đủ phiếu đã công bố, mỗi trường đợt gần nhất.`,
    en: `${formatNumber(nValid, 'en')} answers from ${formatNumber(schools, 'en')} of ${formatNumber(all, 'en')} schools: those with a published round that has enough forms, the newest of each.`,
  }),
  noRate: { vi: 'Chưa trường nào công bố đợt khảo sát có đủ phiếu.', en: 'No school has published a round with enough forms.' },
  thisYear: (count: number): Message => ({
    vi: `Trong ${formatNumber(count, 'vi')} phản ánh, góp ý, khen và câu hỏi nhận từ đầu năm.`,
    en: `Of ${formatNumber(count, 'en')} reports, suggestions, praise and questions received this year.`,
  }),
  table: { vi: 'Các trường và số liệu đã công bố', en: 'Schools and what they have published' },
  school: { vi: 'Trường', en: 'School' },
  survey: { vi: 'Hài lòng', en: 'Satisfied' },
  surveyDetail: (interval: Message, nValid: number): Message => ({
    vi: `${interval.vi} · n = ${formatNumber(nValid, 'vi')}`,
    en: `${interval.en} · n = ${formatNumber(nValid, 'en')}`,
  }),
  released: (day: string): Message => ({ vi: `công bố ${formatDate(day)}`, en: `released ${formatDate(day)}` }),
  responded: (rate: number): Message => ({ vi: `${formatPercent(rate, 'vi', 0)} trả lời`, en: `${formatPercent(rate, 'en', 0)} answered` }),
  noSurvey: { vi: 'Chưa công bố đợt nào', en: 'No round published' },
  inTime: { vi: 'Trả lời đúng hạn', en: 'On time' },
  overdue: { vi: 'Đang quá hạn', en: 'Overdue' },
  published: { vi: 'Đã công khai', en: 'Published' },
  file: { vi: 'Tải cả bảng (CSV)', en: 'Download the whole table (CSV)' },
  about: {
    vi: 'Lắng Nghe là nơi phụ huynh đánh giá và phản ánh, nhà trường trả lời công khai. Dữ liệu dùng lại tự do theo giấy phép CC BY 4.0.',
    en: 'Lắng Nghe is where parents rate and report and schools answer in public. The data may be reused under CC BY 4.0.',
  },
} as const
