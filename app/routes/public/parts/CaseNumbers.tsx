import { formatNumber } from '#app/i18n/format.ts'
import { caseFiguresText as m } from '#app/i18n/messages/case-figures.ts'
import { useLang, useText } from '#app/i18n/text.tsx'
import type { CaseFigures, PublicFigures } from '#app/cases/index.ts'
import { DataTable } from '#app/ui/DataTable.tsx'
import { Stat } from '#app/ui/Stat.tsx'
import { CsvLink } from './CsvLink.tsx'

/** This year's figures at a glance: misses stand beside successes, in the same size. */
export function CaseStats({ figures }: { figures: CaseFigures }) {
  const t = useText()
  const lang = useLang()
  const { answeredInTime, published } = figures
  const unanswered = m.unanswered(figures)
  return (
    <div className="stats case-stats">
      <Stat label={t(m.received)} value={formatNumber(figures.received, lang)} detail={t(m.receivedDetail)} />
      <Stat label={t(m.answered)} value={formatNumber(figures.answered, lang)} detail={unanswered === null ? null : t(unanswered)} />
      <Stat
        label={t(m.inTime)}
        value={<Share {...{ done: answeredInTime.inTime, outOf: answeredInTime.outOf }} />}
        detail={
          answeredInTime.outOf === 0 ? null : (
            <>
              {t(m.of(answeredInTime.inTime, answeredInTime.outOf))}. {t(m.inTimeDetail)}
            </>
          )
        }
      />
      <Stat label={t(m.overdue)} value={formatNumber(figures.overdue, lang)} tone={figures.overdue > 0 ? 'danger' : 'plain'} detail={t(m.overdueDetail(figures.overdue))} />
      <Stat
        label={t(m.published)}
        value={<Share {...published} />}
        detail={
          [
            ...(published.outOf === 0 ? [] : [`${t(m.of(published.done, published.outOf))} ${t(m.publishable)}.`]),
            ...(figures.answeredAgain === 0 ? [] : [t(m.answeredAgain(figures.answeredAgain))]),
            ...(figures.takenDown === 0 ? [] : [t(m.takenDown(figures.takenDown))]),
          ].join(' ')
        }
      />
      <Stat
        label={t(m.average)}
        value={figures.averageWorkingDays === null ? <NoCases /> : t(m.workingDays(figures.averageWorkingDays))}
        detail={figures.averageWorkingDays === null ? null : t(m.averageDetail)}
      />
    </div>
  )
}

function Share({ done, outOf }: { done: number; outOf: number }) {
  const t = useText()
  return outOf === 0 ? <NoCases /> : t(m.share(done, outOf))
}

/** No cases is "Không phát sinh", never 100 %. */
function NoCases() {
  const t = useText()
  return <span className="stat-none">{t(m.share(0, 0))}</span>
}

/** All figures, this year beside all time. */
export function CaseTable({ figures }: { figures: PublicFigures }) {
  const t = useText()
  const lang = useLang()
  const count = (pick: (of: CaseFigures) => number) => (of: CaseFigures) => formatNumber(pick(of), lang)
  const share = (pick: (of: CaseFigures) => { done: number; outOf: number }) => (of: CaseFigures) => {
    const { done, outOf } = pick(of)
    return outOf === 0 ? t(m.share(0, 0)) : `${t(m.share(done, outOf))} (${done}/${outOf})`
  }
  const rows = [
    { key: 'received', label: m.rows.received, cell: count((of) => of.received) },
    { key: 'acknowledged', label: m.rows.acknowledged, cell: share(({ acknowledged }) => ({ done: acknowledged.inTime, outOf: acknowledged.outOf })) },
    { key: 'answered', label: m.rows.answered, cell: count((of) => of.answered) },
    { key: 'inTime', label: m.rows.inTime, cell: share(({ answeredInTime }) => ({ done: answeredInTime.inTime, outOf: answeredInTime.outOf })) },
    { key: 'transferred', label: m.rows.transferred, cell: share(({ transferredInTime }) => ({ done: transferredInTime.inTime, outOf: transferredInTime.outOf })) },
    { key: 'overdue', label: m.rows.overdue, cell: count((of) => of.overdue) },
    { key: 'pending', label: m.rows.pending, cell: count((of) => of.pending) },
    { key: 'waiting', label: m.rows.waiting, cell: count((of) => of.waitingForSender) },
    { key: 'average', label: m.rows.average, cell: (of: CaseFigures) => (of.averageWorkingDays === null ? t(m.share(0, 0)) : formatNumber(of.averageWorkingDays, lang, 1)) },
    { key: 'published', label: m.rows.published, cell: share((of) => of.published) },
    { key: 'answeredAgain', label: m.rows.answeredAgain, cell: count((of) => of.answeredAgain) },
  ]
  return (
    <>
      <DataTable caption={t(m.table)} rows={rows} rowKey={(row) => row.key} columns={columns(t(m.figure), (row) => t(row.label))} />
      <CsvLink name="tinh-hinh-xu-ly" />
    </>
  )

  function columns(header: string, label: (row: (typeof rows)[number]) => string) {
    return [
      { key: 'figure', header, rowHeader: true, cell: label },
      { key: 'year', header: t(m.year(figures.year)), align: 'end' as const, cell: (row: (typeof rows)[number]) => row.cell(figures.thisYear) },
      { key: 'all', header: t(m.all), align: 'end' as const, cell: (row: (typeof rows)[number]) => row.cell(figures.all) },
    ]
  }
}

/** What is not published, and why: the honest half of the share published. */
export function LeftOutTable({ figures }: { figures: PublicFigures }) {
  const t = useText()
  const lang = useLang()
  const reasons = ['unanswered', 'noConsent', 'transferred', 'ineligible', 'merged', 'restricted'] as const
  const rows = [
    { key: 'waiting', count: ({ published, takenDown }: CaseFigures) => published.outOf - published.done - takenDown },
    { key: 'takenDown', count: ({ takenDown }: CaseFigures) => takenDown },
    ...reasons.map((key) => ({ key, count: ({ leftOut }: CaseFigures) => leftOut[key] })),
  ] as const
  return (
    <DataTable
      caption={t(m.leftOut.table)}
      rows={rows}
      rowKey={(row) => row.key}
      columns={[
        { key: 'reason', header: t(m.leftOut.reason), rowHeader: true, cell: (row) => t(m.leftOut[row.key]) },
        { key: 'year', header: t(m.year(figures.year)), align: 'end', cell: (row) => formatNumber(row.count(figures.thisYear), lang) },
        { key: 'all', header: t(m.all), align: 'end', cell: (row) => formatNumber(row.count(figures.all), lang) },
      ]}
    />
  )
}
