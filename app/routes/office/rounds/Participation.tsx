import { formatDate, formatNumber } from '#app/i18n/format.ts'
import { insideThreshold } from '#app/statistics/index.ts'
import { ChartFrame } from '#app/ui/ChartFrame.tsx'
import { DataTable } from '#app/ui/DataTable.tsx'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import { Card } from '#app/ui/Card.tsx'
import { everyDay } from './every-day.ts'
import type { Day } from './every-day.ts'

/** How many forms came in on which day: says nothing of what was answered. */
export function ParticipationByDay({ days: someDays, isEducation }: { days: readonly Day[]; isEducation: boolean }) {
  const days = everyDay(someDays)
  const full = { label: 'Phiếu đầy đủ', values: days.map((day) => day.full), tone: 'accent' as const }
  const quick = { label: 'Phiếu một phút', values: days.map((day) => day.quick), tone: 'info' as const }
  return (
    <ChartFrame
      title="Phiếu theo ngày"
      chart={{ type: 'bar', stacked: true, min: 0, labels: days.map((day) => formatDate(day.day).slice(0, 5)), series: isEducation ? [quick, full] : [full] }}
    >
      <Disclosure summary="Xem bảng số liệu">
        <DataTable
          caption="Phiếu theo ngày"
          hideCaption
          columns={[
            { key: 'day', header: 'Ngày', rowHeader: true, cell: (day: Day) => formatDate(day.day) },
            ...(isEducation
              ? [
                  { key: 'quick', header: 'Phiếu một phút', align: 'end' as const, cell: (day: Day) => formatNumber(day.quick) },
                  { key: 'full', header: 'Phiếu đầy đủ', align: 'end' as const, cell: (day: Day) => formatNumber(day.full) },
                ]
              : []),
            { key: 'all', header: 'Tổng', align: 'end' as const, cell: (day: Day) => formatNumber(day.full + day.quick) },
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
