import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatNumber, formatPercent } from '#app/i18n/format.ts'
import { percent, rounded } from '#app/publication/data-set.ts'
import { changeBetween, countsByItem, expectationMean, itemStatistics, publicView, responseRate, wilsonInterval } from '#app/statistics/index.ts'
import type { AreaStatistics } from '#app/statistics/index.ts'
import * as oracle from '#tests/support/oracle.ts'
import type { OracleFigure, RawForm } from '#tests/support/oracle.ts'

/** Two areas, the one-minute question pooled with each. */
const areas = [
  { code: 'A', items: ['A1', 'A2', 'A3', 'A0'] },
  { code: 'B', items: ['B1', 'B2', 'B0'] },
]
const overall = 'F1'
const asked = { full: ['A1', 'A2', 'A3', 'B1', 'B2', overall], quick: ['A0', 'B0', overall] } as const

/** One tick: most people are satisfied, some skip, some have no opinion. */
const tick = fc.constantFrom(undefined, 0, 1, 2, 3, 4, 4, 5, 5, 5)
const formOf = (form: 'full' | 'quick', ticks: fc.Arbitrary<number | undefined>): fc.Arbitrary<RawForm> =>
  fc.record({ ticks: fc.array(ticks, { minLength: 6, maxLength: 6 }), expectation: form === 'full' ? fc.option(fc.nat(150)) : fc.constant(null) }).map((made) => ({
    form,
    channel: 'open',
    expectation: made.expectation,
    answers: Object.fromEntries(asked[form].flatMap((item, index) => (made.ticks[index] === undefined ? [] : [[item, made.ticks[index]]]))),
  }))
const some = (ticks: fc.Arbitrary<number | undefined>, most: number) =>
  fc.tuple(fc.array(formOf('full', ticks), { maxLength: most }), fc.array(formOf('quick', ticks), { maxLength: most })).map((both) => both.flat())
const edges = fc.constantFrom(0, 1, 9, 10, 11).chain((count) => fc.array(formOf('full', tick), { minLength: count, maxLength: count }))
const unanimous = fc.integer({ min: 0, max: 5 }).chain((level) => some(fc.constant(level), 24))
/** Few and many, all the same and mixed, around both sides of the threshold. */
const school = fc.oneof(some(tick, 30), some(tick, 14), edges, unanimous)

/** The counters, as the product keeps them. */
function counted(forms: readonly RawForm[]) {
  const rows = new Map<string, number>()
  for (const { answers } of forms) for (const [item, level] of Object.entries(answers)) rows.set(`${item} ${level}`, (rows.get(`${item} ${level}`) ?? 0) + 1)
  return countsByItem([...rows].map(([key, count]) => ({ item: key.split(' ')[0]!, level: Number(key.split(' ')[1]), count })))
}

const given = (forms: readonly RawForm[]) => forms.flatMap(({ expectation }) => (expectation === null ? [] : [{ value: expectation, count: 1 }]))

function same(shown: AreaStatistics | null, ours: OracleFigure, name: string): void {
  expect(shown, name).not.toBeNull()
  expect({ n: shown!.nValid, noOpinion: shown!.nNoOpinion, satisfied: shown!.satisfied, spread: [...shown!.distribution] }, name).toEqual({ n: ours.n, noOpinion: ours.noOpinion, satisfied: ours.satisfied, spread: ours.spread })
  exactly(shown!.rate, ours.rate, name)
  exactly(shown!.mean, ours.mean, name)
}

/** As near as a double can be. */
function exactly(value: number | null, fraction: oracle.Fraction, name: string): void {
  if (fraction === null) expect(value, name).toBeNull()
  else expect(Math.abs(value! - Number(fraction[0]) / Number(fraction[1])), name).toBeLessThan(1e-15 * 8)
}

