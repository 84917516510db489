import { formatDate, formatNumber, formatPercent } from '#app/i18n/format.ts'
import { figuresText as m } from '#app/i18n/messages/figures.ts'
import { useLang, useText } from '#app/i18n/text.tsx'
import type { AreaStatistics, ItemStatistics } from '#app/statistics/index.ts'
import { rateOfAllAsked } from '#app/statistics/rates.ts'
import { levelLabels } from '#app/surveys/questionnaires.ts'
import type { AreaResult, HistoryEntry, ReleasedResults, UnreleasedResults } from '#app/surveys/index.ts'
import { ButtonLink } from '#app/ui/Button.tsx'
import { Card } from '#app/ui/Card.tsx'
import type { ChartTone } from '#app/ui/Chart.tsx'
import { ChartFrame } from '#app/ui/ChartFrame.tsx'
import { DataTable } from '#app/ui/DataTable.tsx'
import { DescriptionList } from '#app/ui/DescriptionList.tsx'
import { DistributionBar, LevelLegend } from '#app/ui/DistributionBar.tsx'
import { Icon } from '#app/ui/Icon.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { RateMeter } from '#app/ui/RateMeter.tsx'
import { CsvLink } from './CsvLink.tsx'
import { usePaths } from './page.ts'

/** A figure that is kept back. The words are the same for every reason, so that the gap itself tells nothing. */
function Hidden() {
  const t = useText()
  return <span className="hidden-figure">{t(m.hidden)}</span>
}

/** A rate that may be shown, or the words that say it is kept back. */
export function Rate({ of: statistics }: { of: Pick<AreaStatistics, 'rate'> | null }) {
  const lang = useLang()
  return statistics === null || statistics.rate === null ? <Hidden /> : formatPercent(statistics.rate, lang)
}

/** A mean level that may be shown, or a dash beside the words that say why not. */
export function Mean({ of: statistics }: { of: Pick<AreaStatistics, 'mean'> | null }) {
  const lang = useLang()
  return statistics === null || statistics.mean === null ? '–' : formatNumber(statistics.mean, lang, 2)
}

/** The headline rate of a released round with everything that makes it believable. `targetPercent` is what the school promised. */
export function Headline(props: HistoryEntry & { targetPercent: number | null }) {
  return (
    <>
      <HeadlineCard {...props} />
      <Flags results={props.results} />
    </>
  )
}

/** Signs that some answers may not be single parents' own, beside the rate and in the open. */
function Flags({ results: { flags, collected, responseRate, round } }: Pick<HistoryEntry, 'results'>) {
  const t = useText()
  const isOver = collected !== null && round.audience !== null && responseRate !== null && responseRate > 1
  if (flags.length === 0 && !isOver) return null
  return (
    <Notice tone="warning" title={t(m.flags.title)}>
      <ul>
        {isOver ? <li>{t(m.flags.moreThanInvited[round.questionnaire](collected.all, round.audience ?? 0))}</li> : null}
        {flags.map((flag) => (
          <li key={flag.kind + flag.day}>
            {t(flag.kind === 'burst' ? m.flags.burst(flag.count ?? 0, flag.day) : flag.kind === 'unproven' ? m.flags.unproven(flag.count, flag.day) : m.flags.identical(flag.count, flag.outOf ?? 0))}
            {flag.explanation ? ` ${t(m.flags.explained)}: ${flag.explanation}` : null}
          </li>
        ))}
      </ul>
      {flags.length > 0 ? <p>{t(m.flags.kept)}</p> : null}
    </Notice>
  )
}

