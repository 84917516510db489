import { afterEach, beforeEach, expect, test } from 'vitest'
import { newIdempotencyKey } from '#app/http/idempotency.ts'
import { closeRound, createRound, findRound, formChange, levelItems, roundResults, startRound, submitResponse, templates } from '#app/surveys/index.ts'
import type { Questionnaire } from '#app/surveys/index.ts'
import { seededRandom } from '#db/seed/random.ts'
import { createTestApp, testNow } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import * as oracle from '#tests/support/oracle.ts'
import type { RawForm } from '#tests/support/oracle.ts'

let app: TestApp
beforeEach(async () => {
  app = await createTestApp()
})
afterEach(() => app.close())

const channels = ['open', 'paper', 'kiosk'] as const

/** Forms by chance: each channel with its own mood, questions skipped, no opinions. */
function byChance(seed: number, count: number): RawForm[] {
  const random = seededRandom(seed)
  const below = (limit: number) => Math.floor(random() * limit)
  return Array.from({ length: count }, () => {
    const form = below(2) === 0 ? ('full' as const) : ('quick' as const)
    const channel = channels[below(3)]!
    const answers: Record<string, number> = {}
    for (const item of levelItems(templates.preschool, form)) if (below(9) > 0) answers[item] = channel === 'paper' ? below(6) : Math.min(5, below(8))
    if (Object.keys(answers).length === 0) answers.F1 = 3
    return { form, channel, answers, expectation: form === 'full' && below(3) > 0 ? below(151) : null }
  })
}

test.each([[1, 0], [2, 1], [3, 9], [4, 10], [5, 26], [6, 70]])('from the forms that were sent, seed %i, %i forms: shares of channels, their own rates, response rate', async (seed, count) => {
  const { school } = await app.seedSchool()
  const input = { questionnaire: 'education' as const, nameVi: 'Đợt thử', nameEn: 'Test', opensOn: '2026-11-16', closesOn: '2026-11-30', audienceSize: 91 }
  const id = await createRound(app.db, school, input, null, testNow)
  const round = async () => (await findRound(app.db, school, id))!
  await startRound(app.db, school, await round(), null, testNow)
  const sent = byChance(seed, count)
  for (const form of sent) {
    const response = { questionnaire: 'education' as const, ...form, comment: null, relation: null, ageGroup: null, placeCode: null, idempotencyKey: newIdempotencyKey() }
    expect((await submitResponse(app.db, app.secrets, school, response, testNow)).status).toBe('saved')
  }
  await closeRound(app.db, school, await round(), null, testNow)
  const results = await roundResults(app.db, await round())
  if (results.state !== 'closed') throw new Error('not closed')

  const came = { open: 0, slip: 0, paper: 0, kiosk: 0 }
  let full = 0
  for (const form of sent) {
    came[form.channel]++
    if (form.form === 'full') full++
  }
  expect(results.channels).toEqual(count < 10 ? null : came)
  expect(results.collected).toEqual(count < 10 ? null : { all: count, full, quick: count - full })
  expect(results.responseRate).toEqual(count < 10 ? null : count / 91)

  const verified = oracle.figure(sent.filter(({ channel }) => channel === 'paper' || channel === 'slip'), ['F1'])
  const open = oracle.figure(sent.filter(({ channel }) => channel === 'open' || channel === 'kiosk'), ['F1'])
  if (verified.n < 10 || open.n < 10) expect(results.overallBy).toBeNull()
  else {
    for (const [shown, ours] of [[results.overallBy!.verified, verified], [results.overallBy!.open, open]] as const) {
      expect([shown.nValid, shown.satisfied, [...shown.distribution]]).toEqual([ours.n, ours.satisfied, ours.spread])
      expect(shown.interval!.low).toBeCloseTo(oracle.plausibleShares(ours.satisfied, ours.n)!.low, 10)
    }
  }
  for (const area of results.areas) {
    const codes = area.questions.map((question) => question.code)
    const ours = oracle.kept(sent, codes, 10)
    expect(area.questions.filter(({ statistics }) => statistics !== null).map(({ code }) => code)).toEqual(ours.items)
    expect(area.statistics?.satisfied ?? null).toBe(ours.total ? oracle.figure(sent, codes).satisfied : null)
  }
  // The largest of them shows what the others may hide.
  if (count === 70) expect(results.overallBy).not.toBeNull()
})

test('a series is broken exactly where words differ, in either language', () => {
  const random = seededRandom(11)
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)]!
  const item = (code: string) => ({ code, wording: { vi: pick(['một', 'hai']), en: pick(['one', 'two']) } })
  const form = (version: number): Questionnaire => ({
    ...templates.preschool,
    version,
    areas: [{ code: 'A', name: { vi: 'A', en: 'A' }, items: ['A1', 'A2', 'A3'].filter(() => random() > 0.2).map(item), quickItem: null }],
    overall: item('F1'),
  })
  let broken = 0
  for (let time = 0; time < 300; time += 1) {
    const [before, after] = [form(1), form(pick([1, 2]))]
    const wordsOf = (asked: Questionnaire) => {
      const words: Record<string, string> = { F1: `${asked.overall.wording.vi}/${asked.overall.wording.en}` }
      for (const area of asked.areas) for (const one of area.items) words[one.code] = `${one.wording.vi}/${one.wording.en}`
      return words
    }
    const [old, now] = [wordsOf(before), wordsOf(after)]
    const differing: string[] = []
    for (const code in now) if (old[code] !== now[code]) differing.push(code)
    const change = formChange(before, after)
    if (after.version === 1) expect(change).toBeNull()
    else {
      expect([...change!.changed].sort()).toEqual(differing.sort())
      expect(change!.headlineSame).toBe(!differing.includes('F1'))
      if (!change!.headlineSame) broken += 1
    }
  }
  expect(broken).toBeGreaterThan(30)
})
