import { cx } from './cx.ts'

export type LevelCounts = readonly [one: number, two: number, three: number, four: number, five: number]

/**
 * How the answers spread over the five levels, drawn as one stacked bar from the best level to the worst.
 * `label` says the same in words; a table with the exact figures should stand near it.
 */
export function DistributionBar({ counts, label, small }: { counts: LevelCounts; label: string; small?: boolean | undefined }) {
  const total = counts.reduce((sum, count) => sum + count, 0)
  let x = 0
  return (
    <svg className={cx('distribution', small && 'distribution-small')} viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label={label}>
      {total === 0
        ? null
        : ([5, 4, 3, 2, 1] as const).map((level) => {
            const width = ((counts[level - 1] ?? 0) / total) * 100
            const rect = <rect key={level} className={`fill-level-${level}`} x={x.toFixed(3)} y="0" width={width.toFixed(3)} height="10" />
            x += width
            return width > 0 ? rect : null
          })}
    </svg>
  )
}

/** The key to DistributionBar: a colour patch and the words of each level, best first. Once per page is enough. */
export function LevelLegend({ levels }: { levels: readonly { value: string; label: string }[] }) {
  return (
    <ul className="level-key">
      {levels.map(({ value, label }) => (
        <li key={value}>
          <svg viewBox="0 0 10 10" width="14" height="14" aria-hidden="true" focusable="false">
            <rect className={`fill-level-${value}`} width="10" height="10" rx="2" />
          </svg>
          {label}
        </li>
      ))}
    </ul>
  )
}
