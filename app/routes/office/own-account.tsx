import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { AppContext } from '#app/context.ts'
import { sessionCookie, setCookie } from '#app/http/cookies.ts'
import { parseForm, readForm } from '#app/http/forms.ts'
import { limits } from '#app/http/limiter.ts'
import { requireFresh, requireStaff } from '#app/http/require-staff.ts'
import type { StaffVisit } from '#app/http/require-staff.ts'
import { formatDateTime } from '#app/i18n/format.ts'
import { changePassword, changePasswordForm, listSessions, may, minPasswordLength, repeatProblem, roleLabels, setShortcuts, signOutElsewhere } from '#app/staff/index.ts'
import { Badge } from '#app/ui/Badge.tsx'
import { Button } from '#app/ui/Button.tsx'
import { Card } from '#app/ui/Card.tsx'
import { DataTable } from '#app/ui/DataTable.tsx'
import { DescriptionList } from '#app/ui/DescriptionList.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { PasswordField } from '#app/ui/PasswordField.tsx'
import { HiddenField } from '#app/ui/TextField.tsx'
import { AbsenceCard } from './AbsenceCard.tsx'
import { FactorsCard } from './FactorsCard.tsx'
import { loadAbsencePlan, removeAbsence, sendAbsence } from './absence-form.ts'
import { done } from './done.ts'
import { dropApp, dropKey, loadFactorPlan, newCodes } from './factor-form.ts'
import { errorOf, formFields } from './form-state.ts'

export const meta: MetaFunction = () => [{ title: 'Tài khoản của tôi · Lắng Nghe' }]

const page = '/office/tai-khoan-cua-toi'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const visit = await requireStaff(request, context, 'account:own')
  const { staff, tokenHash, now } = visit
  const sessions = await listSessions(context.db, staff, tokenHash, now)
  return {
    person: { name: staff.name, jobTitle: staff.job_title, email: staff.email, role: roleLabels[staff.role] },
    ownPage: may(staff.role, 'staff:manage') ? `/office/tai-khoan/${staff.id}` : null,
    sessions: sessions.map(({ startedAt, lastSeenAt, isThis }) => ({ started: formatDateTime(startedAt), lastSeen: formatDateTime(lastSeenAt), isThis })),
    minPasswordLength,
    factors: await loadFactorPlan(context, visit),
    // Whoever handles nothing needs nobody in their place.
    absencePlan: may(staff.role, 'case:reply') ? await loadAbsencePlan(context, visit, staff.id) : null,
    shortcuts: staff.shortcuts === 1,
  }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const visit = await requireStaff(request, context, 'account:own')
  const form = await readForm(request)
  switch (form.get('viec')) {
    case 'doi-mat-khau':
      return newPassword(context, visit, form)
    case 'vang':
    case 'xoa-vang':
      if (!may(visit.staff.role, 'case:reply')) throw new Response('', { status: 403 })
      return form.get('viec') === 'vang' ? sendAbsence(context, visit, visit.staff.id, form, page) : removeAbsence(context, visit, false, form, page)
    case 'phim-tat':
      await setShortcuts(context.db, visit.staff, form.get('bat') === '1')
      return done('/office/tai-khoan-cua-toi', 'luu')
    case 'dang-xuat-noi-khac':
      await signOutElsewhere(context.db, visit.staff, visit.tokenHash, visit.now)
      return done(page, 'dang-xuat-noi-khac')
    case 'bo-ung-dung':
      requireFresh(request, visit)
      return dropApp(context, visit)
    case 'bo-khoa':
      requireFresh(request, visit)
      return dropKey(context, visit, form)
    case 'ma-moi':
      requireFresh(request, visit)
      return newCodes(context, visit)
    default:
      throw new Response('', { status: 400 })
  }
}

async function newPassword({ db, secrets, config, limiter }: AppContext, { staff, now }: StaffVisit, form: URLSearchParams) {
  const parsed = parseForm(changePasswordForm(staff), form)
  if (!parsed.ok) return data({ errors: parsed.errors, values: {} }, { status: 422 })
  const problem = repeatProblem(parsed.value)
  if (problem) return data({ errors: [problem], values: {} }, { status: 422 })
  // A computer left open must not be a place to guess the password.
  if (!(await limiter.take(limits.signInAccount, `own\0${staff.id}`, Date.parse(now)))) {
    return data({ errors: [{ field: 'current', message: 'Đã thử quá nhiều lần. Vui lòng chờ 15 phút rồi thử lại.' }], values: {} }, { status: 429 })
  }
  const token = await changePassword(db, secrets, staff, { current: parsed.value.current, next: parsed.value.password }, now)
  if (token === null) return data({ errors: [{ field: 'current', message: 'Mật khẩu hiện tại chưa đúng.' }], values: {} }, { status: 422 })
  return done(page, 'doi-mat-khau', { 'Set-Cookie': setCookie(config, sessionCookie, token) })
}

