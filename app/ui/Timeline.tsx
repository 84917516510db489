import type { ReactNode } from 'react'
import { cx } from './cx.ts'
import type { Tone } from './Badge.tsx'

export type TimelineItem = {
  key: string | number
  /** The moment as people read it. */
  at: string
  /** The same moment for machines, ISO. */
  dateTime?: string | undefined
  title: ReactNode
  /** Who, or in which role. */
  by?: ReactNode
  body?: ReactNode
  tone?: Tone | undefined
}

/** What happened to a case, oldest first unless the page says otherwise. */
export function Timeline({ items }: { items: readonly TimelineItem[] }) {
  return (
    <ol className="timeline">
      {items.map((item) => (
        <li key={item.key} className={cx('timeline-item', item.tone && `timeline-${item.tone}`)}>
          <p className="timeline-title">{item.title}</p>
          <p className="timeline-meta">
            <time dateTime={item.dateTime}>{item.at}</time>
            {item.by ? <> · {item.by}</> : null}
          </p>
          {item.body ? <div className="timeline-body">{item.body}</div> : null}
        </li>
      ))}
    </ol>
  )
}
