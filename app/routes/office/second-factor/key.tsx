import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { parseForm, readForm } from '#app/http/forms.ts'
import { requireFresh, requireStaff } from '#app/http/require-staff.ts'
import { addKey, keyNameForm, keySite } from '#app/staff/index.ts'
import { BackLink } from '#app/ui/Breadcrumb.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { KeyForm } from '#app/ui/KeyForm.tsx'
import { PlainLayout } from '#app/ui/PlainLayout.tsx'
import { TextField } from '#app/ui/TextField.tsx'
import { formFields } from '../form-state.ts'
import { afterChange, backFrom } from './after-change.ts'

export const meta: MetaFunction = () => [{ title: 'Thêm khóa đăng nhập · Lắng Nghe' }, { name: 'robots', content: 'noindex' }]

export async function loader({ request, context }: LoaderFunctionArgs) {
  const visit = await requireStaff(request, context, 'account:own', { settingUp: true })
  requireFresh(request, visit)
  return { schoolName: visit.school.name, back: backFrom(visit), possible: keySite(context.config.publicOrigin) !== null }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const visit = await requireStaff(request, context, 'account:own', { settingUp: true })
  requireFresh(request, visit)
  const site = keySite(context.config.publicOrigin)
  if (site === null) throw new Response('', { status: 404 })
  const parsed = parseForm(keyNameForm, await readForm(request))
  if (!parsed.ok) return data({ errors: parsed.errors, values: { name: parsed.values.name ?? '' } }, { status: 422 })
  const change = await addKey(context.db, context.secrets, site, visit, parsed.value, visit.now)
  if (change !== null) return afterChange(context, visit, change, 'them-khoa')
  return data({ errors: [{ field: 'name', message: 'Chưa thêm được khóa. Có thể trang đã mở quá lâu; vui lòng bấm lại.' }], values: { name: parsed.value.name } }, { status: 422 })
}

export default function AddKey() {
  const { schoolName, back, possible } = useLoaderData<typeof loader>()
  const state = useActionData<typeof action>()
  return (
    <PlainLayout schoolName={schoolName} homeHref={back} detail="Lắng Nghe · Văn phòng">
      <BackLink href={back} />
      <h1>Thêm khóa đăng nhập</h1>
      {state ? <ErrorSummary errors={state.errors} /> : null}
      {possible ? (
        <>
          <p>Khóa (passkey) nằm trong điện thoại, máy tính hay khóa USB của thầy/cô. Lần sau chỉ cần vân tay, khuôn mặt hoặc mã PIN của thiết bị: không phải nhập e-mail, mật khẩu hay mã nào.</p>
          <KeyForm task="them" ask="/office/hai-lop/khoa/hoi" label="Tạo khóa đăng nhập">
            <TextField label="Tên khóa" hint="Ví dụ: Điện thoại của tôi, Máy tính phòng văn thư" autoComplete="off" required pattern=".*\S.*" maxLength={60} {...formFields(state)('name')} />
          </KeyForm>
          <noscript>
            <p>Khóa đăng nhập cần JavaScript, mà trình duyệt này đang tắt.</p>
          </noscript>
        </>
      ) : (
        <p>Khóa đăng nhập cần địa chỉ https có tên miền. Địa chỉ hiện tại của trang chưa như vậy; ứng dụng tạo mã thì dùng được.</p>
      )}
    </PlainLayout>
  )
}
