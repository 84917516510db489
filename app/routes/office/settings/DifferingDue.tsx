import type { DifferingDue } from '#app/cases/due-dates.ts'
import { formatDate } from '#app/i18n/format.ts'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import { Notice } from '#app/ui/Notice.tsx'

/** Says that promised dates stand, and which of them would be others if they were promised today. */
export function PromisedDatesStand({ differing }: { differing: DifferingDue[] }) {
  return (
    <Notice tone="info">
      <p>Hạn đã hẹn với phụ huynh không đổi khi sửa lịch hay thời hạn; chỉ cách đếm số ngày còn lại hoặc quá hạn thay đổi. Phản ánh nhận từ nay về sau được hẹn theo quy định mới.</p>
      {differing.length === 0 ? null : (
        <Disclosure summary={`${differing.length} hồ sơ đang mở giữ hạn đã hẹn, khác với hạn tính theo quy định hiện nay`}>
          <ul>
            {differing.map(({ number, promised, wouldBe }) => (
              <li key={number}>
                <a href={`/office/phan-anh/${number}`}>{number}</a>: đã hẹn {formatDate(promised)}; nếu hẹn hôm nay thì là {formatDate(wouldBe)}
              </li>
            ))}
          </ul>
          <p className="muted small">Không kể khiếu nại, tố cáo và hồ sơ đã gia hạn hoặc mở lại.</p>
        </Disclosure>
      )}
    </Notice>
  )
}
