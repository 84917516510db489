import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import type { AppContext } from '#app/context.ts'
import { formValues, parseForm, readForm } from '#app/http/forms.ts'
import { requireFresh, requireStaff } from '#app/http/require-staff.ts'
import type { StaffVisit } from '#app/http/require-staff.ts'
import { formatDateTime } from '#app/i18n/format.ts'
import { accountForm, changeRole, disableStaff, dutiesOf, enableStaff, findStaff, hasSecondFactor, needsSecondFactor, resetSecondFactor, roleForm, sendNewLink, updateStaff } from '#app/staff/index.ts'
import type { AccountChange } from '#app/staff/index.ts'
import { may, roleHints, roleLabels } from '#app/staff/permissions.ts'
import { BackLink } from '#app/ui/Breadcrumb.tsx'
import { Button } from '#app/ui/Button.tsx'
import { Card } from '#app/ui/Card.tsx'
import { CopyButton } from '#app/ui/CopyButton.tsx'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { RadioGroup } from '#app/ui/RadioGroup.tsx'
import { HiddenField, TextField } from '#app/ui/TextField.tsx'
import { AbsenceCard } from './AbsenceCard.tsx'
import { loadAbsencePlan, removeAbsence, sendAbsence } from './absence-form.ts'
import { done } from './done.ts'
import type { Done } from './done.ts'
import { formFields } from './form-state.ts'
import { sendLinkAlong, takeLink } from './new-link.ts'
import { StatusBadge } from './staff-badges.tsx'

export const meta: MetaFunction = () => [{ title: 'Tài khoản · Lắng Nghe' }]

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const visit = await requireStaff(request, context, 'staff:manage')
  const { staff, school, now } = visit
  const account = await findStaff(context.db, school, params.id ?? '')
  if (!account) throw new Response('', { status: 404 })
  const { link, headers } = takeLink(request, context, account.id)
  return data(
    {
      account,
      link,
      isSelf: account.id === staff.id,
      factor: { has: await hasSecondFactor(context.db, account.id), needed: needsSecondFactor(school, account.role) },
      duties: await dutiesOf(context.db, school, account.id),
      absencePlan: account.status !== 'disabled' && may(account.role, 'case:reply') ? await loadAbsencePlan(context, visit, account.id) : null,
      linkExpires: account.invite_expires_at === null ? null : formatDateTime(account.invite_expires_at),
      expired: account.invite_expires_at !== null && account.invite_expires_at <= now,
    },
    { headers },
  )
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const visit = await requireStaff(request, context, 'staff:manage')
  const id = params.id ?? ''
  const form = await readForm(request)
  const version = Number(form.get('version'))
  switch (form.get('viec')) {
    case 'sua':
      return update(context, visit, id, version, form)
    case 'vai-tro':
      return giveRole(context, visit, id, version, form)
    case 'khoa':
      return answer(id, await disableStaff(context.db, visit.school, id, version, visit.staff, visit.now), 'khoa-tai-khoan', form)
    case 'mo':
      return answer(id, await enableStaff(context.db, visit.school, id, version, visit.staff, visit.now), 'mo-tai-khoan', form)
    case 'vang':
      return sendAbsence(context, visit, id, form, `/office/tai-khoan/${id}`)
    case 'xoa-vang':
      return removeAbsence(context, visit, true, form, `/office/tai-khoan/${id}`)
    case 'duong-dan':
      return newLink(context, visit, id)
    case 'dat-lai-hai-lop':
      requireFresh(request, visit)
      if (!(await resetSecondFactor(context.db, visit.school, id, visit.staff, visit.now))) throw new Response('', { status: 404 })
      return done(`/office/tai-khoan/${id}`, 'dat-lai-hai-lop')
    default:
      throw new Response('', { status: 400 })
  }
}

async function update(context: AppContext, { staff, school, now }: StaffVisit, id: string, version: number, form: URLSearchParams) {
  const parsed = parseForm(accountForm, form)
  if (!parsed.ok) return data({ errors: parsed.errors, values: parsed.values }, { status: 422 })
  return answer(id, await updateStaff(context.db, school, id, version, parsed.value, staff, now), 'luu', form)
}

