import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { addCalendarDay, calendarDayForm, calendarKinds, confirmCalendarDay, deleteCalendarDay, listCalendarDays } from '#app/calendar/edit.ts'
import { dayOfWeek } from '#app/calendar/index.ts'
import { formValues, parseForm, readForm } from '#app/http/forms.ts'
import { requireStaff } from '#app/http/require-staff.ts'
import { formatDate } from '#app/i18n/format.ts'
import { Badge } from '#app/ui/Badge.tsx'
import { BackLink } from '#app/ui/Breadcrumb.tsx'
import { Button } from '#app/ui/Button.tsx'
import { Card } from '#app/ui/Card.tsx'
import { DataTable } from '#app/ui/DataTable.tsx'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { Checkbox, RadioGroup } from '#app/ui/RadioGroup.tsx'
import { Tabs } from '#app/ui/Tabs.tsx'
import { DateField, HiddenField, TextField } from '#app/ui/TextField.tsx'
import { VisuallyHidden } from '#app/ui/VisuallyHidden.tsx'
import { done } from '../done.ts'
import { formFields } from '../form-state.ts'

export const meta: MetaFunction = () => [{ title: 'Lịch làm việc · Lắng Nghe' }]

const weekdays = ['Chủ nhật', 'thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy']

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { school, today } = await requireStaff(request, context, 'school:manage')
  const thisYear = Number(today.slice(0, 4))
  const asked = /^20\d\d$/.exec(new URL(request.url).searchParams.get('nam') ?? '')?.[0]
  const year = asked === undefined ? thisYear : Number(asked)
  const rows = await listCalendarDays(context.db, school, year)
  return {
    year,
    years: [...new Set([thisYear - 1, thisYear, thisYear + 1, year])].sort(),
    rows: rows.map((row) => ({ ...row, date: formatDate(row.day), weekday: weekdays[dayOfWeek(row.day)] ?? '', kindLabel: calendarKinds[row.kind], isPast: row.day < today })),
  }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { staff, school, now } = await requireStaff(request, context, 'school:manage')
  const form = await readForm(request)
  const editor = { staff, now }
  const day = form.get('day') ?? ''
  switch (form.get('viec')) {
    case 'xac-nhan':
      if (!(await confirmCalendarDay(context.db, school, day, editor))) throw new Response('', { status: 404 })
      return done(yearPage(day), 'xac-nhan-ngay')
    case 'xoa':
      if (!(await deleteCalendarDay(context.db, school, day, editor))) throw new Response('', { status: 404 })
      return done(yearPage(day), 'xoa')
    case 'them': {
      const parsed = parseForm(calendarDayForm, form)
      if (!parsed.ok) return data({ errors: parsed.errors, values: parsed.values }, { status: 422 })
      if (!(await addCalendarDay(context.db, school, parsed.value, editor))) {
        return data({ errors: [{ field: 'day', message: 'Ngày này đã có trong lịch. Xóa dòng cũ trước khi thêm lại.' }], values: formValues(form) }, { status: 422 })
      }
      return done(yearPage(parsed.value.day), 'them')
    }
    default:
      throw new Response('', { status: 400 })
  }
}

function yearPage(day: string): string {
  return `/office/cai-dat/lich?nam=${day.slice(0, 4)}`
}

