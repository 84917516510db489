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
  takenDown: { vi: 'Đã gỡ', en: 'Taken down' },
  takenDownOn: (day: string): Message => ({ vi: `Đã gỡ ngày ${formatDate(day)}`, en: `Taken down on ${formatDate(day)}` }),
  takenDownReason: (reason: string): Message => ({ vi: `Lý do: ${reason}`, en: `Reason: ${reason}` }),
  takenDownText: {
    vi: 'Nội dung không còn ở đây. Số hồ sơ, các ngày và thời gian trả lời vẫn giữ để số liệu kiểm tra được.',
    en: 'The text is no longer here. The number, the dates and the time taken stay, so that the figures can be checked.',
  },
  noteGone: { vi: 'Lời giải thích đã gỡ cùng nội dung.', en: 'The explanation was taken down with the text.' },
  log: { vi: 'Những thay đổi sau khi công khai', en: 'What has changed since it was published' },
  logAll: { vi: 'Mọi đính chính và gỡ bỏ của nhà trường', en: 'All corrections and withdrawals of the school' },
  measures: { vi: 'Việc đã làm', en: 'What was done' },
  measureDone: (done: string, verified: string): Message => ({
    vi: `Xong ngày ${formatDate(done)}; một người khác đã đến xem và xác nhận ngày ${formatDate(verified)}.`,
    en: `Done on ${formatDate(done)}; a second person had seen it by ${formatDate(verified)}.`,
  }),
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

/** Words of the public log of corrections and withdrawals. */
export const changesText = {
  title: { vi: 'Đính chính và gỡ bỏ', en: 'Corrections and withdrawals' },
  description: {
    vi: 'Mọi lần nhà trường đính chính, trả lời lại, gỡ xuống hoặc đăng lại một câu trả lời công khai, kèm ngày và lý do.',
    en: 'Every time the school corrected, answered again, took down or republished an answer, with the day and the reason.',
  },
  lead: {
    vi: 'Nhà trường không sửa lặng lẽ. Mỗi lần sửa câu trả lời đã công khai đều có người thứ hai kiểm tra; gỡ xuống thì làm ngay và nói rõ lý do. Các ngày và thời gian trả lời không bao giờ đổi theo.',
    en: 'Nothing is changed in silence. A second person checks every correction of a published answer; taking one down is done at once, with the reason. Dates and times taken never change with it.',
  },
  none: { vi: 'Chưa có lần đính chính hay gỡ bỏ nào', en: 'Nothing has been corrected or taken down yet' },
  noneText: { vi: 'Khi có, ngày và lý do sẽ hiện ở đây.', en: 'When it is, the day and the reason will stand here.' },
} as const

/** Words of the list of what was done. */
export const measuresText = {
  title: { vi: 'Việc đã làm nhờ ý kiến phụ huynh', en: 'Done because of what parents sent' },
  description: {
    vi: 'Những việc nhà trường đã làm xong nhờ phản ánh, góp ý của phụ huynh; mỗi việc được một người thứ hai đến xem tận nơi.',
    en: 'What the school has done because of parents’ feedback; a second person has been to see each of them.',
  },
  lead: {
    vi: 'Mỗi việc do người xử lý ghi lại sau khi trả lời, và chỉ hiện ở đây khi một người khác đã đến xem tận nơi. Việc không còn đúng thì được rút xuống.',
    en: 'Each is written down by whoever dealt with the report, and stands here only once a second person has been to see it. What no longer holds is taken away.',
  },
  none: { vi: 'Chưa có việc nào được xác nhận', en: 'Nothing has been confirmed yet' },
  noneText: { vi: 'Việc đã làm xong và được một người khác đến xem sẽ hiện ở đây.', en: 'What is done and has been seen by a second person will stand here.' },
  all: { vi: 'Xem mọi việc đã làm', en: 'See all that was done' },
  /** On the page of a round; `until` is the day on which the next one was released. */
  since: (from: string, until: string | null): Message => ({
    vi: `Việc làm xong từ ngày công bố kết quả này (${formatDate(from)})${until === null ? '' : ` đến khi công bố đợt sau (${formatDate(until)})`}, nhờ phản ánh và góp ý của phụ huynh; mỗi việc được một người thứ hai đến xem.`,
    en: `Done since these results were released (${formatDate(from)})${until === null ? '' : ` and before the next ones were (${formatDate(until)})`} because of parents’ feedback; a second person has been to see each.`,
  }),
  noneSince: {
    vi: 'Từ khi công bố kết quả này đến đợt sau, chưa có việc nào được ghi nhận là đã làm xong và có người thứ hai xác nhận.',
    en: 'Between these results and the next ones nothing has been written down as done and confirmed by a second person.',
  },
  from: { vi: 'Từ hồ sơ', en: 'Because of case' },
} as const
