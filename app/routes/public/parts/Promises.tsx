import { formatDate, formatPercent } from '#app/i18n/format.ts'
import { promisesText as m } from '#app/i18n/messages/case-figures.ts'
import { useLang, useText } from '#app/i18n/text.tsx'
import type { CaseFigures } from '#app/cases/index.ts'
import type { KeptPromise } from '#app/publication/index.ts'
import { Badge } from '#app/ui/Badge.tsx'
import type { Tone } from '#app/ui/Badge.tsx'
import type { IconName } from '#app/ui/Icon.tsx'
import { DataTable } from '#app/ui/DataTable.tsx'

const looks: Record<KeptPromise['status'], { tone: Tone; icon: IconName }> = {
  reached: { tone: 'success', icon: 'check' },
  missed: { tone: 'danger', icon: 'cross' },
  none: { tone: 'neutral', icon: 'clock' },
  unmeasured: { tone: 'neutral', icon: 'info' },
}

/** What the plan promised beside what came of it. `cases` are this year's. */
export function PromiseTable({ promises, cases }: { promises: KeptPromise[]; cases: CaseFigures }) {
  const t = useText()
  const lang = useLang()
  return (
    <DataTable
      caption={t(m.table)}
      hideCaption
      stack
      rows={promises}
      rowKey={(row) => row.id}
      columns={[
        { key: 'promise', header: t(m.promise), rowHeader: true, cell: (row) => <span className="promise-statement">{t(row.statement)}</span> },
        { key: 'section', header: t(m.section), cell: (row) => <span className="nowrap">{row.section}</span> },
        { key: 'target', header: t(m.target), align: 'end', cell: (row) => (row.targetPercent === null ? '–' : formatPercent(row.targetPercent / 100, lang, 0)) },
        { key: 'actual', header: t(m.actual), align: 'end', cell: (row) => <Actual promise={row} cases={cases} /> },
        {
          key: 'result',
          header: t(m.result),
          cell: (row) => (
            <span className="promise-result">
              <Badge tone={looks[row.status].tone} icon={looks[row.status].icon}>
                {t(m.status[row.status])}
              </Badge>
            </span>
          ),
        },
      ]}
    />
  )
}

function Actual({ promise, cases }: { promise: KeptPromise; cases: CaseFigures }) {
  const t = useText()
  const lang = useLang()
  const { published, overdue } = cases
  const isAboutCases = promise.indicator === 'cases_answered_published' && promise.status !== 'none'
  return (
    <span className="promise-actual">
      {promise.actual === null ? (promise.asOf === null && !isAboutCases ? '–' : null) : <strong>{formatPercent(promise.actual, lang)}</strong>}
      {promise.asOf === null ? null : (
        <span>
          {t(m.lastRelease)} {formatDate(promise.asOf)}
        </span>
      )}
      {isAboutCases && published.outOf > 0 ? <span>{t(m.published(published.done, published.outOf))}</span> : null}
      {isAboutCases && overdue > 0 ? <span>{t(m.overdue(overdue))}</span> : null}
    </span>
  )
}
