import { formatDate } from '#app/i18n/format.ts'
import { queueMail } from '#app/mail/index.ts'
import { schoolUrl } from '#app/schools/index.ts'
import type { Tx } from '#db/connect.ts'
import type { CaseKind, CaseRow, Role, School } from '#db/schema.ts'

interface Sender {
  school: School
  publicOrigin: string
}

/**
 * The parent's address, if mail may go there: never for an anonymous case, and only with a consent to
 * processing contact data that has not been taken back.
 */
export async function parentAddress(tx: Tx, row: Pick<CaseRow, 'id' | 'sender_mode'>): Promise<string | null> {
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

type ParentNotice =
  | { purpose: 'case-acknowledged'; answerDue: string }
  | { purpose: 'case-question'; text: string }
  | { purpose: 'case-extended'; answerDue: string; reason: string }
  | { purpose: 'case-answered'; text: string }
  | { purpose: 'case-transferred'; authority: string; reason: string }
  | { purpose: 'case-ineligible'; reason: string }
  | { purpose: 'case-published' }

/** Tells the parent by mail, where they left an address for it; otherwise does nothing. */
export async function notifyParent(tx: Tx, sender: Sender, row: CaseRow, notice: ParentNotice, now: string): Promise<void> {
  const recipient = await parentAddress(tx, row)
  if (recipient === null) return
  const { school } = sender
  const body = [
    'Kính gửi ông/bà,',
    '',
    ...parentLines(row.number, notice),
    '',
    `Xem hồ sơ bằng mã tra cứu đã cấp khi gửi: ${schoolUrl(sender.publicOrigin, school, '/tra-cuu')}`,
    'Nhà trường không bao giờ hỏi mã tra cứu của ông/bà.',
    '',
    school.name,
  ].join('\n')
  await queueMail(tx, { schoolId: school.id, caseId: row.id, recipient, subject: `[${row.number}] ${parentSubjects[notice.purpose]}`, body, purpose: notice.purpose }, now)
}

const parentSubjects: Record<ParentNotice['purpose'], string> = {
  'case-acknowledged': 'Nhà trường đã tiếp nhận ý kiến',
  'case-question': 'Nhà trường cần ông/bà cho biết thêm',
  'case-extended': 'Nhà trường xin gia hạn trả lời',
  'case-answered': 'Nhà trường đã trả lời',
  'case-transferred': 'Ý kiến đã được chuyển đến cơ quan có thẩm quyền',
  'case-ineligible': 'Ý kiến không đủ điều kiện xử lý',
  'case-published': 'Câu trả lời đã được công khai',
}

function parentLines(number: string, notice: ParentNotice): string[] {
  switch (notice.purpose) {
    case 'case-acknowledged':
      return [`Nhà trường đã tiếp nhận hồ sơ ${number} và sẽ trả lời chậm nhất ngày ${formatDate(notice.answerDue)}.`]
    case 'case-question':
      return [`Để xử lý hồ sơ ${number}, nhà trường cần ông/bà cho biết thêm:`, '', notice.text, '', 'Thời gian chờ bổ sung không tính vào hạn trả lời.']
    case 'case-extended':
      return [`Nhà trường xin lỗi vì cần thêm thời gian để trả lời hồ sơ ${number}. Hạn mới: ${formatDate(notice.answerDue)}.`, `Lý do: ${notice.reason}`]
    case 'case-answered':
      return [`Nhà trường trả lời hồ sơ ${number} như sau:`, '', notice.text, '', 'Nếu chưa đồng ý, ông/bà mở hồ sơ và chọn "Tôi chưa đồng ý".']
    case 'case-transferred':
      return [`Hồ sơ ${number} không thuộc thẩm quyền của nhà trường nên đã được chuyển đến: ${notice.authority}.`, notice.reason]
    case 'case-ineligible':
      return [`Nhà trường chưa thể xử lý hồ sơ ${number}.`, `Lý do: ${notice.reason}`]
    case 'case-published':
      return [`Câu trả lời cho hồ sơ ${number} đã được đăng trên trang thông tin của nhà trường, sau khi bỏ hết thông tin cá nhân.`]
  }
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
  const body = [
    'Kính gửi thầy/cô,',
    '',
    `${staffLines[purpose]} Hồ sơ: ${row.number}. Hạn trả lời: ${formatDate(row.answer_due)}.`,
    '',
    `Mở hồ sơ: ${sender.publicOrigin}/office/phan-anh/${row.number}`,
  ].join('\n')
  await queueMail(tx, { schoolId: sender.school.id, caseId: row.id, recipient, subject: `[${row.number}] ${staffLines[purpose]}`, body, purpose }, now)
}

const staffLines = {
  'case-assigned': 'Thầy/cô được giao xử lý một hồ sơ.',
  'case-to-approve': 'Có dự thảo trả lời chờ duyệt.',
  'case-returned': 'Dự thảo trả lời được trả lại để sửa.',
  'case-to-publish': 'Có bản công khai chờ người thứ hai kiểm tra.',
  'case-rejected-publication': 'Bản công khai được trả lại để sửa.',
  'case-parent-wrote': 'Phụ huynh vừa bổ sung thông tin.',
  'case-reopened': 'Phụ huynh chưa đồng ý, hồ sơ được mở lại.',
} as const

type StaffNotice = keyof typeof staffLines

/** Who decides about a case of this kind and so must be told of it: active principals and coordinators, of a denunciation principals alone. */
export function deciders(tx: Tx, school: { id: string }, kind: CaseKind): Promise<{ id: string; email: string; role: Role }[]> {
  return tx
    .selectFrom('staff')
    .select(['id', 'email', 'role'])
    .where('school_id', '=', school.id)
    .where('status', '=', 'active')
    .where('role', 'in', kind === 'denunciation' ? ['principal'] : ['principal', 'coordinator'])
    .orderBy('id')
    .execute()
}

/** Tells all who decide about the case, but for the person who has just acted. */
export async function notifyDeciders(tx: Tx, sender: Sender, row: CaseRow, purpose: StaffNotice, now: string, exceptId?: string): Promise<void> {
  for (const person of await deciders(tx, sender.school, row.kind)) {
    if (person.id !== exceptId) await notifyStaff(tx, sender, row, person.email, purpose, now)
  }
}
