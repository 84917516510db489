import { addWorkingDays, caseDeadlines, dayOf, limitsOf, pausedWorkingDays } from '#app/calendar/index.ts'
import { formatDate } from '#app/i18n/format.ts'
import { staffPurposes } from '#app/mail/purposes.ts'
import type { Tx } from '#db/connect.ts'
import type { CaseKind, CaseRow } from '#db/schema.ts'
import { changeCase, Refused } from './change.ts'
import type { CaseDesk, Outcome, StaffAct } from './change.ts'
import { noteConflicts, setBarred, suspectAgain } from './conflicts.ts'
import { higherAuthority, openFormalFile } from './formal.ts'
import { hasFollowers } from './merged.ts'
import { deciders, notifyDeciders } from './notices.ts'
import { takeDownForKind } from './publish.ts'
import { reroute } from './routing.ts'
import { tellSender } from './tell-sender.ts'
import { isRestricted } from './transitions.ts'
import { kindLabels } from './words.ts'

/**
 * Files the case under what it really is: content decides, not the title it came with. Into a complaint or denunciation it opens the formal file
 * and takes the case out of other hands; out of one it closes the file. Where the procedure changes the sender is told, with the reason.
 */
export function reclassify(desk: CaseDesk, act: StaffAct, input: { kind: CaseKind; fieldId: string; reason: string }): Promise<Outcome> {
  return changeCase(desk, act, 'reclassify', null, async (tx, row) => {
    const field = await tx.selectFrom('fields').selectAll().where('id', '=', input.fieldId).where('school_id', '=', desk.school.id).executeTakeFirst()
    if (!field) return new Refused('bad-input', 'Lĩnh vực không còn trong danh mục.')
    if (field.id === row.field_id && input.kind === row.kind) return new Refused('bad-input', 'Chưa có gì thay đổi.')
    if ((await deciders(tx, desk.school, { kind: input.kind, barred: row.barred })).length === 0) {
      return new Refused('bad-input', 'Không ai ở trường được quyết định hồ sơ loại này: người có thẩm quyền là người có liên quan. Hãy chuyển cơ quan khác.')
    }
    const today = dayOf(act.now)
    await suspectAgain(tx, row, input.kind, today)
    const barring = await setBarred(tx, row.id)
    const note = `${kindLabels[input.kind]} · ${field.name_vi}. Lý do: ${input.reason}`
    const changesProcedure = input.kind !== row.kind && (isRestricted(input.kind) || isRestricted(row.kind))
    const filed = { ...barring, kind: input.kind, field_id: field.id }
    if (!changesProcedure) return { set: { ...filed, ...(await reroute(tx, desk.school, { ...row, ...filed }, today)) }, note }
    if (await hasFollowers(tx, row)) return new Refused('bad-input', 'Hồ sơ này đang trả lời chung cho các ý kiến đã gộp: tách các ý kiến đó ra trước khi đổi loại.')

    if (input.kind === 'denunciation') await seal(tx, row, ['principal'])
    const set = isRestricted(input.kind) ? await intoProcedure(tx, desk, row, act, input) : await outOfProcedure(tx, desk, row, act, input)
    const changed = { ...filed, ...set }
    await notifyDeciders(tx, desk, { ...row, ...changed }, 'case-reclassified', act.now, act.staff.id)
    return { set: { ...changed, ...(await reroute(tx, desk.school, { ...row, ...changed }, today)) }, note }
  })
}

async function intoProcedure(tx: Tx, desk: CaseDesk, row: CaseRow, act: StaffAct, { kind, reason }: { kind: CaseKind; reason: string }) {
  const today = dayOf(act.now)
  // From the day of receipt, as the law counts it: a wrong label on the form takes nothing from the sender.
  const due = caseDeadlines({ kind, receivedOn: row.received_on, submittedAt: act.now, childSafety: false, calendar: desk.calendar, limits: limitsOf(desk.school) })
  await openFormalFile(tx, { id: row.id, intake_due: due.intakeDue })
  await takeDownForKind(tx, row, today)
  const law = kind === 'complaint' ? 'khiếu nại và giải quyết theo Luật Khiếu nại' : 'tố cáo và giải quyết theo Luật Tố cáo; từ nay chỉ hiệu trưởng đọc được'
  const elsewhere = kind === 'denunciation' ? `\n\nNếu ông/bà tố cáo chính hiệu trưởng, nơi có thẩm quyền là ${await higherAuthority(tx, desk.school, today)}.` : ''
  await tellSender(tx, desk, row, act, `Nhà trường xác định nội dung ông/bà gửi là ${law}. Nhà trường báo có thụ lý hay không chậm nhất ngày ${formatDate(due.intakeDue)}. Lý do phân loại lại: ${reason}${elsewhere}`)
  return {
    formal_stage: 'awaiting' as const,
    published_on: null,
    intake_due: due.intakeDue,
    answer_due: due.answerDue,
    // Whoever held it may not be one of the few who may read it now.
    assignee_id: null,
    proposed_assignee_id: null,
    routing_note: null,
    ...(row.state === 'in_progress' || row.state === 'more_info' ? { state: 'acknowledged' as const } : {}),
    // No question stops the clock of the law.
    ...(row.paused_on === null ? {} : { paused_on: null, paused_days: row.paused_days + pausedWorkingDays(desk.calendar, row.paused_on, today) }),
  }
}

