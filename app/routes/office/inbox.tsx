import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { limitsOf, loadCalendar } from '#app/calendar/index.ts'
import { countConditions, writeFilter } from '#app/cases/inbox-filter.ts'
import { inboxPageSize, inboxViews } from '#app/cases/inbox-views.ts'
import type { InboxView } from '#app/cases/inbox-views.ts'
import { caseWorkers, inboxCounts, kindsFor, listInbox, listSavedFilters, mostSavedFilters, readFilter, seenBy } from '#app/cases/index.ts'
import { requireStaff } from '#app/http/require-staff.ts'
import { formatDate, formatNumber } from '#app/i18n/format.ts'
import { listFields, listPlaces } from '#app/schools/index.ts'
import { may } from '#app/staff/index.ts'
import { Badge } from '#app/ui/Badge.tsx'
import { ButtonLink } from '#app/ui/Button.tsx'
import { DataTable } from '#app/ui/DataTable.tsx'
import type { Column } from '#app/ui/DataTable.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { Fold, FoldLinks } from '#app/ui/Fold.tsx'
import { Icon } from '#app/ui/Icon.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { Pagination } from '#app/ui/Pagination.tsx'
import { Tabs } from '#app/ui/Tabs.tsx'
import { EscalatedBadge, KindBadge, MergedBadge, OutgoingBadge, ReopenedBadge, StateBadge } from './case/badges.tsx'
import { DueBadge, promiseWords } from './case/due.tsx'
import { BulkBar, TickAll, TickBox } from './inbox/BulkBar.tsx'
import { exportPath } from './inbox/export-path.ts'
import { FilterForm } from './inbox/FilterForm.tsx'
import { PeopleList, RowAssign } from './inbox/RowAssign.tsx'
import { SavedFilterLinks } from './inbox/SavedFilterLinks.tsx'
import { caseHref, listHref } from './list-place.ts'

export const meta: MetaFunction = () => [{ title: 'Hộp phản ánh · Lắng Nghe' }]

const viewLabels: Record<InboxView, string> = {
  waiting: 'Cần xử lý',
  mine: 'Của tôi',
  overdue: 'Quá hạn',
  escalated: 'Đã báo cấp trên',
  unassigned: 'Chưa giao',
  approve: 'Chờ duyệt',
  publish: 'Chờ công khai',
  done: 'Đã xong',
  all: 'Tất cả',
}

/** What a phone folds away, and where it goes on. */
const folds = { views: 'cach-xem', search: 'tim-loc', list: 'danh-sach' } as const

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { staff, school, today, now } = await requireStaff(request, context, 'case:list')
  const { db, changes } = context
  const { searchParams } = new URL(request.url)
  const filter = readFilter(searchParams)
  const counts = await changes.remember(`inbox counts ${seenBy(school, staff, today)}`, () => inboxCounts(db, school, staff, today))
  const [{ rows, total, hasMore }, fields, places, people, saved, calendar] = await Promise.all([
    listInbox(db, school, staff, filter, today, counts),
    listFields(db, school),
    listPlaces(db, school),
    caseWorkers(db, school),
    listSavedFilters(db, staff),
    loadCalendar(db, school),
  ])
  return {
    filter,
    counts,
    total,
    hasMore,
    kinds: kindsFor(staff),
    fields: fields.map(({ id, name_vi }) => ({ value: id, label: name_vi })),
    places: places.map(({ id, name }) => ({ value: id, label: name })),
    people,
    saved,
    isFull: saved.length >= mostSavedFilters,
    allTicked: searchParams.get('chon') === 'ca-trang',
    rights: { acknowledge: may(staff.role, 'case:acknowledge'), assign: may(staff.role, 'case:assign'), export: may(staff.role, 'case:export') },
    rows: rows.map((row) => ({ ...row, dueWords: promiseWords(row, now, today, calendar, limitsOf(school)) })),
  }
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>['rows'][number]

