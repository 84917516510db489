import { dayOf, extendedDue, limitsOf } from '#app/calendar/index.ts'
import { formatDate } from '#app/i18n/format.ts'
import type { Tx } from '#db/connect.ts'
import type { CaseReply, CaseRow, StaffRow } from '#db/schema.ts'
import { changeCase, Refused } from './change.ts'
import type { CaseDesk, Change, Outcome, StaffAct } from './change.ts'
import { checkProblems, questionProblems, questionsOf } from './answer-checklist.ts'
import type { Checklist, Question } from './answer-checklist.ts'
import { decisionLetter, higherAuthority } from './formal.ts'
import { sharedTextProblem, withFollowers } from './merged.ts'
import { notifyDeciders, notifyParent, notifyWorker } from './notices.ts'
import { sendOrHold } from './outgoing.ts'
import { clockGoesOn } from './pause.ts'
import { settleDispute } from './publish.ts'
import { tellSender } from './tell-sender.ts'
import { mayOpen, needsSecondPerson } from './transitions.ts'

/**
 * What staff do with a case, in the order of its life. Each opens one transaction through `changeCase`, so that the fact,
 * the history, the mail and the audit row are saved together or not at all. Texts arrive trimmed and checked for length.
 */

/**
 * Tells the sender that somebody has read it, with a first word where there is one, and names who handles it where that is known already. Where a child may be
 * in danger that word is needed: the hours the school has for it are not kept by a press on a button.
 */
export function acknowledge(desk: CaseDesk, act: StaffAct, input: { assigneeId: string | null; text?: string }): Promise<Outcome> {
  return changeCase(desk, act, 'acknowledge', null, async (tx, row) => {
    // Nobody could read it where the case was made of a survey comment.
    if (row.child_safety === 1 && row.from_round_id === null && !input.text) {
      return new Refused('bad-input', [{ field: 'text', message: 'Trẻ có thể gặp nguy hiểm: viết cho phụ huynh biết nhà trường đã làm gì hoặc đang làm gì.' }])
    }
    const assignee = input.assigneeId === null ? null : await findAssignee(tx, row, input.assigneeId)
    if (assignee && assignee.id !== row.assignee_id) await notifyWorker(tx, desk, { ...row, assignee_id: assignee.id }, assignee.id, 'case-assigned', act.now)
    if (input.text) await addMessage(tx, row, 'school', act, input.text)
    await notifyParent(tx, desk, row, row.formal_stage === 'awaiting' ? { purpose: 'case-intake', acceptDue: row.intake_due! } : { purpose: 'case-acknowledged', answerDue: row.answer_due }, act.now)
    const dates = row.formal_stage === 'awaiting' ? `Hạn thụ lý ${formatDate(row.intake_due!)}.` : `Hạn trả lời ${formatDate(row.answer_due)}.`
    return {
      set: { state: (assignee?.id ?? row.assignee_id) === null ? 'acknowledged' : 'in_progress', acknowledged_on: dayOf(act.now), assignee_id: assignee?.id ?? row.assignee_id },
      note: assignee ? `Giao ${assignee.name}. ${dates}` : dates,
    }
  })
}

/** Gives the case to a member of staff, who is told by mail. */
export function assign(desk: CaseDesk, act: StaffAct, input: { assigneeId: string }): Promise<Outcome> {
  return changeCase(desk, act, 'assign', null, (tx, row) => handOver(tx, desk, row, act, input.assigneeId))
}

