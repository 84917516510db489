import type { ReactNode } from 'react'
import { useText } from '#app/i18n/text.tsx'
import { uiText } from '#app/i18n/messages/ui.ts'
import { Icon } from './Icon.tsx'

/** Where the page stands. The last item, without an address, is the page itself and may be left out. */
export function Breadcrumb({ items }: { items: readonly { label: string; href?: string | undefined }[] }) {
  const t = useText()
  return (
    <nav className="breadcrumb no-print" aria-label={t(uiText.breadcrumb)}>
      <ol>
        {items.map((item) => (
          <li key={item.label}>{item.href ? <a href={item.href}>{item.label}</a> : <span aria-current="page">{item.label}</span>}</li>
        ))}
      </ol>
    </nav>
  )
}

/** The way back inside a form of several pages, or from a record to its list. */
export function BackLink({ href, children }: { href: string; children?: ReactNode }) {
  const t = useText()
  return (
    <a href={href} className="back-link no-print">
      <Icon name="arrow-left" />
      {children ?? t(uiText.back)}
    </a>
  )
}
