import { formatDate } from '#app/i18n/format.ts'
import { Button } from '#app/ui/Button.tsx'
import { Card } from '#app/ui/Card.tsx'
import { Select } from '#app/ui/Select.tsx'
import { DateField, HiddenField } from '#app/ui/TextField.tsx'
import { VisuallyHidden } from '#app/ui/VisuallyHidden.tsx'
import type { formFields } from './form-state.ts'

export interface AbsencePlan {
  absences: { id: string; from: string; to: string; deputyName: string }[]
  deputies: { value: string; label: string }[]
}

/** The coming absences of one person and the form for another. `own`: the person reads it themselves. */
export function AbsenceCard({ plan, own, field }: { plan: AbsencePlan; own: boolean; field: ReturnType<typeof formFields> }) {
  return (
    <Card title="Ngày vắng và người thay">
      <p className="measure">
        Trong những ngày này, người thay thấy và xử lý được các hồ sơ {own ? 'thầy/cô' : 'người này'} đang giữ, và nhận hồ sơ mới thay. Tố cáo và tên người gửi được giữ kín vẫn chỉ người có
        quyền mới xem được.
      </p>
      {plan.absences.length === 0 ? (
        <p className="muted">Chưa ghi ngày vắng nào sắp tới.</p>
      ) : (
        <ul className="plain-list stack-s">
          {plan.absences.map(({ id, from, to, deputyName }) => {
            const days = from === to ? formatDate(from) : `${formatDate(from)}–${formatDate(to)}`
            return (
              <li key={id}>
                <form method="post" className="cluster">
                  <span>
                    {days}: {deputyName} thay
                  </span>
                  <HiddenField name="absenceId" value={id} />
                  <Button name="viec" value="xoa-vang" variant="quiet" size="small">
                    Xóa<VisuallyHidden> ngày vắng {days}</VisuallyHidden>
                  </Button>
                </form>
              </li>
            )
          })}
        </ul>
      )}
      <form method="post" className="stack measure" noValidate>
        <DateField label="Vắng từ ngày" {...field('from')} />
        <DateField label="Đến hết ngày" {...field('to')} />
        <Select label="Người thay" options={plan.deputies} {...field('deputyId')} />
        <Button name="viec" value="vang" variant="secondary">
          Ghi ngày vắng
        </Button>
      </form>
    </Card>
  )
}