/** The step of whatever gives the case to somebody. */
export async function handOver(tx: Tx, desk: CaseDesk, row: CaseRow, act: StaffAct, assigneeId: string): Promise<Change> {
  const assignee = await findAssignee(tx, row, assigneeId)
  await withFollowers(tx, row, act.staff.id, act.now, {
    event: 'assign',
    set: { assignee_id: assignee.id },
    note: `Giao ${assignee.name}.`,
    only: (follower) => mayOpen(assignee, { ...follower, assignee_id: assignee.id }),
  })
  if (assignee.id !== act.staff.id) await notifyWorker(tx, desk, { ...row, assignee_id: assignee.id }, assignee.id, 'case-assigned', act.now)
  return {
    set: { assignee_id: assignee.id, ...(row.state === 'acknowledged' ? { state: 'in_progress' as const } : {}) },
    note: `Giao ${assignee.name}.`,
  }
}

/** Asks the sender for more. The clock stands still until they answer; the law's clock of a complaint or denunciation goes on. */
export function ask(desk: CaseDesk, act: StaffAct, input: { text: string }): Promise<Outcome> {
  return changeCase(desk, act, 'ask', 'more_info', (tx, row) => sendOrHold(tx, desk, row, act, { action: 'ask', body: input.text, replyId: null }))
}

/** Goes on with what is known, because the sender does not answer: the clock runs again with as many working days as were left. They are told, and can still write. */
export function resume(desk: CaseDesk, act: StaffAct): Promise<Outcome> {
  return changeCase(desk, act, 'resume', 'in_progress', async (tx, row) => {
    const clock = clockGoesOn(desk.calendar, row, dayOf(act.now))
    const answerDue = clock.answer_due ?? row.answer_due
    await tellSender(tx, desk, row, act, `Nhà trường xử lý tiếp với những gì đã có, không chờ bổ sung nữa, và trả lời chậm nhất ngày ${formatDate(answerDue)}. Ông/bà vẫn có thể viết thêm.`)
    return { set: { ...clock, state: row.assignee_id === null ? 'acknowledged' : 'in_progress' }, note: `Hạn trả lời ${formatDate(answerDue)}.` }
  })
}

/** Writes to the sender without asking anything: the clock goes on. */
export function message(desk: CaseDesk, act: StaffAct, input: { text: string }): Promise<Outcome> {
  return changeCase(desk, act, 'message', null, (tx, row) => sendOrHold(tx, desk, row, act, { action: 'message', body: input.text, replyId: null }))
}

/**
 * Extends the due date once, by as many working days as the school allows itself; the reason goes to the sender. Refused once the date has passed: it would make
 * an answer that is late look as if it were on time.
 */
export function extend(desk: CaseDesk, act: StaffAct, input: { workingDays: number; reason: string }): Promise<Outcome> {
  return changeCase(desk, act, 'extend', null, async (tx, row) => {
    const limits = limitsOf(desk.school)
    if (row.answer_due < dayOf(act.now)) return new Refused('bad-input', `Đã quá hạn trả lời ngày ${formatDate(row.answer_due)} nên không gia hạn được nữa.`)
    if (!Number.isInteger(input.workingDays) || input.workingDays < 1 || input.workingDays > limits.extensionWorkingDays) {
      return new Refused('bad-input', `Chỉ gia hạn từ 1 đến ${limits.extensionWorkingDays} ngày làm việc.`)
    }
    const answerDue = extendedDue({ due: row.answer_due, workingDays: input.workingDays, extensionsSoFar: 0, calendar: desk.calendar, limits })
    const words = `Nhà trường cần thêm thời gian và xin gia hạn trả lời đến ngày ${formatDate(answerDue)}. Lý do: ${input.reason}`
    await addMessage(tx, row, 'school', act, words)
    await notifyParent(tx, desk, row, { purpose: 'case-extended', answerDue, reason: input.reason }, act.now)
    return { set: { answer_due: answerDue, extended_on: dayOf(act.now) }, note: `Hạn mới ${formatDate(answerDue)}. Lý do: ${input.reason}` }
  })
}

/** Keeps an unfinished reply, with the list of questions as far as it is. */
export function saveDraft(desk: CaseDesk, act: StaffAct, input: { body: string; questions?: readonly Question[] }): Promise<Outcome> {
  return changeCase(desk, act, 'draft', null, async (tx, row) => {
    await putReply(tx, row, act, input, 'draft')
    return {}
  })
}

