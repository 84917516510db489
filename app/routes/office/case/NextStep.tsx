import type { CaseFile } from '#app/cases/index.ts'
import { formatDate } from '#app/i18n/format.ts'
import { Button } from '#app/ui/Button.tsx'
import { Card } from '#app/ui/Card.tsx'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { Select } from '#app/ui/Select.tsx'
import { TextArea } from '#app/ui/TextArea.tsx'
import { CheckBoxes, QuestionRows } from './AnswerChecklist.tsx'
import { CaseForm, doing, fieldsOf } from './case-form.tsx'
import type { CaseFormState } from './case-form.tsx'
import { GoesAlong } from './FilesToSend.tsx'
import { FormalStep } from './FormalFile.tsx'
import { HoldHint, OutgoingCard } from './Outgoing.tsx'
import { PublicationPanel } from './publication/PublicationPanel.tsx'
import type { AssigneeOption } from './MoreActions.tsx'
import { TemplatePicker, useChosenAction } from './TemplatePicker.tsx'

export interface StepProps {
  file: CaseFile
  staffId: string
  assignees: AssigneeOption[]
  publicHref: string
  state: CaseFormState | undefined
}

/** The one thing that moves this case on, for this person, now. */
export function NextStep(props: StepProps) {
  const { file, staffId } = props
  const may = (action: CaseFile['actions'][number]) => file.actions.includes(action)
  if (file.outgoing) return <OutgoingCard file={file} outgoing={file.outgoing} state={props.state} />

  switch (file.row.state) {
    case 'submitted':
      return may('acknowledge') ? <Acknowledge {...props} /> : <Waiting text="Hồ sơ mới, đang chờ người điều phối tiếp nhận và giao xử lý." />
    case 'acknowledged':
    case 'in_progress':
      if (file.main) return <Waiting text="Hồ sơ này được trả lời chung với các ý kiến giống nhau." />
      if (file.row.formal_stage !== null && (file.row.formal_stage === 'awaiting' || file.row.assignee_id !== null || !may('assign'))) return <FormalStep {...props} />
      if (may('assign') && file.row.assignee_id === null) return <Assign {...props} />
      if (may('submitReply')) return isOthers(props) ? <StandIn {...props} /> : <WriteReply {...props} />
      return <Waiting text={`${file.assigneeName ?? 'Người được giao'} đang xử lý và soạn câu trả lời.`} />
    case 'more_info':
      return may('resume') ? <WaitingForSender {...props} /> : <Waiting text="Đang chờ phụ huynh bổ sung. Hạn trả lời tạm dừng cho đến khi phụ huynh viết thêm." />
    case 'awaiting_approval':
      if (file.reply?.drafted_by === staffId) return <HandedOn {...props} />
      if (!may('approveReply')) return <Waiting text="Câu trả lời đang chờ người có thẩm quyền duyệt." reply={file.reply} />
      return <Approve {...props} />
    case 'answered':
    case 'published':
    case 'closed':
    case 'transferred':
    case 'ineligible':
      return <PublicationPanel {...props} />
  }
}

/** True where somebody else was given the case and this person has written nothing for it yet. */
function isOthers({ file, staffId }: StepProps): boolean {
  const { row, reply } = file
  if (row.assignee_id === null || file.isMine) return false
  return reply === null || reply.state === 'approved' || reply.drafted_by !== staffId
}

/** Whoever gave the case to a colleague waits for them, and can still step in. */
function StandIn(props: StepProps) {
  const isChosen = useChosenAction() === 'submitReply'
  const { file, state } = props
  return (
    <Card title={`Đang chờ ${file.assigneeName ?? 'người được giao'} soạn câu trả lời`} tone="sunken">
      <p>Hạn trả lời: {formatDate(file.row.answer_due)}. Thầy/cô được báo khi có dự thảo cần duyệt.</p>
      <Disclosure summary="Trả lời thay" open={state?.action === 'submitReply' || state?.action === 'draft' || isChosen}>
        <ReplyForm {...props} />
      </Disclosure>
    </Card>
  )
}

