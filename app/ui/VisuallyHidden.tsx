import type { ReactNode } from 'react'

/** Words only a screen reader says. Use it when sighted people get the same from the layout. */
export function VisuallyHidden({ children }: { children: ReactNode }) {
  return <span className="visually-hidden">{children}</span>
}
