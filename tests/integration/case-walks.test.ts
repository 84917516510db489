import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyAudit } from '#app/audit/index.ts'
import { loadCalendar } from '#app/calendar/index.ts'
import { publicFigures, verifyPublished } from '#app/cases/index.ts'
import { createTestApp, testNow } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import { startWalk } from '#tests/support/case-walk.ts'
import { slowClock } from '#tests/support/slow-calendar.ts'

/** Anybody tries anything at any time: the rules are in tests/support/case-walk.ts. The draws are the same at every run. */

let app: TestApp
beforeAll(async () => {
  app = await createTestApp()
})
afterAll(() => app.close())

const day = 24 * 60
const step = fc.record({
  who: fc.nat(39), what: fc.nat(699), which: fc.nat(5), pick: fc.nat(9973),
  minutes: fc.constantFrom(0, 0, 0, 0, 10, 31, 31, 240, day, day, 2 * day, 6 * day),
})
const school = fc.record({ undoMinutes: fc.constantFrom(0, 30), lighter: fc.boolean(), away: fc.boolean(), kindsFrom: fc.nat(6) })

const done = new Map<string, number>()

test('whatever anybody tries, in whatever order, the rules of a case hold', async () => {
  await fc.assert(
    fc.asyncProperty(school, fc.array(step, { minLength: 30, maxLength: 60, size: 'max' }), async (facts, steps) => {
      app.setNow(testNow)
      const walk = await startWalk(app, facts)
      for (const one of steps) await walk.step(one)
      for (const [action, count] of walk.tally) done.set(action, (done.get(action) ?? 0) + count.done)

      expect((await verifyAudit(app.db)).problems).toEqual([])
      expect((await verifyPublished(app.db)).problems).toEqual([])
      const today = slowClock(new Date(app.now())).day
      const figures = await publicFigures(app.db, walk.seeded.school, await loadCalendar(app.db, walk.seeded.school), today)
      expect(figures.all.answeredInTime).toEqual(await onTimeFromRows(walk.seeded.school.id, today))
    }),
    // Shrinking would walk again and again: the counterexample as drawn names seed and path.
    { seed: Number(process.env.WALK_SEED ?? 3), numRuns: Number(process.env.WALK_RUNS ?? 6), endOnFailure: true },
  )
  // Otherwise nothing would have been proven.
  const accepted = [...done].filter(([, count]) => count > 0).map(([action]) => action)
  expect(accepted.length).toBeGreaterThan(12)
  expect(accepted).toEqual(expect.arrayContaining(['acknowledge', 'submitReply', 'approveReply', 'note']))
}, 120_000)

/** On time out of all that count, from state and dates alone. */
async function onTimeFromRows(schoolId: string, today: string): Promise<{ inTime: number; outOf: number }> {
  const rows = await app.db.selectFrom('cases').selectAll().where('school_id', '=', schoolId).where('kind', 'not in', ['complaint', 'denunciation']).execute()
  const answered = rows.filter((row) => row.answered_on !== null)
  const overdue = rows.filter((row) => ['submitted', 'acknowledged', 'in_progress', 'awaiting_approval'].includes(row.state) && row.frozen_on === null && row.answer_due < today)
  return { inTime: answered.filter((row) => row.answered_on! <= row.answer_due).length, outOf: answered.length + overdue.length }
}
