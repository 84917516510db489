import { data, redirect } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { tooManyTries } from '#app/http/code-limits.ts'
import { parseForm, readForm } from '#app/http/forms.ts'
import { limits } from '#app/http/limiter.ts'
import { requireFresh, requireStaff } from '#app/http/require-staff.ts'
import { drawQrCode } from '#app/schools/index.ts'
import { appCodeForm, beginTotp, confirmTotp, ownFactors, totpAddress, totpInSetup } from '#app/staff/index.ts'
import { BackLink } from '#app/ui/Breadcrumb.tsx'
import { Button } from '#app/ui/Button.tsx'
import { CopyButton } from '#app/ui/CopyButton.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { PlainLayout } from '#app/ui/PlainLayout.tsx'
import { QrCode } from '#app/ui/QrCode.tsx'
import officeCss from '#app/ui/office.css?url'
import { AppCodeField } from '../AppCodeField.tsx'
import { errorOf } from '../form-state.ts'
import { afterChange, backFrom } from './after-change.ts'

export const links = () => [{ rel: 'stylesheet', href: officeCss }]
export const meta: MetaFunction = () => [{ title: 'Cài ứng dụng tạo mã · Lắng Nghe' }, { name: 'robots', content: 'noindex' }]

const page = '/office/hai-lop/ung-dung'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const visit = await requireStaff(request, context, 'account:own', { settingUp: true })
  requireFresh(request, visit)
  const { staff, school, now } = visit
  const secret = await totpInSetup(context.db, context.secrets, staff.id, now)
  const { appSince } = await ownFactors(context.db, staff.id)
  const address = secret === null ? null : totpAddress(secret, staff.email)
  return {
    schoolName: school.name,
    back: backFrom(visit),
    hasApp: appSince !== null,
    setup: secret === null || address === null ? null : { address, qr: drawQrCode(address), groups: secret.match(/.{1,4}/g) ?? [] },
  }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { db, secrets, limiter } = context
  const visit = await requireStaff(request, context, 'account:own', { settingUp: true })
  requireFresh(request, visit)
  const { staff, now } = visit
  const form = await readForm(request)
  if (form.get('viec') === 'bat-dau') {
    await beginTotp(db, secrets, staff.id, now)
    return redirect(page, 303)
  }
  const parsed = parseForm(appCodeForm, form)
  if (!parsed.ok) return data({ errors: parsed.errors }, { status: 422 })
  if (!(await limiter.take(limits.codes, `setup\0${staff.id}`, Date.parse(now)))) return data({ errors: [{ field: 'code', message: tooManyTries }] }, { status: 429 })
  const change = await confirmTotp(db, secrets, staff, parsed.value.code, now)
  if (change !== null) return afterChange(context, visit, change, 'cai-ung-dung')
  const message = 'Mã chưa khớp. Nhập mã đang hiện trong ứng dụng, và kiểm tra giờ trên điện thoại đã đúng chưa.'
  return data({ errors: [{ field: 'code', message }] }, { status: 422 })
}

export default function SetUpApp() {
  const { schoolName, back, hasApp, setup } = useLoaderData<typeof loader>()
  const state = useActionData<typeof action>()
  return (
    <PlainLayout schoolName={schoolName} homeHref={back} detail="Lắng Nghe · Văn phòng">
      <BackLink href={back} />
      <h1>Cài ứng dụng tạo mã</h1>
      {state ? <ErrorSummary errors={state.errors} /> : null}
      {hasApp ? (
        <Notice>
          <p>Tài khoản đang dùng một ứng dụng tạo mã. Ứng dụng đó vẫn dùng được cho đến khi thầy/cô nhập đúng mã của ứng dụng mới.</p>
        </Notice>
      ) : null}
      {setup === null ? (
        <>
          <p>Cứ nửa phút ứng dụng hiện một mã 6 số. Khi đăng nhập, sau mật khẩu, thầy/cô nhập mã đó. Ai biết mật khẩu mà không cầm điện thoại của thầy/cô thì không vào được.</p>
          <p>Nếu điện thoại chưa có, cài trước một ứng dụng như Google Authenticator, Microsoft Authenticator hoặc dùng trình quản lý mật khẩu có chức năng này.</p>
          <form method="post">
            <Button name="viec" value="bat-dau" wide>
              Hiện mã QR để quét
            </Button>
          </form>
        </>
      ) : (
        <>
          <h2>1. Đưa vào ứng dụng</h2>
          <p>Trong ứng dụng, chọn thêm tài khoản rồi quét mã này.</p>
          <div className="app-qr">
            <QrCode {...setup.qr} label="Mã QR để ứng dụng tạo mã quét. Nếu không quét được, dùng khóa chữ và số ở dưới." />
          </div>
          <p>
            <a href={setup.address}>Đang mở trang này trên chính điện thoại đó? Mở thẳng ứng dụng</a>
          </p>
          <p>Không quét được thì gõ khóa này vào ứng dụng, chọn loại “theo thời gian”:</p>
          <p className="app-secret">
            {setup.groups.map((group, index) => (
              <span key={index}>{group} </span>
            ))}
          </p>
          <CopyButton text={setup.groups.join('')} label="Sao chép khóa" size="small" />
          <h2>2. Nhập mã ứng dụng đang hiện</h2>
          <form method="post" className="stack" noValidate>
            <AppCodeField {...errorOf(state, 'code')} />
            <Button name="viec" value="xac-nhan" wide>
              Xác nhận và bắt đầu dùng
            </Button>
          </form>
        </>
      )}
    </PlainLayout>
  )
}
