import { afterEach, beforeEach, expect, test } from 'vitest'
import { sql } from 'kysely'
import { sealDays } from '#app/ledger/index.ts'
import { findRound, recount, roundResults } from '#app/surveys/index.ts'
import { addManyResponses } from '#db/seed/many-responses.ts'
import { createTestApp } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import { differences, everySurface } from '#tests/support/surfaces.ts'
import type { SeededSchool } from '#tests/support/school.ts'

let app: TestApp
let seeded: SeededSchool
beforeEach(async () => {
  app = await createTestApp()
  seeded = await app.seedSchool()
})
afterEach(() => app.close())

test('the forms that are measured with are as the product counts them', async () => {
  const id = await addManyResponses(app.db, seeded.school, 237, '2026-11-23')
  expect(await recount(app.db)).toEqual([])
  expect(await roundResults(app.db, (await findRound(app.db, seeded.school, id))!)).toMatchObject({ state: 'closed', collected: { all: 237, quick: 237 }, channels: { slip: 119, open: 118 } })
})

// Ten answers or ten million, the same cost: no page for the public looks at a single one.
test('with every single answer taken away, all that the public sees is the same to the letter', async () => {
  const id = await addManyResponses(app.db, seeded.school, 60, '2026-11-22')
  await sealDays(app.db, '2026-11-23')
  const before = await everySurface(app, id, { staff: false })
  expect(before.get('/ty-le-hai-long')).toContain('Riêng phiếu mã một lần')

  await sql`pragma foreign_keys = off`.execute(app.db)
  for (const table of ['answers', 'responses', 'answer_patterns', 'slips']) await sql`drop table ${sql.table(table)}`.execute(app.db)
  const [left] = (await sql<{ count: number }>`select count(*) as count from sqlite_schema where name = 'responses'`.execute(app.db)).rows
  expect(left!.count).toBe(0)
  expect(differences(before, await everySurface(app, id, { staff: false }))).toEqual([])
})
