import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newIdempotencyKey } from '#app/http/idempotency.ts'
import { createRound, findRound, recount, startRound, submitResponse } from '#app/surveys/index.ts'
import type { ResponseInput } from '#app/surveys/index.ts'
import { createTestApp, testNow } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'

/** Whoever can write into the database can make a rate as pretty as they like: every single sum that a figure is made of is broken here, in every way, and has to be named. */

let app: TestApp
let roundId: string
const twelve = (level: number) => Object.fromEntries(['A', 'B', 'C'].flatMap((area) => [1, 2, 3, 4].map((number) => [`${area}${number}`, level] as const)))

beforeAll(async () => {
  app = await createTestApp()
  const seeded = await app.seedSchool()
  const input = { questionnaire: 'education' as const, nameVi: 'Đợt thử', nameEn: 'Test round', opensOn: '2026-11-16', closesOn: '2026-11-30', audienceSize: 100 }
  roundId = await createRound(app.db, seeded.school, input, null, testNow)
  await startRound(app.db, seeded.school, (await findRound(app.db, seeded.school, roundId))!, null, testNow)
  const placeCode = seeded.places.find((place) => place.kind === 'gate')!.code
  const full: ResponseInput = { questionnaire: 'education', form: 'full', answers: { ...twelve(4), F1: 5 }, expectation: 90, comment: null, relation: 'mother', ageGroup: 'mam', placeCode, idempotencyKey: '' }
  const forms: ResponseInput[] = [full, full, { ...full, answers: { ...twelve(2), F1: 1 } }, { ...full, form: 'quick', answers: { A0: 3, F1: 5 }, expectation: null }]
  for (const form of forms) expect(await submitResponse(app.db, app.secrets, seeded.school, { ...form, idempotencyKey: newIdempotencyKey() }, testNow)).toMatchObject({ status: 'saved' })
})
afterAll(() => app.close())

/** Each table of counters: how `recount` names a row of it, and a row that nothing was counted for. */
const counters = [
  { table: 'answer_counters', name: (row: Row) => `${row.item} ${row.level} ${row.channel}`, invented: { item: 'A1', level: 5, channel: 'slip' } },
  { table: 'response_counters', name: (row: Row) => `form ${row.form} ${row.channel}`, invented: { form: 'full', channel: 'paper' } },
  { table: 'day_counters', name: (row: Row) => `day ${row.day}`, invented: { day: '2026-11-24' } },
  { table: 'place_counters', name: (row: Row) => `place ${row.place_id}`, invented: null },
  { table: 'group_counters', name: (row: Row) => `${row.grouping} ${row.code} ${row.level}`, invented: { grouping: 'relation', code: 'father', level: 5 } },
  { table: 'answer_patterns', name: (row: Row) => `pattern ${row.pattern}`, invented: { pattern: 'khong-ai-tra-loi-the' } },
  { table: 'ledger_counters', name: () => 'ledger', invented: null },
] as const
type Row = Record<string, string | number> & { count: number }
type Table = (typeof counters)[number]['table']

const rowsOf = async (table: Table) => (await app.db.selectFrom(table).selectAll().where('round_id', '=', roundId).execute()) as Row[]
const remove = ({ count, ...row }: Row, table: Table) => sql`delete from ${sql.table(table)} where ${sql.join(Object.entries(row).map(([column, value]) => sql`${sql.ref(column)} = ${value}`), sql` and `)} and count = ${count}`.execute(app.db)
const insert = (row: Row, table: Table) => sql`insert into ${sql.table(table)} (${sql.join(Object.keys(row).map((column) => sql.ref(column)))}) values (${sql.join(Object.values(row))})`.execute(app.db)

/** Puts another row in the place of one (nothing where either is null), looks, and puts everything back. */
async function found(table: Table, was: Row | null, is: Row | null) {
  if (was) await remove(was, table)
  if (is) await insert(is, table)
  const differences = await recount(app.db)
  if (is) await remove(is, table)
  if (was) await insert(was, table)
  return differences
}

describe('a broken counter', () => {
  it('is not there before anything was broken', async () => {
    expect(await recount(app.db)).toEqual([])
  })

  for (const { table, name, invented } of counters) {
    it(`of ${table} is named, whether it was raised, lowered or removed`, async () => {
      const rows = await rowsOf(table)
      expect(rows.length).toBeGreaterThan(0)
      for (const row of rows) {
        const named = (stored: number) => [{ roundId, what: name(row), counted: row.count, stored }]
        expect(await found(table, row, { ...row, count: row.count + 1 })).toEqual(named(row.count + 1))
        if (row.count > 1) expect(await found(table, row, { ...row, count: row.count - 1 })).toEqual(named(row.count - 1))
        expect(await found(table, row, null)).toEqual(named(0))
      }
      expect(await recount(app.db)).toEqual([])
    })

    if (invented) {
      it(`of ${table} is named where nobody answered so`, async () => {
        const row = { round_id: roundId, ...invented, count: 2 } as unknown as Row
        expect(await found(table, null, row)).toEqual([{ roundId, what: name(row), counted: 0, stored: 2 }])
      })
    }
  }

  it('is named on both sides where a bad answer was moved to the good ones and the sum stayed the same', async () => {
    const [bad, good] = [{ item: 'F1', level: 1 }, { item: 'F1', level: 5 }]
    const move = (by: number) => Promise.all([[bad, -by], [good, by]].map(([which, change]) => {
      const { item, level } = which as typeof bad
      return app.db.updateTable('answer_counters').set({ count: sql`count + ${change as number}` }).where('round_id', '=', roundId).where('item', '=', item).where('level', '=', level).execute()
    }))
    await move(1)
    expect((await recount(app.db)).map(({ what, counted, stored }) => [what, stored - counted])).toEqual(expect.arrayContaining([['F1 1 open', -1], ['F1 5 open', 1]]))
    await move(-1)
    expect(await recount(app.db)).toEqual([])
  })
})
