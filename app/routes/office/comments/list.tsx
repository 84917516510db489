import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { recordAudit } from '#app/audit/index.ts'
import { loadCalendar } from '#app/calendar/index.ts'
import { commentMonths, commentsKeptUntil, commentsPerPage, fileCase, findComment, listComments, moodCounts, moveComment, readableRounds, readCommentFilter, themeCounts, themesOf } from '#app/comments/index.ts'
import { commentsHref, commentsPath, longestCommentSearch, moods } from '#app/comments/list-filter.ts'
import { otherTheme } from '#app/comments/themes.ts'
import { readForm } from '#app/http/forms.ts'
import { requireStaff } from '#app/http/require-staff.ts'
import { formatDate, formatNumber } from '#app/i18n/format.ts'
import { may } from '#app/staff/index.ts'
import { insideThreshold, publicThreshold } from '#app/statistics/index.ts'
import type { Round } from '#db/schema.ts'
import { Badge } from '#app/ui/Badge.tsx'
import { Button } from '#app/ui/Button.tsx'
import { Card } from '#app/ui/Card.tsx'
import { DataTable } from '#app/ui/DataTable.tsx'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { FilterBar } from '#app/ui/FilterBar.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { Pagination } from '#app/ui/Pagination.tsx'
import { Checkbox } from '#app/ui/RadioGroup.tsx'
import { Select } from '#app/ui/Select.tsx'
import { HiddenField, TextField } from '#app/ui/TextField.tsx'
import { done } from '../done.ts'

export const meta: MetaFunction = () => [{ title: 'Góp ý khảo sát · Lắng Nghe' }]

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { staff, school, now, today } = await requireStaff(request, context, 'comment:view')
  const { db } = context
  const filter = readCommentFilter(new URL(request.url).searchParams)
  const rounds = await readableRounds(db, school)
  const round = rounds.find(({ id }) => id === filter.roundId)
  if (filter.roundId !== undefined && !round) {
    // A round of this school that may not be read yet is told so; another school's is not there.
    const own = await db.selectFrom('rounds').select('name_vi').where('id', '=', filter.roundId).where('school_id', '=', school.id).executeTakeFirst()
    if (!own) throw new Response('', { status: 404 })
    return { ...nothing(filter), tooSoon: own.name_vi, rounds: options(rounds), mayManage: false }
  }
  const list = await listComments(db, school, staff, rounds, filter)
  if (list.rows.length > 0) await recordAudit(db, { schoolId: school.id, staffId: staff.id, action: 'comment:open', ...(round ? { target: round.id } : {}), at: now })
  const told = round ? await moodCounts(db, round) : null
  return {
    filter,
    tooSoon: null,
    rounds: options(rounds),
    roundName: round?.name_vi ?? null,
    kept: round ? keptFor(round, today) : null,
    list,
    pageCount: Math.ceil(list.total / commentsPerPage),
    themes: [...themesOf(school), otherTheme].map(({ code, vi }) => ({ value: code, label: vi })),
    moods: told ? moods.filter(({ value }) => (told.get(value) ?? 0) > 0).map(({ address, label }) => ({ value: address, label })) : [],
    counts: round ? await themeCounts(db, school, staff, round) : [],
    mayManage: may(staff.role, 'school:manage'),
  }
}

function options(rounds: readonly { id: string; name_vi: string }[]) {
  return rounds.map(({ id, name_vi }) => ({ value: id, label: name_vi }))
}

/** How long the words of a round are kept, and whether they are gone. */
function keptFor(round: Round, today: string) {
  const until = commentsKeptUntil(round)
  return until === null ? null : { until, months: commentMonths, isOver: until <= today }
}

