import { attachFiles } from '#app/attachments/index.ts'
import { addWorkingDays, dayOf, limitsOf, receivedOn, startOfDay } from '#app/calendar/index.ts'
import type { Db, Tx } from '#db/connect.ts'
import type { CaseRow, CaseState } from '#db/schema.ts'
import { alarmOfWords } from './alarm.ts'
import { applyChange, recordEvent, Refused } from './change.ts'
import type { CaseDesk, Change, Outcome } from './change.ts'
import { notifyDeciders, notifyStaff, workersOf } from './notices.ts'
import type { StaffNotice } from './notices.ts'
import { clockGoesOn } from './pause.ts'
import { parentTransitions } from './transitions.ts'

/**
 * What a parent who holds the case key does. There is no version to compare: a parent's word is never lost because
 * staff were faster. `id` is the case the visit was opened for, `now` an instant. `onceHash` is the keyed hash of the
 * page's idempotency key: what comes a second time under the same one is taken as already done. `files` are the ids of files that
 * have come already; `FilesRefused` is thrown, and nothing kept, where one is not there any more.
 */

/** True where the sender can still add something. */
export function mayAdd(row: Pick<CaseRow, 'state' | 'frozen_on'>): boolean {
  return row.frozen_on === null && parentTransitions.parentMessage.from.includes(row.state)
}

/** True where the school is done, and the sender may say that it is not. */
export function mayDisagree(row: Pick<CaseRow, 'kind' | 'state' | 'frozen_on' | 'anonymised_on'>): boolean {
  return row.frozen_on === null && row.anonymised_on === null && parentTransitions.disagree.kinds.includes(row.kind) && (parentTransitions.disagree.from as readonly CaseState[]).includes(row.state)
}

/** True where there is an answer that has not been rated yet. */
export function mayRate(row: Pick<CaseRow, 'answered_on'>): boolean {
  return row.answered_on !== null
}

/** Adds the parent's words. Where the school had asked for them, the clock goes on with as many working days as were left. */
export function addParentMessage(desk: CaseDesk, id: string, body: string, now: string, onceHash: string | null = null, files: readonly string[] = []): Promise<Outcome> {
  return parentChange(desk.db, id, now, 'parentMessage', async (tx, row) => {
    if (await isRepeated(tx, row, onceHash)) return 'already done'
    if (!mayAdd(row)) return new Refused('not-allowed')
    await addMessage(tx, row, body, now, onceHash, files)
    // The alarm goes to all whom the ordinary notice goes to, and says more.
    const alarm = await alarmOfWords(tx, desk, row, body, now)
    if (alarm === null) await tellStaff(desk, tx, row, 'case-parent-wrote', now)
    if (row.state !== 'more_info' || row.paused_on === null) return { set: { ...alarm } }
    const { calendar } = desk
    const resumedOn = receivedOn(now, calendar, { closesAt: desk.school.closes_minute })
    return {
      set: {
        ...alarm,
        state: row.assignee_id === null ? 'acknowledged' : 'in_progress',
        ...clockGoesOn(calendar, row, resumedOn),
      },
    }
  })
}

/** "Tôi chưa đồng ý": reopens what was answered, passed on or turned away, closed or not, with a fresh limit counted from today. What was published stays until a new answer replaces it, and says meanwhile that it does not stand. */
export function disagree(desk: CaseDesk, id: string, reason: string, now: string, onceHash: string | null = null, files: readonly string[] = []): Promise<Outcome> {
  return parentChange(desk.db, id, now, 'disagree', async (tx, row) => {
    if (await isRepeated(tx, row, onceHash)) return 'already done'
    if (!mayDisagree(row)) return new Refused('not-allowed')
    const reopenedOn = receivedOn(now, desk.calendar, { closesAt: desk.school.closes_minute })
    const answerDue = addWorkingDays(desk.calendar, reopenedOn, limitsOf(desk.school).answerWorkingDays)
    await addMessage(tx, row, reason, now, onceHash, files)
    await tx.deleteFrom('case_publication_drafts').where('case_id', '=', row.id).execute()
    await tx.updateTable('publications').set({ reopened_on: dayOf(now) }).where('school_id', '=', row.school_id).where('number', '=', row.number).execute()
    await tellStaff(desk, tx, { ...row, answer_due: answerDue }, 'case-reopened', now)
    const alarm = await alarmOfWords(tx, desk, row, reason, now)
    return {
      set: {
        ...alarm,
        state: row.assignee_id === null ? 'acknowledged' : 'in_progress',
        // Ended while it was still new, it was read on the day it ended.
        acknowledged_on: row.acknowledged_on ?? (await endedOn(tx, row)),
        reopened_on: dayOf(now),
        answered_on: null,
        closed_on: null,
        answer_due: answerDue,
        merged_into: null,
      },
    }
  })
}

