import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newIdempotencyKey } from '#app/http/idempotency.ts'
import { checkReceipt, closeRound, createRound, findRound, recount, startRound, submitResponse } from '#app/surveys/index.ts'
import type { ResponseInput } from '#app/surveys/index.ts'
import type { Round } from '#db/schema.ts'
import { createTestApp, testNow } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import type { SeededSchool } from '#tests/support/school.ts'

let app: TestApp
let seeded: SeededSchool
let round: Round

beforeAll(async () => {
  app = await createTestApp()
  seeded = await app.seedSchool()
})
afterAll(() => app.close())

beforeEach(async () => {
  const open = await app.db.selectFrom('rounds').selectAll().where('state', '=', 'open').execute()
  for (const one of open) await closeRound(app.db, seeded.school, one, null, testNow)
  round = await newRound('education')
})

async function newRound(questionnaire: 'education' | 'dossier'): Promise<Round> {
  const input = { questionnaire, nameVi: 'Đợt thử', nameEn: 'Test round', opensOn: '2026-11-16', closesOn: '2026-11-30', audienceSize: 100 }
  const id = await createRound(app.db, seeded.school, input, null, testNow)
  const planned = await findRound(app.db, seeded.school, id)
  await startRound(app.db, seeded.school, planned!, null, testNow)
  return (await findRound(app.db, seeded.school, id))!
}

function answered(overrides: Partial<ResponseInput> = {}): ResponseInput {
  return {
    questionnaire: 'education',
    form: 'full',
    answers: { A1: 5, A2: 4, B1: 0, F1: 4 },
    expectation: 90,
    comment: 'Cảm ơn các cô.',
    relation: 'mother',
    ageGroup: 'mam',
    placeCode: null,
    idempotencyKey: newIdempotencyKey(),
    ...overrides,
  }
}

const submit = (input: ResponseInput, now = testNow) => submitResponse(app.db, app.secrets, seeded.school, input, now)
const rowsOf = (roundId: string) => app.db.selectFrom('responses').selectAll().where('round_id', '=', roundId).execute()

