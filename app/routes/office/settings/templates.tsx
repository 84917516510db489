import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { kindLabels } from '#app/cases/words.ts'
import { formValues, parseForm, readForm } from '#app/http/forms.ts'
import { requireStaff } from '#app/http/require-staff.ts'
import { addTemplate, fillTemplates, listAllFields, listTemplates, moveTemplate, setTemplateActive, templateForm, templatePurposes, updateTemplate } from '#app/schools/index.ts'
import type { TemplateChange, TemplatePurpose } from '#app/schools/index.ts'
import { placeholders, purposeLabels } from '#app/schools/template-words.ts'
import { may } from '#app/staff/index.ts'
import { Badge } from '#app/ui/Badge.tsx'
import { BackLink } from '#app/ui/Breadcrumb.tsx'
import { Button } from '#app/ui/Button.tsx'
import { Card } from '#app/ui/Card.tsx'
import { DataTable } from '#app/ui/DataTable.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { Select } from '#app/ui/Select.tsx'
import { Tabs } from '#app/ui/Tabs.tsx'
import { TextArea } from '#app/ui/TextArea.tsx'
import { HiddenField, TextField } from '#app/ui/TextField.tsx'
import { done } from '../done.ts'
import { formFields } from '../form-state.ts'
import { EditOrStop, Order, SaveOrAdd } from './list-forms.tsx'

export const meta: MetaFunction = () => [{ title: 'Mẫu trả lời · Lắng Nghe' }]

const page = '/office/cai-dat/mau-tra-loi'
const pageOf = (purpose: TemplatePurpose) => (purpose === 'answer' ? page : `${page}?muc=${purpose}`)

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { staff, school } = await requireStaff(request, context, 'template:manage')
  const { searchParams } = new URL(request.url)
  const [templates, fields] = await Promise.all([listTemplates(context.db, school), listAllFields(context.db, school)])
  const editId = searchParams.get('sua')
  const edited = editId === null ? undefined : templates.find(({ id }) => id === editId)
  if (editId !== null && !edited) throw new Response('', { status: 404 })
  const purpose = edited?.purpose ?? templatePurposes.find((one) => one === searchParams.get('muc')) ?? 'answer'
  return {
    purpose,
    counts: Object.fromEntries(templatePurposes.map((one) => [one, templates.filter((template) => template.purpose === one && template.active === 1).length])) as Record<TemplatePurpose, number>,
    templates: templates
      .filter((template) => template.purpose === purpose)
      .map(({ id, name, kind, field_id, body, active }) => ({
        id,
        name,
        body,
        active: active === 1,
        fits: [kind === null ? null : kindLabels[kind], fields.find((field) => field.id === field_id)?.name_vi].filter(Boolean).join(' · ') || 'Mọi hồ sơ',
      })),
    fields: fields.map(({ id, name_vi }) => ({ value: id, label: name_vi })),
    edited: edited ? { id: edited.id, purpose: edited.purpose, name: edited.name, kind: edited.kind ?? '', fieldId: edited.field_id ?? '', body: edited.body } : null,
    backHref: may(staff.role, 'school:manage') ? '/office/cai-dat/tra-loi' : '/office/phan-anh',
  }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { staff, school, now } = await requireStaff(request, context, 'template:manage')
  const { db } = context
  const form = await readForm(request)
  const id = form.get('id') ?? ''
  const change = { staff, now }
  // Where the list of this page goes on from.
  const here = pageOf(templatePurposes.find((one) => one === new URL(request.url).searchParams.get('muc')) ?? 'answer')
  switch (form.get('viec')) {
    case 'them':
    case 'sua': {
      const parsed = parseForm(templateForm, form)
      if (!parsed.ok) return data({ errors: parsed.errors, values: parsed.values }, { status: 422 })
      const isNew = form.get('viec') === 'them'
      return answer(isNew ? await addTemplate(db, school, parsed.value, change) : await updateTemplate(db, school, id, parsed.value, change), pageOf(parsed.value.purpose), form)
    }
    case 'len':
      return answer(await moveTemplate(db, school, id, -1, change), here, form)
    case 'xuong':
      return answer(await moveTemplate(db, school, id, 1, change), here, form)
    case 'ngung':
      return answer(await setTemplateActive(db, school, id, false, change), here, form)
    case 'dung-lai':
      return answer(await setTemplateActive(db, school, id, true, change), here, form)
    case 'mau-co-san':
      await fillTemplates(db, school, change)
      return done(here, 'mau-co-san')
    default:
      throw new Response('', { status: 400 })
  }
}

