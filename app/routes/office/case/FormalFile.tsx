import type { CaseFile } from '#app/cases/index.ts'
import { decisionNames, missingFrom } from '#app/cases/formal-words.ts'
import type { FormalFile as Formal } from '#app/cases/formal-words.ts'
import { formatDate } from '#app/i18n/format.ts'
import { Button, ButtonLink } from '#app/ui/Button.tsx'
import { Card } from '#app/ui/Card.tsx'
import { DescriptionList } from '#app/ui/DescriptionList.tsx'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { TextArea } from '#app/ui/TextArea.tsx'
import { TextField } from '#app/ui/TextField.tsx'
import { CaseForm, doing, fieldsOf } from './case-form.tsx'
import type { CaseFormState } from './case-form.tsx'
import { TemplatePicker } from './TemplatePicker.tsx'
import { Waiting } from './NextStep.tsx'
import type { StepProps } from './NextStep.tsx'

const matter = (kind: CaseFile['row']['kind']) => (kind === 'complaint' ? 'khiếu nại' : 'tố cáo')

/** The next step of the law, for this person, now: accept or refuse, then decide. */
export function FormalStep(props: StepProps) {
  const { file } = props
  if (file.actions.includes('acceptFormal')) return <Accept {...props} />
  if (file.row.formal_stage === 'awaiting') return <Waiting text={`Đơn ${matter(file.row.kind)} đang chờ quyết định thụ lý.`} />
  if (file.actions.includes('recordDecision')) return <Decide {...props} />
  return <Waiting text={`${file.assigneeName ?? 'Người được giao'} đang xác minh và soạn kết quả giải quyết.`} />
}

function Accept({ file, state }: StepProps) {
  const { row, formal } = file
  const form = { number: row.number, version: row.version, state }
  return (
    <Card title={`Việc cần làm: quyết định thụ lý ${matter(row.kind)}`} tone="accent">
      <p>
        Hạn theo luật: {formal ? formatDate(formal.accept_due) : null}. Từ ngày thụ lý, hạn giải quyết bắt đầu chạy và người gửi được báo ngày cụ thể.
      </p>
      <CaseForm action="acceptFormal" {...form}>
        <Button icon="check" {...doing('acceptFormal')}>
          Thụ lý
        </Button>
      </CaseForm>
      <Disclosure summary="Không thụ lý" open={state?.action === 'refuseFormal'}>
        <CaseForm action="refuseFormal" {...form}>
          <TextArea label="Lý do không thụ lý" hint="Người gửi đọc được, cùng với nơi có thể gửi tiếp theo luật." rows={4} maxLength={1000} {...fieldsOf('refuseFormal', state)('reason')} />
          <Button variant="secondary" {...doing('refuseFormal')}>
            Báo không thụ lý
          </Button>
        </CaseForm>
      </Disclosure>
    </Card>
  )
}

function Decide({ file, state }: StepProps) {
  const { row, formal, reply } = file
  const name = decisionNames[row.kind] ?? ''
  const field = fieldsOf('recordDecision', state, {
    decisionNumber: formal?.decision_number ?? '',
    decidedOn: formal?.decision_on ?? '',
    body: formal?.decision_body ?? '',
    ...file.drafts.recordDecision,
  })
  return (
    <Card title={`Việc cần làm: ${name.toLowerCase()}`} tone="accent">
      {reply?.state === 'returned' ? (
        <Notice tone="warning" title={`${reply.decidedByName ?? 'Người duyệt'} trả lại để sửa`}>
          <p className="pre-line">{reply.decision_note}</p>
        </Notice>
      ) : null}
      <CaseForm action="recordDecision" number={row.number} version={row.version} state={state}>
        <div className="form-row">
          <TextField label="Số văn bản" hint="Ví dụ 12/QĐ-MNHP" width="m" {...field('decisionNumber')} />
          <TextField label="Ngày ký" type="date" width="s" {...field('decidedOn')} />
        </div>
        <TemplatePicker action="recordDecision" textId="recordDecision-body" />
        <TextArea
          label="Nội dung"
          hint={
            row.kind === 'denunciation'
              ? 'Gửi ngay cho người tố cáo, vì chỉ hiệu trưởng được đọc đơn tố cáo.'
              : 'Kết quả xác minh, căn cứ, kết luận từng điểm khiếu nại. Quyền khiếu nại tiếp được tự thêm vào cuối.'
          }
          rows={9}
          maxLength={8000}
          {...field('body')}
        />
        <Button icon="send" {...doing('recordDecision')}>
          {row.kind === 'denunciation' ? 'Gửi kết luận' : 'Trình duyệt quyết định'}
        </Button>
      </CaseForm>
    </Card>
  )
}

