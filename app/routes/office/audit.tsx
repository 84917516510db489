import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { auditPageSize, auditSubjects, auditWords, listAudit } from '#app/audit/index.ts'
import type { AuditRow } from '#app/audit/index.ts'
import { isDay } from '#app/calendar/index.ts'
import { requireStaff } from '#app/http/require-staff.ts'
import { formatDateTime, formatNumber } from '#app/i18n/format.ts'
import { listStaff } from '#app/staff/index.ts'
import { DataTable } from '#app/ui/DataTable.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { FilterBar } from '#app/ui/FilterBar.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { Pagination } from '#app/ui/Pagination.tsx'
import { Select } from '#app/ui/Select.tsx'
import { DateField } from '#app/ui/TextField.tsx'

export const meta: MetaFunction = () => [{ title: 'Nhật ký · Lắng Nghe' }]

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { school } = await requireStaff(request, context, 'audit:view')
  const { searchParams } = new URL(request.url)
  const filter = {
    staffId: searchParams.get('nguoi') ?? '',
    subject: searchParams.get('viec') ?? '',
    from: dayOrNothing(searchParams.get('tu')),
    to: dayOrNothing(searchParams.get('den')),
  }
  const page = Number(/^[1-9]\d{0,5}$/.exec(searchParams.get('trang') ?? '')?.[0] ?? 1)
  const [{ rows, total }, staff] = await Promise.all([listAudit(context.db, school, { ...filter, page }), listStaff(context.db, school)])
  return {
    filter,
    page,
    total,
    pageCount: Math.ceil(total / auditPageSize),
    people: [...staff.map(({ id, name }) => ({ value: id, label: name })), { value: 'none', label: 'Hệ thống và người chưa đăng nhập' }],
    subjects: Object.entries(auditSubjects).map(([value, label]) => ({ value, label })),
    rows: rows.map((row) => ({ id: row.id, at: formatDateTime(row.at), staffName: row.staffName, words: auditWords(row.action), ...objectOf(row) })),
  }
}

/** What it was done to, and more about it where that says something new. */
function objectOf({ target, detail }: AuditRow): { what: string; note: string | null } {
  if (target === null) return { what: detail ?? '–', note: null }
  if (detail === null) return { what: target, note: null }
  return detail.includes(target) ? { what: detail, note: null } : { what: target, note: detail }
}

function dayOrNothing(text: string | null): string {
  return text !== null && isDay(text) ? text : ''
}

export default function Audit() {
  const { filter, page, pageCount, total, people, subjects, rows } = useLoaderData<typeof loader>()
  const { staffId, subject, from, to } = filter
  const isFiltered = staffId !== '' || subject !== '' || from !== '' || to !== ''
  const hrefFor = (number: number) => {
    const query = Object.entries({ nguoi: staffId, viec: subject, tu: from, den: to, trang: number === 1 ? '' : String(number) }).filter(([, value]) => value !== '')
    return `/office/nhat-ky${query.length > 0 ? `?${new URLSearchParams(query).toString()}` : ''}`
  }
  return (
    <>
      <PageHeader title="Nhật ký" lead="Ai đã làm gì, đã mở hồ sơ nào. Nhật ký không sửa và không xóa được." />
      <FilterBar action="/office/nhat-ky" label="Lọc nhật ký" resetHref={isFiltered ? '/office/nhat-ky' : undefined}>
        <Select label="Người thực hiện" name="nguoi" placeholder="Tất cả" options={people} defaultValue={staffId} />
        <Select label="Loại việc" name="viec" placeholder="Tất cả" options={subjects} defaultValue={subject} />
        <DateField label="Từ ngày" name="tu" defaultValue={from} />
        <DateField label="Đến ngày" name="den" defaultValue={to} />
      </FilterBar>
      <p className="muted">{formatNumber(total)} dòng</p>
      <DataTable
        caption="Nhật ký, mới nhất trước"
        hideCaption
        stack
        rows={rows}
        rowKey={(row) => row.id}
        empty={<EmptyState title="Không có dòng nào" text={isFiltered ? 'Thử bỏ bớt điều kiện lọc.' : 'Các việc làm trong văn phòng sẽ hiện ở đây.'} />}
        columns={[
          { key: 'at', header: 'Thời điểm', cell: (row) => <span className="nowrap">{row.at}</span> },
          { key: 'who', header: 'Người thực hiện', cell: (row) => row.staffName ?? <span className="muted">Chưa đăng nhập / hệ thống</span> },
          { key: 'what', header: 'Việc', rowHeader: true, cell: (row) => row.words },
          {
            key: 'target',
            header: 'Đối tượng',
            cell: (row) => (
              <span>
                {row.what}
                {row.note === null ? null : <span className="cell-note">{row.note}</span>}
              </span>
            ),
          },
        ]}
      />
      <Pagination page={page} pageCount={pageCount} hrefFor={hrefFor} label="Các trang nhật ký" />
    </>
  )
}
