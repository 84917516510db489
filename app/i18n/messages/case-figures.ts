import type { CaseFigures } from '#app/cases/public-figures.ts'
import { formatNumber, formatPercent } from '../format.ts'
import type { Message } from '../index.ts'

/** Words for how the school deals with feedback. */
export const caseFiguresText = {
  received: { vi: 'Đã nhận', en: 'Received' },
  receivedDetail: { vi: 'phản ánh, góp ý, khen và câu hỏi', en: 'feedback, suggestions, praise and questions' },
  answered: { vi: 'Đã trả lời', en: 'Answered' },
  /** All that was received and is not answered, so that the figures add up; null where that is nothing. */
  unanswered: ({ pending, waitingForSender, overdue, leftOut: { transferred, ineligible } }: CaseFigures): Message | null => {
    const parts = [
      { count: pending, vi: 'đang xử lý trong hạn', en: 'not due yet' },
      { count: waitingForSender, vi: 'chờ phụ huynh bổ sung', en: 'waiting for the sender' },
      { count: overdue, vi: 'quá hạn', en: 'overdue' },
      { count: transferred, vi: 'đã chuyển cơ quan khác', en: 'passed on' },
      { count: ineligible, vi: 'không đủ điều kiện xử lý', en: 'could not be handled' },
    ].filter(({ count }) => count > 0)
    if (parts.length === 0) return null
    return {
      vi: `Còn lại: ${parts.map(({ count, vi }) => `${formatNumber(count, 'vi')} ${vi}`).join(', ')}.`,
      en: `The rest: ${parts.map(({ count, en }) => `${formatNumber(count, 'en')} ${en}`).join(', ')}.`,
    }
  },
  inTime: { vi: 'Trả lời đúng hạn', en: 'Answered on time' },
  inTimeDetail: { vi: 'Hồ sơ đang quá hạn được tính là trễ.', en: 'What is overdue counts as late.' },
  published: { vi: 'Đã công khai', en: 'Published' },
  overdue: { vi: 'Đang quá hạn', en: 'Overdue now' },
  overdueDetail: (count: number): Message =>
    count === 0 ? { vi: 'Không có hồ sơ nào quá hạn.', en: 'Nothing is overdue.' } : { vi: 'Nhà trường còn nợ những phụ huynh này câu trả lời.', en: 'The school still owes these parents an answer.' },
  average: { vi: 'Thời gian trả lời trung bình', en: 'Mean time to answer' },
  workingDays: (days: number): Message => ({ vi: `${formatNumber(days, 'vi', 1)} ngày`, en: `${formatNumber(days, 'en', 1)} days` }),
  averageDetail: { vi: 'Ngày làm việc, không tính lúc chờ phụ huynh bổ sung.', en: 'Working days, without time spent waiting for the sender.' },
  of: (done: number, outOf: number): Message => ({ vi: `${formatNumber(done, 'vi')} trong ${formatNumber(outOf, 'vi')}`, en: `${formatNumber(done, 'en')} of ${formatNumber(outOf, 'en')}` }),
  share: (done: number, outOf: number): Message =>
    outOf === 0 ? { vi: 'Không phát sinh', en: 'None yet' } : { vi: formatPercent(done / outOf, 'vi'), en: formatPercent(done / outOf, 'en') },
  answeredAgain: (count: number): Message => ({
    vi: `${formatNumber(count, 'vi')} câu trả lời đã công khai đang được trả lời lại vì phụ huynh chưa đồng ý.`,
    en: `${formatNumber(count, 'en')} published ${count === 1 ? 'answer is' : 'answers are'} being answered again because the sender disagreed.`,
  }),
  takenDown: (count: number): Message => ({
    vi: `${formatNumber(count, 'vi')} câu trả lời đã bị gỡ xuống và chưa đăng lại, vẫn tính vào tổng.`,
    en: `${formatNumber(count, 'en')} ${count === 1 ? 'answer was' : 'answers were'} taken down and not published again; the total still counts ${count === 1 ? 'it' : 'them'}.`,
  }),
  publishable: { vi: 'hồ sơ đã trả lời và được phép công khai', en: 'answered cases that may be published' },
  table: { vi: 'Tình hình xử lý phản ánh, kiến nghị', en: 'How feedback is dealt with' },
  figure: { vi: 'Chỉ tiêu', en: 'Figure' },
  year: (year: number): Message => ({ vi: `Năm ${year}`, en: String(year) }),
  all: { vi: 'Từ trước đến nay', en: 'Since the beginning' },
  rows: {
    received: { vi: 'Đã nhận (không gồm khiếu nại, tố cáo)', en: 'Received (without formal complaints and denunciations)' },
    acknowledged: { vi: 'Báo đã tiếp nhận đúng hạn', en: 'Acknowledged on time' },
    answered: { vi: 'Đã trả lời', en: 'Answered' },
    inTime: { vi: 'Trả lời đúng hạn', en: 'Answered on time' },
    transferred: { vi: 'Chuyển cơ quan khác đúng hạn', en: 'Passed on to the authority in charge on time' },
    overdue: { vi: 'Đang quá hạn trả lời', en: 'Overdue now' },
    pending: { vi: 'Đang xử lý, còn trong hạn', en: 'Being handled, not due yet' },
    waiting: { vi: 'Đang chờ phụ huynh bổ sung', en: 'Waiting for the sender' },
    average: { vi: 'Số ngày làm việc trung bình để trả lời', en: 'Mean working days to answer' },
    published: { vi: 'Đã công khai câu trả lời', en: 'Answers published' },
    answeredAgain: { vi: 'Đã công khai, đang trả lời lại vì phụ huynh chưa đồng ý', en: 'Published, being answered again because the sender disagreed' },
  },
  leftOut: {
    title: { vi: 'Vì sao không công khai tất cả?', en: 'Why is not everything published?' },
    lead: {
      vi: 'Tỷ lệ công khai chỉ tính hồ sơ đã trả lời và được phép công khai. Số còn lại, và lý do (đơn tố cáo được giữ kín nên không nằm trong số liệu nào):',
      en: 'The share published counts answered cases that may be published. What is left out, and why (denunciations are sealed and stand in no figure):',
    },
    table: { vi: 'Hồ sơ không công khai và lý do', en: 'Cases not published, and why' },
    reason: { vi: 'Lý do', en: 'Why' },
    unanswered: { vi: 'Chưa trả lời xong', en: 'Not answered yet' },
    noConsent: { vi: 'Người gửi không đồng ý công khai', en: 'The sender did not agree' },
    transferred: { vi: 'Đã chuyển cơ quan khác vì không thuộc thẩm quyền', en: 'Passed on to the authority in charge' },
    ineligible: { vi: 'Không đủ điều kiện xử lý', en: 'Could not be handled' },
    merged: { vi: 'Trả lời chung với ý kiến giống nhau chưa hoặc không công khai', en: 'Answered together with a like report that is not published' },
    restricted: { vi: 'Khiếu nại: giải quyết theo trình tự riêng của pháp luật', en: 'Formal complaints, which have their own legal procedure' },
    waiting: { vi: 'Được phép công khai, đang chờ đăng', en: 'May be published, waiting to be' },
    takenDown: { vi: 'Đã công khai rồi nhà trường gỡ xuống', en: 'Published, then taken down by the school' },
  },
} as const

