import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays, addWorkingDays, buildCalendar, caseDeadlines, dayOfWeek, daysBetween, daysTaken, defaultLimits, dueStatus, extendedDue, isOnTime, isWorkingDay,
  limitNames, limitRules, pausedWorkingDays, proposeHolidays, receivedOn, resumedDue, rollForward, startOfDay, workingDayCounter, workingDaysBetween,
} from '#app/calendar/index.ts'
import type { Calendar, CalendarRow, CaseKind, Limits } from '#app/calendar/index.ts'
import { slowAdd, slowCount, slowDays, slowMove, slowReceived, slowRoll } from '#tests/support/slow-calendar.ts'
import type { SlowDay } from '#tests/support/slow-calendar.ts'

/**
 * The clocks over the calendars of 2026–2035: each year's holidays by the law with Tết, Mondays swapped against Saturdays, short days and
 * days on which the school stayed closed, drawn anew for every run. What the product says is compared with an independent slow reckoning.
 */

interface Desk {
  calendar: Calendar
  slow: SlowDay[]
  closesAt: number
}

const legal = Array.from({ length: 10 }, (_, index) => proposeHolidays(2026 + index)).flat()
const anyDay = fc.integer({ min: 0, max: daysBetween('2026-01-01', '2035-12-31') }).map((count) => addDays('2026-01-01', count))
const isWeekend = (day: string) => [0, 6].includes(dayOfWeek(day))

const desks: fc.Arbitrary<Desk> = fc
  .record({
    closesAt: fc.integer({ min: 15 * 60, max: 18 * 60 }),
    mondays: fc.array(anyDay, { maxLength: 40 }),
    shorts: fc.array(fc.record({ day: anyDay, closesMinute: fc.integer({ min: 8 * 60, max: 17 * 60 }) }), { maxLength: 60 }),
    closed: fc.array(anyDay, { maxLength: 60 }),
  })
  .map(({ closesAt, mondays, shorts, closed }) => {
    const rows = new Map<string, Pick<CalendarRow, 'day' | 'kind' | 'closesMinute'>>(legal.map((row) => [row.day, row]))
    const add = (row: Pick<CalendarRow, 'day' | 'kind' | 'closesMinute'>) => {
      if (!rows.has(row.day)) rows.set(row.day, row)
    }
    for (const day of mondays) {
      const monday = addDays(day, 1 - dayOfWeek(day))
      if (rows.has(monday) || rows.has(addDays(monday, -9))) continue
      add({ day: monday, kind: 'swap_off' })
      add({ day: addDays(monday, -9), kind: 'swap_work' })
    }
    for (const { day, closesMinute } of shorts) if (!isWeekend(day)) add({ day, kind: 'short', closesMinute })
    for (const day of closed) if (!isWeekend(day)) add({ day, kind: 'off' })
    const all = [...rows.values()]
    return { calendar: buildCalendar(all), slow: slowDays(all, closesAt), closesAt }
  })

const instants = fc.date({ min: new Date('2026-01-01T00:00:00Z'), max: new Date('2035-12-31T23:59:59Z'), noInvalidDate: true })
const kinds = fc.constantFrom<CaseKind>('feedback', 'suggestion', 'praise', 'question', 'complaint', 'denunciation')
const few = fc.integer({ min: 1, max: 40 })
/** Any limits that a school can set. */
const ownLimits: fc.Arbitrary<Limits> = fc
  .record(Object.fromEntries(limitNames.map((name) => [name, fc.integer({ min: limitRules[name].min, max: limitRules[name].max })])))
  .map((own) => ({ ...defaultLimits, ...own }))

function check<T>(property: fc.IProperty<T>): void {
  fc.assert(property, { numRuns: 100 })
}

