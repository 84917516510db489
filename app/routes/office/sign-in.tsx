import { useEffect } from 'react'
import { data, redirect } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData, useLocation } from '@remix-run/react'
import type { AppContext } from '#app/context.ts'
import { tooManyTries } from '#app/http/code-limits.ts'
import { clearCookie, keyVisitCookie, pendingCookie, readCookie, sessionCookie, setCookie } from '#app/http/cookies.ts'
import { parseForm, readForm } from '#app/http/forms.ts'
import { limits } from '#app/http/limiter.ts'
import { officeReturnPath } from '#app/http/paths.ts'
import { listSchools } from '#app/schools/index.ts'
import { findSession, isSetupNeeded, keySite, normalizeEmail, recordSignInBlocked, signIn, signInForm, signInWithKey, visitHash } from '#app/staff/index.ts'
import { Button } from '#app/ui/Button.tsx'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { KeyForm } from '#app/ui/KeyForm.tsx'
import { FlashMessage, Notice } from '#app/ui/Notice.tsx'
import { PasswordField } from '#app/ui/PasswordField.tsx'
import { PlainLayout } from '#app/ui/PlainLayout.tsx'
import { HiddenField, TextField } from '#app/ui/TextField.tsx'
import { forgetAllDrafts } from '#app/ui/useDraft.ts'
import { doneMessage } from './done.ts'
import { errorOf, formFields, withoutPasswords } from './form-state.ts'
import { toSecondStep } from './to-second-step.ts'

export const meta: MetaFunction = () => [{ title: 'Đăng nhập · Lắng Nghe' }, { name: 'robots', content: 'noindex' }]

/** Why somebody who was at work stands here again. */
const reasons: Record<string, { title: string; text: string }> = {
  'het-phien': {
    title: 'Phiên làm việc đã kết thúc',
    text: 'Phiên tự kết thúc sau 30 phút không thao tác hoặc sau 12 giờ, và khi tài khoản thay đổi. Đăng nhập lại để về đúng trang đang xem.',
  },
  'buoc-hai': {
    title: 'Bước thứ hai đã hết thời gian',
    text: 'Bước nhập mã chỉ chờ 10 phút và năm lần nhập. Vui lòng đăng nhập lại từ đầu.',
  },
  'chua-luu': {
    title: 'Nội dung vừa gửi chưa được lưu',
    text: 'Phiên làm việc đã kết thúc trước khi thầy/cô bấm gửi. Đăng nhập lại để về trang đang viết; nếu trang có giữ bản nháp, nội dung sẽ hiện lại trên máy này để gửi lần nữa.',
  },
}

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { db, secrets, config } = context
  const { searchParams } = new URL(request.url)
  const back = officeReturnPath(searchParams.get('tiep'))
  const token = readCookie(request, config, sessionCookie)
  if (token !== null && (await findSession(db, secrets, token, context.now()))) throw redirect(back, 303)
  if (await isSetupNeeded(db)) throw redirect('/office/thiet-lap', 303)
  const schools = await listSchools(db)
  const reason = searchParams.get('ly-do') ?? ''
  return { back, keys: keySite(config.publicOrigin) !== null, onlySchool: schools.length === 1 ? schools[0]!.name : null, reason: Object.hasOwn(reasons, reason) ? reasons[reason]! : null }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { db, secrets, config, limiter, clientKey } = context
  const form = await readForm(request)
  if (form.get('viec') === 'khoa') return byKey(request, context, form)
  const parsed = parseForm(signInForm, form)
  if (!parsed.ok) return data({ errors: parsed.errors, values: withoutPasswords(parsed.values) }, { status: 422 })

  const now = context.now()
  const nowMs = Date.parse(now)
  const { email, password } = parsed.value
  const account = normalizeEmail(email)
  const values = { email }
  // Every attempt counts, also one under way: otherwise a burst would pass before the first has failed.
  const allowed =
    (await limiter.take(limits.signInAddress, clientKey, nowMs))
    && (await limiter.take(limits.signInAccount, `${clientKey}\0${account}`, nowMs))
    && (await limiter.take(limits.signInAccountEverywhere, account, nowMs))
  if (!allowed) {
    if (await limiter.take(limits.signInBlocked, `${clientKey}\0${account}`, nowMs)) await recordSignInBlocked(db, account, now)
    const message = 'Đã thử đăng nhập quá nhiều lần. Vui lòng chờ 15 phút rồi thử lại.'
    return data({ errors: [{ field: 'email', message }], values }, { status: 429 })
  }
  const next = await signIn(db, secrets, { email, password, oldToken: readCookie(request, config, sessionCookie) }, now)
  if (next === null) {
    return data({ errors: [{ field: 'email', message: 'E-mail hoặc mật khẩu chưa đúng.' }], values }, { status: 422 })
  }
  const back = officeReturnPath(form.get('tiep'))
  if (next.step === 'second-factor') return toSecondStep(context, next.token, back)
  return redirect(back, { status: 303, headers: { 'Set-Cookie': setCookie(config, sessionCookie, next.token) } })
}

