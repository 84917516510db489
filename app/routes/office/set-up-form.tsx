import { data, redirect } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { sessionCookie, setCookie } from '#app/http/cookies.ts'
import { formValues, parseForm, readForm } from '#app/http/forms.ts'
import { wardsSince } from '#app/schools/index.ts'
import { isSetupNeeded, isSetupTokenGood, minPasswordLength, repeatProblem, setupForm, setUpSchool, slugOf } from '#app/staff/index.ts'
import { Button, ButtonLink } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { PasswordField } from '#app/ui/PasswordField.tsx'
import { PlainLayout } from '#app/ui/PlainLayout.tsx'
import { Select } from '#app/ui/Select.tsx'
import { TextField } from '#app/ui/TextField.tsx'
import officeCss from '#app/ui/office.css?url'
import { done } from './done.ts'
import { errorOf, formFields, withoutPasswords } from './form-state.ts'

export const links = () => [{ rel: 'stylesheet', href: officeCss }]
export const meta: MetaFunction = () => [{ title: 'Thiết lập · Lắng Nghe' }, { name: 'robots', content: 'noindex' }]

export async function loader({ params, context }: LoaderFunctionArgs) {
  const isGood = await isSetupTokenGood(context.db, context.secrets, params.token ?? '', context.now())
  const isNeeded = await isSetupNeeded(context.db)
  return data({ isGood, isNeeded, minPasswordLength }, { status: isGood ? 200 : 410 })
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { db, secrets, config } = context
  const now = context.now()
  const token = params.token ?? ''
  if (!(await isSetupTokenGood(db, secrets, token, now))) throw redirect(`/office/thiet-lap/${encodeURIComponent(token)}`, 303)

  const form = await readForm(request)
  const typed = formValues(form)
  const values = withoutPasswords(typed)
  const parsed = parseForm(setupForm({ principalName: typed.principalName ?? '', email: typed.email ?? '' }), form)
  if (!parsed.ok) return data({ errors: parsed.errors, values }, { status: 422 })
  const value = parsed.value
  const problem = repeatProblem(value)
    ?? (value.closes <= value.opens ? { field: 'closes', message: 'Giờ đóng cửa phải sau giờ mở cửa.' } : null)
  if (problem) return data({ errors: [problem], values }, { status: 422 })

  const result = await setUpSchool(
    db,
    secrets,
    token,
    {
      school: {
        slug: slugOf(value),
        name: value.schoolName,
        level: value.level,
        address: value.address,
        phone: value.phone,
        email: value.schoolEmail,
        principalName: value.principalName,
        opensMinute: value.opens,
        closesMinute: value.closes,
        authorities: [
          { kind: 'governing', name: value.governing, effective_from: wardsSince },
          { kind: 'department', name: value.department, effective_from: wardsSince },
        ],
      },
      principal: { name: value.principalName, jobTitle: value.jobTitle, email: value.email, password: value.password },
    },
    now,
  )
  if (result.status === 'bad-link') throw redirect(`/office/thiet-lap/${encodeURIComponent(token)}`, 303)
  if (result.status === 'slug-taken') {
    return data({ errors: [{ field: 'slug', message: 'Một trường khác đã dùng địa chỉ này. Vui lòng chọn địa chỉ khác.' }], values }, { status: 422 })
  }
  if (result.status === 'email-taken') {
    return data({ errors: [{ field: 'email', message: 'E-mail này đã có tài khoản. Vui lòng dùng e-mail khác.' }], values }, { status: 422 })
  }
  return done('/office', 'thiet-lap', { 'Set-Cookie': setCookie(config, sessionCookie, result.sessionToken) })
}

const levels = [
  { value: 'preschool', label: 'Mầm non' },
  { value: 'primary', label: 'Tiểu học' },
  { value: 'secondary', label: 'Trung học cơ sở' },
]

const usual = { level: 'preschool', opens: '07:00', closes: '17:00', jobTitle: 'Hiệu trưởng' }

