import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { closeRound, createRound, editRound, findRound, listRounds, nextRound, openRound, startRound, turnRounds } from '#app/surveys/index.ts'
import type { RoundInput } from '#app/surveys/index.ts'
import { createTestApp, testNow } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import type { SeededSchool } from '#tests/support/school.ts'

let app: TestApp
let seeded: SeededSchool

beforeEach(async () => {
  app = await createTestApp()
  seeded = await app.seedSchool()
})
afterEach(() => app.close())

const today = '2026-11-23'
const actor = () => ({ staffId: seeded.staff.principal.id })

async function plan(overrides: Partial<RoundInput> = {}) {
  const input: RoundInput = {
    questionnaire: 'education', nameVi: 'Học kỳ I', nameEn: 'First term', opensOn: '2026-11-23', closesOn: '2026-12-04', audienceSize: 260, ...overrides,
  }
  const id = await createRound(app.db, seeded.school, input, actor(), testNow)
  return (await findRound(app.db, seeded.school, id))!
}
const reload = async (round: { id: string }) => (await findRound(app.db, seeded.school, round.id))!

describe('a round', () => {
  it('goes from planned to open to closed and leaves a trace of who did it', async () => {
    const round = await plan()
    expect(await openRound(app.db, seeded.school, 'education', today)).toBeUndefined()
    expect(await nextRound(app.db, seeded.school, 'education', today)).toMatchObject({ id: round.id })

    expect(await startRound(app.db, seeded.school, round, actor(), testNow)).toEqual({ status: 'done' })
    expect(await openRound(app.db, seeded.school, 'education', today)).toMatchObject({ id: round.id, state: 'open' })

    expect(await closeRound(app.db, seeded.school, await reload(round), actor(), testNow)).toEqual({ status: 'done' })
    expect(await reload(round)).toMatchObject({ state: 'closed', closed_on: today, closes_on: today, planned_closes_on: '2026-12-04' })

    const audit = await app.db.selectFrom('audit').select(['action', 'staff_id']).where('target', '=', round.id).orderBy('id').execute()
    expect(audit.map((entry) => entry.action)).toEqual(['round:create', 'round:open', 'round:close'])
    expect(new Set(audit.map((entry) => entry.staff_id))).toEqual(new Set([seeded.staff.principal.id]))
  })

  it('lets only one of two people act on the same version', async () => {
    const round = await plan()
    const results = await Promise.all([
      startRound(app.db, seeded.school, round, actor(), testNow),
      startRound(app.db, seeded.school, round, actor(), testNow),
    ])
    expect(results.map((result) => result.status).sort()).toEqual(['done', 'stale'])
  })

  it('never opens beside another of the same questionnaire', async () => {
    await startRound(app.db, seeded.school, await plan(), actor(), testNow)
    expect(await startRound(app.db, seeded.school, await plan(), actor(), testNow)).toEqual({ status: 'another-open' })
    expect(await startRound(app.db, seeded.school, await plan({ questionnaire: 'dossier' }), actor(), testNow)).toEqual({ status: 'done' })
  })

  it('never reopens and never changes once its figures are out', async () => {
    const round = await plan()
    await startRound(app.db, seeded.school, round, actor(), testNow)
    await closeRound(app.db, seeded.school, await reload(round), actor(), testNow)
    const closed = await reload(round)
    const change = { nameVi: 'x', nameEn: 'x', opensOn: '2026-01-01', closesOn: '2026-12-31', audienceSize: 1 }
    expect(await editRound(app.db, seeded.school, closed, change, actor(), testNow)).toEqual({ status: 'stale' })
    expect(await startRound(app.db, seeded.school, closed, actor(), testNow)).toEqual({ status: 'stale' })
    expect(await closeRound(app.db, seeded.school, closed, actor(), testNow)).toEqual({ status: 'stale' })
    expect(await reload(round)).toEqual(closed)
  })

  it('keeps its first day once it is open', async () => {
    const round = await plan()
    await startRound(app.db, seeded.school, round, actor(), testNow)
    const change = { nameVi: 'Học kỳ I', nameEn: 'First term', opensOn: '2026-12-01', closesOn: '2026-12-11', audienceSize: 250 }
    await editRound(app.db, seeded.school, await reload(round), change, actor(), testNow)
    expect(await reload(round)).toMatchObject({ opens_on: today, closes_on: '2026-12-11', planned_closes_on: '2026-12-11', audience_size: 250 })
    // Shortened, it still shows what was promised.
    await editRound(app.db, seeded.school, await reload(round), { ...change, opensOn: today, closesOn: '2026-11-30' }, actor(), testNow)
    expect(await reload(round)).toMatchObject({ closes_on: '2026-11-30', planned_closes_on: '2026-12-11' })
  })

  it('cannot end before it begins', async () => {
    await expect(plan({ opensOn: '2026-12-02', closesOn: '2026-12-01' })).rejects.toThrow(RangeError)
  })

  it('is not there for another school', async () => {
    const round = await plan()
    const other = await app.seedSchool()
    expect(await findRound(app.db, other.school, round.id)).toBeUndefined()
    expect(await startRound(app.db, other.school, round, actor(), testNow)).toEqual({ status: 'not-found' })
    expect(await closeRound(app.db, other.school, round, actor(), testNow)).toEqual({ status: 'not-found' })
    expect(await listRounds(app.db, other.school)).toEqual([])
  })
})

describe('turnRounds', () => {
  it('opens on the first day, closes after the last, and does nothing twice', async () => {
    const first = await plan({ opensOn: '2026-11-23', closesOn: '2026-11-27' })
    const second = await plan({ opensOn: '2026-11-28', closesOn: '2026-12-04' })

    expect(await turnRounds(app.db, null, '2026-11-22T10:00:00Z')).toEqual({ opened: 0, closed: 0 })
    expect(await turnRounds(app.db, null, testNow)).toEqual({ opened: 1, closed: 0 })
    expect(await turnRounds(app.db, null, testNow)).toEqual({ opened: 0, closed: 0 })
    // Ten in the evening of the last day in Vietnam: still open.
    expect(await turnRounds(app.db, seeded.school, '2026-11-27T15:00:00Z')).toEqual({ opened: 0, closed: 0 })
    // One hour into the next day in Vietnam, although not in UTC.
    expect(await turnRounds(app.db, seeded.school, '2026-11-27T18:00:00Z')).toEqual({ opened: 1, closed: 1 })

    expect(await reload(first)).toMatchObject({ state: 'closed', closes_on: '2026-11-27', planned_closes_on: '2026-11-27', closed_on: '2026-11-28' })
    expect(await reload(second)).toMatchObject({ state: 'open' })
  })

  it('leaves a planned round alone while another is open, and one whose days have passed', async () => {
    await startRound(app.db, seeded.school, await plan({ closesOn: '2026-12-31' }), actor(), testNow)
    const waiting = await plan({ opensOn: '2026-11-20', closesOn: '2026-12-31' })
    const missed = await plan({ questionnaire: 'dossier', opensOn: '2026-10-01', closesOn: '2026-10-31' })
    expect(await turnRounds(app.db, null, testNow)).toEqual({ opened: 0, closed: 0 })
    expect(await reload(waiting)).toMatchObject({ state: 'planned' })
    expect(await reload(missed)).toMatchObject({ state: 'planned' })
  })
})
