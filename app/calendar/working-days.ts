import { addDays, dayOfWeek, isDay } from './days.ts'
import type { Day } from './days.ts'
import type { CalendarRow } from './holidays.ts'

/** The exceptions to "Monday to Friday". Make one with `buildCalendar`. */
export type Calendar = {
  readonly off: ReadonlySet<Day>
  readonly worked: ReadonlySet<Day>
  /** Days on which the office closes early: when, in minutes after midnight. They are working days like any other. */
  readonly closes: ReadonlyMap<Day, number>
}

/**
 * A calendar from its rows, in any order. Unconfirmed rows count: a promise that turns out a day
 * generous is better than one that falls on Tết.
 * Throws RangeError for a day that does not exist or that has two rows, and for a short day without its hour.
 */
export function buildCalendar(rows: readonly Pick<CalendarRow, 'day' | 'kind' | 'closesMinute'>[]): Calendar {
  const off = new Set<Day>()
  const worked = new Set<Day>()
  const closes = new Map<Day, number>()
  for (const { day, kind, closesMinute } of rows) {
    if (!isDay(day)) throw new RangeError(`Not a day (YYYY-MM-DD): ${day}`)
    if (off.has(day) || worked.has(day) || closes.has(day)) throw new RangeError(`The calendar has two rows for ${day}`)
    if (kind === 'short') {
      if (closesMinute === undefined) throw new RangeError(`The calendar does not say when the office closes on ${day}`)
      closes.set(day, closesMinute)
    } else if (kind === 'swap_work') worked.add(day)
    else off.add(day)
  }
  return { off, worked, closes }
}

/** Monday to Friday without the days off, and the weekend days worked in exchange. */
export function isWorkingDay(calendar: Calendar, day: Day): boolean {
  if (calendar.worked.has(day)) return true
  const weekday = dayOfWeek(day)
  return weekday !== 0 && weekday !== 6 && !calendar.off.has(day)
}

/** The first working day after `day`, never `day` itself. */
export function nextWorkingDay(calendar: Calendar, day: Day): Day {
  return rollForward(calendar, addDays(day, 1))
}

/**
 * The day itself when it is worked, else the next working day: a limit in calendar days that ends
 * on a day off ends with the next working day (Bộ luật Dân sự 2015, Điều 148 khoản 5).
 */
export function rollForward(calendar: Calendar, day: Day): Day {
  let candidate = day
  while (!isWorkingDay(calendar, candidate)) candidate = addDays(candidate, 1)
  return candidate
}

/**
 * The `count`th working day after `day`, which itself is not counted. A negative count goes back
 * ("3 working days before the due date"); 0 gives `day` as it is.
 */
export function addWorkingDays(calendar: Calendar, day: Day, count: number): Day {
  if (!Number.isInteger(count)) throw new RangeError(`Not a number of days: ${count}`)
  const step = Math.sign(count)
  let result = day
  for (let left = Math.abs(count); left > 0;) {
    result = addDays(result, step)
    if (isWorkingDay(calendar, result)) left -= 1
  }
  return result
}

/**
 * Working days after `from` up to and including `to`, so that
 * `workingDaysBetween(c, day, addWorkingDays(c, day, n))` is n. Negative when `to` is the earlier day.
 */
export function workingDaysBetween(calendar: Calendar, from: Day, to: Day): number {
  // 0 - n, not -n: minus zero would fail comparisons by identity.
  if (to < from) return 0 - workingDaysBetween(calendar, to, from)
  let count = 0
  for (let day = from; day < to;) {
    day = addDays(day, 1)
    if (isWorkingDay(calendar, day)) count += 1
  }
  return count
}

/** Counts like `workingDaysBetween`, for thousands of pairs of days in one calendar: each day is looked at once. */
export function workingDayCounter(calendar: Calendar): (from: Day, to: Day) => number {
  const years = new Map<string, Map<Day, number>>()
  return (from, to) => {
    // Between two years the days are walked; cases that take so long are few.
    if (from.slice(0, 4) !== to.slice(0, 4)) return workingDaysBetween(calendar, from, to)
    const year = from.slice(0, 4)
    let counts = years.get(year)
    if (!counts) {
      counts = countedDays(calendar, year)
      years.set(year, counts)
    }
    const [before, after] = [counts.get(from), counts.get(to)]
    if (before === undefined || after === undefined) throw new RangeError(`Not days: ${from}, ${to}`)
    return after - before
  }
}

/** For each day of a year how many working days it has seen, itself included. */
function countedDays(calendar: Calendar, year: string): Map<Day, number> {
  const counts = new Map<Day, number>()
  let count = 0
  for (let day = `${year}-01-01`; day.startsWith(year); day = addDays(day, 1)) {
    if (isWorkingDay(calendar, day)) count += 1
    counts.set(day, count)
  }
  return counts
}
