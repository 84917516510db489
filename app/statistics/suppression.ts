/**
 * Which figures may be shown. A figure from few people tells what single people answered, and so
 * does one that can be worked out: an area's total minus its shown items is the sum of its hidden
 * ones, here called the remainder. The rules:
 *
 * 1. An item with fewer answers than the threshold is hidden.
 * 2. If that hides any answer, the smallest of the large enough items is hidden too. The remainder
 *    then comes from at least as many people as a shown figure.
 * 3. The total is hidden as well if the remainder has fewer than two satisfied or fewer than two
 *    unsatisfied answers. A remainder of one sort would give away the rate of every item in it. Two
 *    and not one, because the rules are public: a missing total then still leaves it open whether a
 *    small item holds that one answer or none.
 *
 * Which items are hidden depends on numbers of answers only, never on what was answered, so that
 * the pattern of gaps tells nothing: whatever is shown would look exactly the same had the people
 * behind a small item answered otherwise. A hidden figure is null and carries no reason, since
 * "hidden to protect another" would point at which.
 *
 * A figure that is large enough and unanimous is shown. Who took part is not known, "all 40 are
 * satisfied" is a statement about 40 people, and leaving out just the unanimous figures would give
 * them away all the same, since nothing else of that size is missing.
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

/** Inside the school, nothing about a group of fewer people is shown. */
export const insideThreshold = 5

/** What of a questionnaire the figures need to know. An item belongs to one area at most. */
export type QuestionnaireStructure = {
  areas: readonly { code: string; items: readonly string[] }[]
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
  const overall = countsOf(counts, structure.overall)
  const { nValid, mean } = expectationMean(expectation)
  return {
    overall: {
      code: structure.overall,
      statistics: countValid(overall) < publicThreshold ? null : itemStatistics(overall),
    },
    areas: structure.areas.map((area) => publicArea(counts, area)),
    // Of the expectation only the mean is shown: people choose among so many values that a
    // distribution would single them out.
    expectation: mean === null || nValid < publicThreshold ? null : { nValid, mean },
  }
}

function publicArea(counts: ItemCounts, area: { code: string; items: readonly string[] }): PublicView['areas'][number] {
  const cells = area.items.map((code) => ({ code, counts: countsOf(counts, code) }))
  const { hidden, totalIsSafe } = protect(cells, publicThreshold)
  return {
    code: area.code,
    statistics: totalIsSafe ? areaStatistics(cells.map((cell) => cell.counts)) : null,
    items: cells.map((cell) => shown(cell, hidden)),
  }
}

/** One question's figures by group of people, for the school's own staff; null is a hidden one. */
export type InsideView = {
  total: ItemStatistics | null
  groups: { code: string; statistics: ItemStatistics | null }[]
  /** People who named no group. */
  unspecified: ItemStatistics | null
}

/**
 * What staff may see of a question by group (age group, place where the form was found). `total` are
 * all answers, also of people who named no group; throws RangeError when the groups exceed it.
 * Where total and groups cannot stand side by side the groups go, as staff see the total elsewhere.
 */
export function insideView(total: LevelCounts, groups: ItemCounts): InsideView {
  const named = [...groups].map(([code, counts]) => ({ code, counts }))
  const rest = subtractCounts(total, addCounts(groups.values()))
  if (rest.some((count) => count < 0)) throw new RangeError('The groups hold more answers than the total')

  const unspecified = { code: '', counts: rest }
  const cells = [...named, unspecified]
  const { hidden, totalIsSafe } = protect(cells, insideThreshold)
  const hiddenHere = totalIsSafe ? hidden : new Set(cells)
  return {
    total: countValid(total) < insideThreshold ? null : itemStatistics(total),
    groups: named.map((cell) => shown(cell, hiddenHere)),
    unspecified: shown(unspecified, hiddenHere).statistics,
  }
}

type Cell = { code: string; counts: LevelCounts }

/** The cells to hide by rules 1 and 2, and whether their total may be shown by rule 3. */
function protect(cells: readonly Cell[], threshold: number): { hidden: ReadonlySet<Cell>; totalIsSafe: boolean } {
  const bySize = [...cells].sort((a, b) => countValid(a.counts) - countValid(b.counts))
  const small = bySize.filter((cell) => countValid(cell.counts) < threshold)
  const large = bySize.slice(small.length)
  const smallestLarge = large[0]

  if (smallestLarge === undefined) return { hidden: new Set(small), totalIsSafe: false }
  // Small cells without a single answer hide nobody: the total minus the others is nothing.
  if (addCounts(small.map((cell) => cell.counts)).every((count) => count === 0)) {
    return { hidden: new Set(small), totalIsSafe: true }
  }
  const hidden = [...small, smallestLarge]
  const remainder = addCounts(hidden.map((cell) => cell.counts))
  const satisfied = countSatisfied(remainder)
  const unsatisfied = countValid(remainder) - satisfied
  return { hidden: new Set(hidden), totalIsSafe: satisfied >= 2 && unsatisfied >= 2 }
}

function shown(cell: Cell, hidden: ReadonlySet<Cell>): { code: string; statistics: ItemStatistics | null } {
  return { code: cell.code, statistics: hidden.has(cell) ? null : itemStatistics(cell.counts) }
}

function countsOf(counts: ItemCounts, code: string): LevelCounts {
  return counts.get(code) ?? noCounts
}