/** With a passkey nobody is named. Whatever is wrong, the words are the same. */
async function byKey(request: Request, context: AppContext, form: URLSearchParams) {
  const { db, secrets, config, limiter, clientKey } = context
  const now = context.now()
  if (!(await limiter.take(limits.signInAddress, clientKey, Date.parse(now)))) return data({ errors: [{ field: 'email', message: tooManyTries }], values: {} }, { status: 429 })
  const site = keySite(config.publicOrigin)
  const visit = readCookie(request, config, keyVisitCookie)
  const key = { visit: visitHash(secrets, visit ?? ''), answer: form.get('answer') ?? '', oldToken: readCookie(request, config, sessionCookie) }
  const token = site === null || visit === null ? null : await signInWithKey(db, secrets, site, key, now)
  if (token === null) {
    const message = 'Không đăng nhập được bằng khóa này. Vui lòng thử lại, hoặc dùng e-mail và mật khẩu.'
    return data({ errors: [{ field: 'email', message }], values: {} }, { status: 422 })
  }
  const headers = new Headers([['Set-Cookie', setCookie(config, sessionCookie, token)]])
  for (const cookie of [keyVisitCookie, pendingCookie]) headers.append('Set-Cookie', clearCookie(config, cookie))
  return redirect(officeReturnPath(form.get('tiep')), { status: 303, headers })
}

export default function SignIn() {
  const { back, keys, onlySchool, reason } = useLoaderData<typeof loader>()
  const state = useActionData<typeof action>()
  const message = doneMessage(useLocation().search)
  useEffect(() => {
    // Whoever signs out may be leaving a shared computer.
    if (message !== null) forgetAllDrafts()
  }, [message])
  const field = formFields(state)
  return (
    // Where there are several schools nobody knows yet whose staff it is.
    <PlainLayout schoolName={onlySchool ?? 'Lắng Nghe'} detail={onlySchool === null ? 'Dành cho nhân viên nhà trường' : 'Lắng Nghe · Văn phòng'}>
      <h1>Đăng nhập</h1>
      {state ? <ErrorSummary title="Chưa đăng nhập được" errors={state.errors} /> : null}
      {!state && message !== null ? <FlashMessage>{message}</FlashMessage> : null}
      {!state && message === null && reason ? (
        <Notice tone="warning" title={reason.title}>
          <p>{reason.text}</p>
        </Notice>
      ) : null}
      <form method="post" action="/office/dang-nhap" className="stack" noValidate>
        <HiddenField name="tiep" value={back} />
        <TextField label="E-mail" type="email" autoComplete="username" autoCapitalize="none" spellCheck={false} {...field('email')} />
        <PasswordField label="Mật khẩu" name="password" autoComplete="current-password" {...errorOf(state, 'password')} />
        <Button type="submit" wide>
          Đăng nhập
        </Button>
      </form>
      {keys ? (
        <KeyForm task="dang-nhap" ask="/office/dang-nhap/khoa" action="/office/dang-nhap" variant="secondary" label="Dùng khóa đăng nhập">
          <HiddenField name="tiep" value={back} />
        </KeyForm>
      ) : null}
      <Disclosure summary="Quên mật khẩu?">
        <p>Thầy/cô báo với hiệu trưởng. Trong mục Tài khoản, hiệu trưởng tạo một đường dẫn để thầy/cô đặt mật khẩu mới.</p>
        <p>
          Nếu chính hiệu trưởng quên mật khẩu, người quản trị máy chủ tạo đường dẫn đó bằng lệnh <code>npm run staff-link</code>.
        </p>
      </Disclosure>
    </PlainLayout>
  )
}
