import { caseDeadlines, limitsOf, loadCalendar, addWorkingDays } from '#app/calendar/index.ts'
import type { Db } from '#db/connect.ts'
import type { School } from '#db/schema.ts'
import { isRestricted, mayOpen, openStates } from './transitions.ts'
import type { Person } from './transitions.ts'

export interface DifferingDue {
  number: string
  /** The day promised to the sender, which stands. */
  promised: string
  /** The day a case received on the same day would be promised now. */
  wouldBe: string
}

/**
 * The open cases whose promised day of answer is another one than today's calendar and limits would give, as far as this person
 * may know of them. The promised day stands all the same: this is for whoever has just changed the calendar or a limit. Left out
 * are complaints and denunciations, whose clock runs from acceptance, and what was extended, reopened or merged.
 */
export async function differingDueDates(db: Db, school: School, person: Person): Promise<DifferingDue[]> {
  const calendar = await loadCalendar(db, school)
  const limits = limitsOf(school)
  const rows = await db
    .selectFrom('cases')
    .select(['number', 'kind', 'assignee_id', 'barred', 'received_on', 'answer_due', 'paused_days'])
    .where('school_id', '=', school.id)
    .where('state', 'in', [...openStates])
    .where('extended_on', 'is', null)
    .where('reopened_on', 'is', null)
    .where('merged_into', 'is', null)
    .orderBy('number')
    .execute()
  return rows
    .filter((row) => !isRestricted(row.kind) && mayOpen(person, row))
    .map((row) => {
      // What is asked now only moves days of answer: the hours of a child-safety case need the moment it was sent.
      const { answerDue } = caseDeadlines({ kind: row.kind, receivedOn: row.received_on, submittedAt: `${row.received_on}T00:00:00Z`, childSafety: false, calendar, limits })
      return { number: row.number, promised: row.answer_due, wouldBe: addWorkingDays(calendar, answerDue, row.paused_days) }
    })
    .filter(({ promised, wouldBe }) => promised !== wouldBe)
}
