import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays, addWorkingDays, buildCalendar, dayOfWeek, daysBetween, holidays2026, holidays2027, isWorkingDay, knownHolidays,
  nextWorkingDay, rollForward, workingDaysBetween,
} from '#app/calendar/index.ts'
import type { CalendarRow, Day } from '#app/calendar/index.ts'

const calendar = buildCalendar(knownHolidays)

/** Every day from one to another, both included. */
function daysFrom(first: Day, last: Day): Day[] {
  return Array.from({ length: daysBetween(first, last) + 1 }, (_, index) => addDays(first, index))
}

const isWeekend = (day: Day) => [0, 6].includes(dayOfWeek(day))

describe('the calendar of 2026', () => {
  test('these and no other weekdays are off', () => {
    const off = daysFrom('2026-01-01', '2026-12-31').filter((day) => !isWeekend(day) && !isWorkingDay(calendar, day))
    expect(off).toEqual([
      '2026-01-01', '2026-01-02', '2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20', '2026-04-27',
      '2026-04-30', '2026-05-01', '2026-08-31', '2026-09-01', '2026-09-02', '2026-11-24',
    ])
  })

  test('these and no other weekend days are worked, both Saturdays', () => {
    const worked = daysFrom('2026-01-01', '2026-12-31').filter((day) => isWeekend(day) && isWorkingDay(calendar, day))
    expect(worked).toEqual(['2026-01-10', '2026-08-22'])
    expect(worked.map(dayOfWeek)).toEqual([6, 6])
  })

  test('as many days are swapped off as are worked for it, and all is confirmed', () => {
    const ofKind = (kind: string) => holidays2026.filter((row) => row.kind === kind).length
    expect(ofKind('swap_off')).toBe(ofKind('swap_work'))
    expect(holidays2026.every((row) => row.confirmed)).toBe(true)
  })
})

describe('the calendar of 2027, as far as known', () => {
  test('what is fixed is confirmed', () => {
    expect(holidays2027.filter((row) => row.confirmed).map((row) => row.day)).toEqual([
      '2027-01-01', '2027-02-06', '2027-04-16', '2027-04-30', '2027-05-01', '2027-05-03', '2027-09-02', '2027-11-24',
    ])
  })

  test('Tết takes five days around mùng 1 and two in lieu of its weekend; the rest waits for the notice', () => {
    expect(holidays2027.filter((row) => !row.confirmed).map((row) => row.day)).toEqual([
      '2027-02-05', '2027-02-07', '2027-02-08', '2027-02-09', '2027-02-10', '2027-02-11', '2027-09-03',
    ])
    expect(nextWorkingDay(calendar, '2027-02-04')).toBe('2027-02-12')
  })

  test('every row says its name and its legal basis, in order of day', () => {
    expect(knownHolidays.every((row) => row.name && row.legalBasis)).toBe(true)
    expect(knownHolidays.map((row) => row.day)).toEqual(knownHolidays.map((row) => row.day).sort())
  })
})

describe('a calendar', () => {
  test('without rows is Monday to Friday', () => {
    const plain = buildCalendar([])
    expect(daysFrom('2026-11-23', '2026-11-29').map((day) => isWorkingDay(plain, day))).toEqual([true, true, true, true, true, false, false])
  })

  test('refuses two rows for one day, and days that do not exist', () => {
    expect(() => buildCalendar([{ day: '2026-01-01', kind: 'off' }, { day: '2026-01-01', kind: 'swap_work' }])).toThrow(RangeError)
    expect(() => buildCalendar([{ day: '2026-02-30', kind: 'off' }])).toThrow(RangeError)
    expect(() => buildCalendar([{ day: '2026-01-02', kind: 'short', closesMinute: 690 }, { day: '2026-01-02', kind: 'off' }])).toThrow(RangeError)
    expect(() => buildCalendar([{ day: '2026-01-02', kind: 'short' }])).toThrow(RangeError)
  })
})

