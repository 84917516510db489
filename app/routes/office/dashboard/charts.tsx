import type { MonthOnTime } from '#app/cases/office-figures.ts'
import { formatDate, formatNumber, formatPercent } from '#app/i18n/format.ts'
import { ChartFrame } from '#app/ui/ChartFrame.tsx'
import { DataTable } from '#app/ui/DataTable.tsx'
import type { TrendPoint } from '../dashboard.tsx'

const percent = (share: number | null) => (share === null ? null : Math.round(share * 10_000) / 100)

/** The headline rate of each closed round. */
export function RateTrend({ title, points }: { title: string; points: readonly TrendPoint[] }) {
  const shown = points.filter((point) => point.statistics !== null)
  return (
    <ChartFrame
      title={title}
      note={points.length === 0 ? undefined : 'Câu hỏi hài lòng chung; dòng nhỏ là khoảng tin cậy 95 %. Thay đổi có khoảng chứa số 0 thì có thể chỉ do ngẫu nhiên. Đợt dưới 10 phiếu không có số liệu.'}
      chart={
        shown.length < 2
          ? undefined
          : {
              type: 'line',
              labels: points.map((point) => formatDate(point.closesOn).slice(3)),
              series: [{ label: 'Tỷ lệ hài lòng', values: points.map(({ statistics }) => percent(statistics?.rate ?? null)) }],
              min: 0,
              max: 100,
              unit: ' %',
            }
      }
    >
      <DataTable
        caption={title}
        hideCaption
        rows={points}
        rowKey={(point) => point.id}
        empty={<p className="muted">Chưa có đợt khảo sát nào kết thúc. Tỷ lệ hiện ở đây sau khi đóng đợt đầu tiên có từ 10 phiếu trở lên.</p>}
        columns={[
          { key: 'round', header: 'Đợt', rowHeader: true, cell: (point) => point.name },
          { key: 'n', header: 'Ý kiến', align: 'end', cell: ({ statistics }) => (statistics ? formatNumber(statistics.nValid) : '–') },
          { key: 'rate', header: 'Hài lòng', align: 'end', cell: ({ statistics }) => <Rate statistics={statistics} /> },
          { key: 'change', header: 'So với đợt trước', align: 'end', cell: ({ change }) => <Change change={change} /> },
        ]}
      />
    </ChartFrame>
  )
}

function Rate({ statistics }: Pick<TrendPoint, 'statistics'>) {
  const { rate = null, interval = null } = statistics ?? {}
  if (rate === null || interval === null) return '–'
  return (
    <>
      {formatPercent(rate)}
      <span className="cell-note">
        {formatNumber(interval.low * 100, 'vi', 1)} – {formatPercent(interval.high, 'vi', 1)}
      </span>
    </>
  )
}

/** In percentage points. */
function Change({ change }: Pick<TrendPoint, 'change'>) {
  if (change === null) return '–'
  return (
    <>
      {signed(change.change)} điểm
      <span className="cell-note">
        {signed(change.low)} … {signed(change.high)}
      </span>
    </>
  )
}

function signed(share: number): string {
  return `${share > 0 ? '+' : share < 0 ? '−' : ''}${formatNumber(Math.abs(share) * 100, 'vi', 1)}`
}

/** What share of the cases due in each month was answered in time. */
export function OnTimeChart({ months }: { months: readonly MonthOnTime[] }) {
  const shown = months.filter((month) => month.outOf > 0)
  const name = ({ month }: MonthOnTime) => `${month.slice(5)}/${month.slice(0, 4)}`
  return (
    <ChartFrame
      title="Trả lời đúng hạn theo tháng"
      note={shown.length === 0 ? undefined : 'Tính theo tháng của hạn trả lời. Hồ sơ quá hạn chưa trả lời tính là trễ.'}
      chart={
        shown.length < 2
          ? undefined
          : {
              type: 'bar',
              labels: months.map(name),
              series: [{ label: 'Đúng hạn', values: months.map(({ inTime, outOf }) => percent(outOf === 0 ? null : inTime / outOf)), tone: 'success' }],
              min: 0,
              max: 100,
              unit: ' %',
            }
      }
    >
      <DataTable
        caption="Trả lời đúng hạn theo tháng"
        hideCaption
        rows={shown}
        rowKey={(month) => month.month}
        empty={<p className="muted">Chưa có hồ sơ nào đến hạn trả lời trong sáu tháng qua.</p>}
        columns={[
          { key: 'month', header: 'Tháng', rowHeader: true, cell: name },
          { key: 'cases', header: 'Đúng hạn/đến hạn', align: 'end', cell: ({ inTime, outOf }) => `${formatNumber(inTime)}/${formatNumber(outOf)}` },
          { key: 'rate', header: 'Tỷ lệ', align: 'end', cell: ({ inTime, outOf }) => formatPercent(inTime / outOf, 'vi', 0) },
        ]}
      />
    </ChartFrame>
  )
}
