import { pausedWorkingDays, resumedDue } from '#app/calendar/index.ts'
import type { Calendar } from '#app/calendar/index.ts'
import type { CaseRow } from '#db/schema.ts'

/** What of a case changes when its clock goes on, with as many working days as were left; nothing where it did not stand still. `resumedOn` is a day. */
export function clockGoesOn(calendar: Calendar, row: Pick<CaseRow, 'answer_due' | 'paused_on' | 'paused_days'>, resumedOn: string): Partial<Pick<CaseRow, 'answer_due' | 'paused_on' | 'paused_days'>> {
  if (row.paused_on === null) return {}
  return {
    paused_on: null,
    paused_days: row.paused_days + pausedWorkingDays(calendar, row.paused_on, resumedOn),
    answer_due: resumedDue({ due: row.answer_due, pausedOn: row.paused_on, resumedOn, calendar }),
  }
}

/** So many days after a question the sender is taken not to be going to answer it, and whoever holds the case is told so. [ours] */
export const patienceDays = 14
