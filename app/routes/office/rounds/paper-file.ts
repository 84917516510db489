import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { recordAudit } from '#app/audit/index.ts'
import { parseForm, readForm } from '#app/http/forms.ts'
import { requireStaff } from '#app/http/require-staff.ts'
import { schoolUrl } from '#app/schools/urls.ts'
import { findRound, formatReceipt, formsOf, loadQuestionnaire, paperOrderForm, printedFormOf, printSheets } from '#app/surveys/index.ts'

/** Makes numbered sheets and answers with them: the codes exist on that paper and nowhere else. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const { staff, school, now } = await requireStaff(request, context, 'round:manage')
  const { db, secrets, config } = context
  const form = await readForm(request)
  const round = await findRound(db, school, params.id ?? '')
  if (!round) throw new Response('', { status: 404 })
  const asked = await loadQuestionnaire(db, round)
  const parsed = parseForm(paperOrderForm, form)
  if (!parsed.ok || !formsOf(asked).includes(parsed.value.mau)) throw new Response('Yêu cầu in chưa đúng.\n', { status: 422 })
  if (round.state === 'closed') throw new Response('Đợt khảo sát đã đóng.\n', { status: 409 })
  const { mau, so } = parsed.value
  const sheets = await db.transaction().execute(async (tx) => {
    const printed = await printSheets(tx, secrets, round, mau, so)
    await recordAudit(tx, { schoolId: school.id, staffId: staff.id, action: 'round:print-paper', target: round.id, detail: `Phiếu số ${printed[0]!.serial}–${printed.at(-1)!.serial}`, at: now })
    return printed
  })
  const typed = (path: string) => schoolUrl(config.publicOrigin, school, path).replace(/^https:\/\//, '')
  const { paperFormPdf } = await import('#app/print/index.ts')
  const file = await paperFormPdf(
    {
      schoolName: school.name,
      roundName: round.name_vi,
      closesOn: round.closes_on,
      ...printedFormOf(asked, mau),
      address: typed('/khao-sat'),
      receiptAddress: typed('/bien-nhan'),
      sheets: sheets.map((sheet) => ({ ...sheet, receipt: formatReceipt(sheet.receipt) })),
    },
    now,
  )
  return new Response(file as Uint8Array<ArrayBuffer>, {
    headers: { 'Content-Type': 'application/pdf', 'Content-Disposition': `attachment; filename="phieu-giay-${sheets[0]!.serial}-${sheets.at(-1)!.serial}.pdf"` },
  })
}

/** Opened by hand, or reloaded: there is nothing to see again. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { school } = await requireStaff(request, context, 'round:manage')
  if (!(await findRound(context.db, school, params.id ?? ''))) throw new Response('', { status: 404 })
  return new Response('Mã phiếu chỉ có trong tệp đã tải về.\n', { headers: { 'Content-Type': 'text/plain; charset=utf-8' } })
}
