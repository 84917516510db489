import { caseDeadlines, dayOf, limitsOf } from '#app/calendar/index.ts'
import { formatDate, formatDateTime } from '#app/i18n/format.ts'
import { queueMail } from '#app/mail/index.ts'
import type { Tx } from '#db/connect.ts'
import type { CaseRow } from '#db/schema.ts'
import { caseLetter } from './case-letter.ts'
import { changeCase } from './change.ts'
import type { CaseDesk, Outcome, StaffAct } from './change.ts'
import { deciders, workersOf } from './notices.ts'
import { findSafetyWords } from './safety.ts'

/**
 * The alarm for a child's safety, where staff see what neither the sender said nor the words of the report: raised by whoever handles the case, cleared by
 * those who decide. What the sender flagged themselves only the principal clears. [ours]
 */

/** Starts the school's hours from now and tells all who decide and whoever holds the case, but for the person who has just raised it. */
export function raiseAlarm(desk: CaseDesk, act: StaffAct, input: { reason: string }): Promise<Outcome> {
  return changeCase(desk, act, 'raiseAlarm', null, async (tx, row) => {
    const { set, respondBy } = alarmed(desk, row, 'staff', act.now)
    await alert(tx, desk, row, { respondBy, why: 'Đồng nghiệp vừa báo động: trẻ đang hoặc có thể gặp nguy hiểm.', exceptId: act.staff.id }, act.now)
    return { set, note: `Cần có biện pháp trước ${formatDateTime(respondBy)}. Lý do: ${input.reason}` }
  })
}

/**
 * Raises the alarm where the words of what a parent writes later may mean a child in danger, as at intake. Returns what of the case changes with it, which the
 * caller writes; null where there are no such words, or the alarm is raised already. The history keeps the day alone.
 */
export async function alarmOfWords(tx: Tx, desk: CaseDesk, row: CaseRow, text: string, now: string): Promise<Alarmed['set'] | null> {
  if (row.child_safety === 1 || findSafetyWords(text, desk.school.safety_words).length === 0) return null
  const { set, respondBy } = alarmed(desk, row, 'words', now)
  await alert(tx, desk, row, { respondBy, why: 'Phụ huynh vừa viết thêm, nội dung có từ ngữ cho thấy trẻ có thể gặp nguy hiểm.', exceptId: null }, now)
  await tx.insertInto('case_events').values({ case_id: row.id, type: 'alarmOfWords', actor: 'system', from_state: row.state, to_state: row.state, at: dayOf(now), case_version: row.version + 1 }).execute()
  return set
}

interface Alarmed {
  set: Pick<CaseRow, 'child_safety' | 'safety_source' | 'respond_by'> & { acknowledge_due?: string }
  respondBy: string
}

function alarmed(desk: CaseDesk, row: CaseRow, source: 'staff' | 'words', now: string): Alarmed {
  const respondBy = datesOf(desk, row, now, true).childSafetyDue!
  const day = dayOf(respondBy)
  return { set: { child_safety: 1, safety_source: source, respond_by: respondBy, ...acknowledgeBy(row, day < row.acknowledge_due ? day : row.acknowledge_due) }, respondBy }
}

/** Takes the alarm back; what has not been acknowledged yet gets the day it would have had without one. */
export function clearAlarm(desk: CaseDesk, act: StaffAct, input: { reason: string }): Promise<Outcome> {
  return changeCase(desk, act, 'clearAlarm', null, async (_tx, row) => {
    const set = acknowledgeBy(row, datesOf(desk, row, act.now, false).acknowledgeDue)
    const dates = set.acknowledge_due === undefined ? '' : `Hạn tiếp nhận ${formatDate(set.acknowledge_due)}. `
    return { set: { child_safety: 0, safety_source: null, respond_by: null, ...set }, note: `${dates}Lý do: ${input.reason}` }
  })
}

function datesOf(desk: CaseDesk, row: CaseRow, now: string, childSafety: boolean) {
  return caseDeadlines({ kind: row.kind, receivedOn: row.received_on, submittedAt: now, childSafety, calendar: desk.calendar, limits: limitsOf(desk.school) })
}

/** Only while it is still owed: what has been acknowledged keeps the day it was promised for. */
function acknowledgeBy(row: CaseRow, day: string): { acknowledge_due?: string } {
  return row.state === 'submitted' ? { acknowledge_due: day } : {}
}

/** Number and hour alone: mail is not a safe place for a case. */
async function alert(tx: Tx, desk: CaseDesk, row: CaseRow, { respondBy, why, exceptId }: { respondBy: string; why: string; exceptId: string | null }, now: string): Promise<void> {
  const people = [...(await deciders(tx, desk.school, row)), ...(row.assignee_id === null ? [] : await workersOf(tx, row, row.assignee_id, dayOf(now)))]
  const body = caseLetter(desk.publicOrigin, row, `${why} Cần liên hệ và có biện pháp trước ${formatDateTime(respondBy)}.`)
  for (const recipient of new Set(people.filter(({ id }) => id !== exceptId).map(({ email }) => email))) {
    await queueMail(tx, { schoolId: desk.school.id, caseId: row.id, recipient, subject: `[${row.number}] KHẨN: an toàn của trẻ`, body, purpose: 'child-safety' }, now)
  }
}
