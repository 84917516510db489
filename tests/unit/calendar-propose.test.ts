import { describe, expect, test } from 'vitest'
import { buildCalendar, canPropose, dayOfWeek, holidays2026, holidays2027, isWorkingDay, proposeHolidays } from '#app/calendar/index.ts'
import { lunarDay } from '#tests/support/lunar.ts'

const years = Array.from({ length: 11 }, (_, index) => 2026 + index)
const dayNamed = (year: number, name: string) => proposeHolidays(year).find((row) => row.name === name)?.day

describe('the lunar feasts', () => {
  test.each([
    [2026, '2026-02-17', '2026-04-26'],
    [2027, '2027-02-06', '2027-04-16'],
    [2028, '2028-01-26', '2028-04-04'],
    [2029, '2029-02-13', '2029-04-23'],
    // Beijing celebrates a day later: the moon is new at 23:07 in Hà Nội, at 00:07 there.
    [2030, '2030-02-02', '2030-04-12'],
  ])('of %i are on %s and %s', (year, newYear, kings) => {
    expect(dayNamed(year, 'Tết Nguyên đán (mùng 1)')).toBe(newYear)
    expect(dayNamed(year, 'Giỗ Tổ Hùng Vương (10/3 âm lịch)')).toBe(kings)
  })

  test.each(years)('of %i agree with the sun and the moon', (year) => {
    expect(dayNamed(year, 'Tết Nguyên đán (mùng 1)')).toBe(lunarDay(1, 1, year))
    expect(dayNamed(year, 'Giỗ Tổ Hùng Vương (10/3 âm lịch)')).toBe(lunarDay(10, 3, year))
  })

  test('the reckoning itself gives the days of years gone by, leap months included', () => {
    const known = { 1985: '1985-01-21', 2007: '2007-02-17', 2020: '2020-01-25', 2023: '2023-01-22', 2024: '2024-02-10', 2025: '2025-01-29' }
    for (const [year, day] of Object.entries(known)) expect(lunarDay(1, 1, Number(year))).toBe(day)
    // 2023 had a leap second month, so the third came a month later.
    expect(lunarDay(10, 3, 2023)).toBe('2023-04-29')
  })
})

describe('the proposal for a year', () => {
  const off = (rows: readonly { day: string; kind: string }[]) => rows.filter((row) => row.kind === 'off').map((row) => row.day)

  test('is what was announced for 2026 and is known of 2027, but for swapped days', () => {
    expect(off(proposeHolidays(2026))).toEqual(off(holidays2026))
    expect(off(proposeHolidays(2027))).toEqual(off(holidays2027))
  })

  test.each(years)('of %i: twelve holidays, each of which on a weekend is made up on a working day, none of it confirmed', (year) => {
    const rows = proposeHolidays(year)
    const holidays = rows.filter((row) => !row.name.startsWith('Nghỉ bù'))
    const madeUp = rows.filter((row) => row.name.startsWith('Nghỉ bù'))
    expect(holidays).toHaveLength(12)
    expect(madeUp).toHaveLength(holidays.filter((row) => [0, 6].includes(dayOfWeek(row.day))).length)
    expect(madeUp.every((row) => ![0, 6].includes(dayOfWeek(row.day)))).toBe(true)
    expect(rows.every((row) => row.kind === 'off' && !row.confirmed && row.legalBasis !== '')).toBe(true)
    expect(rows.map((row) => row.day)).toEqual([...new Set(rows.map((row) => row.day))].sort())
    // Twelve weekdays free, whatever the year.
    const calendar = buildCalendar(rows)
    expect(rows.filter((row) => ![0, 6].includes(dayOfWeek(row.day)) && !isWorkingDay(calendar, row.day))).toHaveLength(12)
  })

  test.each([
    [2029, '2029-09-03', '2029-09-04'],
    [2028, '2028-09-01', '2028-09-04'],
  ])('of %i joins the National Day on %s and makes its weekend day up on %s', (year, neighbour, madeUp) => {
    expect(dayNamed(year, 'Quốc khánh (ngày liền kề)')).toBe(neighbour)
    expect(dayNamed(year, 'Nghỉ bù Quốc khánh')).toBe(madeUp)
  })

  test('is not made for years whose feasts nobody has looked up', () => {
    expect(canPropose(2036)).toBe(true)
    expect(canPropose(2037)).toBe(false)
    expect(() => proposeHolidays(2037)).toThrow(RangeError)
  })
})
