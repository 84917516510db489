import type { Message } from '../index.ts'

/** Words of the published answers. */
export const answersText = {
  title: { vi: 'Phản ánh đã trả lời', en: 'Answered feedback' },
  description: {
    vi: 'Những phản ánh, góp ý, câu hỏi nhà trường đã trả lời công khai, đã che thông tin cá nhân.',
    en: 'Feedback, suggestions and questions that the school has answered in public, without personal data.',
  },
  lead: {
    vi: 'Nội dung do nhà trường tóm tắt và đã bỏ hết thông tin cá nhân; một người thứ hai kiểm tra trước khi đăng. Khiếu nại, tố cáo và những phản ánh mà người gửi không đồng ý công khai thì không có ở đây.',
    en: 'Summarised by the school with all personal data removed, and checked by a second person before it appears. Formal complaints, denunciations and what the sender did not want published are not here.',
  },
  leadLanguage: { vi: '', en: 'Summaries and answers are in Vietnamese, as the school wrote them.' },
  search: { vi: 'Tìm trong các câu trả lời', en: 'Search the answers' },
  words: { vi: 'Từ cần tìm', en: 'Words' },
  wordsHint: { vi: 'Không cần gõ dấu', en: 'Without marks is fine' },
  field: { vi: 'Lĩnh vực', en: 'About' },
  allFields: { vi: 'Tất cả lĩnh vực', en: 'Everything' },
  year: { vi: 'Năm trả lời', en: 'Year of the answer' },
  allYears: { vi: 'Tất cả các năm', en: 'All years' },
  submit: { vi: 'Tìm', en: 'Search' },
  found: (count: number): Message => ({ vi: `${count} câu trả lời`, en: count === 1 ? '1 answer' : `${count} answers` }),
  nothing: { vi: 'Không tìm thấy câu trả lời nào', en: 'No answer found' },
  nothingText: { vi: 'Thử ít từ hơn hoặc bỏ bớt bộ lọc.', en: 'Try fewer words or clear a filter.' },
  clear: { vi: 'Xem tất cả', en: 'Show all' },
  onTime: { vi: 'Đúng hạn', en: 'On time' },
  late: { vi: 'Trễ hạn', en: 'Late' },
  answeredOn: { vi: 'Trả lời ngày', en: 'Answered on' },
  after: (days: number): Message => ({
    vi: days === 0 ? 'ngay trong ngày' : `sau ${days} ngày làm việc`,
    en: days === 0 ? 'the same day' : `after ${days} working ${days === 1 ? 'day' : 'days'}`,
  }),
  back: { vi: 'Phản ánh đã trả lời', en: 'Answered feedback' },
  caseTitle: (number: string): Message => ({ vi: `Hồ sơ ${number}`, en: `Case ${number}` }),
  asked: { vi: 'Nội dung phản ánh (tóm tắt)', en: 'What it was about (summary)' },
  answer: { vi: 'Nhà trường trả lời', en: 'The school’s answer' },
  facts: {
    number: { vi: 'Số hồ sơ', en: 'Case number' },
    kind: { vi: 'Loại', en: 'Kind' },
    field: { vi: 'Lĩnh vực', en: 'About' },
    received: { vi: 'Ngày nhận', en: 'Received' },
    answered: { vi: 'Ngày trả lời', en: 'Answered' },
    published: { vi: 'Ngày công khai', en: 'Published' },
    taken: { vi: 'Thời gian trả lời', en: 'Time taken' },
  },
  workingDays: (days: number): Message => ({
    vi: days === 0 ? 'Trong ngày' : `${days} ngày làm việc`,
    en: days === 0 ? 'The same day' : `${days} working ${days === 1 ? 'day' : 'days'}`,
  }),
  notFound: { vi: 'Không có câu trả lời công khai nào với số hồ sơ này.', en: 'No published answer has this case number.' },
} as const
