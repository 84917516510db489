import { formatDate } from '../format.ts'
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
  reopened: { vi: 'Đang trả lời lại', en: 'Being answered again' },
  reopenedSince: (day: string): Message => ({
    vi: `Phụ huynh chưa đồng ý, nhà trường đang trả lời lại (từ ngày ${formatDate(day)}).`,
    en: `The sender did not agree; the school is answering again (since ${formatDate(day)}).`,
  }),
  reopenedText: {
    vi: 'Câu trả lời dưới đây được giữ nguyên để mọi người theo dõi, cho đến khi câu trả lời mới được công khai.',
    en: 'The answer below stays for everybody to see until the new one is published.',
  },
  sentOn: { vi: 'Gửi ngày', en: 'Sent on' },
  answeredOn: { vi: 'Trả lời ngày', en: 'Answered on' },
  countedFrom: (day: string): Message => ({
    vi: `tính hạn từ ngày ${formatDate(day)}, vì gửi ngoài giờ làm việc hoặc vào ngày nghỉ`,
    en: `the limit counts from ${formatDate(day)}, as it was sent after hours or on a day off`,
  }),
  back: { vi: 'Phản ánh đã trả lời', en: 'Answered feedback' },
  pictures: { vi: 'Ảnh', en: 'Pictures' },
  caseTitle: (number: string): Message => ({ vi: `Hồ sơ ${number}`, en: `Case ${number}` }),
  asked: { vi: 'Nội dung phản ánh (tóm tắt)', en: 'What it was about (summary)' },
  answer: { vi: 'Nhà trường trả lời', en: 'The school’s answer' },
  facts: {
    number: { vi: 'Số hồ sơ', en: 'Case number' },
    kind: { vi: 'Loại', en: 'Kind' },
    field: { vi: 'Lĩnh vực', en: 'About' },
    sent: { vi: 'Ngày gửi', en: 'Sent' },
    answered: { vi: 'Ngày trả lời', en: 'Answered' },
    published: { vi: 'Ngày công khai', en: 'Published' },
    taken: { vi: 'Thời gian trả lời', en: 'Time taken' },
  },
  /** Never "the same day" beside two different days: what came on a day off may be answered before its limit begins. */
  timeTaken({ sent_on, answered_on, days_taken, days_waited }: { sent_on: string; answered_on: string; days_taken: number; days_waited: number }): Message {
    const [vi, en] =
      days_waited === 0 ? ['', ''] : [`, không tính ${days_waited} ngày chờ phụ huynh bổ sung`, `, without ${days_waited} spent waiting for the sender`]
    if (days_taken > 0) return { vi: `${days_taken} ngày làm việc${vi}`, en: `${days_taken} working ${days_taken === 1 ? 'day' : 'days'}${en}` }
    if (days_waited > 0) return { vi: `chưa đến 1 ngày làm việc${vi}`, en: `less than one working day${en}` }
    return sent_on === answered_on ? { vi: 'trong ngày', en: 'the same day' } : { vi: 'chưa đến 1 ngày làm việc', en: 'less than one working day' }
  },
  notFound: { vi: 'Không có câu trả lời công khai nào với số hồ sơ này.', en: 'No published answer has this case number.' },
} as const
