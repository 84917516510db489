import { data } from '@remix-run/node'
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData, useLocation } from '@remix-run/react'
import { requireStaff } from '#app/http/require-staff.ts'
import { formatDate } from '#app/i18n/format.ts'
import { ButtonLink } from '#app/ui/Button.tsx'
import { CopyButton } from '#app/ui/CopyButton.tsx'
import { FlashMessage } from '#app/ui/Notice.tsx'
import { PlainLayout } from '#app/ui/PlainLayout.tsx'
import { PrintButton } from '#app/ui/PrintButton.tsx'
import officeCss from '#app/ui/office.css?url'
import { doneMessage } from '../done.ts'
import { takeToken } from '../new-link.ts'
import { codesFor } from './after-change.ts'

export const links = () => [{ rel: 'stylesheet', href: officeCss }]
export const meta: MetaFunction = () => [{ title: 'Mã dự phòng · Lắng Nghe' }, { name: 'robots', content: 'noindex' }]

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { staff, school, today } = await requireStaff(request, context, 'account:own')
  const { token, headers } = takeToken(request, context, codesFor(staff.id))
  return data({ schoolName: school.name, email: staff.email, madeOn: formatDate(today), codes: token?.split(',') ?? null }, { headers })
}

export default function RecoveryCodes() {
  const { schoolName, email, madeOn, codes } = useLoaderData<typeof loader>()
  const message = doneMessage(useLocation().search)
  return (
    <PlainLayout schoolName={schoolName} homeHref="/office" detail="Lắng Nghe · Văn phòng">
      {message === null ? null : <FlashMessage>{message}</FlashMessage>}
      <h1>Mã dự phòng</h1>
      {codes === null ? (
        <p>Mã dự phòng chỉ hiện một lần, ngay sau khi tạo. Nếu chưa kịp cất, thầy/cô tạo mười mã mới trong Tài khoản của tôi.</p>
      ) : (
        <>
          <p>
            In ra hoặc chép lại, cất ở nơi chỉ thầy/cô lấy được. Khi mất điện thoại, mỗi mã thay được một lần cho bước thứ hai. <strong>Trang này chỉ hiện một lần.</strong>
          </p>
          <ol className="recovery-codes">
            {codes.map((code) => (
              <li key={code}>
                <code>{code}</code>
              </li>
            ))}
          </ol>
          <p className="muted small">
            Lắng Nghe · {email} · tạo ngày {madeOn}
          </p>
          <div className="cluster no-print">
            <PrintButton />
            <CopyButton text={codes.join('\n')} label="Sao chép mười mã" />
          </div>
        </>
      )}
      <p className="no-print">
        <ButtonLink href="/office/tai-khoan-cua-toi" wide>
          {codes === null ? 'Đến Tài khoản của tôi' : 'Đã cất xong, tiếp tục'}
        </ButtonLink>
      </p>
    </PlainLayout>
  )
}
