import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import {
  addCalendarDay, calendarDayForm, calendarKinds, confirmCalendarDay, deleteCalendarDay, fillCalendarYear, listCalendarDays, missingHolidays, updateCalendarDay,
} from '#app/calendar/edit.ts'
import { dayOfWeek } from '#app/calendar/index.ts'
import { differingDueDates } from '#app/cases/due-dates.ts'
import { formValues, parseForm, readForm } from '#app/http/forms.ts'
import { requireStaff } from '#app/http/require-staff.ts'
import { formatDate } from '#app/i18n/format.ts'
import { clockText } from '#app/schools/index.ts'
import { Badge } from '#app/ui/Badge.tsx'
import { BackLink } from '#app/ui/Breadcrumb.tsx'
import { Button, ButtonLink } from '#app/ui/Button.tsx'
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
import { PromisedDatesStand } from './DifferingDue.tsx'
import { SaveOrAdd } from './list-forms.tsx'

export const meta: MetaFunction = () => [{ title: 'Lịch làm việc · Lắng Nghe' }]

const weekdays = ['Chủ nhật', 'thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy']

const page = '/office/cai-dat/lich'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { staff, school, today } = await requireStaff(request, context, 'school:manage')
  const { searchParams } = new URL(request.url)
  const thisYear = Number(today.slice(0, 4))
  const editedDay = searchParams.get('sua')
  const asked = /^20\d\d/.exec(editedDay ?? searchParams.get('nam') ?? '')?.[0]
  const year = asked === undefined ? thisYear : Number(asked)
  const [rows, missing, differing] = await Promise.all([
    listCalendarDays(context.db, school, year),
    year < thisYear ? [] : missingHolidays(context.db, school, year),
    differingDueDates(context.db, school, staff),
  ])
  const named = (day: string) => ({ date: formatDate(day), weekday: weekdays[dayOfWeek(day)] ?? '' })
  const edited = rows.find((row) => row.day === editedDay)
  if (editedDay !== null && !edited) throw new Response('', { status: 404 })
  return {
    year,
    years: [...new Set([thisYear - 1, thisYear, thisYear + 1, year])].sort(),
    hours: { opens: clockText(school.opens_minute), closes: clockText(school.closes_minute) },
    differing,
    missing: missing.map((row) => ({ ...named(row.day), name: row.name })),
    edited: edited ? { day: edited.day, kind: edited.kind, closes: edited.closesMinute === undefined ? '' : clockText(edited.closesMinute), name: edited.name, legalBasis: edited.legalBasis, ...(edited.confirmed ? { confirmed: 'on' } : {}) } : null,
    rows: rows.map((row) => ({
      ...row,
      ...named(row.day),
      kindLabel: row.closesMinute === undefined ? calendarKinds[row.kind] : `${calendarKinds[row.kind]} lúc ${clockText(row.closesMinute)}`,
    })),
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
    case 'dien': {
      const year = /^20\d\d$/.exec(form.get('year') ?? '')?.[0]
      if (year === undefined) throw new Response('', { status: 400 })
      await fillCalendarYear(context.db, school, Number(year), editor)
      return done(yearPage(year), 'dien-lich')
    }
    case 'them':
    case 'sua': {
      const parsed = parseForm(calendarDayForm({ opens: school.opens_minute, closes: school.closes_minute }), form)
      if (!parsed.ok) return data({ errors: parsed.errors, values: parsed.values }, { status: 422 })
      if (form.get('viec') === 'sua') {
        if (!(await updateCalendarDay(context.db, school, parsed.value, editor))) throw new Response('', { status: 404 })
        return done(yearPage(parsed.value.day), 'luu')
      }
      if (!(await addCalendarDay(context.db, school, parsed.value, editor))) {
        return data({ errors: [{ field: 'day', message: 'Ngày này đã có trong lịch. Bấm Sửa ở dòng của ngày đó.' }], values: formValues(form) }, { status: 422 })
      }
      return done(yearPage(parsed.value.day), 'them')
    }
    default:
      throw new Response('', { status: 400 })
  }
}

function yearPage(day: string): string {
  return `${page}?nam=${day.slice(0, 4)}`
}

