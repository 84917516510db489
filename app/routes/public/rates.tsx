import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { visit } from '#app/http/visit.ts'
import { formatNumber, formatPercent } from '#app/i18n/format.ts'
import { translate } from '#app/i18n/index.ts'
import type { Message } from '#app/i18n/index.ts'
import { measuresText } from '#app/i18n/messages/answers.ts'
import { figuresText } from '#app/i18n/messages/figures.ts'
import { informationText } from '#app/i18n/messages/information.ts'
import { ledgerText } from '#app/i18n/messages/ledger.ts'
import { ratesText as m } from '#app/i18n/messages/rates.ts'
import { shareText } from '#app/i18n/messages/share.ts'
import { summaryText } from '#app/i18n/messages/summary.ts'
import { useLang, useText } from '#app/i18n/text.tsx'
import { publicMeasures } from '#app/publication/index.ts'
import { publicSummary } from '#app/comments/index.ts'
import { currentTargets } from '#app/schools/index.ts'
import { collectingNow, hasTemplateAreas, roundHistory } from '#app/surveys/index.ts'
import { isQuickItem } from '#app/surveys/questionnaires.ts'
import type { AreaResult, HistoryEntry } from '#app/surveys/index.ts'
import { ButtonLink } from '#app/ui/Button.tsx'
import { Card } from '#app/ui/Card.tsx'
import { DataTable } from '#app/ui/DataTable.tsx'
import { DistributionBar } from '#app/ui/DistributionBar.tsx'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { Tabs } from '#app/ui/Tabs.tsx'
import { CsvLink } from './parts/CsvLink.tsx'
import { MeasureList } from './parts/MeasureList.tsx'
import { RoundSummary } from './parts/RoundSummary.tsx'
import { Collecting, Distribution, Headline, Legend, Limits, Mean, Rate, Trend } from './parts/SurveyFigures.tsx'
import { pageMeta, publicHeaders, usePaths } from './parts/page.ts'

export { publicHeaders as headers }

export const meta: MetaFunction<typeof loader> = (args) => pageMeta(args, { title: m.title, description: m.description, keepQuery: true, picture: args.data?.chosen ? `/ty-le-hai-long/${args.data.chosen.results.round.id}.png` : undefined })

/** `?dot=` chooses the round; without it the newest one of the education survey. */
export async function loader(args: LoaderFunctionArgs) {
  const { db } = args.context
  const { school, lang, today } = await visit(args)
  const education = await roundHistory(db, school, 'education')
  const dossier = await roundHistory(db, school, 'dossier')
  const wanted = new URL(args.request.url).searchParams.get('dot')
  const chosen = wanted === null ? (education.at(-1) ?? dossier.at(-1)) : [...education, ...dossier].find(({ results }) => results.round.id === wanted)
  if (wanted !== null && !chosen) throw new Response(translate(lang, m.noSuchRound), { status: 404 })

  const code = chosen?.results.round.questionnaire ?? 'education'
  const targets = await currentTargets(db, school, Number(today.slice(0, 4)))
  const history = code === 'education' ? education : dossier
  const measuresSince = async (from: string, until: string | null) => ({ from, until, done: await publicMeasures(db, school, { from, before: until ?? undefined, limit: 5 }) })
  return {
    today,
    code,
    chosen: chosen ?? null,
    /** Every released round of the chosen survey; the questions of the others are on their own pages. */
    history: history.map((entry) => ({ ...entry, questionChanges: {}, results: { ...entry.results, areas: [] } })),
    newest: { education: education.at(-1)?.results.round.id ?? null, dossier: dossier.at(-1)?.results.round.id ?? null },
    measures: chosen && code === 'education' ? await measuresSince(chosen.results.releasedOn, education.find(({ results }) => results.releasedOn > chosen.results.releasedOn)?.results.releasedOn ?? null) : null,
    targetPercent: targets.find((target) => target.indicator === `${code}_satisfaction`)?.target_percent ?? null,
    summary: chosen ? await publicSummary(db, chosen.results.round) : null,
    collecting: await collectingNow(db, school, code),
    /** Where the areas come from can be said only of those that the templates have. */
    basis: chosen && hasTemplateAreas(code, chosen.results.areas) ? code : null,
  }
}

