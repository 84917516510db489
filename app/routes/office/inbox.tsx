import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { limitsOf, loadCalendar } from '#app/calendar/index.ts'
import { inboxPageSize, inboxViews } from '#app/cases/inbox-views.ts'
import type { InboxView } from '#app/cases/inbox-views.ts'
import { inboxCounts, listInbox } from '#app/cases/index.ts'
import { kindLabels, stateLabels } from '#app/cases/words.ts'
import { requireStaff } from '#app/http/require-staff.ts'
import { formatDate, formatNumber } from '#app/i18n/format.ts'
import { listFields } from '#app/schools/index.ts'
import { Badge } from '#app/ui/Badge.tsx'
import { DataTable } from '#app/ui/DataTable.tsx'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { FilterBar } from '#app/ui/FilterBar.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { Pagination } from '#app/ui/Pagination.tsx'
import { Select } from '#app/ui/Select.tsx'
import { Tabs } from '#app/ui/Tabs.tsx'
import { TextField } from '#app/ui/TextField.tsx'
import type { CaseKind, CaseState } from '#db/schema.ts'
import { KindBadge, ReopenedBadge, StateBadge } from './case/badges.tsx'
import { DueBadge, dueWords } from './case/due.tsx'

export const meta: MetaFunction = () => [{ title: 'Hộp phản ánh · Lắng Nghe' }]

const viewLabels: Record<InboxView, string> = {
  waiting: 'Cần xử lý',
  mine: 'Của tôi',
  overdue: 'Quá hạn',
  unassigned: 'Chưa giao',
  approve: 'Chờ duyệt',
  publish: 'Chờ công khai',
  done: 'Đã xong',
  all: 'Tất cả',
}

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { staff, school, today } = await requireStaff(request, context, 'case:list')
  const { searchParams } = new URL(request.url)
  const filter = {
    view: oneOf(inboxViews, searchParams.get('xem')) ?? 'waiting',
    q: searchParams.get('q')?.slice(0, 100) ?? '',
    kind: oneOf(Object.keys(kindLabels) as CaseKind[], searchParams.get('loai')),
    state: oneOf(Object.keys(stateLabels) as CaseState[], searchParams.get('trang-thai')),
    fieldId: searchParams.get('linh-vuc') || undefined,
    page: Number(/^[1-9]\d{0,4}$/.exec(searchParams.get('trang') ?? '')?.[0] ?? 1),
  }
  const [{ rows, total }, counts, fields, calendar] = await Promise.all([
    listInbox(context.db, school, staff, filter, today),
    inboxCounts(context.db, school, staff, today),
    listFields(context.db, school),
    loadCalendar(context.db, school),
  ])
  return {
    filter,
    counts,
    total,
    fields: fields.map(({ id, name_vi }) => ({ value: id, label: name_vi })),
    rows: rows.map((row) => ({ ...row, dueWords: row.due === null ? null : dueWords(row.due, today, calendar, limitsOf(school)) })),
  }
}

function oneOf<T extends string>(allowed: readonly T[], value: string | null): T | undefined {
  return allowed.find((item) => item === value)
}

type Filter = ReturnType<typeof useLoaderData<typeof loader>>['filter']

/** The address of the same list with something changed. */
function hrefWith(filter: Filter, change: Partial<Filter>): string {
  const { view, q, kind, state, fieldId, page } = { ...filter, ...change }
  const query = new URLSearchParams()
  if (view !== 'waiting') query.set('xem', view)
  if (q) query.set('q', q)
  if (kind) query.set('loai', kind)
  if (state) query.set('trang-thai', state)
  if (fieldId) query.set('linh-vuc', fieldId)
  if (page > 1) query.set('trang', String(page))
  return query.size === 0 ? '/office/phan-anh' : `/office/phan-anh?${query}`
}

