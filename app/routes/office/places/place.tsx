import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { parseForm, readForm } from '#app/http/forms.ts'
import { requireStaff } from '#app/http/require-staff.ts'
import { placeSheets } from '#app/print/place-sheets.ts'
import { changePlace, placeForm, setPlaceActive } from '#app/schools/index.ts'
import { placeKindLabels, placeKinds } from '#app/schools/place-forms.ts'
import { may } from '#app/staff/index.ts'
import { Badge } from '#app/ui/Badge.tsx'
import { Button, ButtonLink } from '#app/ui/Button.tsx'
import { Card } from '#app/ui/Card.tsx'
import { CopyButton } from '#app/ui/CopyButton.tsx'
import { DescriptionList } from '#app/ui/DescriptionList.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { Breadcrumb } from '#app/ui/Breadcrumb.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { QrCode } from '#app/ui/QrCode.tsx'
import { Select } from '#app/ui/Select.tsx'
import { ShortAddress } from '#app/ui/ShortAddress.tsx'
import { HiddenField, TextField } from '#app/ui/TextField.tsx'
import posterCss from '#app/ui/poster.css?url'
import { done } from '../done.ts'
import { formFields } from '../form-state.ts'
import type { FormState } from '../form-state.ts'
import { placeToPrint } from './print.server.ts'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: posterCss }]
export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `${page?.place.name ?? 'Mã QR'} · Lắng Nghe` }]

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { staff, school } = await requireStaff(request, context, 'place:view')
  const { place, qr, address, link } = await placeToPrint(context, school, params.id)
  return { mayManage: may(staff.role, 'place:manage'), place: { id: place.id, name: place.name, kind: place.kind, code: place.code, active: place.active === 1 }, qr, address, link }
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const visit = await requireStaff(request, context, 'place:manage')
  const id = params.id ?? ''
  const form = await readForm(request)
  const path = `/office/ma-qr/${id}`

  if (form.get('viec') === 'trang-thai') {
    const active = form.get('dung') === '1'
    if (!(await setPlaceActive(context.db, visit.school, id, active, visit))) throw new Response('', { status: 404 })
    return done(path, 'luu')
  }
  const parsed = parseForm(placeForm, form)
  if (!parsed.ok) return data<FormState>({ errors: parsed.errors, values: parsed.values }, { status: 422 })
  if (!(await changePlace(context.db, visit.school, id, parsed.value, visit))) throw new Response('', { status: 404 })
  return done(path, 'luu')
}

export default function PlacePage() {
  const { place, qr, address, link, mayManage } = useLoaderData<typeof loader>()
  const failed = useActionData<typeof action>()
  const field = formFields(failed, { name: place.name, kind: place.kind })
  return (
    <>
      <PageHeader above={<Breadcrumb items={[{ label: 'Mã QR', href: '/office/ma-qr' }, { label: place.name }]} />} title={place.name} lead={place.active ? null : <Badge tone="warning">Ngừng dùng</Badge>} />
      <ErrorSummary errors={failed?.errors ?? []} />
      <div className="split">
        <div className="split-main">
          <Card title="In và dán">
            <p>Mỗi mẫu là một tệp PDF, in ở đâu cũng như nhau. In tỉ lệ 100 %; in màu hay đen trắng đều quét được.</p>
            <ul className="sheet-list">
              {Object.entries(placeSheets).map(([kind, { label, hint }]) => (
                <li key={kind}>
                  <ButtonLink href={`/office/ma-qr/${place.id}/in/${kind}.pdf`} icon="print" variant={kind === 'to-a4' ? 'primary' : 'secondary'}>
                    {label}
                  </ButtonLink>
                  <span className="muted small">{hint}</span>
                </li>
              ))}
            </ul>
          </Card>
          {mayManage ? (
            <Card title="Sửa vị trí">
              <form method="post" className="stack" noValidate>
                <HiddenField name="viec" value="sua" />
                <TextField label="Tên vị trí" maxLength={80} {...field('name')} />
                <Select label="Loại" placeholder={null} options={placeKinds.map((kind) => ({ value: kind, label: placeKindLabels[kind] }))} {...field('kind')} />
                <p className="muted small">Mã {place.code} không đổi được vì có thể đã in trên giấy dán. Cần mã khác thì thêm vị trí mới.</p>
                <div className="form-actions">
                  <Button type="submit">Lưu</Button>
                </div>
              </form>
            </Card>
          ) : null}
          {mayManage ? (
            <Card title={place.active ? 'Ngừng dùng vị trí này' : 'Dùng lại vị trí này'} tone="sunken">
              <form method="post" className="stack">
                <HiddenField name="viec" value="trang-thai" />
                <HiddenField name="dung" value={place.active ? '0' : '1'} />
                <p>
                  {place.active
                    ? 'Vị trí được xếp xuống cuối danh sách. Tờ đã dán vẫn dẫn phụ huynh đến trang của trường, và ý kiến đã gửi vẫn giữ nguyên.'
                    : 'Vị trí trở lại danh sách đang dùng, với đúng mã cũ.'}
                </p>
                <Button type="submit" variant="secondary">
                  {place.active ? 'Ngừng dùng' : 'Dùng lại'}
                </Button>
              </form>
            </Card>
          ) : null}
        </div>
        <div className="split-side">
          <Card>
            <div className="qr-preview">
              <QrCode {...qr} label={`Mã QR dẫn đến ${address.host}${address.path}`} />
            </div>
            <DescriptionList
              items={[
                { term: 'Địa chỉ ngắn', detail: <ShortAddress {...address} /> },
                { term: 'Mã', detail: <strong>{place.code}</strong> },
                { term: 'Loại', detail: placeKindLabels[place.kind] },
              ]}
            />
            <CopyButton text={link} label="Sao chép đường dẫn" />
          </Card>
        </div>
      </div>
    </>
  )
}