function nothing(filter: ReturnType<typeof readCommentFilter>) {
  return { filter, roundName: null, kept: null, list: { rows: [], total: 0, moodHidden: false }, pageCount: 0, themes: [], moods: [], counts: [] }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { staff, school, now } = await requireStaff(request, context, 'comment:view')
  const { db } = context
  const form = await readForm(request)
  const id = form.get('id') ?? ''
  const back = commentsHref(readCommentFilter(new URL(request.url).searchParams))
  switch (form.get('viec')) {
    case 'chuyen': {
      const result = await moveComment(db, school, staff, id, form.get('theme') ?? '', { staff, now })
      if (result === 'not-found') throw new Response('', { status: 404 })
      if (result === 'no-such-theme') return data({ id, errors: [{ field: `theme-${id}`, message: 'Chủ đề này không còn trong danh mục. Vui lòng chọn lại.' }] }, { status: 422 })
      return done(back, 'chuyen-chu-de')
    }
    case 'lap-ho-so': {
      const comment = await findComment(db, school, staff, id)
      if (!comment) throw new Response('', { status: 404 })
      const deps = { secrets: context.secrets, publicOrigin: context.config.publicOrigin }
      const { isNew } = await fileCase(db, deps, school, { calendar: await loadCalendar(db, school), roundId: comment.round_id, textHash: comment.text_hash, words: comment.comment ?? '', theme: comment.theme, staffId: staff.id }, now)
      return done(back, isNew ? 'lap-ho-so' : 'da-lap-ho-so')
    }
    default:
      throw new Response('', { status: 400 })
  }
}

export default function Comments() {
  const page = useLoaderData<typeof loader>()
  const { filter, counts } = page
  const failed = useActionData<typeof action>()
  const isFiltered = filter.q !== undefined || filter.theme !== undefined || filter.mood !== undefined || filter.noCase === true
  return (
    <>
      <PageHeader title="Góp ý khảo sát" lead="Điều phụ huynh viết thêm trong phiếu, của các đợt đã đóng. Xếp ngẫu nhiên, không kèm ngày, nơi gửi hay câu trả lời." />
      <ErrorSummary errors={failed?.errors ?? []} />
      {page.rounds.length === 0 || page.tooSoon !== null ? (
        <TooSoon roundName={page.tooSoon} />
      ) : (
        <>
          <FilterBar action={commentsPath} label="Tìm góp ý" resetHref={isFiltered || filter.roundId ? commentsPath : undefined}>
            <TextField name="q" type="search" label="Vài từ, có dấu hay không" maxLength={longestCommentSearch} defaultValue={filter.q ?? ''} />
            <Select name="dot" label="Đợt" placeholder="Mọi đợt" options={page.rounds} defaultValue={filter.roundId ?? ''} />
            <Select name="chu-de" label="Chủ đề" placeholder="Mọi chủ đề" options={page.themes} defaultValue={filter.theme ?? ''} />
            {page.moods.length > 0 ? (
              <Select name="muc" label="Mức hài lòng chung" placeholder="Mọi mức" options={page.moods} defaultValue={moods.find(({ value }) => value === filter.mood)?.address ?? ''} />
            ) : null}
            <Checkbox name="chua-lap" value="1" label="Chưa lập hồ sơ" defaultChecked={filter.noCase === true} />
          </FilterBar>
          {counts.length > 0 ? <ThemeTable page={page} /> : null}
          <List page={page} isFiltered={isFiltered} failedId={failed?.id} error={failed?.errors[0]?.message} />
          <Notice title="Đọc để hiểu, không để tìm người viết">
            <p>
              Chỉ hiệu trưởng và người điều phối đọc được trang này, và mỗi lần mở đều ghi vào nhật ký. Góp ý nhắc tên ai thì người đó không thấy. Không đăng nguyên văn; nhà trường trả lời chung trong bản tóm tắt của đợt.
            </p>
          </Notice>
          {page.mayManage ? (
            <p>
              <a href="/office/cai-dat/chu-de">Sửa chủ đề và từ khóa</a>
            </p>
          ) : null}
        </>
      )}
    </>
  )
}

type Page = ReturnType<typeof useLoaderData<typeof loader>>

function TooSoon({ roundName }: { roundName: string | null }) {
  const rule = `Góp ý đọc được khi đợt đã đóng và có từ ${publicThreshold} phiếu, để không ai đoán ra người viết.`
  return roundName === null ? (
    <EmptyState title="Chưa có góp ý nào để đọc" text={rule} />
  ) : (
    <EmptyState title={`Chưa đọc được góp ý của ${roundName}`} text={rule} action={<a href={commentsPath}>Góp ý của các đợt khác</a>} />
  )
}