describe('counting by hand', () => {
  test.each([
    // Monday 23/11; Tuesday is off, so 25, 26, 27, then 30/11.
    ['2026-11-23', 1, '2026-11-25'],
    ['2026-11-23', 2, '2026-11-26'],
    ['2026-11-23', 10, '2026-12-08'],
    // Over Tết: Friday 13/02, next is Monday 23/02.
    ['2026-02-13', 1, '2026-02-23'],
    ['2026-02-12', 3, '2026-02-24'],
    // The swapped Saturday 10/01 counts; 09/01 is a Friday.
    ['2026-01-09', 1, '2026-01-10'],
    ['2026-01-09', 2, '2026-01-12'],
    ['2026-08-21', 1, '2026-08-22'],
    // Giỗ Tổ in lieu on Monday 27/04, then 28, 29, and after 30/4–1/5 the 4th.
    ['2026-04-24', 1, '2026-04-28'],
    ['2026-04-24', 3, '2026-05-04'],
    // Quốc khánh: Friday 28/08, next Thursday 03/09.
    ['2026-08-28', 1, '2026-09-03'],
    // Back: three working days before Thursday 26/11 are 25, 23, 20.
    ['2026-11-26', -3, '2026-11-20'],
    ['2026-11-24', 0, '2026-11-24'],
  ])('%s and %i working days is %s', (day, count, expected) => {
    expect(addWorkingDays(calendar, day, count)).toBe(expected)
  })

  test.each([
    ['2026-11-23', '2026-11-23', 0],
    ['2026-11-23', '2026-11-24', 0],
    ['2026-11-23', '2026-11-25', 1],
    ['2026-11-25', '2026-11-23', -1],
    ['2026-02-13', '2026-02-23', 1],
    ['2026-01-01', '2026-01-31', 21],
  ])('working days from %s to %s: %i', (from, to, expected) => {
    expect(workingDaysBetween(calendar, from, to)).toBe(expected)
  })

  test('rolling forward leaves a working day alone, the next working day never does', () => {
    expect(rollForward(calendar, '2026-11-23')).toBe('2026-11-23')
    expect(rollForward(calendar, '2026-11-24')).toBe('2026-11-25')
    expect(nextWorkingDay(calendar, '2026-11-23')).toBe('2026-11-25')
    expect(rollForward(calendar, '2026-01-10')).toBe('2026-01-10')
  })

  test('half a day is refused', () => {
    expect(() => addWorkingDays(calendar, '2026-11-23', 1.5)).toThrow(RangeError)
  })
})

describe('for every calendar', () => {
  const dayIn = (first: Day, last: Day) =>
    fc.integer({ min: 0, max: daysBetween(first, last) }).map((count) => addDays(first, count))

  // Ten years in which any day may be off or worked, Tết of three weeks included.
  const synthetic = fc.uniqueArray(
    fc.record({ day: dayIn('2026-01-01', '2035-12-31'), kind: fc.constantFrom<CalendarRow['kind']>('off', 'swap_off', 'swap_work') }),
    { selector: (row) => row.day, maxLength: 400 },
  ).map(buildCalendar)
  const cases = fc.oneof(
    fc.tuple(fc.constant(calendar), dayIn('2026-01-01', '2027-12-31')),
    fc.tuple(synthetic, dayIn('2026-01-01', '2035-12-31')),
  )
  const count = fc.integer({ min: 1, max: 60 })

  test('a due date is a working day, after the start, with exactly as many working days up to it', () => {
    fc.assert(fc.property(cases, count, ([calendar, day], n) => {
      const due = addWorkingDays(calendar, day, n)
      expect(isWorkingDay(calendar, due)).toBe(true)
      // Counted the simple way, without the functions under test.
      expect(daysFrom(addDays(day, 1), due).filter((d) => isWorkingDay(calendar, d))).toHaveLength(n)
      expect(workingDaysBetween(calendar, day, due)).toBe(n)
    }))
  })

  test('adding in two steps is adding at once; going back returns', () => {
    fc.assert(fc.property(cases, count, count, ([calendar, day], n, m) => {
      expect(addWorkingDays(calendar, addWorkingDays(calendar, day, n), m)).toBe(addWorkingDays(calendar, day, n + m))
      const start = rollForward(calendar, day)
      expect(addWorkingDays(calendar, addWorkingDays(calendar, start, n), -n)).toBe(start)
    }))
  })

  test('counting is antisymmetric and adds up', () => {
    const far = fc.integer({ min: -500, max: 500 })
    fc.assert(fc.property(cases, far, far, ([calendar, a], toB, toC) => {
      const [b, c] = [addDays(a, toB), addDays(a, toC)]
      expect(workingDaysBetween(calendar, a, b)).toBe(0 - workingDaysBetween(calendar, b, a))
      expect(workingDaysBetween(calendar, a, b) + workingDaysBetween(calendar, b, c)).toBe(workingDaysBetween(calendar, a, c))
    }))
  })

  test('the next working day skips nothing', () => {
    fc.assert(fc.property(cases, ([calendar, day]) => {
      const next = nextWorkingDay(calendar, day)
      expect(next > day && isWorkingDay(calendar, next)).toBe(true)
      expect(daysFrom(addDays(day, 1), addDays(next, -1)).some((d) => isWorkingDay(calendar, d))).toBe(false)
      expect(rollForward(calendar, day)).toBe(isWorkingDay(calendar, day) ? day : next)
    }))
  })
})