export default function SetUpForm() {
  const { isGood, isNeeded, minPasswordLength } = useLoaderData<typeof loader>()
  const state = useActionData<typeof action>()
  const field = formFields(state, usual)
  if (!isGood) return <DeadLink isNeeded={isNeeded} />
  return (
    <PlainLayout schoolName="Lắng Nghe" detail="Thiết lập">
      <h1>Thiết lập trang của trường</h1>
      <p>Điền một lần; sau này đều sửa được trong mục Cài đặt. Lĩnh vực phản ánh, mẫu phiếu khảo sát và lịch nghỉ năm 2026–2027 được điền sẵn.</p>
      {state ? <ErrorSummary errors={state.errors} /> : null}
      <form method="post" className="stack-l" noValidate>
        <fieldset className="stack">
          <legend>
            <h2>Nhà trường</h2>
          </legend>
          <TextField label="Tên trường" hint="Viết đầy đủ, ví dụ: Trường Mầm non Hoa Phượng" autoComplete="organization" {...field('schoolName')} />
          <Select label="Cấp học" hint="Để chọn sẵn mẫu phiếu khảo sát. Sau này sửa được từng câu." placeholder={null} options={levels} {...field('level')} />
          <TextField label="Địa chỉ" {...field('address')} />
          <TextField label="Điện thoại" type="tel" {...field('phone')} />
          <TextField label="E-mail của trường" type="email" autoCapitalize="none" {...field('schoolEmail')} />
          <div className="form-row">
            <TextField label="Văn phòng mở cửa" type="time" {...field('opens')} />
            <TextField label="Văn phòng đóng cửa" type="time" {...field('closes')} />
          </div>
          <p className="muted small">Phản ánh gửi sau giờ đóng cửa được tính là nhận vào ngày làm việc kế tiếp.</p>
          <TextField label="Cơ quan chủ quản" hint="Ví dụ: Ủy ban nhân dân phường Chánh Bình" {...field('governing')} />
          <TextField label="Sở Giáo dục và Đào tạo" hint="Ví dụ: Sở Giáo dục và Đào tạo Thành phố Hồ Chí Minh" {...field('department')} />
          <TextField
            label="Tên rút gọn trong địa chỉ trang"
            optional
            hint="Chữ thường không dấu, ví dụ: hoa-phuong. Để trống thì lấy theo tên trường."
            autoCapitalize="none"
            spellCheck={false}
            {...field('slug')}
          />
        </fieldset>
        <fieldset className="stack">
          <legend>
            <h2>Tài khoản hiệu trưởng</h2>
          </legend>
          <TextField label="Họ và tên" autoComplete="name" {...field('principalName')} />
          <TextField label="Chức vụ" {...field('jobTitle')} />
          <TextField label="E-mail dùng để đăng nhập" type="email" autoComplete="username" autoCapitalize="none" {...field('email')} />
          <PasswordField label="Mật khẩu" hint={`Ít nhất ${minPasswordLength} ký tự. Một câu ngắn dễ nhớ tốt hơn một từ khó.`} name="password" autoComplete="new-password" {...errorOf(state, 'password')} />
          <PasswordField label="Nhập lại mật khẩu" name="passwordAgain" autoComplete="new-password" {...errorOf(state, 'passwordAgain')} />
        </fieldset>
        <Button type="submit" size="large" wide>
          Tạo trang của trường
        </Button>
      </form>
    </PlainLayout>
  )
}

function DeadLink({ isNeeded }: { isNeeded: boolean }) {
  return (
    <PlainLayout schoolName="Lắng Nghe" detail="Thiết lập">
      <h1>Đường dẫn này không còn dùng được</h1>
      <p>Đường dẫn thiết lập chỉ dùng được một lần và trong 7 ngày.</p>
      {isNeeded ? (
        <p>Khởi động lại máy chủ để có đường dẫn mới.</p>
      ) : (
        <p>
          <ButtonLink href="/office/dang-nhap">Đến trang đăng nhập</ButtonLink>
        </p>
      )}
    </PlainLayout>
  )
}