describe('counting working days', () => {
  test('adding and counting agree with the slow reckoning and undo each other', () => {
    check(fc.property(desks, anyDay, few, ({ calendar, slow }, day, count) => {
      const due = addWorkingDays(calendar, day, count)
      expect(due).toBe(slowAdd(slow, day, count))
      expect(workingDaysBetween(calendar, day, due)).toBe(count)
      const counter = workingDayCounter(calendar)
      expect([counter(day, due), counter(due, day)]).toEqual([count, 0 - count])
      expect(workingDaysBetween(calendar, day, addDays(day, count * 5))).toBe(slowCount(slow, day, addDays(day, count * 5)))
      const start = rollForward(calendar, day)
      expect(addWorkingDays(calendar, addWorkingDays(calendar, start, count), -count)).toBe(start)
    }))
  })

  test('a later day and a longer limit never end earlier', () => {
    check(fc.property(desks, anyDay, few, few, ({ calendar }, day, count, more) => {
      expect(addWorkingDays(calendar, addDays(day, more), count) >= addWorkingDays(calendar, day, count)).toBe(true)
      expect(addWorkingDays(calendar, day, count + more) > addWorkingDays(calendar, day, count)).toBe(true)
    }))
  })
})

describe('the day of receipt', () => {
  test('agrees with the slow reckoning at any moment', () => {
    check(fc.property(desks, instants, ({ calendar, slow, closesAt }, instant) => {
      const day = receivedOn(instant, calendar, { closesAt })
      expect(day).toBe(slowReceived(slow, instant))
      expect(isWorkingDay(calendar, day)).toBe(true)
    }))
  })

  test('changes at the closing minute of that very day, short or not, and at nothing else', () => {
    check(fc.property(desks, anyDay, ({ calendar, slow, closesAt }, any) => {
      const day = rollForward(calendar, any)
      const closes = slow.find((one) => one.day === day)!.closes
      const at = (milliseconds: number) => new Date(Date.parse(startOfDay(day)) + milliseconds)
      const received = (milliseconds: number) => receivedOn(at(milliseconds), calendar, { closesAt })
      expect(received(0)).toBe(day)
      expect(received(closes * 60_000 - 1)).toBe(day)
      expect(received(closes * 60_000)).toBe(slowAdd(slow, day, 1))
      expect(received(86_400_000 - 1)).toBe(slowAdd(slow, day, 1))
      // The last moment of the day before is the day before, whatever day it is in UTC.
      expect(received(-1)).toBe(slowReceived(slow, at(-1)))
    }))
  })

  test.each([
    ['the year turns in Vietnam, not in UTC', '2029-12-31T16:59:59Z', '2030-01-02'],
    ['a Friday before a weekend before New Year', '2032-12-31T10:00:00Z', '2033-01-04'],
    ['just after midnight in Vietnam on a working day', '2030-03-03T17:00:00Z', '2030-03-04'],
    ['just before it', '2030-03-03T16:59:59Z', '2030-03-04'],
    ['on the evening before Tết 2030', '2030-01-31T11:00:00Z', '2030-02-08'],
  ])('%s', (_, instant, expected) => {
    const calendar = buildCalendar(legal)
    expect(receivedOn(instant, calendar)).toBe(expected)
    expect(slowReceived(slowDays(legal, 17 * 60), new Date(instant))).toBe(expected)
  })
})

describe('due dates', () => {
  test('fall on working days and in order, whatever the school has set for itself', () => {
    check(fc.property(desks, instants, kinds, ownLimits, ({ calendar, slow, closesAt }, submittedAt, kind, limits) => {
      const day = receivedOn(submittedAt, calendar, { closesAt })
      const due = caseDeadlines({ kind, receivedOn: day, submittedAt, childSafety: false, calendar, limits })
      const inOrder = [day, due.classifyDue, due.intakeDue, due.answerDue]
      expect(inOrder).toEqual([...inOrder].sort())
      expect(due.acknowledgeDue <= due.intakeDue && due.acknowledgeDue >= day).toBe(true)
      for (const one of [due.acknowledgeDue, due.classifyDue, due.intakeDue, due.answerDue]) expect(slow.find(({ day: other }) => other === one)!.isWorked).toBe(true)
      // A child in danger pulls the first word forward and pushes nothing back.
      const urgent = caseDeadlines({ kind, receivedOn: day, submittedAt, childSafety: true, calendar, limits })
      expect(urgent.acknowledgeDue <= due.acknowledgeDue).toBe(true)
      expect(urgent.answerDue).toBe(due.answerDue)
      expect(Date.parse(urgent.childSafetyDue!) - submittedAt.getTime()).toBe(limits.childSafetyHours * 3_600_000)
    }))
  })

  test('are the working days of the limit after receipt, and for complaints calendar days rolled forward', () => {
    check(fc.property(desks, anyDay, few, fc.boolean(), ({ calendar, slow }, any, wait, complex) => {
      const received = slowRoll(slow, any)
      const of = (kind: CaseKind, acceptedOn?: string) =>
        caseDeadlines({ kind, receivedOn: received, submittedAt: startOfDay(received), childSafety: false, calendar, limits: defaultLimits, complex, ...(acceptedOn === undefined ? {} : { acceptedOn }) })
      expect(of('feedback')).toMatchObject({ acknowledgeDue: slowAdd(slow, received, 2), classifyDue: slowAdd(slow, received, 5), answerDue: slowAdd(slow, received, 10) })
      const accepted = slowMove(slow, received, wait)
      expect(of('complaint').intakeDue).toBe(slowRoll(slow, slowMove(slow, received, 10)))
      expect(of('complaint', accepted).answerDue).toBe(slowRoll(slow, slowMove(slow, accepted, complex ? 45 : 30)))
      expect(of('denunciation').intakeDue).toBe(slowAdd(slow, received, 7))
      expect(of('denunciation', accepted).answerDue).toBe(slowRoll(slow, slowMove(slow, accepted, complex ? 60 : 30)))
    }))
  })
})

