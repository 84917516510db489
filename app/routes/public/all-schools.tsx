import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { otherLanguage } from '#app/http/paths.ts'
import { langFromPath } from '#app/i18n/index.ts'
import { allSchoolsText as m } from '#app/i18n/messages/all-schools.ts'
import { caseFiguresText } from '#app/i18n/messages/case-figures.ts'
import { figuresText } from '#app/i18n/messages/figures.ts'
import { publicText } from '#app/i18n/messages/public.ts'
import { formatNumber, formatPercent } from '#app/i18n/format.ts'
import { useLang, useText } from '#app/i18n/text.tsx'
import { governingBodies, searchSchools } from '#app/publication/index.ts'
import type { SchoolLine, SchoolTotals } from '#app/publication/index.ts'
import { pathFor } from '#app/schools/urls.ts'
import { ButtonLink } from '#app/ui/Button.tsx'
import { DataTable } from '#app/ui/DataTable.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { FilterBar } from '#app/ui/FilterBar.tsx'
import { Icon } from '#app/ui/Icon.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { Pagination } from '#app/ui/Pagination.tsx'
import { PublicLayout } from '#app/ui/PublicLayout.tsx'
import { RateMeter } from '#app/ui/RateMeter.tsx'
import { Select } from '#app/ui/Select.tsx'
import { Stat } from '#app/ui/Stat.tsx'
import { TextField } from '#app/ui/TextField.tsx'
import figuresCss from '#app/ui/figures.css?url'
import publicCss from '#app/ui/public.css?url'
import { publicHeaders } from './parts/page.ts'

export { publicHeaders as headers }

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: publicCss },
  { rel: 'stylesheet', href: figuresCss },
]

const orders = ['name', 'overdue', 'oldest-survey'] as const

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { db, config } = context
  const query = new URL(request.url).searchParams
  const filter = {
    query: (query.get('tu') ?? '').trim().slice(0, 100),
    governing: (query.get('co-quan') ?? '').slice(0, 300),
    order: orders.find((order) => order === query.get('thu-tu')) ?? 'name',
  }
  const page = /^\d{1,5}$/.test(query.get('trang') ?? '') ? Number(query.get('trang')) : 1
  return { origin: config.publicOrigin, filter, governing: await governingBodies(db), found: await searchSchools(db, filter, page) }
}

export const meta: MetaFunction<typeof loader> = ({ data, location }) => {
  const lang = langFromPath(location.pathname)
  const address = (data?.origin ?? '') + location.pathname
  const other = (data?.origin ?? '') + otherLanguage(location.pathname)
  return [
    { title: `${m.title[lang]} · Lắng Nghe` },
    { name: 'description', content: m.description[lang] },
    { property: 'og:title', content: m.title[lang] },
    { property: 'og:description', content: m.description[lang] },
    { property: 'og:type', content: 'website' },
    { property: 'og:url', content: address },
    { tagName: 'link', rel: 'canonical', href: address },
    { tagName: 'link', rel: 'alternate', hrefLang: lang, href: address },
    { tagName: 'link', rel: 'alternate', hrefLang: lang === 'vi' ? 'en' : 'vi', href: other },
  ]
}

export default function AllSchools() {
  const { filter, governing, found } = useLoaderData<typeof loader>()
  const t = useText()
  const lang = useLang()
  const columns = useColumns()
  const list = lang === 'en' ? '/en/cac-truong' : '/cac-truong'
  const isFiltered = filter.query !== '' || filter.governing !== ''
  const asOf = found.schools.map((school) => school.asOf).sort()[0]
  return (
    <PublicLayout
      schoolName="Lắng Nghe"
      homeHref={list}
      tagline={t(publicText.tagline)}
      nav={[]}
      langSwitch={{ href: lang === 'en' ? '/cac-truong' : '/en/cac-truong', label: t(publicText.otherLanguage), lang: lang === 'vi' ? 'en' : 'vi' }}
      footer={<p className="measure">{t(m.about)}</p>}
    >
      <PageHeader title={t(m.title)} lead={<p>{t(m.lead)}</p>} />
      {found.totals.schools === 0 && !isFiltered ? (
        <EmptyState title={t(m.none)} text={t(m.noneText)} />
      ) : (
        <section className="stack">
          <FilterBar action={list} label={t(m.search)} submitLabel={t(m.submit)} resetHref={isFiltered ? list : undefined}>
            <TextField name="tu" type="search" label={t(m.words)} hint={t(m.wordsHint)} defaultValue={filter.query} maxLength={100} />
            {governing.length > 1 ? (
              <Select name="co-quan" label={t(m.governing)} defaultValue={filter.governing} placeholder={t(m.anyGoverning)} options={governing.map((name) => ({ value: name, label: name }))} />
            ) : null}
            <Select name="thu-tu" label={t(m.order)} defaultValue={filter.order} options={orders.map((order) => ({ value: order, label: t(m.orders[order]) }))} />
          </FilterBar>
          <h2 className="found">{t(m.found(found.totals.schools))}</h2>
          {found.totals.schools === 0 ? (
            <EmptyState
              title={t(m.nothing)}
              text={t(m.nothingText)}
              action={
                <ButtonLink href={list} variant="secondary">
                  {t(m.clear)}
                </ButtonLink>
              }
            />
          ) : (
            <>
              {found.totals.schools > 1 ? <Totals totals={found.totals} /> : null}
              <DataTable stack caption={t(m.table)} hideCaption columns={columns} rows={found.schools} rowKey={(school) => school.slug} />
              <Pagination page={found.page} pageCount={found.pageCount} hrefFor={(page) => `${list}?${queryFor(filter, page)}`} />
              {asOf === undefined ? null : <p className="muted measure">{t(m.asOf(asOf))}</p>}
              <p className="csv-link no-print">
                <a href="/cac-truong.csv" download>
                  <Icon name="download" />
                  {t(m.file)}
                </a>
              </p>
            </>
          )}
        </section>
      )}
    </PublicLayout>
  )
}

