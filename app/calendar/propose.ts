import { addDays, dayOfWeek } from './days.ts'
import type { Day } from './days.ts'
import { inLieu, labourCode, cultureDay } from './holidays.ts'
import type { CalendarRow } from './holidays.ts'

/**
 * The lunar feasts by the Vietnamese calendar, which is reckoned at UTC+7: in 2030 the new year begins at 23:07 in Hà Nội and a
 * day later in Beijing. Checked in the tests against the astronomical calculation. The tenth of the third month is that of the
 * ordinary month where it is followed by a leap one (2031).
 */
const lunarFeasts: Readonly<Record<number, { newYear: Day; kings: Day }>> = {
  2026: { newYear: '2026-02-17', kings: '2026-04-26' },
  2027: { newYear: '2027-02-06', kings: '2027-04-16' },
  2028: { newYear: '2028-01-26', kings: '2028-04-04' },
  2029: { newYear: '2029-02-13', kings: '2029-04-23' },
  2030: { newYear: '2030-02-02', kings: '2030-04-12' },
  2031: { newYear: '2031-01-23', kings: '2031-04-01' },
  2032: { newYear: '2032-02-11', kings: '2032-04-19' },
  2033: { newYear: '2033-01-31', kings: '2033-04-09' },
  2034: { newYear: '2034-02-19', kings: '2034-04-28' },
  2035: { newYear: '2035-02-08', kings: '2035-04-17' },
  2036: { newYear: '2036-01-28', kings: '2036-04-06' },
}

/** True for the years whose lunar feasts are known. */
export function canPropose(year: number): boolean {
  return Object.hasOwn(lunarFeasts, year)
}

/**
 * The days off that the law gives in a year, in order of day, all unconfirmed: which five days Tết takes, which day joins Quốc
 * khánh and which Saturdays are worked in exchange is settled each year by the holiday notice. Proposed is the commonest choice:
 * the day before mùng 1 and four from it, and the neighbour of 02/9 that makes a long weekend. A holiday on a weekend is made
 * up on the next working day (Bộ luật Lao động 2019, Điều 111 khoản 3). Swapped days cannot be guessed.
 * Throws RangeError for a year that `canPropose` does not know.
 */
export function proposeHolidays(year: number): CalendarRow[] {
  const feasts = lunarFeasts[year]
  if (!feasts) throw new RangeError(`The lunar feasts of ${year} are not known here`)
  const nationalDay = `${year}-09-02`
  const holidays: [Day, string, string][] = [
    [`${year}-01-01`, 'Tết Dương lịch', labourCode],
    [addDays(feasts.newYear, -1), 'Tết Nguyên đán (ngày cuối tháng Chạp)', labourCode],
    ...[1, 2, 3, 4].map((n): [Day, string, string] => [addDays(feasts.newYear, n - 1), `Tết Nguyên đán (mùng ${n})`, labourCode]),
    [feasts.kings, 'Giỗ Tổ Hùng Vương (10/3 âm lịch)', labourCode],
    [`${year}-04-30`, 'Ngày Chiến thắng', labourCode],
    [`${year}-05-01`, 'Ngày Quốc tế Lao động', labourCode],
    [addDays(nationalDay, joinsAfter(nationalDay) ? 1 : -1), 'Quốc khánh (ngày liền kề)', labourCode],
    [nationalDay, 'Quốc khánh', labourCode],
    [`${year}-11-24`, 'Ngày Văn hóa Việt Nam', cultureDay],
  ]
  const rows = new Map(holidays.map(([day, name, legalBasis]): [Day, CalendarRow] => [day, { day, kind: 'off', name, legalBasis, confirmed: false }]))
  for (const [day, name] of holidays.toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    if (!isWeekend(day)) continue
    const madeUp = nextFree(day, rows)
    rows.set(madeUp, { day: madeUp, kind: 'off', name: `Nghỉ bù ${name}`, legalBasis: inLieu, confirmed: false })
  }
  return [...rows.values()].sort((a, b) => (a.day < b.day ? -1 : 1))
}

/** Whether 03/9 rather than 01/9 makes the longer weekend: where 02/9 is a Monday, a Thursday or a Sunday. */
function joinsAfter(nationalDay: Day): boolean {
  return [0, 1, 4].includes(dayOfWeek(nationalDay))
}

function nextFree(day: Day, taken: ReadonlyMap<Day, unknown>): Day {
  let candidate = addDays(day, 1)
  while (isWeekend(candidate) || taken.has(candidate)) candidate = addDays(candidate, 1)
  return candidate
}

function isWeekend(day: Day): boolean {
  return [0, 6].includes(dayOfWeek(day))
}
