import { describe, expect, test } from 'vitest'
import { buildCalendar, knownHolidays } from '#app/calendar/index.ts'
import { caseFigures } from '#app/cases/public-figures.ts'
import type { CaseFacts } from '#app/cases/public-figures.ts'

const calendar = buildCalendar(knownHolidays)
const today = '2026-11-23'

/** Received on Monday 2 November, promised for the 16th. */
const received = (facts: Partial<CaseFacts> = {}): CaseFacts => ({
  kind: 'feedback',
  state: 'in_progress',
  consent_publish: 1,
  received_on: '2026-11-02',
  acknowledge_due: '2026-11-04',
  acknowledged_on: '2026-11-03',
  answer_due: '2026-11-16',
  answered_on: null,
  paused_days: 0,
  isPublished: false,
  isDisputed: false,
  wasTransferred: false,
  ...facts,
})
const answered = (facts: Partial<CaseFacts> = {}) => received({ state: 'answered', answered_on: '2026-11-12', ...facts })
const published = (facts: Partial<CaseFacts> = {}) => answered({ state: 'published', isPublished: true, ...facts })
const figures = (...cases: CaseFacts[]) => caseFigures(cases, calendar, today)

describe('the figures of cases', () => {
  test('nothing received: no share and no mean, never 100 %', () => {
    expect(figures()).toEqual({
      received: 0,
      acknowledged: { inTime: 0, outOf: 0 },
      answered: 0,
      answeredInTime: { inTime: 0, outOf: 0 },
      overdue: 0,
      transferredInTime: { inTime: 0, outOf: 0 },
      pending: 0,
      waitingForSender: 0,
      averageWorkingDays: null,
      published: { done: 0, outOf: 0 },
      answeredAgain: 0,
      takenDown: 0,
      leftOut: { restricted: 0, unanswered: 0, noConsent: 0, transferred: 0, ineligible: 0, merged: 0 },
    })
  })

  test('complaints are a number of their own and in no other; denunciations are in none, so that nobody can subtract', () => {
    const complaint = received({ kind: 'complaint', answer_due: '2026-11-03' })
    const denunciations = [answered({ kind: 'denunciation', answered_on: '2026-11-30' }), received({ kind: 'denunciation' })]
    expect(figures(complaint, ...denunciations)).toEqual(figures(complaint))
    const { leftOut, ...rest } = figures(complaint)
    expect(leftOut).toEqual({ restricted: 1, unanswered: 0, noConsent: 0, transferred: 0, ineligible: 0, merged: 0 })
    expect({ ...rest, leftOut: figures().leftOut }).toEqual(figures())
  })

  test('what is overdue counts as late before it is answered', () => {
    const { answeredInTime, overdue, answered: done } = figures(
      answered({ answered_on: '2026-11-16' }),
      answered({ answered_on: '2026-11-17' }),
      received(),
      received({ answer_due: today }),
    )
    expect({ answeredInTime, overdue, done }).toEqual({ answeredInTime: { inTime: 1, outOf: 3 }, overdue: 1, done: 2 })
  })

  test('while the school waits for the sender nothing is overdue', () => {
    const { overdue, waitingForSender, pending } = figures(received({ state: 'more_info' }), received({ answer_due: '2026-11-24' }))
    expect({ overdue, waitingForSender, pending }).toEqual({ overdue: 0, waitingForSender: 1, pending: 1 })
  })

  test('a case being answered again is neither answered nor counted as published, but said to be answered again', () => {
    const reopened = { isDisputed: true, answered_on: null, answer_due: '2026-12-01' }
    const again = figures(published(), published({ ...reopened, state: 'in_progress' }))
    expect(again).toMatchObject({ answered: 1, published: { done: 1, outOf: 1 }, answeredAgain: 1, leftOut: { unanswered: 1 } })
    // Answered anew, while the public list still holds the answer the sender did not agree with.
    const anew = figures(published(), published({ isDisputed: true, state: 'answered' }))
    expect(anew).toMatchObject({ answered: 2, published: { done: 1, outOf: 2 }, answeredAgain: 1, leftOut: { unanswered: 0 } })
    const passedOn = figures(published({ ...reopened, state: 'transferred', wasTransferred: true }))
    expect(passedOn).toMatchObject({ published: { done: 0, outOf: 0 }, leftOut: { transferred: 1 } })
  })

  test('what was taken down lowers the share; without the consent it counts among those whose sender did not agree', () => {
    const down = figures(published(), published({ state: 'answered', isWithdrawn: true }))
    expect(down).toMatchObject({ answered: 2, published: { done: 1, outOf: 2 }, takenDown: 1, leftOut: { noConsent: 0 } })
    const byConsent = figures(published(), published({ state: 'answered', isWithdrawn: true, consent_publish: 0 }))
    expect(byConsent).toMatchObject({ answered: 2, published: { done: 1, outOf: 1 }, takenDown: 0, leftOut: { noConsent: 1 } })
    // Answered again after it was taken down: there is no published answer that is being answered again.
    expect(figures(published({ state: 'in_progress', answered_on: null, isWithdrawn: true, isDisputed: true }))).toMatchObject({ answeredAgain: 0, takenDown: 0, leftOut: { unanswered: 1 } })
  })

  test('acknowledged late or not at all counts, not yet due does not', () => {
    const { acknowledged } = figures(
      received(),
      received({ acknowledged_on: '2026-11-05' }),
      received({ state: 'submitted', acknowledged_on: null }),
      received({ state: 'submitted', acknowledged_on: null, acknowledge_due: today }),
      // Passed on at once, before anybody acknowledged it.
      received({ state: 'transferred', acknowledged_on: null, wasTransferred: true }),
    )
    expect(acknowledged).toEqual({ inTime: 1, outOf: 3 })
  })

  test('the mean leaves out days off and days waiting for the sender', () => {
    // 2 to 12 November: 8 working days; with 3 of waiting, 5.
    expect(figures(answered()).averageWorkingDays).toBe(8)
    expect(figures(answered(), answered({ paused_days: 3 })).averageWorkingDays).toBe(6.5)
  })

  test('passed on within five working days or later: both are counted', () => {
    const passedOn = (transferredOn: string) => received({ state: 'transferred', wasTransferred: true, classify_due: '2026-11-09', transferredOn })
    expect(figures(passedOn('2026-11-09'), passedOn('2026-11-10')).transferredInTime).toEqual({ inTime: 1, outOf: 2 })
  })

  test('published share, and every reason for being left out', () => {
    const cases = [
      published(),
      published({ state: 'closed' }),
      answered(),
      answered({ state: 'closed', consent_publish: 0 }),
      answered({ consent_publish: 0 }),
      received(),
      received({ state: 'transferred', wasTransferred: true }),
      received({ state: 'closed', wasTransferred: true }),
      received({ state: 'ineligible' }),
      received({ state: 'closed' }),
      received({ kind: 'complaint' }),
      answered({ isMerged: true, isPublishedTogether: true, consent_publish: 0 }),
      answered({ isMerged: true }),
    ]
    const { published: shown, leftOut } = figures(...cases)
    expect(shown).toEqual({ done: 3, outOf: 4 })
    expect(leftOut).toEqual({ restricted: 1, unanswered: 1, noConsent: 2, transferred: 2, ineligible: 2, merged: 1 })
    const leftOutTotal = Object.values(leftOut).reduce((sum, count) => sum + count, 0)
    expect(shown.outOf + leftOutTotal, 'nothing falls between').toBe(cases.length)
  })
})
