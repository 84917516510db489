import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newIdempotencyKey } from '#app/http/idempotency.ts'
import { burstThreshold, closeRound, createArrivals, createRound, findRound, issueSlips, roundResults, startRound, submitResponse, submitWithSlip } from '#app/surveys/index.ts'
import type { Arrivals, ResponseInput } from '#app/surveys/index.ts'
import { createChanges } from '#db/changes.ts'
import { createTestApp, inputValue, testNow } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import { changeTriggers } from '#tests/support/engine.ts'
import type { SeededSchool } from '#tests/support/school.ts'

let app: TestApp
let seeded: SeededSchool
let roundId: string

beforeEach(async () => {
  app = await createTestApp()
  seeded = await app.seedSchool()
  const input = { questionnaire: 'education' as const, nameVi: 'Đợt thử', nameEn: 'Test round', opensOn: '2026-11-16', closesOn: '2026-11-30', audienceSize: 100 }
  roundId = await createRound(app.db, seeded.school, input, null, testNow)
  await startRound(app.db, seeded.school, (await findRound(app.db, seeded.school, roundId))!, null, testNow)
})
afterEach(() => app.close())

const round = async () => (await findRound(app.db, seeded.school, roundId))!
const close = async () => closeRound(app.db, seeded.school, await round(), null, app.now(), { secrets: app.secrets, keys: app.services.envelopeKeys })
const full = (levels: number[]): ResponseInput => ({
  questionnaire: 'education', form: 'full', answers: Object.fromEntries([...levels.map((level, index) => [`${'ABCDE'[Math.floor(index / 5)]}${(index % 5) + 1}`, level] as const), ['F1', 4] as const]),
  expectation: null, comment: null, relation: null, ageGroup: null, placeCode: null, idempotencyKey: newIdempotencyKey(),
})
/** Long forms of which no two are the same. */
const different = (i: number) => full(Array.from({ length: 25 }, (_, index) => (index < 2 ? 1 + (Math.floor(i / 5 ** index) % 5) : 1 + ((index * 7 + i * 3) % 5))))
const submit = (input: ResponseInput, arrivals?: Arrivals) => submitResponse(app.db, app.secrets, seeded.school, input, app.now(), arrivals)

/** Sends the one-minute form as a browser does. */
async function send(minutesLater: number): Promise<void> {
  app.setNow(new Date(Date.parse(testNow) + minutesLater * 60_000).toISOString())
  const page = await (await app.get('/khao-sat/nhanh')).text()
  expect((await app.post('/khao-sat/nhanh', { lan_gui: inputValue(page, 'lan_gui'), F1: '5' })).status).toBe(303)
}

describe('many open answers at once', () => {
  it('are told in public with their number, all of them counted, and the school may say why', async () => {
    for (let i = 0; i < 25; i += 1) await send(i / 10)
    await close()
    expect(await roundResults(app.db, await round())).toMatchObject({ collected: { all: 25 }, flags: [{ kind: 'burst', day: '2026-11-23', count: 25, explanation: null }] })
    const publicPage = async () => (await (await app.get('/ty-le-hai-long')).text()).replaceAll('<!-- -->', '')
    expect(await publicPage()).toContain('Ngày 23/11/2026 có 25 phiếu mở gửi đến chỉ trong 10 phút.')

    const path = `/office/dot-khao-sat/${roundId}`
    const words = { viec: 'giai-thich', loai: 'burst', ngay: '2026-11-23', loi: 'Họp phụ huynh khối Lá.' }
    expect((await app.post(path, words, { cookie: await app.signInAs('handler') })).status).toBe(403)
    expect((await app.post(path, words, { cookie: await app.signInAs('coordinator') })).status).toBe(303)
    expect(await publicPage()).toContain('Nhà trường giải thích: Họp phụ huynh khối Lá.')
    expect(await app.db.selectFrom('audit').select('action').where('action', '=', 'round:explain-flag').execute()).toHaveLength(1)
    const other = await app.seedSchool({ slug: 'sen-hong' })
    expect((await app.post(path, words, { cookie: await app.signInAs('principal', other.school) })).status).toBe(404)
  })

  it('are nothing to tell when they are spread over the day, and a retry does not count twice', async () => {
    for (let i = 0; i < 22; i += 1) await send(i * 1)
    const key = newIdempotencyKey()
    for (let i = 0; i < 30; i += 1) await app.post('/khao-sat/nhanh', { lan_gui: key, F1: '5' })
    expect(await roundResults(app.db, await round())).toMatchObject({ flags: [] })
  })

  it('are more in a large school', () => {
    expect([null, 100, 200, 1000].map(burstThreshold)).toEqual([20, 20, 20, 100])
  })

  it('are counted over ten minutes that slide, for each round by itself', () => {
    const arrivals = createArrivals({ db: app.db, changes: createChanges(), now: app.now })
    const minutes = Array.from({ length: 400 }, (_, i) => i * 0.3 + (i % 50 === 49 ? 8 : 0)).sort((a, b) => a - b)
    minutes.forEach((minute, i) => {
      const expected = minutes.slice(0, i + 1).filter((earlier) => earlier > minute - 10).length
      expect(arrivals.note('a', minute * 60_000)).toBe(expected)
      expect(arrivals.note('b', i * 600_000)).toBe(1)
    })
  })

  it('are told together with the answer that made them too many, or not at all', async () => {
    const arrivals = createArrivals({ db: app.db, changes: createChanges(), now: app.now })
    for (let i = 0; i < 19; i += 1) await submit({ ...full([]), form: 'quick' }, arrivals)
    await changeTriggers(app, "create trigger no_flag before insert on round_flags begin select raise(abort, 'full'); end")
    await expect(submit({ ...full([]), form: 'quick' }, arrivals)).rejects.toThrow('full')
    expect(await app.db.selectFrom('responses').select('id').execute()).toHaveLength(19)
  })

  it('leave no time on the disk', async () => {
    for (let i = 0; i < 25; i += 1) await send(i / 10)
    expect(JSON.stringify(await app.db.selectFrom('round_flags').selectAll().execute())).not.toMatch(/T\d\d:/)
  })

  it('are not looked for among slips, which are handed out one by one', async () => {
    const slips = await app.db.transaction().execute((tx) => issueSlips(tx, app.secrets, { id: roundId, state: 'open' }, 'Lá', 25))
    for (const slip of slips) await submitWithSlip(app.db, { secrets: app.secrets, keys: app.services.envelopeKeys }, seeded.school, slip, { ...full([]), form: 'quick' }, testNow)
    await close()
    expect(await roundResults(app.db, await round())).toMatchObject({ flags: [] })
  })
})