function HeadlineCard({ results, change, formChange, targetPercent }: HistoryEntry & { targetPercent: number | null }) {
  const t = useText()
  const lang = useLang()
  const { questionnaire } = results.round
  const { statistics } = results.overall
  const interval = statistics?.interval ?? null
  const skipped = statistics === null || results.collected === null ? 0 : results.collected.all - statistics.nValid - statistics.nNoOpinion
  return (
    <div className="headline card">
      <div className="headline-rate stack-s">
        <h3 className="card-title">{t(m.headline[questionnaire])}</h3>
        {statistics === null || statistics.rate === null || interval === null ? (
          <p className="headline-value headline-hidden">{t(m.hidden)}</p>
        ) : (
          <>
            <p className="headline-value">{formatPercent(statistics.rate, lang)}</p>
            <p className="headline-interval">
              {t(m.columns.interval)}: {t(m.intervalShort(interval.low, interval.high))}
            </p>
            <div className="meter">
              <RateMeter
                rate={statistics.rate}
                low={interval.low}
                high={interval.high}
                target={targetPercent === null ? undefined : targetPercent / 100}
                label={t(m.meter(statistics.rate, interval.low, interval.high))}
              />
              <div className="meter-scale" aria-hidden="true">
                {m.meterScale[lang].map((mark) => (
                  <span key={mark}>{mark}</span>
                ))}
              </div>
              {/* What the marks are; the words around say the same. */}
              <ul className="meter-key" aria-hidden="true">
                <li>
                  <svg viewBox="0 0 24 12" width="24" height="12" focusable="false">
                    <path className="rate-whisker" d="M2 6H22M2 1V11M22 1V11" />
                  </svg>
                  {t(m.columns.interval)}
                </li>
                {targetPercent === null ? null : (
                  <li>
                    <svg viewBox="0 0 12 12" width="12" height="12" focusable="false">
                      <line className="rate-target" x1="6" x2="6" y1="0" y2="12" />
                    </svg>
                    {t(m.meterTarget(targetPercent / 100))}
                  </li>
                )}
              </ul>
            </div>
            <p>
              <strong>{t(m.satisfiedOf(statistics.satisfied, statistics.nValid))}.</strong>{' '}
              {t(m.others(statistics.distribution[2], statistics.distribution[0] + statistics.distribution[1]))}
              {skipped > 0 || statistics.nNoOpinion > 0 ? ` ${t(m.outside(skipped, statistics.nNoOpinion))}` : null}
            </p>
            <p>{t(m.interval(interval.low, interval.high))}</p>
            {results.overallBy === null ? null : (
              <p>{t(m.byChannel(results.overallBy.verified.rate ?? 0, results.overallBy.verified.nValid, results.overallBy.open.rate ?? 0, results.overallBy.open.nValid))}</p>
            )}
            {change === null ? null : <p>{t(m.change(change))}</p>}
            {formChange === null ? null : <p>{t(m.newFormWhy(formChange.headlineSame))}</p>}
          </>
        )}
      </div>
      <div className="headline-facts">
        <DescriptionList
          items={[
            { term: t(m.columns.round), detail: t(results.round.name) },
            {
              term: t(m.collected),
              detail: results.collected === null ? t(m.fewForms) : t(m.forms(results.collected.all, results.collected.full, results.collected.quick)),
            },
            ...(results.channels === null ? [] : [{ term: t(m.channels), detail: t(m.channelCounts(results.channels)) }]),
            ...(results.paper === null ? [] : [{ term: t(m.paper), detail: t(m.paperSheets(results.paper)) }]),
            { term: t(m.responseRate), detail: <ResponseRate results={results} /> },
            ...(statistics === null || statistics.mean === null ? [] : [{ term: t(m.mean), detail: t(m.outOfFive(statistics.mean)) }]),
            ...(targetPercent === null ? [] : [{ term: t(m.target), detail: formatPercent(targetPercent / 100, lang, 0) }]),
          ]}
        />
        {results.round.closesOn < results.round.plannedClosesOn ? (
          <p>
            <strong>{t(m.closedEarly(results.round.closesOn, results.round.plannedClosesOn))}</strong>
          </p>
        ) : null}
        <p className="muted small">
          {t(m.period(results.round.opensOn, results.round.closesOn))}. {t(m.released(results.releasedOn))}.
        </p>
      </div>
    </div>
  )
}

function ResponseRate({ results }: { results: ReleasedResults }) {
  const t = useText()
  if (results.collected === null) return <Hidden />
  if (results.responseRate === null || results.round.audience === null) return t(m.audienceUnknown[results.round.questionnaire])
  const words = results.round.questionnaire === 'education' ? m.responseOf : m.dossierResponseOf
  return t(words(results.responseRate, results.round.audience))
}

/** All answers to the headline question: the bar, and the table it is drawn from. Nothing when they are kept back. */
export function Distribution({ results }: { results: ReleasedResults }) {
  const t = useText()
  const lang = useLang()
  const { statistics } = results.overall
  if (statistics === null) return null
  const { distribution, nValid } = statistics
  const rows = [...levelLabels].reverse().map(({ level, label }) => ({ level, label: t(label), count: distribution[level - 1] ?? 0 }))
  return (
    <ChartFrame
      title={t(m.distribution)}
      level={3}
      note={
        <>
          {statistics.nNoOpinion > 0 ? <p>{t(m.noOpinionNote(statistics.nNoOpinion))}</p> : null}
          <CsvLink name="phan-bo" />
        </>
      }
    >
      <p className="muted">“{t(results.overall.wording)}”</p>
      <DistributionBar counts={distribution} label={t(m.distributionLabel(distribution, nValid))} />
      <DataTable
        caption={`${t(m.distribution)}, ${t(results.round.name)}`}
        hideCaption
        rows={rows}
        rowKey={(row) => row.level}
        columns={[
          {
            key: 'level',
            header: t(m.columns.level),
            rowHeader: true,
            cell: (row) => (
              <span className="level-name">
                <LevelPatch level={row.level} />
                {row.label}
              </span>
            ),
          },
          { key: 'count', header: t(m.columns.count), align: 'end', cell: (row) => formatNumber(row.count, lang) },
          { key: 'share', header: t(m.columns.share), align: 'end', cell: (row) => formatPercent(row.count / nValid, lang) },
        ]}
        footer={
          <tr>
            <th scope="row">{t(m.total)}</th>
            <td className="num">{formatNumber(nValid, lang)}</td>
            <td className="num">{formatPercent(1, lang)}</td>
          </tr>
        }
      />
    </ChartFrame>
  )
}

