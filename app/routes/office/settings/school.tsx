import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { parseForm, readForm } from '#app/http/forms.ts'
import { requireStaff } from '#app/http/require-staff.ts'
import { clockText, profileForm, updateProfile } from '#app/schools/index.ts'
import { BackLink } from '#app/ui/Breadcrumb.tsx'
import { Button } from '#app/ui/Button.tsx'
import { Card } from '#app/ui/Card.tsx'
import { DraftNotice } from '#app/ui/DraftNotice.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { Checkbox } from '#app/ui/RadioGroup.tsx'
import { TextArea } from '#app/ui/TextArea.tsx'
import { TextField } from '#app/ui/TextField.tsx'
import { useDraft } from '#app/ui/useDraft.ts'
import { done } from '../done.ts'
import { formFields } from '../form-state.ts'

export const meta: MetaFunction = () => [{ title: 'Thông tin trường · Lắng Nghe' }]

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { school } = await requireStaff(request, context, 'school:manage')
  return {
    profile: {
      name: school.name,
      principalName: school.principal_name,
      address: school.address,
      phone: school.phone,
      email: school.email,
      officialSite: school.official_site ?? '',
      introVi: school.intro_vi,
      introEn: school.intro_en,
      opens: clockText(school.opens_minute),
      closes: clockText(school.closes_minute),
      lunchFrom: school.lunch_from_minute === null ? '' : clockText(school.lunch_from_minute),
      lunchTo: school.lunch_to_minute === null ? '' : clockText(school.lunch_to_minute),
      publishPictures: school.publish_pictures === 1 ? 'on' : '',
    },
  }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { staff, school, now } = await requireStaff(request, context, 'school:manage')
  const parsed = parseForm(profileForm, await readForm(request))
  if (!parsed.ok) return data({ errors: parsed.errors, values: parsed.values }, { status: 422 })
  await updateProfile(context.db, school, parsed.value, { staff, now })
  return done('/office/cai-dat/truong', 'luu')
}

export default function SchoolSettings() {
  const { profile } = useLoaderData<typeof loader>()
  const state = useActionData<typeof action>()
  const field = formFields(state, profile)
  const { ref, restored, discard } = useDraft('thong-tin-truong')
  return (
    <>
      <PageHeader above={<BackLink href="/office/cai-dat">Cài đặt</BackLink>} title="Thông tin trường" />
      {state ? <ErrorSummary errors={state.errors} /> : null}
      {restored ? <DraftNotice onDiscard={discard} /> : null}
      <form ref={ref} method="post" className="stack-l" noValidate>
        <Card title="Tên và liên hệ">
          <TextField label="Tên trường" width="l" {...field('name')} />
          <TextField label="Họ và tên hiệu trưởng" width="l" hint="Đứng tên trong văn bản trả lời." {...field('principalName')} />
          <TextField label="Địa chỉ" {...field('address')} />
          <TextField label="Điện thoại" type="tel" width="m" {...field('phone')} />
          <TextField label="E-mail của trường" type="email" width="l" autoCapitalize="none" spellCheck={false} {...field('email')} />
          <TextField label="Trang thông tin điện tử chính thức" type="url" width="l" optional hint="Ví dụ: https://mnhoaphuong.hcm.edu.vn" spellCheck={false} {...field('officialSite')} />
        </Card>
        <Card title="Lời giới thiệu trên trang công khai">
          <TextArea label="Tiếng Việt" rows={5} optional {...field('introVi')} />
          <TextArea label="Tiếng Anh" rows={5} optional lang="en" {...field('introEn')} />
        </Card>
        <Card title="Giờ làm việc của văn phòng">
          <div className="form-row">
            <TextField label="Mở cửa" type="time" width="s" {...field('opens')} />
            <TextField label="Đóng cửa" type="time" width="s" {...field('closes')} />
          </div>
          <div className="form-row">
            <TextField label="Nghỉ trưa từ" type="time" width="s" optional {...field('lunchFrom')} />
            <TextField label="Nghỉ trưa đến" type="time" width="s" optional {...field('lunchTo')} />
          </div>
          <p className="muted">Giờ nghỉ trưa chỉ để phụ huynh biết khi nào văn phòng có người; phản ánh gửi giờ trưa vẫn tính là nhận trong ngày.</p>
          <p className="muted">Phản ánh gửi sau giờ đóng cửa được tính là nhận vào ngày làm việc kế tiếp. Hồ sơ đã nhận không thay đổi.</p>
        </Card>
        <Card title="Ảnh trong bản công khai">
          <p>Thông thường ảnh phụ huynh gửi không được đăng. Nếu bật, một ảnh chỉ được đăng khi phụ huynh đồng ý công khai, mặt người và chi tiết nhận ra ai đã được tô đen, và người thứ hai đã xem từng ảnh.</p>
          <Checkbox name="publishPictures" label="Cho phép đăng ảnh đã che cùng câu trả lời" defaultChecked={(state ? state.values.publishPictures : profile.publishPictures) === 'on'} />
        </Card>
        <div className="form-actions">
          <Button type="submit">Lưu thông tin trường</Button>
        </div>
      </form>
    </>
  )
}
