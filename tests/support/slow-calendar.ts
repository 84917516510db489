import type { CalendarRow } from '#app/calendar/index.ts'

/**
 * The rules of the calendar once more, as slowly and plainly as they can be said, sharing no line with the product: a table of every
 * day of the years, the time zone asked of the platform, one day after the other.
 */
export interface SlowDay {
  day: string
  isWorked: boolean
  /** Minutes after midnight. */
  closes: number
}

const first = Date.UTC(2025, 11, 1)
const last = Date.UTC(2037, 11, 31)

/** Every day from December 2025 to 2037. */
export function slowDays(rows: readonly Pick<CalendarRow, 'day' | 'kind' | 'closesMinute'>[], closes: number): SlowDay[] {
  const kinds = new Map(rows.map((row) => [row.day, row]))
  const days: SlowDay[] = []
  for (let time = first; time <= last; time += 86_400_000) {
    const date = new Date(time)
    const day = date.toISOString().slice(0, 10)
    const row = kinds.get(day)
    const isWeekday = !['Sat', 'Sun'].includes(date.toUTCString().slice(0, 3))
    days.push({
      day,
      isWorked: row?.kind === 'swap_work' || (isWeekday && row?.kind !== 'off' && row?.kind !== 'swap_off'),
      closes: row?.kind === 'short' && row.closesMinute! < closes ? row.closesMinute! : closes,
    })
  }
  return days
}

/** The worked days after `from` up to and including `to`. */
export function slowCount(days: SlowDay[], from: string, to: string): number {
  return days.filter(({ day, isWorked }) => isWorked && day > from && day <= to).length
}

/** The `count`th worked day after `from`. */
export function slowAdd(days: SlowDay[], from: string, count: number): string {
  return days.filter(({ day, isWorked }) => isWorked && day > from)[count - 1]!.day
}

/** The worked day on or after `day`. */
export function slowRoll(days: SlowDay[], day: string): string {
  return days.find((one) => one.isWorked && one.day >= day)!.day
}

/** `day` moved by calendar days, counted through the table. */
export function slowMove(days: SlowDay[], day: string, count: number): string {
  return days[days.findIndex((one) => one.day === day) + count]!.day
}

const clock = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Ho_Chi_Minh', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
})

/** Day and minute on the clock in Vietnam. */
export function slowClock(instant: Date): { day: string; minute: number } {
  const parts = Object.fromEntries(clock.formatToParts(instant).map(({ type, value }) => [type, value]))
  return { day: `${parts.year}-${parts.month}-${parts.day}`, minute: Number(parts.hour) * 60 + Number(parts.minute) }
}

/** The day from which limits are counted. */
export function slowReceived(days: SlowDay[], instant: Date): string {
  const { day, minute } = slowClock(instant)
  const today = days.find((one) => one.day === day)!
  if (today.isWorked && minute < today.closes) return day
  return days.find((one) => one.isWorked && one.day > day)!.day
}