/**
 * Hands the reply to a second person, once its author has listed what was asked and that all of it is answered. Where there is no second
 * person the author reads it against the same list and sends it: `ticked` then names what they confirm, as in `approveReply`.
 */
export function submitReply(desk: CaseDesk, act: StaffAct, input: { body: string; questions: readonly Question[]; ticked?: readonly string[] }): Promise<Outcome> {
  return changeCase(desk, act, 'submitReply', 'awaiting_approval', async (tx, row) => {
    const alone = !needsSecondPerson(row, desk.school)
    const problems = [...questionProblems(row.kind, input.questions), ...(alone ? checkProblems([], input.ticked ?? []) : [])]
    if (problems.length > 0) return new Refused('bad-input', problems)
    const naming = await sharedTextProblem(tx, act.staff, row, input.body)
    if (naming !== null) return new Refused('bad-input', naming)
    const reply = await putReply(tx, row, act, input, 'awaiting_approval')
    if (alone) return { then: 'sent', ...(await sendChecked(tx, desk, row, act, reply)) }
    await notifyDeciders(tx, desk, row, 'case-to-approve', act.now, act.staff.id)
    return {}
  })
}

/**
 * Writes down the decision on a complaint, or the conclusion about a denunciation, and hands it on as the answer: to a second person, or out at
 * once where there is none. `decidedOn` is a day. The sender gets it with its number and date, and with what the law lets them do next.
 */
export function recordDecision(desk: CaseDesk, act: StaffAct, input: { decisionNumber: string; decidedOn: string; body: string }): Promise<Outcome> {
  return changeCase(desk, act, 'recordDecision', 'awaiting_approval', async (tx, row) => {
    if (input.decidedOn > dayOf(act.now)) return new Refused('bad-input', 'Ngày quyết định không thể sau hôm nay.')
    await tx
      .updateTable('case_formal')
      .set({ decision_number: input.decisionNumber, decision_on: input.decidedOn, decision_body: input.body })
      .where('case_id', '=', row.id)
      .execute()
    const body = decisionLetter(row.kind, input, await higherAuthority(tx, desk.school, dayOf(act.now)))
    const note = `Số ${input.decisionNumber}, ngày ${formatDate(input.decidedOn)}.`
    const reply = await putReply(tx, row, act, { body, questions: [] }, 'awaiting_approval')
    if (!needsSecondPerson(row, desk.school)) {
      const sent = await sendChecked(tx, desk, row, act, reply)
      return { then: 'sent', ...sent, note: [note, sent.note].filter(Boolean).join(' ') }
    }
    await notifyDeciders(tx, desk, row, 'case-to-approve', act.now, act.staff.id)
    return { note }
  })
}

/** Sends the draft back to whoever wrote it, with what is to be mended. */
export function returnReply(desk: CaseDesk, act: StaffAct, input: { reason: string }): Promise<Outcome> {
  return changeCase(desk, act, 'returnReply', 'in_progress', async (tx, row) => {
    const reply = await latestReply(tx, row)
    if (!reply) return new Refused('bad-input', 'Không còn dự thảo.')
    await tx
      .updateTable('case_replies')
      .set({ state: 'returned', decided_by: act.staff.id, decision_note: input.reason, updated_at: act.now })
      .where('id', '=', reply.id)
      .execute()
    await notifyWorker(tx, desk, row, reply.drafted_by, 'case-returned', act.now)
    return { note: input.reason }
  })
}

