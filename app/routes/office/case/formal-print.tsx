import { Fragment } from 'react'
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { dayOf } from '#app/calendar/days.ts'
import { openCase } from '#app/cases/index.ts'
import { eventLabels } from '#app/cases/words.ts'
import { requireStaff } from '#app/http/require-staff.ts'
import { formatDate } from '#app/i18n/format.ts'
import { authoritiesOn } from '#app/schools/index.ts'
import { BackLink } from '#app/ui/Breadcrumb.tsx'
import { DescriptionList } from '#app/ui/DescriptionList.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { PrintButton } from '#app/ui/PrintButton.tsx'
import { printedTime } from './printed-time.ts'
import { formalFacts } from './FormalFile.tsx'

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `Hồ sơ giải quyết ${data?.file.row.number ?? ''} · Lắng Nghe` }]

/** The formal file on paper (A4): the clock of the law, and every document with its date. The sender's name is not on it: it stands on a page of its own. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { staff, school, today, now } = await requireStaff(request, context, 'case:list')
  const file = await openCase(context.db, school, staff, params.number ?? '', now)
  if (!file?.formal) throw new Response('', { status: 404 })
  // A file that is decided keeps the name of whom the school answered to then.
  const authorities = await authoritiesOn(context.db, school, file.formal.decision_on ?? file.formal.refused_on ?? today)
  return { file, formal: file.formal, school: { name: school.name }, authority: authorities.find(({ kind }) => kind === 'governing')?.name ?? null, today }
}

/** The parts after the first two. */
const numerals = ['III', 'IV', 'V', 'VI']

export default function FormalPrint() {
  const { file, formal, school, authority, today } = useLoaderData<typeof loader>()
  const { row } = file
  const matter = row.kind === 'denunciation' ? 'TỐ CÁO' : 'KHIẾU NẠI'
  const text = (title: string, written: string | null) => (written ? [{ title, content: <p className="pre-line">{written}</p> }] : [])
  const parts = [
    ...text('Nội dung đơn', row.body),
    ...text('Biên bản đối thoại', formal.dialogue_record),
    ...text('Kết quả giải quyết', formal.decision_body),
    {
      title: 'Quá trình giải quyết',
      content: (
        <ol>
          {file.events.map((event) => (
            <li key={event.id}>
              {printedTime(event.at)}: {eventLabels[event.type as keyof typeof eventLabels] ?? event.type}
              {event.staffName ? ` (${event.staffName})` : ''}
            </li>
          ))}
        </ol>
      ),
    },
  ]
  return (
    <>
      {/* The paper begins with its own head. */}
      <div className="no-print">
        <PageHeader above={<BackLink href={`/office/phan-anh/${row.number}`}>Hồ sơ {row.number}</BackLink>} title="Bản in hồ sơ giải quyết" actions={<PrintButton label="In hồ sơ" />} />
      </div>
      <article className="formal-sheet">
        <header className="formal-sheet-head">
          <p>
            {authority ? <span>{authority.toUpperCase()}</span> : null}
            <strong>{school.name.toUpperCase()}</strong>
          </p>
          <p>
            <strong>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</strong>
            <strong>Độc lập – Tự do – Hạnh phúc</strong>
          </p>
        </header>
        <h2>HỒ SƠ GIẢI QUYẾT {matter}</h2>
        <p className="formal-sheet-sub">
          Số hồ sơ {row.number} · {row.subject}
        </p>
        <h3>I. Thời hạn theo luật</h3>
        <DescriptionList items={formalFacts(file, formal, today)} />
        <h3>II. Danh mục tài liệu</h3>
        <table>
          <thead>
            <tr>
              <th scope="col">TT</th>
              <th scope="col">Ngày</th>
              <th scope="col">Tài liệu</th>
              <th scope="col">Tác giả</th>
            </tr>
          </thead>
          <tbody>
            {documents().map((one, index) => (
              <tr key={`${one.on} ${one.what}`}>
                <td>{index + 1}</td>
                <td>{formatDate(one.on)}</td>
                <td>{one.what}</td>
                <td>{one.by}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {parts.map(({ title, content }, index) => (
          <Fragment key={title}>
            <h3>
              {numerals[index]}. {title}
            </h3>
            {content}
          </Fragment>
        ))}
        <p className="formal-sheet-foot">In ngày {formatDate(today)}</p>
      </article>
    </>
  )

  function documents() {
    const sender = 'Người gửi đơn'
    return [
      { on: row.submitted_on, what: `Đơn ${matter.toLowerCase()}`, by: sender },
      ...file.files.map((one) => ({ on: row.submitted_on, what: `Tệp kèm theo số ${one.nth}`, by: one.origin === 'parent' ? sender : school.name })),
      ...file.messages.filter(({ direction }) => direction !== 'internal').map((one) => ({ on: one.at, what: firstWords(one.body), by: one.direction === 'parent' ? sender : (one.staffName ?? school.name) })),
      ...(formal.dialogue_on && formal.dialogue_record ? [{ on: formal.dialogue_on, what: `Biên bản đối thoại tại ${formal.dialogue_place}`, by: school.name }] : []),
    ]
      .map((one) => ({ ...one, on: one.on.length === 10 ? one.on : dayOf(one.on) }))
      // Of one day they stay as they came, the letter first.
      .sort((a, b) => a.on.localeCompare(b.on))
  }
}

function firstWords(text: string): string {
  const line = text.split('\n', 1)[0] ?? ''
  return line.length <= 120 ? line : `${line.slice(0, 120)}…`
}