describe('submitResponse', () => {
  it('writes one row and one receipt for many taps at once', async () => {
    const input = answered()
    const results = await Promise.all(Array.from({ length: 12 }, () => submit(input)))
    expect(results.filter((result) => result.status === 'saved')).toHaveLength(1)
    expect(results.filter((result) => result.status === 'repeated')).toHaveLength(11)
    expect(new Set(results.map((result) => 'receipt' in result && result.receipt)).size).toBe(1)
    expect(await rowsOf(round.id)).toHaveLength(1)
  })

  it('refuses other answers under the same key and keeps the first ones', async () => {
    const input = answered()
    await submit(input)
    expect(await submit({ ...input, answers: { A1: 1 } })).toEqual({ status: 'conflict' })
    expect(await submit({ ...input, comment: 'khác' })).toEqual({ status: 'conflict' })
    expect(await rowsOf(round.id)).toHaveLength(1)
  })

  it('does not care in which order the answers came', async () => {
    const input = answered({ answers: { A1: 5, F1: 3 } })
    await submit(input)
    expect(await submit({ ...input, answers: { F1: 3, A1: 5 } })).toMatchObject({ status: 'repeated' })
  })

  it('keeps counters that a recount confirms', async () => {
    await Promise.all([
      submit(answered()),
      submit(answered({ answers: { A1: 5, F1: 1 }, expectation: 90 })),
      submit(answered({ form: 'quick', answers: { A0: 2, F1: 0 }, expectation: null, comment: null })),
    ])
    expect(await recount(app.db)).toEqual([])
    const counters = await app.db.selectFrom('answer_counters').select(['item', 'level', 'count']).where('round_id', '=', round.id).execute()
    expect(counters).toContainEqual({ item: 'A1', level: 5, count: 2 })
    expect(counters).toContainEqual({ item: 'F2', level: 90, count: 2 })
    expect(counters).toContainEqual({ item: 'A0', level: 2, count: 1 })
    const forms = await app.db.selectFrom('response_counters').select(['form', 'count']).where('round_id', '=', round.id).execute()
    expect(forms).toEqual(expect.arrayContaining([{ form: 'full', count: 2 }, { form: 'quick', count: 1 }]))
  })

  it('notices a counter that was tampered with', async () => {
    await submit(answered({ answers: { A1: 1 }, expectation: null }))
    const counter = app.db.updateTable('answer_counters').where('round_id', '=', round.id).where('item', '=', 'A1').where('level', '=', 1)
    await counter.set({ count: 0 }).execute()
    expect(await recount(app.db)).toEqual([{ roundId: round.id, what: 'A1 1 open', counted: 1, stored: 0 }])
    await counter.set({ count: 1 }).execute()
  })

  it('cannot be changed or deleted afterwards, not even by hand', async () => {
    await submit(answered())
    await expect(app.db.updateTable('responses').set({ comment: null }).execute()).rejects.toThrow('never changed')
    await expect(app.db.deleteFrom('responses').execute()).rejects.toThrow('never deleted')
    await expect(app.db.updateTable('answers').set({ level: 5 }).execute()).rejects.toThrow('never changed')
    await expect(app.db.deleteFrom('answers').execute()).rejects.toThrow('never deleted')
  })

  it('stores the day in Vietnam and no time, no key and no receipt', async () => {
    const input = answered()
    // Half past one in the morning of the 24th, local time.
    const result = await submit(input, '2026-11-23T18:30:00.000Z')
    const [row] = await rowsOf(round.id)
    expect(row!.answered_on).toBe('2026-11-24')
    const stored = JSON.stringify(row)
    expect(stored).not.toMatch(/\d{2}:\d{2}/)
    expect(stored).not.toContain(input.idempotencyKey)
    expect(stored).not.toContain('receipt' in result ? result.receipt : '')
  })

  it('leaves nothing behind when the answers are not on the form', async () => {
    await expect(submit(answered({ answers: { A1: 5, X9: 3 } }))).rejects.toThrow(RangeError)
    await expect(submit(answered({ answers: { A1: 7 } }))).rejects.toThrow(RangeError)
    await expect(submit(answered({ answers: {} }))).rejects.toThrow(RangeError)
    expect(await rowsOf(round.id)).toHaveLength(0)
    expect(await recount(app.db)).toEqual([])
  })

  it('counts nothing after the last day or after closing, but still knows a form it has counted', async () => {
    const early = answered()
    const first = await submit(early)
    expect(await submit(answered(), '2026-12-01T02:00:00.000Z')).toEqual({ status: 'closed' })
    await closeRound(app.db, seeded.school, round, null, testNow)
    expect(await submit(answered())).toEqual({ status: 'closed' })
    expect(await submit(early)).toEqual({ ...first, status: 'repeated' })
    expect(await rowsOf(round.id)).toHaveLength(1)
  })

  it('keeps the two questionnaires apart', async () => {
    expect(await submit(answered({ questionnaire: 'dossier', answers: { T1: 5 }, expectation: null, ageGroup: null }))).toEqual({ status: 'closed' })
    await newRound('dossier')
    expect(await submit(answered({ questionnaire: 'dossier', answers: { T1: 5, T6: 4 }, expectation: null, ageGroup: null }))).toMatchObject({ status: 'saved' })
    expect(await recount(app.db)).toEqual([])
  })

  it('remembers a gate, never a class, and ignores places of nobody', async () => {
    const place = (kind: string) => seeded.places.find((one) => one.kind === kind)!
    await submit(answered({ placeCode: place('gate').code, comment: 'gate' }))
    await submit(answered({ placeCode: place('class').code, comment: 'class' }))
    await submit(answered({ placeCode: 'KHONGCO', comment: 'unknown' }))
    const rows = await rowsOf(round.id)
    expect(Object.fromEntries(rows.map((row) => [row.comment, row.place_id]))).toEqual({ gate: place('gate').id, class: null, unknown: null })
  })
})

describe('checkReceipt', () => {
  it('says round and day, for this school only, and never an answer', async () => {
    const result = await submit(answered())
    if (!('receipt' in result)) throw new Error('not saved')
    const checked = await checkReceipt(app.db, app.secrets, seeded.school, result.receipt)
    expect(checked).toEqual({
      questionnaire: 'education',
      form: 'full',
      answeredOn: '2026-11-23',
      round: { nameVi: 'Đợt thử', nameEn: 'Test round', closesOn: '2026-11-30', closedOn: null },
      ledger: { fingerprint: expect.stringMatching(/^([0-9a-f]{4} ){3}[0-9a-f]{4}$/) as string, proof: null },
      state: 'as-sent',
    })
    const other = await app.seedSchool()
    expect(await checkReceipt(app.db, app.secrets, other.school, result.receipt)).toBeNull()
    expect(await checkReceipt(app.db, app.secrets, seeded.school, '222222222222')).toBeNull()
  })
})