/** Takes back what one has handed on oneself, to mend it or to let somebody else write it: where only one person decides, nobody else could. */
export function recallReply(desk: CaseDesk, act: StaffAct): Promise<Outcome> {
  return changeCase(desk, act, 'recallReply', 'in_progress', async (tx, row) => {
    const reply = await latestReply(tx, row)
    if (!reply || reply.drafted_by !== act.staff.id) return new Refused('not-allowed')
    await tx.updateTable('case_replies').set({ state: 'draft', updated_at: act.now }).where('id', '=', reply.id).execute()
    return { set: { state: row.assignee_id === null ? 'acknowledged' : 'in_progress' } }
  })
}

/**
 * Approves the reply and sends it. Refused to the person who wrote it, and while one of the questions (`q1`, `q2` …) or of the things that
 * hold for every answer is not among `ticked`.
 */
export function approveReply(desk: CaseDesk, act: StaffAct, input: { ticked: readonly string[] }): Promise<Outcome> {
  return changeCase(desk, act, 'approveReply', 'answered', async (tx, row) => {
    const reply = await latestReply(tx, row)
    if (!reply || reply.state !== 'awaiting_approval') return new Refused('bad-input', 'Không còn dự thảo chờ duyệt.')
    if (reply.drafted_by === act.staff.id && needsSecondPerson(row, desk.school)) return new Refused('own-work')
    const problems = checkProblems(questionsOf(reply), input.ticked)
    if (problems.length > 0) return new Refused('bad-input', problems)
    const naming = await sharedTextProblem(tx, act.staff, row, reply.body)
    if (naming !== null) return new Refused('bad-input', naming)
    return sendChecked(tx, desk, row, act, reply)
  })
}

/** Passes on what another authority must answer, and tells the sender which. */
export function transfer(desk: CaseDesk, act: StaffAct, input: { authority: string; reason: string }): Promise<Outcome> {
  return changeCase(desk, act, 'transfer', 'transferred', async (tx, row) => {
    const today = dayOf(act.now)
    const problem = await sharedTextProblem(tx, act.staff, row, input.reason)
    if (problem !== null) return new Refused('bad-input', problem)
    await tellTransfer(tx, desk, row, act, input)
    await withFollowers(tx, row, act.staff.id, act.now, {
      event: 'transfer',
      set: { state: 'transferred', paused_on: null, formal_stage: null },
      note: `${input.authority}. ${input.reason}`,
      tell: (follower) => tellTransfer(tx, desk, follower, act, input),
    })
    await settleDispute(tx, row, today, `Người gửi chưa đồng ý với câu trả lời này. Ngày ${formatDate(today)}, nhà trường đã chuyển ý kiến đến cơ quan có thẩm quyền.`)
    // Later than the day for passing on is allowed, but never hidden: the history says it and the public figures count it.
    const late = row.classify_due !== null && row.classify_due < today ? ` Trễ so với hạn chuyển ${formatDate(row.classify_due)}.` : ''
    return { set: { paused_on: null, formal_stage: null }, note: `${input.authority}. ${input.reason}${late}` }
  })
}

/** Ends a case that cannot be handled; the reason goes to the sender. */
export function declareIneligible(desk: CaseDesk, act: StaffAct, input: { reason: string }): Promise<Outcome> {
  return changeCase(desk, act, 'declareIneligible', 'ineligible', async (tx, row) => {
    const problem = await sharedTextProblem(tx, act.staff, row, input.reason)
    if (problem !== null) return new Refused('bad-input', problem)
    await tellIneligible(tx, desk, row, act, input)
    await withFollowers(tx, row, act.staff.id, act.now, {
      event: 'declareIneligible',
      set: { state: 'ineligible', paused_on: null },
      note: input.reason,
      tell: (follower) => tellIneligible(tx, desk, follower, act, input),
    })
    await settleDispute(tx, row, dayOf(act.now), `Người gửi chưa đồng ý với câu trả lời này. Ngày ${formatDate(dayOf(act.now))}, nhà trường thông báo không xử lý tiếp.`)
    return { set: { paused_on: null }, note: input.reason }
  })
}

