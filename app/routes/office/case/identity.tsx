import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { openIdentity } from '#app/cases/index.ts'
import { requireStaff } from '#app/http/require-staff.ts'
import { BackLink } from '#app/ui/Breadcrumb.tsx'
import { Card } from '#app/ui/Card.tsx'
import { DescriptionList } from '#app/ui/DescriptionList.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'

export const meta: MetaFunction = () => [{ title: 'Người gửi · Lắng Nghe' }]

/** A page of its own, so that a name is seen only by who asks for it, and every look is written down. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { staff, school, now } = await requireStaff(request, context, 'case:list')
  const number = params.number ?? ''
  const contact = await openIdentity(context.db, school, staff, number, now)
  if (!contact) throw new Response('', { status: 404 })
  return { number, contact }
}

export default function SenderIdentity() {
  const { number, contact } = useLoaderData<typeof loader>()
  const items = [
    { term: 'Họ tên', detail: contact.name },
    { term: 'Điện thoại', detail: contact.phone },
    { term: 'E-mail', detail: contact.email },
  ].filter((item) => item.detail !== null)
  return (
    <>
      <PageHeader above={<BackLink href={`/office/phan-anh/${number}`}>Hồ sơ {number}</BackLink>} title="Người gửi" />
      <Notice>
        <p>Lần xem này đã được ghi vào nhật ký. Chỉ dùng thông tin để liên hệ về hồ sơ này, không chuyển cho người khác.</p>
      </Notice>
      <Card>
        <DescriptionList items={items} />
      </Card>
    </>
  )
}
