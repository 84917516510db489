import { redirect } from '@remix-run/node'
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { isSetupNeeded } from '#app/staff/index.ts'
import { PlainLayout } from '#app/ui/PlainLayout.tsx'

export const meta: MetaFunction = () => [{ title: 'Thiết lập · Lắng Nghe' }, { name: 'robots', content: 'noindex' }]

export async function loader({ context }: LoaderFunctionArgs) {
  if (!(await isSetupNeeded(context.db))) throw redirect('/office/dang-nhap', 303)
  return null
}

export default function SetUp() {
  return (
    <PlainLayout schoolName="Lắng Nghe" detail="Thiết lập lần đầu">
      <h1>Trang của trường chưa được thiết lập</h1>
      <p>Khi khởi động, máy chủ in ra cửa sổ dòng lệnh một đường dẫn thiết lập dùng một lần. Vui lòng mở đường dẫn đó để nhập thông tin của trường và tạo tài khoản hiệu trưởng.</p>
      <p>Không tìm thấy đường dẫn? Khởi động lại máy chủ để có đường dẫn mới.</p>
    </PlainLayout>
  )
}
