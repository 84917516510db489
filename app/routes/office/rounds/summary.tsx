import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { stateLabels } from '#app/cases/words.ts'
import { approveSummary, casesOfRound, checkSummary, discardSummary, entriesOf, returnSummary, saveSummary, submitSummary, summaryRound, summaryVersions, themesToSumUp, withdrawSummary } from '#app/comments/index.ts'
import type { SummaryEntry, SummaryResult } from '#app/comments/index.ts'
import { commentsHref } from '#app/comments/list-filter.ts'
import { summaryLimits } from '#app/comments/summary-limits.ts'
import { formValues, readForm } from '#app/http/forms.ts'
import { requireStaff } from '#app/http/require-staff.ts'
import { formatDate, formatNumber } from '#app/i18n/format.ts'
import { publicThreshold } from '#app/statistics/index.ts'
import { findRound } from '#app/surveys/index.ts'
import { pathFor } from '#app/schools/urls.ts'
import { Badge } from '#app/ui/Badge.tsx'
import { Breadcrumb } from '#app/ui/Breadcrumb.tsx'
import { Button } from '#app/ui/Button.tsx'
import { Card } from '#app/ui/Card.tsx'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { Checkbox } from '#app/ui/RadioGroup.tsx'
import { TextArea } from '#app/ui/TextArea.tsx'
import { HiddenField } from '#app/ui/TextField.tsx'
import { done } from '../done.ts'
import type { Done } from '../done.ts'
import { errorOf, formFields } from '../form-state.ts'
import type { FormState } from '../form-state.ts'

export const meta: MetaFunction = () => [{ title: 'Phụ huynh nói gì – nhà trường trả lời · Lắng Nghe' }]

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { staff, school } = await requireStaff(request, context, 'comment:view')
  const { db } = context
  const found = await findRound(db, school, params.id ?? '')
  if (!found) throw new Response('', { status: 404 })
  const round = await summaryRound(db, school, found.id)
  if (!round) return { tooSoon: true as const, round: { id: found.id, name: found.name_vi } }
  const versions = await summaryVersions(db, round)
  const atWork = versions.find(({ state }) => state === 'draft' || state === 'waiting')
  const published = versions.find(({ state }) => state === 'published')
  const start = atWork ?? published ?? versions.find(({ state }) => state === 'withdrawn')
  const entries = start ? entriesOf(start) : []
  const names = new Map((await db.selectFrom('staff').select(['id', 'name']).where('school_id', '=', school.id).execute()).map(({ id, name }) => [id, name]))
  return {
    tooSoon: false as const,
    round: { id: round.id, name: round.name_vi },
    atWork: atWork
      ? { state: atWork.state, revision: atWork.revision, entries: entriesOf(atWork), correction: atWork.correction ?? '', note: atWork.note, writtenBy: names.get(atWork.written_by) ?? '', isMine: atWork.written_by === staff.id, check: await checkSummary(db, school, round, atWork) }
      : null,
    published: published ? { revision: published.revision, publishedOn: published.published_on, approvedBy: names.get(published.approved_by ?? '') ?? '' } : null,
    needsCorrection: versions.some(({ published_on }) => published_on !== null),
    past: versions.filter(({ published_on }) => published_on !== null).map(({ number, published_on, ended_on, state, correction, withdrawal_reason }) => ({ number, publishedOn: published_on!, endedOn: ended_on, state, correction, withdrawalReason: withdrawal_reason })),
    entries,
    themes: await themesToSumUp(db, school, staff, round, entries),
    cases: await casesOfRound(db, staff, round),
    publicHref: `${pathFor('vi', school, '/ty-le-hai-long')}?dot=${round.id}#phu-huynh-noi-gi`,
  }
}

const tooSoonWords = `Góp ý đọc được khi đợt đã đóng và có từ ${publicThreshold} phiếu; khi đó mới tóm tắt được.`

const doneAs = { luu: 'luu', trinh: 'tt-trinh', 'tra-lai': 'tt-tra-lai', duyet: 'tt-cong-bo', go: 'tt-go', bo: 'tt-bo' } as const satisfies Record<string, Done>

