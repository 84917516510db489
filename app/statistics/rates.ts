import { countSatisfied, countValid, addCounts, levels } from './levels.ts'
import type { LevelCounts } from './levels.ts'

/** A share of people: `satisfied` out of `nValid`. */
export type Proportion = { satisfied: number; nValid: number }

/** Limits of a confidence interval. */
export type Interval = { low: number; high: number }

/** Rates are fractions 0–1, null when there is nothing to divide by. */
export type AreaStatistics = Proportion & {
  nNoOpinion: number
  rate: number | null
  /** Mean level, 1–5. */
  mean: number | null
  /** Answers per level, from 1 to 5. */
  distribution: readonly [number, number, number, number, number]
}

/** One question; here `nValid` is a number of people, so its rate has an interval (95 %, Wilson). */
export type ItemStatistics = AreaStatistics & { interval: Interval | null }

/** 97.5 % point of the normal distribution, for two-sided 95 % intervals. */
const z95 = 1.959963984540054

/** The figures of one question. */
export function itemStatistics(counts: LevelCounts): ItemStatistics {
  const figures = statistics(counts)
  return { ...figures, interval: wilsonInterval(figures.satisfied, figures.nValid) }
}

/**
 * The figures of an area: the answers to all its questions pooled, so `nValid` counts answers, not
 * people. There is no interval: one person's answers go together, and a formula that takes them
 * for independent would claim far too much certainty.
 */
export function areaStatistics(items: Iterable<LevelCounts>): AreaStatistics {
  return statistics(addCounts(items))
}

function statistics(counts: LevelCounts): AreaStatistics {
  const nValid = countValid(counts)
  const satisfied = countSatisfied(counts)
  const score = levels.reduce((sum, level) => sum + level * counts[level], 0)
  return {
    nValid,
    nNoOpinion: counts[0],
    satisfied,
    rate: fraction(satisfied, nValid),
    mean: fraction(score, nValid),
    distribution: [counts[1], counts[2], counts[3], counts[4], counts[5]],
  }
}

/** How far the school meets expectations: mean of answers 0–150 (per cent). Throws RangeError outside that. */
export function expectationMean(
  counts: Iterable<{ value: number; count: number }>,
): { nValid: number; mean: number | null } {
  let nValid = 0
  let sum = 0
  for (const { value, count } of counts) {
    if (!(value >= 0 && value <= 150)) throw new RangeError(`Expectation is 0 to 150, not ${value}`)
    nValid += count
    sum += value * count
  }
  return { nValid, mean: fraction(sum, nValid) }
}

/**
 * Wilson's score interval for `successes` out of `n`, 95 % unless told otherwise; null for n = 0.
 * Unlike the textbook interval it stays within 0–1 and is right for small n and rates near 100 %.
 */
export function wilsonInterval(successes: number, n: number, z: number = z95): Interval | null {
  if (!(successes >= 0 && successes <= n)) throw new RangeError(`${successes} out of ${n} is not a share`)
  if (n === 0) return null
  const p = successes / n
  const z2 = z * z
  const centre = (p + z2 / (2 * n)) / (1 + z2 / n)
  const half = (z / (1 + z2 / n)) * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n))
  // At 0 and n the limit is exactly p; rounding would leave it a hair beside, even below 0.
  return {
    low: successes === 0 ? 0 : centre - half,
    high: successes === n ? 1 : centre + half,
  }
}

/**
 * Change of a rate from one round to the next (−1 to 1) with its 95 % interval: Newcombe's hybrid
 * score method (Statistics in Medicine 17, 1998, method 10). An interval that holds 0 means that the
 * difference may be chance. Null when either round has no figure, or a hidden one.
 */
export function changeBetween(
  previous: Proportion | null, current: Proportion | null, z: number = z95,
): (Interval & { change: number }) | null {
  if (previous === null || current === null) return null
  const before = wilsonInterval(previous.satisfied, previous.nValid, z)
  const after = wilsonInterval(current.satisfied, current.nValid, z)
  if (before === null || after === null) return null
  const p0 = previous.satisfied / previous.nValid
  const p1 = current.satisfied / current.nValid
  const change = p1 - p0
  return {
    change,
    low: change - Math.hypot(p1 - after.low, before.high - p0),
    high: change + Math.hypot(after.high - p1, p0 - before.low),
  }
}

/**
 * Forms collected out of people asked; null when it is not known how many were asked. More than 1
 * says that the number of people asked is wrong, and is shown rather than hidden.
 */
export function responseRate(collected: number, audience: number | null): number | null {
  return audience === null ? null : fraction(collected, audience)
}

/**
 * The rate among all who were asked if every one who gave no level were unsatisfied, and if every one were satisfied: all that can be said for certain of
 * those who kept silent. Takes each answer for one of those asked; null where nobody counted them or there are more answers than people.
 */
export function rateOfAllAsked({ satisfied, nValid }: Proportion, audience: number | null): Interval | null {
  if (audience === null || audience === 0 || nValid > audience) return null
  return { low: satisfied / audience, high: (satisfied + audience - nValid) / audience }
}

function fraction(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null
}