export default function Rates() {
  const { today, code, chosen, history, newest, measures, targetPercent, summary, collecting, basis } = useLoaderData<typeof loader>()
  const t = useText()
  const lang = useLang()
  const { to } = usePaths()
  const roundHref = (id: string) => `${to('/ty-le-hai-long')}?dot=${id}`
  const surveys = (['education', 'dossier'] as const).filter((one) => newest[one] !== null)
  return (
    <>
      <PageHeader title={t(m.title)} lead={<p>{t(m.lead)}</p>} />
      {surveys.length < 2 ? null : (
        <Tabs
          label={t(m.survey)}
          items={surveys.map((one) => ({ href: roundHref(newest[one]!), label: t(figuresText.surveys[one]), current: one === code }))}
        />
      )}
      {chosen === null ? (
        <EmptyState title={t(figuresText.none[code])} text={t(figuresText.none.text)} />
      ) : (
        <>
          <section className="stack">
            <h2>{t(chosen.results.round.name)}</h2>
            {history.length < 2 ? null : (
              <nav className="round-links no-print" aria-label={t(m.rounds)}>
                <ul className="cluster plain-list">
                  {[...history].reverse().map(({ results }) => (
                    <li key={results.round.id}>
                      <a className="chip" href={roundHref(results.round.id)} aria-current={results.round.id === chosen.results.round.id ? 'page' : undefined}>
                        {t(results.round.name)}
                      </a>
                    </li>
                  ))}
                </ul>
              </nav>
            )}
            <Headline {...chosen} targetPercent={targetPercent} />
            <OnThisPage
              sections={[
                ...(summary ? [['phu-huynh-noi-gi', summaryText.title] as const] : []),
                ['linh-vuc', m.areas],
                ...(measures === null ? [] : [['viec-da-lam', measuresText.title] as const]),
                ['cau-hoi', m.questions],
                ['qua-cac-dot', m.trend],
                ['cach-tinh', m.method],
              ]}
            />
            <Distribution results={chosen.results} />
            <Limits results={chosen.results} />
            <Share roundId={chosen.results.round.id} />
          </section>

          {summary ? <RoundSummary summary={summary} /> : null}

          <section className="stack" id="linh-vuc">
            <h2>{t(m.areas)}</h2>
            <p className="muted measure">{t(m.areasNote)}</p>
            <Card>
              <AreaTable areas={chosen.results.areas} />
              <Legend />
              <CsvLink name="ty-le-hai-long" />
            </Card>
            {chosen.results.expectation === null ? null : (
              <Card title={t(m.expectation)} level={3}>
                <p>“{t(chosen.results.expectation.wording)}”</p>
                <p className="expectation">{formatPercent(chosen.results.expectation.mean / 100, lang)}</p>
                <p className="muted">{t(m.expectationNote(chosen.results.expectation.nValid))}</p>
              </Card>
            )}
          </section>

          {measures === null ? null : (
            <section className="stack" id="viec-da-lam">
              <div className="section-head">
                <h2>{t(measuresText.title)}</h2>
                <a href={to('/viec-da-lam')}>{t(measuresText.all)}</a>
              </div>
              <p className="muted measure">{t(measures.done.length === 0 ? measuresText.noneSince : measuresText.since(measures.from, measures.until))}</p>
              {measures.done.length === 0 ? null : <MeasureList measures={measures.done} withNumber />}
            </section>
          )}

          <section className="stack" id="cau-hoi">
            <h2>{t(m.questions)}</h2>
            <p className="muted measure">{t(m.questionsNote)}</p>
            <Card>
              {chosen.results.areas.map((area) => (
                <Disclosure key={area.code} summary={<AreaLine area={area} />}>
                  <div className="dense-rows">
                    <QuestionTable area={area} entry={chosen} />
                  </div>
                </Disclosure>
              ))}
              <Legend />
              <CsvLink name="phan-bo" />
            </Card>
            <p className="muted measure">{t(figuresText.hiddenWhy)}</p>
            {Object.keys(chosen.questionChanges).length === 0 ? null : <p className="muted measure">{t(m.changeNote)}</p>}
          </section>

          <section className="stack" id="qua-cac-dot">
            <Trend history={history} targetPercent={targetPercent} level={2} roundHref={roundHref} />
          </section>
        </>
      )}
      {collecting ? <Collecting collecting={collecting} today={today} action={code === 'education' ? t(informationText.rate) : undefined} /> : null}
      <section className="stack" id="cach-tinh">
        <h2>{t(m.method)}</h2>
        <ul className="measure">
          {m.methodText.map((line) => (
            <li key={line.vi}>{t(line)}</li>
          ))}
          {chosen === null ? null : (
            <li>
              {t(m.asked(chosen.results.round.questionnaireVersion, chosen.results.areas.length, ownQuestions(chosen.results.areas), basis))}
              {chosen.results.areas.some((area) => area.questions.some(({ code: question }) => isQuickItem(question))) ? ` ${t(m.askedQuick)}` : null}
            </li>
          )}
          <li>
            {t(m.ledger)} <a href={to('/so-niem-phong')}>{t(ledgerText.title)}</a>
          </li>
        </ul>
      </section>
    </>
  )
}

/** Without those of the one-minute form, which ask about a whole area. */
const ownQuestions = (areas: AreaResult[]) => areas.flatMap((area) => area.questions).filter(({ code }) => !isQuickItem(code)).length

