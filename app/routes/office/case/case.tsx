import { data } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { limitsOf, loadCalendar } from '#app/calendar/index.ts'
import { changesSince, isBarred, isInList, isRestricted, namesToOffer, neighbours, nextDueOf, openCase, openStates, possibleAssignees } from '#app/cases/index.ts'
import type { CaseAction, Refusal } from '#app/cases/index.ts'
import { eventLabels, senderLabels } from '#app/cases/words.ts'
import { readForm } from '#app/http/forms.ts'
import { pathFor } from '#app/schools/urls.ts'
import { requireStaff } from '#app/http/require-staff.ts'
import { caseReaders, consentsOf, openRequestsOf } from '#app/privacy/index.ts'
import { formatDate, formatDateTime } from '#app/i18n/format.ts'
import { listStaff, may } from '#app/staff/index.ts'
import { authoritiesOn, listFields } from '#app/schools/index.ts'
import { levelLabels } from '#app/surveys/questionnaires.ts'
import { Badge } from '#app/ui/Badge.tsx'
import { BackLink } from '#app/ui/Breadcrumb.tsx'
import { Button } from '#app/ui/Button.tsx'
import { Card } from '#app/ui/Card.tsx'
import { DescriptionList } from '#app/ui/DescriptionList.tsx'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { Timeline } from '#app/ui/Timeline.tsx'
import { done } from '../done.ts'
import { caseHref, inboxPath, listHref, listOf } from '../list-place.ts'
import { CheckedLine } from './AnswerChecklist.tsx'
import { EscalatedBadge, KindBadge, MergedBadge, OutgoingBadge, ReopenedBadge, StateBadge } from './badges.tsx'
import { CaseForm, doing, fieldsOf } from './case-form.tsx'
import type { CaseFormState } from './case-form.tsx'
import { Conversation, WriteToParent } from './Conversation.tsx'
import { ChangesSince } from './ChangesSince.tsx'
import { Conflicts, UnknownName } from './Conflicts.tsx'
import { Duplicates } from './Duplicates.tsx'
import { DueBadge, promiseWords } from './due.tsx'
import { ListWay } from './ListWay.tsx'
import type { Way } from './ListWay.tsx'
import { FilesToSend } from './FilesToSend.tsx'
import { FormalFile } from './FormalFile.tsx'
import { MentionArea } from './MentionArea.tsx'
import { MoreActions } from './MoreActions.tsx'
import { NextStep } from './NextStep.tsx'
import { perform } from './perform.ts'
import { Templates } from './TemplatePicker.tsx'
import { offeredTemplates, withTemplate } from './templates.ts'
import { printedTime } from './printed-time.ts'
import { Consents, Readers } from './Privacy.tsx'
import { coverStep } from './cover-step.ts'
import { Measures } from './publication/Measures.tsx'
import { PublicRecord } from './publication/PublicRecord.tsx'

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: `${data?.file.row.number ?? 'Hồ sơ'} · Lắng Nghe` }]

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const { staff, school, today, now } = await requireStaff(request, context, 'case:list')
  const { db } = context
  const file = await openCase(db, school, staff, params.number ?? '', now)
  if (!file) throw new Response('', { status: 404 })
  const [assignees, fields, authorities, calendar] = await Promise.all([
    possibleAssignees(db, school, staff, file.row, today),
    listFields(db, school),
    authoritiesOn(db, school, today),
    loadCalendar(db, school),
  ])
  const templates = await offeredTemplates(db, school, file)
  const { drafts, chosen } = withTemplate(file, templates, new URL(request.url).searchParams)
  return {
    file: { ...file, drafts },
    today,
    offer: { number: file.row.number, templates, chosen, mayManage: may(staff.role, 'template:manage') },
    staffId: staff.id,
    assignees,
    names: file.actions.includes('note') ? await namesToOffer(db, file.row, file.actions.includes('assign')) : [],
    people: file.conflicts === null ? [] : (await listStaff(db, school)).filter(({ id, status }) => id !== staff.id && status !== 'disabled' && !isBarred({ id }, file.row)).map(({ id, name, job_title }) => ({ value: id, label: `${name} – ${job_title}` })),
    fields: fields.map(({ id, name_vi }) => ({ value: id, label: name_vi })),
    authorities: authorities.map(({ name }) => name),
    due: promiseWords({ due: nextDueOf(file.row), respondBy: file.alarmUnread ? file.row.respond_by : null }, now, today, calendar, limitsOf(school)),
    extensionDays: limitsOf(school).extensionWorkingDays,
    way: await wayThroughList(),
    uploadHref: pathFor('vi', school, '/tep'),
    publicHref: pathFor('vi', school, `/tra-loi/${file.row.number}`),
    wordingsHref: pathFor('vi', school, '/rieng-tu/loi-dong-y'),
    consents: await consentsOf(db, file.row.id),
    dataRequests: await openRequestsOf(db, school, staff, file.row.number),
    isNeverPublic: isRestricted(file.row.kind),
    isOwed: openStates.includes(file.row.state),
    isAlarmNew: openStates.includes(file.row.state) && raisedSinceAcknowledged(file.events),
    readers: staff.role === 'principal' ? await caseReaders(db, school, file.row.number) : null,
  }

  /** Where the list leads that the case was opened from. After an action the address names the next one: the case itself may have moved in the list since. */
  async function wayThroughList(): Promise<Way | null> {
    const { searchParams } = new URL(request.url)
    const list = listOf(searchParams)
    if (list === null || !file) return null
    const { number } = file.row
    const around = await neighbours(db, school, staff, list, number, today)
    const named = searchParams.get('tiep')
    const isStillThere = named !== null && named !== number && (await isInList(db, school, staff, list, named, today))
    return { list, previous: around.previous, next: isStillThere ? named : around.next, isDone: searchParams.has('da') }
  }
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { staff, school, today, now } = await requireStaff(request, context, 'case:list')
  const number = params.number ?? ''
  const form = await readForm(request)
  const list = listOf(new URL(request.url).searchParams)
  // Asked before anything changes: afterwards the case stands elsewhere in the list, or no longer in it.
  const next = list === null ? null : (await neighbours(context.db, school, staff, list, number, today)).next
  const desk = { db: context.db, files: context.files, calendar: await loadCalendar(context.db, school), school, publicOrigin: context.config.publicOrigin }
  if (form.has('che')) {
    const file = await openCase(context.db, school, staff, number, now)
    const covered = file && coverStep(form, file.writing)
    if (!covered) throw new Response('', { status: file ? 400 : 404 })
    return data<CaseFormState>({ action: 'proposePublication', errors: [], values: covered })
  }
  const performed = await perform(desk, { staff, number, now }, form)
  if (!performed) throw new Response('', { status: 400 })
  const did = form.get('viec') as CaseAction
  if ('errors' in performed) return data<CaseFormState>({ action: did, ...performed }, { status: 422 })
  const { outcome, values } = performed
  if (outcome.ok) {
    // Filed under a kind that this person may not read, the case is out of sight: the inbox is the place to go on.
    const stillVisible = (did !== 'reclassify' && did !== 'passOutside') || (await openCase(context.db, school, staff, number, now)) !== null
    return done(stillVisible ? caseHref(number, list, next === null ? {} : { tiep: next }) : list === null ? inboxPath : listHref(list), `hs-${outcome.then ?? did}`)
  }
  if (outcome.reason === 'not-found') throw new Response('', { status: 404 })
  const { status, message } = refusals[outcome.reason]
  const words = outcome.reason === 'changed' && typedTexts(values).length === 0 ? 'Có người vừa cập nhật hồ sơ này. Trang đã hiện bản mới nhất: xem lại trước khi làm tiếp.' : message
  const isConflict = outcome.reason === 'changed'
  // The version was well formed, or the form would have been refused before.
  const changes = isConflict ? await changesSince(context.db, school, staff, number, Number(values.version)) : []
  return data<CaseFormState>({ action: did, errors: outcome.problems?.slice() ?? [{ field: '', message: outcome.detail ?? words }], values, isConflict, changes }, { status })
}

