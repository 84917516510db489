import type { LinksFunction, LoaderFunctionArgs } from '@remix-run/node'
import { Outlet, useLoaderData, useLocation } from '@remix-run/react'
import { visit } from '#app/http/visit.ts'
import { otherLanguage } from '#app/http/paths.ts'
import { pathFor } from '#app/schools/urls.ts'
import { allSchoolsText } from '#app/i18n/messages/all-schools.ts'
import { ledgerText } from '#app/i18n/messages/ledger.ts'
import { publicText } from '#app/i18n/messages/public.ts'
import { useLang, useText } from '#app/i18n/text.tsx'
import { authoritiesOn, countSchools, officeHoursText } from '#app/schools/index.ts'
import { ButtonLink } from '#app/ui/Button.tsx'
import { ErrorPage } from '#app/ui/ErrorPage.tsx'
import { PlainLayout } from '#app/ui/PlainLayout.tsx'
import { PublicLayout } from '#app/ui/PublicLayout.tsx'
import figuresCss from '#app/ui/figures.css?url'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: figuresCss }]

export async function loader(args: LoaderFunctionArgs) {
  const { context, params } = args
  const schools = await countSchools(context.db)
  // Before the set-up there is no school to visit: the root says so instead of a 404.
  if (params.school === undefined && schools === 0) return null
  const { school, today } = await visit(args)
  const { name, slug, is_default, address, phone, email, official_site } = school
  const authorities = await authoritiesOn(context.db, school, today)
  return {
    origin: context.config.publicOrigin,
    school: { name, slug, is_default, address, phone, email, official_site },
    hours: officeHoursText(school),
    hasOthers: schools > 1,
    authorities: (['governing', 'specialised', 'department'] as const).flatMap((kind) =>
      authorities.filter((authority) => authority.kind === kind).map(({ id, name }) => ({ id, kind, name }))),
  }
}

export { ErrorPage as ErrorBoundary }

export default function PublicPages() {
  const data = useLoaderData<typeof loader>()
  return data === null ? <NotSetUp /> : <SchoolPages {...data} />
}

function NotSetUp() {
  const t = useText()
  return (
    <PlainLayout schoolName="Lắng Nghe" homeHref="/">
      <h1>{t(publicText.noSchool.title)}</h1>
      <p>{t(publicText.noSchool.text)}</p>
      <p>
        <ButtonLink href="/office">{t(publicText.noSchool.action)}</ButtonLink>
      </p>
    </PlainLayout>
  )
}

function SchoolPages({ school, hours, authorities, hasOthers }: NonNullable<Awaited<ReturnType<typeof loader>>>) {
  const t = useText()
  const lang = useLang()
  const { pathname, search } = useLocation()
  const to = (path: string) => pathFor(lang, school, path)
  const { nav, footer } = publicText
  const pages = [
    { path: '/', label: t(nav.home) },
    { path: '/ty-le-hai-long', label: t(nav.rates) },
    { path: '/tra-loi', label: t(nav.answers) },
    { path: '/cam-ket', label: t(nav.promises) },
  ]
  const isCurrent = (path: string) => (path === '/' ? pathname === to('/') : pathname === to(path) || pathname.startsWith(`${to(path)}/`))
  return (
    <PublicLayout
      schoolName={school.name}
      homeHref={to('/')}
      tagline={t(publicText.tagline)}
      nav={pages.map(({ path, label }) => ({ href: to(path), label, current: isCurrent(path) }))}
      langSwitch={{ href: otherLanguage(pathname) + search, label: t(publicText.otherLanguage), lang: lang === 'vi' ? 'en' : 'vi' }}
      footer={
        <div className="footer-columns">
          <section className="stack-s">
            <h2 className="footer-title">{t(footer.school)}</h2>
            <p>
              <strong>{school.name}</strong>
            </p>
            <p>{school.address}</p>
            <p>{t(footer.hours(hours))}</p>
            <p>
              {t(footer.phone)} <a href={`tel:${school.phone.replace(/\s/g, '')}`}>{school.phone}</a>
            </p>
            <p>
              <a href={`mailto:${school.email}`}>{school.email}</a>
            </p>
            {school.official_site ? (
              <p>
                <a href={school.official_site}>{t(footer.site)}</a>
              </p>
            ) : null}
          </section>
          {authorities.length === 0 ? null : (
            <section className="stack-s">
              <h2 className="footer-title">{t(footer.answersTo)}</h2>
              <dl className="footer-facts">
                {authorities.map((authority) => (
                  <div key={authority.id}>
                    <dt>{t(publicText.authorityKinds[authority.kind])}</dt>
                    <dd>{authority.name}</dd>
                  </div>
                ))}
              </dl>
            </section>
          )}
          <section className="stack-s">
            <h2 className="footer-title">{t(footer.more)}</h2>
            <ul className="plain-list footer-links">
              <li>
                <a href={to('/tra-cuu')}>{t(footer.follow)}</a>
              </li>
              <li>
                <a href={to('/bien-nhan')}>{t(footer.check)}</a>
              </li>
              <li>
                <a href={to('/rieng-tu')}>{t(footer.privacy)}</a>
              </li>
              <li>
                <a href={to('/du-lieu')}>{t(footer.data)}</a>
              </li>
              <li>
                <a href={to('/so-niem-phong')}>{t(ledgerText.title)}</a>
              </li>
              {hasOthers ? (
                <li>
                  <a href={lang === 'en' ? '/en/cac-truong' : '/cac-truong'}>{t(allSchoolsText.title)}</a>
                </li>
              ) : null}
              <li>
                <a href="/office">{t(footer.signIn)}</a>
              </li>
            </ul>
          </section>
        </div>
      }
    >
      <Outlet />
    </PublicLayout>
  )
}
