import type { ReactNode } from 'react'
import { useText } from '#app/i18n/text.tsx'
import { uiText } from '#app/i18n/messages/ui.ts'
import { Button } from './Button.tsx'

export type FilterBarProps = {
  /** The address of the list itself; the fields become its query. */
  action: string
  /** What is being searched, for screen readers. */
  label: string
  submitLabel?: string | undefined
  /** Given when a filter is on: the list without filters. */
  resetHref?: string | undefined
  /** Fields. */
  children: ReactNode
}

/** Search and filters over a list, as a plain GET form: the result has an address that can be kept and sent. */
export function FilterBar({ action, label, submitLabel, resetHref, children }: FilterBarProps) {
  const t = useText()
  return (
    <form className="filters no-print" method="get" action={action} role="search" aria-label={label}>
      {children}
      <div className="filters-actions">
        <Button type="submit" variant="secondary" icon="search">
          {submitLabel ?? t(uiText.filter)}
        </Button>
        {resetHref ? (
          <a href={resetHref} className="button button-quiet">
            {t(uiText.reset)}
          </a>
        ) : null}
      </div>
    </form>
  )
}