function answer(result: TemplateChange, next: string, form: URLSearchParams) {
  switch (result) {
    case 'done':
      return done(next, form.get('viec') === 'them' ? 'them' : 'luu')
    case 'not-found':
      throw new Response('', { status: 404 })
    case 'no-such-field':
      return data({ errors: [{ field: 'fieldId', message: 'Lĩnh vực không còn trong danh mục. Vui lòng chọn lại.' }], values: formValues(form) }, { status: 422 })
  }
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>

export default function TemplateSettings() {
  const { purpose, counts, templates, fields, edited, backHref } = useLoaderData<typeof loader>()
  const state = useActionData<typeof action>()
  const field = formFields(state, edited ?? { purpose })
  const form = <TemplateForm edited={edited} purpose={purpose} fields={fields} field={field} />
  return (
    <>
      <PageHeader
        above={<BackLink href={backHref}>{backHref === '/office/phan-anh' ? 'Hộp phản ánh' : 'Cách trả lời'}</BackLink>}
        title="Mẫu trả lời"
        lead="Trên trang hồ sơ, chỉ những mẫu hợp với loại và lĩnh vực của hồ sơ được gợi ý. Mẫu chỉ là lời mở đầu: chỗ […] phải viết cho đúng việc mới gửi đi được."
      />
      {state ? <ErrorSummary errors={state.errors} /> : null}
      {edited ? (
        <Card title={`Sửa mẫu: ${edited.name}`} tone="accent">
          {form}
        </Card>
      ) : (
        <Tabs
          label="Mục đích"
          items={(Object.keys(purposeLabels) as TemplatePurpose[]).map((one) => ({ href: pageOf(one), label: purposeLabels[one], current: one === purpose, count: counts[one] }))}
        />
      )}
      <DataTable
        caption={`Mẫu: ${purposeLabels[purpose]}`}
        hideCaption
        stack
        rows={templates}
        rowKey={(row) => row.id}
        empty={<EmptyState title="Chưa có mẫu nào cho mục này" text="Thêm mẫu ở dưới, hoặc lấy các mẫu có sẵn rồi sửa theo lời của trường." />}
        columns={[
          {
            key: 'name',
            header: 'Mẫu',
            rowHeader: true,
            cell: (row) => (
              <>
                {row.name} {row.active ? null : <Badge>Ngừng dùng</Badge>}
                <span className="cell-note template-body">{row.body}</span>
              </>
            ),
          },
          { key: 'fits', header: 'Dùng cho', cell: (row) => row.fits },
          { key: 'order', header: 'Thứ tự', cell: (row, index) => <Order id={row.id} name={row.name} action={pageOf(purpose)} isFirst={index === 0} isLast={index === templates.length - 1} /> },
          { key: 'do', header: 'Thao tác', shortLabel: '', cell: (row) => <EditOrStop id={row.id} name={row.name} active={row.active} href={`${page}?sua=${row.id}`} action={pageOf(purpose)} /> },
        ]}
      />
      {edited ? null : <Card title="Thêm mẫu">{form}</Card>}
      {edited ? null : (
        <form method="post" action={pageOf(purpose)} className="stack-s">
          <p className="muted">Bộ mẫu có sẵn gồm lời cho cả bảy mục đích. Mẫu trường đã có thì giữ nguyên.</p>
          <Button variant="secondary" name="viec" value="mau-co-san">
            Thêm các mẫu có sẵn còn thiếu
          </Button>
        </form>
      )}
    </>
  )
}

function TemplateForm({ edited, purpose, fields, field }: Pick<Loaded, 'edited' | 'purpose' | 'fields'> & { field: ReturnType<typeof formFields> }) {
  return (
    <form method="post" className="stack measure" noValidate>
      <HiddenField name="viec" value={edited === null ? 'them' : 'sua'} />
      {edited === null ? null : <HiddenField name="id" value={edited.id} />}
      <Select label="Mục đích" placeholder={null} options={Object.entries(purposeLabels).map(([value, label]) => ({ value, label }))} {...field('purpose')} />
      <TextField label="Tên mẫu" hint="Để thầy/cô tìm; phụ huynh không thấy." width="l" {...field('name')} />
      <Select label="Chỉ cho loại" optional placeholder="Mọi loại" options={Object.entries(kindLabels).map(([value, label]) => ({ value, label }))} {...field('kind')} />
      <Select label="Chỉ cho lĩnh vực" optional placeholder="Mọi lĩnh vực" options={fields} {...field('fieldId')} />
      <TextArea
        label="Nội dung"
        hint={
          <>
            Tự điền theo hồ sơ: {placeholders.map((name) => `{${name}}`).join(', ')}. Ghi […] ở chỗ người trả lời phải tự viết.
          </>
        }
        rows={8}
        maxLength={4000}
        {...field('body')}
      />
      <SaveOrAdd isEdited={edited !== null} add="Thêm mẫu" back={pageOf(purpose)} />
    </form>
  )
}
