import type { ReactNode } from 'react'
import { Brand } from './Brand.tsx'
import { LangSwitch } from './LangSwitch.tsx'
import type { LangSwitchProps } from './LangSwitch.tsx'
import { SkipLink } from './SkipLink.tsx'

export type ParentLayoutProps = {
  schoolName: string
  homeHref: string
  langSwitch?: LangSwitchProps | undefined
  footer?: ReactNode
  children: ReactNode
}

/** The frame while a parent is filling something in: name, language, nothing else to wander off to. */
export function ParentLayout({ schoolName, homeHref, langSwitch, footer, children }: ParentLayoutProps) {
  return (
    <div className="site">
      <SkipLink />
      <header className="slim-header">
        <div className="wrap-narrow site-bar">
          <Brand href={homeHref} name={schoolName} />
          {langSwitch ? <LangSwitch {...langSwitch} /> : null}
        </div>
      </header>
      <main id="noi-dung" className="wrap-narrow site-main" tabIndex={-1}>
        {children}
      </main>
      {footer ? (
        <footer className="slim-footer">
          <div className="wrap-narrow">{footer}</div>
        </footer>
      ) : null}
    </div>
  )
}
