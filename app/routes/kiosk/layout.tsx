import type { LinksFunction, MetaFunction } from '@remix-run/node'
import { Outlet, useRouteError } from '@remix-run/react'
import type { ReactNode } from 'react'
import { kioskText as m } from '#app/i18n/messages/kiosk.ts'
import { useText } from '#app/i18n/text.tsx'
import { ButtonLink } from '#app/ui/Button.tsx'
import { NotSavedPage, notSavedOf } from '#app/ui/NotSaved.tsx'
import kioskCss from '#app/ui/kiosk.css?url'
import parentCss from '#app/ui/parent.css?url'

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: parentCss },
  { rel: 'stylesheet', href: kioskCss },
]
export const meta: MetaFunction = () => [{ title: 'Lắng Nghe' }]

/** No header and no footer: nothing on these pages leads anywhere else. */
function Frame({ children }: { children: ReactNode }) {
  return (
    <main id="noi-dung" className="kiosk" tabIndex={-1}>
      {children}
    </main>
  )
}

export default function Kiosk() {
  return (
    <Frame>
      <Outlet />
    </Frame>
  )
}

/** The site's own page for errors has a way to the public pages, which a device of the school must not have. */
export function ErrorBoundary() {
  const t = useText()
  const notSaved = notSavedOf(useRouteError())
  return (
    <Frame>
      {notSaved ? <NotSavedPage page={notSaved} /> : <h1>{t(m.errorTitle)}</h1>}
      <ButtonLink href="/may" size="large">
        {t(m.again)}
      </ButtonLink>
    </Frame>
  )
}
