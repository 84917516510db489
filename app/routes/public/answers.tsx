import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { visit } from '#app/http/visit.ts'
import { answersText as m } from '#app/i18n/messages/answers.ts'
import { followText } from '#app/i18n/messages/follow.ts'
import { informationText } from '#app/i18n/messages/information.ts'
import { useLang, useText } from '#app/i18n/text.tsx'
import { publishedChoices, searchPublished } from '#app/publication/index.ts'
import { ButtonLink } from '#app/ui/Button.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { FilterBar } from '#app/ui/FilterBar.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { Pagination } from '#app/ui/Pagination.tsx'
import { Select } from '#app/ui/Select.tsx'
import { TextField } from '#app/ui/TextField.tsx'
import { CsvLink } from './parts/CsvLink.tsx'
import { PublishedCard } from './parts/PublishedCard.tsx'
import { pageMeta, publicHeaders, usePaths } from './parts/page.ts'

export { publicHeaders as headers }

export const meta: MetaFunction<typeof loader> = (args) => pageMeta(args, { title: m.title, description: m.description, feed: { title: m.title, path: '/tra-loi.atom' } })

export async function loader(args: LoaderFunctionArgs) {
  const { db } = args.context
  const { school } = await visit(args)
  const query = new URL(args.request.url).searchParams
  const filter = {
    query: (query.get('tu') ?? '').trim().slice(0, 100),
    field: query.get('linh-vuc') ?? '',
    year: /^\d{4}$/.test(query.get('nam') ?? '') ? Number(query.get('nam')) : undefined,
  }
  const page = /^\d{1,5}$/.test(query.get('trang') ?? '') ? Number(query.get('trang')) : 1
  return { filter, choices: await publishedChoices(db, school), found: await searchPublished(db, school, filter, page) }
}

export default function Answers() {
  const { filter, choices, found } = useLoaderData<typeof loader>()
  const t = useText()
  const lang = useLang()
  const { to } = usePaths()
  const list = to('/tra-loi')
  const isFiltered = filter.query !== '' || filter.field !== '' || filter.year !== undefined
  // Without any choice nothing has been published at all.
  const isEmpty = choices.fields.length === 0
  return (
    <>
      <PageHeader
        title={t(m.title)}
        lead={
          <p>
            {t(m.lead)} {t(m.leadLanguage)}
          </p>
        }
      />
      {isEmpty ? (
        <EmptyState title={t(informationText.noAnswers)} text={t(informationText.noAnswersText)} />
      ) : (
        <section className="stack">
          <FilterBar action={list} label={t(m.search)} submitLabel={t(m.submit)} resetHref={isFiltered ? list : undefined}>
            <TextField name="tu" type="search" label={t(m.words)} hint={t(m.wordsHint)} defaultValue={filter.query} maxLength={100} />
            <Select
              name="linh-vuc"
              label={t(m.field)}
              defaultValue={filter.field}
              placeholder={t(m.allFields)}
              options={choices.fields.map((field) => ({ value: field.code, label: field.name[lang] }))}
            />
            <Select
              name="nam"
              label={t(m.year)}
              defaultValue={filter.year === undefined ? '' : String(filter.year)}
              placeholder={t(m.allYears)}
              options={choices.years.map((year) => ({ value: String(year), label: String(year) }))}
            />
          </FilterBar>
          <h2 className="found">{t(m.found(found.total))}</h2>
          {found.total === 0 ? (
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
            <ul className="records">
              {found.answers.map((answer) => (
                <li key={answer.number}>
                  <PublishedCard answer={answer} />
                </li>
              ))}
            </ul>
          )}
          <Pagination page={found.page} pageCount={found.pageCount} hrefFor={(page) => `${list}?${queryFor(filter, page)}`} />
          <CsvLink name="phan-anh-da-tra-loi" />
          <p className="cluster no-print">
            <a href={to('/dinh-chinh')}>{t(m.logAll)}</a>
            <a href={to('/tra-loi.atom')}>{t(followText.feedAll)}</a>
          </p>
        </section>
      )}
    </>
  )
}

function queryFor(filter: { query: string; field: string; year: number | undefined }, page: number): string {
  const query = new URLSearchParams()
  if (filter.query) query.set('tu', filter.query)
  if (filter.field) query.set('linh-vuc', filter.field)
  if (filter.year) query.set('nam', String(filter.year))
  if (page > 1) query.set('trang', String(page))
  return query.toString()
}
