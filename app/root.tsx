import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Links, Meta, Outlet, Scripts, useLocation, useRouteLoaderData } from '@remix-run/react'
import { useEffect } from 'react'
import type { ReactNode } from 'react'
import type { AppContext } from './context.ts'
import { findSchool, isSlug } from './schools/index.ts'
import { pathFor } from './schools/urls.ts'
import { langFromPath } from './i18n/index.ts'
import { LangProvider } from './i18n/text.tsx'
import { ErrorPage } from './ui/ErrorPage.tsx'
import baseCss from './ui/base.css?url'

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: baseCss },
  { rel: 'icon', href: '/icon.svg', type: 'image/svg+xml' },
  { rel: 'manifest', href: '/manifest.webmanifest' },
]

export const meta: MetaFunction = () => [{ title: 'Lắng Nghe' }]

export async function loader({ request, context }: LoaderFunctionArgs) {
  return { nonce: context.nonce, reference: context.reference, home: await homeOf(new URL(request.url).pathname, context) }
}

/** The school an address begins with, so that an error page leads back to it; null for any other address. */
async function homeOf(pathname: string, { db }: AppContext): Promise<{ name: string; href: string } | null> {
  const lang = langFromPath(pathname)
  const slug = pathname.split('/')[lang === 'en' ? 2 : 1] ?? ''
  if (!isSlug(slug)) return null
  // The page that failed because of the database still needs the rest of what this loader gives.
  const school = await findSchool(db, slug).catch(() => undefined)
  return school ? { name: school.name, href: pathFor(lang, school, '/') } : null
}

/**
 * Runs after the first frame: on a cheap phone fetching the scripts and making the page alive takes a second or two, in which it can already be read. Elements
 * are changed where they stand and none is added, so that React finds the page as it was sent.
 */
const fetchScripts = `requestAnimationFrame(() => setTimeout(() => {
  for (const link of document.querySelectorAll('link[rel=later]')) link.rel = 'modulepreload'
  for (const script of document.querySelectorAll('script[type=later]')) {
    const module = document.createElement('script')
    module.type = 'module'
    module.nonce = script.nonce
    module.text = script.text
    script.replaceWith(module)
  }
}))`

/** Shows the places of kept drafts (app/ui/DraftPlace.tsx) before the page is seen. */
const keepPlaces = `try {
  for (const place of document.querySelectorAll('[data-draft]')) place.hidden = !(place.dataset.draft in localStorage)
} catch {}`

/** Pages move by documents, not by client navigation (docs/decisions/0003), so what the first render needs holds to the end. */
export function Layout({ children }: { children: ReactNode }) {
  const data = useRouteLoaderData<typeof loader>('root')
  const lang = langFromPath(useLocation().pathname)
  // Now what only works with scripts may be seen (app/ui/base.css).
  useEffect(() => document.documentElement.classList.add('alive'), [])
  return (
    <html lang={lang}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="theme-color" content="#b3261e" />
        <Meta />
        <Links />
        {/* Marks the page before it is painted, so that what only works with scripts is never seen to jump. */}
        <script nonce={data?.nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: "document.documentElement.classList.add('js')" }} />
      </head>
      <body>
        <LangProvider lang={lang}>{children}</LangProvider>
        <Scripts nonce={data?.nonce} />
        <script nonce={data?.nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: `${keepPlaces}\n${fetchScripts}` }} />
      </body>
    </html>
  )
}

export default function App() {
  return <Outlet />
}

export { ErrorPage as ErrorBoundary }