describe('a pause', () => {
  test('leaves exactly as many working days as there were, however often the sender is asked and whenever they answer', () => {
    const pauses = fc.array(fc.record({ after: fc.integer({ min: 0, max: 9 }), hours: fc.integer({ min: 0, max: 24 * 50 }) }), { minLength: 1, maxLength: 4 })
    check(fc.property(desks, instants, pauses, ({ calendar, slow, closesAt }, submittedAt, asked) => {
      const received = receivedOn(submittedAt, calendar, { closesAt })
      let due = addWorkingDays(calendar, received, 10)
      let now = received
      let pausedDays = 0
      for (const { after, hours } of asked) {
        const pausedOn = addDays(now, after)
        const answeredAt = new Date(Date.parse(startOfDay(pausedOn)) + hours * 3_600_000)
        const resumedOn = receivedOn(answeredAt, calendar, { closesAt })
        const left = workingDaysBetween(calendar, pausedOn, due)
        due = resumedDue({ due, pausedOn, resumedOn, calendar })
        pausedDays += pausedWorkingDays(calendar, pausedOn, resumedOn)
        expect(workingDaysBetween(calendar, resumedOn, due)).toBe(left)
        expect(isWorkingDay(calendar, due)).toBe(true)
        now = resumedOn
      }
      // In the end the school had its ten days, neither more nor fewer.
      expect(slowCount(slow, received, due) - pausedDays).toBe(10)
      expect(daysTaken({ receivedOn: received, doneOn: due, calendar, pausedDays })).toBe(10)
      expect(isOnTime(due, due)).toBe(true)
      expect(isOnTime(due, addDays(due, 1))).toBe(false)
    }))
  })
})

describe('an extension', () => {
  test('adds exactly its working days to the promised date, once, and no more than the school allows itself', () => {
    check(fc.property(desks, anyDay, ownLimits, few, ({ calendar, slow }, day, limits, workingDays) => {
      const due = rollForward(calendar, day)
      const extend = (extensionsSoFar: number) => extendedDue({ due, workingDays, extensionsSoFar, calendar, limits })
      if (workingDays > limits.extensionWorkingDays) {
        expect(() => extend(0)).toThrow(RangeError)
        return
      }
      expect(extend(0)).toBe(slowAdd(slow, due, workingDays))
      expect(() => extend(1)).toThrow(RangeError)
    }))
  })
})

describe('what is left', () => {
  test('is overdue from the day after, today on the day, and counts down by one each working day', () => {
    check(fc.property(desks, anyDay, few, ownLimits, ({ calendar, slow }, today, ahead, limits) => {
      const due = slowAdd(slow, today, ahead)
      expect(dueStatus(due, today, calendar, limits)).toEqual({ status: ahead <= limits.soonWorkingDays ? 'soon' : 'later', workingDaysLeft: ahead })
      expect(dueStatus(due, due, calendar, limits)).toEqual({ status: 'today', workingDaysLeft: 0 })
      expect(dueStatus(due, addDays(due, 1), calendar, limits).status).toBe('overdue')
      expect(dueStatus(due, slowAdd(slow, due, ahead), calendar, limits).workingDaysLeft).toBe(-ahead)
    }))
  })
})
