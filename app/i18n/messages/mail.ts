import { formatDate } from '#app/i18n/format.ts'
import type { Message } from '#app/i18n/index.ts'

/**
 * Mail to parents, in the language in which they wrote. What staff wrote for them (`text`, `reason`) goes along as it is: the school
 * answers in Vietnamese. A subject names the case number alone, since a locked phone shows subjects to everybody.
 */
export const mailText = {
  greeting: { vi: 'Kính gửi ông/bà,', en: 'Dear parent,' },
  follow: (address: string): Message => ({
    vi: `Xem hồ sơ bằng mã tra cứu đã cấp khi gửi: ${address}`,
    en: `Open the case with the key you were given when you sent it: ${address}`,
  }),
  neverAsked: { vi: 'Nhà trường không bao giờ hỏi mã tra cứu của ông/bà.', en: 'The school will never ask you for that key.' },
} as const

interface MailWords<T> {
  subject: Message
  /** Lines of the body; '' is an empty line. What staff wrote is the same in both languages. */
  lines: (number: string, facts: T) => (Message | string)[]
}

const reasonLine = (reason: string): Message => ({ vi: `Lý do: ${reason}`, en: `Reason given: ${reason}` })

/** What each mail needs to be told, by what it is for. */
interface NoticeFacts {
  'case-acknowledged': { answerDue: string }
  'case-intake': { acceptDue: string }
  'case-decided': { text: string; files?: number }
  'case-question': { text: string; files?: number }
  'case-message': { text: string; files?: number }
  'case-extended': { answerDue: string; reason: string }
  'case-answered': { text: string; files?: number }
  'case-transferred': { authority: string; reason: string }
  'case-ineligible': { reason: string }
  'case-published': object
  'case-unpublished': { reason: string }
  'case-measure': { text: string }
  'data-request': { text: Message | string }
}

/** What is told to a parent: what it is for, with the facts its words need. */
export type ParentNotice = { [P in keyof NoticeFacts]: { purpose: P } & NoticeFacts[P] }[keyof NoticeFacts]

/** Files are not sent by mail: what lies in a mailbox cannot be taken back. */
function withFiles(files = 0): (Message | string)[] {
  if (files === 0) return []
  return ['', { vi: `Nhà trường gửi kèm ${files} ảnh hoặc tệp. Mở hồ sơ để xem.`, en: files === 1 ? 'The school sends a photo or file along. Open the case to see it.' : `The school sends ${files} photos or files along. Open the case to see them.` }]
}