/** The file the law asks for: its clock, what has been done and what is missing. */
export function FormalFile({ file, formal, today, state }: { file: CaseFile; formal: Formal; today: string; state: CaseFormState | undefined }) {
  const { row, actions } = file
  const isClosed = formal.refused_on !== null
  const missing = row.state === 'transferred' ? [] : missingFrom(row.kind, formal, row.answered_on !== null)
  const form = { number: row.number, version: row.version, state }
  return (
    <Card
      title={`Hồ sơ giải quyết ${matter(row.kind === 'denunciation' ? 'denunciation' : 'complaint')}`}
      actions={
        <ButtonLink href={`/office/phan-anh/${row.number}/ho-so-giai-quyet`} variant="secondary" size="small">
          Bản in
        </ButtonLink>
      }
    >
      <DescriptionList items={formalFacts(file, formal, today)} />
      {missing.length > 0 ? (
        <section className="stack-s">
          <h3>Còn thiếu</h3>
          <ul>
            {missing.map((item) => (
              <li key={item}>{item}</li>
            ))}
          </ul>
        </section>
      ) : isClosed ? null : (
        <p>Hồ sơ đã đủ.</p>
      )}
      {actions.includes('recordDialogue') ? (
        <Disclosure summary={formal.dialogue_on === null ? 'Mời hoặc ghi đối thoại' : 'Sửa buổi đối thoại'} open={state?.action === 'recordDialogue'}>
          <CaseForm action="recordDialogue" {...form}>
            <TextField label="Ngày đối thoại" hint="Ngày sắp tới thì người gửi được mời." type="date" width="s" {...dialogueField('heldOn')} />
            <TextField label="Nơi đối thoại" {...dialogueField('place')} />
            <TextArea label="Biên bản" optional hint="Ghi sau buổi đối thoại: ai dự, ý kiến các bên, kết quả. Chỉ nhân viên được xem hồ sơ này đọc được." rows={5} maxLength={8000} {...dialogueField('record')} />
            <Button variant="secondary" {...doing('recordDialogue')}>
              Lưu buổi đối thoại
            </Button>
          </CaseForm>
        </Disclosure>
      ) : null}
      {actions.includes('declareComplex') && file.row.answer_due >= today ? (
        <Disclosure summary="Xác định vụ việc phức tạp" open={state?.action === 'declareComplex'}>
          <CaseForm action="declareComplex" {...form}>
            <TextArea label="Lý do" hint="Chỉ một lần; người gửi đọc được, cùng với hạn mới theo luật." rows={3} maxLength={1000} {...fieldsOf('declareComplex', state)('reason')} />
            <Button variant="secondary" {...doing('declareComplex')}>
              Kéo dài hạn giải quyết
            </Button>
          </CaseForm>
        </Disclosure>
      ) : null}
    </Card>
  )

  function dialogueField(name: string) {
    return fieldsOf('recordDialogue', state, { heldOn: formal.dialogue_on ?? '', place: formal.dialogue_place ?? '', record: formal.dialogue_record ?? '' })(name)
  }
}

/** The clock of the law and what has been done by it. */
export function formalFacts({ row }: Pick<CaseFile, 'row'>, formal: Formal, today: string): { term: string; detail: string }[] {
  const late = (due: string, done: string | null) => ((done ?? today) > due ? ' (trễ)' : '')
  return [
    { term: 'Tính hạn từ ngày', detail: formatDate(row.received_on) },
    { term: 'Hạn thụ lý', detail: `${formatDate(formal.accept_due)}${late(formal.accept_due, formal.accepted_on ?? formal.refused_on)}` },
    ...(formal.accepted_on === null ? [] : [{ term: 'Thụ lý', detail: formatDate(formal.accepted_on) }]),
    ...(formal.refused_on === null ? [] : [{ term: row.formal_stage === 'refused' ? 'Không thụ lý' : 'Kết thúc hồ sơ', detail: `${formatDate(formal.refused_on)}. ${formal.refusal_reason}` }]),
    ...(formal.resolve_due === null || formal.refused_on !== null
      ? []
      : [{ term: 'Hạn giải quyết', detail: `${formatDate(formal.resolve_due)}${formal.is_complex === 1 ? ', vụ việc phức tạp' : ''}${late(formal.resolve_due, row.answered_on)}` }]),
    ...(formal.complex_reason === null ? [] : [{ term: 'Lý do phức tạp', detail: formal.complex_reason }]),
    ...(formal.dialogue_on === null ? [] : [{ term: 'Đối thoại', detail: `${formatDate(formal.dialogue_on)}, ${formal.dialogue_place}` }]),
    ...(formal.decision_number === null || formal.decision_on === null ? [] : [{ term: decisionNames[row.kind] ?? 'Quyết định', detail: `Số ${formal.decision_number}, ngày ${formatDate(formal.decision_on)}` }]),
    ...(row.answered_on === null ? [] : [{ term: 'Gửi người gửi đơn', detail: formatDate(row.answered_on) }]),
  ]
}
