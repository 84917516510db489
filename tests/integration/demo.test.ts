import { afterAll, beforeAll, expect, test } from 'vitest'
import { recount } from '#app/surveys/index.ts'
import type { Db } from '#db/connect.ts'
import { hoaPhuongContent, rounds, senHongContent } from '#db/seed/content/index.ts'
import { loadDemo } from '#db/seed/load.ts'
import { createTestApp } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'

let app: TestApp
let db: Db
beforeAll(async () => {
  app = await createTestApp()
  db = app.db
  await loadDemo({ db, files: app.files, secrets: app.secrets, publicOrigin: app.origin }, '2026-11-24T02:00:00.000Z')
})
afterAll(() => app.close())

test('every case ends in the state that the story gives it', async () => {
  const told = [...hoaPhuongContent.cases, ...senHongContent.cases].map((one) => `${one.subject}: ${one.state}`)
  const rows = await db.selectFrom('cases').select(['subject', 'state']).execute()
  expect(rows.map((row) => `${row.subject}: ${row.state}`).sort()).toEqual(told.sort())
  expect(new Set(rows.map((row) => row.state)).size).toBe(10)
})

test('only what may be public is public, and a second person published it', async () => {
  const publications = await db.selectFrom('publications').innerJoin('cases', (join) => join.onRef('cases.number', '=', 'publications.number').onRef('cases.school_id', '=', 'publications.school_id')).select(['cases.kind', 'consent_publish', 'cases.id']).execute()
  expect(publications.length).toBeGreaterThan(8)
  for (const one of publications) {
    expect(['complaint', 'denunciation']).not.toContain(one.kind)
    expect(one.consent_publish).toBe(1)
    const events = await db.selectFrom('case_events').select(['type', 'staff_id']).where('case_id', '=', one.id).where('type', 'in', ['proposePublication', 'publish']).orderBy('id').execute()
    expect(events.at(-1)!.staff_id).not.toBe(events.at(-2)!.staff_id)
  }
})

test('what is covered stays inside, and what became of published answers is told: a correction, a taking down, something done and something not yet seen', async () => {
  expect((await db.selectFrom('publications').select('summary').where('summary', 'like', '%[đã che]%').execute()).length).toBe(1)
  expect(await db.selectFrom('publications').select('id').where((eb) => eb.or([eb('summary', 'like', '%⟦%'), eb('answer', 'like', '%⟦%')])).execute()).toEqual([])
  const changes = await db.selectFrom('publication_changes').select('kind').orderBy('changed_on').orderBy('id').execute()
  expect(changes.map(({ kind }) => kind)).toEqual(['withdrawal', 'measure', 'measure', 'correction'])
  expect(await db.selectFrom('published_measures').select('id').execute()).toHaveLength(2)
  expect(await db.selectFrom('measures').select('id').where('state', '=', 'stated').execute()).toHaveLength(1)
  // One text and one correction wait for a second person.
  expect((await db.selectFrom('case_publication_drafts').select('correction_note').execute()).map(({ correction_note: note }) => note === null).sort()).toEqual([false, true])
})

test('the rounds hold as many forms as told, with the shares of levels told, and the counters agree with the answers', async () => {
  expect(await recount(db)).toEqual([])
  for (const round of rounds) {
    const row = await db.selectFrom('rounds').selectAll().where('name_vi', '=', round.name.vi).executeTakeFirstOrThrow()
    expect(row.state).toBe(round.state)
    const { count } = await db.selectFrom('responses').select((eb) => eb.fn.countAll<number>().as('count')).where('round_id', '=', row.id).executeTakeFirstOrThrow()
    expect(count).toBe(round.responses)
    const headline = round.questionnaire === 'education' ? 'F1' : 'T6'
    const counters = await db.selectFrom('answer_counters').select(['level', 'count']).where('round_id', '=', row.id).where('item', '=', headline).execute()
    const satisfied = counters.filter((one) => one.level >= 4).reduce((sum, one) => sum + one.count, 0)
    const [, , , good, best] = round.items[headline]!.levels
    expect(Math.abs((satisfied / round.responses) * 100 - (good + best))).toBeLessThan(100 / round.responses)
  }
})

test('an answer waits to go out, a case is kept from whom it is about, like reports are answered together, and somebody stands in', async () => {
  const waiting = await db.selectFrom('cases').select(['state', 'outgoing_at']).where('outgoing_at', 'is not', null).execute()
  expect(waiting).toEqual([{ state: 'awaiting_approval', outgoing_at: '2026-11-24T02:30:00.000Z' }])
  const teacher = await db.selectFrom('staff').select('id').where('email', '=', 'tochuyenmon@hoaphuong.example.vn').executeTakeFirstOrThrow()
  expect(await db.selectFrom('cases').select('state').where('barred', 'like', `%${teacher.id}%`).execute()).toEqual([{ state: 'submitted' }])
  expect(await db.selectFrom('cases').select('id').where('merged_into', 'is not', null).execute()).toHaveLength(1)
  expect(await db.selectFrom('cases').select('formal_stage').where('kind', '=', 'complaint').where('state', '=', 'in_progress').execute()).toEqual([{ formal_stage: 'accepted' }])
  expect(await db.selectFrom('staff_absences').selectAll().where('from_day', '<=', '2026-11-24').where('to_day', '>=', '2026-11-24').execute()).toHaveLength(1)
  for (const [table, count] of [['routing_rules', 3], ['saved_filters', 2], ['slips', 55]] as const) expect(await db.selectFrom(table).selectAll().execute()).toHaveLength(count)
})

test('a demo loaded months later is moved by whole weeks, so that the open round is still open', async () => {
  const other = await createTestApp()
  const later = other.db
  try {
    await loadDemo({ db: later, files: other.files, secrets: other.secrets, publicOrigin: other.origin }, '2027-03-10T02:00:00.000Z')
    const open = await later.selectFrom('rounds').selectAll().where('state', '=', 'open').where('questionnaire', '=', 'education').executeTakeFirstOrThrow()
    expect(open.opens_on < '2027-03-10' && open.closes_on > '2027-03-10').toBe(true)
    const newest = await later.selectFrom('cases').select((eb) => eb.fn.max('submitted_on').as('day')).executeTakeFirstOrThrow()
    expect(newest.day >= '2027-03-04' && newest.day <= '2027-03-10').toBe(true)
  } finally {
    await other.close()
  }
})