export default function CalendarSettings() {
  const { year, years, rows } = useLoaderData<typeof loader>()
  const state = useActionData<typeof action>()
  const field = formFields(state)
  const unconfirmed = rows.filter((row) => !row.confirmed).length
  return (
    <>
      <PageHeader
        above={<BackLink href="/office/cai-dat">Cài đặt</BackLink>}
        title="Lịch làm việc"
        lead="Ngày làm việc là thứ Hai đến thứ Sáu, trừ những ngày nghỉ dưới đây, cộng các ngày làm bù."
      />
      {state ? <ErrorSummary errors={state.errors} /> : null}
      <Notice tone="info">
        <p>Hạn đã hẹn với phụ huynh không đổi khi sửa lịch; chỉ cách đếm số ngày còn lại hoặc quá hạn thay đổi. Phản ánh nhận từ nay về sau được hẹn theo lịch mới.</p>
      </Notice>
      <Tabs label="Năm" items={years.map((one) => ({ href: `/office/cai-dat/lich?nam=${one}`, label: `Năm ${one}`, current: one === year }))} />
      {unconfirmed > 0 ? (
        <Notice tone="warning" title={`${unconfirmed} ngày chưa được xác nhận`}>
          <p>Đây là ngày dự kiến theo luật, vẫn được tính khi tính hạn. Khi có thông báo lịch nghỉ chính thức, bấm xác nhận hoặc xóa và thêm ngày đúng.</p>
        </Notice>
      ) : null}
      <DataTable
        caption={`Lịch năm ${year}`}
        hideCaption
        stack
        rows={rows}
        rowKey={(row) => row.day}
        empty={<EmptyState title={`Chưa có ngày nào của năm ${year}`} text="Thêm các ngày nghỉ theo thông báo của năm ở mẫu bên dưới." />}
        columns={[
          {
            key: 'day',
            header: 'Ngày',
            rowHeader: true,
            cell: (row) => (
              <>
                {row.date}
                <span className="cell-note">{row.weekday}</span>
              </>
            ),
          },
          {
            key: 'kind',
            header: 'Loại',
            cell: (row) => <Badge tone={row.kind === 'swap_work' ? 'info' : row.kind === 'swap_off' ? 'neutral' : 'accent'}>{row.kindLabel}</Badge>,
          },
          {
            key: 'name',
            header: 'Tên và căn cứ',
            cell: (row) => (
              <span>
                {row.name}
                <span className="cell-note">{row.legalBasis}</span>
              </span>
            ),
          },
          { key: 'confirmed', header: 'Xác nhận', cell: (row) => (row.confirmed ? <span className="nowrap">Đã xác nhận</span> : <Badge tone="warning">Dự kiến</Badge>) },
          {
            key: 'do',
            header: 'Thao tác',
            shortLabel: '',
            cell: (row) => (
              <div className="stack-s">
                {row.confirmed ? null : (
                  <form method="post">
                    <HiddenField name="day" value={row.day} />
                    <Button type="submit" name="viec" value="xac-nhan" variant="secondary" size="small" icon="check">
                      Xác nhận<VisuallyHidden> ngày {row.date}</VisuallyHidden>
                    </Button>
                  </form>
                )}
                <Disclosure
                  summary={
                    <>
                      Xóa<VisuallyHidden> ngày {row.date}</VisuallyHidden>
                    </>
                  }
                >
                  <form method="post" className="stack-s">
                    <p>
                      Bỏ {row.name}, {row.weekday} {row.date}, khỏi lịch?
                    </p>
                    <HiddenField name="day" value={row.day} />
                    <Button type="submit" name="viec" value="xoa" variant="danger" size="small">
                      Xóa ngày {row.date}
                    </Button>
                  </form>
                </Disclosure>
              </div>
            ),
          },
        ]}
      />
      <Card title="Thêm ngày">
        <form method="post" className="stack measure" noValidate>
          <HiddenField name="viec" value="them" />
          <DateField label="Ngày" {...field('day')} />
          <RadioGroup
            label="Loại ngày"
            options={[
              { value: 'off', label: 'Ngày nghỉ', hint: 'Nghỉ lễ, Tết, nghỉ bù theo luật, hoặc trường đóng cửa.' },
              { value: 'swap_off', label: 'Nghỉ hoán đổi', hint: 'Ngày làm việc được nghỉ để làm bù ngày khác.' },
              { value: 'swap_work', label: 'Làm bù', hint: 'Thứ Bảy hoặc Chủ nhật đi làm thay.' },
            ]}
            {...field('kind')}
          />
          <TextField label="Tên ngày" hint="Ví dụ: Tết Nguyên đán (mùng 1)" {...field('name')} />
          <TextField label="Căn cứ" hint="Luật, thông báo hoặc quyết định cho nghỉ." {...field('legalBasis')} />
          <Checkbox label="Đã có thông báo chính thức" name="confirmed" defaultChecked={state ? state.values.confirmed !== undefined : false} />
          <Button type="submit">Thêm ngày</Button>
        </form>
      </Card>
    </>
  )
}
