import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { recordAudit } from '#app/audit/index.ts'
import { parseForm, readForm } from '#app/http/forms.ts'
import { requireStaff } from '#app/http/require-staff.ts'
import { findRound, formatSlip, issueSlips, slipOrderForm } from '#app/surveys/index.ts'

/** Makes slips and answers with the sheets themselves: the codes exist on that paper and nowhere else, so there is no page to come back to. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const { staff, school, now } = await requireStaff(request, context, 'round:manage')
  const { db, secrets, config } = context
  const form = await readForm(request)
  const round = await findRound(db, school, params.id ?? '')
  if (!round) throw new Response('', { status: 404 })
  const parsed = parseForm(slipOrderForm, form)
  if (!parsed.ok) throw new Response('Danh sách lớp chưa đúng.\n', { status: 422 })
  if (round.state === 'closed') throw new Response('Đợt khảo sát đã đóng.\n', { status: 409 })
  const batches = await db.transaction().execute(async (tx) => {
    const printed: { name: string; slips: { code: string; printed: string }[] }[] = []
    for (const { name, count } of parsed.value.lop) {
      const codes = await issueSlips(tx, secrets, round, name, count)
      printed.push({ name, slips: codes.map((code) => ({ code, printed: formatSlip(code) })) })
      await recordAudit(tx, { schoolId: school.id, staffId: staff.id, action: 'round:print-slips', target: round.id, detail: `${name}: ${count}`, at: now })
    }
    return printed
  })
  const address = `${config.publicOrigin}/phieu`
  const { slipsPdf } = await import('#app/print/index.ts')
  const file = await slipsPdf(
    { schoolName: school.name, roundName: round.name_vi, closesOn: round.closes_on, linkStart: `${address}#`, address: address.replace(/^https:\/\//, ''), batches },
    now,
  )
  return new Response(file as Uint8Array<ArrayBuffer>, {
    headers: { 'Content-Type': 'application/pdf', 'Content-Disposition': 'attachment; filename="phieu-ma-mot-lan.pdf"' },
  })
}

/** Opened by hand, or reloaded: there is nothing to see again. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { school } = await requireStaff(request, context, 'round:manage')
  if (!(await findRound(context.db, school, params.id ?? ''))) throw new Response('', { status: 404 })
  return new Response('Mã phiếu chỉ có trong tệp đã tải về.\n', { headers: { 'Content-Type': 'text/plain; charset=utf-8' } })
}