/** Words for promises beside what came of them. */
export const promisesText = {
  table: { vi: 'Cam kết và thực tế', en: 'Promised and done' },
  section: { vi: 'Mục', en: 'Section' },
  promise: { vi: 'Nhà trường cam kết', en: 'The school promised' },
  target: { vi: 'Mục tiêu', en: 'Target' },
  actual: { vi: 'Thực tế', en: 'So far' },
  result: { vi: 'Kết quả', en: 'Result' },
  status: {
    reached: { vi: 'Đạt', en: 'Reached' },
    missed: { vi: 'Chưa đạt', en: 'Not reached' },
    none: { vi: 'Chưa phát sinh', en: 'Nothing to measure yet' },
    unmeasured: { vi: 'Chưa theo dõi tại đây', en: 'Not tracked here' },
  },
  lastRelease: { vi: 'Công bố gần nhất:', en: 'Last released:' },
  published: (done: number, outOf: number): Message => ({ vi: `${done}/${outOf} câu trả lời được phép công khai đã công khai`, en: `${done} of ${outOf} answers that may be published` }),
  overdue: (count: number): Message => ({ vi: `${count} hồ sơ quá hạn chưa trả lời`, en: `${count} ${count === 1 ? 'case' : 'cases'} overdue without an answer` }),
} as const
