import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { AppContext } from '#app/context.ts'
import { countWrongCode, mayTryCode, tooManyTries } from '#app/http/code-limits.ts'
import { sessionCookie, setCookie } from '#app/http/cookies.ts'
import { parseForm, readForm } from '#app/http/forms.ts'
import { limits } from '#app/http/limiter.ts'
import { officeReturnPath } from '#app/http/paths.ts'
import { requireStaff } from '#app/http/require-staff.ts'
import type { StaffVisit } from '#app/http/require-staff.ts'
import { appCodeForm, confirmForm, confirmSelf, confirmWithKey, keySite, ownFactors } from '#app/staff/index.ts'
import { BackLink } from '#app/ui/Breadcrumb.tsx'
import { Button } from '#app/ui/Button.tsx'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { KeyForm } from '#app/ui/KeyForm.tsx'
import { PasswordField } from '#app/ui/PasswordField.tsx'
import { PlainLayout } from '#app/ui/PlainLayout.tsx'
import { HiddenField } from '#app/ui/TextField.tsx'
import { AppCodeField } from '../AppCodeField.tsx'
import { done } from '../done.ts'
import { errorOf } from '../form-state.ts'
import { backFrom } from './after-change.ts'

export const meta: MetaFunction = () => [{ title: 'Xác nhận · Lắng Nghe' }, { name: 'robots', content: 'noindex' }]

export async function loader({ request, context }: LoaderFunctionArgs) {
  const visit = await requireStaff(request, context, 'account:own', { settingUp: true })
  const { appSince, passkeys } = await ownFactors(context.db, visit.staff.id)
  return {
    schoolName: visit.school.name,
    email: visit.staff.email,
    back: officeReturnPath(new URL(request.url).searchParams.get('tiep')),
    leave: backFrom(visit),
    hasApp: appSince !== null,
    hasKey: passkeys.length > 0,
  }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const visit = await requireStaff(request, context, 'account:own', { settingUp: true })
  const form = await readForm(request)
  if (form.get('viec') === 'khoa') return byKey(context, visit, form)
  return form.get('viec') === 'ma' ? byCode(context, visit, form) : byPassword(context, visit, form)
}

async function byPassword(context: AppContext, visit: StaffVisit, form: URLSearchParams) {
  const parsed = parseForm(confirmForm, form)
  if (!parsed.ok) return data({ errors: parsed.errors }, { status: 422 })
  // A computer left open must not be a place to guess the password.
  if (!(await context.limiter.take(limits.signInAccount, `own\0${visit.staff.id}`, Date.parse(visit.now)))) return tooMany('current')
  return answer(context, form, await confirmSelf(context.db, context.secrets, visit, { password: parsed.value.current }, visit.now), { field: 'current', message: 'Mật khẩu chưa đúng.' })
}

async function byCode(context: AppContext, visit: StaffVisit, form: URLSearchParams) {
  const parsed = parseForm(appCodeForm, form)
  if (!parsed.ok) return data({ errors: parsed.errors }, { status: 422 })
  if (!(await mayTryCode(context, visit.staff))) return tooMany('code')
  const message = 'Mã chưa đúng hoặc đã dùng rồi. Chờ ứng dụng hiện mã mới rồi nhập lại.'
  const token = await confirmSelf(context.db, context.secrets, visit, { code: parsed.value.code }, visit.now)
  if (token === null) await countWrongCode(context, visit.staff)
  return answer(context, form, token, { field: 'code', message })
}

async function byKey(context: AppContext, visit: StaffVisit, form: URLSearchParams) {
  const site = keySite(context.config.publicOrigin)
  const token = site === null ? null : await confirmWithKey(context.db, context.secrets, site, visit, form.get('answer') ?? '', visit.now)
  return answer(context, form, token, { field: 'current', message: 'Không xác nhận được bằng khóa này. Vui lòng thử lại, hoặc nhập mật khẩu.' })
}

function answer({ config }: AppContext, form: URLSearchParams, token: string | null, error: { field: string; message: string }) {
  if (token === null) return data({ errors: [error] }, { status: 422 })
  return done(officeReturnPath(form.get('tiep')), 'da-xac-nhan', { 'Set-Cookie': setCookie(config, sessionCookie, token) })
}

function tooMany(field: string) {
  return data({ errors: [{ field, message: tooManyTries }] }, { status: 429 })
}

export default function Confirm() {
  const { schoolName, email, back, leave, hasApp, hasKey } = useLoaderData<typeof loader>()
  const state = useActionData<typeof action>()
  return (
    <PlainLayout schoolName={schoolName} homeHref={leave} detail="Lắng Nghe · Văn phòng">
      <BackLink href={leave} />
      <h1>Xác nhận là thầy/cô</h1>
      <p>Trước khi đổi cách đăng nhập, nhập lại mật khẩu. Việc này giữ an toàn khi máy để mở mà không có ai ngồi.</p>
      {state ? <ErrorSummary errors={state.errors} /> : null}
      <form method="post" className="stack" noValidate>
        <HiddenField name="tiep" value={back} />
        <input type="email" name="email" autoComplete="username" defaultValue={email} readOnly hidden />
        <PasswordField label="Mật khẩu" name="current" autoComplete="current-password" {...errorOf(state, 'current')} />
        <Button name="viec" value="mat-khau" wide>
          Xác nhận
        </Button>
      </form>
      {hasKey ? (
        <KeyForm task="xac-nhan" ask="/office/hai-lop/khoa/hoi" variant="secondary" label="Dùng khóa đăng nhập">
          <HiddenField name="tiep" value={back} />
        </KeyForm>
      ) : null}
      {hasApp ? (
        <Disclosure summary="Dùng mã của ứng dụng thay cho mật khẩu" open={state?.errors.some(({ field }) => field === 'code')}>
          <form method="post" className="stack" noValidate>
            <HiddenField name="tiep" value={back} />
            <AppCodeField {...errorOf(state, 'code')} />
            <Button name="viec" value="ma" variant="secondary" wide>
              Xác nhận bằng mã
            </Button>
          </form>
        </Disclosure>
      ) : null}
    </PlainLayout>
  )
}