async function giveRole(context: AppContext, { staff, school, now }: StaffVisit, id: string, version: number, form: URLSearchParams) {
  const parsed = parseForm(roleForm, form)
  if (!parsed.ok) return data({ errors: parsed.errors, values: parsed.values }, { status: 422 })
  return answer(id, await changeRole(context.db, school, id, version, parsed.value.role, staff, now), 'doi-vai-tro', form)
}

async function newLink(context: AppContext, { staff, school, now }: StaffVisit, id: string) {
  const services = { secrets: context.secrets, publicOrigin: context.config.publicOrigin }
  const token = await sendNewLink(context.db, services, school, id, staff, now)
  if (token === null) throw new Response('', { status: 404 })
  return done(`/office/tai-khoan/${id}`, 'gui-lai-loi-moi', sendLinkAlong(context, id, token))
}

function answer(id: string, change: AccountChange, what: Done, form: URLSearchParams) {
  const values = formValues(form)
  switch (change) {
    case 'done':
      return done(`/office/tai-khoan/${id}`, what)
    case 'not-found':
      throw new Response('', { status: 404 })
    case 'email-taken':
      return data({ errors: [{ field: 'email', message: 'E-mail này đã có tài khoản khác.' }], values }, { status: 422 })
    case 'last-principal': {
      const message = 'Trường phải luôn có ít nhất một hiệu trưởng đang dùng tài khoản. Hãy trao vai trò hiệu trưởng cho người khác trước.'
      return data({ errors: [{ field: '', message }], values: {} }, { status: 422 })
    }
    case 'conflict': {
      // What is on the page now is the newest: the old values would only overwrite it.
      const message = 'Tài khoản này vừa được thay đổi ở nơi khác. Trang đang hiện thông tin mới nhất, vui lòng xem lại rồi thử lại.'
      return data({ errors: [{ field: '', message }], values: {} }, { status: 409 })
    }
  }
}

export default function StaffMember() {
  const { account, link, isSelf, factor, duties, absencePlan, linkExpires, expired } = useLoaderData<typeof loader>()
  const state = useActionData<typeof action>()
  const field = formFields(state, { name: account.name, jobTitle: account.job_title, email: account.email, role: account.role })
  const isInvited = account.status === 'invited'
  return (
    <>
      <PageHeader
        above={<BackLink href="/office/tai-khoan">Tài khoản</BackLink>}
        title={account.name}
        lead={
          <span className="cluster">
            {roleLabels[account.role]} <StatusBadge status={account.status} expired={expired} />
            {isSelf ? <span className="muted">(tài khoản của thầy/cô)</span> : null}
          </span>
        }
      />
      {state ? <ErrorSummary errors={state.errors.map(({ field: name, message }) => (name === '' ? { message } : { field: name, message }))} /> : null}
      {link !== null ? <NewLink link={link} name={account.name} /> : null}

      <Card title="Thông tin">
        <form method="post" className="stack measure" noValidate>
          <HiddenField name="viec" value="sua" />
          <HiddenField name="version" value={account.version} />
          <TextField label="Họ và tên" autoComplete="off" {...field('name')} />
          <TextField label="Chức vụ" autoComplete="off" {...field('jobTitle')} />
          <TextField label="E-mail" type="email" hint="Cũng là tên đăng nhập." autoComplete="off" autoCapitalize="none" spellCheck={false} {...field('email')} />
          <Button type="submit">Lưu thông tin</Button>
        </form>
      </Card>

      <Card title="Vai trò">
        <form method="post" className="stack measure" noValidate>
          <HiddenField name="viec" value="vai-tro" />
          <HiddenField name="version" value={account.version} />
          <RadioGroup label="Người này được làm gì" options={roleOptions} {...field('role')} />
          <p className="muted">Đổi vai trò sẽ kết thúc các phiên làm việc của người này; họ cần đăng nhập lại.</p>
          <Button type="submit" variant="secondary">
            Đổi vai trò
          </Button>
        </form>
      </Card>

      {absencePlan === null ? null : <AbsenceCard plan={absencePlan} own={isSelf} field={field} />}

      {account.status === 'disabled' ? (
        <Card title="Mở lại tài khoản">
          <p>Người này hiện không đăng nhập được. Những việc đã làm vẫn giữ nguyên trong hồ sơ và nhật ký.</p>
          <form method="post">
            <HiddenField name="viec" value="mo" />
            <HiddenField name="version" value={account.version} />
            <Button type="submit" variant="secondary">
              Mở lại tài khoản
            </Button>
          </form>
        </Card>
      ) : (
        <>
          <Card title={isInvited ? 'Lời mời' : 'Quên mật khẩu'}>
            {isInvited ? (
              <p>
                {linkExpires === null
                  ? 'Chưa có đường dẫn mời nào còn dùng được.'
                  : expired
                    ? `Lời mời đã hết hạn lúc ${linkExpires}.`
                    : `Lời mời dùng được đến ${linkExpires}.`}
              </p>
            ) : (
              <p>Khi người này quên mật khẩu, tạo một đường dẫn dùng một lần để đặt mật khẩu mới. Mật khẩu cũ vẫn dùng được cho đến khi mật khẩu mới được đặt.</p>
            )}
            <form method="post">
              <HiddenField name="viec" value="duong-dan" />
              <Button type="submit" variant="secondary" icon="mail">
                {isInvited ? 'Gửi lại lời mời' : 'Tạo đường dẫn đặt mật khẩu'}
              </Button>
            </form>
          </Card>
          {isSelf || isInvited ? null : <SecondFactorCard {...factor} name={account.name} />}
          {isSelf ? null : (
            <Card title="Khóa tài khoản">
              <p>Dùng khi người này nghỉ việc hoặc không còn phụ trách. Tài khoản bị khóa không đăng nhập được, các phiên đang mở kết thúc ngay.</p>
              {duties.openCases > 0 ? (
                <Notice tone="warning">
                  <p>Người này đang phụ trách {duties.openCases} hồ sơ chưa xong. Sau khi khóa, cần giao các hồ sơ đó cho người khác.</p>
                </Notice>
              ) : null}
              {duties.fields > 0 ? <p>Người này đang được đề xuất xử lý {duties.fields} lĩnh vực; đề xuất sẽ được bỏ.</p> : null}
              <Disclosure summary="Khóa tài khoản này">
                <form method="post" className="stack">
                  <HiddenField name="viec" value="khoa" />
                  <HiddenField name="version" value={account.version} />
                  <Button type="submit" variant="danger">
                    Khóa tài khoản của {account.name}
                  </Button>
                </form>
              </Disclosure>
            </Card>
          )}
        </>
      )}
    </>
  )
}