describe('figures worked out a second time, another way', () => {
  test('rates, pooled areas, means and spreads of whole schools, and what is hidden', () => {
    const seen = { shown: 0, hidden: 0, totalsHidden: 0 }
    fc.assert(
      fc.property(school, (forms) => {
        const view = publicView(counted(forms), { areas, overall }, given(forms))
        for (const [index, { items }] of areas.entries()) {
          const area = view.areas[index]!
          const ours = oracle.kept(forms, items, 10)
          expect(area.items.filter((item) => item.statistics !== null).map((item) => item.code)).toEqual(ours.items)
          expect(area.statistics !== null).toBe(ours.total)
          for (const item of area.items) if (item.statistics !== null) same(item.statistics, oracle.figure(forms, [item.code]), item.code)
          if (area.statistics !== null) same(area.statistics, oracle.figure(forms, items), area.code)
          seen.shown += ours.items.length
          seen.hidden += items.length - ours.items.length
          seen.totalsHidden += ours.total ? 0 : 1
        }
        const headline = oracle.figure(forms, [overall])
        if (headline.n < 10) expect(view.overall.statistics).toBeNull()
        else same(view.overall.statistics, headline, overall)
        const met = oracle.expectation(forms)
        if (met.n < 10) expect(view.expectation).toBeNull()
        else {
          expect(view.expectation!.nValid).toBe(met.n)
          exactly(view.expectation!.mean / 150, [met.mean![0], met.mean![1] * 150n], 'expectation')
        }
      }),
      { numRuns: 1500 },
    )
    // Both sides of every threshold came up.
    for (const times of Object.values(seen)) expect(times).toBeGreaterThan(100)
  })

  test('without a threshold: any one question, also of nobody', () => {
    fc.assert(fc.property(school, (forms) => same(itemStatistics(counted(forms).get('A1') ?? [0, 0, 0, 0, 0, 0]), oracle.figure(forms, ['A1']), 'A1')))
    fc.assert(fc.property(school, (forms) => exactly((expectationMean(given(forms)).mean ?? 0) / 150, expectationShare(forms), 'expectation')))
  })

  test('the interval is the set of shares that the answers do not contradict', () => {
    const check = (satisfied: number, n: number) => {
      const ours = oracle.plausibleShares(satisfied, n)
      const shown = wilsonInterval(satisfied, n)
      expect(shown === null).toBe(ours === null)
      if (shown === null || ours === null) return
      expect(shown.low).toBeCloseTo(ours.low, 10)
      expect(shown.high).toBeCloseTo(ours.high, 10)
    }
    for (const n of [0, 1, 9, 10, 11]) for (let satisfied = 0; satisfied <= n; satisfied += 1) check(satisfied, n)
    fc.assert(fc.property(fc.nat(20_000), fc.nat(20_000), (yes, no) => check(yes, yes + no)), { numRuns: 500 })
  })

  test('the change between two rounds with its interval', () => {
    const share = fc.tuple(fc.nat(400), fc.nat(400)).map(([yes, no]) => ({ satisfied: yes, nValid: yes + no }))
    fc.assert(
      fc.property(share, share, (before, after) => {
        const ours = oracle.difference({ satisfied: before.satisfied, n: before.nValid }, { satisfied: after.satisfied, n: after.nValid })
        const shown = changeBetween(before, after)
        expect(shown === null).toBe(ours === null)
        if (shown && ours) for (const key of ['change', 'low', 'high'] as const) expect(shown[key], key).toBeCloseTo(ours[key], 9)
      }),
      { numRuns: 500 },
    )
  })

  test('the response rate', () => {
    fc.assert(fc.property(school, fc.option(fc.nat(100)), (forms, audience) => exactly(responseRate(forms.length, audience), audience === null || audience === 0 ? null : [BigInt(forms.length), BigInt(audience)], 'response')))
  })

  test('two decimals are rounded as a person would, alike on the pages and in the files', () => {
    for (const n of [7, 32, 40, 96, 160, 320, 480]) {
      for (let satisfied = 0; satisfied <= n; satisfied += 1) {
        const hundredths = oracle.roundedTo([BigInt(satisfied), BigInt(n)], 10_000n)
        const text = `${hundredths / 100n}.${String(hundredths % 100n).padStart(2, '0')}`
        if (percent(satisfied / n) !== Number(text) || formatPercent(satisfied / n, 'en') !== `${text}%`) expect([satisfied, n, percent(satisfied / n), formatPercent(satisfied / n, 'en')]).toEqual([satisfied, n, text, text])
      }
    }
    for (const n of [3, 8, 40, 56, 80, 120]) {
      for (let score = n; score <= 5 * n; score += 1) {
        const hundredths = oracle.roundedTo([BigInt(score), BigInt(n)], 100n)
        const text = `${hundredths / 100n}.${String(hundredths % 100n).padStart(2, '0')}`
        if (rounded(score / n) !== Number(text) || formatNumber(score / n, 'en', 2) !== text) expect([score, n, rounded(score / n), formatNumber(score / n, 'en', 2)]).toEqual([score, n, text, text])
      }
    }
  })
})

function expectationShare(forms: readonly RawForm[]): oracle.Fraction {
  const { mean } = oracle.expectation(forms)
  return mean === null ? [0n, 1n] : [mean[0], mean[1] * 150n]
}