export default function Inbox() {
  const { filter, counts, total, fields, rows } = useLoaderData<typeof loader>()
  const isFiltered = filter.q !== '' || filter.kind !== undefined || filter.state !== undefined || filter.fieldId !== undefined
  const options = (labels: Record<string, string>) => Object.entries(labels).map(([value, label]) => ({ value, label }))

  return (
    <>
      <PageHeader title="Hộp phản ánh" lead="Việc đến hạn trước đứng trước. Thời gian chờ phụ huynh bổ sung không tính vào hạn." />
      <Tabs
        label="Cách xem"
        items={inboxViews.map((view) => ({
          href: hrefWith({ ...filter, page: 1 }, { view }),
          label: viewLabels[view],
          current: view === filter.view,
          count: counts[view],
        }))}
      />
      <FilterBar action="/office/phan-anh" label="Tìm hồ sơ" resetHref={isFiltered ? hrefWith({ ...filter, page: 1 }, { q: '', kind: undefined, state: undefined, fieldId: undefined }) : undefined}>
        {filter.view === 'waiting' ? null : <input type="hidden" name="xem" value={filter.view} />}
        <TextField name="q" type="search" label="Số hồ sơ hoặc vài từ" defaultValue={filter.q} />
        <Disclosure summary="Lọc theo lĩnh vực, loại, trạng thái" open={filter.kind !== undefined || filter.state !== undefined || filter.fieldId !== undefined}>
          <div className="form-row">
            <Select name="linh-vuc" label="Lĩnh vực" placeholder="Tất cả" options={fields} defaultValue={filter.fieldId ?? ''} />
            <Select name="loai" label="Loại" placeholder="Tất cả" options={options(kindLabels)} defaultValue={filter.kind ?? ''} />
            <Select name="trang-thai" label="Trạng thái" placeholder="Tất cả" options={options(stateLabels)} defaultValue={filter.state ?? ''} />
          </div>
        </Disclosure>
      </FilterBar>
      <p className="result-count" role="status">
        {formatNumber(total)} hồ sơ
      </p>
      <DataTable
        caption={viewLabels[filter.view]}
        hideCaption
        stack
        rows={rows}
        rowKey={(row) => row.id}
        rowClass={(row) => (row.dueWords?.tone === 'danger' ? 'row-danger' : undefined)}
        empty={<NothingHere view={filter.view} isFiltered={isFiltered} />}
        columns={[
          {
            key: 'subject',
            header: 'Hồ sơ',
            rowHeader: true,
            cell: (row) => (
              <>
                <a href={`/office/phan-anh/${row.number}`} className="inbox-subject">
                  {row.subject}
                </a>
                <span className="inbox-number">
                  {row.number} · nhận {formatDate(row.receivedOn)}
                </span>
              </>
            ),
          },
          {
            key: 'kind',
            header: 'Loại, lĩnh vực',
            cell: (row) => (
              <span className="badge-stack inbox-wrap">
                {row.childSafety ? (
                  <Badge tone="danger" icon="shield">
                    An toàn trẻ em
                  </Badge>
                ) : null}
                <KindBadge kind={row.kind} />
                <span className="inbox-field">{row.fieldName}</span>
              </span>
            ),
          },
          {
            key: 'state',
            header: 'Trạng thái',
            cell: (row) => (
              <span className="badge-stack">
                <StateBadge state={row.state} />
                {row.reopened ? <ReopenedBadge /> : null}
              </span>
            ),
          },
          {
            key: 'due',
            header: 'Hạn',
            cell: (row) =>
              row.dueWords ? (
                <span className="inbox-wrap">
                  <DueBadge words={row.dueWords} />
                </span>
              ) : (
                '—'
              ),
          },
          { key: 'assignee', header: 'Người xử lý', cell: (row) => <span className="inbox-assignee">{row.assigneeName ?? 'Chưa giao'}</span> },
        ]}
      />
      <Pagination page={filter.page} pageCount={Math.ceil(total / inboxPageSize)} hrefFor={(page) => hrefWith(filter, { page })} label="Trang của danh sách hồ sơ" />
    </>
  )
}

function NothingHere({ view, isFiltered }: { view: InboxView; isFiltered: boolean }) {
  if (isFiltered) return <EmptyState title="Không có hồ sơ nào khớp" text="Thử bớt điều kiện lọc hoặc tìm bằng từ khác." />
  if (view === 'overdue') return <EmptyState title="Không có hồ sơ quá hạn" text="Mọi hồ sơ đang trong hạn." />
  if (view === 'waiting') return <EmptyState title="Không còn hồ sơ nào chờ xử lý" text="Ý kiến mới của phụ huynh sẽ hiện ở đây." />
  return <EmptyState title="Chưa có hồ sơ nào ở mục này" />
}