const parentMail: { [P in keyof NoticeFacts]: MailWords<NoticeFacts[P]> } = {
  'case-acknowledged': {
    subject: { vi: 'Nhà trường đã tiếp nhận ý kiến', en: 'The school has taken it up' },
    lines: (number, { answerDue }) => [
      {
        vi: `Nhà trường đã tiếp nhận hồ sơ ${number} và sẽ trả lời chậm nhất ngày ${formatDate(answerDue)}.`,
        en: `The school has taken up case ${number} and will answer by ${formatDate(answerDue)}.`,
      },
    ],
  },
  'case-intake': {
    subject: { vi: 'Nhà trường đã nhận đơn', en: 'The school has received it' },
    lines: (number, { acceptDue }) => [
      {
        vi: `Nhà trường đã đọc hồ sơ ${number} và sẽ báo có thụ lý hay không chậm nhất ngày ${formatDate(acceptDue)}.`,
        en: `The school has read case ${number} and will say by ${formatDate(acceptDue)} whether the formal procedure is opened.`,
      },
    ],
  },
  'case-decided': {
    subject: { vi: 'Nhà trường đã trả lời', en: 'The school has answered' },
    lines: (number, { text, files }) => [{ vi: `Kết quả giải quyết hồ sơ ${number}:`, en: `The outcome of case ${number}:` }, '', text, ...withFiles(files)],
  },
  'case-question': {
    subject: { vi: 'Nhà trường cần ông/bà cho biết thêm', en: 'The school needs to know more from you' },
    lines: (number, { text, files }) => [
      { vi: `Để xử lý hồ sơ ${number}, nhà trường cần ông/bà cho biết thêm:`, en: `To deal with case ${number} the school needs to know:` },
      '',
      text,
      ...withFiles(files),
      '',
      { vi: 'Thời gian chờ bổ sung không tính vào hạn trả lời.', en: 'The time until you write does not count towards the date of the answer.' },
    ],
  },
  'case-message': {
    subject: { vi: 'Nhà trường vừa viết cho ông/bà', en: 'The school has written to you' },
    lines: (number, { text, files }) => [
      { vi: `Nhà trường vừa viết cho ông/bà về hồ sơ ${number}:`, en: `The school has written to you about case ${number}:` },
      '',
      text,
      ...withFiles(files),
      '',
      { vi: 'Ông/bà có thể mở hồ sơ và viết lại cho nhà trường.', en: 'You can open the case and write back.' },
    ],
  },
  'case-extended': {
    subject: { vi: 'Nhà trường xin gia hạn trả lời', en: 'The school needs more time to answer' },
    lines: (number, { answerDue, reason }) => [
      {
        vi: `Nhà trường xin lỗi vì cần thêm thời gian để trả lời hồ sơ ${number}. Hạn mới: ${formatDate(answerDue)}.`,
        en: `The school is sorry to need more time to answer case ${number}. New date: ${formatDate(answerDue)}.`,
      },
      reasonLine(reason),
    ],
  },
  'case-answered': {
    subject: { vi: 'Nhà trường đã trả lời', en: 'The school has answered' },
    lines: (number, { text, files }) => [
      { vi: `Nhà trường trả lời hồ sơ ${number} như sau:`, en: `The school’s answer to case ${number}:` },
      '',
      text,
      ...withFiles(files),
      '',
      { vi: 'Nếu chưa đồng ý, ông/bà mở hồ sơ và chọn "Tôi chưa đồng ý".', en: 'If you do not agree, open the case and choose "I do not agree".' },
    ],
  },
  'case-transferred': {
    subject: { vi: 'Ý kiến đã được chuyển đến cơ quan có thẩm quyền', en: 'It has been passed on to the authority in charge' },
    lines: (number, { authority, reason }) => [
      {
        vi: `Hồ sơ ${number} không thuộc thẩm quyền của nhà trường nên đã được chuyển đến: ${authority}.`,
        en: `Case ${number} is not for the school to decide and has been passed on to: ${authority}.`,
      },
      reason,
    ],
  },
  'case-ineligible': {
    subject: { vi: 'Ý kiến không đủ điều kiện xử lý', en: 'The school cannot deal with it' },
    lines: (number, { reason }) => [
      { vi: `Nhà trường chưa thể xử lý hồ sơ ${number}.`, en: `The school cannot deal with case ${number}.` },
      reasonLine(reason),
    ],
  },
  'case-published': {
    subject: { vi: 'Câu trả lời đã được công khai', en: 'The answer has been published' },
    lines: (number) => [
      {
        vi: `Câu trả lời cho hồ sơ ${number} đã được đăng trên trang thông tin của nhà trường, sau khi bỏ hết thông tin cá nhân.`,
        en: `The answer to case ${number} now stands on the school’s public page, with all personal details removed.`,
      },
    ],
  },
  'case-unpublished': {
    subject: { vi: 'Câu trả lời đã được gỡ khỏi trang công khai', en: 'The answer has been taken down from the public page' },
    lines: (number, { reason }) => [
      {
        vi: `Câu trả lời cho hồ sơ ${number} đã được gỡ khỏi trang thông tin của nhà trường. Hồ sơ của ông/bà vẫn còn nguyên.`,
        en: `The answer to case ${number} no longer stands on the school’s public page. Your case itself is unchanged.`,
      },
      reasonLine(reason),
    ],
  },
  'case-measure': {
    subject: { vi: 'Việc nhà trường đã làm nhờ ý kiến của ông/bà', en: 'What the school has done because of what you sent' },
    lines: (number, { text }) => [
      { vi: `Nhờ hồ sơ ${number} của ông/bà, nhà trường đã làm xong việc sau, và một người khác đã đến xem tận nơi:`, en: `Because of your case ${number} the school has done the following, and a second person has been to see it:` },
      '',
      text,
    ],
  },
  'data-request': {
    subject: { vi: 'Yêu cầu về dữ liệu cá nhân của ông/bà', en: 'Your request about your personal data' },
    lines: (number, { text }) => [
      { vi: `Về yêu cầu dữ liệu cá nhân của ông/bà trong hồ sơ ${number}:`, en: `About your request on personal data in case ${number}:` },
      '',
      text,
    ],
  },
}

/** Subject and body lines of a notice about the case of that number. */
export function parentMailWords(number: string, notice: ParentNotice): { subject: Message; lines: (Message | string)[] } {
  const { subject, lines } = parentMail[notice.purpose] as MailWords<ParentNotice>
  return { subject, lines: lines(number, notice) }
}
