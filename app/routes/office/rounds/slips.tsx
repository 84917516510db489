import { data, redirect } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { recordAudit } from '#app/audit/index.ts'
import { formValues, parseForm, readForm } from '#app/http/forms.ts'
import { requireStaff } from '#app/http/require-staff.ts'
import { formatDate, formatNumber } from '#app/i18n/format.ts'
import { findRound, slipBatches, slipOrderForm, voidSlips } from '#app/surveys/index.ts'
import { Breadcrumb } from '#app/ui/Breadcrumb.tsx'
import { Button } from '#app/ui/Button.tsx'
import { Card } from '#app/ui/Card.tsx'
import { DataTable } from '#app/ui/DataTable.tsx'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { Checkbox } from '#app/ui/RadioGroup.tsx'
import { Stat } from '#app/ui/Stat.tsx'
import { TextArea } from '#app/ui/TextArea.tsx'
import { HiddenField } from '#app/ui/TextField.tsx'
import { VisuallyHidden } from '#app/ui/VisuallyHidden.tsx'
import { done } from '../done.ts'
import { errorOf, formFields } from '../form-state.ts'
import type { FormState } from '../form-state.ts'
import { PrintForm } from './PrintForm.tsx'

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: `Phiếu mã một lần – ${page?.round.name ?? ''} · Lắng Nghe` }]

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { school } = await requireStaff(request, context, 'round:manage')
  const round = await findRound(context.db, school, params.id ?? '')
  if (!round) throw new Response('', { status: 404 })
  return { round: { id: round.id, name: round.name_vi, state: round.state, closesOn: round.closes_on, audience: round.audience_size }, slips: await slipBatches(context.db, round) }
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const { staff, school, now } = await requireStaff(request, context, 'round:manage')
  const { db } = context
  const form = await readForm(request)
  const round = await findRound(db, school, params.id ?? '')
  if (!round) throw new Response('', { status: 404 })
  const path = `/office/dot-khao-sat/${round.id}/phieu`

  if (form.get('viec') === 'huy') {
    const batch = form.get('lo') ?? ''
    // One click between two batches must not make what families hold in their hands worthless.
    if (form.get('hieu') !== 'on') {
      const errors = [{ field: 'hieu', message: 'Vui lòng đánh dấu vào ô xác nhận trước khi hủy phiếu.' }]
      return data<FormState>({ errors, values: formValues(form) }, { status: 422 })
    }
    await db.transaction().execute(async (tx) => {
      const gone = await voidSlips(tx, round, batch)
      await recordAudit(tx, { schoolId: school.id, staffId: staff.id, action: 'round:void-slips', target: round.id, detail: `${batch}: ${gone}`, at: now })
    })
    return done(path, 'huy-phieu')
  }

  const parsed = parseForm(slipOrderForm, form)
  if (!parsed.ok) return data<FormState>({ errors: parsed.errors, values: parsed.values }, { status: 422 })
  if (round.state === 'closed') return data<FormState>({ errors: [{ field: 'lop', message: 'Đợt khảo sát đã đóng, không in phiếu được nữa.' }], values: Object.fromEntries(form) }, { status: 409 })
  // A page cannot answer with a file: the same form goes on, whole, to the address that can.
  return redirect(`${path}/in.pdf`, 307)
}

export default function SlipsPage() {
  const { round, slips } = useLoaderData<typeof loader>()
  const failed = useActionData<typeof action>()
  const field = formFields(failed)
  return (
    <>
      <PageHeader
        above={<Breadcrumb items={[{ label: 'Đợt khảo sát', href: '/office/dot-khao-sat' }, { label: round.name, href: `/office/dot-khao-sat/${round.id}` }, { label: 'Phiếu mã một lần' }]} />}
        title="Phiếu mã một lần"
        lead="Mỗi gia đình một phiếu, mỗi phiếu trả lời được một lần. Không ai, kể cả người quản trị máy chủ, biết phiếu nào trả lời gì."
      />
      <ErrorSummary errors={(failed?.errors ?? []).map((error) => (error.field === 'hieu' ? { ...error, field: `hieu-${slips.batches.findIndex(({ batch }) => batch === failed?.values.lo)}` } : error))} />
      <div className="stats">
        <Stat label="Phiếu đã in" value={formatNumber(slips.issued)} detail={round.audience === null ? undefined : `trên ${formatNumber(round.audience)} gia đình được mời`} />
        <Stat label="Phiếu đã dùng" value={formatNumber(slips.used)} detail="Chỉ đếm chung cả đợt, không đếm theo lớp" />
      </div>
      <div className="split">
        <div className="split-main">
          {slips.batches.length === 0 ? (
            <EmptyState title="Chưa in phiếu nào" text="In phiếu theo lớp, cắt rời, trộn đều trong mỗi lớp rồi phát cho từng gia đình." />
          ) : (
            <DataTable
              caption="Phiếu đã in theo lô"
              rows={slips.batches}
              rowKey={(row) => row.batch}
              columns={[
                { key: 'batch', header: 'Lô', rowHeader: true, cell: (row) => row.batch },
                { key: 'issued', header: 'Số phiếu', align: 'end', cell: (row) => formatNumber(row.issued) },
                {
                  key: 'void',
                  header: 'Thất lạc?',
                  cell: (row, index) =>
                    round.state === 'closed' ? null : (
                      <VoidBatch batch={row.batch} id={`hieu-${index}`} failed={failed?.values.viec === 'huy' && failed.values.lo === row.batch ? failed : undefined} />
                    ),
                },
              ]}
            />
          )}
        </div>
        <div className="split-side">
          {round.state === 'closed' ? null : (
            <Card title="In thêm phiếu">
              <PrintForm>
                <HiddenField name="viec" value="in" />
                <TextArea label="Lớp và số gia đình" hint="Mỗi lớp một dòng, ví dụ: Lớp Lá 1: 28" rows={6} maxLength={4000} {...field('lop')} />
                <p className="muted small">Tệp PDF tải về là nơi duy nhất có các mã này. In xong nên xóa tệp; mất tệp thì hủy lô và in lô mới. Phiếu dùng được đến hết ngày {formatDate(round.closesOn)}.</p>
              </PrintForm>
            </Card>
          )}
        </div>
      </div>
    </>
  )
}

/** Cannot be undone: the codes are on paper that is already in people's hands. */
function VoidBatch({ batch, id, failed }: { batch: string; id: string; failed: FormState | undefined }) {
  return (
    <Disclosure
      open={failed !== undefined}
      summary={
        <>
          Hủy phiếu chưa dùng<VisuallyHidden> của {batch}</VisuallyHidden>
        </>
      }
    >
      <form method="post" className="stack-s" noValidate>
        <HiddenField name="viec" value="huy" />
        <HiddenField name="lo" value={batch} />
        <Checkbox name="hieu" id={id} label={`Tôi hiểu: phiếu chưa dùng của ${batch} sẽ không trả lời được nữa`} {...errorOf(failed, 'hieu')} />
        <Button variant="danger">Hủy phiếu</Button>
      </form>
    </Disclosure>
  )
}
