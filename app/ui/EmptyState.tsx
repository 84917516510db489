import type { ReactNode } from 'react'
import { Blossom } from './Blossom.tsx'

/** Nothing here yet: why, and what to do about it. */
export function EmptyState({ title, text, action }: { title: ReactNode; text?: ReactNode; action?: ReactNode }) {
  return (
    <div className="empty">
      <Blossom className="empty-blossom" />
      <p className="empty-title">{title}</p>
      {text ? <p className="empty-text">{text}</p> : null}
      {action ? <div className="cluster">{action}</div> : null}
    </div>
  )
}
