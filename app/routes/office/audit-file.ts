import type { ActionFunctionArgs } from '@remix-run/node'
import { allAudit, auditWords, recordAudit } from '#app/audit/index.ts'
import { readForm } from '#app/http/forms.ts'
import { requireStaff } from '#app/http/require-staff.ts'
import { formatDateTime } from '#app/i18n/format.ts'
import { csvFile } from '#app/spreadsheets/index.ts'
import { auditFilter, auditHref, readAuditQuery } from './audit-filter.ts'

/** The log as a file, as far as the filter goes. That it was taken out of the house is written into it first. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { staff, school, now, today } = await requireStaff(request, context, 'audit:view')
  const query = readAuditQuery(await readForm(request))
  const rows = await allAudit(context.db, school, staff, auditFilter(query))
  const filter = auditHref(query).split('?')[1]
  await recordAudit(context.db, { schoolId: school.id, staffId: staff.id, action: 'audit:export', detail: `${rows.length} dòng${filter === undefined ? '' : `, lọc ${filter}`}`, at: now })
  const file = csvFile(
    ['dong', 'thoi_diem', 'nguoi', 'viec', 'ma_viec', 'doi_tuong', 'chi_tiet', 'ma_dong'],
    rows.map((row) => [row.id, formatDateTime(row.at), row.staffName ?? '', auditWords(row.action), row.action, row.target ?? '', row.detail ?? '', row.hash]),
  )
  return new Response(file, {
    headers: { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': `attachment; filename="nhat-ky-${today}.csv"`, 'Cache-Control': 'no-store' },
  })
}

/** There is nothing to look at: the file is asked for with a form. */
export async function loader({ request, context }: ActionFunctionArgs) {
  await requireStaff(request, context, 'audit:view')
  throw new Response('', { status: 405, headers: { Allow: 'POST' } })
}
