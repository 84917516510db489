import type { LoaderFunctionArgs } from '@remix-run/node'
import { requireStaff } from '#app/http/require-staff.ts'
import { PageHeader } from '#app/ui/PageHeader.tsx'

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireStaff(request, context, 'dashboard:view')
  return null
}

export default function Dashboard() {
  return <PageHeader title="Tổng quan" />
}
