import type { ReactNode } from 'react'
import { Icon } from './Icon.tsx'

/** Details that few people need. Never hide in it what everyone must read. */
export function Disclosure({ summary, open, children }: { summary: ReactNode; open?: boolean | undefined; children: ReactNode }) {
  return (
    <details className="disclosure" open={open}>
      <summary>
        <Icon name="chevron-right" className="disclosure-mark" />
        <span>{summary}</span>
      </summary>
      <div className="disclosure-body">{children}</div>
    </details>
  )
}