function SecondFactorCard({ has, needed, name }: { has: boolean; needed: boolean; name: string }) {
  if (!has) {
    return (
      <Card title="Xác thực hai lớp">
        <p>{needed ? 'Chưa cài. Lần vào văn phòng tới, người này được dẫn đến trang cài đặt.' : 'Chưa bật.'}</p>
      </Card>
    )
  }
  return (
    <Card title="Xác thực hai lớp">
      <p>Đang bật. Khi người này mất điện thoại và hết mã dự phòng, đặt lại để họ đăng nhập bằng mật khẩu rồi cài lại từ đầu.</p>
      <Disclosure summary="Đặt lại xác thực hai lớp">
        <form method="post" className="stack">
          <p>Hãy chắc chắn chính người này đề nghị, tốt nhất là gặp trực tiếp. Các phiên đang mở của họ kết thúc và họ nhận thư báo.</p>
          <HiddenField name="viec" value="dat-lai-hai-lop" />
          <Button variant="danger">Đặt lại cho {name}</Button>
        </form>
      </Disclosure>
    </Card>
  )
}

function NewLink({ link, name }: { link: string; name: string }) {
  return (
    <Card tone="accent" title="Đường dẫn dùng một lần">
      <p>
        Thư có đường dẫn này đã được đưa vào mục Thư gửi. Nếu trường chưa cài đặt gửi thư, hãy chuyển đường dẫn trực tiếp cho {name}. Đường dẫn chỉ hiện ở đây một lần.
      </p>
      <p className="one-time-link">
        <code>{link}</code>
      </p>
      <CopyButton text={link} label="Sao chép đường dẫn" />
    </Card>
  )
}

const roleOptions = (['viewer', 'handler', 'coordinator', 'principal'] as const).map((value) => ({ value, label: roleLabels[value], hint: roleHints[value] }))
