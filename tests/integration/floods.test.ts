import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { solve } from '#app/ui/solve.ts'
import { newIdempotencyKey } from '#app/http/idempotency.ts'
import { limits } from '#app/http/limiter.ts'
import { createRound, findRound, startRound } from '#app/surveys/index.ts'
import { flagsOf } from '#app/surveys/flags.ts'
import { createTestApp, testNow } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import type { SeededSchool } from '#tests/support/school.ts'

/** docs/decisions/0037: a flooded form asks for a small sum, a browser that cannot do it is taken and marked, and nobody is asked anything otherwise. */
let app: TestApp
let seeded: SeededSchool
let roundId: string

beforeEach(async () => {
  app = await createTestApp()
  seeded = await app.seedSchool()
  const input = { questionnaire: 'education' as const, nameVi: 'Đợt tháng 11', nameEn: 'November round', opensOn: '2026-11-16', closesOn: '2026-11-30', audienceSize: 100 }
  roundId = await createRound(app.db, seeded.school, input, null, testNow)
  await startRound(app.db, seeded.school, (await findRound(app.db, seeded.school, roundId))!, null, testNow)
})
afterEach(() => app.close())

const survey = (more: Record<string, string> = {}) => ({ lan_gui: newIdempotencyKey(), A0: '4', F3: 'Vẫn còn đây', ...more })
const feedback = (more: Record<string, string> = {}) => ({ lan_gui: newIdempotencyKey(), kind: 'feedback', field: seeded.fields[0]!.code, body: 'Bữa trưa thứ Ba bị nguội.', sender: 'anonymous', intent: 'send', ...more })
const answers = async () => (await app.db.selectFrom('responses').select('id').execute()).length
const cases = () => app.db.selectFrom('cases').select(['id', 'number', 'unproven']).execute()

/** As many as one address may send in an hour have just been sent from it. */
async function flood(): Promise<void> {
  // The limit counts addresses by a key that only the server knows, so the forms themselves have to come.
  for (let count = 0; count < limits.submission.limit; count += 1) expect((await app.post('/khao-sat/nhanh', survey({ lan_gui: pageKey }))).status).toBe(303)
}
const pageKey = newIdempotencyKey()

/** The sum that a page asks for. */
async function sumOn(response: Response): Promise<string> {
  const html = await response.text()
  const found = /\\?"challenge\\?",\\?"(\{.*?\})\\?"(?=[,\]])/s.exec(html)?.[1]
  if (found === undefined) throw new Error('No sum on the page')
  return found.replaceAll('\\\\\\"', '"').replaceAll('\\"', '"')
}

describe('an ordinary day', () => {
  it('asks the first visitor nothing, nor the three hundredth behind the same address', async () => {
    expect(await (await app.get('/khao-sat/nhanh')).text()).not.toContain('loi_giai')
    await flood()
    expect(await answers()).toBe(1)
  }, 60_000)
})