export async function action({ request, context, params }: ActionFunctionArgs) {
  const { staff, school, now } = await requireStaff(request, context, 'comment:view')
  const { db } = context
  const found = await findRound(db, school, params.id ?? '')
  if (!found) throw new Response('', { status: 404 })
  const form = await readForm(request)
  const round = await summaryRound(db, school, found.id)
  if (!round) return data<FormState>({ errors: [{ field: 'viec', message: tooSoonWords }], values: formValues(form) }, { status: 422 })
  const at = { staff, now, school, round }
  const revision = Number(form.get('revision') ?? '0')
  const task = form.get('viec') ?? ''
  const refuse = (errors: FormState['errors']) => data<FormState>({ errors, values: formValues(form) }, { status: 422 })
  const words = (name: string) => (form.get(name) ?? '').trim().toWellFormed()

  let result: SummaryResult
  switch (task) {
    case 'luu':
    case 'trinh': {
      const versions = await summaryVersions(db, round)
      const newest = versions.find(({ state }) => state !== 'replaced')
      const { entries, errors } = readEntries(words, await themesToSumUp(db, school, staff, round, newest ? entriesOf(newest) : []))
      const correction = words('correction')
      if (correction.length > summaryLimits.correction) errors.push({ field: 'correction', message: `Tối đa ${summaryLimits.correction} ký tự.` })
      if (task === 'trinh') {
        if (errors.length === 0 && entries.length === 0) errors.push({ field: 'viec', message: 'Vui lòng viết về ít nhất một chủ đề.' })
        for (const { theme, said, answer } of entries) {
          if (said === '') errors.push({ field: `said-${theme}`, message: 'Vui lòng tóm tắt phụ huynh nói gì.' })
          if (answer === '') errors.push({ field: `answer-${theme}`, message: 'Vui lòng viết nhà trường trả lời thế nào.' })
        }
        if (versions.some(({ published_on }) => published_on !== null) && correction === '') errors.push({ field: 'correction', message: 'Vui lòng nêu đã sửa gì so với bản trước; câu này được công khai.' })
      }
      if (errors.length > 0) return refuse(errors)
      result = await saveSummary(db, at, revision, { entries, correction })
      if (result === 'done' && task === 'trinh') result = await submitSummary(db, at, revision + 1)
      break
    }
    case 'tra-lai':
      if (words('note').length > summaryLimits.note) return refuse([{ field: 'note', message: `Tối đa ${summaryLimits.note} ký tự.` }])
      result = await returnSummary(db, at, revision, words('note'))
      break
    case 'duyet':
      result = await approveSummary(db, at, revision, { quotesSeen: form.get('seen') === 'on' })
      break
    case 'bo':
      result = await discardSummary(db, at, revision)
      break
    case 'go': {
      const reason = words('reason')
      if (reason === '' || reason.length > summaryLimits.reason) return refuse([{ field: 'reason', message: reason === '' ? 'Vui lòng nêu lý do; câu này được công khai.' : `Tối đa ${summaryLimits.reason} ký tự.` }])
      result = await withdrawSummary(db, at, revision, reason)
      break
    }
    default:
      throw new Response('', { status: 400 })
  }
  switch (result) {
    case 'done':
      return done(`/office/dot-khao-sat/${round.id}/tom-tat`, doneAs[task])
    case 'not-found':
      throw new Response('', { status: 404 })
    case 'stale':
      return data<FormState>({ errors: [{ field: 'viec', message: 'Bản này vừa được người khác thay đổi. Điều thầy/cô đã viết vẫn ở dưới đây; vui lòng chép lại trước khi mở bản mới nhất.' }], values: formValues(form) }, { status: 409 })
    case 'own':
      return refuse([{ field: 'viec', message: 'Người viết không tự duyệt. Vui lòng nhờ người thứ hai.' }])
    case 'personal':
      return refuse([{ field: 'viec', message: 'Còn thông tin cá nhân trong bản này. Đã lưu; vui lòng bỏ những chỗ được nêu rồi trình lại.' }])
    case 'quoted':
      return refuse([{ field: 'seen', message: 'Có đoạn trùng nguyên văn với góp ý. Vui lòng trả lại để viết khác đi, hoặc xác nhận đó chỉ là cách nói thông thường.' }])
  }
}

function readEntries(words: (name: string) => string, themes: readonly { code: string; vi: string; en: string }[]): { entries: SummaryEntry[]; errors: FormState['errors'] } {
  const errors: FormState['errors'] = []
  const entries = themes.map(({ code, vi, en }) => ({ theme: code, vi, en, said: words(`said-${code}`), answer: words(`answer-${code}`) })).filter(({ said, answer }) => said !== '' || answer !== '')
  for (const { theme, said, answer } of entries) {
    if (said.length > summaryLimits.said) errors.push({ field: `said-${theme}`, message: `Tối đa ${summaryLimits.said} ký tự.` })
    if (answer.length > summaryLimits.answer) errors.push({ field: `answer-${theme}`, message: `Tối đa ${summaryLimits.answer} ký tự.` })
  }
  return { entries, errors }
}