/** The day on which the school passed the case on or turned it away, last of all; null where it never did. */
async function endedOn(tx: Tx, row: CaseRow): Promise<string | null> {
  const event = await tx
    .selectFrom('case_events')
    .select('at')
    .where('case_id', '=', row.id)
    .where('to_state', 'in', ['transferred', 'ineligible'])
    .whereRef('from_state', '!=', 'to_state')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  return event === undefined ? null : dayOf(event.at)
}

/** Rates the answer, 1 to 5; a later rating replaces the earlier one. */
export function rateAnswer(desk: CaseDesk, id: string, level: number, now: string): Promise<Outcome> {
  return parentChange(desk.db, id, now, 'rate', async (tx, row) => {
    if (!mayRate(row)) return new Refused('not-allowed')
    if (!Number.isInteger(level) || level < 1 || level > 5) return new Refused('bad-input')
    const values = { level, rated_on: dayOf(now) }
    await tx
      .insertInto('case_ratings')
      .values({ case_id: row.id, ...values })
      .onConflict((oc) => oc.column('case_id').doUpdateSet(values))
      .execute()
    return {}
  })
}

type ParentDeed = (tx: Tx, row: CaseRow) => Promise<Change | Refused | 'already done'>

/**
 * The one way in which a parent changes a case: the change and its event, named `type`, in one transaction, with the day alone. `now` is an instant.
 * What `step` finds done already changes nothing.
 */
export async function parentChange(db: Db, id: string, now: string, type: string, step: ParentDeed): Promise<Outcome> {
  try {
    return await db.transaction().execute(async (tx): Promise<Outcome> => {
      const row = await tx.selectFrom('cases').selectAll().where('id', '=', id).executeTakeFirst()
      if (!row) return { ok: false, reason: 'not-found' }
      const change = await step(tx, row)
      if (change === 'already done') return { ok: true }
      if (change instanceof Refused) throw change
      // The minute could be matched to an access log, whichever column it stands in.
      const day = dayOf(now)
      await applyChange(tx, row, change.set ?? {}, startOfDay(day))
      await recordEvent(tx, row, { type, to: change.set?.state ?? row.state, at: day })
      return { ok: true }
    })
  } catch (error) {
    if (error instanceof Refused) return { ok: false, reason: error.reason }
    throw error
  }
}

/** The day only: the minute of an anonymous message could be matched to an access log. */
async function addMessage(tx: Tx, row: CaseRow, body: string, now: string, onceHash: string | null, files: readonly string[]): Promise<void> {
  const message = await tx
    .insertInto('case_messages')
    .values({ case_id: row.id, direction: 'parent', staff_id: null, body, at: dayOf(now), idempotency_hash: onceHash })
    .returning('id')
    .executeTakeFirstOrThrow()
  await attachFiles(tx, { schoolId: row.school_id, caseId: row.id, messageId: message.id, origin: 'parent' }, files, dayOf(now))
}

/** True where this very message has come before: a second tap, or a retry after a lost connection. */
async function isRepeated(tx: Tx, row: CaseRow, onceHash: string | null): Promise<boolean> {
  if (onceHash === null) return false
  const found = await tx.selectFrom('case_messages').select('id').where('case_id', '=', row.id).where('idempotency_hash', '=', onceHash).executeTakeFirst()
  return found !== undefined
}

/** Tells whoever holds the case, or those who decide where nobody does, that the sender has done something. */
export async function tellStaff(desk: CaseDesk, tx: Tx, row: CaseRow, purpose: ParentDeedNotice, now: string): Promise<void> {
  const workers = row.assignee_id === null ? [] : await workersOf(tx, row, row.assignee_id, dayOf(now))
  for (const person of workers) await notifyStaff(tx, desk, row, person.email, purpose, now)
  if (workers.length === 0) await notifyDeciders(tx, desk, row, purpose, now)
}

type ParentDeedNotice = Extract<StaffNotice, 'case-parent-wrote' | 'case-reopened' | 'case-consent-withdrawn' | 'case-contact-withdrawn' | 'case-consent-given'>
