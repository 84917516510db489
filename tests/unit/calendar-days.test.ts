import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, dayOf, dayOfWeek, daysBetween, isDay, minutesOfDay } from '#app/calendar/index.ts'

describe('a moment in Vietnam', () => {
  test('the day changes at 17:00 UTC', () => {
    expect(dayOf('2026-11-23T16:59:59.999Z')).toBe('2026-11-23')
    expect(dayOf('2026-11-23T17:00:00Z')).toBe('2026-11-24')
    expect(dayOf(new Date('2026-12-31T17:00:00Z'))).toBe('2027-01-01')
    expect(dayOf('2026-11-23T23:30:00+07:00')).toBe('2026-11-23')
  })

  test('minutes of the day', () => {
    expect(minutesOfDay('2026-11-23T17:30:00+07:00')).toBe(1050)
    expect(minutesOfDay('2026-11-23T17:00:00Z')).toBe(0)
    expect(minutesOfDay('2026-11-23T16:59:59Z')).toBe(1439)
  })

  test.each(['', 'hôm nay', '2026-11-23', '2026-11-23T10:00:00', '2026-13-01T00:00:00Z'])('%j is not a moment', (text) => {
    expect(() => dayOf(text)).toThrow(RangeError)
  })

  test('agrees with the time zone database', () => {
    const format = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Ho_Chi_Minh', dateStyle: 'short', timeStyle: 'short' })
    const moments = fc.date({ min: new Date('1980-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    fc.assert(fc.property(moments, (moment) => {
      const minutes = minutesOfDay(moment)
      const clock = [Math.floor(minutes / 60), minutes % 60].map((n) => String(n).padStart(2, '0')).join(':')
      expect(`${dayOf(moment)} ${clock}`).toBe(format.format(moment))
    }))
  })
})

describe('days', () => {
  test('are added across months, leap years and years', () => {
    expect(addDays('2026-11-30', 1)).toBe('2026-12-01')
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
    expect(addDays('2027-02-28', 1)).toBe('2027-03-01')
    expect(addDays('2027-01-01', -1)).toBe('2026-12-31')
    expect(daysBetween('2026-01-01', '2027-01-01')).toBe(365)
    expect(daysBetween('2027-01-01', '2026-12-31')).toBe(-1)
  })

  test('know their weekday', () => {
    expect(dayOfWeek('2026-11-22')).toBe(0)
    expect(dayOfWeek('2026-11-23')).toBe(1)
    expect(dayOfWeek('2026-11-28')).toBe(6)
  })

  test.each([['2028-02-29', true], ['2027-02-29', false], ['2026-13-01', false], ['2026-1-1', false], ['2026-11-23T00:00:00Z', false], ['', false]])(
    'isDay(%j) is %s', (text, expected) => {
      expect(isDay(text)).toBe(expected)
    })

  test('a day that does not exist is refused', () => {
    expect(() => addDays('2026-02-30', 1)).toThrow(RangeError)
    expect(() => dayOfWeek('23/11/2026')).toThrow(RangeError)
  })
})