/** What one has written oneself waits for somebody else, and can be taken back until then. */
function HandedOn({ file, state }: StepProps) {
  const { row, reply, actions } = file
  return (
    <Card title="Đang chờ" tone="sunken">
      <p>
        Thầy/cô là người soạn câu trả lời này, nên cần một người khác duyệt. Hiệu trưởng và người điều phối đã được báo.
        {actions.includes('approveReply') ? ' Không còn ai khác duyệt được thì rút lại và giao cho người khác soạn.' : ''}
      </p>
      {reply ? <ReplyText reply={reply} /> : null}
      {actions.includes('recallReply') ? (
        <CaseForm action="recallReply" number={row.number} version={row.version} state={state}>
          <Button variant="secondary" {...doing('recallReply')}>
            Rút lại để sửa
          </Button>
        </CaseForm>
      ) : null}
    </Card>
  )
}

/** Nobody may have to wait for ever: a sender who does not answer is no reason to leave the matter. */
function WaitingForSender({ file, state }: StepProps) {
  const { row } = file
  return (
    <Card title={`Đang chờ phụ huynh bổ sung${row.paused_on === null ? '' : ` từ ngày ${formatDate(row.paused_on)}`}`} tone="sunken">
      <p>Hạn trả lời tạm dừng cho đến khi phụ huynh viết thêm. Đã đủ để trả lời, hoặc phụ huynh không viết nữa, thì xử lý tiếp với những gì đã có: hạn chạy lại với số ngày còn lại, và phụ huynh được báo.</p>
      <CaseForm action="resume" number={row.number} version={row.version} state={state}>
        <Button variant="secondary" {...doing('resume')}>
          Xử lý tiếp, không chờ nữa
        </Button>
      </CaseForm>
    </Card>
  )
}

export function Waiting({ text, reply }: { text: string; reply?: CaseFile['reply'] }) {
  return (
    <Card title="Đang chờ" tone="sunken">
      <p>{text}</p>
      {reply ? <ReplyText reply={reply} /> : null}
    </Card>
  )
}

function Acknowledge({ file, assignees, state }: StepProps) {
  const field = fieldsOf('acknowledge', state, { assigneeId: file.proposedAssigneeId ?? '', ...file.drafts.acknowledge })
  const isUrgent = file.row.child_safety === 1 && file.row.from_round_id === null
  return (
    <Card title="Việc cần làm: tiếp nhận và giao xử lý" tone="accent">
      <p>{file.row.formal_stage === 'awaiting' ? 'Người gửi sẽ thấy hồ sơ đã được tiếp nhận và hạn báo thụ lý theo luật.' : 'Phụ huynh sẽ thấy hồ sơ đã được tiếp nhận và ngày hẹn trả lời.'}</p>
      <CaseForm action="acknowledge" number={file.row.number} version={file.row.version} state={state}>
        <Select
          label="Giao cho"
          hint={file.routingNote ?? undefined}
          placeholder="Tiếp nhận, giao sau"
          options={assigneeOptions(assignees)}
          {...field('assigneeId')}
        />
        <TemplatePicker action="acknowledge" textId="acknowledge-text" />
        <TextArea
          label="Lời nhắn đầu tiên cho phụ huynh"
          optional={!isUrgent}
          hint={isUrgent ? 'Trẻ có thể gặp nguy hiểm: đã làm gì, ai đang ở bên bé, khi nào liên hệ lại.' : 'Ví dụ việc đã làm ngay trong sáng nay. Để trống thì phụ huynh chỉ thấy ngày hẹn trả lời.'}
          rows={3}
          maxLength={1000}
          {...field('text')}
        />
        <Button icon="check" {...doing('acknowledge')}>
          Tiếp nhận
        </Button>
      </CaseForm>
    </Card>
  )
}

function Assign({ file, assignees, state }: StepProps) {
  const field = fieldsOf('assign', state, { assigneeId: file.proposedAssigneeId ?? '' })
  return (
    <Card title="Việc cần làm: giao người xử lý" tone="accent">
      <CaseForm action="assign" number={file.row.number} version={file.row.version} state={state}>
        <Select label="Giao cho" hint={file.routingNote ?? undefined} options={assigneeOptions(assignees)} {...field('assigneeId')} />
        <Button icon="user" {...doing('assign')}>
          Giao xử lý
        </Button>
      </CaseForm>
    </Card>
  )
}

