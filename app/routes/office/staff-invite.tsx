import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData } from '@remix-run/react'
import { parseForm, readForm } from '#app/http/forms.ts'
import { requireStaff } from '#app/http/require-staff.ts'
import { inviteForm, inviteStaff } from '#app/staff/index.ts'
import { roleHints, roleLabels } from '#app/staff/permissions.ts'
import { BackLink } from '#app/ui/Breadcrumb.tsx'
import { Button } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { RadioGroup } from '#app/ui/RadioGroup.tsx'
import { TextField } from '#app/ui/TextField.tsx'
import { done } from './done.ts'
import { formFields } from './form-state.ts'
import { sendLinkAlong } from './new-link.ts'

export const meta: MetaFunction = () => [{ title: 'Mời thêm người · Lắng Nghe' }]

export async function loader({ request, context }: LoaderFunctionArgs) {
  await requireStaff(request, context, 'staff:manage')
  return null
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { staff, school, now } = await requireStaff(request, context, 'staff:manage')
  const form = await readForm(request)
  const parsed = parseForm(inviteForm, form)
  if (!parsed.ok) return data({ errors: parsed.errors, values: parsed.values }, { status: 422 })
  const services = { secrets: context.secrets, publicOrigin: context.config.publicOrigin }
  const result = await inviteStaff(context.db, services, school, parsed.value, staff, now)
  if (result.status === 'email-taken') {
    const message = 'E-mail này đã có tài khoản. Nếu người đó đang bị khóa, mở lại trong danh sách tài khoản.'
    return data({ errors: [{ field: 'email', message }], values: Object.fromEntries(form) }, { status: 422 })
  }
  return done(`/office/tai-khoan/${result.id}`, 'moi-nhan-vien', sendLinkAlong(context, result.id, result.token))
}

export default function StaffInvite() {
  const state = useActionData<typeof action>()
  const field = formFields(state)
  return (
    <>
      <PageHeader
        above={<BackLink href="/office/tai-khoan">Tài khoản</BackLink>}
        title="Mời thêm người"
        lead="Người được mời nhận thư có đường dẫn dùng một lần để tự đặt mật khẩu."
      />
      {state ? <ErrorSummary errors={state.errors} /> : null}
      <form method="post" className="stack-l measure" noValidate>
        <TextField label="Họ và tên" autoComplete="off" {...field('name')} />
        <TextField label="Chức vụ" hint="Ví dụ: Phó hiệu trưởng, Nhân viên văn thư" autoComplete="off" {...field('jobTitle')} />
        <TextField label="E-mail" type="email" hint="Cũng là tên đăng nhập." autoComplete="off" autoCapitalize="none" spellCheck={false} {...field('email')} />
        <RadioGroup label="Vai trò" options={roleOptions} {...field('role')} />
        <div className="form-actions">
          <Button type="submit" icon="mail">
            Tạo tài khoản và gửi lời mời
          </Button>
        </div>
      </form>
    </>
  )
}

/** The least first: whoever is unsure gives too little rather than too much. */
const roleOptions = (['viewer', 'handler', 'coordinator', 'principal'] as const).map((value) => ({ value, label: roleLabels[value], hint: roleHints[value] }))
