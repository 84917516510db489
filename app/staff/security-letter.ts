import { dayOf } from '#app/calendar/index.ts'
import { formatDateTime } from '#app/i18n/format.ts'
import { queueMail } from '#app/mail/index.ts'
import { staffLetter } from '#app/mail/staff-letter.ts'
import type { Db } from '#db/connect.ts'
import type { StaffRow } from '#db/schema.ts'

/** What an owner is told of their account, so that nobody changes it unseen. Without links: a letter about sign-in that bears one teaches people to click. */
const letters = {
  'app-added': { subject: 'Đã cài ứng dụng tạo mã cho tài khoản', says: 'Tài khoản của thầy/cô vừa được cài một ứng dụng tạo mã. Từ nay đăng nhập bằng mật khẩu cần thêm mã 6 số.' },
  'app-removed': { subject: 'Đã gỡ ứng dụng tạo mã khỏi tài khoản', says: 'Ứng dụng tạo mã vừa được gỡ khỏi tài khoản của thầy/cô.' },
  'passkey-added': { subject: 'Đã thêm khóa đăng nhập cho tài khoản', says: 'Tài khoản của thầy/cô vừa có thêm một khóa đăng nhập (passkey).' },
  'passkey-removed': { subject: 'Đã gỡ một khóa đăng nhập khỏi tài khoản', says: 'Một khóa đăng nhập (passkey) vừa được gỡ khỏi tài khoản của thầy/cô.' },
  'passkey-first-used': { subject: 'Khóa đăng nhập được dùng lần đầu', says: 'Lần đầu có người đăng nhập tài khoản của thầy/cô bằng khóa đăng nhập này. Những lần sau không có thư.' },
  'codes-renewed': { subject: 'Đã tạo mã dự phòng mới', says: 'Tài khoản của thầy/cô vừa có mười mã dự phòng mới. Mã cũ không còn dùng được.' },
  'code-used': { subject: 'Một mã dự phòng vừa được dùng', says: 'Có người vừa đăng nhập tài khoản của thầy/cô bằng mật khẩu và một mã dự phòng.' },
  'factors-reset': { subject: 'Xác thực hai lớp của tài khoản đã được đặt lại', says: 'Ứng dụng tạo mã, khóa đăng nhập và mã dự phòng của tài khoản đã được gỡ hết theo yêu cầu. Thầy/cô đăng nhập bằng mật khẩu rồi cài lại.' },
  'second-factor-failed': {
    subject: 'Có người nhập sai lớp xác thực thứ hai',
    says: 'Có người vừa đến bước xác thực thứ hai của tài khoản thầy/cô nhưng không qua được. Trong ngày hôm nay hệ thống không gửi thêm thư về việc này.',
  },
} as const satisfies Record<string, { subject: string; says: string }>
export type SecurityLetter = keyof typeof letters

/** Puts a letter to the owner of an account into the outbox. With `once` a second such letter on the same day is not written. */
export async function tellOwner(trx: Db, staff: Pick<StaffRow, 'school_id' | 'id' | 'email'>, letter: SecurityLetter, now: string, { once = false } = {}): Promise<void> {
  const { subject, says } = letters[letter]
  const body = staffLetter({
    says,
    facts: [`Thời gian: ${formatDateTime(now)}`, ''],
    open: 'Nếu không phải thầy/cô làm, hãy đổi mật khẩu ngay và báo cho hiệu trưởng.',
  })
  const dedupe = once ? { dedupeKey: `staff:security:${letter}:${staff.id}:${dayOf(now)}` } : {}
  await queueMail(trx, { schoolId: staff.school_id, recipient: staff.email, subject: `${subject} – Lắng Nghe`, body, purpose: 'staff:security', ...dedupe }, now)
}
