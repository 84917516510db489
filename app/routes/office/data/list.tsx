import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { limitsOf, loadCalendar } from '#app/calendar/index.ts'
import { kindLabels } from '#app/cases/words.ts'
import { requireStaff } from '#app/http/require-staff.ts'
import { formatDate } from '#app/i18n/format.ts'
import { listRequests, upcomingRemovals } from '#app/privacy/index.ts'
import { requestKindLabels, requestPath, requestStateLabels } from '#app/privacy/words.ts'
import { pathFor } from '#app/schools/urls.ts'
import { Badge } from '#app/ui/Badge.tsx'
import { Card } from '#app/ui/Card.tsx'
import { DataTable } from '#app/ui/DataTable.tsx'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { DueBadge, dueWords } from '../case/due.tsx'

export const meta: MetaFunction = () => [{ title: 'Dữ liệu cá nhân · Lắng Nghe' }]

/** How far ahead the list of what will be removed looks. */
const daysAhead = 60

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { staff, school, today } = await requireStaff(request, context, 'privacy:manage')
  const { db } = context
  const [requests, calendar, upcoming] = await Promise.all([
    listRequests(db, school, staff),
    loadCalendar(db, school),
    staff.role === 'principal' ? upcomingRemovals(db, school, staff, today, daysAhead) : null,
  ])
  const limits = limitsOf(school)
  return {
    requests: requests.map((line) => ({ ...line, dueWords: line.due === null ? null : dueWords(line.due, today, calendar, limits) })),
    upcoming,
    noticeHref: pathFor('vi', school, '/rieng-tu'),
    wordingsHref: pathFor('vi', school, '/rieng-tu/loi-dong-y'),
  }
}

export default function DataRequests() {
  const { requests, upcoming, noticeHref, wordingsHref } = useLoaderData<typeof loader>()
  const open = requests.filter((line) => line.due !== null)
  const ended = requests.filter((line) => line.due === null)
  return (
    <>
      <PageHeader
        title="Dữ liệu cá nhân"
        lead="Phụ huynh có quyền xem, sửa, rút lại sự đồng ý, hạn chế và xóa dữ liệu của mình. Luật định thời hạn cho từng yêu cầu, tính từ ngày nhà trường nhận được."
      />
      <section className="stack" aria-labelledby="dang-cho">
        <h2 id="dang-cho">
          Đang chờ nhà trường {open.length > 0 ? <span className="count">{open.length}</span> : null}
        </h2>
        {open.length === 0 ? <EmptyState title="Không có yêu cầu nào đang chờ" text="Phụ huynh gửi yêu cầu từ trang hồ sơ của mình bằng mã tra cứu. Khi có, thầy/cô nhận thư báo." /> : <Requests lines={open} caption="Yêu cầu đang chờ, sớm đến hạn trước" />}
      </section>
      {ended.length > 0 ? (
        <Disclosure summary={`Đã xong (${ended.length})`}>
          <Requests lines={ended} caption="Yêu cầu đã xong, mới nhất trước" />
        </Disclosure>
      ) : null}
      {upcoming === null ? null : <Upcoming upcoming={upcoming} />}
      <p>
        Phụ huynh đọc: <a href={noticeHref}>Thông báo về dữ liệu cá nhân</a> · <a href={wordingsHref}>Mọi bản lời đồng ý từng dùng</a>
      </p>
    </>
  )
}

type Loaded = ReturnType<typeof useLoaderData<typeof loader>>

function Requests({ lines, caption }: { lines: Loaded['requests']; caption: string }) {
  return (
    <Card>
      <DataTable
        caption={caption}
        hideCaption
        stack
        rows={lines}
        rowKey={(line) => line.id}
        columns={[
          { key: 'kind', header: 'Yêu cầu', rowHeader: true, cell: (line) => <a href={requestPath(line.id)}>{requestKindLabels[line.kind]}</a> },
          { key: 'case', header: 'Hồ sơ', cell: (line) => <span className="num">{line.number}</span> },
          { key: 'caseKind', header: 'Loại', cell: (line) => kindLabels[line.caseKind] },
          { key: 'received', header: 'Nhận ngày', cell: (line) => formatDate(line.receivedOn) },
          {
            key: 'due',
            header: 'Việc tiếp theo',
            cell: (line) => (
              <span className="cluster">
                <Badge tone={line.state === 'done' ? 'success' : 'neutral'}>{requestStateLabels[line.state]}</Badge>
                {line.dueWords ? <DueBadge words={line.dueWords} /> : null}
                {line.endedOn ? formatDate(line.endedOn) : null}
              </span>
            ),
          },
        ]}
      />
    </Card>
  )
}

function Upcoming({ upcoming }: { upcoming: NonNullable<Loaded['upcoming']> }) {
  return (
    <section className="stack" aria-labelledby="sap-xoa">
      <h2 id="sap-xoa">
        Sắp xóa {upcoming.length > 0 ? <span className="count">{upcoming.length}</span> : null}
      </h2>
      <p>
        Mười hai tháng sau khi hồ sơ kết thúc, hệ thống tự xóa thông tin liên lạc, tệp gửi kèm và che thông tin cá nhân trong mọi nội dung. Số liệu không đổi. Xóa rồi không lấy lại được, nên
        danh sách này báo trước {daysAhead} ngày.
      </p>
      {upcoming.length === 0 ? (
        <p className="muted">Chưa có hồ sơ nào đến hạn trong {daysAhead} ngày tới.</p>
      ) : (
        <Card>
          <DataTable
            caption="Hồ sơ sắp được xóa dữ liệu cá nhân, sớm nhất trước"
            hideCaption
            stack
            rows={upcoming}
            rowKey={(one) => one.number}
            columns={[
              { key: 'on', header: 'Ngày', cell: (one) => formatDate(one.on) },
              { key: 'case', header: 'Hồ sơ', rowHeader: true, cell: (one) => <a href={`/office/phan-anh/${one.number}`}>{one.subject}</a> },
              { key: 'number', header: 'Số', cell: (one) => <span className="num">{one.number}</span> },
              { key: 'what', header: 'Sẽ xóa', cell: (one) => (one.isKeptByLaw ? 'Thông tin liên lạc; nội dung khiếu nại, tố cáo được giữ theo luật' : one.hasContact ? 'Thông tin liên lạc, thông tin cá nhân trong nội dung' : 'Thông tin cá nhân trong nội dung') },
            ]}
          />
        </Card>
      )}
    </section>
  )
}
