import { formatNumber, formatPercent } from '#app/i18n/format.ts'
import { insideThreshold, publicThreshold } from '#app/statistics/index.ts'
import type { AreaStatistics, InsideView, ItemStatistics } from '#app/statistics/index.ts'
import { relations } from '#app/surveys/questionnaires.ts'
import type { ReleasedResults } from '#app/surveys/results.ts'
import { Card } from '#app/ui/Card.tsx'
import { DataTable } from '#app/ui/DataTable.tsx'
import type { Column } from '#app/ui/DataTable.tsx'
import { DistributionBar } from '#app/ui/DistributionBar.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { RateMeter } from '#app/ui/RateMeter.tsx'
import { Stat } from '#app/ui/Stat.tsx'

/** The figures of a closed round as everybody sees them, and the headline by group for the school alone. */
export function Results({ results, groups, byAge, byRelation, publicHref }: {
  results: ReleasedResults
  /** The groups that were asked about. */
  groups: readonly { code: string; label: { vi: string } }[]
  byAge: InsideView | null
  byRelation: InsideView | null
  publicHref: string
}) {
  const { overall, areas, expectation } = results
  if (!overall.statistics?.interval || overall.statistics.rate === null) {
    return (
      <Notice title="Chưa đủ phiếu để có kết quả">
        <p>Dưới {publicThreshold} người trả lời câu hài lòng chung thì không hiện con số nào.</p>
      </Notice>
    )
  }
  const { rate, mean, nValid, interval, distribution } = overall.statistics
  return (
    <>
      <Card title="Kết quả đã công bố" actions={<a href={publicHref}>Xem trang công khai</a>}>
        <div className="stats">
          <Stat large label="Hài lòng chung" value={formatPercent(rate)} detail={`n = ${formatNumber(nValid)}, khoảng tin cậy 95 %: ${formatPercent(interval.low)} – ${formatPercent(interval.high)}`}>
            <RateMeter rate={rate} low={interval.low} high={interval.high} label={`${formatPercent(rate)} hài lòng`} />
          </Stat>
          <Stat label="Điểm trung bình" value={mean === null ? '–' : formatNumber(mean, 'vi', 2)} detail="trên thang 5">
            <DistributionBar counts={distribution} label={distributionText(distribution)} />
          </Stat>
          {expectation ? (
            <Stat label="Đáp ứng mong đợi" value={`${formatNumber(expectation.mean, 'vi', 2)} %`} detail={`n = ${formatNumber(expectation.nValid)}`} />
          ) : null}
        </div>
      </Card>
      {areas.map((area) => (
        <Card key={area.code} title={area.name.vi} meta={<AreaFigure statistics={area.statistics} />}>
          <DataTable
            caption={area.name.vi}
            hideCaption
            columns={questionColumns}
            rows={area.questions.map((question) => ({ ...question, name: question.wording.vi }))}
            rowKey={(question) => question.code}
          />
        </Card>
      ))}
      {byAge ? <ByGroup title="Hài lòng chung theo khối" view={byAge} options={groups} /> : null}
      {byRelation ? <ByGroup title="Hài lòng chung theo người trả lời" view={byRelation} options={relations} /> : null}
    </>
  )
}

function AreaFigure({ statistics }: { statistics: AreaStatistics | null }) {
  if (statistics === null || statistics.rate === null) return <>Chưa đủ phiếu (n &lt; {publicThreshold})</>
  return (
    <>
      Cả lĩnh vực: <strong>{formatPercent(statistics.rate)}</strong> trên {formatNumber(statistics.nValid)} câu trả lời
    </>
  )
}

type QuestionLine = { code: string; name: string; statistics: ItemStatistics | null }

const questionColumns: Column<QuestionLine>[] = [
  { key: 'name', header: 'Câu hỏi', rowHeader: true, cell: (line) => line.name },
  { key: 'rate', header: 'Hài lòng', align: 'end', cell: ({ statistics }) => figure(statistics, () => formatPercent(statistics!.rate!)) },
  { key: 'mean', header: 'Điểm', align: 'end', cell: ({ statistics }) => figure(statistics, () => formatNumber(statistics!.mean!, 'vi', 2)) },
  { key: 'n', header: 'n', align: 'end', cell: ({ statistics }) => figure(statistics, () => formatNumber(statistics!.nValid)) },
]

function figure(statistics: ItemStatistics | null, text: () => string) {
  return statistics === null || statistics.rate === null || statistics.mean === null ? '–' : text()
}

function ByGroup({ title, view, options }: { title: string; view: InsideView; options: readonly { code: string; label: { vi: string } }[] }) {
  const rows: QuestionLine[] = [
    ...view.groups.map((group) => ({
      code: group.code,
      name: options.find((one) => one.code === group.code)?.label.vi ?? group.code,
      statistics: group.statistics,
    })),
    { code: '', name: 'Không trả lời câu này', statistics: view.unspecified },
  ]
  return (
    <Card title={title}>
      <DataTable caption={title} hideCaption columns={groupColumns} rows={rows} rowKey={(row) => row.code} />
      <p className="muted small">
        Chỉ dùng trong nhà trường, không công bố. Dấu – là nhóm dưới {insideThreshold} người, hoặc nhóm phải ẩn theo để không tính ngược ra được.
      </p>
    </Card>
  )
}

const groupColumns: Column<QuestionLine>[] = [{ ...questionColumns[0]!, header: 'Nhóm' }, ...questionColumns.slice(1)]

function distributionText(distribution: readonly number[]): string {
  const words = ['Rất không hài lòng', 'Không hài lòng', 'Bình thường', 'Hài lòng', 'Rất hài lòng']
  return distribution.map((count, index) => `${words[index]}: ${formatNumber(count)}`).join('; ')
}
