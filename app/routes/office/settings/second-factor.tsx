import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { parseForm, readForm } from '#app/http/forms.ts'
import { requireFresh, requireStaff } from '#app/http/require-staff.ts'
import { factorPolicies, factorPolicyLabels } from '#app/staff/factor-policy-labels.ts'
import { factorPolicyForm, listStaff, staffWithSecondFactor, updateFactorPolicy } from '#app/staff/index.ts'
import { BackLink } from '#app/ui/Breadcrumb.tsx'
import { Button } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { RadioGroup } from '#app/ui/RadioGroup.tsx'
import { done } from '../done.ts'
import { formFields } from '../form-state.ts'

export const meta: MetaFunction = () => [{ title: 'Xác thực hai lớp · Lắng Nghe' }]

const page = '/office/cai-dat/hai-lop'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { school } = await requireStaff(request, context, 'school:manage')
  const [staff, withFactor] = await Promise.all([listStaff(context.db, school), staffWithSecondFactor(context.db, school)])
  const active = staff.filter(({ status }) => status === 'active')
  return { policy: school.second_factor, people: active.length, withFactor: active.filter(({ id }) => withFactor.has(id)).length }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const visit = await requireStaff(request, context, 'school:manage')
  requireFresh(request, visit)
  const parsed = parseForm(factorPolicyForm, await readForm(request))
  if (!parsed.ok) return data({ errors: parsed.errors, values: parsed.values }, { status: 422 })
  await updateFactorPolicy(context.db, visit.school, parsed.value, visit.staff, visit.now)
  return done(page, 'luu')
}

const hints = {
  off: 'Mỗi người tự bật trong Tài khoản của tôi.',
  leads: 'Những người xem được danh tính người gửi, duyệt trả lời và công khai.',
  everybody: 'Cả người xử lý và người xem.',
}
const options = factorPolicies.map((value) => ({ value, label: factorPolicyLabels[value], hint: hints[value] }))

export default function SecondFactorSettings() {
  const { policy, people, withFactor } = useLoaderData<typeof loader>()
  const state = useActionData<typeof action>()
  return (
    <>
      <PageHeader
        above={<BackLink href="/office/cai-dat">Cài đặt</BackLink>}
        title="Xác thực hai lớp"
        lead={`Ngoài mật khẩu, người đăng nhập nhập thêm mã trên điện thoại. Hiện ${withFactor}/${people} tài khoản đã bật.`}
      />
      {state ? <ErrorSummary errors={state.errors} /> : null}
      <form method="post" className="stack measure" noValidate>
        <RadioGroup label="Bắt buộc xác thực hai lớp" options={options} {...formFields(state, { secondFactor: policy })('secondFactor')} />
        <p className="muted">Có hiệu lực ngay: ai thuộc diện bắt buộc mà chưa bật sẽ được dẫn đến trang cài đặt ở lần bấm tiếp theo, và chỉ mở được trang đó cho đến khi cài xong.</p>
        <Button>Lưu</Button>
      </form>
    </>
  )
}
