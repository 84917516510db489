import { formatDate, formatNumber } from '#app/i18n/format.ts'
import { insideThreshold } from '#app/statistics/index.ts'
import { ChartFrame } from '#app/ui/ChartFrame.tsx'
import { DataTable } from '#app/ui/DataTable.tsx'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import { Card } from '#app/ui/Card.tsx'
import { everyDay } from './every-day.ts'
import type { Day } from './every-day.ts'

/** How many forms came in on which day: says nothing of what was answered, nor how. */
export function ParticipationByDay({ days: someDays }: { days: readonly Day[] }) {
  const days = everyDay(someDays)
  return (
    <ChartFrame
      title="Phiếu theo ngày"
      chart={{ type: 'bar', min: 0, labels: days.map((day) => formatDate(day.day).slice(0, 5)), series: [{ label: 'Số phiếu', values: days.map((day) => day.count), tone: 'accent' }] }}
    >
      <Disclosure summary="Xem bảng số liệu">
        <DataTable
          caption="Phiếu theo ngày"
          hideCaption
          columns={[
            { key: 'day', header: 'Ngày', rowHeader: true, cell: (day: Day) => formatDate(day.day) },
            { key: 'count', header: 'Số phiếu', align: 'end', cell: (day: Day) => formatNumber(day.count) },
          ]}
          rows={days}
          rowKey={(day) => day.day}
        />
      </Disclosure>
    </ChartFrame>
  )
}

/** Which QR codes are used. Classes never appear, because a form does not keep them. */
export function ParticipationByPlace({ places }: { places: readonly { name: string; count: number | null }[] }) {
  return (
    <Card title="Phiếu theo nơi quét mã QR">
      <DataTable
        caption="Phiếu theo nơi quét mã QR"
        hideCaption
        columns={[
          { key: 'name', header: 'Nơi', rowHeader: true, cell: (place) => place.name },
          { key: 'count', header: 'Số phiếu', align: 'end', cell: (place) => (place.count === null ? `dưới ${insideThreshold}` : formatNumber(place.count)) },
        ]}
        rows={places}
        rowKey={(place) => place.name}
      />
      <p className="muted small">Phiếu mở từ mã QR của lớp không được ghi nơi quét.</p>
    </Card>
  )
}
