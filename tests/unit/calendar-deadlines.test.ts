import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays, addWorkingDays, buildCalendar, caseDeadlines, dayOf, daysTaken, defaultLimits, dueStatus, extendedDue, isOnTime,
  isWorkingDay, knownHolidays, pausedWorkingDays, receivedOn, resumedDue, workingDaysBetween,
} from '#app/calendar/index.ts'
import type { CaseKind } from '#app/calendar/index.ts'

const calendar = buildCalendar(knownHolidays)

describe('the day of receipt', () => {
  test.each([
    ['in office hours', '2026-11-20T10:00:00+07:00', '2026-11-20'],
    ['before opening time', '2026-11-20T05:00:00+07:00', '2026-11-20'],
    ['in the last second', '2026-11-20T16:59:59+07:00', '2026-11-20'],
    ['at closing time', '2026-11-20T17:00:00+07:00', '2026-11-23'],
    ['Friday 17:30', '2026-11-20T17:30:00+07:00', '2026-11-23'],
    ['Saturday', '2026-11-21T09:00:00+07:00', '2026-11-23'],
    ['Sunday evening', '2026-11-22T22:00:00+07:00', '2026-11-23'],
    ['Monday evening before 24/11', '2026-11-23T18:00:00+07:00', '2026-11-25'],
    ['on 24/11', '2026-11-24T09:00:00+07:00', '2026-11-25'],
    ['on a worked Saturday', '2026-08-22T09:00:00+07:00', '2026-08-22'],
    ['after hours on a worked Saturday', '2026-08-22T18:00:00+07:00', '2026-08-24'],
    ['just after midnight, still yesterday in UTC', '2026-11-19T17:10:00Z', '2026-11-20'],
  ])('%s', (_, instant, expected) => {
    expect(receivedOn(instant, calendar)).toBe(expected)
  })

  test('on a day on which the office closes early', () => {
    const short = buildCalendar([{ day: '2026-11-20', kind: 'short', closesMinute: 11 * 60 + 30 }])
    expect(receivedOn('2026-11-20T11:29:59+07:00', short)).toBe('2026-11-20')
    expect(receivedOn('2026-11-20T11:30:00+07:00', short)).toBe('2026-11-23')
    // Still a working day: the limits count it.
    expect(addWorkingDays(short, '2026-11-19', 1)).toBe('2026-11-20')
    // Never later than the office closes anyway.
    expect(receivedOn('2026-11-20T11:00:00+07:00', short, { closesAt: 10 * 60 })).toBe('2026-11-23')
  })

  test('with other office hours', () => {
    expect(receivedOn('2026-11-20T16:45:00+07:00', calendar, { closesAt: 16 * 60 + 30 })).toBe('2026-11-23')
  })
})

