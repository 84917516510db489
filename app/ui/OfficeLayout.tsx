import type { ReactNode } from 'react'
import { Brand } from './Brand.tsx'
import { Button } from './Button.tsx'
import { Icon } from './Icon.tsx'
import type { IconName } from './Icon.tsx'
import { SkipLink } from './SkipLink.tsx'

export type OfficeNavItem = {
  href: string
  label: string
  icon?: IconName | undefined
  current?: boolean | undefined
  /** Things waiting there; 0 is not shown. */
  count?: number | undefined
}

export type OfficeLayoutProps = {
  schoolName: string
  homeHref?: string | undefined
  staffName: string
  roleLabel: string
  nav: readonly OfficeNavItem[]
  /** Where the sign-out form posts to. */
  signOutAction: string
  /** The member of staff's own account page. */
  accountHref?: string | undefined
  children: ReactNode
}

/** The frame of the office: side navigation on a wide screen, a menu on a phone. Loads tokens, base and office css. */
export function OfficeLayout(props: OfficeLayoutProps) {
  const { schoolName, homeHref = '/office', staffName, roleLabel, nav, signOutAction, accountHref, children } = props
  const waiting = nav.reduce((sum, item) => sum + (item.count ?? 0), 0)
  const menu = (
    <>
      <nav aria-label="Danh mục chính">
        <ul className="office-nav">
          {nav.map((item) => (
            <li key={item.href}>
              <a href={item.href} className="office-nav-link" aria-current={item.current ? 'page' : undefined}>
                {item.icon ? <Icon name={item.icon} /> : null}
                <span className="office-nav-label">{item.label}</span>
                {item.count ? <span className="count">{item.count}</span> : null}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div className="office-user">
        <p className="office-user-name">{accountHref ? <a href={accountHref}>{staffName}</a> : staffName}</p>
        <p className="office-user-role">{roleLabel}</p>
        <form method="post" action={signOutAction}>
          <Button type="submit" variant="quiet" size="small" icon="sign-out">
            Đăng xuất
          </Button>
        </form>
      </div>
    </>
  )
  return (
    <div className="office">
      <SkipLink />
      {/* Written twice because a closed <details> cannot be opened by a stylesheet; only one of the two is ever displayed. */}
      <header className="office-side">
        <Brand href={homeHref} name={schoolName} detail="Lắng Nghe · Văn phòng" />
        {menu}
      </header>
      <header className="office-top">
        <details className="office-menu">
          <summary>
            <Icon name="menu" />
            <span className="office-top-name">{schoolName}</span>
            {waiting > 0 ? <span className="count">{waiting}</span> : null}
          </summary>
          <div className="office-menu-body">{menu}</div>
        </details>
      </header>
      <main id="noi-dung" className="office-main" tabIndex={-1}>
        {children}
      </main>
    </div>
  )
}
