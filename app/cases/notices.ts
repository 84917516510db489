import { dayOf } from '#app/calendar/index.ts'
import { formatDate } from '#app/i18n/format.ts'
import { translate } from '#app/i18n/index.ts'
import type { Message } from '#app/i18n/index.ts'
import { mailText, parentMailWords } from '#app/i18n/messages/mail.ts'
import type { ParentNotice } from '#app/i18n/messages/mail.ts'
import { queueMail } from '#app/mail/index.ts'
import { schoolUrl } from '#app/schools/index.ts'
import { absencesOn } from '#app/staff/index.ts'
import type { Tx } from '#db/connect.ts'
import type { CaseRow, School } from '#db/schema.ts'
import { caseLetter } from './case-letter.ts'
import { activeStaff, decidersAmong, readersAmong, workersAmong } from './recipients.ts'
import type { Colleague } from './recipients.ts'

interface Sender {
  school: School
  publicOrigin: string
}

/**
 * The parent's address, if mail may go there: never for an anonymous case, and only with a consent to
 * processing contact data that has not been taken back.
 */
async function parentAddress(tx: Tx, row: Pick<CaseRow, 'id' | 'sender_mode'>): Promise<string | null> {
  if (row.sender_mode === 'anonymous') return null
  const found = await tx
    .selectFrom('case_contacts')
    .innerJoin('case_consents', 'case_consents.case_id', 'case_contacts.case_id')
    .select('case_contacts.email')
    .where('case_contacts.case_id', '=', row.id)
    .where('case_consents.purpose', '=', 'contact')
    .where('case_consents.withdrawn_on', 'is', null)
    .executeTakeFirst()
  return found?.email ?? null
}

/** Tells the parent by mail, in the language they wrote in, where they left an address for it; otherwise does nothing. */
export async function notifyParent(tx: Tx, sender: Sender, row: CaseRow, notice: ParentNotice, now: string): Promise<void> {
  const recipient = await parentAddress(tx, row)
  if (recipient === null) return
  const { school } = sender
  const t = (message: Message | string) => (typeof message === 'string' ? message : translate(row.lang, message))
  const words = parentMailWords(row.number, notice)
  const body = [
    t(mailText.greeting),
    '',
    ...words.lines.map(t),
    '',
    t(mailText.follow(schoolUrl(sender.publicOrigin, school, '/tra-cuu', row.lang))),
    t(mailText.neverAsked),
    '',
    school.name,
  ].join('\n')
  await queueMail(tx, { schoolId: school.id, caseId: row.id, recipient, subject: `[${row.number}] ${t(words.subject)}`, body, purpose: notice.purpose }, now)
}

/** Tells one member of staff that something waits for them. Carries the number alone: mail is not a safe place for a case. */
export async function notifyStaff(
  tx: Tx,
  sender: Sender,
  row: Pick<CaseRow, 'id' | 'number' | 'answer_due'>,
  recipient: string,
  purpose: StaffNotice,
  now: string,
): Promise<void> {
  const body = caseLetter(sender.publicOrigin, row, staffLines[purpose], [`Hạn trả lời: ${formatDate(row.answer_due)}`])
  await queueMail(tx, { schoolId: sender.school.id, caseId: row.id, recipient, subject: `[${row.number}] ${staffLines[purpose]}`, body, purpose }, now)
}

const staffLines = {
  'case-assigned': 'Thầy/cô được giao xử lý một hồ sơ.',
  'case-mentioned': 'Một ghi chú nội bộ nhắc đến thầy/cô.',
  'case-to-approve': 'Có dự thảo trả lời chờ duyệt.',
  'case-returned': 'Dự thảo trả lời được trả lại để sửa.',
  'case-taken-back': 'Câu trả lời được thu hồi trước khi gửi, nay là dự thảo.',
  'case-to-publish': 'Có bản công khai chờ người thứ hai kiểm tra.',
  'case-rejected-publication': 'Bản công khai được trả lại để sửa.',
  'case-parent-wrote': 'Phụ huynh vừa bổ sung thông tin.',
  'case-reclassified': 'Một hồ sơ vừa được phân loại lại.',
  'case-reopened': 'Phụ huynh chưa đồng ý, hồ sơ được mở lại.',
  'case-measure-to-verify': 'Có việc đã làm chờ người thứ hai đến xem và xác nhận.',
  'case-measure-rejected': 'Việc đã làm chưa được xác nhận.',
  'case-consent-withdrawn': 'Phụ huynh rút lại sự đồng ý công khai.',
  'case-contact-withdrawn': 'Phụ huynh rút lại thông tin liên lạc; từ nay trao đổi qua mã tra cứu.',
  'case-consent-given': 'Phụ huynh nay đồng ý cho công khai.',
} as const

export type StaffNotice = keyof typeof staffLines

/** Who decides about the case and so must be told of it. */
export async function deciders(tx: Tx, school: { id: string }, row: Pick<CaseRow, 'kind' | 'barred'>): Promise<Colleague[]> {
  return decidersAmong(await activeStaff(tx, school), row)
}

/** Tells somebody at work on the case, and while they are away whoever stands in; nobody whom it is about, or who may not read what the other may. */
export async function notifyWorker(tx: Tx, sender: Sender, row: CaseRow, staffId: string, purpose: StaffNotice, now: string): Promise<void> {
  for (const person of await workersOf(tx, row, staffId, dayOf(now))) await notifyStaff(tx, sender, row, person.email, purpose, now)
}

/** Somebody at work on the case and their deputies of the day. */
export async function workersOf(tx: Tx, row: CaseRow, staffId: string, today: string): Promise<Colleague[]> {
  const school = { id: row.school_id }
  return workersAmong(await activeStaff(tx, school), await absencesOn(tx, school, today), row, staffId)
}

/** Tells those who were named in a note, each once, but for whoever may not read it. */
export async function notifyNamed(tx: Tx, sender: Sender, row: CaseRow, ids: readonly string[], now: string): Promise<void> {
  for (const person of readersAmong(await activeStaff(tx, sender.school), row, ids)) await notifyStaff(tx, sender, row, person.email, 'case-mentioned', now)
}

/** Tells all who decide about the case, but for the person who has just acted. */
export async function notifyDeciders(tx: Tx, sender: Sender, row: CaseRow, purpose: StaffNotice, now: string, exceptId?: string): Promise<void> {
  for (const person of await deciders(tx, sender.school, row)) {
    if (person.id !== exceptId) await notifyStaff(tx, sender, row, person.email, purpose, now)
  }
}
