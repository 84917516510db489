/**
 * Somebody with all the published numbers, patience and the rules: every number is an equation over counts nobody showed, counts are whole and never
 * negative, and from both follows within which limits each must lie. First plain linear algebra, then the limits drawn tighter until nothing moves.
 * For a table of which all row and column sums are known these limits are the true ones (Fréchet); for sums of sums they may be wider than the truth,
 * never narrower.
 */
export interface Equation {
  /** The unknown counts that are added up. */
  of: readonly string[]
  sum: number
}

export interface Limits {
  least: number
  most: number
}

/** Limits of every unknown. Throws where the equations contradict each other: then the attacker was told something untrue. */
export function limitsOf(equations: readonly Equation[]): Map<string, Limits> {
  const limits = new Map<string, Limits>()
  for (const { of } of equations) for (const name of of) limits.set(name, { least: 0, most: Infinity })
  for (const [name, value] of solved(equations)) {
    if (value < 0) throw new Error('No such school')
    limits.set(name, { least: value, most: value })
  }

  for (let moved = true; moved; ) {
    moved = false
    for (const { of, sum } of equations) {
      const parts = of.map((name) => limits.get(name)!)
      for (const part of parts) {
        const others = parts.filter((other) => other !== part)
        const from = Math.max(part.least, sum - others.reduce((all, other) => all + other.most, 0))
        const to = Math.min(part.most, sum - others.reduce((all, other) => all + other.least, 0))
        if (from <= part.least && to >= part.most) continue
        if (from > to) throw new Error('No such school')
        part.least = from
        part.most = to
        moved = true
      }
    }
  }
  return limits
}

/** The unknowns of which linear algebra alone leaves one value, by whole-number elimination. */
function solved(equations: readonly Equation[]): Map<string, number> {
  const names = [...new Set(equations.flatMap(({ of }) => of))]
  const rows = equations.map(({ of, sum }) => [...names.map((name) => BigInt(of.filter((one) => one === name).length)), BigInt(sum)])
  let done = 0
  for (let column = 0; column < names.length; column += 1) {
    const at = rows.findIndex((row, index) => index >= done && row[column] !== 0n)
    if (at < 0) continue
    ;[rows[done], rows[at]] = [rows[at]!, rows[done]!]
    const pivot = rows[done]!
    rows.forEach((row, index) => {
      if (index === done || row[column] === 0n) return
      const [a, b] = [pivot[column]!, row[column]!]
      rows[index] = smaller(row.map((cell, place) => cell * a - pivot[place]! * b))
    })
    done += 1
  }
  const found = new Map<string, number>()
  for (const row of rows.slice(0, done)) {
    const filled = names.flatMap((name, column) => (row[column] === 0n ? [] : [{ name, factor: row[column]! }]))
    if (filled.length === 1) found.set(filled[0]!.name, Number(row.at(-1)! / filled[0]!.factor))
  }
  return found
}

/** The same equation without a common factor. */
function smaller(row: bigint[]): bigint[] {
  let common = 0n
  for (const cell of row) for (let [a, b] = [common, cell < 0n ? -cell : cell]; ; [a, b] = [b, a % b]) if (b === 0n) { common = a; break }
  return common > 1n ? row.map((cell) => cell / common) : row
}