describe('due dates', () => {
  const received = { receivedOn: '2026-11-23', submittedAt: '2026-11-23T10:00:00+07:00', childSafety: false, calendar, limits: defaultLimits }

  test.each<CaseKind>(['feedback', 'suggestion', 'praise', 'question'])('of %s', (kind) => {
    expect(caseDeadlines({ ...received, kind })).toEqual({
      acknowledgeDue: '2026-11-26', // 25, 26
      classifyDue: '2026-12-01', // 25, 26, 27, 30, 1
      intakeDue: '2026-12-08', // … 2, 3, 4, 7, 8
      answerDue: '2026-12-08',
      childSafetyDue: null,
    })
  })

  test('of a complaint: calendar days, rolled forward', () => {
    const complaint = { ...received, kind: 'complaint' as const }
    // 23/11 + 10 days is Thursday 03/12; + 30 days is Saturday 02/01/2027, so Monday 04/01.
    expect(caseDeadlines(complaint)).toEqual({
      acknowledgeDue: '2026-11-26', classifyDue: '2026-12-01', intakeDue: '2026-12-03', answerDue: '2027-01-04', childSafetyDue: null,
    })
    // Accepted on 25/11: 25/12 is a Friday; 45 days end on Saturday 09/01, so Monday 11/01.
    expect(caseDeadlines({ ...complaint, acceptedOn: '2026-11-25' }).answerDue).toBe('2026-12-25')
    expect(caseDeadlines({ ...complaint, acceptedOn: '2026-11-25', complex: true }).answerDue).toBe('2027-01-11')
    // Received 20/11, plus 10 days is Monday 30/11; received 18/11 it is Saturday 28/11, so Monday 30/11 too.
    expect(caseDeadlines({ ...complaint, receivedOn: '2026-11-20' }).intakeDue).toBe('2026-11-30')
    expect(caseDeadlines({ ...complaint, receivedOn: '2026-11-18' }).intakeDue).toBe('2026-11-30')
  })

  test('of a denunciation: 7 working days, then 30 or 60 days', () => {
    const denunciation = { ...received, kind: 'denunciation' as const }
    expect(caseDeadlines(denunciation).intakeDue).toBe('2026-12-03')
    expect(caseDeadlines({ ...denunciation, acceptedOn: '2026-12-01' }).answerDue).toBe('2026-12-31')
    // 60 days after 01/12 is Saturday 30/01/2027, so Monday 01/02.
    expect(caseDeadlines({ ...denunciation, acceptedOn: '2026-12-01', complex: true }).answerDue).toBe('2027-02-01')
  })

  test('child safety: 24 hours of the clock, on any day', () => {
    const friday = { kind: 'feedback' as const, receivedOn: '2026-11-23', submittedAt: '2026-11-20T17:30:00+07:00', childSafety: true, calendar, limits: defaultLimits }
    expect(caseDeadlines(friday)).toMatchObject({
      childSafetyDue: '2026-11-21T10:30:00.000Z', acknowledgeDue: '2026-11-21', answerDue: '2026-12-08',
    })
    // A school with a shorter promise keeps it.
    const strict = { ...defaultLimits, acknowledgeWorkingDays: 0, childSafetyHours: 240 }
    expect(caseDeadlines({ ...friday, limits: strict }).acknowledgeDue).toBe('2026-11-23')
  })

  test('a complaint before Tết is acknowledged no later than it is accepted or refused', () => {
    const beforeTet = { kind: 'complaint' as const, receivedOn: '2026-02-13', submittedAt: '2026-02-12T17:00:00+07:00', childSafety: false, calendar, limits: defaultLimits }
    expect(caseDeadlines(beforeTet)).toMatchObject({ acknowledgeDue: '2026-02-23', intakeDue: '2026-02-23' })
  })

  test('follow the limits of the school', () => {
    const limits = { ...defaultLimits, acknowledgeWorkingDays: 1, classifyWorkingDays: 3, intakeWorkingDays: 2, answerWorkingDays: 5 }
    expect(caseDeadlines({ ...received, kind: 'feedback', limits })).toMatchObject({
      // Nothing is classified after the sender was told the result of it.
      acknowledgeDue: '2026-11-25', classifyDue: '2026-11-26', intakeDue: '2026-11-26', answerDue: '2026-12-01',
    })
  })

  test('a school that answers sooner than it must tell the result of intake tells it with the answer', () => {
    const limits = { ...defaultLimits, answerWorkingDays: 3 }
    expect(caseDeadlines({ ...received, kind: 'feedback', limits })).toMatchObject({ classifyDue: '2026-11-27', intakeDue: '2026-11-27', answerDue: '2026-11-27' })
  })

  test('fall on working days and in order, whenever a case arrives', () => {
    const moments = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-10-31'), noInvalidDate: true })
    const kinds = fc.constantFrom<CaseKind>('feedback', 'suggestion', 'praise', 'question', 'complaint', 'denunciation')
    fc.assert(fc.property(moments, kinds, (submittedAt, kind) => {
      const day = receivedOn(submittedAt, calendar)
      expect(isWorkingDay(calendar, day) && day >= dayOf(submittedAt)).toBe(true)
      const due = caseDeadlines({ kind, receivedOn: day, submittedAt, childSafety: false, calendar, limits: defaultLimits })
      const inOrder = [day, due.acknowledgeDue, due.classifyDue, due.intakeDue, due.answerDue]
      expect(inOrder).toEqual([...inOrder].sort())
      expect(inOrder.every((d) => isWorkingDay(calendar, d))).toBe(true)
    }))
  })
})