describe('a flooded form', () => {
  it('asks for a sum and keeps what was typed; solved, it counts once, however often it is sent', async () => {
    await flood()
    const form = survey()
    const before = await answers()
    const asked = await app.post('/khao-sat/nhanh', form)
    expect(asked.status).toBe(429)
    const page = asked.clone()
    const sum = await sumOn(asked)
    const html = await page.text()
    expect(html).toContain('Vẫn còn đây')
    expect(html).toContain(form.lan_gui)
    expect(html).toMatch(/<p role="status" class="when-alive">/)
    expect(await answers()).toBe(before)

    const solved = { ...form, loi_giai: (await solve(sum))! }
    expect((await app.post('/khao-sat/nhanh', solved)).status).toBe(303)
    expect((await app.post('/khao-sat/nhanh', solved)).status).toBe(303)
    expect(await answers()).toBe(before + 1)
    expect((await flagsOf(app.db, [roundId])).get(roundId)?.filter(({ kind }) => kind === 'unproven') ?? []).toEqual([])

    // The same sum for another form, for another school, for another answer, and after its time.
    expect((await app.post('/khao-sat/nhanh', { ...survey(), loi_giai: solved.loi_giai })).status).toBe(429)
    expect((await app.post('/khao-sat/nhanh', { ...solved, A0: '1' })).status).toBe(409)
    expect((await app.post('/phan-anh', { ...feedback(), loi_giai: solved.loi_giai })).status).toBe(429)
    const late = survey()
    const lateSum = await solve(await sumOn(await app.post('/khao-sat/nhanh', late)))
    app.setNow('2026-11-23T02:21:00.000Z')
    expect((await app.post('/khao-sat/nhanh', { ...late, loi_giai: lateSum! })).status).toBe(429)
    expect(await answers()).toBe(before + 1)
  }, 60_000)

  it.each(['', 'x', '{}', '{"challenge":{},"solution":{}}', '{"challenge":{"parameters":{"data":{"page":"a","until":"9999"}},"signature":"00"},"solution":{"counter":1,"derivedKey":"00"}}', '[1', '"'.repeat(3000)])('is not opened by %j', async (made) => {
    // Odd forms are asked at once, without a flood.
    expect((await app.post('/khao-sat/nhanh', survey({ website: 'x', loi_giai: made }))).status).toBe(429)
  })

  it('is not opened by a sum with another solution, or made easier', async () => {
    const form = survey({ website: 'x' })
    const solved = JSON.parse((await solve(await sumOn(await app.post('/khao-sat/nhanh', form))))!) as { challenge: { parameters: Record<string, unknown>; signature: string }; solution: { counter: number; derivedKey: string } }
    const { challenge, solution } = solved
    const others = [
      { challenge, solution: { ...solution, derivedKey: solution.derivedKey.replace(/^../, '00') } },
      { challenge: { ...challenge, parameters: { ...challenge.parameters, keyPrefix: '00' } }, solution },
      { challenge: { ...challenge, parameters: { ...challenge.parameters, cost: 1 } }, solution },
      { challenge: { ...challenge, parameters: { ...challenge.parameters, data: { ...(challenge.parameters.data as object), until: '2099-01-01T00:00:00.000Z' } } }, solution },
    ]
    for (const other of others) expect((await app.post('/khao-sat/nhanh', { ...form, loi_giai: JSON.stringify(other) })).status).toBe(429)
    expect((await app.post('/khao-sat/nhanh', { ...form, loi_giai: JSON.stringify(solved) })).status).toBe(303)
  })

  it('takes a browser without scripts and tells the public of it, without a count while they are few', async () => {
    const html = await (await app.post('/khao-sat/nhanh', survey({ website: 'x' }))).text()
    expect(html).toMatch(/<button[^>]*name="xem_lai"[^>]*value="1"/)
    for (let count = 1; count <= 10; count += 1) {
      expect((await app.post('/khao-sat/nhanh', survey({ website: 'x', xem_lai: '1' }))).status).toBe(303)
      const flag = (await flagsOf(app.db, [roundId])).get(roundId)?.find(({ kind }) => kind === 'unproven')
      expect(flag).toMatchObject({ day: '2026-11-23', count: count < 10 ? null : 10 })
    }
    expect(await answers()).toBe(10)
    const office = await (await app.get(`/office/dot-khao-sat/${roundId}`, { cookie: await app.signInAs('principal') })).text()
    expect(office).toContain('không qua bước kiểm tra chống máy gửi')
  })

  it('takes feedback without scripts as a case that waits for a look', async () => {
    const asked = await app.post('/phan-anh', feedback({ website: 'x' }))
    expect(asked.status).toBe(429)
    expect(await asked.text()).toContain('Bữa trưa thứ Ba bị nguội.')
    expect(await cases()).toEqual([])
    expect((await app.post('/phan-anh', feedback({ website: 'x', xem_lai: '1' }))).status).toBe(303)
    expect((await app.post('/phan-anh', feedback({ body: 'Cổng sau mở muộn.' }))).status).toBe(303)
    const [marked, plain] = (await cases()).sort((a, b) => b.unproven - a.unproven)
    expect([marked!.unproven, plain!.unproven]).toEqual([1, 0])
    const cookie = await app.signInAs('coordinator')
    expect((await (await app.get('/office/phan-anh', { cookie })).text()).match(/Chờ xem lại/g)).toHaveLength(1)
    expect(await (await app.get(`/office/phan-anh/${marked!.number}`, { cookie })).text()).toContain('Chờ xem lại: có thể do máy gửi')
    expect(await (await app.get(`/office/phan-anh/${plain!.number}`, { cookie })).text()).not.toContain('Chờ xem lại')
  })
})

it('from everywhere at once asks an address only after its first twenty', async () => {
  const { limiter } = app.services
  while (await limiter.take(limits.submissionSchool, seeded.school.id, Date.parse(testNow))) continue
  for (let count = 0; count < limits.submissionInFlood.limit; count += 1) expect((await app.post('/khao-sat/nhanh', survey({ lan_gui: pageKey }))).status).toBe(303)
  expect((await app.post('/khao-sat/nhanh', survey())).status).toBe(429)
  await app.forgetLimits()
})
