import { sendWaitingFiles } from '#app/attachments/index.ts'
import { recordAudit } from '#app/audit/index.ts'
import { dayOf } from '#app/calendar/index.ts'
import { formatDateTime } from '#app/i18n/format.ts'
import type { Db, Tx } from '#db/connect.ts'
import type { CaseOutgoingTable, CaseRow, CasesTable, CaseState, School } from '#db/schema.ts'
import type { Updateable } from 'kysely'
import { applyChange, changeCase, recordEvent, Refused } from './change.ts'
import type { CaseDesk, Change, Outcome, StaffAct } from './change.ts'
import { withFollowers } from './merged.ts'
import { notifyParent, notifyWorker } from './notices.ts'
import { keepOfficeDraft } from './office-drafts.ts'
import { sharedAnswer } from './shared-answer.ts'
import { heldEvents, isRestricted, transitions } from './transitions.ts'
import { takesFiles } from './waiting-files.ts'

/**
 * What staff send to the sender of a case waits for as long as the school lets it be taken back. Until then nothing has happened: the state,
 * the clock and the sender's page are as before, and no mail is queued. Sent at once or later, it does the same things through `send`.
 */

/** What is sent, and who answers for it. */
export interface Parcel {
  action: CaseOutgoingTable['action']
  body: string
  /** Only of an answer: the reply it is. */
  replyId: number | null
}

/** What waits, as the office sees it. */
export interface Outgoing {
  action: Parcel['action']
  body: string
  /** Instant. */
  sendAt: string
  staffName: string
}

/** What is about to go out in this case, or null. */
export async function outgoingOf(db: Db, caseId: string): Promise<Outgoing | null> {
  const found = await db
    .selectFrom('case_outgoing')
    .innerJoin('staff', 'staff.id', 'case_outgoing.staff_id')
    .select(['action', 'body', 'send_at as sendAt', 'staff.name as staffName'])
    .where('case_id', '=', caseId)
    .executeTakeFirst()
  return found ?? null
}

interface Sender {
  school: School
  publicOrigin: string
}

/**
 * The instant at which something sent now goes out; null: at once. What concerns a child's safety never waits, and neither does an answer
 * or a question that would miss its day by waiting. [ours]
 */
function heldUntil(school: Pick<School, 'undo_minutes'>, row: Pick<CaseRow, 'child_safety' | 'answer_due'>, now: string): string | null {
  if (school.undo_minutes === 0 || row.child_safety === 1) return null
  const sendAt = new Date(Date.parse(now) + school.undo_minutes * 60_000).toISOString()
  const wouldMissItsDay = dayOf(now) <= row.answer_due && dayOf(sendAt) > row.answer_due
  return wouldMissItsDay ? null : sendAt
}

/** Sends it, or lays it aside to go out by itself. The step of whatever action sends. */
export async function sendOrHold(tx: Tx, desk: CaseDesk, row: CaseRow, act: StaffAct, parcel: Parcel): Promise<Change> {
  const sendAt = heldUntil(desk.school, row, act.now)
  if (sendAt === null) return { set: await send(tx, desk, row, { ...parcel, staffId: act.staff.id }, act.now) }
  await tx
    .insertInto('case_outgoing')
    .values({ case_id: row.id, action: parcel.action, body: parcel.body, reply_id: parcel.replyId, staff_id: act.staff.id, created_at: act.now, send_at: sendAt })
    .execute()
  return { set: { state: row.state, outgoing_at: sendAt }, event: heldEvents[parcel.action], note: `Gửi đi lúc ${formatDateTime(sendAt)} nếu không thu hồi.`, then: 'held' }
}

/** All that happens when it goes out. Returns what changes in the case. `now` is the instant at which it really goes. */
async function send(tx: Tx, sender: Sender, row: CaseRow, parcel: Parcel & { staffId: string }, now: string): Promise<Updateable<CasesTable>> {
  const { body, staffId } = parcel
  const message = await tx.insertInto('case_messages').values({ case_id: row.id, direction: 'school', staff_id: staffId, body, at: now }).returning('id').executeTakeFirstOrThrow()
  const files = takesFiles(parcel.action, row) ? await sendWaitingFiles(tx, row.id, message.id) : 0
  switch (parcel.action) {
    case 'answer':
      await tx.updateTable('case_replies').set({ state: 'approved', decided_by: staffId, updated_at: now }).where('id', '=', parcel.replyId).execute()
      await notifyParent(tx, sender, row, { purpose: isRestricted(row.kind) ? 'case-decided' : 'case-answered', text: body, files }, now)
      await withFollowers(tx, row, staffId, now, await sharedAnswer(tx, sender, row, { replyId: parcel.replyId, body, staffId }, now))
      return { state: 'answered', answered_on: dayOf(now) }
    case 'ask':
      // No question stops the clock that the law gives a complaint or denunciation.
      await notifyParent(tx, sender, row, { purpose: isRestricted(row.kind) ? 'case-message' : 'case-question', text: body, files }, now)
      return isRestricted(row.kind) ? { state: row.state } : { state: 'more_info', paused_on: dayOf(now) }
    case 'message':
      await notifyParent(tx, sender, row, { purpose: 'case-message', text: body, files }, now)
      return {}
  }
}