type Page = Exclude<ReturnType<typeof useLoaderData<typeof loader>>, { tooSoon: true }>

export default function Summary() {
  const page = useLoaderData<typeof loader>()
  const state = useActionData<typeof action>()
  const { round } = page
  return (
    <>
      <PageHeader
        above={<Breadcrumb items={[{ label: 'Đợt khảo sát', href: '/office/dot-khao-sat' }, { label: round.name, href: `/office/dot-khao-sat/${round.id}` }, { label: 'Tóm tắt góp ý' }]} />}
        title="Phụ huynh nói gì – nhà trường trả lời"
        lead="Bản tóm tắt góp ý của đợt, bằng lời của nhà trường. Một người viết, người thứ hai duyệt, rồi đăng trên trang tỷ lệ hài lòng."
      />
      <ErrorSummary errors={state?.errors ?? []} />
      {page.tooSoon ? <EmptyState title="Chưa có góp ý nào để tóm tắt" text={tooSoonWords} /> : <Text page={page} state={state} />}
    </>
  )
}

function Text({ page, state }: { page: Page; state: FormState | undefined }) {
  const { round, atWork, published, cases } = page
  return (
    <>
      {published ? (
        <Notice tone="success" title={`Đang công khai từ ${formatDate(published.publishedOn ?? '')}`}>
          <p>
            {published.approvedBy} duyệt. <a href={page.publicHref}>Xem trên trang công khai</a>
          </p>
        </Notice>
      ) : null}
      <div className="split">
        <div className="split-main stack">{atWork?.state === 'waiting' ? <Waiting page={page} state={state} /> : <Writing page={page} state={state} />}</div>
        <div className="split-side stack">
          <Card title="Góp ý của đợt" href={commentsHref({ roundId: round.id })}>
            <p>Đọc theo chủ đề trước khi viết.</p>
          </Card>
          {cases.length > 0 ? (
            <Card title="Hồ sơ lập từ góp ý">
              <ul className="plain-list stack-s">
                {cases.map((one) => (
                  <li key={one.number}>
                    <a href={`/office/phan-anh/${one.number}`}>{one.subject}</a>
                    <span className="cell-note">
                      {one.number} · {stateLabels[one.state]}
                    </span>
                  </li>
                ))}
              </ul>
              <p className="muted">Người viết không có mã tra cứu: kết quả đến với họ qua bản tóm tắt này.</p>
            </Card>
          ) : null}
          {published ? <Withdraw revision={published.revision} state={state} /> : null}
          {page.past.length > 0 ? <Past past={page.past} /> : null}
        </div>
      </div>
    </>
  )
}

function Findings({ check }: { check: NonNullable<Page['atWork']>['check'] }) {
  if (check.findings.length === 0 && check.quotes.length === 0) return null
  return (
    <Notice tone="warning" title="Nên xem lại trước khi công khai">
      <ul>
        {check.findings.map(({ kind, text, certain }) => (
          <li key={kind + text}>
            “{text}” có thể là thông tin cá nhân{certain ? ': phải bỏ' : ''}
          </li>
        ))}
        {check.quotes.map((quote) => (
          <li key={quote}>“{quote}” trùng nguyên văn với một góp ý</li>
        ))}
      </ul>
    </Notice>
  )
}

function Writing({ page, state }: { page: Page; state: FormState | undefined }) {
  const { atWork, entries, themes } = page
  const initial: Record<string, string> = { correction: atWork?.correction ?? '' }
  for (const { theme, said, answer } of entries) Object.assign(initial, { [`said-${theme}`]: said, [`answer-${theme}`]: answer })
  const field = formFields(state?.values.viec === 'luu' || state?.values.viec === 'trinh' ? state : undefined, initial)
  return (
    <>
      {atWork?.note ? (
        <Notice tone="warning" title="Được trả lại">
          <p className="pre-line">{atWork.note}</p>
        </Notice>
      ) : null}
      {atWork ? <Findings check={atWork.check} /> : null}
      <form method="post" className="stack" noValidate>
        <HiddenField name="revision" value={atWork?.revision ?? 0} />
        {themes.map(({ code, vi, count }) => (
          <Card key={code} title={<>{vi} {count > 0 ? <Badge>{formatNumber(count)} góp ý</Badge> : null}</>}>
            <TextArea label="Phụ huynh nói" optional rows={3} maxLength={summaryLimits.said} {...field(`said-${code}`)} />
            <TextArea label="Nhà trường trả lời" optional rows={4} maxLength={summaryLimits.answer} {...field(`answer-${code}`)} />
          </Card>
        ))}
        <p className="muted">Viết bằng lời của nhà trường, không chép câu của phụ huynh, không nêu tên hay lớp. Chủ đề để trống thì không đăng.</p>
        {page.needsCorrection ? <TextArea label="Đã sửa gì so với bản trước" hint="Câu này được công khai kèm ngày." rows={2} maxLength={summaryLimits.correction} {...field('correction')} /> : null}
        <div className="form-actions" id="viec">
          <Button name="viec" value="trinh">
            Trình người thứ hai duyệt
          </Button>
          <Button name="viec" value="luu" variant="secondary">
            Lưu bản nháp
          </Button>
          {atWork ? (
            <Button name="viec" value="bo" variant="quiet">
              Bỏ bản nháp
            </Button>
          ) : null}
        </div>
      </form>
    </>
  )
}

