/**
 * Counts that may stand side by side: null is a hidden one. A count below the threshold is hidden; if what is hidden is one cell alone, or all of it
 * together is below the threshold, the smallest of the others goes too, since whoever knows the total subtracts. Zero hides nobody and is shown.
 * Unlike `suppression.ts` this looks at how many there are, not at what they answered.
 */
export function shownCounts(counts: ReadonlyMap<string, number>, threshold: number): Map<string, number | null> {
  const cells = [...counts].filter(([, count]) => count > 0).sort(([, a], [, b]) => a - b)
  const hidden = new Set(cells.filter(([, count]) => count < threshold).map(([code]) => code))
  if (hidden.size > 0) {
    for (const [code] of cells) {
      const together = cells.reduce((sum, [other, count]) => (hidden.has(other) ? sum + count : sum), 0)
      if (hidden.size > 1 && together >= threshold) break
      hidden.add(code)
    }
  }
  return new Map([...counts].map(([code, count]) => [code, hidden.has(code) ? null : count]))
}
