import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { auditActions, auditGroups, auditHeads, auditPageSize, auditSubjects, auditWords, listAudit } from '#app/audit/index.ts'
import type { AuditGroup, AuditRow } from '#app/audit/index.ts'
import { requireStaff } from '#app/http/require-staff.ts'
import { formatDateTime, formatNumber } from '#app/i18n/format.ts'
import { listStaff } from '#app/staff/index.ts'
import { Button } from '#app/ui/Button.tsx'
import { Card } from '#app/ui/Card.tsx'
import { CopyButton } from '#app/ui/CopyButton.tsx'
import { DataTable } from '#app/ui/DataTable.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { FilterBar } from '#app/ui/FilterBar.tsx'
import { Fold, FoldLinks } from '#app/ui/Fold.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { Pagination } from '#app/ui/Pagination.tsx'
import { Select } from '#app/ui/Select.tsx'
import { Tabs } from '#app/ui/Tabs.tsx'
import { DateField, HiddenField, TextField } from '#app/ui/TextField.tsx'
import { auditFilter, auditHref, readAuditQuery } from './audit-filter.ts'

export const meta: MetaFunction = () => [{ title: 'Nhật ký · Lắng Nghe' }]

/** What a phone folds away, and where it goes on. */
const folds = { groups: 'nhom-viec', search: 'loc', list: 'danh-sach' } as const

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { staff: reader, school } = await requireStaff(request, context, 'audit:view')
  const { searchParams } = new URL(request.url)
  const query = readAuditQuery(searchParams)
  const page = Number(/^[1-9]\d{0,5}$/.exec(searchParams.get('trang') ?? '')?.[0] ?? 1)
  const [{ rows, total }, staff, [head]] = await Promise.all([
    listAudit(context.db, school, reader, { ...auditFilter(query), page }),
    listStaff(context.db, school),
    auditHeads(context.db, school),
  ])
  return {
    query,
    page,
    total,
    pageCount: Math.ceil(total / auditPageSize),
    head: head ? { hash: head.hash, lines: formatNumber(head.lines), at: formatDateTime(head.at) } : null,
    people: [...staff.map(({ id, name }) => ({ value: id, label: name })), { value: 'none', label: 'Hệ thống và người chưa đăng nhập' }],
    subjects: Object.entries(auditSubjects).map(([value, label]) => ({ value, label })),
    actions: auditActions.map(({ action, label }) => ({ value: action, label })),
    groups: Object.entries(auditGroups).map(([group, { label }]) => ({ group: group as AuditGroup, label })),
    rows: rows.map((row) => ({ id: row.id, at: formatDateTime(row.at), staffName: row.staffName, words: auditWords(row.action), ...objectOf(row) })),
  }
}

/** What it was done to, and more about it where that says something new. */
function objectOf({ target, detail }: AuditRow): { what: string; note: string | null } {
  if (target === null) return { what: detail ?? '–', note: null }
  if (detail === null) return { what: target, note: null }
  return detail.includes(target) ? { what: detail, note: null } : { what: target, note: detail }
}

