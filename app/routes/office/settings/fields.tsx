import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { formValues, parseForm, readForm } from '#app/http/forms.ts'
import type { FieldError } from '#app/http/forms.ts'
import { requireStaff } from '#app/http/require-staff.ts'
import { addField, fieldForm, listAllFields, moveField, possibleHandlers, setFieldActive, updateField } from '#app/schools/index.ts'
import type { Change, FieldChange } from '#app/schools/index.ts'
import type { Db } from '#db/connect.ts'
import type { School } from '#db/schema.ts'
import { Badge } from '#app/ui/Badge.tsx'
import { BackLink } from '#app/ui/Breadcrumb.tsx'
import { Card } from '#app/ui/Card.tsx'
import { DataTable } from '#app/ui/DataTable.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { Select } from '#app/ui/Select.tsx'
import { HiddenField, TextField } from '#app/ui/TextField.tsx'
import { done } from '../done.ts'
import { formFields } from '../form-state.ts'
import { EditOrStop, Order, SaveOrAdd } from './list-forms.tsx'

export const meta: MetaFunction = () => [{ title: 'Lĩnh vực phản ánh · Lắng Nghe' }]

const page = '/office/cai-dat/linh-vuc'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { school } = await requireStaff(request, context, 'school:manage')
  const [fields, handlers] = await Promise.all([listAllFields(context.db, school), possibleHandlers(context.db, school)])
  const editId = new URL(request.url).searchParams.get('sua')
  const edited = editId === null ? undefined : fields.find(({ id }) => id === editId)
  if (editId !== null && !edited) throw new Response('', { status: 404 })
  return {
    fields: fields.map(({ id, name_vi, name_en, default_handler_id, active }) => ({
      id,
      nameVi: name_vi,
      nameEn: name_en,
      handlerName: handlers.find((handler) => handler.id === default_handler_id)?.name ?? null,
      active: active === 1,
    })),
    handlers: handlers.map(({ id, name, job_title }) => ({ value: id, label: `${name} – ${job_title}` })),
    edited: edited ? { id: edited.id, nameVi: edited.name_vi, nameEn: edited.name_en, handlerId: edited.default_handler_id ?? '' } : null,
  }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { staff, school, now } = await requireStaff(request, context, 'school:manage')
  const form = await readForm(request)
  const id = form.get('id') ?? ''
  const change = { staff, now }
  switch (form.get('viec')) {
    case 'them':
    case 'sua':
      return save(context.db, school, form, change)
    case 'len':
      return answer(await moveField(context.db, school, id, -1, change), form)
    case 'xuong':
      return answer(await moveField(context.db, school, id, 1, change), form)
    case 'ngung':
      return answer(await setFieldActive(context.db, school, id, false, change), form)
    case 'dung-lai':
      return answer(await setFieldActive(context.db, school, id, true, change), form)
    default:
      throw new Response('', { status: 400 })
  }
}

async function save(db: Db, school: School, form: URLSearchParams, change: Change) {
  const parsed = parseForm(fieldForm, form)
  if (!parsed.ok) return data({ errors: parsed.errors, values: parsed.values }, { status: 422 })
  const result = form.get('viec') === 'them' ? await addField(db, school, parsed.value, change) : await updateField(db, school, form.get('id') ?? '', parsed.value, change)
  return answer(result, form)
}

function answer(result: FieldChange, form: URLSearchParams) {
  switch (result) {
    case 'done':
      return done(page, form.get('viec') === 'them' ? 'them' : 'luu')
    case 'not-found':
      throw new Response('', { status: 404 })
    case 'no-such-handler':
      return refuse([{ field: 'handlerId', message: 'Người này không còn xử lý phản ánh được. Vui lòng chọn người khác.' }], form)
    case 'last-field':
      return refuse([{ field: '', message: 'Phải còn ít nhất một lĩnh vực để phụ huynh chọn.' }], form)
  }
}

function refuse(errors: FieldError[], form: URLSearchParams) {
  return data({ errors, values: formValues(form) }, { status: 422 })
}

export default function FieldSettings() {
  const { fields, handlers, edited } = useLoaderData<typeof loader>()
  const state = useActionData<typeof action>()
  const field = formFields(state, edited ?? {})
  return (
    <>
      <PageHeader
        above={<BackLink href="/office/cai-dat">Cài đặt</BackLink>}
        title="Lĩnh vực phản ánh"
        lead="Phụ huynh chọn một lĩnh vực khi gửi phản ánh. Hồ sơ mới được đề xuất giao cho người ghi bên cạnh."
      />
      {state ? <ErrorSummary errors={state.errors.map(({ field: name, message }) => (name === '' ? { message } : { field: name, message }))} /> : null}
      {edited ? (
        <Card title={`Sửa lĩnh vực: ${edited.nameVi}`} tone="accent">
          <FieldForm edited={edited.id} handlers={handlers} field={field} />
        </Card>
      ) : null}
      <DataTable
        caption="Các lĩnh vực"
        hideCaption
        stack
        rows={fields}
        rowKey={(row) => row.id}
        columns={[
          {
            key: 'name',
            header: 'Lĩnh vực',
            rowHeader: true,
            cell: (row) => (
              <>
                {row.nameVi} {row.active ? null : <Badge>Ngừng dùng</Badge>}
                <span className="cell-note">{row.nameEn}</span>
              </>
            ),
          },
          { key: 'handler', header: 'Đề xuất xử lý', cell: (row) => row.handlerName ?? <span className="muted">Chưa có</span> },
          { key: 'order', header: 'Thứ tự', cell: (row, index) => <Order id={row.id} name={row.nameVi} isFirst={index === 0} isLast={index === fields.length - 1} /> },
          { key: 'do', header: 'Thao tác', shortLabel: '', cell: (row) => <EditOrStop id={row.id} name={row.nameVi} active={row.active} href={`${page}?sua=${row.id}`} /> },
        ]}
      />
      {edited ? null : (
        <Card title="Thêm lĩnh vực">
          <FieldForm edited={null} handlers={handlers} field={field} />
        </Card>
      )}
    </>
  )
}

function FieldForm({ edited, handlers, field }: { edited: string | null; handlers: { value: string; label: string }[]; field: ReturnType<typeof formFields> }) {
  return (
    <form method="post" className="stack measure" noValidate>
      <HiddenField name="viec" value={edited === null ? 'them' : 'sua'} />
      {edited === null ? null : <HiddenField name="id" value={edited} />}
      <TextField label="Tên lĩnh vực" width="l" {...field('nameVi')} />
      <TextField label="Tên tiếng Anh" optional width="l" lang="en" hint="Hiện trên trang công khai bản tiếng Anh. Để trống thì dùng tên tiếng Việt." {...field('nameEn')} />
      <Select label="Người được đề xuất xử lý" optional placeholder="Chưa chọn" options={handlers} {...field('handlerId')} />
      <SaveOrAdd isEdited={edited !== null} add="Thêm lĩnh vực" back={page} />
    </form>
  )
}
