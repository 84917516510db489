import type { Calendar } from '#app/calendar/index.ts'
import { caseFigures } from './public-figures.ts'
import type { CaseFacts, CaseFigures } from './public-figures.ts'

/**
 * How the school keeps its dates, by when the answers were due. A case counts where its due date lies, so that what is still
 * unanswered counts as late in the month in which it became late. Complaints and denunciations are left out, as in public.
 */

export interface QuarterFigures extends CaseFigures {
  /** 1–4. */
  quarter: number
  year: number
}

/** The figures of the cases due in the quarter of `today` (a day). */
export function quarterFigures(cases: readonly CaseFacts[], calendar: Calendar, today: string): QuarterFigures {
  const year = today.slice(0, 4)
  const quarter = Math.ceil(Number(today.slice(5, 7)) / 3)
  const months = [1, 2, 3].map((n) => `${year}-${String(3 * (quarter - 1) + n).padStart(2, '0')}`)
  return { quarter, year: Number(year), ...caseFigures(cases.filter((row) => months.includes(row.answer_due.slice(0, 7))), calendar, today) }
}

export interface MonthOnTime {
  /** `YYYY-MM`. */
  month: string
  inTime: number
  outOf: number
}

/** Answered in time out of all that were due, for the last months up to and including the month of `today`, oldest first. */
export function monthlyOnTime(cases: readonly CaseFacts[], calendar: Calendar, today: string, months = 6): MonthOnTime[] {
  return lastMonths(today, months).map((month) => {
    const { answeredInTime } = caseFigures(cases.filter((row) => row.answer_due.startsWith(month)), calendar, today)
    return { month, ...answeredInTime }
  })
}

/** The first day that any of these figures looks at: what was due before it need not be read. */
export function officeFiguresFrom(today: string, months = 6): string {
  return `${lastMonths(today, months)[0]!}-01`
}

function lastMonths(today: string, count: number): string[] {
  const index = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1
  return Array.from({ length: count }, (_, n) => {
    const month = index - count + 1 + n
    return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`
  })
}
