import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { parseForm, readForm } from '#app/http/forms.ts'
import { requireStaff } from '#app/http/require-staff.ts'
import { addPlace, listPlaces, newPlaceForm, typedAddress } from '#app/schools/index.ts'
import { placeKindLabels, placeKinds } from '#app/schools/place-forms.ts'
import { may } from '#app/staff/index.ts'
import type { Place } from '#db/schema.ts'
import { Badge } from '#app/ui/Badge.tsx'
import { Button } from '#app/ui/Button.tsx'
import { Card } from '#app/ui/Card.tsx'
import { DataTable } from '#app/ui/DataTable.tsx'
import type { Column } from '#app/ui/DataTable.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { ShortAddress } from '#app/ui/ShortAddress.tsx'
import type { ShortAddressParts } from '#app/ui/ShortAddress.tsx'
import { Select } from '#app/ui/Select.tsx'
import { TextField } from '#app/ui/TextField.tsx'
import { VisuallyHidden } from '#app/ui/VisuallyHidden.tsx'
import { done } from '../done.ts'
import { formFields } from '../form-state.ts'
import type { FormState } from '../form-state.ts'

export const meta: MetaFunction = () => [{ title: 'Mã QR · Lắng Nghe' }]

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { staff, school } = await requireStaff(request, context, 'place:view')
  const places = await listPlaces(context.db, school)
  return {
    mayManage: may(staff.role, 'place:manage'),
    places: places.map(({ id, code, name, kind, active }) => ({ id, code, name, kind, active, address: typedAddress(context.config.publicOrigin, code) })),
  }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const visit = await requireStaff(request, context, 'place:manage')
  const form = parseForm(newPlaceForm, await readForm(request))
  if (!form.ok) return data<FormState>({ errors: form.errors, values: form.values }, { status: 422 })
  const result = await addPlace(context.db, visit.school, form.value, visit)
  if (!result.ok) {
    const errors = [{ field: 'code', message: `Mã ${form.value.code} đã có nơi khác dùng. Vui lòng chọn mã khác hoặc để trống.` }]
    return data<FormState>({ errors, values: form.value }, { status: 422 })
  }
  return done(`/office/ma-qr/${result.place.id}`, 'them')
}

interface PlaceLine extends Pick<Place, 'id' | 'code' | 'name' | 'kind' | 'active'> {
  address: ShortAddressParts
}

const columns: Column<PlaceLine>[] = [
  {
    key: 'name',
    header: 'Vị trí',
    rowHeader: true,
    cell: (place) => (
      <>
        <a href={`/office/ma-qr/${place.id}`}>{place.name}</a>
        {place.active === 0 ? (
          <>
            {' '}
            <Badge>Ngừng dùng</Badge>
          </>
        ) : null}
      </>
    ),
  },
  { key: 'kind', header: 'Loại', cell: (place) => placeKindLabels[place.kind] },
  { key: 'address', header: 'Địa chỉ ngắn', cell: (place) => <ShortAddress {...place.address} /> },
  {
    key: 'print',
    header: 'In',
    cell: (place) => (
      <span className="cluster print-links">
        <a href={`/office/ma-qr/${place.id}/in/to-a4.pdf`}>
          Tờ A4<VisuallyHidden> của {place.name}</VisuallyHidden>
        </a>
        <a href={`/office/ma-qr/${place.id}`}>
          Cỡ khác<VisuallyHidden> của {place.name}</VisuallyHidden>
        </a>
      </span>
    ),
  },
]

export default function PlacesPage() {
  const { places, mayManage } = useLoaderData<typeof loader>()
  const failed = useActionData<typeof action>()
  const field = formFields(failed, { kind: 'class' })
  return (
    <>
      <PageHeader title="Mã QR" lead="Mỗi vị trí có mã riêng. Phản ánh ghi lại vị trí của mã đã quét; phiếu khảo sát mở từ mã của lớp thì không, để không đoán ra người trả lời." />
      <ErrorSummary errors={failed?.errors ?? []} />
      <DataTable
        caption="Các vị trí đặt mã QR"
        hideCaption
        stack
        columns={columns}
        rows={places}
        rowKey={(place) => place.id}
        empty={
          <EmptyState
            title="Chưa có vị trí nào"
            text={mayManage ? 'Thêm vị trí đầu tiên, chẳng hạn cổng chính, rồi in tờ A4 để dán.' : 'Hiệu trưởng hoặc người điều phối thêm vị trí, sau đó thầy/cô có thể in mã tại đây.'}
          />
        }
      />
      {mayManage ? (
        <Card title="Thêm vị trí">
          <form method="post" className="stack" noValidate>
            <div className="form-row">
              <TextField label="Tên vị trí" hint="Ví dụ: Cổng chính, Lớp Mầm 1." maxLength={80} {...field('name')} />
              <Select label="Loại" placeholder={null} options={placeKinds.map((kind) => ({ value: kind, label: placeKindLabels[kind] }))} {...field('kind')} />
              <TextField
                label="Mã"
                optional
                hint="Để trống thì hệ thống tự đặt mã dễ đọc, dễ nhớ."
                maxLength={24}
                autoCapitalize="characters"
                autoComplete="off"
                spellCheck={false}
                {...field('code')}
              />
            </div>
            <div className="form-actions">
              <Button type="submit" icon="plus">
                Thêm vị trí
              </Button>
            </div>
          </form>
        </Card>
      ) : null}
    </>
  )
}
