import { afterEach, beforeEach, expect, test } from 'vitest'
import { sealDays } from '#app/ledger/index.ts'
import { findRound, recount, roundResults } from '#app/surveys/index.ts'
import { connect } from '#db/connect.ts'
import { migrations } from '#db/migrate.ts'
import { addManyResponses } from '#db/seed/many-responses.ts'
import { openSqlite } from '#db/sqlite-file.ts'
import { createTestApp } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import { postgres } from '#tests/support/database.ts'
import { dropTables } from '#tests/support/engine.ts'
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

// Ten answers or ten million, the same cost: neither a page for the public nor one about a round looks at a single one, nor at a line of the ledger.
test('with every single answer taken away, all that the public and the school see of a round is the same to the letter', async () => {
  const id = await addManyResponses(app.db, seeded.school, 60, '2026-11-22')
  await sealDays(app.db, '2026-11-23')
  const cookie = await app.signInAs('principal')
  const before = await everySurface(app, id, { cookie })
  expect(before.get('/ty-le-hai-long')).toContain('Riêng phiếu mã một lần')
  const inside = before.get('/office/dot-khao-sat/ID')
  for (const shown of ['60 phiếu một phút', 'Hài lòng chung theo khối', 'Hài lòng chung theo người trả lời', 'Cổng chính']) expect(inside).toContain(shown)

  await dropTables(app, ['answers', 'responses', 'answer_patterns', 'slips', 'ledger_entries'])
  await expect(app.db.selectFrom('responses').select('id').execute()).rejects.toThrow()
  expect(differences(before, await everySurface(app, id, { cookie }))).toEqual([])
})

// PostgreSQL came after this migration.
test.skipIf(postgres)('figures of a database that was written before they were kept are filled in with the update', async () => {
  await addManyResponses(app.db, seeded.school, 60, '2026-11-22')
  await app.db.destroy()
  // As it was before migration 012.
  const sqlite = openSqlite(app.config.databaseFile)
  for (const table of ['day_counters', 'place_counters', 'group_counters', 'ledger_counters', 'ledger_parts']) sqlite.exec(`drop table ${table}`)
  sqlite.exec('drop index ledger_entries_order; create index ledger_entries_day on ledger_entries (school_id, day)')
  const step = migrations.find(({ name }) => name === '012-counters')!
  sqlite.exec(step.sql)
  step.run!(sqlite)
  sqlite.close()
  const db = connect(app.config.databaseFile)
  expect(await recount(db)).toEqual([])
  expect(await db.selectFrom('group_counters').select('grouping').distinct().execute()).toHaveLength(2)
  await db.destroy()
})
