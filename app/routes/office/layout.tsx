import { useEffect } from 'react'
import type { ReactNode } from 'react'
import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { isRouteErrorResponse, Outlet, useLocation, useRouteError, useRouteLoaderData } from '@remix-run/react'
import { countInbox } from '#app/cases/index.ts'
import { pathFor } from '#app/schools/urls.ts'
import { requireStaff } from '#app/http/require-staff.ts'
import { errorText } from '#app/i18n/messages/errors.ts'
import { may, roleLabels } from '#app/staff/index.ts'
import type { Permission } from '#app/staff/index.ts'
import { ButtonLink } from '#app/ui/Button.tsx'
import type { IconName } from '#app/ui/Icon.tsx'
import { FlashMessage } from '#app/ui/Notice.tsx'
import { NotSavedPage, notSavedOf } from '#app/ui/NotSaved.tsx'
import { OfficeLayout } from '#app/ui/OfficeLayout.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { PlainLayout } from '#app/ui/PlainLayout.tsx'
import { Shortcuts } from '#app/ui/Shortcuts.tsx'
import { DraftOwner, forgetSentDrafts } from '#app/ui/useDraft.ts'
import officeCss from '#app/ui/office.css?url'
import publicCss from '#app/ui/public.css?url'
import { doneMessage, doneTone } from './done.ts'

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: publicCss },
  { rel: 'stylesheet', href: officeCss },
]

export const meta: MetaFunction = () => [{ title: 'Văn phòng · Lắng Nghe' }, { name: 'robots', content: 'noindex' }]

interface MenuItem {
  href: string
  label: string
  icon: IconName
  permission: Permission
  /** Whoever may do this gets there another way. */
  unless?: Permission
}

const menu: MenuItem[] = [
  { href: '/office', label: 'Tổng quan', icon: 'home', permission: 'dashboard:view' },
  { href: '/office/phan-anh', label: 'Hộp phản ánh', icon: 'inbox', permission: 'case:list' },
  { href: '/office/dot-khao-sat', label: 'Đợt khảo sát', icon: 'survey', permission: 'round:view' },
  { href: '/office/gop-y', label: 'Góp ý khảo sát', icon: 'message', permission: 'comment:view' },
  { href: '/office/ma-qr', label: 'Mã QR', icon: 'qr', permission: 'place:view' },
  { href: '/office/du-lieu-ca-nhan', label: 'Dữ liệu cá nhân', icon: 'lock', permission: 'privacy:manage' },
  { href: '/office/thu-gui', label: 'Thư gửi', icon: 'mail', permission: 'mail:view' },
  { href: '/office/tai-khoan', label: 'Tài khoản', icon: 'users', permission: 'staff:manage' },
  { href: '/office/cai-dat/mau-tra-loi', label: 'Mẫu trả lời', icon: 'document', permission: 'template:manage', unless: 'school:manage' },
  { href: '/office/cai-dat', label: 'Cài đặt', icon: 'settings', permission: 'school:manage' },
  { href: '/office/nhat-ky', label: 'Nhật ký', icon: 'shield', permission: 'audit:view' },
]

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { staff, school, today } = await requireStaff(request, context, 'account:own')
  return {
    staffId: staff.id,
    staffName: staff.name,
    shortcuts: staff.shortcuts === 1,
    roleLabel: roleLabels[staff.role],
    schoolName: school.name,
    publicHref: pathFor('vi', school, '/'),
    menu: menu.filter(({ permission, unless }) => may(staff.role, permission) && !(unless && may(staff.role, unless))).map(({ href, label, icon }) => ({ href, label, icon })),
    // What this person has to look after: a handler their own cases, a viewer none.
    waiting: staff.role === 'viewer' ? 0 : await countInbox(context.db, school, staff, staff.role === 'handler' ? 'mine' : 'waiting', today),
  }
}

export default function OfficePages() {
  return (
    <Frame>
      <Flash />
      <Outlet />
    </Frame>
  )
}

/** Also the frame of an error page, where whoever is signed in keeps their menu. */
function Frame({ children }: { children: ReactNode }) {
  const data = useRouteLoaderData<typeof loader>('routes/office/layout')
  const { pathname } = useLocation()
  if (!data) {
    return (
      <PlainLayout schoolName="Lắng Nghe" homeHref="/office" detail="Văn phòng">
        {children}
      </PlainLayout>
    )
  }
  const isCurrent = (href: string) => pathname === href || (href !== '/office' && pathname.startsWith(`${href}/`))
  const nav = data.menu.map((item) => ({
    ...item,
    current: isCurrent(item.href),
    ...(item.href === '/office/phan-anh' ? { count: data.waiting } : {}),
  }))
  return (
    <DraftOwner value={data.staffId}>
      <OfficeLayout
        schoolName={data.schoolName}
        staffName={data.staffName}
        roleLabel={data.roleLabel}
        nav={[...nav, { href: data.publicHref, label: 'Xem trang công khai', icon: 'external' as const }]}
        signOutAction="/office/dang-xuat"
        accountHref="/office/tai-khoan-cua-toi"
      >
        {children}
        {data.shortcuts ? <Shortcuts /> : null}
      </OfficeLayout>
    </DraftOwner>
  )
}

function Flash() {
  const { search } = useLocation()
  const message = doneMessage(search)
  useEffect(() => {
    if (message === null) return
    forgetSentDrafts()
    // A reload or a bookmark must not say it again.
    const url = new URL(window.location.href)
    url.searchParams.delete('da')
    url.hash = ''
    window.history.replaceState(window.history.state, '', url)
  }, [message])
  return message === null ? null : <FlashMessage tone={doneTone(search)}>{message}</FlashMessage>
}

export function ErrorBoundary() {
  const error = useRouteError()
  const reference = useRouteLoaderData<{ reference: string }>('root')?.reference
  const notSaved = notSavedOf(error)
  if (notSaved) {
    return (
      <Frame>
        <NotSavedPage page={notSaved} />
      </Frame>
    )
  }
  const status = isRouteErrorResponse(error) ? error.status : 500
  const words = errorText[status === 404 || status === 403 || status === 429 || status === 409 || status === 400 ? status : 500]
  // A thrown response may bring words of its own, written for the person who reads them.
  const detail = isRouteErrorResponse(error) && status < 500 && typeof error.data === 'string' && error.data !== '' ? error.data : words.detail.vi
  return (
    <Frame>
      <PageHeader title={words.title.vi} lead={detail} />
      {status >= 500 && reference ? (
        <p>
          {errorText.reference.vi} <strong>{reference}</strong>
        </p>
      ) : null}
      <p>
        <ButtonLink href="/office" variant="secondary" icon="home">
          Về trang tổng quan
        </ButtonLink>
      </p>
    </Frame>
  )
}