function LevelPatch({ level }: { level: number }) {
  return (
    <svg className="level-patch" viewBox="0 0 10 10" width="14" height="14" aria-hidden="true" focusable="false">
      <rect className={`fill-level-${level}`} width="10" height="10" rx="2" />
    </svg>
  )
}

/** The headline rate over all released rounds, as a chart over its table. */
export function Trend({ history, targetPercent, level = 3, roundHref }: {
  history: HistoryEntry[]
  targetPercent: number | null
  level?: 2 | 3
  /** Given where each round has a page to look at. */
  roundHref?: (id: string) => string
}) {
  const t = useText()
  const lang = useLang()
  const questionnaire = history[0]?.results.round.questionnaire
  if (questionnaire === undefined) return null
  const rates = history.map(({ results }) => results.overall.statistics?.rate ?? null)
  const lines = linesOf(history)
  return (
    <ChartFrame
      title={t(m.trend[questionnaire])}
      level={level}
      // One point is no trend.
      chart={
        rates.filter((rate) => rate !== null).length < 2
          ? undefined
          : {
              type: 'line',
              // Month and year: the names of rounds are too long for the axis of a phone.
              labels: history.map(({ results }) => formatDate(results.releasedOn).slice(3)),
              series: [
                ...lines.map(({ from, to, version }, index) => ({
                  label: lines.length === 1 ? t(m.columns.rate) : t(m.rateOfForm(version)),
                  values: rates.map((rate, place) => (rate === null || place < from || place >= to ? null : asPercent(rate))),
                  tone: lineTones[index % lineTones.length],
                  ranges: {
                    label: t(m.columns.interval),
                    values: history.map(({ results: { overall } }, place) => {
                      const interval = place < from || place >= to ? null : (overall.statistics?.interval ?? null)
                      return interval && ([asPercent(interval.low), asPercent(interval.high)] as const)
                    }),
                  },
                })),
                ...(targetPercent === null ? [] : [{ label: t(m.target), values: history.map(() => targetPercent), tone: 'accent' as const, dashed: true }]),
              ],
              min: 0,
              max: 100,
              unit: lang === 'vi' ? ' %' : '%',
            }
      }
      note={
        <>
          <p>{t(m.trendNote)}</p>
          {lines.length > 1 ? <p>{t(m.breakNote)}</p> : null}
          <CsvLink name="ty-le-hai-long" />
        </>
      }
    >
      <DataTable
        caption={t(m.trend[questionnaire])}
        hideCaption
        rows={[...history].reverse()}
        rowKey={({ results }) => results.round.id}
        stack
        columns={[
          {
            key: 'round',
            header: t(m.columns.round),
            rowHeader: true,
            cell: ({ results, formChange }) => (
              <>
                {roundHref ? <a href={roundHref(results.round.id)}>{t(results.round.name)}</a> : t(results.round.name)}
                {formChange === null ? null : <span className="break-mark">{t(m.newForm)}</span>}
              </>
            ),
          },
          {
            key: 'rate',
            header: t(m.columns.rate),
            align: 'end',
            cell: ({ results: { overall } }) => <Rate of={overall.statistics} />,
          },
          {
            key: 'interval',
            header: t(m.columns.interval),
            align: 'end',
            cell: ({ results: { overall } }) => <TrendInterval of={overall.statistics} />,
          },
          { key: 'n', header: t(m.columns.n), align: 'end', cell: ({ results: { overall } }) => (overall.statistics ? formatNumber(overall.statistics.nValid, lang) : '–') },
          { key: 'response', header: t(m.columns.response), align: 'end', cell: ({ results }) => (results.responseRate === null ? '–' : formatPercent(results.responseRate, lang)) },
          { key: 'change', header: t(m.columns.change), align: 'end', cell: ({ change }) => (change === null ? '–' : t(m.changeCell(change.change))) },
          { key: 'released', header: t(m.releasedOn), align: 'end', cell: ({ results }) => formatDate(results.releasedOn) },
        ]}
      />
    </ChartFrame>
  )
}