export default function CalendarSettings() {
  const { year, years, rows, missing, differing, edited, hours } = useLoaderData<typeof loader>()
  const state = useActionData<typeof action>()
  const field = formFields(state, edited ?? { kind: 'off' })
  const unconfirmed = rows.filter((row) => !row.confirmed).length
  return (
    <>
      <PageHeader
        above={<BackLink href="/office/cai-dat">Cài đặt</BackLink>}
        title="Lịch làm việc"
        lead="Ngày làm việc là thứ Hai đến thứ Sáu, trừ những ngày nghỉ dưới đây, cộng các ngày làm bù."
      />
      {state ? <ErrorSummary errors={state.errors} /> : null}
      <PromisedDatesStand differing={differing} />
      <Tabs label="Năm" items={years.map((one) => ({ href: `${page}?nam=${one}`, label: `Năm ${one}`, current: one === year }))} />
      {unconfirmed > 0 ? (
        <Notice tone="warning" title={`${unconfirmed} ngày chưa được xác nhận`}>
          <p>Đây là ngày dự kiến theo luật, vẫn được tính khi tính hạn. Khi có thông báo lịch nghỉ chính thức, bấm xác nhận, hoặc sửa, xóa cho đúng.</p>
        </Notice>
      ) : null}
      {missing.length === 0 ? null : (
        <Card title={rows.length === 0 ? `Điền lịch năm ${year}` : `Điền những ngày lịch năm ${year} còn thiếu`}>
          <p>
            Thêm {missing.length} ngày nghỉ theo luật, ở dạng dự kiến. Ngày đã có trong lịch được giữ nguyên. Ngày nghỉ hoán đổi và làm bù do thông báo của từng năm quy định, nhà trường tự
            thêm.
          </p>
          <Disclosure summary="Xem các ngày sẽ thêm">
            <ul>
              {missing.map((row) => (
                <li key={row.date}>
                  {row.weekday} {row.date}: {row.name}
                </li>
              ))}
            </ul>
          </Disclosure>
          <form method="post">
            <HiddenField name="year" value={year} />
            <Button type="submit" name="viec" value="dien" variant="secondary">
              Điền lịch năm {year}
            </Button>
          </form>
        </Card>
      )}
      {edited ? (
        <Card title={`Sửa ngày ${formatDate(edited.day)}`} tone="accent">
          <DayForm edited={edited} hours={hours} year={year} field={field} confirmed={(state ? state.values : edited).confirmed !== undefined} />
        </Card>
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
            cell: (row) => <Badge tone={row.kind === 'off' ? 'accent' : row.kind === 'swap_off' ? 'neutral' : 'info'}>{row.kindLabel}</Badge>,
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
                <ButtonLink href={`${page}?sua=${row.day}`} variant="secondary" size="small" icon="edit">
                  Sửa<VisuallyHidden> ngày {row.date}</VisuallyHidden>
                </ButtonLink>
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
      {edited ? null : (
        <Card title="Thêm ngày">
          <DayForm edited={null} hours={hours} year={year} field={field} confirmed={state?.values.confirmed !== undefined} />
        </Card>
      )}
    </>
  )
}

function DayForm({ edited, hours, year, field, confirmed }: {
  edited: { day: string } | null
  hours: { opens: string; closes: string }
  year: number
  field: ReturnType<typeof formFields>
  confirmed: boolean
}) {
  return (
    <form method="post" className="stack measure" noValidate>
      <HiddenField name="viec" value={edited ? 'sua' : 'them'} />
      {edited ? <HiddenField name="day" value={edited.day} /> : <DateField label="Ngày" {...field('day')} />}
      <RadioGroup
        label="Loại ngày"
        options={[
          { value: 'off', label: 'Ngày nghỉ', hint: 'Nghỉ lễ, Tết, nghỉ bù theo luật, hoặc trường đóng cửa.' },
          { value: 'swap_off', label: 'Nghỉ hoán đổi', hint: 'Ngày làm việc được nghỉ để làm bù ngày khác.' },
          { value: 'swap_work', label: 'Làm bù', hint: 'Thứ Bảy hoặc Chủ nhật đi làm thay.' },
          { value: 'short', label: 'Đóng cửa sớm', hint: 'Vẫn là ngày làm việc; gửi sau giờ này thì tính là nhận vào ngày làm việc kế tiếp.' },
        ]}
        {...field('kind')}
      />
      <TextField label="Giờ đóng cửa của ngày này" type="time" width="s" hint={`Chỉ cho ngày đóng cửa sớm. Giờ làm việc: ${hours.opens}–${hours.closes}.`} {...field('closes')} />
      <TextField label="Tên ngày" hint="Ví dụ: Tết Nguyên đán (mùng 1)" {...field('name')} />
      <TextField label="Căn cứ" hint="Luật, thông báo hoặc quyết định cho nghỉ." {...field('legalBasis')} />
      <Checkbox label="Đã có thông báo chính thức" name="confirmed" defaultChecked={confirmed} />
      <SaveOrAdd isEdited={edited !== null} add="Thêm ngày" back={`${page}?nam=${year}`} />
    </form>
  )
}