/** The sums over everything found, not over the page alone. */
function Totals({ totals }: { totals: SchoolTotals }) {
  const t = useText()
  const lang = useLang()
  return (
    <div className="stats">
      <Stat
        label={t(m.satisfied)}
        tone="accent"
        value={totals.rate === null ? '–' : formatPercent(totals.rate, lang)}
        detail={t(totals.rate === null ? m.noRate : m.pooled(totals.nValid, totals.withFigure, totals.schools))}
      />
      <Stat label={t(m.inTime)} value={t(caseFiguresText.share(totals.inTime.inTime, totals.inTime.outOf))} detail={t(m.thisYear(totals.received))} />
      <Stat label={t(m.overdue)} tone={totals.overdue > 0 ? 'danger' : 'plain'} value={formatNumber(totals.overdue, lang)} detail={t(caseFiguresText.inTimeDetail)} />
      <Stat
        label={t(m.published)}
        value={t(caseFiguresText.share(totals.published.done, totals.published.outOf))}
        detail={`${t(caseFiguresText.of(totals.published.done, totals.published.outOf))} ${t(caseFiguresText.publishable)}`}
      />
    </div>
  )
}

function useColumns() {
  const t = useText()
  const lang = useLang()
  const share = ({ done, outOf }: { done: number; outOf: number }) => (
    <>
      {t(caseFiguresText.share(done, outOf))}
      {outOf > 0 ? <span className="cell-detail">{t(caseFiguresText.of(done, outOf))}</span> : null}
    </>
  )
  return [
    {
      key: 'school',
      header: t(m.school),
      rowHeader: true,
      cell: (school: SchoolLine) => (
        <>
          <a href={pathFor(lang, { slug: school.slug, is_default: school.isDefault ? 1 : 0 }, '/')}>{school.name}</a>
          {school.governing === '' ? null : <span className="cell-detail">{school.governing}</span>}
        </>
      ),
    },
    { key: 'survey', header: t(m.survey), cell: (school: SchoolLine) => <Satisfaction school={school} /> },
    { key: 'inTime', header: t(m.inTime), align: 'end' as const, cell: ({ inTime }: SchoolLine) => <span>{share({ done: inTime.inTime, outOf: inTime.outOf })}</span> },
    { key: 'overdue', header: t(m.overdue), align: 'end' as const, cell: ({ overdue }: SchoolLine) => <span className={overdue > 0 ? 'late' : undefined}>{formatNumber(overdue, lang)}</span> },
    { key: 'published', header: t(m.published), align: 'end' as const, cell: ({ published }: SchoolLine) => <span>{share(published)}</span> },
  ]
}

function Satisfaction({ school: { satisfaction, isHidden } }: { school: SchoolLine }) {
  const t = useText()
  const lang = useLang()
  if (satisfaction === null) return <span className="hidden-figure">{t(isHidden ? figuresText.hidden : m.noSurvey)}</span>
  const { rate, interval, nValid, closedOn, responseRate } = satisfaction
  return (
    <span className="school-rate">
      <strong>{formatPercent(rate, lang)}</strong>
      {interval === null ? null : (
        <>
          <RateMeter rate={rate} low={interval.low} high={interval.high} label={t(figuresText.meter(rate, interval.low, interval.high))} />
          <span className="cell-detail">{t(m.surveyDetail(figuresText.intervalShort(interval.low, interval.high), nValid))}</span>
        </>
      )}
      <span className="cell-detail">{[t(m.released(closedOn)), responseRate === null ? null : t(m.responded(responseRate))].filter((part) => part !== null).join(' · ')}</span>
    </span>
  )
}

function queryFor(filter: { query: string; governing: string; order: string }, page: number): string {
  const query = new URLSearchParams()
  if (filter.query) query.set('tu', filter.query)
  if (filter.governing) query.set('co-quan', filter.governing)
  if (filter.order !== 'name') query.set('thu-tu', filter.order)
  if (page > 1) query.set('trang', String(page))
  return query.toString()
}
