import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requireStaff } from '#app/http/require-staff.ts'
import { listStaff, roleLabels, staffWithSecondFactor } from '#app/staff/index.ts'
import { ButtonLink } from '#app/ui/Button.tsx'
import { DataTable } from '#app/ui/DataTable.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { StatusBadge } from './staff-badges.tsx'

export const meta: MetaFunction = () => [{ title: 'Tài khoản · Lắng Nghe' }]

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { school, now } = await requireStaff(request, context, 'staff:manage')
  const [staff, withFactor] = await Promise.all([listStaff(context.db, school), staffWithSecondFactor(context.db, school)])
  return {
    staff: staff.map(({ id, name, email, job_title, role, status, invite_expires_at }) => ({
      id,
      name,
      email,
      jobTitle: job_title,
      role: roleLabels[role],
      status,
      hasFactor: withFactor.has(id),
      expired: invite_expires_at !== null && invite_expires_at <= now,
    })),
  }
}

export default function StaffList() {
  const { staff } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHeader
        title="Tài khoản"
        lead="Những người được vào phần văn phòng của trường. Mỗi người dùng một tài khoản riêng để nhật ký ghi đúng ai đã làm gì."
        actions={
          <ButtonLink href="/office/tai-khoan/moi" icon="plus">
            Mời thêm người
          </ButtonLink>
        }
      />
      <DataTable
        caption="Tài khoản của trường"
        hideCaption
        stack
        rows={staff}
        rowKey={(person) => person.id}
        columns={[
          { key: 'name', header: 'Họ và tên', rowHeader: true, cell: (person) => <a href={`/office/tai-khoan/${person.id}`}>{person.name}</a> },
          { key: 'job', header: 'Chức vụ', cell: (person) => person.jobTitle },
          { key: 'role', header: 'Vai trò', cell: (person) => person.role },
          { key: 'email', header: 'E-mail', cell: (person) => <EmailAddress address={person.email} /> },
          { key: 'factor', header: 'Hai lớp', cell: (person) => (person.hasFactor ? 'Đang bật' : <span className="muted">Chưa</span>) },
          { key: 'status', header: 'Tình trạng', cell: (person) => <StatusBadge status={person.status} expired={person.expired} /> },
        ]}
      />
    </>
  )
}

/** Breaks, where it must, before the @ and not inside a word. */
function EmailAddress({ address }: { address: string }) {
  const at = address.lastIndexOf('@')
  return (
    <span className="email-address">
      {address.slice(0, at)}
      <wbr />
      {address.slice(at)}
    </span>
  )
}
