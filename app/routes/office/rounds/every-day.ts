import { addDays, daysBetween } from '#app/calendar/days.ts'

export interface Day {
  day: string
  count: number
}

/** The same days with the ones between them on which nothing came in: a chart without gaps in its calendar. */
export function everyDay(days: readonly Day[]): Day[] {
  const [first, last] = [days[0], days.at(-1)]
  if (!first || !last) return []
  const known = new Map(days.map((day) => [day.day, day]))
  return Array.from({ length: daysBetween(first.day, last.day) + 1 }, (_, index) => {
    const day = addDays(first.day, index)
    return known.get(day) ?? { day, count: 0 }
  })
}
