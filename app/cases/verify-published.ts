import { daysTaken, dayOf, isOnTime, loadCalendar } from '#app/calendar/index.ts'
import type { Db } from '#db/connect.ts'
import { openStates } from './transitions.ts'

/**
 * Compares every published answer with the facts of its case and says, in words, what does not follow from them: dates, days taken,
 * days waited, on time or late. While a case is being answered again its facts are those of the next answer, so only what no answer
 * changes is compared. Days that somebody added to the calendar or took out of it after the publication explain another count: the
 * audit log tells them.
 */
export async function verifyPublished(db: Db): Promise<{ count: number; problems: string[] }> {
  const problems: string[] = []
  const rows = await db
    .selectFrom('publications')
    .leftJoin('cases', (join) => join.onRef('cases.school_id', '=', 'publications.school_id').onRef('cases.number', '=', 'publications.number'))
    .select([
      'publications.school_id', 'publications.number', 'publications.kind', 'publications.sent_on', 'publications.received_on', 'publications.answered_on',
      'publications.published_on', 'publications.days_taken', 'publications.days_waited', 'publications.on_time', 'publications.reopened_on',
      'cases.id as caseId', 'cases.kind as caseKind', 'cases.submitted_on', 'cases.received_on as caseReceivedOn', 'cases.answered_on as caseAnsweredOn', 'cases.answer_due',
      'cases.paused_days', 'cases.consent_publish', 'cases.state as caseState',
    ])
    .orderBy('publications.published_on')
    .execute()
  const calendars = new Map<string, Awaited<ReturnType<typeof loadCalendar>>>()
  for (const row of rows) {
    const wrong = (what: string, published: string | number | null, fact: string | number | null) => {
      if (published !== fact) problems.push(`${row.number}: ${what} công bố là ${published}, theo hồ sơ là ${fact} (published and fact differ)`)
    }
    if (row.caseId === null || row.answer_due === null || row.caseReceivedOn === null || row.paused_days === null) {
      problems.push(`${row.number}: công bố nhưng không có hồ sơ (published without a case)`)
      continue
    }
    wrong('ngày gửi', row.sent_on, row.submitted_on)
    wrong('ngày nhận', row.received_on, row.caseReceivedOn)
    if (row.reopened_on !== null) continue
    // Reopened, and ended without a new answer: the old one stands in public with a note.
    if (row.caseAnsweredOn === null && row.caseState !== null && !openStates.includes(row.caseState)) continue
    wrong('loại', row.kind, row.caseKind)
    wrong('ngày trả lời', row.answered_on, row.caseAnsweredOn)
    wrong('số ngày chờ phụ huynh', row.days_waited, row.paused_days)
    wrong('đúng hạn', row.on_time, isOnTime(row.answer_due, row.answered_on) ? 1 : 0)
    const calendar = calendars.get(row.school_id) ?? (await loadCalendar(db, { id: row.school_id }))
    calendars.set(row.school_id, calendar)
    const taken = daysTaken({ receivedOn: row.received_on, doneOn: row.answered_on, calendar, pausedDays: row.paused_days })
    if (taken !== row.days_taken && !(await calendarChangedSince(db, row))) wrong('số ngày làm việc', row.days_taken, taken)
  }
  return { count: rows.length, problems }
}

/** Whether a day between receipt and answer came into the calendar, left it or changed on the day of publication or later. */
async function calendarChangedSince(db: Db, row: { school_id: string; received_on: string; answered_on: string; published_on: string }): Promise<boolean> {
  const changes = await db.selectFrom('audit').select(['target', 'at']).where('school_id', '=', row.school_id).where('action', 'like', 'calendar:%').execute()
  return changes.some(({ target, at }) => {
    if (target === null || dayOf(at) < row.published_on) return false
    // A whole year was filled in, or one day changed.
    return target.length === 4 ? row.received_on.slice(0, 4) <= target && target <= row.answered_on.slice(0, 4) : row.received_on < target && target <= row.answered_on
  })
}
