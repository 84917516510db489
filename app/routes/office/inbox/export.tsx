import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { countExport, exportLimits, mostIdentities } from '#app/cases/index.ts'
import type { ExportFormat } from '#app/cases/index.ts'
import { requireStaff } from '#app/http/require-staff.ts'
import { formatNumber } from '#app/i18n/format.ts'
import { BackLink } from '#app/ui/Breadcrumb.tsx'
import { Button } from '#app/ui/Button.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { Checkbox, RadioGroup } from '#app/ui/RadioGroup.tsx'
import { inboxPath, listHref } from '../list-place.ts'
import { exportPath, readExportSource, writeExportSource } from './export-path.ts'

export const meta: MetaFunction = () => [{ title: 'Tải danh sách hồ sơ · Lắng Nghe' }]

/** Why the last attempt gave no file; the address carries only the code. */
const problems = { 'qua-nhieu': 'too-many', 'qua-nhieu-ten': 'too-many-identities' } as const

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { staff, school, today } = await requireStaff(request, context, 'case:export')
  const { searchParams } = new URL(request.url)
  const source = readExportSource(searchParams)
  const problem = searchParams.get('loi') ?? ''
  return {
    query: writeExportSource(source),
    isChosen: 'numbers' in source,
    backHref: 'numbers' in source ? inboxPath : listHref(source.filter),
    count: await countExport(context.db, school, staff, source, today),
    limits: exportLimits,
    mostIdentities,
    mayKnowSenders: staff.role === 'principal',
    problem: Object.hasOwn(problems, problem) ? problems[problem as keyof typeof problems] : null,
  }
}

export default function ExportCases() {
  const { query, isChosen, backHref, count, limits, mostIdentities: mostNames, mayKnowSenders, problem } = useLoaderData<typeof loader>()
  const most = (format: ExportFormat) => `tối đa ${formatNumber(limits[format])} hồ sơ`
  return (
    <>
      <PageHeader
        above={<BackLink href={backHref}>Hộp phản ánh</BackLink>}
        title="Tải danh sách hồ sơ"
        lead={`${formatNumber(count)} hồ sơ ${isChosen ? 'đã chọn' : 'theo bộ lọc đang dùng'}. Tệp chỉ có những hồ sơ thầy/cô được xem, và lần tải này được ghi vào nhật ký.`}
      />
      {problem === 'too-many' ? (
        <Notice tone="warning" title="Danh sách quá dài cho một tệp">
          <p>Lọc bớt, ví dụ theo khoảng ngày nhận, rồi tải từng phần.</p>
        </Notice>
      ) : null}
      {problem === 'too-many-identities' ? (
        <Notice tone="warning" title={`Mỗi tệp có tên của tối đa ${mostNames} người gửi`}>
          <p>Lọc bớt, hoặc tải không kèm tên.</p>
        </Notice>
      ) : null}
      {count === 0 ? (
        <EmptyState title="Không có hồ sơ nào để tải" text="Đổi bộ lọc trong Hộp phản ánh rồi thử lại." />
      ) : (
        <form method="post" action={`${exportPath}/tep?${query}`} className="stack measure">
          <RadioGroup
            name="dang"
            label="Dạng tệp"
            defaultValue="xlsx"
            options={[
              { value: 'xlsx', label: 'Excel (XLSX)', hint: most('xlsx') },
              { value: 'csv-vi', label: 'CSV dấu chấm phẩy', hint: `Cho bảng tính cài đặt tiếng Việt; ${most('csv-vi')}` },
              { value: 'csv', label: 'CSV dấu phẩy', hint: `Cho chương trình khác; ${most('csv')}` },
            ]}
          />
          <Checkbox name="noi-dung" label="Kèm nội dung phụ huynh viết" hint="Nội dung có thể nhắc tên người. Chỉ tải khi cần." />
          {mayKnowSenders ? (
            <Checkbox
              name="nguoi-gui"
              label="Kèm họ tên, điện thoại, e-mail của người gửi"
              hint={`Chỉ hiệu trưởng tải được, tối đa ${mostNames} hồ sơ. Mỗi người gửi trong tệp được ghi vào nhật ký như một lần xem tên.`}
            />
          ) : null}
          <Button icon="download">Tải tệp</Button>
        </form>
      )}
    </>
  )
}