/** Sends at once what was waiting. */
export function sendNow(desk: CaseDesk, act: StaffAct): Promise<Outcome> {
  return changeCase(desk, act, 'sendNow', null, async (tx, row) => {
    const parcel = await takeOut(tx, row)
    if (!parcel) return new Refused('bad-input', 'Không còn gì đang chờ gửi.')
    return { set: { outgoing_at: null, ...(await send(tx, desk, row, parcel, act.now)) }, event: parcel.action, note: 'Gửi ngay, không chờ hết thời gian thu hồi.' }
  })
}

/** Takes back what has not gone out yet. Nothing of it is lost: an answer is a draft again, a question or message stands in its form again. */
export function undoSend(desk: CaseDesk, act: StaffAct): Promise<Outcome> {
  return changeCase(desk, act, 'undoSend', null, async (tx, row) => {
    const parcel = await takeOut(tx, row)
    if (!parcel) return new Refused('bad-input', 'Không còn gì đang chờ gửi.')
    return { set: { outgoing_at: null, ...(await giveBack(tx, desk, row, parcel, act.staff.id, act.now)) }, note: undoNotes[parcel.action] }
  })
}

const undoNotes = {
  answer: 'Câu trả lời chưa gửi đi, trở lại thành dự thảo.',
  ask: 'Câu hỏi chưa gửi đi.',
  message: 'Tin nhắn chưa gửi đi.',
} as const satisfies Record<Parcel['action'], string>

type Waiting = Parcel & { staffId: string }

async function takeOut(tx: Tx, row: Pick<CaseRow, 'id'>): Promise<Waiting | null> {
  const found = await tx.deleteFrom('case_outgoing').where('case_id', '=', row.id).returningAll().executeTakeFirst()
  return found ? { action: found.action, body: found.body, replyId: found.reply_id, staffId: found.staff_id } : null
}

async function giveBack(tx: Tx, sender: Sender, row: CaseRow, parcel: Waiting, byId: string, now: string): Promise<Updateable<CasesTable>> {
  if (parcel.replyId === null) {
    // Also to whoever wrote it, if somebody else took it back.
    for (const staffId of new Set([byId, parcel.staffId])) {
      await keepOfficeDraft(tx, row, { staffId, action: parcel.action === 'ask' ? 'ask' : 'message', fields: { text: parcel.body }, at: now })
    }
    return {}
  }
  const reply = await tx
    .updateTable('case_replies')
    .set({ state: 'draft', decided_by: null, checklist: null, updated_at: now })
    .where('id', '=', parcel.replyId)
    .returning('drafted_by')
    .executeTakeFirstOrThrow()
  if (reply.drafted_by !== byId) {
    await notifyWorker(tx, sender, row, reply.drafted_by, 'case-taken-back', now)
  }
  return row.state === 'awaiting_approval' ? { state: 'in_progress' } : {}
}

/**
 * Sends everything whose time has come, each case in a transaction of its own: safe to call as often as one likes, and after a crash. What
 * cannot be sent keeps nothing else from going out; the failures are thrown at the end. Returns how many went out. `now` is an instant.
 */
export async function deliverOutgoing(db: Db, { publicOrigin }: { publicOrigin: string }, now: string): Promise<number> {
  const due = await db.selectFrom('case_outgoing').select('case_id').where('send_at', '<=', now).orderBy('send_at').execute()
  const failures: unknown[] = []
  let sent = 0
  for (const { case_id } of due) {
    try {
      if (await db.transaction().execute((tx) => deliver(tx, publicOrigin, case_id, now))) sent += 1
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} of ${due.length} messages that were due could not be sent`)
  return sent
}

async function deliver(tx: Tx, publicOrigin: string, caseId: string, now: string): Promise<boolean> {
  const row = await tx.selectFrom('cases').selectAll().where('id', '=', caseId).executeTakeFirstOrThrow()
  const parcel = await takeOut(tx, row)
  // Taken back or sent by hand since the list was made.
  if (!parcel) return false
  const school = await tx.selectFrom('schools').selectAll().where('id', '=', row.school_id).executeTakeFirstOrThrow()
  const sender = { school, publicOrigin }
  const fits = row.frozen_on === null && sendableFrom[parcel.action].includes(row.state)
  const set = fits ? await send(tx, sender, row, parcel, now) : await giveBack(tx, sender, row, parcel, parcel.staffId, now)
  await applyChange(tx, row, { outgoing_at: null, ...set }, now)
  await recordEvent(tx, row, {
    type: fits ? parcel.action : 'undoSend',
    staffId: parcel.staffId,
    to: set.state ?? row.state,
    note: fits ? null : 'Không gửi: từ lúc bấm gửi, người gửi đã thay đổi hồ sơ.',
    at: now,
  })
  await recordAudit(tx, { schoolId: row.school_id, staffId: parcel.staffId, action: fits ? 'case:send' : 'case:undoSend', target: row.number, at: now })
  return fits
}

/** Where each still makes sense: what a sender does meanwhile may have ended the case, or kept it from being dealt with. */
const sendableFrom: Record<Parcel['action'], readonly CaseState[]> = {
  answer: [...transitions.submitReply.from, ...transitions.approveReply.from],
  ask: transitions.ask.from,
  message: transitions.message.from,
}