/** Whoever took the case on then did not know of it. */
function raisedSinceAcknowledged(events: readonly { type: string }[]): boolean {
  return events.findLastIndex(({ type }) => type === 'raiseAlarm' || type === 'alarmOfWords') > events.findLastIndex(({ type }) => type === 'acknowledge')
}

const alarmTitles = {
  sender: 'Phụ huynh báo trẻ có thể gặp nguy hiểm',
  words: 'Nội dung có từ ngữ cho thấy trẻ có thể gặp nguy hiểm',
  staff: 'Nhân viên báo trẻ có thể gặp nguy hiểm',
} as const

const refusals: Record<Exclude<Refusal, 'not-found'>, { status: number; message: string }> = {
  changed: { status: 409, message: 'Có người vừa cập nhật hồ sơ này. Trang đã hiện bản mới nhất, nội dung vừa gõ vẫn còn: xem lại rồi gửi lần nữa.' },
  'not-allowed': { status: 403, message: 'Việc này không còn làm được ở trạng thái hiện tại, hoặc thầy/cô không có quyền.' },
  'own-work': { status: 403, message: 'Thầy/cô là người soạn, nên cần một người khác duyệt.' },
  'bad-input': { status: 422, message: 'Nội dung chưa hợp lệ.' },
}

/** Said where the step that was taken no longer exists: there is nothing to send again. */
const gone = 'Có người vừa cập nhật hồ sơ này, nên việc vừa chọn không còn làm được nữa. Trang đã hiện bản mới nhất.'

