import { redirect } from '@remix-run/node'
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { officeReturnPath } from '#app/http/paths.ts'
import { requireStaff } from '#app/http/require-staff.ts'
import { Button, ButtonLink } from '#app/ui/Button.tsx'
import { PlainLayout } from '#app/ui/PlainLayout.tsx'

export const meta: MetaFunction = () => [{ title: 'Thêm lớp bảo vệ thứ hai · Lắng Nghe' }, { name: 'robots', content: 'noindex' }]

/** The one page that is open, with the set-ups it leads to, while somebody lacks a second factor that their school asks for. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { staff, school, lacksFactor } = await requireStaff(request, context, 'account:own', { settingUp: true })
  if (!lacksFactor) throw redirect(officeReturnPath(new URL(request.url).searchParams.get('tiep')), 303)
  return { schoolName: school.name, name: staff.name }
}

export default function ChooseSecondFactor() {
  const { schoolName, name } = useLoaderData<typeof loader>()
  return (
    <PlainLayout schoolName={schoolName} homeHref="/office/hai-lop" detail="Lắng Nghe · Văn phòng">
      <h1>Thêm lớp bảo vệ thứ hai</h1>
      <p>
        Chào {name}. Nhà trường yêu cầu tài khoản này có thêm một lớp bảo vệ ngoài mật khẩu, vì từ đây xem được tên người gửi và hồ sơ cần giữ kín. Cài một lần, mất khoảng hai phút; cài xong thì văn
        phòng mở ra.
      </p>
      <p>
        <ButtonLink href="/office/hai-lop/ung-dung" wide>
          Cài ứng dụng tạo mã
        </ButtonLink>
      </p>
      <p className="muted">Cần một điện thoại. Ứng dụng như Google Authenticator hay Microsoft Authenticator không cần mạng và không tốn phí.</p>
      <p>
        <ButtonLink href="/office/hai-lop/khoa" variant="secondary" wide>
          Hoặc thêm khóa đăng nhập
        </ButtonLink>
      </p>
      <form method="post" action="/office/dang-xuat">
        <Button variant="quiet" icon="sign-out">
          Để sau, đăng xuất
        </Button>
      </form>
    </PlainLayout>
  )
}
