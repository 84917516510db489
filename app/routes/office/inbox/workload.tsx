import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { writeFilter } from '#app/cases/inbox-filter.ts'
import { workload } from '#app/cases/workload.ts'
import { requireStaff } from '#app/http/require-staff.ts'
import { formatDate, formatNumber } from '#app/i18n/format.ts'
import { Badge } from '#app/ui/Badge.tsx'
import { BackLink } from '#app/ui/Breadcrumb.tsx'
import { DataTable } from '#app/ui/DataTable.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'

export const meta: MetaFunction = () => [{ title: 'Khối lượng công việc · Lắng Nghe' }]

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { staff, school, today } = await requireStaff(request, context, 'case:assign')
  const rows = await workload(context.db, school, staff, today)
  return {
    rows: rows.map((row) => ({
      ...row,
      awayUntil: row.awayUntil === null ? null : formatDate(row.awayUntil),
      openHref: `/office/phan-anh?${writeFilter({ view: 'waiting', assigneeId: row.id })}`,
      overdueHref: `/office/phan-anh?${writeFilter({ view: 'overdue', assigneeId: row.id })}`,
    })),
  }
}

export default function Workload() {
  const { rows } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHeader
        above={<BackLink href="/office/phan-anh">Hộp phản ánh</BackLink>}
        title="Khối lượng công việc"
        lead="Mỗi người đang giữ bao nhiêu hồ sơ chưa xong. Ai có nhiều việc trễ nhất đứng trước. Không tính tố cáo và hồ sơ chỉ được lưu giữ theo yêu cầu của phụ huynh."
      />
      <DataTable
        caption="Khối lượng công việc của từng người"
        hideCaption
        stack
        rows={rows}
        rowKey={(row) => row.id}
        empty={<EmptyState title="Chưa có ai xử lý hồ sơ" text="Mời thêm người ở mục Tài khoản." />}
        columns={[
          {
            key: 'name',
            header: 'Người xử lý',
            rowHeader: true,
            cell: (row) => (
              <>
                {row.name} {row.isActive ? null : <Badge tone="warning">Không còn dùng tài khoản</Badge>} {row.awayUntil === null ? null : <Badge>Vắng đến {row.awayUntil}</Badge>}
                <span className="cell-note">
                  {row.jobTitle === row.role ? row.role : `${row.jobTitle} · ${row.role}`}
                </span>
              </>
            ),
          },
          { key: 'open', header: 'Đang giữ', cell: (row) => <Count href={row.openHref} count={row.open} what={`hồ sơ của ${row.name}`} /> },
          { key: 'overdue', header: 'Quá hạn', cell: (row) => <Count href={row.overdueHref} count={row.overdue} what={`hồ sơ quá hạn của ${row.name}`} /> },
          { key: 'soon', header: 'Sắp đến hạn', cell: (row) => formatNumber(row.soon) },
        ]}
      />
    </>
  )
}

/** The number leads to the cases it counts; nothing leads nowhere. */
function Count({ href, count, what }: { href: string; count: number; what: string }) {
  return count === 0 ? (
    <>0</>
  ) : (
    <a href={href} aria-label={`${formatNumber(count)} ${what}`}>
      {formatNumber(count)}
    </a>
  )
}
