import type { ReactNode } from 'react'
import { Brand } from './Brand.tsx'
import { SkipLink } from './SkipLink.tsx'

/** One card in the middle: sign-in, second factor, first set-up, error pages. Needs only tokens and base css. */
export function PlainLayout({
  schoolName,
  homeHref = '/',
  detail,
  children,
}: {
  schoolName: string
  homeHref?: string | undefined
  detail?: string | undefined
  children: ReactNode
}) {
  return (
    <div className="plain">
      <SkipLink />
      <header className="plain-header">
        <Brand href={homeHref} name={schoolName} detail={detail} />
      </header>
      <main id="noi-dung" className="plain-card" tabIndex={-1}>
        {children}
      </main>
    </div>
  )
}
