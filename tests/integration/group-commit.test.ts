import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { addDays } from '#app/calendar/index.ts'
import { verifyLedger } from '#app/ledger/index.ts'
import { createRound, findRound, recount, startRound, submitResponse } from '#app/surveys/index.ts'
import type { ResponseInput } from '#app/surveys/index.ts'
import { groupCommit, summed } from '#db/group-commit.ts'
import { createTestApp, testNow } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import type { SeededSchool } from '#tests/support/school.ts'

/** Answers that come at the same moment share a commit (db/group-commit.ts), and nothing else. */

let app: TestApp
let one: SeededSchool
let two: SeededSchool

beforeAll(async () => {
  app = await createTestApp()
  one = await app.seedSchool()
  two = await app.seedSchool({ slug: 'sen-hong' })
  for (const { school } of [one, two]) {
    const id = await createRound(app.db, school, { questionnaire: 'education', nameVi: 'Đợt', nameEn: 'Round', opensOn: '2026-11-23', closesOn: addDays('2026-11-23', 3), audienceSize: 100 }, null, testNow)
    await startRound(app.db, school, (await findRound(app.db, school, id))!, null, testNow)
  }
})
afterAll(() => app.close())

const form = (serial: number, more: Partial<ResponseInput> = {}): ResponseInput => ({
  questionnaire: 'education',
  form: 'full',
  answers: { A1: 1 + (serial % 5), B2: 4, C3: 0, D4: 5, E5: 3, A2: 2, A3: 2, A4: 2, A5: 2, B1: 2, F1: 1 + (serial % 5) },
  expectation: serial % 3 === 0 ? 80 : null,
  comment: serial % 4 === 0 ? `Góp ý ${serial}` : null,
  relation: serial % 2 === 0 ? 'mother' : null,
  ageGroup: serial % 5 === 0 ? 'mam' : null,
  placeCode: serial % 2 === 0 ? one.places[0]!.code : null,
  idempotencyKey: `key-${String(serial).padStart(18, '0')}`,
  ...more,
})
const send = (input: ResponseInput, to = one) => submitResponse(app.db, app.secrets, to.school, input, testNow)
const countOf = async () => (await app.db.selectFrom('responses').select('id').execute()).length

describe('answers that come together', () => {
  it('share few commits, each gets its own receipt, and every counter and the ledger agree', async () => {
    const begun = vi.spyOn(app.db, 'transaction')
    const results = await Promise.all(Array.from({ length: 150 }, (_, serial) => send(form(serial), serial % 3 === 0 ? two : one)))
    expect(begun.mock.calls.length).toBeLessThan(10)
    begun.mockRestore()
    expect(results.every(({ status }) => status === 'saved')).toBe(true)
    expect(new Set(results.map((result) => 'receipt' in result && result.receipt)).size).toBe(150)
    expect(await countOf()).toBe(150)
    expect(await recount(app.db)).toEqual([])
    expect((await verifyLedger(app.db, app.secrets)).problems).toEqual([])
  })

  it('the same page twice in one commit is one answer; another body with its key is refused', async () => {
    const before = await countOf()
    const results = await Promise.all([send(form(1000)), send(form(1000)), send(form(1000, { comment: 'Khác' })), send(form(1001))])
    expect(results.map(({ status }) => status)).toEqual(['saved', 'repeated', 'conflict', 'saved'])
    expect(await countOf()).toBe(before + 2)
  })

  it('one that cannot be written takes no other with it', async () => {
    const before = await countOf()
    const results = await Promise.allSettled([send(form(2000)), send(form(2001, { answers: { Z9: 5 } })), send(form(2002))])
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(await countOf()).toBe(before + 2)
    expect(await recount(app.db)).toEqual([])
    expect((await verifyLedger(app.db, app.secrets)).problems).toEqual([])
  })
})

describe('the group itself', () => {
  it('answers nobody before the commit, and in the order in which they came', async () => {
    const written: number[] = []
    const write = groupCommit(async (tx, items: readonly number[]) => {
      await tx.updateTable('schools').set({ phone: items.join(' ') }).where('id', '=', one.school.id).execute()
      written.push(items.length)
      return items.map((item) => item * 2)
    })
    const asked = Array.from({ length: 130 }, async (_, item) => {
      const result = await write(app.db, item)
      // A connection of its own would see nothing yet if the commit were still to come.
      expect((await app.db.selectFrom('schools').select('phone').where('id', '=', one.school.id).executeTakeFirstOrThrow()).phone).not.toBe(one.school.phone)
      return result
    })
    expect(await Promise.all(asked)).toEqual(asked.map((_, item) => item * 2))
    expect(written).toEqual([32, 32, 32, 32, 2])
  })

  it('tries each alone where a common commit fails', async () => {
    const write = groupCommit(async (tx, items: readonly number[]) => {
      for (const item of items) {
        await tx.updateTable('schools').set({ phone: String(item) }).where('id', '=', one.school.id).execute()
        if (item === 2) throw new Error('disk full')
      }
      return [...items]
    })
    const results = await Promise.allSettled([1, 2, 3].map((item) => write(app.db, item)))
    expect(results.map((result) => (result.status === 'fulfilled' ? result.value : 'failed'))).toEqual([1, 'failed', 3])
    expect((await app.db.selectFrom('schools').select('phone').where('id', '=', one.school.id).executeTakeFirstOrThrow()).phone).toBe('3')
  })

  it('adds up the same rows, in one order whatever the order they came in', () => {
    const rows = [{ item: 'B', level: 1 }, { item: 'A', level: 1 }, { item: 'B', level: 1 }]
    expect(summed(rows)).toEqual([{ item: 'A', level: 1, count: 1 }, { item: 'B', level: 1, count: 2 }])
    expect(summed([...rows].reverse())).toEqual(summed(rows))
  })
})