/** The interval in figures. Where nothing draws the chart, also as a stroke from 0 to 100 %, so that one sees how much the rounds overlap. */
function TrendInterval({ of: statistics }: { of: ItemStatistics | null }) {
  const t = useText()
  if (statistics === null || statistics.rate === null || !statistics.interval) return '–'
  const { low, high } = statistics.interval
  return (
    <>
      <span className="nowrap">{t(m.intervalShort(low, high))}</span>
      <noscript>
        <RateMeter rate={statistics.rate} low={low} high={high} label={t(m.meter(statistics.rate, low, high))} />
      </noscript>
    </>
  )
}

const asPercent = (share: number) => Math.round(share * 10_000) / 100

/** The stretches of a history in which the overall question had the same words: `from` inclusive, `to` exclusive, and the version that began them. */
function linesOf(history: readonly HistoryEntry[]): { from: number; to: number; version: number }[] {
  const starts = history.flatMap(({ formChange }, index) => (index === 0 || formChange?.headlineSame === false ? [index] : []))
  return starts.map((from, index) => ({ from, to: starts[index + 1] ?? history.length, version: history[from]!.results.round.questionnaireVersion }))
}

const lineTones: readonly ChartTone[] = ['success', 'info', 'warning', 'ink']

/** The areas at a glance, weakest first: where the school has most to do. */
export function AreaList({ areas }: { areas: readonly Omit<AreaResult, 'questions'>[] }) {
  const t = useText()
  const lang = useLang()
  const weakestFirst = [...areas].sort((a, b) => (a.statistics?.rate ?? 2) - (b.statistics?.rate ?? 2))
  return (
    <>
      <ul className="areas">
        {weakestFirst.map(({ code, name, statistics }) => (
          <li key={code} className="area">
            <span className="area-name">{t(name)}</span>
            {statistics === null || statistics.rate === null ? (
              <Hidden />
            ) : (
              <>
                <span className="area-rate">{formatPercent(statistics.rate, lang)}</span>
                <DistributionBar small counts={statistics.distribution} label={t(m.distributionLabel(statistics.distribution, statistics.nValid))} />
              </>
            )}
          </li>
        ))}
      </ul>
      <Legend />
    </>
  )
}

/** The key to every distribution bar, best level first as in the bars. */
export function Legend() {
  const t = useText()
  return <LevelLegend levels={[...levelLabels].reverse().map(({ level, label }) => ({ value: String(level), label: t(label) }))} />
}

/** What the figure does not say, said before somebody else does. */
export function Limits({ results: { collected, overall, responseRate, round } }: { results: Pick<ReleasedResults, 'collected' | 'overall' | 'responseRate' | 'round'> }) {
  const t = useText()
  // More forms than people asked: then a form is not one of them, and the sum would be wrong.
  const canTell = collected !== null && collected.all <= (round.audience ?? 0)
  const extremes = canTell && overall.statistics !== null ? rateOfAllAsked(overall.statistics, round.audience) : null
  return (
    <Card tone="sunken" level={3} title={t(m.limits.title)}>
      <ul className="limits-list">
        <li>
          {t(m.limits.silent(responseRate, round.questionnaire))} {extremes === null ? null : t(m.limits.extremes(extremes.low, extremes.high))}
        </li>
        <li>{t(m.limits.open)}</li>
        <li>{t(m.limits.compare)}</li>
        <li>{t(m.limits.classes)}</li>
      </ul>
      <p className="measure">
        <strong>{t(m.limits.kept)}</strong>
      </p>
    </Card>
  )
}

/** The round that is open now: how many came in, until when, and when its figures appear. `today` is a day. */
export function Collecting({ collecting, today, action }: { collecting: UnreleasedResults; today: string; action?: string }) {
  const t = useText()
  const { to } = usePaths()
  const isOver = collecting.round.closesOn < today
  return (
    <section className="collecting card card-sunken">
      <Icon name="survey" className="collecting-icon" />
      <div className="stack-s">
        <h3 className="card-title">{t(m.collecting.title(collecting.round.name))}</h3>
        <p>
          <strong>{t(m.collecting.soFar(collecting.collected))}</strong> {isOver ? t(m.collecting.over) : t(m.collecting.until(collecting.round.closesOn))}
        </p>
        {action === undefined || isOver ? null : (
          <p>
            <ButtonLink href={to('/khao-sat')} variant="secondary">
              {action}
            </ButtonLink>
          </p>
        )}
      </div>
    </section>
  )
}