export default function Audit() {
  const { query, page, pageCount, total, head, people, subjects, actions, groups, rows } = useLoaderData<typeof loader>()
  const isFiltered = Object.values(query).some((value) => value !== '')
  const conditions = Object.entries(query).filter(([name, value]) => name !== 'nhom' && value !== '').length
  const inGroup = (nhom: AuditGroup | '') => auditHref({ ...query, nhom })
  return (
    <>
      <PageHeader title="Nhật ký" lead="Ai đã làm gì, đã mở hồ sơ nào. Nhật ký không sửa và không xóa được." />
      <FoldLinks
        links={[
          { id: folds.groups, about: 'Nhóm việc', label: groups.find(({ group }) => group === query.nhom)?.label ?? 'Tất cả' },
          { id: folds.search, label: 'Lọc', count: conditions || undefined, counted: 'điều kiện đang đặt' },
        ]}
      />
      <Fold id={folds.groups} after={folds.list}>
        <Tabs
          label="Nhóm việc"
          items={[{ href: inGroup(''), label: 'Tất cả', current: query.nhom === '' }, ...groups.map(({ group, label }) => ({ href: inGroup(group), label, current: query.nhom === group }))]}
        />
      </Fold>
      <Fold id={folds.search} after={folds.list}>
        <FilterBar action="/office/nhat-ky" label="Lọc nhật ký" resetHref={isFiltered ? '/office/nhat-ky' : undefined}>
          {query.nhom === '' ? null : <HiddenField name="nhom" value={query.nhom} />}
          <Select label="Người thực hiện" name="nguoi" placeholder="Tất cả" options={people} defaultValue={query.nguoi} />
          <Select label="Về" name="loai" placeholder="Tất cả" options={subjects} defaultValue={query.loai} />
          <Select label="Việc" name="viec" placeholder="Tất cả" options={actions} defaultValue={query.viec} />
          <TextField label="Số hồ sơ" name="so" width="m" defaultValue={query.so} autoCapitalize="characters" spellCheck={false} />
          <DateField label="Từ ngày" name="tu" defaultValue={query.tu} />
          <DateField label="Đến ngày" name="den" defaultValue={query.den} />
        </FilterBar>
      </Fold>
      <div className="cluster" id={folds.list}>
        <p className="muted">{formatNumber(total)} dòng</p>
        <form method="post" action="/office/nhat-ky/tai-ve">
          {Object.entries(query).map(([name, value]) => (value === '' ? null : <HiddenField key={name} name={name} value={value} />))}
          <Button type="submit" variant="secondary" size="small">
            Tải các dòng này (CSV)
          </Button>
        </form>
      </div>
      <DataTable
        caption="Nhật ký, mới nhất trước"
        hideCaption
        stack
        rows={rows}
        rowKey={(row) => row.id}
        empty={<EmptyState title="Không có dòng nào" text={isFiltered ? 'Thử bỏ bớt điều kiện lọc.' : 'Các việc làm trong văn phòng sẽ hiện ở đây.'} />}
        columns={[
          { key: 'at', header: 'Thời điểm', cell: (row) => <span className="nowrap">{row.at}</span> },
          { key: 'who', header: 'Người thực hiện', cell: (row) => row.staffName ?? <span className="muted">Chưa đăng nhập / hệ thống</span> },
          { key: 'what', header: 'Việc', rowHeader: true, cell: (row) => row.words },
          {
            key: 'target',
            header: 'Đối tượng',
            cell: (row) => (
              <span>
                {row.what}
                {row.note === null ? null : <span className="cell-note">{row.note}</span>}
              </span>
            ),
          },
        ]}
      />
      <Pagination page={page} pageCount={pageCount} hrefFor={(number) => auditHref(query, number)} label="Các trang nhật ký" />
      {head === null ? null : (
        <Card title="Làm sao biết nhật ký còn nguyên?">
          <p>
            Mỗi dòng mang mã của dòng trước nó. Sửa, xóa, chèn hay đổi chỗ một dòng cũ thì các mã không còn khớp. Mã dưới đây là mã của dòng mới nhất; chép lại ở nơi khác (sổ công tác, thư gửi
            cơ quan quản lý) thì sau này không ai cắt bớt phần cuối mà không bị phát hiện.
          </p>
          <p>
            Mã đầu nhật ký lúc {head.at}, sau {head.lines} dòng:
          </p>
          <p>
            <code>{head.hash}</code>
          </p>
          <CopyButton text={head.hash} label="Chép mã" size="small" />
          <p className="muted">
            Người quản trị máy chủ kiểm bằng lệnh <code>npm run verify -- --audit-head MÃ</code>. Lệnh sao lưu cũng in mã này.
          </p>
        </Card>
      )}
    </>
  )
}
