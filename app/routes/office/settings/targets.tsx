import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { parseForm, readForm } from '#app/http/forms.ts'
import { requireStaff } from '#app/http/require-staff.ts'
import { formatNumber } from '#app/i18n/format.ts'
import { addTarget, deleteTarget, fillTargets, indicatorLabels, listTargets, targetForm, targetYears, updateTarget } from '#app/schools/index.ts'
import { BackLink } from '#app/ui/Breadcrumb.tsx'
import { Button, ButtonLink } from '#app/ui/Button.tsx'
import { Card } from '#app/ui/Card.tsx'
import { DataTable } from '#app/ui/DataTable.tsx'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { Select } from '#app/ui/Select.tsx'
import { Tabs } from '#app/ui/Tabs.tsx'
import { TextArea } from '#app/ui/TextArea.tsx'
import { HiddenField, TextField } from '#app/ui/TextField.tsx'
import { VisuallyHidden } from '#app/ui/VisuallyHidden.tsx'
import { done } from '../done.ts'
import { formFields } from '../form-state.ts'
import { SaveOrAdd } from './list-forms.tsx'

export const meta: MetaFunction = () => [{ title: 'Chỉ tiêu kế hoạch · Lắng Nghe' }]

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { school, today } = await requireStaff(request, context, 'school:manage')
  const thisYear = Number(today.slice(0, 4))
  const { searchParams } = new URL(request.url)
  const asked = yearFrom(searchParams.get('nam'))
  const year = asked ?? thisYear
  const [targets, years] = await Promise.all([listTargets(context.db, school, year), targetYears(context.db, school)])
  const editId = searchParams.get('sua')
  const edited = editId === null ? undefined : targets.find(({ id }) => id === editId)
  if (editId !== null && !edited) throw new Response('', { status: 404 })
  return {
    year,
    years: [...new Set([...years, thisYear, thisYear + 1, year])].sort(),
    targets: targets.map(({ id, section, statement_vi, target_percent, indicator }) => ({
      id,
      section,
      statement: statement_vi,
      percent: target_percent === null ? null : `${formatNumber(target_percent)} %`,
      indicator: indicator === null ? null : indicatorLabels[indicator],
    })),
    indicators: Object.entries(indicatorLabels).map(([value, label]) => ({ value, label })),
    edited: edited
      ? {
          id: edited.id,
          section: edited.section,
          statementVi: edited.statement_vi,
          statementEn: edited.statement_en,
          percent: edited.target_percent === null ? '' : formatNumber(edited.target_percent),
          indicator: edited.indicator ?? '',
        }
      : null,
  }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { staff, school, now } = await requireStaff(request, context, 'school:manage')
  const form = await readForm(request)
  const id = form.get('id') ?? ''
  const year = yearFrom(form.get('year'))
  if (year === null) throw new Response('', { status: 400 })
  const page = `/office/cai-dat/chi-tieu?nam=${year}`
  const change = { staff, now }
  switch (form.get('viec')) {
    case 'mau':
      // Somebody else may have entered the plan meanwhile: then the page simply shows it.
      return (await fillTargets(context.db, school, year, change)) ? done(page, 'chi-tieu-mau') : done(page, 'luu')
    case 'xoa':
      if (!(await deleteTarget(context.db, school, id, change))) throw new Response('', { status: 404 })
      return done(page, 'xoa')
    case 'them':
    case 'sua': {
      const parsed = parseForm(targetForm, form)
      if (!parsed.ok) return data({ errors: parsed.errors, values: parsed.values }, { status: 422 })
      if (form.get('viec') === 'them') {
        await addTarget(context.db, school, year, parsed.value, change)
        return done(page, 'them')
      }
      if (!(await updateTarget(context.db, school, id, parsed.value, change))) throw new Response('', { status: 404 })
      return done(page, 'luu')
    }
    default:
      throw new Response('', { status: 400 })
  }
}

function yearFrom(text: string | null): number | null {
  return text !== null && /^20\d\d$/.test(text) ? Number(text) : null
}

