import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { listCalendarDays } from '#app/calendar/edit.ts'
import { ownLimits } from '#app/calendar/index.ts'
import { listRoutingRules } from '#app/cases/routing-rules.ts'
import { requireStaff } from '#app/http/require-staff.ts'
import { authoritiesOn, listFields, listTargets, listTemplates, officeHoursText } from '#app/schools/index.ts'
import { factorPolicyLabels } from '#app/staff/factor-policy-labels.ts'
import { Badge } from '#app/ui/Badge.tsx'
import { Card } from '#app/ui/Card.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'

export const meta: MetaFunction = () => [{ title: 'Cài đặt · Lắng Nghe' }]

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { school, today } = await requireStaff(request, context, 'school:manage')
  const year = Number(today.slice(0, 4))
  const [rules, templates, fields, authorities, targets, thisYear, nextYear] = await Promise.all([
    listRoutingRules(context.db, school),
    listTemplates(context.db, school),
    listFields(context.db, school),
    authoritiesOn(context.db, school, today),
    listTargets(context.db, school, year),
    listCalendarDays(context.db, school, year),
    listCalendarDays(context.db, school, year + 1),
  ])
  return {
    year,
    hours: officeHoursText(school),
    ownLimits: ownLimits(school).length,
    undoMinutes: school.undo_minutes,
    templates: templates.filter(({ active }) => active === 1).length,
    introMissing: school.intro_vi === '',
    ownThemes: school.comment_themes !== null,
    rules: rules.filter(({ active }) => active === 1).length,
    fields: fields.length,
    unassigned: fields.filter((field) => field.default_handler_id === null).length,
    authorities: authorities.map(({ name }) => name),
    targets: targets.length,
    factorPolicy: factorPolicyLabels[school.second_factor],
    unconfirmed: [...thisYear, ...nextYear].filter((row) => !row.confirmed && row.day >= today).length,
    nextYearMissing: nextYear.length === 0,
  }
}

export default function SettingsOverview() {
  const data = useLoaderData<typeof loader>()
  return (
    <>
      <PageHeader title="Cài đặt" lead="Những thông tin này hiện trên trang công khai, trong thư và quyết định cách tính hạn." />
      <div className="grid-2">
        <Card title="Thông tin trường" href="/office/cai-dat/truong">
          <p>Tên, địa chỉ, lời giới thiệu và giờ làm việc ({data.hours}).</p>
          {data.introMissing ? <Badge tone="warning">Chưa có lời giới thiệu</Badge> : null}
        </Card>
        <Card title="Lĩnh vực phản ánh" href="/office/cai-dat/linh-vuc">
          <p>{data.fields} lĩnh vực đang dùng và người được đề xuất xử lý.</p>
          {data.unassigned > 0 ? <Badge tone="warning">{data.unassigned} lĩnh vực chưa có người xử lý</Badge> : null}
        </Card>
        <Card title="Phân công" href="/office/cai-dat/phan-cong">
          <p>{data.rules === 0 ? 'Chưa có quy tắc: hồ sơ mới được đề xuất cho người phụ trách lĩnh vực.' : `${data.rules} quy tắc đang dùng.`} Từ báo động an toàn trẻ em.</p>
        </Card>
        <Card title="Chủ đề góp ý" href="/office/cai-dat/chu-de">
          <p>Từ khóa xếp góp ý khảo sát vào chủ đề{data.ownThemes ? ', theo bộ riêng của trường' : ''}.</p>
        </Card>
        <Card title="Cách trả lời" href="/office/cai-dat/tra-loi">
          <p>
            {data.undoMinutes === 0 ? 'Gửi ngay, không thu hồi.' : `Thu hồi được trong ${data.undoMinutes} phút.`} {data.templates} mẫu trả lời đang dùng.
          </p>
        </Card>
        <Card title="Cơ quan quản lý" href="/office/cai-dat/co-quan">
          <p>{data.authorities.length > 0 ? data.authorities.join('; ') : 'Chưa nhập cơ quan nào.'}</p>
        </Card>
        <Card title="Lịch làm việc" href="/office/cai-dat/lich">
          <p>Ngày nghỉ, hoán đổi, làm bù và đóng cửa sớm, dùng để tính hạn trả lời.</p>
          {data.unconfirmed > 0 ? <Badge tone="warning">{data.unconfirmed} ngày sắp tới chưa xác nhận</Badge> : null}
          {data.nextYearMissing ? <Badge tone="warning">Chưa có lịch năm {data.year + 1}</Badge> : null}
        </Card>
        <Card title="Thời hạn" href="/office/cai-dat/thoi-han">
          <p>Thời hạn theo luật và thời hạn nhà trường tự cam kết.</p>
          {data.ownLimits > 0 ? <Badge>{data.ownLimits} thời hạn riêng của trường</Badge> : null}
        </Card>
        <Card title="Xác thực hai lớp" href="/office/cai-dat/hai-lop">
          <p>Ai phải có thêm một lớp bảo vệ ngoài mật khẩu: {data.factorPolicy.toLowerCase()}.</p>
        </Card>
        <Card title="Chỉ tiêu kế hoạch" href="/office/cai-dat/chi-tieu">
          <p>Những điều trường cam kết trong kế hoạch cải cách hành chính.</p>
          {data.targets === 0 ? <Badge tone="warning">Chưa có chỉ tiêu năm {data.year}</Badge> : <Badge>{data.targets} chỉ tiêu năm {data.year}</Badge>}
        </Card>
      </div>
    </>
  )
}
