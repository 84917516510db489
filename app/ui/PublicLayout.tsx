import type { ReactNode } from 'react'
import { useText } from '#app/i18n/text.tsx'
import { uiText } from '#app/i18n/messages/ui.ts'
import { Brand } from './Brand.tsx'
import { Icon } from './Icon.tsx'
import { LangSwitch } from './LangSwitch.tsx'
import type { LangSwitchProps } from './LangSwitch.tsx'
import { SkipLink } from './SkipLink.tsx'

export type NavItem = { href: string; label: string; current?: boolean | undefined }

export type PublicLayoutProps = {
  schoolName: string
  homeHref: string
  /** Under the school's name: what this site is. */
  tagline?: string | undefined
  /** Empty where there is one page alone. */
  nav: readonly NavItem[]
  langSwitch?: LangSwitchProps | undefined
  /** Address, phone, governing body, privacy notice. */
  footer: ReactNode
  children: ReactNode
}

/** The frame of the information page and everything under it. Loads tokens, base and public css. */
export function PublicLayout({ schoolName, homeHref, tagline, nav, langSwitch, footer, children }: PublicLayoutProps) {
  const t = useText()
  const links = (
    <ul className="site-nav-list">
      {nav.map((item) => (
        <li key={item.href}>
          <a href={item.href} className="site-nav-link" aria-current={item.current ? 'page' : undefined}>
            {item.label}
          </a>
        </li>
      ))}
    </ul>
  )
  return (
    <div className="site">
      <SkipLink />
      <header className="site-header">
        <div className="wrap site-bar">
          <Brand href={homeHref} name={schoolName} detail={tagline} />
          {langSwitch ? <LangSwitch {...langSwitch} /> : null}
        </div>
        {nav.length === 0 ? null : (
          <>
            {/* Written twice because a closed <details> cannot be opened by a stylesheet; only one of the two is ever displayed. */}
            <nav className="wrap site-nav" aria-label={t(uiText.mainNav)}>
              {links}
            </nav>
            <details className="site-menu">
              <summary className="wrap">
                <Icon name="menu" />
                {t(uiText.menu)}
              </summary>
              <nav className="wrap" aria-label={t(uiText.mainNav)}>
                {links}
              </nav>
            </details>
          </>
        )}
      </header>
      <main id="noi-dung" className="wrap site-main" tabIndex={-1}>
        {children}
      </main>
      <footer className="site-footer">
        <div className="wrap">{footer}</div>
      </footer>
    </div>
  )
}