function List({ page, isFiltered, failedId, error }: { page: Page; isFiltered: boolean; failedId: string | undefined; error: string | undefined }) {
  const { filter, list } = page
  if (list.moodHidden) {
    return (
      <EmptyState
        title="Mức này có quá ít góp ý"
        text={`Dưới ${insideThreshold} góp ý thì không xếp theo mức hài lòng, để không lộ ai đã chọn gì. Mức hài lòng chỉ xem được trong từng đợt.`}
        action={<a href={commentsHref({ ...filter, mood: undefined })}>Xem mọi mức</a>}
      />
    )
  }
  if (list.total === 0) {
    return page.kept?.isOver ? (
      <EmptyState title="Góp ý của đợt này đã được xóa" text={`Góp ý được giữ ${page.kept.months} tháng sau khi đợt đóng. Số liệu, bản tóm tắt và các hồ sơ đã lập vẫn còn.`} />
    ) : isFiltered ? (
      <EmptyState title="Không có góp ý nào như vậy" text="Thử ít từ hơn, hoặc bỏ bớt điều kiện lọc." />
    ) : (
      <EmptyState title="Không ai viết thêm góp ý" text="Phiếu không bắt buộc viết; các con số vẫn nói đủ." />
    )
  }
  return (
    <section className="stack" aria-label="Các góp ý">
      <p className="muted" role="status">
        {formatNumber(list.total)} góp ý{page.kept ? `, giữ đến ${formatDate(page.kept.until)} rồi tự xóa` : ''}
      </p>
      <ul className="plain-list comments">
        {list.rows.map((row) => (
          <li key={row.id} className="original stack-s">
            <p className="pre-line">{row.words}</p>
            <p className="cluster">
              <Badge>{page.themes.find(({ value }) => value === row.theme)?.label ?? otherTheme.vi}</Badge>
              {page.roundName === null ? <span className="muted">{row.roundName}</span> : null}
              {row.madeCase === null ? null : row.madeCase.number === null ? <span className="muted">Đã lập hồ sơ</span> : <a href={`/office/phan-anh/${row.madeCase.number}`}>Hồ sơ {row.madeCase.number}</a>}
            </p>
            <Disclosure summary="Xử lý góp ý này" open={failedId === row.id}>
              <form method="post" className="form-row">
                <HiddenField name="id" value={row.id} />
                <HiddenField name="viec" value="chuyen" />
                <Select name="theme" id={`theme-${row.id}`} label="Chủ đề" placeholder={null} options={page.themes} defaultValue={row.theme} error={failedId === row.id ? error : undefined} />
                <Button variant="secondary">Chuyển chủ đề</Button>
              </form>
              {row.madeCase === null ? (
                <form method="post" className="stack-s">
                  <HiddenField name="id" value={row.id} />
                  <HiddenField name="viec" value="lap-ho-so" />
                  <p>
                    Hồ sơ ẩn danh, tính hạn từ hôm nay, và ai xem được hộp phản ánh đều đọc được nguyên văn. Không trả lời riêng được cho người viết: kết quả được nêu trong bản tóm tắt của đợt.
                  </p>
                  <Button>Lập hồ sơ từ ý kiến này</Button>
                </form>
              ) : null}
            </Disclosure>
          </li>
        ))}
      </ul>
      <Pagination page={filter.page} pageCount={page.pageCount} hrefFor={(number) => commentsHref({ ...filter, page: number })} />
    </section>
  )
}

function ThemeTable({ page }: { page: Page }) {
  const { filter, counts } = page
  const told = moods.filter(({ address }) => page.moods.some(({ value }) => value === address))
  return (
    <Card title={`Theo chủ đề · ${page.roundName ?? ''}`}>
      <DataTable
        caption="Số góp ý theo chủ đề và mức hài lòng chung"
        hideCaption
        stack
        rows={counts}
        rowKey={(row) => row.code}
        columns={[
          {
            key: 'theme',
            header: 'Chủ đề',
            rowHeader: true,
            cell: (row) => <a href={commentsHref({ roundId: filter.roundId, theme: row.code })}>{page.themes.find(({ value }) => value === row.code)?.label ?? otherTheme.vi}</a>,
          },
          { key: 'total', header: 'Góp ý', align: 'end', cell: (row) => formatNumber(row.total) },
          ...told.map(({ value, label }) => ({ key: value, header: label, align: 'end' as const, cell: (row: (typeof counts)[number]) => (row.moods[value] === null ? '–' : formatNumber(row.moods[value])) })),
        ]}
      />
      <p className="muted">“–”: dưới {insideThreshold} góp ý, hoặc con số có thể làm lộ ô khác.</p>
    </Card>
  )
}