async function outOfProcedure(tx: Tx, desk: CaseDesk, row: CaseRow, act: StaffAct, { kind, reason }: { kind: CaseKind; reason: string }) {
  const today = dayOf(act.now)
  const { calendar, school } = desk
  const ordinary = addWorkingDays(calendar, today, limitsOf(school).answerWorkingDays)
  // Never later than what was promised before.
  const answerDue = ordinary < row.answer_due ? ordinary : row.answer_due
  await tx.updateTable('case_formal').set({ refused_on: today, refusal_reason: `Phân loại lại: ${reason}` }).where('case_id', '=', row.id).execute()
  await tellSender(
    tx, desk, row, act,
    `Nhà trường xác định nội dung này không phải ${kindLabels[row.kind].toLowerCase()} theo luật mà là ${kindLabels[kind].toLowerCase()}, và trả lời chậm nhất ngày ${formatDate(answerDue)}. Lý do: ${reason}\n\n` +
      `Nếu không đồng ý, ông/bà có quyền gửi đơn đến ${await higherAuthority(tx, school, today)}.`,
  )
  return { formal_stage: null, answer_due: answerDue }
}

/**
 * A denunciation of the principal that was noticed only after it had come in. Nobody judges themselves: the sender is shown the outside authority,
 * and from now on nobody at the school, the principal included, can open the case. Only the holder of the key still reads what they wrote, to take
 * it there. What stays is number, day and authority, which a later principal finds in the audit log (docs/decisions/0030).
 */
export function passOutside(desk: CaseDesk, act: StaffAct, input: { authority: string; confirmed: boolean }): Promise<Outcome> {
  return changeCase(desk, act, 'passOutside', 'transferred', async (tx, row) => {
    if (!input.confirmed) return new Refused('bad-input', 'Cần xác nhận: sau bước này không ai ở trường mở được hồ sơ.')
    if (await hasFollowers(tx, row)) return new Refused('bad-input', 'Hồ sơ này đang trả lời chung cho các ý kiến đã gộp: tách các ý kiến đó ra trước.')
    const today = dayOf(act.now)
    const text =
      `Nội dung này tố cáo hiệu trưởng. Theo Luật Tố cáo, hiệu trưởng không được giải quyết việc của chính mình, nên nhà trường chuyển đến ${input.authority}. ` +
      'Từ nay không ai ở trường mở được hồ sơ này. Ông/bà vẫn đọc được nội dung đã gửi bằng mã tra cứu, và có thể tự gửi đến nơi đó.'
    await seal(tx, row, [])
    await tellSender(tx, desk, row, act, text)
    await takeDownForKind(tx, row, today)
    await tx.deleteFrom('case_formal').where('case_id', '=', row.id).execute()
    const barring = await barPrincipals(tx, row, today)
    const set = {
      ...barring,
      state: 'transferred' as const,
      published_on: null,
      outgoing_at: null,
      kind: 'denunciation' as const,
      formal_stage: null,
      assignee_id: null,
      proposed_assignee_id: null,
      routing_note: null,
      paused_on: null,
      consent_publish: 0 as const,
      search_text: '',
    }
    return { set, note: input.authority }
  })
}

/** Writes down that the case is about the principals, and closes it to them. */
async function barPrincipals(tx: Tx, row: CaseRow, today: string) {
  const principals = await tx.selectFrom('staff').select(['id', 'name']).where('school_id', '=', row.school_id).where('role', '=', 'principal').execute()
  const known = await tx.selectFrom('case_conflicts').select('staff_id').where('case_id', '=', row.id).where('cleared_on', 'is', null).execute()
  const unknown = principals.filter(({ id }) => !known.some(({ staff_id }) => staff_id === id))
  await noteConflicts(tx, row.id, unknown.map(({ id, name }) => ({ staff_id: id, name, source: 'staff' as const })), today)
  return setBarred(tx, row.id)
}

/** Takes back what still waits to tell others of the case: mail to staff that has not gone out, and what they were typing. */
async function seal(tx: Tx, row: CaseRow, keep: readonly 'principal'[]): Promise<void> {
  const others = await tx.selectFrom('staff').select(['id', 'email', 'role']).where('school_id', '=', row.school_id).execute()
  const outside = others.filter(({ role }) => !(keep as readonly string[]).includes(role))
  if (outside.length === 0) return
  await tx.deleteFrom('outbox').where('case_id', '=', row.id).where('sent_at', 'is', null).where('recipient', 'in', outside.map(({ email }) => email)).where('purpose', 'in', [...staffPurposes]).execute()
  await tx.deleteFrom('office_drafts').where('case_id', '=', row.id).where('staff_id', 'in', outside.map(({ id }) => id)).execute()
}
