import { data, redirect } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { AppContext } from '#app/context.ts'
import { countWrongCode, mayTryCode, tooManyTries } from '#app/http/code-limits.ts'
import { clearCookie, pendingCookie, readCookie, sessionCookie, setCookie } from '#app/http/cookies.ts'
import { parseForm, readForm } from '#app/http/forms.ts'
import { limits } from '#app/http/limiter.ts'
import { officeReturnPath } from '#app/http/paths.ts'
import { schoolById } from '#app/schools/index.ts'
import { appCodeForm, findPending, finishSignIn, ownFactors, recoveryCodeForm } from '#app/staff/index.ts'
import type { SecondStep } from '#app/staff/index.ts'
import { Button } from '#app/ui/Button.tsx'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { KeyForm } from '#app/ui/KeyForm.tsx'
import { PlainLayout } from '#app/ui/PlainLayout.tsx'
import { HiddenField, TextField } from '#app/ui/TextField.tsx'
import { AppCodeField } from './AppCodeField.tsx'
import { done } from './done.ts'
import { errorOf } from './form-state.ts'

export const meta: MetaFunction = () => [{ title: 'Bước thứ hai · Lắng Nghe' }, { name: 'robots', content: 'noindex' }]

export async function loader({ request, context }: LoaderFunctionArgs) {
  const back = officeReturnPath(new URL(request.url).searchParams.get('tiep'))
  const pending = await findOrLeave(request, context, back)
  const { appSince, passkeys } = await ownFactors(context.db, pending.staff.id)
  const school = await schoolById(context.db, pending.staff.school_id)
  return { back, schoolName: school.name, hasApp: appSince !== null, hasPasskey: passkeys.length > 0 }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { db, secrets, config } = context
  const form = await readForm(request)
  const back = officeReturnPath(form.get('tiep'))
  const pending = await findOrLeave(request, context, back)
  const read = readStep(form)
  if (!read.ok) return data({ errors: read.errors }, { status: 422 })
  const { step } = read
  const field = step.kind === 'app' ? 'code' : 'recovery'
  const allowed = (await context.limiter.take(limits.signInAddress, context.clientKey, Date.parse(context.now()))) && (await mayTryCode(context, pending.staff))
  if (!allowed) return data({ errors: [{ field, message: tooManyTries }] }, { status: 429 })
  const token = await finishSignIn(db, secrets, pending, step, context.now())
  if (token === null) {
    await countWrongCode(context, pending.staff)
    return data({ errors: [{ field, message: wrong[step.kind] }] }, { status: 422 })
  }
  const headers = new Headers([['Set-Cookie', setCookie(config, sessionCookie, token)]])
  headers.append('Set-Cookie', clearCookie(config, pendingCookie))
  return step.kind === 'recovery' ? done(back, 'dung-ma-du-phong', headers) : redirect(back, { status: 303, headers })
}

const wrong = {
  app: 'Mã chưa đúng hoặc đã dùng rồi. Chờ ứng dụng hiện mã mới rồi nhập lại.',
  recovery: 'Mã dự phòng chưa đúng hoặc đã dùng rồi.',
}

/** Whose step this is. Whoever comes without the first step, or too late, begins with it. */
async function findOrLeave(request: Request, context: AppContext, back: string) {
  const token = readCookie(request, context.config, pendingCookie)
  const pending = token === null ? null : await findPending(context.db, context.secrets, token, context.now())
  if (pending) return pending
  const search = new URLSearchParams({ tiep: back, ...(token === null ? {} : { 'ly-do': 'buoc-hai' }) })
  throw redirect(`/office/dang-nhap?${search.toString()}`, { status: 303, headers: { 'Set-Cookie': clearCookie(context.config, pendingCookie) } })
}

function readStep(form: URLSearchParams): { ok: true; step: SecondStep } | { ok: false; errors: { field: string; message: string }[] } {
  if (form.get('viec') === 'du-phong') {
    const parsed = parseForm(recoveryCodeForm, form)
    return parsed.ok ? { ok: true, step: { kind: 'recovery', code: parsed.value.recovery } } : parsed
  }
  const parsed = parseForm(appCodeForm, form)
  return parsed.ok ? { ok: true, step: { kind: 'app', code: parsed.value.code } } : parsed
}

export default function SecondStepPage() {
  const { back, schoolName, hasApp, hasPasskey } = useLoaderData<typeof loader>()
  const state = useActionData<typeof action>()
  const recovery = (
    <form method="post" className="stack" noValidate>
      <HiddenField name="tiep" value={back} />
      <TextField
        label="Mã dự phòng"
        name="recovery"
        hint="Một trong mười mã thầy/cô đã in hoặc lưu khi cài. Mỗi mã dùng được một lần."
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        {...errorOf(state, 'recovery')}
      />
      <Button name="viec" value="du-phong" variant={hasApp ? 'secondary' : 'primary'} wide>
        Đăng nhập bằng mã dự phòng
      </Button>
    </form>
  )
  return (
    <PlainLayout schoolName={schoolName} homeHref="/office" detail="Lắng Nghe · Văn phòng">
      <h1>Bước thứ hai</h1>
      {state ? <ErrorSummary title="Chưa đăng nhập được" errors={state.errors} /> : null}
      {hasApp ? (
        <>
          <p>Mật khẩu đã đúng. Mở ứng dụng tạo mã trên điện thoại và nhập mã đang hiện cho Lắng Nghe.</p>
          <form method="post" className="stack" noValidate>
            <HiddenField name="tiep" value={back} />
            <AppCodeField {...errorOf(state, 'code')} />
            <Button name="viec" value="ma" wide>
              Đăng nhập
            </Button>
          </form>
          <Disclosure summary="Không có điện thoại bên mình?" open={state?.errors.some(({ field }) => field === 'recovery')}>
            {recovery}
          </Disclosure>
        </>
      ) : (
        recovery
      )}
      {hasPasskey ? (
        <KeyForm task="dang-nhap" ask="/office/dang-nhap/khoa" action="/office/dang-nhap" variant="secondary" label="Dùng khóa đăng nhập">
          <HiddenField name="tiep" value={back} />
        </KeyForm>
      ) : null}
      <p className="muted small">Mất cả điện thoại lẫn mã dự phòng? Báo với hiệu trưởng để được đặt lại.</p>
      <p>
        <a href="/office/dang-nhap">Đăng nhập bằng tài khoản khác</a>
      </p>
    </PlainLayout>
  )
}
