import type { ReactNode } from 'react'
import { cx } from './cx.ts'

export type StatProps = {
  label: ReactNode
  value: ReactNode
  /** n, the interval, the target: what makes the figure believable. */
  detail?: ReactNode
  tone?: 'plain' | 'accent' | 'success' | 'warning' | 'danger' | undefined
  /** The one headline figure of a page. */
  large?: boolean | undefined
  children?: ReactNode
}

/** One figure with what it means. Put several in a `<div className="stats">`. */
export function Stat({ label, value, detail, tone = 'plain', large, children }: StatProps) {
  return (
    <div className={cx('stat', tone !== 'plain' && `stat-${tone}`, large && 'stat-large')}>
      <p className="stat-label">{label}</p>
      <p className="stat-value">{value}</p>
      {detail ? <div className="stat-detail">{detail}</div> : null}
      {children}
    </div>
  )
}