describe('an extension', () => {
  const extension = { due: '2026-12-08', workingDays: 10, extensionsSoFar: 0, calendar, limits: defaultLimits }

  test('counts from the date promised', () => {
    expect(extendedDue(extension)).toBe('2026-12-22')
    expect(extendedDue({ ...extension, workingDays: 1 })).toBe('2026-12-09')
  })

  test('is given once, and for 1 to 10 working days', () => {
    expect(() => extendedDue({ ...extension, extensionsSoFar: 1 })).toThrow(RangeError)
    for (const workingDays of [0, -1, 11, 1.5]) expect(() => extendedDue({ ...extension, workingDays })).toThrow(RangeError)
  })
})

describe('a pause', () => {
  test('moves the due date by its working days', () => {
    // Asked on Monday 23/11, answered on Friday 27/11: 25, 26, 27.
    expect(resumedDue({ due: '2026-12-08', pausedOn: '2026-11-23', resumedOn: '2026-11-27', calendar })).toBe('2026-12-11')
    expect(resumedDue({ due: '2026-12-08', pausedOn: '2026-11-23', resumedOn: '2026-11-23', calendar })).toBe('2026-12-08')
    expect(pausedWorkingDays(calendar, '2026-11-27', '2026-11-23')).toBe(0)
  })

  test('leaves as many working days as before it', () => {
    const offset = fc.integer({ min: 0, max: 60 })
    fc.assert(fc.property(fc.integer({ min: 0, max: 500 }), offset, offset, (start, untilDue, pause) => {
      const pausedOn = addDays('2026-01-01', start)
      const resumedOn = addDays(pausedOn, pause)
      const due = addWorkingDays(calendar, pausedOn, untilDue)
      const moved = resumedDue({ due, pausedOn, resumedOn, calendar })
      expect(workingDaysBetween(calendar, resumedOn, moved)).toBe(untilDue)
    }))
  })
})

describe('what was taken and what is left', () => {
  test('days taken are working days without pauses', () => {
    expect(daysTaken({ receivedOn: '2026-11-23', doneOn: '2026-11-23', calendar })).toBe(0)
    expect(daysTaken({ receivedOn: '2026-11-23', doneOn: '2026-11-30', calendar })).toBe(4)
    expect(daysTaken({ receivedOn: '2026-11-23', doneOn: '2026-11-30', calendar, pausedDays: 3 })).toBe(1)
    // Sent on Friday evening, received on Monday, answered already on Sunday.
    expect(daysTaken({ receivedOn: '2026-11-23', doneOn: '2026-11-22', calendar })).toBe(0)
    expect(daysTaken({ receivedOn: '2026-11-23', doneOn: '2026-11-20', calendar })).toBe(0)
  })

  test('the due date itself is on time', () => {
    expect(isOnTime('2026-12-08', '2026-12-08')).toBe(true)
    expect(isOnTime('2026-12-08', '2026-12-07')).toBe(true)
    expect(isOnTime('2026-12-08', '2026-12-09')).toBe(false)
  })

  test.each([
    ['2026-11-20', '2026-11-23', 'overdue', -1],
    ['2026-11-20', '2026-11-21', 'overdue', 0],
    ['2026-11-23', '2026-11-23', 'today', 0],
    ['2026-11-25', '2026-11-23', 'soon', 1],
    ['2026-11-26', '2026-11-23', 'soon', 2],
    ['2026-11-27', '2026-11-23', 'later', 3],
    // Due on a Saturday by the 24 hours of child safety.
    ['2026-11-21', '2026-11-20', 'soon', 0],
  ] as const)('due %s seen on %s is %s, %i working days left', (due, today, status, workingDaysLeft) => {
    expect(dueStatus(due, today, calendar, defaultLimits)).toEqual({ status, workingDaysLeft })
  })
})
