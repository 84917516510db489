import type { InboxView } from '#app/cases/inbox-views.ts'
import { formatNumber, formatPercent } from '#app/i18n/format.ts'
import { Stat } from '#app/ui/Stat.tsx'
import type { ShownFigures } from '../dashboard.tsx'

/** The figures of the day and of the quarter. What a person may not open is not in their counts. */
export function Figures({ counts, figures }: { counts: Record<InboxView, number>; figures: ShownFigures }) {
  const { answeredInTime, averageWorkingDays, published } = figures
  const quarter = `quý ${['I', 'II', 'III', 'IV'][figures.quarter - 1]}/${figures.year}`
  return (
    <section className="stack" aria-labelledby="so-lieu">
      <h2 id="so-lieu">Số liệu</h2>
      <div className="stats">
        <Stat label="Chưa trả lời" value={formatNumber(counts.waiting)} detail={<a href="/office/phan-anh">Xem hồ sơ</a>} />
        <Stat
          label="Quá hạn"
          value={formatNumber(counts.overdue)}
          tone={counts.overdue > 0 ? 'danger' : 'success'}
          detail={
            counts.overdue > 0 ? (
              <>
                <a href="/office/phan-anh?xem=overdue">Xem hồ sơ</a>
                {counts.escalated > 0 ? (
                  <>
                    {' · '}
                    <a href="/office/phan-anh?xem=escalated">{formatNumber(counts.escalated)} đã báo cấp trên</a>
                  </>
                ) : null}
              </>
            ) : (
              'Không có hồ sơ nào'
            )
          }
        />
        <Stat label={`Trả lời đúng hạn, ${quarter}`} {...share(answeredInTime.inTime, answeredInTime.outOf, 'hồ sơ đến hạn')} />
        <Stat
          label={`Thời gian trả lời, ${quarter}`}
          value={averageWorkingDays === null ? '–' : formatNumber(averageWorkingDays, 'vi', 1)}
          detail={averageWorkingDays === null ? 'Chưa có câu trả lời' : 'ngày làm việc, trung bình'}
        />
        <Stat label={`Đã công khai, ${quarter}`} {...share(published.done, published.outOf, 'câu trả lời được công khai')} />
      </div>
      <p className="muted small">Số liệu quý tính theo hạn trả lời trong quý, không gồm khiếu nại và tố cáo.</p>
    </section>
  )
}

function share(part: number, whole: number, what: string) {
  return whole === 0 ? { value: '–', detail: `Chưa có ${what}` } : { value: formatPercent(part / whole, 'vi', 0), detail: `${formatNumber(part)}/${formatNumber(whole)} ${what}` }
}
