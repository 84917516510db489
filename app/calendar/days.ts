/**
 * A calendar day in Vietnam (Asia/Ho_Chi_Minh) as 'YYYY-MM-DD'. Such strings sort and compare
 * as they are: `a < b` means that a is the earlier day.
 */
export type Day = string

/** A moment: an ISO 8601 string with its offset ('2026-11-23T10:30:00Z'), or a Date. */
export type Instant = string | Date

const millisecondsPerDay = 86_400_000

// Vietnam has been at UTC+7 without summer time since 1975, so a fixed offset is exact for every
// date a school can meet, and needs no time zone database on the server.
const vietnamOffset = 7 * 3_600_000

/** The day in Vietnam on which a moment falls. Throws RangeError for what is not a moment. */
export function dayOf(instant: Instant): Day {
  return dayFromTime(timeOf(instant) + vietnamOffset)
}

/** Minutes since midnight in Vietnam, 0–1439: 17:30 is 1050. */
export function minutesOfDay(instant: Instant): number {
  const local = new Date(timeOf(instant) + vietnamOffset)
  return local.getUTCHours() * 60 + local.getUTCMinutes()
}

/** The instant (ISO, UTC) at which a day begins in Vietnam. Throws RangeError for what is not a day. */
export function startOfDay(day: Day): string {
  return new Date(timeOfDay(day) - vietnamOffset).toISOString()
}

/** The day `count` calendar days after `day`, or before it when `count` is negative. */
export function addDays(day: Day, count: number): Day {
  return dayFromTime(timeOfDay(day) + count * millisecondsPerDay)
}

/** Calendar days from one day to another; negative when `to` is the earlier one. */
export function daysBetween(from: Day, to: Day): number {
  return (timeOfDay(to) - timeOfDay(from)) / millisecondsPerDay
}

/** 0 = Sunday (Chủ nhật), 1 = Monday (thứ Hai) … 6 = Saturday (thứ Bảy). */
export function dayOfWeek(day: Day): number {
  return new Date(timeOfDay(day)).getUTCDay()
}

/** Whether a text is a day that exists, written as 'YYYY-MM-DD'. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const time = Date.parse(`${text}T00:00:00Z`)
  // Date.parse turns 30 February into 2 March: only a day that comes back unchanged exists.
  return !Number.isNaN(time) && dayFromTime(time) === text
}

function timeOfDay(day: Day): number {
  if (!isDay(day)) throw new RangeError(`Not a day (YYYY-MM-DD): ${day}`)
  return Date.parse(`${day}T00:00:00Z`)
}

function timeOf(instant: Instant): number {
  // Without an offset the string would be read in the time zone of the server.
  if (typeof instant === 'string' && !/^[^T]*T.*(Z|[+-]\d{2}:\d{2})$/.test(instant)) {
    throw new RangeError(`Not a moment with its offset: ${instant}`)
  }
  const time = new Date(instant).getTime()
  if (Number.isNaN(time)) throw new RangeError(`Not a moment: ${String(instant)}`)
  return time
}

function dayFromTime(time: number): Day {
  return new Date(time).toISOString().slice(0, 10)
}