export default function OwnAccount() {
  const { person, ownPage, sessions, minPasswordLength, factors, absencePlan, shortcuts } = useLoaderData<typeof loader>()
  const state = useActionData<typeof action>()
  return (
    <>
      <PageHeader title="Tài khoản của tôi" />
      {state ? <ErrorSummary errors={state.errors.map(({ field, message }) => (field === '' ? { message } : { field, message }))} /> : null}
      <Card title={person.name}>
        <DescriptionList
          items={[
            { term: 'Chức vụ', detail: person.jobTitle },
            { term: 'Vai trò', detail: person.role },
            { term: 'E-mail', detail: <span className="break-anywhere">{person.email}</span> },
          ]}
        />
        {ownPage === null ? (
          <p className="muted small">Cần sửa thông tin này, thầy/cô báo với hiệu trưởng.</p>
        ) : (
          <p>
            <a href={ownPage}>Sửa thông tin này</a>
          </p>
        )}
      </Card>

      {absencePlan === null ? null : <AbsenceCard plan={absencePlan} own field={formFields(state)} />}

      <Card title="Đổi mật khẩu">
        <form method="post" className="stack measure" noValidate>
          <HiddenField name="viec" value="doi-mat-khau" />
          <input type="email" name="email" autoComplete="username" defaultValue={person.email} readOnly hidden />
          <PasswordField label="Mật khẩu hiện tại" name="current" autoComplete="current-password" {...errorOf(state, 'current')} />
          <PasswordField label="Mật khẩu mới" hint={`Ít nhất ${minPasswordLength} ký tự. Một câu ngắn dễ nhớ tốt hơn một từ khó.`} name="password" autoComplete="new-password" {...errorOf(state, 'password')} />
          <PasswordField label="Nhập lại mật khẩu mới" name="passwordAgain" autoComplete="new-password" {...errorOf(state, 'passwordAgain')} />
          <p className="muted">Sau khi đổi, các phiên làm việc trên thiết bị khác sẽ kết thúc.</p>
          <Button type="submit">Đổi mật khẩu</Button>
        </form>
      </Card>

      <FactorsCard plan={factors} />

      <Card title="Phím tắt">
        <p>
          {shortcuts
            ? 'Đang bật: trong văn phòng, bấm một phím chữ là làm được việc, ví dụ phím J sang hồ sơ kế tiếp. Phím tắt không hoạt động khi đang gõ chữ. Bấm phím ? để xem danh sách.'
            : 'Đang tắt. Bật lên để đi qua các hồ sơ bằng bàn phím mà không cần chuột.'}
        </p>
        <form method="post">
          <HiddenField name="viec" value="phim-tat" />
          <HiddenField name="bat" value={shortcuts ? '0' : '1'} />
          <Button variant="secondary">{shortcuts ? 'Tắt phím tắt' : 'Bật phím tắt'}</Button>
        </form>
      </Card>

      <Card title="Phiên làm việc đang mở">
        <DataTable
          caption="Phiên làm việc đang mở"
          hideCaption
          stack
          rows={sessions}
          rowKey={(_, index) => index}
          columns={[
            { key: 'started', header: 'Đăng nhập lúc', rowHeader: true, cell: (session) => session.started },
            { key: 'seen', header: 'Thao tác gần nhất', cell: (session) => session.lastSeen },
            { key: 'this', header: 'Thiết bị', cell: (session) => (session.isThis ? <Badge tone="success">Phiên này</Badge> : 'Thiết bị khác') },
          ]}
        />
        {sessions.length > 1 ? (
          <>
            <p className="muted">Thấy phiên không phải của mình? Đăng xuất nơi khác rồi đổi mật khẩu ngay.</p>
            <form method="post">
              <HiddenField name="viec" value="dang-xuat-noi-khac" />
              <Button type="submit" variant="danger" icon="sign-out">
                Đăng xuất nơi khác
              </Button>
            </form>
          </>
        ) : (
          <p className="muted">Chỉ có phiên này đang mở.</p>
        )}
      </Card>
    </>
  )
}