export default function TargetSettings() {
  const { year, years, targets, indicators, edited } = useLoaderData<typeof loader>()
  const state = useActionData<typeof action>()
  const field = formFields(state, edited ?? {})
  const page = `/office/cai-dat/chi-tieu?nam=${year}`
  const form = (
    <form method="post" className="stack measure" noValidate>
      <HiddenField name="viec" value={edited ? 'sua' : 'them'} />
      <HiddenField name="year" value={year} />
      {edited ? <HiddenField name="id" value={edited.id} /> : null}
      <TextField label="Mục trong kế hoạch" width="s" hint="Ví dụ: II.4" {...field('section')} />
      <TextArea label="Nội dung chỉ tiêu" rows={3} {...field('statementVi')} />
      <TextArea label="Nội dung tiếng Anh" rows={3} lang="en" {...field('statementEn')} />
      <TextField label="Mức phấn đấu, phần trăm" width="xs" suffix="%" inputMode="decimal" optional {...field('percent')} />
      <Select label="Số liệu thực tế hiện bên cạnh" optional hint="Cổng tự tính và công khai số liệu này để so với chỉ tiêu." placeholder="Không có" options={indicators} {...field('indicator')} />
      <SaveOrAdd isEdited={edited !== null} add="Thêm chỉ tiêu" back={page} />
    </form>
  )
  return (
    <>
      <PageHeader
        above={<BackLink href="/office/cai-dat">Cài đặt</BackLink>}
        title="Chỉ tiêu kế hoạch"
        lead="Những điều trường đã cam kết trong kế hoạch cải cách hành chính. Trang công khai hiện chỉ tiêu bên cạnh kết quả thật."
      />
      {state ? <ErrorSummary errors={state.errors} /> : null}
      <Tabs label="Năm" items={years.map((one) => ({ href: `/office/cai-dat/chi-tieu?nam=${one}`, label: `Năm ${one}`, current: one === year }))} />
      {edited ? (
        <Card title={`Sửa chỉ tiêu ${edited.section}`} tone="accent">
          {form}
          <Disclosure summary="Bỏ chỉ tiêu này?">
            <form method="post" className="stack">
              <p>Chỉ tiêu sẽ không còn trên trang công khai. Nhật ký giữ lại nội dung đã bỏ.</p>
              <HiddenField name="viec" value="xoa" />
              <HiddenField name="year" value={year} />
              <HiddenField name="id" value={edited.id} />
              <Button type="submit" variant="danger">
                Bỏ chỉ tiêu
              </Button>
            </form>
          </Disclosure>
        </Card>
      ) : null}
      <DataTable
        caption={`Chỉ tiêu năm ${year}`}
        hideCaption
        stack
        rows={targets}
        rowKey={(row) => row.id}
        empty={
          <EmptyState
            title={`Chưa có chỉ tiêu nào của năm ${year}`}
            text="Nhập theo kế hoạch của trường, hoặc điền các chỉ tiêu thường gặp rồi sửa lại cho đúng."
            action={
              <form method="post">
                <HiddenField name="viec" value="mau" />
                <HiddenField name="year" value={year} />
                <Button type="submit" variant="secondary">
                  Điền chỉ tiêu mẫu
                </Button>
              </form>
            }
          />
        }
        columns={[
          { key: 'section', header: 'Mục', cell: (row) => row.section },
          {
            key: 'statement',
            header: 'Chỉ tiêu',
            rowHeader: true,
            cell: (row) => (
              <>
                {row.statement}
                {row.indicator === null ? null : <span className="cell-note">So với: {row.indicator}</span>}
              </>
            ),
          },
          { key: 'percent', header: 'Phấn đấu', align: 'end', cell: (row) => row.percent ?? '–' },
          {
            key: 'do',
            header: 'Thao tác',
            shortLabel: '',
            cell: (row) => (
              <ButtonLink href={`${page}&sua=${row.id}`} variant="secondary" size="small" icon="edit">
                Sửa<VisuallyHidden> chỉ tiêu {row.section}</VisuallyHidden>
              </ButtonLink>
            ),
          },
        ]}
      />
      {edited ? null : <Card title={`Thêm chỉ tiêu năm ${year}`}>{form}</Card>}
    </>
  )
}
