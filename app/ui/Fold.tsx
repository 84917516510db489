import type { ReactNode } from 'react'
import { Icon } from './Icon.tsx'
import { VisuallyHidden } from './VisuallyHidden.tsx'

export type FoldLink = {
  /** The id of the fold. */
  id: string
  /** What the words are about, for who does not see what stands around them. */
  about?: string | undefined
  label: string
  count?: number | undefined
  /** What is counted, where the words before the number do not say it. */
  counted?: string | undefined
}

/** A phone's ways to the folds of a page. On a wide screen they stand open, and these links are not there. */
export function FoldLinks({ links }: { links: readonly FoldLink[] }) {
  return (
    <ul className="fold-links no-print">
      {links.map(({ id, about, label, count, counted }) => (
        <li key={id}>
          <a href={`#${id}`} className="button button-secondary">
            {about === undefined ? null : <VisuallyHidden>{about}: </VisuallyHidden>}
            {label}
            {count === undefined ? null : (
              <span className="count count-quiet">
                {count}
                {counted === undefined ? null : <VisuallyHidden> {counted}</VisuallyHidden>}
              </span>
            )}
            <Icon name="chevron-down" />
          </a>
        </li>
      ))}
    </ul>
  )
}

/**
 * What a phone shows only where its link has led (`:target`), so that what the page is for begins on the first screen: without a script, in any browser,
 * and the back button folds it again. A `details` would be closed on a wide screen too, which only the newest browsers let a style sheet undo.
 */
export function Fold({ id, after, children }: { id: string; /** The id of what follows: to go there folds it. */ after: string; children: ReactNode }) {
  return (
    <div className="fold" id={id}>
      {children}
      <p className="fold-close no-print">
        <a href={`#${after}`} className="button button-quiet">
          Thu gọn
        </a>
      </p>
    </div>
  )
}
