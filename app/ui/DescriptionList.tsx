import type { ReactNode } from 'react'
import { useText } from '#app/i18n/text.tsx'
import { uiText } from '#app/i18n/messages/ui.ts'
import { VisuallyHidden } from './VisuallyHidden.tsx'

export type DescriptionItem = {
  term: string
  detail: ReactNode
  /** Where to change it: makes the list a "check your answers" page. */
  changeHref?: string | undefined
}

/** Facts about one thing, and "check your answers". Items without a detail are left out by the caller, not shown empty. */
export function DescriptionList({ items }: { items: readonly DescriptionItem[] }) {
  const t = useText()
  return (
    <dl className="facts">
      {items.map(({ term, detail, changeHref }) => (
        <div className="fact" key={term}>
          <dt>{term}</dt>
          <dd>{detail}</dd>
          {changeHref ? (
            <dd className="fact-change">
              <a href={changeHref}>
                {t(uiText.change)}
                <VisuallyHidden> {term}</VisuallyHidden>
              </a>
            </dd>
          ) : null}
        </div>
      ))}
    </dl>
  )
}