function WriteReply(props: StepProps) {
  return (
    <Card title={props.file.reopened ? 'Việc cần làm: trả lời lại, phụ huynh chưa đồng ý' : 'Việc cần làm: trả lời phụ huynh'} tone="accent">
      <ReplyForm {...props} />
    </Card>
  )
}

function ReplyForm({ file, state }: StepProps) {
  const { reply, row } = file
  // Both buttons stand in one form, so what either refused is shown in it.
  const mine = state && (state.action === 'draft' || state.action === 'submitReply') ? { ...state, action: 'submitReply' as const } : undefined
  const field = fieldsOf('submitReply', mine, { body: reply && reply.state !== 'approved' ? reply.body : '', ...file.drafts.submitReply })
  return (
    <>
      {reply?.state === 'returned' ? (
        <Notice tone="warning" title={`${reply.decidedByName ?? 'Người duyệt'} trả lại dự thảo`}>
          <p className="pre-line">{reply.decision_note}</p>
        </Notice>
      ) : null}
      <CaseForm action="submitReply" also={['draft']} number={row.number} version={row.version} state={state}>
        <TemplatePicker action="submitReply" textId="submitReply-body" />
        <TextArea
          label="Câu trả lời gửi phụ huynh"
          hint={`Nói rõ đã tìm hiểu gì, làm gì, đến khi nào xong. ${whoReads(file)}`}
          rows={9}
          maxLength={8000}
          {...field('body')}
        />
        <QuestionRows file={file} state={mine} />
        <GoesAlong file={file} />
        {file.needsSecondPerson ? null : (
          <>
            <CheckBoxes action="submitReply" questions={[]} state={mine} />
            <HoldHint minutes={file.undoMinutes} />
          </>
        )}
        <div className="cluster">
          <Button icon="send" {...doing('submitReply')}>
            {file.needsSecondPerson ? 'Trình duyệt' : 'Gửi trả lời'}
          </Button>
          <Button variant="secondary" {...doing('draft')}>
            Lưu dự thảo
          </Button>
        </div>
      </CaseForm>
    </>
  )
}

function whoReads({ needsSecondPerson, row }: CaseFile): string {
  if (needsSecondPerson) return 'Người khác duyệt rồi mới gửi đi.'
  return row.kind === 'denunciation' ? 'Không có người thứ hai duyệt, vì chỉ hiệu trưởng được đọc đơn tố cáo.' : 'Trường cho phép gửi loại hồ sơ này không cần người thứ hai duyệt.'
}

function Approve({ file, state }: StepProps) {
  const { reply, row } = file
  const field = fieldsOf('returnReply', state)
  if (!reply) return null
  return (
    <Card title="Việc cần làm: duyệt câu trả lời" tone="accent">
      <ReplyText reply={reply} />
      <GoesAlong file={file} />
      <CaseForm action="approveReply" number={row.number} version={row.version} state={state}>
        <CheckBoxes action="approveReply" questions={reply.questions} state={state} />
        <HoldHint minutes={file.undoMinutes} />
        <Button icon="check" {...doing('approveReply')}>
          Duyệt và gửi phụ huynh
        </Button>
      </CaseForm>
      <Disclosure summary="Trả lại để sửa" open={state?.action === 'returnReply'}>
        <CaseForm action="returnReply" number={row.number} version={row.version} state={state}>
          <TextArea label="Điều cần sửa" rows={3} maxLength={1000} {...field('reason')} />
          <Button variant="secondary" {...doing('returnReply')}>
            Trả lại dự thảo
          </Button>
        </CaseForm>
      </Disclosure>
    </Card>
  )
}

function ReplyText({ reply }: { reply: NonNullable<CaseFile['reply']> }) {
  return (
    <div className="answer">
      <p className="answer-by">Dự thảo của {reply.draftedByName}</p>
      <p className="pre-line">{reply.body}</p>
    </div>
  )
}

export function assigneeOptions(assignees: AssigneeOption[]) {
  return assignees.map((one) => ({ value: one.id, label: `${one.name} – ${one.jobTitle} (${loadOf(one)})` }))
}

function loadOf({ open, overdue, awayUntil }: AssigneeOption): string {
  const held = open === 0 ? 'chưa có hồ sơ' : `đang xử lý ${open}${overdue > 0 ? `, quá hạn ${overdue}` : ''}`
  return awayUntil === null ? held : `${held}; vắng đến ${formatDate(awayUntil)}`
}
