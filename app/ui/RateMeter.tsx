export type RateMeterProps = {
  /** Shares between 0 and 1. `low` and `high` are the ends of the 95 % interval. */
  rate: number
  low?: number | undefined
  high?: number | undefined
  /** A target to compare with, between 0 and 1. */
  target?: number | undefined
  /** The same in words, with the figures. */
  label: string
}

const at = (share: number) => (Math.min(1, Math.max(0, share)) * 100).toFixed(3)

/** A rate on a line from 0 to 100 %, with the interval it lies in. A small n shows as a wide interval. */
export function RateMeter({ rate, low, high, target, label }: RateMeterProps) {
  return (
    <svg className="rate-meter" viewBox="0 0 100 20" preserveAspectRatio="none" role="img" aria-label={label}>
      <rect className="rate-track" x="0" y="6" width="100" height="8" />
      <rect className="rate-fill" x="0" y="6" width={at(rate)} height="8" />
      {target === undefined ? null : <line className="rate-target" x1={at(target)} x2={at(target)} y1="0" y2="20" />}
      {low === undefined || high === undefined ? null : (
        <path className="rate-whisker" d={`M${at(low)} 10H${at(high)}M${at(low)} 4V16M${at(high)} 4V16`} />
      )}
    </svg>
  )
}