export default function Inbox() {
  const { filter, counts, total, hasMore, kinds, fields, places, people, saved, isFull, allTicked, rights, rows } = useLoaderData<typeof loader>()
  const list = writeFilter(filter)
  const conditions = countConditions(filter)
  const page = filter.page ?? 1
  const counted = Math.ceil(total / inboxPageSize)
  // The counts are of whole views: under a filter only that of the list itself is known, and the others would promise what is not there.
  const countOf = (view: InboxView) => (conditions === 0 ? counts[view] : view === filter.view && !hasMore ? total : undefined)
  const mayTick = rights.acknowledge || rights.assign || rights.export
  const tickAllHref = `/office/phan-anh?${list === '' ? '' : `${list}&`}chon=ca-trang`
  const tickColumn: Column<Row> = {
    key: 'tick',
    header: <TickAll href={tickAllHref} />,
    shortLabel: 'Chọn',
    cell: (row) => <TickBox number={row.number} version={row.version} checked={allTicked} />,
  }
  const peopleOptions = people.map(({ id, name, jobTitle }) => ({ value: id, label: `${name} – ${jobTitle}` }))

  return (
    <>
      <PageHeader
        title="Hộp phản ánh"
        actions={
          rights.assign ? (
            <ButtonLink href="/office/phan-anh/khoi-luong" variant="secondary" icon="users">
              Khối lượng công việc
            </ButtonLink>
          ) : null
        }
      />
      <FoldLinks
        links={[
          { id: folds.views, about: 'Cách xem', label: viewLabels[filter.view], count: countOf(filter.view) },
          { id: folds.search, label: 'Tìm, lọc', count: conditions || undefined, counted: 'điều kiện đang đặt' },
        ]}
      />
      <Fold id={folds.views} after={folds.list}>
        <p className="lead">Báo động an toàn trẻ em chưa ai xử lý đứng đầu, rồi đến việc đến hạn trước. Thời gian chờ phụ huynh bổ sung không tính vào hạn.</p>
        <Tabs
          label="Cách xem"
          items={inboxViews.map((view) => ({
            href: listHref({ ...filter, page: 1 }, { view }),
            label: viewLabels[view],
            current: view === filter.view,
            count: countOf(view),
          }))}
        />
      </Fold>
      <Fold id={folds.search} after={folds.list}>
        <FilterForm filter={filter} kinds={kinds} fields={fields} people={peopleOptions} places={places} />
        <SavedFilterLinks filter={filter} saved={saved} isFull={isFull} />
      </Fold>
      <div className="result-line" id={folds.list}>
        <p className="result-count" role="status">
          {hasMore ? `Hơn ${formatNumber(total)}` : formatNumber(total)} hồ sơ
        </p>
        {/* On a phone the list has no head. */}
        {mayTick && rows.length > 0 ? (
          <div className="tick-page no-print">
            <TickAll href={tickAllHref} isLabelled />
          </div>
        ) : null}
        {rights.export && total > 0 ? (
          <a href={`${exportPath}?${writeFilter({ ...filter, page: 1 })}`} className="button button-quiet button-small">
            <Icon name="download" />
            Tải danh sách
          </a>
        ) : null}
      </div>
      <DataTable
        caption={viewLabels[filter.view]}
        hideCaption
        stack
        rows={rows}
        rowKey={(row) => row.id}
        rowClass={(row) => (row.alarmUnread || row.dueWords?.tone === 'danger' ? 'row-danger' : undefined)}
        empty={<NothingHere view={filter.view} isFiltered={conditions > 0} />}
        columns={[
          ...(mayTick ? [tickColumn] : []),
          {
            key: 'subject',
            header: 'Hồ sơ',
            rowHeader: true,
            cell: (row) => (
              <>
                <a href={caseHref(row.number, filter)} className="inbox-subject">
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
                    {row.alarmUnread ? 'An toàn trẻ em: chưa ai xử lý' : 'An toàn trẻ em'}
                  </Badge>
                ) : null}
                {row.toBeLookedAt ? <Badge tone="warning">Chờ xem lại</Badge> : null}
                <KindBadge kind={row.kind} />
                <span className="inbox-field">{row.fieldName}</span>
              </span>
            ),
          },
          {
            key: 'state',
            header: 'Trạng thái',
            cell: (row) => (
              <span className="badge-stack inbox-wrap">
                <StateBadge state={row.state} />
                {row.reopened ? <ReopenedBadge /> : null}
                {row.escalatedTo ? <EscalatedBadge to={row.escalatedTo} /> : null}
                {row.outgoingAt ? <OutgoingBadge sendAt={row.outgoingAt} /> : null}
                <MergedBadge merged={row.merged} followers={row.followers} />
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
          {
            key: 'assignee',
            header: 'Người xử lý',
            cell: (row) => (
              <div className="inbox-assignee">
                {row.assigneeName ?? 'Chưa giao'}
                {row.standInName === null ? null : ` (${row.standInName} thay)`}
                {/* An alarm for a child is taken on with a word to the sender, on its own page. */}
                {rights.assign && !(row.childSafety && row.state === 'submitted') ? <RowAssign number={row.number} version={row.version} state={row.state} list={list} /> : null}
              </div>
            ),
          },
        ]}
      />
      {rights.assign ? <PeopleList people={people} /> : null}
      {mayTick && rows.length > 0 ? <BulkBar rights={rights} people={peopleOptions} list={list} /> : null}
      <Pagination page={page} pageCount={hasMore ? Math.max(counted, page + (rows.length === inboxPageSize ? 1 : 0)) : counted} isOpenEnded={hasMore} hrefFor={(page) => listHref(filter, { page })} label="Trang của danh sách hồ sơ" />
    </>
  )
}

function NothingHere({ view, isFiltered }: { view: InboxView; isFiltered: boolean }) {
  if (isFiltered) return <EmptyState title="Không có hồ sơ nào khớp" text="Thử bớt điều kiện lọc hoặc tìm bằng từ khác." />
  if (view === 'overdue') return <EmptyState title="Không có hồ sơ quá hạn" text="Mọi hồ sơ đang trong hạn." />
  if (view === 'escalated') return <EmptyState title="Không có hồ sơ nào phải báo cấp trên" text="Hồ sơ quá hạn từ 1 ngày làm việc được báo lên và hiện ở đây." />
  if (view === 'waiting') return <EmptyState title="Không còn hồ sơ nào chờ xử lý" text="Ý kiến mới của phụ huynh sẽ hiện ở đây." />
  return <EmptyState title="Chưa có hồ sơ nào ở mục này" />
}
