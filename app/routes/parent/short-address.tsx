import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { data } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { keptOffline, loaderHeaders } from '#app/http/kept-offline.ts'
import { pathFor } from '#app/schools/urls.ts'
import { langFromPath } from '#app/i18n/index.ts'
import { useText } from '#app/i18n/text.tsx'
import { surveyText as m } from '#app/i18n/messages/survey.ts'
import { dayOf } from '#app/calendar/index.ts'
import { withPlace } from '#app/http/survey-forms.ts'
import { listSchools, shortAddress } from '#app/schools/index.ts'
import { surveysNow } from '#app/surveys/index.ts'
import { Card } from '#app/ui/Card.tsx'
import { Icon } from '#app/ui/Icon.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { PlainLayout } from '#app/ui/PlainLayout.tsx'
import parentCss from '#app/ui/parent.css?url'
import { ParentFrame } from './ParentFrame.tsx'
import { OfflineForms } from './OfflineForms.tsx'
import { SurveyNow } from './SurveyNow.tsx'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: parentCss }]
export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: page && 'school' in page ? page.school.name : 'Lắng Nghe' },
]

/** The short address on posters: finds school and place, and never ends in a dead end. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const lang = langFromPath(new URL(request.url).pathname)
  const code = (params.code ?? '').slice(0, 32)
  const found = await shortAddress(context.db, code)
  if (!found) {
    const schools = await listSchools(context.db)
    return data({ code, schools: schools.map((school) => ({ name: school.name, href: pathFor(lang, school, '/') })) }, { status: 404 })
  }
  const { school, place } = found
  const to = (path: string) => pathFor(lang, school, path)
  const placeCode = place?.code ?? null
  const surveys = await surveysNow(context.db, school, dayOf(context.now()))
  const page = {
    school: { name: school.name, slug: school.slug, is_default: school.is_default },
    surveys,
    place: place && { name: place.name, kind: place.kind },
    hrefs: {
      rate: withPlace(to('/khao-sat'), placeCode),
      dossier: withPlace(to('/khao-sat/thu-tuc'), placeCode),
      feedback: withPlace(to('/phan-anh'), placeCode),
      follow: to('/tra-cuu'),
      check: to('/bien-nhan'),
      publicPage: to('/'),
      scope: lang === 'en' ? '/en/s/' : '/s/',
    },
  }
  return data(page, { headers: keptOffline(surveys.education) })
}

export const headers = loaderHeaders

export default function ShortAddress() {
  const page = useLoaderData<typeof loader>()
  return 'school' in page ? <Found {...page} /> : <Unknown {...page} />
}

type Page = Awaited<ReturnType<typeof loader>>['data']

function Found({ school, surveys, place, hrefs }: Extract<Page, { school: unknown }>) {
  const t = useText()
  const isOpen = surveys.education
  const rate = isOpen ? (
    <Card title={<BigLink icon="survey">{t(m.here.rate)}</BigLink>} href={hrefs.rate} tone="accent" className="card-big">
      <p>{t(m.here.rateHint)}</p>
    </Card>
  ) : (
    <Card title={t(m.here.rate)}>
      <SurveyNow surveys={surveys} dossierHref={hrefs.dossier} />
    </Card>
  )
  const feedback = (
    <Card title={<BigLink icon="message">{t(m.here.feedback)}</BigLink>} href={hrefs.feedback} tone={isOpen ? 'plain' : 'accent'} className="card-big">
      <p>{t(m.here.feedbackHint)}</p>
    </Card>
  )
  return (
    <ParentFrame school={school}>
      <PageHeader title={t(m.here.lead)} above={place ? <p className="muted">{t(m.here.at(place.name))}</p> : null} />
      <OfflineForms scope={hrefs.scope} />
      {place ? null : (
        <Notice title={t(m.here.retired)}>
          <p>{t(m.here.retiredText)}</p>
        </Notice>
      )}
      <div className="stack">
        {isOpen ? rate : feedback}
        {isOpen ? feedback : rate}
      </div>
      <ul className="plain-list link-list">
        <li>
          <a href={hrefs.follow}>{t(m.here.follow)}</a>
        </li>
        <li>
          <a href={hrefs.check}>{t(m.here.check)}</a>
        </li>
        <li>
          <a href={hrefs.publicPage}>{t(m.here.see)}</a>
        </li>
      </ul>
      {place ? <p className="muted small">{t(place.kind === 'class' ? m.here.classPlace : m.here.commonPlace)}</p> : null}
    </ParentFrame>
  )
}

function BigLink({ icon, children }: { icon: 'survey' | 'message'; children: string }) {
  return (
    <span className="big-link">
      <Icon name={icon} />
      {children}
    </span>
  )
}

function Unknown({ code, schools }: Extract<Page, { schools: unknown }>) {
  const t = useText()
  return (
    <PlainLayout schoolName="Lắng Nghe" homeHref={schools[0]?.href}>
      <h1>{t(m.here.unknown)}</h1>
      <p>{t(m.here.unknownText(code))}</p>
      <ul className="plain-list link-list">
        {schools.map((school) => (
          <li key={school.href}>
            <a href={school.href}>{school.name}</a>
          </li>
        ))}
      </ul>
    </PlainLayout>
  )
}
