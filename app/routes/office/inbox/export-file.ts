import { redirect } from '@remix-run/node'
import type { ActionFunctionArgs } from '@remix-run/node'
import { exportCases, exportFormats } from '#app/cases/index.ts'
import { readForm } from '#app/http/forms.ts'
import { requireStaff } from '#app/http/require-staff.ts'
import { exportPath, readExportSource, writeExportSource } from './export-path.ts'

const types = { xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', csv: 'text/csv; charset=utf-8' }

/** The cases of a list as a file. Asked for with a form, because it is written into the log. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { staff, school, today, now } = await requireStaff(request, context, 'case:export')
  const source = readExportSource(new URL(request.url).searchParams)
  const form = await readForm(request)
  const format = exportFormats.find((one) => one === form.get('dang'))
  if (format === undefined) throw new Response('', { status: 400 })
  const exported = await exportCases(context.db, school, staff, { source, format, withText: form.has('noi-dung'), withIdentity: form.has('nguoi-gui') }, today, now)
  if (!exported.ok) {
    if (exported.reason === 'not-allowed') throw new Response('', { status: 403 })
    const query = new URLSearchParams(writeExportSource(source))
    if (exported.reason !== 'nothing') query.set('loi', exported.reason === 'too-many' ? 'qua-nhieu' : 'qua-nhieu-ten')
    return redirect(`${exportPath}?${query}`, 303)
  }
  const ending = format === 'xlsx' ? 'xlsx' : 'csv'
  const body = typeof exported.file === 'string' ? exported.file : new Uint8Array(exported.file)
  return new Response(body, {
    headers: { 'Content-Type': types[ending], 'Content-Disposition': `attachment; filename="ho-so-${today}.${ending}"`, 'Cache-Control': 'no-store' },
  })
}

/** There is nothing to look at: the file is asked for with a form. */
export async function loader({ request, context }: ActionFunctionArgs) {
  await requireStaff(request, context, 'case:export')
  throw new Response('', { status: 405, headers: { Allow: 'POST' } })
}
