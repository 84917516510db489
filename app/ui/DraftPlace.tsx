import type { ReactNode } from 'react'
import { draftKey } from './draft.ts'

/**
 * Says that something half-written is kept here. Only the browser knows whether it is: a few inline lines ask it before the page is seen (app/root.tsx), and where a draft is
 * kept under this name the words have their place from the first frame. `isShown` is undefined until the scripts know more.
 */
export function DraftPlace({ name, isShown, children }: { name: string; isShown: boolean | undefined; children: ReactNode }) {
  if (isShown === false) return null
  return (
    <div className="when-alive" data-draft={draftKey(name)} hidden={isShown === undefined} role="status">
      {children}
    </div>
  )
}
