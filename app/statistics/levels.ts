/** Levels of satisfaction: 1 Rất không hài lòng … 5 Rất hài lòng. */
export type Level = 1 | 2 | 3 | 4 | 5

/** What can be chosen: a level, or 0 for "Không ý kiến". A question left blank gives no answer at all. */
export type Choice = 0 | Level

/** How many people chose each: `counts[0]` is "Không ý kiến", `counts[5]` "Rất hài lòng". */
export type LevelCounts = readonly [number, number, number, number, number, number]

export const levels: readonly Level[] = [1, 2, 3, 4, 5]

export const noCounts: LevelCounts = [0, 0, 0, 0, 0, 0]

/** Item code → its counts. An item nobody answered may be missing. */
export type ItemCounts = ReadonlyMap<string, LevelCounts>

/** Counts per item from rows as they stand in the database; throws RangeError for an unknown level. */
export function countsByItem(rows: Iterable<{ item: string; level: number; count: number }>): ItemCounts {
  const byItem = new Map<string, [number, number, number, number, number, number]>()
  for (const { item, level, count } of rows) {
    if (!Number.isInteger(level) || level < 0 || level > 5) throw new RangeError(`${item} has no level ${level}`)
    const counts = byItem.get(item) ?? [0, 0, 0, 0, 0, 0]
    counts[level as Choice] += count
    byItem.set(item, counts)
  }
  return byItem
}

/** The counts of several items together. */
export function addCounts(all: Iterable<LevelCounts>): LevelCounts {
  const sum: [number, number, number, number, number, number] = [0, 0, 0, 0, 0, 0]
  for (const counts of all) {
    for (let choice = 0; choice <= 5; choice += 1) sum[choice as Choice] += counts[choice as Choice]
  }
  return sum
}

/** `whole` without `part`. */
export function subtractCounts(whole: LevelCounts, part: LevelCounts): LevelCounts {
  return addCounts([whole, part.map((count) => -count) as unknown as LevelCounts])
}

/** Answers with a level: blanks and "Không ý kiến" left out. */
export function countValid(counts: LevelCounts): number {
  return counts[1] + counts[2] + counts[3] + counts[4] + counts[5]
}

/** Answers 4 and 5. */
export function countSatisfied(counts: LevelCounts): number {
  return counts[4] + counts[5]
}
