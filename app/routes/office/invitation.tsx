import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { readCookie, sessionCookie, setCookie } from '#app/http/cookies.ts'
import { parseForm, readForm } from '#app/http/forms.ts'
import { acceptInvitation, findInvitation, minPasswordLength, newPasswordForm, repeatProblem, signIn } from '#app/staff/index.ts'
import { Button, ButtonLink } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { PasswordField } from '#app/ui/PasswordField.tsx'
import { PlainLayout } from '#app/ui/PlainLayout.tsx'
import { done } from './done.ts'
import { errorOf } from './form-state.ts'
import { toSecondStep } from './to-second-step.ts'

export const meta: MetaFunction = () => [{ title: 'Đặt mật khẩu · Lắng Nghe' }, { name: 'robots', content: 'noindex' }]

export async function loader({ params, context }: LoaderFunctionArgs) {
  const found = await findInvitation(context.db, context.secrets, params.token ?? '', context.now())
  if (!found) return data({ invitation: null, minPasswordLength }, { status: 410 })
  const { staff, school } = found
  return data({
    invitation: { name: staff.name, email: staff.email, schoolName: school.name, isFirst: staff.status === 'invited' },
    minPasswordLength,
  })
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { db, secrets, config } = context
  const now = context.now()
  const token = params.token ?? ''
  const found = await findInvitation(db, secrets, token, now)
  // The loader then says that the link is dead.
  if (!found) return data({ errors: [] }, { status: 410 })
  const { staff } = found
  const parsed = parseForm(newPasswordForm(staff), await readForm(request))
  if (!parsed.ok) return data({ errors: parsed.errors }, { status: 422 })
  const problem = repeatProblem(parsed.value)
  if (problem) return data({ errors: [problem] }, { status: 422 })

  const { password } = parsed.value
  if (!(await acceptInvitation(db, secrets, token, password, now))) return data({ errors: [] }, { status: 410 })
  const next = await signIn(db, secrets, { email: staff.email, password, oldToken: readCookie(request, config, sessionCookie) }, now)
  if (next === null) return done('/office/dang-nhap', 'nhan-loi-moi')
  // A link in the mail replaces the password, never the second factor.
  if (next.step === 'second-factor') return toSecondStep(context, next.token, '/office')
  return done('/office', 'nhan-loi-moi', { 'Set-Cookie': setCookie(config, sessionCookie, next.token) })
}

export default function Invitation() {
  const { invitation, minPasswordLength } = useLoaderData<typeof loader>()
  const state = useActionData<typeof action>()
  if (!invitation) return <DeadLink />
  return (
    <PlainLayout schoolName={invitation.schoolName} homeHref="/office" detail="Lắng Nghe · Văn phòng">
      <h1>{invitation.isFirst ? `Chào mừng ${invitation.name}` : 'Đặt mật khẩu mới'}</h1>
      <p>
        Đặt mật khẩu cho tài khoản <strong className="break-anywhere">{invitation.email}</strong>. Đây cũng là tên đăng nhập.
      </p>
      {state ? <ErrorSummary errors={state.errors} /> : null}
      <form method="post" className="stack" noValidate>
        {/* So that a password manager stores the right name with it. */}
        <input type="email" name="email" autoComplete="username" defaultValue={invitation.email} readOnly hidden />
        <PasswordField label="Mật khẩu" hint={`Ít nhất ${minPasswordLength} ký tự. Một câu ngắn dễ nhớ tốt hơn một từ khó.`} name="password" autoComplete="new-password" {...errorOf(state, 'password')} />
        <PasswordField label="Nhập lại mật khẩu" name="passwordAgain" autoComplete="new-password" {...errorOf(state, 'passwordAgain')} />
        <Button type="submit" wide>
          Đặt mật khẩu và vào văn phòng
        </Button>
      </form>
    </PlainLayout>
  )
}

function DeadLink() {
  return (
    <PlainLayout schoolName="Lắng Nghe" homeHref="/office" detail="Văn phòng">
      <h1>Đường dẫn này không còn dùng được</h1>
      <p>Đường dẫn chỉ dùng được một lần, trong 7 ngày, và hết hiệu lực khi có đường dẫn mới hơn. Vui lòng nhờ hiệu trưởng gửi lại.</p>
      <p>
        <ButtonLink href="/office/dang-nhap">Đến trang đăng nhập</ButtonLink>
      </p>
    </PlainLayout>
  )
}
