import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addCounts, areaStatistics, changeBetween, countsByItem, expectationMean, itemStatistics, responseRate,
  subtractCounts, wilsonInterval,
} from '#app/statistics/index.ts'
import type { LevelCounts } from '#app/statistics/index.ts'

describe('counts', () => {
  test('are gathered by item, several rows of one level added', () => {
    const counts = countsByItem([
      { item: 'A1', level: 5, count: 3 }, { item: 'A1', level: 0, count: 2 }, { item: 'A1', level: 5, count: 1 }, { item: 'F1', level: 1, count: 7 },
    ])
    expect([...counts]).toEqual([['A1', [2, 0, 0, 0, 0, 4]], ['F1', [0, 7, 0, 0, 0, 0]]])
    expect(() => countsByItem([{ item: 'F2', level: 90, count: 1 }])).toThrow(RangeError)
  })

  test('add and subtract', () => {
    expect(addCounts([[1, 2, 3, 4, 5, 6], [6, 5, 4, 3, 2, 1]])).toEqual([7, 7, 7, 7, 7, 7])
    expect(subtractCounts([7, 7, 7, 7, 7, 7], [6, 5, 4, 3, 2, 1])).toEqual([1, 2, 3, 4, 5, 6])
  })
})

describe('the figures of an item', () => {
  test('leave out "Không ý kiến"', () => {
    // 1·1 + 2·2 + 2·3 + 15·4 + 20·5 = 171 over 40.
    expect(itemStatistics([9, 1, 2, 2, 15, 20])).toMatchObject({
      nValid: 40, nNoOpinion: 9, satisfied: 35, rate: 0.875, mean: 4.275, distribution: [1, 2, 2, 15, 20],
    })
    expect(itemStatistics([9, 1, 2, 2, 15, 20]).interval).toEqual(wilsonInterval(35, 40))
  })

  test('are null, not 0, without answers', () => {
    expect(itemStatistics([3, 0, 0, 0, 0, 0])).toEqual({
      nValid: 0, nNoOpinion: 3, satisfied: 0, rate: null, mean: null, distribution: [0, 0, 0, 0, 0], interval: null,
    })
  })
})

describe('the figures of an area', () => {
  test('are pooled, not the mean of rates', () => {
    // 10 of 10 and 10 of 30: 20 of 40; the mean of the rates would be 0.67.
    const area = areaStatistics([[1, 0, 0, 0, 0, 10], [2, 20, 0, 0, 10, 0]])
    expect(area).toEqual({ nValid: 40, nNoOpinion: 3, satisfied: 20, rate: 0.5, mean: 2.75, distribution: [20, 0, 0, 10, 10] })
  })
})

test('expectation is the mean of 0–150', () => {
  expect(expectationMean([{ value: 0, count: 1 }, { value: 100, count: 2 }, { value: 150, count: 1 }])).toEqual({ nValid: 4, mean: 87.5 })
  expect(expectationMean([])).toEqual({ nValid: 0, mean: null })
  for (const value of [-1, 151, NaN]) expect(() => expectationMean([{ value, count: 1 }])).toThrow(RangeError)
})

describe("Wilson's interval", () => {
  // Newcombe, Statistics in Medicine 17 (1998) 857–872, table I, method 3.
  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('%i of %i as published', (successes, n, low, high) => {
    const interval = wilsonInterval(successes, n)
    expect(interval?.low).toBeCloseTo(low, 4)
    expect(interval?.high).toBeCloseTo(high, 4)
  })

  test('stays within 0–1, around the rate, and is the mirror of its opposite', () => {
    fc.assert(fc.property(fc.nat(5000), fc.nat(5000), (yes, no) => {
      fc.pre(yes + no > 0)
      const n = yes + no
      const interval = wilsonInterval(yes, n)!
      const mirror = wilsonInterval(no, n)!
      expect(interval.low).toBeGreaterThanOrEqual(0)
      expect(interval.high).toBeLessThanOrEqual(1)
      expect(interval.low <= yes / n && yes / n <= interval.high).toBe(true)
      expect(interval.low).toBeCloseTo(1 - mirror.high, 12)
      // Four times the answers, a narrower interval.
      const more = wilsonInterval(4 * yes, 4 * n)!
      expect(more.high - more.low).toBeLessThan(interval.high - interval.low)
    }))
  })

  test('a wider one for more certainty, none without answers, no nonsense', () => {
    expect(wilsonInterval(8, 10, 2.575829)!.low).toBeLessThan(wilsonInterval(8, 10)!.low)
    expect(wilsonInterval(0, 0)).toBeNull()
    for (const [successes, n] of [[11, 10], [-1, 10], [NaN, 10]] as const) expect(() => wilsonInterval(successes, n)).toThrow(RangeError)
  })
})

describe('the change between two rounds', () => {
  // Newcombe, Statistics in Medicine 17 (1998) 873–890, table II, method 10.
  test.each([
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.8090],
    [6, 7, 2, 7, 0.0582, 0.8062],
    [5, 56, 0, 29, -0.0381, 0.1926],
    [0, 10, 0, 20, -0.1611, 0.2775],
    [0, 10, 0, 10, -0.2775, 0.2775],
    [10, 10, 0, 20, 0.6791, 1],
    [10, 10, 0, 10, 0.6075, 1],
  ])('%i of %i against %i of %i as published', (now, nowOf, before, beforeOf, low, high) => {
    const change = changeBetween({ satisfied: before, nValid: beforeOf }, { satisfied: now, nValid: nowOf })
    expect(change?.change).toBeCloseTo(now / nowOf - before / beforeOf, 12)
    expect(change?.low).toBeCloseTo(low, 4)
    expect(change?.high).toBeCloseTo(high, 4)
  })

  test('is unknown when a figure is hidden or empty', () => {
    const some = { satisfied: 8, nValid: 10 }
    const none = { satisfied: 0, nValid: 0 }
    for (const [previous, current] of [[null, some], [some, null], [none, some], [some, none]] as const) {
      expect(changeBetween(previous, current)).toBeNull()
    }
  })

  test('takes the figures of items as they are', () => {
    const counts: LevelCounts = [0, 0, 0, 2, 4, 4]
    expect(changeBetween(itemStatistics(counts), itemStatistics(counts))?.change).toBe(0)
  })
})

test('the response rate needs to know how many were asked', () => {
  expect(responseRate(120, 160)).toBe(0.75)
  expect(responseRate(180, 160)).toBe(1.125)
  expect(responseRate(120, null)).toBeNull()
  expect(responseRate(0, 0)).toBeNull()
  expect(responseRate(0, 160)).toBe(0)
})
