/**
 * Which figures may be shown. A figure from few people tells what single people answered, and so
 * does a figure that can be worked out from others: an area's total minus its published items is
 * the sum of its hidden ones. So besides every small figure being hidden,
 *
 *     what is left when everything shown of a group is taken from its total
 *     must be nothing, or come from as many people as a published figure
 *     and hold both satisfied and unsatisfied answers.
 *
 * The last condition is for a remainder of only one sort: it would give away the rate of every
 * hidden item, however many they are.
 *
 * A figure that is large enough and unanimous is shown. Who took part is not known, the statement
 * "all 40 are satisfied" is one about 40 people, and leaving out just the unanimous figures would
 * give them away all the same, since nothing else of that size is missing.
 *
 * A hidden figure is null and carries no reason: "hidden to protect another" would point at which.
 *
 * All this holds for one table. Apply it once, when a round is closed, and keep the result: two
 * tables of a growing round could be subtracted from each other.
 */
import { addCounts, countSatisfied, countValid, noCounts, subtractCounts } from './levels.ts'
import type { ItemCounts, LevelCounts } from './levels.ts'
import { areaStatistics, expectationMean, itemStatistics } from './rates.ts'
import type { AreaStatistics, ItemStatistics } from './rates.ts'

/** Nothing from fewer people is public. */
export const publicThreshold = 10

/** Inside the school, nothing about fewer people is shown. */
export const insideThreshold = 5

export type QuestionnaireArea = {
  code: string
  /** Questions of the full form. */
  items: readonly string[]
  /** The one-minute form's single question on the area, so answered by other people than `items`. */
  wholeItem?: string
}

export type QuestionnaireStructure = {
  areas: readonly QuestionnaireArea[]
  /** Overall satisfaction, the headline. It belongs to no area. */
  overall: string
}

/** Figures that may be shown; null is a hidden one. */
export type PublicView = {
  overall: { code: string; statistics: ItemStatistics | null }
  areas: {
    code: string
    statistics: AreaStatistics | null
    items: { code: string; statistics: ItemStatistics | null }[]
  }[]
  expectation: { nValid: number; mean: number } | null
}

/** What everybody may see of a closed round. `expectation` are the answers 0–150, if they were asked. */
export function publicView(
  counts: ItemCounts,
  structure: QuestionnaireStructure,
  expectation: Iterable<{ value: number; count: number }> = [],
): PublicView {
  return {
    overall: { code: structure.overall, statistics: overallStatistics() },
    areas: structure.areas.map((area) => publicArea(counts, area)),
    expectation: expectationStatistics(),
  }

  function overallStatistics(): ItemStatistics | null {
    const overall = countsOf(counts, structure.overall)
    return countValid(overall) < publicThreshold ? null : itemStatistics(overall)
  }

  function expectationStatistics(): PublicView['expectation'] {
    const { nValid, mean } = expectationMean(expectation)
    return mean === null || nValid < publicThreshold ? null : { nValid, mean }
  }
}

function publicArea(counts: ItemCounts, area: QuestionnaireArea): PublicView['areas'][number] {
  const codes = area.wholeItem === undefined ? area.items : [...area.items, area.wholeItem]
  const cells = codes.map((code) => ({ code, counts: countsOf(counts, code) }))
  const total = addCounts(cells.map((cell) => cell.counts))

  const totalAllowed = peopleBehind(cells) >= publicThreshold
  const hiddenWithTotal = totalAllowed ? hiddenCells(cells, total, publicThreshold, peopleBehind) : null
  // Where the total cannot be shown safely it is left out; each item then stands for itself.
  const hidden = hiddenWithTotal ?? smallCells(cells, publicThreshold)
  return {
    code: area.code,
    statistics: hiddenWithTotal === null ? null : areaStatistics([total]),
    items: cells.map((cell) => ({
      code: cell.code,
      statistics: hidden.has(cell.code) ? null : itemStatistics(cell.counts),
    })),
  }

  /**
   * How many people at least gave these answers. The same people answer all items of the full
   * form, so there the largest item counts; those of the one-minute form come on top.
   */
  function peopleBehind(some: readonly Cell[]): number {
    const full = some.filter((cell) => cell.code !== area.wholeItem).map((cell) => countValid(cell.counts))
    const short = some.filter((cell) => cell.code === area.wholeItem).map((cell) => countValid(cell.counts))
    return Math.max(0, ...full) + Math.max(0, ...short)
  }
}

/** One question's figures by group of people, for the school's own staff; null is a hidden one. */
export type InsideView = {
  total: ItemStatistics | null
  groups: { code: string; statistics: ItemStatistics | null }[]
}

/**
 * What staff may see of a question by group (age group, place). `total` are all answers, also of
 * people who named no group. Where the total and any group cannot stand together, the total stays.
 */
export function insideView(total: LevelCounts, groups: ItemCounts): InsideView {
  const cells = [...groups].map(([code, counts]) => ({ code, counts }))
  const people = (some: readonly Cell[]) => countValid(addCounts(some.map((cell) => cell.counts)))
  const totalShown = countValid(total) >= insideThreshold
  const hidden = totalShown ? hiddenCells(cells, total, insideThreshold, people) : null
  return {
    total: totalShown ? itemStatistics(total) : null,
    groups: cells.map((cell) => ({
      code: cell.code,
      statistics: hidden === null || hidden.has(cell.code) ? null : itemStatistics(cell.counts),
    })),
  }
}

type Cell = { code: string; counts: LevelCounts }

/**
 * Codes of the cells to hide beside a published total: the small ones, then the next smallest one
 * after another until what is left is safe. Null when it never is.
 */
function hiddenCells(
  cells: readonly Cell[],
  total: LevelCounts,
  threshold: number,
  peopleBehind: (cells: readonly Cell[]) => number,
): Set<string> | null {
  const hidden = smallCells(cells, threshold)
  const bySize = cells.filter((cell) => !hidden.has(cell.code))
    .sort((a, b) => countValid(a.counts) - countValid(b.counts))
  while (!isSafe()) {
    const next = bySize.shift()
    if (next === undefined) return null
    hidden.add(next.code)
  }
  return hidden

  function isSafe(): boolean {
    const shown = cells.filter((cell) => !hidden.has(cell.code)).map((cell) => cell.counts)
    const left = subtractCounts(total, addCounts(shown))
    if (left.every((count) => count === 0)) return true
    const satisfied = countSatisfied(left)
    const mixed = satisfied > 0 && satisfied < countValid(left)
    return mixed && peopleBehind(cells.filter((cell) => hidden.has(cell.code))) >= threshold
  }
}

function smallCells(cells: readonly Cell[], threshold: number): Set<string> {
  return new Set(cells.filter((cell) => countValid(cell.counts) < threshold).map((cell) => cell.code))
}

function countsOf(counts: ItemCounts, code: string): LevelCounts {
  return counts.get(code) ?? noCounts
}
