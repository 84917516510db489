import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readForm } from '#app/http/forms.ts'
import { requireStaff } from '#app/http/require-staff.ts'
import { formatDate } from '#app/i18n/format.ts'
import { listPlaces } from '#app/schools/index.ts'
import { drawQrCode } from '#app/schools/qr-code.ts'
import { addKiosk, findRound, inGroups, listKiosks, revokeKiosk } from '#app/surveys/index.ts'
import type { KioskRow } from '#app/surveys/index.ts'
import { Badge } from '#app/ui/Badge.tsx'
import { Breadcrumb } from '#app/ui/Breadcrumb.tsx'
import { Button } from '#app/ui/Button.tsx'
import { Card } from '#app/ui/Card.tsx'
import { DataTable } from '#app/ui/DataTable.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { QrCode } from '#app/ui/QrCode.tsx'
import { Select } from '#app/ui/Select.tsx'
import { HiddenField } from '#app/ui/TextField.tsx'
import { VisuallyHidden } from '#app/ui/VisuallyHidden.tsx'
import { done } from '../done.ts'
import { formFields } from '../form-state.ts'
import type { FormState } from '../form-state.ts'
import { sendLinkAlong, takeToken } from '../new-link.ts'

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `Máy của trường – ${page?.round.name ?? ''} · Lắng Nghe` }]

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { school } = await requireStaff(request, context, 'round:manage')
  const { db, config } = context
  const round = await findRound(db, school, params.id ?? '')
  if (!round) throw new Response('', { status: 404 })
  const places = (await listPlaces(db, school)).filter((place) => place.active === 1 && place.kind !== 'class')
  const { token: code, headers } = takeToken(request, context, round.id)
  const page = {
    round: { id: round.id, name: round.name_vi, state: round.state, closesOn: round.closes_on },
    places: places.map(({ id, name }) => ({ value: id, label: name })),
    kiosks: await listKiosks(db, round),
    /** Just made, and shown this once. */
    fresh: code === null ? null : { code: inGroups(code), address: `${config.publicOrigin.replace(/^https:\/\//, '')}/may`, qr: drawQrCode(`${config.publicOrigin}/may#${code}`) },
  }
  return data(page, { headers })
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const { staff, school, now } = await requireStaff(request, context, 'round:manage')
  const { db, secrets } = context
  const form = await readForm(request)
  const round = await findRound(db, school, params.id ?? '')
  if (!round) throw new Response('', { status: 404 })
  const path = `/office/dot-khao-sat/${round.id}/may`
  const refuse = (message: string, status: number) => data<FormState>({ errors: [{ field: 'noi', message }], values: Object.fromEntries(form) }, { status })

  if (form.get('viec') === 'thu-hoi') {
    if (!(await revokeKiosk(db, school, round.id, form.get('may') ?? '', { staffId: staff.id }, now))) return refuse('Máy này đã được thu hồi từ trước.', 409)
    return done(path, 'thu-may')
  }
  if (round.state === 'closed') return refuse('Đợt khảo sát đã đóng, không mở thêm máy được nữa.', 409)
  const kiosk = await addKiosk(db, secrets, school, round, form.get('noi') ?? '', { staffId: staff.id }, now)
  if (!kiosk) return refuse('Vui lòng chọn nơi đặt máy.', 422)
  return done(path, 'tao-may', sendLinkAlong(context, round.id, kiosk.code))
}

const states: Record<KioskRow['state'], { label: string; tone: 'success' | 'info' | 'neutral' }> = {
  waiting: { label: 'Chưa mở', tone: 'info' },
  open: { label: 'Đang dùng', tone: 'success' },
  revoked: { label: 'Đã thu hồi', tone: 'neutral' },
}

export default function KiosksPage() {
  const { round, places, kiosks, fresh } = useLoaderData<typeof loader>()
  const failed = useActionData<typeof action>()
  const field = formFields(failed)
  return (
    <>
      <PageHeader
        above={<Breadcrumb items={[{ label: 'Đợt khảo sát', href: '/office/dot-khao-sat' }, { label: round.name, href: `/office/dot-khao-sat/${round.id}` }, { label: 'Máy của trường' }]} />}
        title="Máy của trường"
        lead="Một máy tính bảng đặt nơi phụ huynh chờ. Máy chỉ mở phiếu ngắn, tự làm mới sau mỗi người và không giữ lại gì."
      />
      <ErrorSummary errors={failed?.errors ?? []} />
      {fresh ? (
        <Card title="Mở máy bằng mã này">
          <div className="kiosk-fresh">
            <QrCode {...fresh.qr} label="Mã QR mở máy" className="kiosk-fresh-qr" />
            <div className="stack">
              <p>
                Trên máy tính bảng, quét mã hoặc mở <strong className="nowrap">{fresh.address}</strong> rồi gõ:
              </p>
              <p className="kiosk-fresh-code">{fresh.code}</p>
              <p>Mã dùng được một lần, cho một máy. Văn phòng đang đăng nhập trên máy ấy sẽ được đăng xuất.</p>
            </div>
          </div>
        </Card>
      ) : null}
      <div className="split">
        <div className="split-main">
          {kiosks.length === 0 ? (
            <EmptyState title="Chưa có máy nào" text="Tạo mã cho một nơi, rồi mở mã ấy trên máy tính bảng." />
          ) : (
            <DataTable
              caption="Máy của đợt này"
              rows={kiosks}
              rowKey={(row) => row.id}
              columns={[
                { key: 'place', header: 'Nơi đặt', rowHeader: true, cell: (row) => row.place },
                { key: 'state', header: 'Trạng thái', cell: (row) => <Badge tone={round.state === 'closed' ? 'neutral' : states[row.state].tone}>{round.state === 'closed' ? 'Hết đợt' : states[row.state].label}</Badge> },
                {
                  key: 'revoke',
                  header: 'Thu hồi',
                  cell: (row) =>
                    row.state === 'revoked' || round.state === 'closed' ? null : (
                      <form method="post">
                        <HiddenField name="viec" value="thu-hoi" />
                        <HiddenField name="may" value={row.id} />
                        <Button variant="quiet">
                          Thu hồi<VisuallyHidden> máy ở {row.place}</VisuallyHidden>
                        </Button>
                      </form>
                    ),
                },
              ]}
            />
          )}
          <p className="muted small">Phiếu từ máy được đếm chung với phiếu mở: không ai biết người chạm là ai. Mỗi máy nhận nhiều nhất 10 phiếu trong 5 phút.</p>
        </div>
        {round.state === 'closed' ? null : (
          <div className="split-side">
            <Card title="Thêm máy">
              {places.length === 0 ? (
                <p>
                  Cần một nơi chung, như cổng hay văn phòng. <a href="/office/ma-qr">Thêm nơi đặt mã</a>
                </p>
              ) : (
                <form method="post" className="stack" noValidate>
                  <HiddenField name="viec" value="tao" />
                  <Select label="Đặt ở đâu?" options={places} {...field('noi')} />
                  <p className="muted small">Máy tự ngừng khi đợt đóng (sau ngày {formatDate(round.closesOn)}). Nên ghim màn hình vào trình duyệt (Ghim ứng dụng trên Android, Truy cập được hướng dẫn trên iPad).</p>
                  <Button>Tạo mã mở máy</Button>
                </form>
              )}
            </Card>
          </div>
        )}
      </div>
    </>
  )
}
