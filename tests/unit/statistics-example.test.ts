import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { formatNumber, formatPercent } from '#app/i18n/format.ts'
import { areaStatistics, changeBetween, itemStatistics, publicView, rateOfAllAsked, responseRate, wilsonInterval } from '#app/statistics/index.ts'
import type { LevelCounts } from '#app/statistics/index.ts'

const page = readFileSync('docs/statistics.md', 'utf8')
const says = (text: string) => expect(page).toContain(text)
const percent = (share: number) => formatPercent(share, 'en')

test('the example for sceptics is what the program works out', () => {
  const round = itemStatistics([2, 2, 5, 14, 62, 27])
  says(`= ${round.nValid}. Blanks`)
  says(`${round.satisfied} / ${round.nValid} = ${percent(round.rate!)}`)
  says(`437 / 110 = ${formatNumber(round.mean!, 'en', 2)}`)
  says(`112 / 238 = ${percent(responseRate(112, 238)!)}`)
  says(`= ${percent(round.interval!.low)} to ${percent(round.interval!.high)}`)
  const { low, high } = round.interval!
  says(`= ${((low + high) / 2).toFixed(5)}`)
  says(`= ${((high - low) / 2).toFixed(5)}`)

  const all = rateOfAllAsked(round, 238)!
  says(`89 / 238 = ${percent(all.low)}`)
  says(`(89 + 128) / 238 = ${percent(all.high)}`)

  const before = wilsonInterval(111, 135)!
  says(`before ${percent(111 / 135)}, interval ${percent(before.low)} to ${percent(before.high)}`)
  const change = changeBetween({ satisfied: 111, nValid: 135 }, round)!
  const points = (value: number) => `${value < 0 ? '−' : '+'}${formatNumber(Math.abs(value) * 100, 'en', 2)}`
  says(`change = ${points(change.change)}, interval ${points(change.low)} to ${points(change.high)}`)
  says(`= ${formatNumber((change.change - change.low) * 100, 'en', 2)}       up`)
  says(`= ${formatNumber((change.high - change.change) * 100, 'en', 2)}\n`)

  says(`24 / 40 = ${percent(areaStatistics([[0, 0, 0, 1, 0, 9], [0, 0, 0, 15, 0, 15]]).rate!)}`)
})

test('what the example hides is hidden', () => {
  const shown = (unsatisfied: number) => {
    const cell = (n: number, others: number): LevelCounts => [0, 0, others, 0, 0, n - others]
    const items = new Map([['A1', cell(4, 0)], ['A2', cell(12, unsatisfied)], ['A3', cell(25, 3)], ['A4', cell(40, 3)]])
    const area = publicView(items, { areas: [{ code: 'A', items: [...items.keys()] }], overall: 'F1' }).areas[0]!
    return [...area.items.filter((item) => item.statistics).map((item) => item.code), area.statistics && 'total'].filter(Boolean)
  }
  expect(shown(2)).toEqual(['A3', 'A4', 'total'])
  expect(shown(0)).toEqual(['A3', 'A4'])
})

test('the silent can be all of one mind, where there are any', () => {
  expect(rateOfAllAsked({ satisfied: 8, nValid: 10 }, 10)).toEqual({ low: 0.8, high: 0.8 })
  expect(rateOfAllAsked({ satisfied: 0, nValid: 0 }, 10)).toEqual({ low: 0, high: 1 })
  for (const audience of [null, 0, 9]) expect(rateOfAllAsked({ satisfied: 8, nValid: 10 }, audience)).toBeNull()
})