/** The page is long: what is on it, to be jumped to. */
function OnThisPage({ sections }: { sections: readonly (readonly [id: string, title: Message])[] }) {
  const t = useText()
  return (
    <nav className="on-page no-print" aria-label={t(m.onPage)}>
      <ul className="plain-list">
        {sections.map(([id, title]) => (
          <li key={id}>
            <a href={`#${id}`}>{t(title)}</a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** What can be taken along: each carries n and the interval with it. */
function Share({ roundId }: { roundId: string }) {
  const t = useText()
  const { to } = usePaths()
  return (
    <section className="stack-s no-print" aria-labelledby="chia-se">
      <h3 id="chia-se">{t(m.share)}</h3>
      <p className="cluster">
        <ButtonLink href={to(`/ty-le-hai-long/${roundId}.pdf`)} variant="secondary" icon="print">
          {t(shareText.print)}
        </ButtonLink>
        <ButtonLink href={to(`/ty-le-hai-long/${roundId}.png`)} variant="secondary" icon="download" download={`${roundId}.png`}>
          {t(shareText.picture)}
        </ButtonLink>
        <a className="inline-target" href={`${to('/du-lieu')}#nhung`}>
          {t(shareText.embed)}
        </a>
      </p>
    </section>
  )
}

function AreaLine({ area }: { area: AreaResult }) {
  const t = useText()
  return (
    <span className="area-line">
      <strong>{t(area.name)}</strong>
      <span>
        <Rate of={area.statistics} /> · {t(m.questionCount(area.questions.length))}
      </span>
    </span>
  )
}

function AreaTable({ areas }: { areas: AreaResult[] }) {
  const t = useText()
  const lang = useLang()
  return (
    <DataTable
      caption={t(m.areas)}
      hideCaption
      stack
      rows={areas}
      rowKey={(area) => area.code}
      columns={[
        { key: 'area', header: t(figuresText.columns.area), rowHeader: true, cell: (area) => t(area.name) },
        { key: 'rate', header: t(figuresText.columns.rate), align: 'end', cell: ({ statistics }) => <Rate of={statistics} /> },
        { key: 'mean', header: t(figuresText.columns.mean), align: 'end', cell: ({ statistics }) => <Mean of={statistics} /> },
        { key: 'n', header: t(m.answersN), align: 'end', cell: ({ statistics }) => (statistics ? formatNumber(statistics.nValid, lang) : '–') },
        { key: 'spread', header: t(figuresText.columns.spread), cell: ({ statistics }) => <Spread statistics={statistics} /> },
      ]}
    />
  )
}

function QuestionTable({ area, entry: { formChange, questionChanges } }: { area: AreaResult; entry: Pick<HistoryEntry, 'formChange' | 'questionChanges'> }) {
  const changed = formChange?.changed ?? []
  const hasChanges = area.questions.some(({ code }) => questionChanges[code])
  const t = useText()
  const lang = useLang()
  return (
    <DataTable
      caption={t(m.questionsOf(area.name))}
      hideCaption
      stack
      rows={area.questions}
      rowKey={(question) => question.code}
      columns={[
        {
          key: 'question',
          header: t(figuresText.columns.question),
          rowHeader: true,
          cell: (question) => (
            <span className="question-wording">
              {t(question.wording)}
              {/* The one-minute form's question about the area as a whole has the code ending in 0. */}
              {isQuickItem(question.code) ? <span className="muted small"> ({t(m.quick)})</span> : null}
              {changed.includes(question.code) ? <span className="muted small"> ({t(m.reworded)})</span> : null}
            </span>
          ),
        },
        { key: 'rate', header: t(figuresText.columns.rate), align: 'end', cell: ({ statistics }) => <Rate of={statistics} /> },
        {
          key: 'interval',
          header: t(figuresText.columns.interval),
          align: 'end',
          cell: ({ statistics }) => (statistics?.interval ? t(figuresText.intervalShort(statistics.interval.low, statistics.interval.high)) : '–'),
        },
        { key: 'mean', header: t(figuresText.columns.mean), align: 'end', cell: ({ statistics }) => <Mean of={statistics} /> },
        { key: 'n', header: t(figuresText.columns.n), align: 'end', cell: ({ statistics }) => (statistics ? formatNumber(statistics.nValid, lang) : '–') },
        ...(hasChanges ? [{ key: 'change', header: t(figuresText.columns.change), align: 'end' as const, cell: ({ code }: { code: string }) => <QuestionChange of={questionChanges[code]} /> }] : []),
        { key: 'spread', header: t(figuresText.columns.spread), cell: ({ statistics }) => <Spread statistics={statistics} /> },
      ]}
    />
  )
}

/** The change of a question's rate; an arrow where it is more than chance. */
function QuestionChange({ of: change }: { of: HistoryEntry['questionChanges'][string] | undefined }) {
  const t = useText()
  if (change === undefined) return '–'
  const words = t(figuresText.changeCell(change.change))
  return change.low > 0 ? <strong>▲ {words}</strong> : change.high < 0 ? <strong>▼ {words}</strong> : words
}

function Spread({ statistics }: { statistics: AreaResult['statistics'] }) {
  const t = useText()
  if (statistics === null) return '–'
  return <DistributionBar small counts={statistics.distribution} label={t(figuresText.distributionLabel(statistics.distribution, statistics.nValid))} />
}
