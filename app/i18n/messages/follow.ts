import type { PublicationChangesTable } from '#db/schema.ts'
import { formatDate } from '../format.ts'
import type { Message } from '../index.ts'

/** What happened to a published answer, with its day. */
export const changeText: Record<PublicationChangesTable['kind'], (day: string) => Message> = {
  correction: (day) => ({ vi: `Đính chính ngày ${formatDate(day)}`, en: `Corrected on ${formatDate(day)}` }),
  answered_again: (day) => ({ vi: `Trả lời lại, công khai ngày ${formatDate(day)}`, en: `Answered again, published on ${formatDate(day)}` }),
  withdrawal: (day) => ({ vi: `Gỡ xuống ngày ${formatDate(day)}`, en: `Taken down on ${formatDate(day)}` }),
  republished: (day) => ({ vi: `Công khai lại ngày ${formatDate(day)}`, en: `Published again on ${formatDate(day)}` }),
  settled: (day) => ({ vi: `Kết thúc việc trả lời lại ngày ${formatDate(day)}`, en: `No longer being answered again, since ${formatDate(day)}` }),
  measure: (day) => ({ vi: `Việc đã làm, xác nhận ngày ${formatDate(day)}`, en: `Something done, confirmed on ${formatDate(day)}` }),
}

/** Words of the feeds. */
export const feedText = {
  all: { vi: 'Phản ánh đã trả lời', en: 'Answered feedback' },
  one: (number: string): Message => ({ vi: `Hồ sơ ${number}`, en: `Case ${number}` }),
  answer: { vi: 'Nhà trường trả lời:', en: 'The school’s answer:' },
  reason: { vi: 'Lý do:', en: 'Reason:' },
  takenDown: (number: string): Message => ({ vi: `Hồ sơ ${number}: đã gỡ`, en: `Case ${number}: taken down` }),
  takenDownOn: (day: string): Message => ({ vi: `Đã gỡ ngày ${formatDate(day)}.`, en: `Taken down on ${formatDate(day)}.` }),
  reopened: (day: string): Message => ({
    vi: `Phụ huynh chưa đồng ý, nhà trường đang trả lời lại (từ ngày ${formatDate(day)}).`,
    en: `The sender did not agree; the school is answering again (since ${formatDate(day)}).`,
  }),
  changes: changeText,
} as const

/** Words around following an answer by mail. */
export const followText = {
  title: { vi: 'Theo dõi câu trả lời này', en: 'Follow this answer' },
  lead: {
    vi: 'Nhận thư khi câu trả lời được đính chính, gỡ xuống, trả lời lại, hoặc khi có việc đã làm. Không cần tài khoản, và địa chỉ không hiện ra cho ai, kể cả nhà trường.',
    en: 'Get a mail when the answer is corrected, taken down or given again, or when something has been done. No account needed, and the address is shown to nobody, the school included.',
  },
  email: { vi: 'E-mail', en: 'E-mail' },
  submit: { vi: 'Theo dõi qua e-mail', en: 'Follow by e-mail' },
  feed: { vi: 'hoặc bằng trình đọc tin (Atom)', en: 'or follow by Atom feed' },
  feedAll: { vi: 'Nhận câu trả lời mới bằng trình đọc tin (Atom)', en: 'Follow all answers by Atom feed' },
  asked: {
    vi: 'Nếu địa chỉ này chưa theo dõi, một thư xác nhận đang được gửi đến. Bấm vào đường dẫn trong thư thì mới bắt đầu theo dõi.',
    en: 'If this address is not following yet, a mail to confirm it is on its way. Following begins with the link in that mail.',
  },
  errors: {
    email: { vi: 'Nhập một địa chỉ e-mail, ví dụ lan@example.com', en: 'Type an e-mail address, such as lan@example.com' },
    tooMany: { vi: 'Vừa có nhiều lượt đăng ký theo dõi từ mạng này. Vui lòng thử lại sau một giờ.', en: 'Many have just asked to follow from this network. Please try again in an hour.' },
  },
  page: {
    title: { vi: 'Theo dõi câu trả lời công khai', en: 'Following a published answer' },
    confirmLead: (number: string): Message => ({ vi: `Xác nhận theo dõi hồ sơ ${number}?`, en: `Confirm that you want to follow case ${number}?` }),
    confirm: { vi: 'Xác nhận theo dõi', en: 'Yes, follow' },
    following: (number: string): Message => ({ vi: `Ông/bà đang theo dõi hồ sơ ${number}.`, en: `You are following case ${number}.` }),
    stop: { vi: 'Ngừng theo dõi', en: 'Stop following' },
    refuse: { vi: 'Không theo dõi', en: 'Do not follow' },
    stopHint: { vi: 'Địa chỉ e-mail bị xóa ngay.', en: 'The e-mail address is deleted at once.' },
    confirmed: { vi: 'Đã xác nhận. Ông/bà sẽ nhận thư khi có thay đổi.', en: 'Confirmed. You will get a mail when something changes.' },
    gone: { vi: 'Đường dẫn này không còn theo dõi gì nữa', en: 'This link follows nothing any more' },
    goneText: {
      vi: 'Đã ngừng theo dõi và địa chỉ đã bị xóa, hoặc lời mời chưa được xác nhận trong hai ngày.',
      en: 'Following has stopped and the address is deleted, or it was not confirmed within two days.',
    },
    open: { vi: 'Xem câu trả lời', en: 'See the answer' },
    answers: { vi: 'Xem các câu trả lời đã công khai', en: 'See the published answers' },
  },
  mail: {
    confirmSubject: { vi: 'Xác nhận theo dõi câu trả lời của nhà trường', en: 'Confirm that you want to follow an answer of the school' },
    confirm: (number: string, school: string): Message => ({
      vi: `Có người, có lẽ là ông/bà, muốn nhận thư khi câu trả lời công khai cho hồ sơ ${number} của ${school} thay đổi. Để xác nhận, mở:`,
      en: `Somebody, probably you, asked to get mail when the published answer to case ${number} of ${school} changes. To confirm, open:`,
    }),
    ignore: {
      vi: 'Nếu không phải ông/bà, hãy bỏ qua thư này: sau hai ngày địa chỉ tự bị xóa.',
      en: 'If it was not you, ignore this mail: the address is deleted after two days.',
    },
    newsSubject: { vi: 'Câu trả lời ông/bà theo dõi có thay đổi', en: 'Something changed about an answer you follow' },
    news: (number: string, school: string): Message => ({ vi: `Câu trả lời công khai cho hồ sơ ${number} của ${school}:`, en: `The published answer to case ${number} of ${school}:` }),
    see: (address: string): Message => ({ vi: `Xem: ${address}`, en: `See: ${address}` }),
    stop: (address: string): Message => ({ vi: `Ngừng theo dõi và xóa địa chỉ này: ${address}`, en: `Stop following and delete this address: ${address}` }),
  },
} as const