function Waiting({ page, state }: { page: Page; state: FormState | undefined }) {
  const atWork = page.atWork!
  return (
    <>
      <Notice title={atWork.isMine ? 'Đang chờ người thứ hai duyệt' : `${atWork.writtenBy} trình, chờ duyệt`}>
        <p>{atWork.isMine ? 'Thầy/cô viết bản này nên người khác duyệt. Muốn sửa tiếp, thầy/cô lấy lại.' : 'Đọc kỹ như một phụ huynh sẽ đọc: đúng điều phụ huynh nói, không lộ ai, và câu trả lời giữ được lời.'}</p>
      </Notice>
      <Findings check={atWork.check} />
      {atWork.entries.map(({ theme, vi, said, answer }) => (
        <Card key={theme} title={vi}>
          <h3>Phụ huynh nói</h3>
          <p className="pre-line">{said}</p>
          <h3>Nhà trường trả lời</h3>
          <p className="pre-line">{answer}</p>
        </Card>
      ))}
      {atWork.correction === '' ? null : (
        <Card title="Đã sửa gì so với bản trước">
          <p className="pre-line">{atWork.correction}</p>
        </Card>
      )}
      <form method="post" className="stack" noValidate id="viec">
        <HiddenField name="revision" value={atWork.revision} />
        {atWork.isMine ? null : (
          <>
            {atWork.check.quotes.length > 0 ? <Checkbox name="seen" label="Tôi đã xem những đoạn trùng: chỉ là cách nói thông thường" {...errorOf(state, 'seen')} /> : null}
            <div className="form-actions">
              <Button name="viec" value="duyet">
                Duyệt và công khai
              </Button>
            </div>
          </>
        )}
        {atWork.isMine ? (
          <div className="form-actions">
            <Button name="viec" value="tra-lai" variant="secondary">
              Lấy lại để sửa
            </Button>
          </div>
        ) : (
          <Disclosure summary="Trả lại để sửa" open={state?.values.viec === 'tra-lai'}>
            <TextArea label="Cần sửa gì" optional rows={2} maxLength={summaryLimits.note} {...formFields(state)('note')} />
            <Button name="viec" value="tra-lai" variant="secondary">
              Trả lại
            </Button>
          </Disclosure>
        )}
      </form>
    </>
  )
}

function Withdraw({ revision, state }: { revision: number; state: FormState | undefined }) {
  const mine = state?.values.viec === 'go' ? state : undefined
  return (
    <Disclosure summary="Gỡ bản đang công khai" open={mine !== undefined}>
      <form method="post" className="stack-s" noValidate>
        <HiddenField name="revision" value={revision} />
        <TextArea label="Lý do" hint="Được công khai thay cho nội dung đã gỡ." rows={2} maxLength={summaryLimits.reason} {...formFields(mine)('reason')} />
        <Button name="viec" value="go" variant="danger">
          Gỡ xuống
        </Button>
      </form>
    </Disclosure>
  )
}

function Past({ past }: { past: Page['past'] }) {
  return (
    <Card title="Các bản đã công khai">
      <ul className="plain-list stack-s">
        {past.map(({ number, publishedOn, endedOn, state, correction, withdrawalReason }) => (
          <li key={number}>
            Bản {number}, {formatDate(publishedOn)}
            <span className="cell-note">
              {[correction && `Đã sửa: ${correction}`, state === 'replaced' && `Được thay ngày ${formatDate(endedOn ?? '')}`, state === 'withdrawn' && `Gỡ ngày ${formatDate(endedOn ?? '')}: ${withdrawalReason}`].filter(Boolean).join('. ')}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
