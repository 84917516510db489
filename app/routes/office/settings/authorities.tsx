import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { parseForm, readForm } from '#app/http/forms.ts'
import { requireStaff } from '#app/http/require-staff.ts'
import { formatDate } from '#app/i18n/format.ts'
import { addAuthority, authorityForm, authorityKinds, deleteAuthority, listAuthorities, updateAuthority } from '#app/schools/index.ts'
import { Badge } from '#app/ui/Badge.tsx'
import { BackLink } from '#app/ui/Breadcrumb.tsx'
import { Button, ButtonLink } from '#app/ui/Button.tsx'
import { Card } from '#app/ui/Card.tsx'
import { DataTable } from '#app/ui/DataTable.tsx'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { RadioGroup } from '#app/ui/RadioGroup.tsx'
import { DateField, HiddenField, TextField } from '#app/ui/TextField.tsx'
import { VisuallyHidden } from '#app/ui/VisuallyHidden.tsx'
import { done } from '../done.ts'
import { formFields } from '../form-state.ts'
import { SaveOrAdd } from './list-forms.tsx'

export const meta: MetaFunction = () => [{ title: 'Cơ quan quản lý · Lắng Nghe' }]

const page = '/office/cai-dat/co-quan'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { school, today } = await requireStaff(request, context, 'school:manage')
  const authorities = await listAuthorities(context.db, school)
  const editId = new URL(request.url).searchParams.get('sua')
  const edited = editId === null ? undefined : authorities.find(({ id }) => id === editId)
  if (editId !== null && !edited) throw new Response('', { status: 404 })
  return {
    kinds: Object.entries(authorityKinds).map(([value, label]) => ({ value, label })),
    authorities: authorities.map(({ id, kind, name, address, phone, effective_from, effective_to }) => ({
      id,
      kind: authorityKinds[kind],
      name,
      contact: [address, phone].filter((part) => part !== '').join(' · '),
      period: effective_to === null ? `Từ ${formatDate(effective_from)}` : `${formatDate(effective_from)} – ${formatDate(effective_to)}`,
      holds: effective_from <= today && (effective_to === null || effective_to >= today),
      isFuture: effective_from > today,
    })),
    edited: edited
      ? { id: edited.id, kind: edited.kind, name: edited.name, address: edited.address, phone: edited.phone, from: edited.effective_from, to: edited.effective_to ?? '' }
      : null,
  }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { staff, school, now } = await requireStaff(request, context, 'school:manage')
  const form = await readForm(request)
  const id = form.get('id') ?? ''
  if (form.get('viec') === 'xoa') {
    if (!(await deleteAuthority(context.db, school, id, { staff, now }))) throw new Response('', { status: 404 })
    return done(page, 'xoa')
  }
  const parsed = parseForm(authorityForm, form)
  if (!parsed.ok) return data({ errors: parsed.errors, values: parsed.values }, { status: 422 })
  if (form.get('viec') === 'them') {
    await addAuthority(context.db, school, parsed.value, { staff, now })
    return done(page, 'them')
  }
  if (!(await updateAuthority(context.db, school, id, parsed.value, { staff, now }))) throw new Response('', { status: 404 })
  return done(page, 'luu')
}

export default function AuthoritySettings() {
  const { kinds, authorities, edited } = useLoaderData<typeof loader>()
  const state = useActionData<typeof action>()
  const field = formFields(state, edited ?? {})
  const form = (
    <form method="post" className="stack measure" noValidate>
      <HiddenField name="viec" value={edited ? 'sua' : 'them'} />
      {edited ? <HiddenField name="id" value={edited.id} /> : null}
      <RadioGroup label="Loại cơ quan" options={kinds} {...field('kind')} />
      <TextField label="Tên cơ quan" hint="Viết đầy đủ như trong văn bản, ví dụ: Ủy ban nhân dân phường Chánh Bình" {...field('name')} />
      <TextField label="Địa chỉ" optional {...field('address')} />
      <TextField label="Điện thoại" type="tel" width="m" optional {...field('phone')} />
      <div className="form-row">
        <DateField label="Từ ngày" {...field('from')} />
        <DateField label="Đến hết ngày" optional {...field('to')} />
      </div>
      <SaveOrAdd isEdited={edited !== null} add="Thêm cơ quan" back={page} />
    </form>
  )
  return (
    <>
      <PageHeader
        above={<BackLink href="/office/cai-dat">Cài đặt</BackLink>}
        title="Cơ quan quản lý"
        lead="Dùng trong văn bản và khi chuyển phản ánh. Khi cơ quan thay đổi, ghi ngày kết thúc cho cơ quan cũ rồi thêm cơ quan mới: văn bản cũ vẫn giữ tên cũ."
      />
      {state ? <ErrorSummary errors={state.errors} /> : null}
      {edited ? (
        <Card title="Sửa cơ quan" tone="accent">
          {form}
          <Disclosure summary="Nhập nhầm cơ quan này?">
            <form method="post" className="stack">
              <p>Chỉ xóa khi nhập nhầm. Cơ quan không còn quản lý trường thì ghi ngày kết thúc.</p>
              <HiddenField name="viec" value="xoa" />
              <HiddenField name="id" value={edited.id} />
              <Button type="submit" variant="danger">
                Xóa {edited.name}
              </Button>
            </form>
          </Disclosure>
        </Card>
      ) : null}
      <DataTable
        caption="Cơ quan quản lý"
        hideCaption
        stack
        rows={authorities}
        rowKey={(row) => row.id}
        empty={<EmptyState title="Chưa nhập cơ quan nào" text="Thêm Ủy ban nhân dân phường, xã và Sở Giáo dục và Đào tạo." />}
        columns={[
          {
            key: 'name',
            header: 'Tên',
            rowHeader: true,
            cell: (row) => (
              <>
                {row.name}
                {row.contact ? <span className="cell-note">{row.contact}</span> : null}
              </>
            ),
          },
          { key: 'kind', header: 'Loại', cell: (row) => row.kind },
          {
            key: 'period',
            header: 'Thời gian',
            cell: (row) => (
              <span>
                {row.period} {row.holds ? <Badge tone="success">Hiện nay</Badge> : row.isFuture ? <Badge tone="info">Sắp tới</Badge> : <Badge>Đã qua</Badge>}
              </span>
            ),
          },
          {
            key: 'do',
            header: 'Thao tác',
            shortLabel: '',
            cell: (row) => (
              <ButtonLink href={`${page}?sua=${row.id}`} variant="secondary" size="small" icon="edit">
                Sửa<VisuallyHidden> {row.name}</VisuallyHidden>
              </ButtonLink>
            ),
          },
        ]}
      />
      {edited ? null : <Card title="Thêm cơ quan">{form}</Card>}
    </>
  )
}