function typedTexts(values: Record<string, string>): string[] {
  const names = ['body', 'text', 'reason', 'summary', 'answer', 'correctionNote', 'statement', 'note', ...Object.keys(values).filter((name) => name.startsWith('question-'))]
  return names.map((name) => values[name]?.trim() ?? '').filter((text) => text !== '')
}

export default function CasePage() {
  const { file, offer, today, way, staffId, assignees, names, people, fields, authorities, due, extensionDays, uploadHref, publicHref, wordingsHref, consents, dataRequests, readers, isNeverPublic, isOwed, isAlarmNew } = useLoaderData<typeof loader>()
  const state = useActionData<typeof action>()
  const { row } = file
  // An action that is gone by now has no form of its own any more: its message and what was typed must still be seen.
  const orphan = state && !file.actions.includes(state.action) ? state : undefined
  const words = (
    <section aria-labelledby="trao-doi">
      <div className="cluster">
        <h2 id="trao-doi">Nội dung và trao đổi</h2>
        {isOwed && file.messages.length > 2 ? <a href="#viec-can-lam">Đến việc cần làm</a> : null}
      </div>
      <Conversation number={row.number} body={row.body} submittedOn={row.submitted_on} messages={file.messages} files={file.files} coverable={file.actions.includes('coverPicture')} />
    </section>
  )

  return (
    <Templates offer={offer}>
      <PageHeader
        above={
          <div className="case-way">
            <BackLink href={way ? listHref(way.list) : inboxPath}>Hộp phản ánh</BackLink>
            {way ? <ListWay {...way} /> : null}
          </div>
        }
        title={row.subject}
        lead={
          <span className="cluster">
            <strong className="num">{row.number}</strong>
            <StateBadge state={row.state} />
            {file.reopened ? <ReopenedBadge /> : null}
            <MergedBadge merged={file.main !== null} followers={file.followers.length} />
            <KindBadge kind={row.kind} />
            {row.child_safety === 1 ? (
              <Badge tone="danger" icon="shield">
                An toàn trẻ em
              </Badge>
            ) : null}
            {row.escalated_to ? <EscalatedBadge to={row.escalated_to} /> : null}
            {file.outgoing ? <OutgoingBadge sendAt={file.outgoing.sendAt} /> : null}
            {due ? <DueBadge words={due} /> : null}
          </span>
        }
      />
      {row.child_safety === 1 && row.respond_by && (row.acknowledged_on === null || isAlarmNew) ? (
        <Notice tone="danger" title={alarmTitles[row.safety_source ?? 'sender']}>
          <p>{row.acknowledged_on === null ? 'Cần phản hồi trước' : 'Cần có biện pháp trước'} {formatDateTime(row.respond_by)}.</p>
        </Notice>
      ) : null}
      {row.unproven === 1 && row.acknowledged_on === null ? (
        <Notice tone="warning" title="Chờ xem lại: có thể do máy gửi">
          <p>Phản ánh này đến trong lúc biểu mẫu bị gửi dồn dập và không qua bước kiểm tra chống máy gửi. Thầy/cô xem nội dung có phải do người viết không; tiếp nhận là đã xem. Người dùng máy cũ cũng gửi theo cách này.</p>
        </Notice>
      ) : null}
      {row.from_round_id ? (
        <Notice title="Từ một góp ý trong phiếu khảo sát">
          <p>Không ai biết người viết và không ai có mã để mở hồ sơ này, nên không hỏi lại được. Kết quả được nêu trong bản tóm tắt của đợt khảo sát.</p>
        </Notice>
      ) : null}
      {file.standingInFor ? (
        <Notice tone="info">
          <p>
            Thầy/cô đang xử lý thay cho {file.standingInFor.name}, vắng đến hết ngày {formatDate(file.standingInFor.until)}.
          </p>
        </Notice>
      ) : null}
      {orphan ? (
        <>
          <Notice tone="warning" title={orphan.isConflict ? gone : (orphan.errors[0]?.message ?? gone)}>
            <TypedText values={orphan.values} />
          </Notice>
          <ChangesSince changes={orphan.changes ?? []} />
        </>
      ) : null}
      <div className="split">
        <div className="split-main">
          <UnknownName file={file} />
          {/* What was written is read first, and then answered; once it is answered the next step comes first. */}
          {isOwed ? words : null}
          {row.frozen_on ? (
            <Notice title={`Chỉ lưu giữ từ ngày ${formatDate(row.frozen_on)}`}>
              <p>Phụ huynh yêu cầu hạn chế xử lý: không ai trả lời, ghi chú hay công khai cho đến khi phụ huynh cho phép trở lại. Hạn trả lời tạm dừng.</p>
            </Notice>
          ) : (
            <div id="viec-can-lam">
              <NextStep file={file} publicHref={publicHref} staffId={staffId} assignees={assignees} state={state} />
            </div>
          )}
          {file.formal ? <FormalFile file={file} formal={file.formal} today={today} state={state} /> : null}
          <PublicRecord file={file} publicHref={publicHref} staffId={staffId} assignees={assignees} state={state} />
          <Measures file={file} publicHref={publicHref} staffId={staffId} assignees={assignees} state={state} today={today} />
          {isOwed ? null : words}
          {file.reply?.checkedAt ? (
            <Disclosure summary="Câu trả lời đã được đọc lại">
              <CheckedLine reply={file.reply} />
            </Disclosure>
          ) : null}
          <FilesToSend file={file} uploadHref={uploadHref} state={state} />
          <WriteToParent file={file} state={state} />
          {file.actions.includes('note') ? (
            <Disclosure summary="Thêm ghi chú nội bộ" open={state?.action === 'note'}>
              <CaseForm action="note" number={row.number} version={row.version} state={state}>
                <MentionArea
                  people={names}
                  label="Ghi chú"
                  hint={`Chỉ nhân viên được xem hồ sơ này đọc được. Viết @tên để báo cho người đó${file.actions.includes('assign') ? '; bắt đầu bằng “@tên giao” để giao luôn hồ sơ' : ''}.`}
                  rows={3}
                  maxLength={8000}
                  {...fieldsOf('note', state)('text')}
                />
                <Button variant="secondary" {...doing('note')}>
                  Lưu ghi chú
                </Button>
              </CaseForm>
            </Disclosure>
          ) : null}
        </div>
        <aside className="split-side" aria-label="Thông tin hồ sơ">
          <Card title="Hồ sơ">
            <DescriptionList items={facts()} />
          </Card>
          <Conflicts file={file} people={people} state={state} />
          <Duplicates file={file} state={state} />
          <MoreActions file={file} assignees={assignees} fields={fields} authorities={authorities} extensionDays={extensionDays} today={today} state={state} />
          <Card title="Quá trình">
            <Timeline
              items={file.events.map((event) => ({
                key: event.id,
                at: printedTime(event.at),
                dateTime: event.at,
                title: eventLabels[event.type as keyof typeof eventLabels] ?? event.type,
                by: event.staffName ?? undefined,
                body: event.note ?? undefined,
              }))}
            />
          </Card>
          <Consents consents={consents} requests={dataRequests} wordingsHref={wordingsHref} />
          {readers ? <Readers readers={readers} /> : null}
        </aside>
      </div>
    </Templates>
  )

  function facts() {
    return [
      { term: 'Lĩnh vực', detail: file.fieldName },
      { term: 'Người xử lý', detail: file.assigneeName ?? 'Chưa giao' },
      { term: 'Tính hạn từ ngày', detail: formatDate(row.received_on) },
      { term: 'Hạn tiếp nhận', detail: formatDate(row.acknowledge_due) },
      ...(row.classify_due ? [{ term: 'Hạn phân loại, chuyển', detail: formatDate(row.classify_due) }] : []),
      ...(row.intake_due && row.formal_stage === null ? [{ term: 'Hạn báo kết quả tiếp nhận', detail: formatDate(row.intake_due) }] : []),
      { term: row.formal_stage === null ? 'Hạn trả lời' : row.formal_stage === 'awaiting' ? 'Hạn giải quyết nếu thụ lý' : 'Hạn giải quyết', detail: `${formatDate(row.answer_due)}${row.extended_on ? ' (đã gia hạn)' : ''}${row.paused_on === null ? '' : `, tạm dừng từ ${formatDate(row.paused_on)}`}` },
      ...(row.answered_on ? [{ term: 'Trả lời ngày', detail: formatDate(row.answered_on) }] : []),
      ...(file.placeName ? [{ term: 'Gửi từ mã QR', detail: file.placeName }] : []),
      { term: 'Người gửi', detail: sender() },
      { term: 'Công khai', detail: isNeverPublic ? 'Không bao giờ, theo loại hồ sơ' : file.publishable ? 'Phụ huynh đồng ý' : 'Phụ huynh không đồng ý' },
      ...(file.rating ? [{ term: 'Phụ huynh đánh giá câu trả lời', detail: levelLabels.find(({ level }) => level === file.rating?.level)?.label.vi }] : []),
    ]
  }

  function sender() {
    if (!file.mayViewIdentity) return senderLabels[row.sender_mode]
    return (
      <>
        {senderLabels[row.sender_mode]} · <a href={`/office/phan-anh/${row.number}/nguoi-gui`}>Xem người gửi</a> <span className="muted small">(được ghi nhật ký)</span>
      </>
    )
  }
}

function TypedText({ values }: { values: Record<string, string> }) {
  const typed = typedTexts(values)
  if (typed.length === 0) return null
  return (
    <>
      <p>Nội dung vừa gõ, để sao chép lại nếu cần:</p>
      {typed.map((text) => (
        <p key={text} className="pre-line original">
          {text}
        </p>
      ))}
    </>
  )
}