/** Files the case away. */
export function close(desk: CaseDesk, act: StaffAct): Promise<Outcome> {
  return changeCase(desk, act, 'close', 'closed', async (tx, row) => {
    const set = { closed_on: dayOf(act.now) }
    await withFollowers(tx, row, act.staff.id, act.now, { event: 'close', set: { ...set, state: 'closed' }, from: ['answered', 'transferred', 'ineligible'] })
    return { set }
  })
}

async function tellTransfer(tx: Tx, desk: CaseDesk, row: CaseRow, act: StaffAct, input: { authority: string; reason: string }): Promise<void> {
  await addMessage(tx, row, 'school', act, `Ý kiến không thuộc thẩm quyền của nhà trường và đã được chuyển đến ${input.authority}. ${input.reason}`)
  await notifyParent(tx, desk, row, { purpose: 'case-transferred', ...input }, act.now)
}

async function tellIneligible(tx: Tx, desk: CaseDesk, row: CaseRow, act: StaffAct, input: { reason: string }): Promise<void> {
  await addMessage(tx, row, 'school', act, `Nhà trường chưa thể xử lý ý kiến này. Lý do: ${input.reason}`)
  await notifyParent(tx, desk, row, { purpose: 'case-ineligible', ...input }, act.now)
}

/** The newest reply of a case, in whatever state, or undefined. */
function latestReply(tx: Tx, row: Pick<CaseRow, 'id'>): Promise<CaseReply | undefined> {
  return tx.selectFrom('case_replies').selectAll().where('case_id', '=', row.id).orderBy('id', 'desc').limit(1).executeTakeFirst()
}

async function findAssignee(tx: Tx, row: CaseRow, assigneeId: string): Promise<StaffRow> {
  const staff = await tx
    .selectFrom('staff')
    .selectAll()
    .where('id', '=', assigneeId)
    .where('school_id', '=', row.school_id)
    .where('status', '=', 'active')
    .where('role', '!=', 'viewer')
    .executeTakeFirst()
  if (!staff || !mayOpen(staff, { ...row, assignee_id: staff.id })) throw new Refused('bad-input', 'Người được giao không còn làm việc hoặc không được xem hồ sơ này.')
  return staff
}

/** Keeps the one open draft up to date, or starts a new one after an earlier reply was decided. */
async function putReply(tx: Tx, row: CaseRow, act: StaffAct, input: { body: string; questions?: readonly Question[] }, state: 'draft' | 'awaiting_approval'): Promise<CaseReply> {
  const questions = input.questions === undefined ? {} : { questions: JSON.stringify(input.questions) }
  const values = { body: input.body, ...questions, state, drafted_by: act.staff.id, updated_at: act.now }
  const open = await latestReply(tx, row)
  if (open?.state === 'draft') {
    await tx.updateTable('case_replies').set(values).where('id', '=', open.id).execute()
    return { ...open, ...values }
  }
  return tx.insertInto('case_replies').values({ case_id: row.id, ...values }).returningAll().executeTakeFirstOrThrow()
}

/** Writes down who has read the answer against its list, and sends it. */
async function sendChecked(tx: Tx, desk: CaseDesk, row: CaseRow, act: StaffAct, reply: CaseReply): Promise<Change> {
  const checklist: Checklist = { staffId: act.staff.id, at: act.now }
  await tx.updateTable('case_replies').set({ decided_by: act.staff.id, checklist: JSON.stringify(checklist) }).where('id', '=', reply.id).execute()
  return sendOrHold(tx, desk, row, act, { action: 'answer', body: reply.body, replyId: reply.id })
}

/** Adds what the school says, or what staff note among themselves. */
export async function addMessage(tx: Tx, row: CaseRow, direction: 'school' | 'internal', act: StaffAct, body: string): Promise<void> {
  await tx.insertInto('case_messages').values({ case_id: row.id, direction, staff_id: act.staff.id, body, at: act.now }).execute()
}
