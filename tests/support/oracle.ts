/**
 * The figures once more, by somebody who never saw app/statistics: from the formulas of the domain alone, with plain loops over raw forms, fractions of
 * whole numbers instead of floating point, and interval limits found by trial instead of by a formula. Nothing here may be imported by the product,
 * and nothing of app/statistics may be imported here.
 */

/** A form as somebody filled it in: 1–5, 0 for "no opinion"; what is left blank is missing. */
export interface RawForm {
  form: 'full' | 'quick'
  channel: 'open' | 'slip' | 'paper' | 'kiosk'
  answers: Record<string, number>
  expectation: number | null
}

/** A fraction, never reduced; null is "nothing to divide by". */
export type Fraction = [top: bigint, bottom: bigint] | null

export interface OracleFigure {
  n: number
  noOpinion: number
  satisfied: number
  rate: Fraction
  mean: Fraction
  spread: number[]
}

/** Everything that was ticked for these questions, form by form. */
export function figure(forms: readonly RawForm[], items: readonly string[]): OracleFigure {
  let n = 0n
  let noOpinion = 0
  let satisfied = 0n
  let score = 0n
  const spread = [0, 0, 0, 0, 0]
  for (const form of forms) {
    for (const item of items) {
      const ticked = form.answers[item]
      if (ticked === undefined) continue
      if (ticked === 0) {
        noOpinion++
        continue
      }
      n++
      score += BigInt(ticked)
      spread[ticked - 1]!++
      if (ticked === 4 || ticked === 5) satisfied++
    }
  }
  return { n: Number(n), noOpinion, satisfied: Number(satisfied), rate: n === 0n ? null : [satisfied, n], mean: n === 0n ? null : [score, n], spread }
}

export function expectation(forms: readonly RawForm[]): { n: number; mean: Fraction } {
  let n = 0n
  let sum = 0n
  for (const { expectation: given } of forms) {
    if (given === null) continue
    n++
    sum += BigInt(given)
  }
  return { n: Number(n), mean: n === 0n ? null : [sum, n] }
}

/**
 * Both ends of the interval that holds every share which the sample does not contradict: those π with n·(p − π)² ≤ z²·π·(1 − π). Found by halving,
 * since that is what Wilson's formula solves.
 */
export function plausibleShares(satisfied: number, n: number): { low: number; high: number } | null {
  if (n === 0) return null
  const p = satisfied / n
  const contradicted = (share: number) => n * (p - share) ** 2 > z() ** 2 * share * (1 - share)
  const halve = (inside: number, outside: number) => {
    for (let step = 0; step < 100; step++) {
      const middle = (inside + outside) / 2
      if (contradicted(middle)) outside = middle
      else inside = middle
    }
    return inside
  }
  return { low: satisfied === 0 ? 0 : halve(p, 0), high: satisfied === n ? 1 : halve(p, 1) }
}

/** Difference of two shares, "after" less "before", with the square-and-add limits of Newcombe. */
export function difference(before: { satisfied: number; n: number }, after: { satisfied: number; n: number }) {
  const a = plausibleShares(after.satisfied, after.n)
  const b = plausibleShares(before.satisfied, before.n)
  if (a === null || b === null) return null
  const pa = after.satisfied / after.n
  const pb = before.satisfied / before.n
  const down = Math.sqrt((pa - a.low) ** 2 + (b.high - pb) ** 2)
  const up = Math.sqrt((a.high - pa) ** 2 + (pb - b.low) ** 2)
  return { change: pa - pb, low: pa - pb - down, high: pa - pb + up }
}

/** The point that 2.5 % of a normal distribution lie beyond: its area summed in thin strips, the point found by halving. */
function z(): number {
  if (knownZ > 0) return knownZ
  const half = (to: number) => {
    const strips = 20_000
    const width = to / strips
    let area = 0
    // Simpson: exact enough for twelve digits.
    for (let strip = 0; strip <= strips; strip++) area += Math.exp(-((strip * width) ** 2) / 2) * (strip === 0 || strip === strips ? 1 : strip % 2 === 1 ? 4 : 2)
    return (area * width) / 3 / Math.sqrt(2 * Math.PI)
  }
  let low = 1
  let high = 3
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2
    if (half(middle) < 0.475) low = middle
    else high = middle
  }
  return (knownZ = (low + high) / 2)
}
let knownZ = 0

/**
 * Which codes of an area stay, and whether its total does: fewer than `least` answers are hidden; if those hid anything (a "no opinion" too), so is the
 * smallest of what is left, the first one on the form if two are as small; the total stays if what is hidden holds two answers of either sort.
 */
export function kept(forms: readonly RawForm[], items: readonly string[], least: number): { items: string[]; total: boolean } {
  const enough: string[] = []
  const hidden: string[] = []
  let hidesSomething = false
  for (const item of items) {
    const { n, noOpinion } = figure(forms, [item])
    if (n >= least) enough.push(item)
    else {
      hidden.push(item)
      if (n + noOpinion > 0) hidesSomething = true
    }
  }
  if (enough.length === 0) return { items: [], total: false }
  if (!hidesSomething) return { items: enough, total: true }
  let smallest = enough[0]!
  for (const item of enough) if (figure(forms, [item]).n < figure(forms, [smallest]).n) smallest = item
  hidden.push(smallest)
  const { n, satisfied } = figure(forms, hidden)
  return { items: enough.filter((item) => item !== smallest), total: satisfied >= 2 && n - satisfied >= 2 }
}

/** A fraction times `scale`, rounded to whole numbers, halves up: what a person would write. */
export function roundedTo(fraction: NonNullable<Fraction>, scale: bigint): bigint {
  const [top, bottom] = fraction
  return (2n * top * scale + bottom) / (2n * bottom)
}