describe('forms that are the same', () => {
  it('are told when they are five and a fifth of the long forms, once the round is closed', async () => {
    for (let i = 0; i < 11; i += 1) await submit(full(Array<number>(25).fill(5)))
    for (let i = 0; i < 10; i += 1) await submit(different(i))
    expect(await roundResults(app.db, await round())).toMatchObject({ flags: [] })
    await close()
    expect(await roundResults(app.db, await round())).toMatchObject({ collected: { all: 21 }, flags: [{ kind: 'identical', count: 11, outOf: 21 }] })
    expect((await (await app.get('/ty-le-hai-long')).text()).replaceAll('<!-- -->', '')).toContain('11 trong 21 phiếu đầy đủ có câu trả lời giống hệt nhau')
  })

  // 15 of 16: each question shows one other answer, and the number would tell that all of those are one parent's.
  it.each([[15, 1], [11, 9], [9, 20]])('are told without their number where %i are the same and %i are not', async (same, others) => {
    for (let i = 0; i < same; i += 1) await submit(full(Array<number>(25).fill(5)))
    for (let i = 0; i < others; i += 1) await submit(different(i))
    await close()
    expect(await roundResults(app.db, await round())).toMatchObject({ flags: [{ kind: 'identical', count: null, outOf: same + others }] })
    const page = (await (await app.get('/ty-le-hai-long')).text()).replaceAll('<!-- -->', '')
    expect(page).toContain(`Ít nhất một phần năm trong ${same + others} phiếu đầy đủ có câu trả lời giống hệt nhau`)
    expect(page).not.toContain(`${same} trong ${same + others} phiếu đầy đủ`)
    expect(await (await app.get(`/office/dot-khao-sat/${roundId}`, { cookie: await app.signInAs('principal') })).text()).not.toContain(`${same} trong ${same + others} phiếu đầy đủ`)
  })

  it('are not told of fewer than ten long forms, of which nothing is', async () => {
    for (let i = 0; i < 8; i += 1) await submit(full(Array<number>(25).fill(5)))
    await submit(different(1))
    await close()
    expect(await roundResults(app.db, await round())).toMatchObject({ collected: null, flags: [] })
  })

  it('are no sign where they are short or few', async () => {
    for (let i = 0; i < 8; i += 1) await submit({ ...full([]), form: 'quick' })
    for (let i = 0; i < 4; i += 1) await submit(full(Array<number>(25).fill(5)))
    await close()
    expect(await roundResults(app.db, await round())).toMatchObject({ flags: [] })
  })
})

it('the words for the class’s group name the last day and no answer', async () => {
  const html = await (await app.get(`/office/dot-khao-sat/${roundId}`, { cookie: await app.signInAs('coordinator') })).text()
  expect(html).toContain('Khen hay chê đều giúp trường tốt hơn')
  expect(html).toContain('Nhận phiếu đến hết ngày 30/11/2026.')
  expect(html).not.toContain('5 sao')
})
