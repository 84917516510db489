import { Button } from '#app/ui/Button.tsx'
import { Card } from '#app/ui/Card.tsx'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import { Checkbox } from '#app/ui/RadioGroup.tsx'
import { TextArea } from '#app/ui/TextArea.tsx'
import { CaseForm, doing, fieldsOf } from '../case-form.tsx'
import type { StepProps } from '../NextStep.tsx'
import { Pictures } from './Pictures.tsx'
import { ProposalForm } from './ProposalForm.tsx'
import { SideBySide } from './Review.tsx'

/** After the answer: what the public will read, written by one person and checked by another, always beside the original. */
export function PublicationPanel(props: StepProps) {
  const { file, staffId } = props
  const { row, proposal } = file

  if (row.state === 'transferred' || row.state === 'ineligible') return <Close {...props} why="Phụ huynh đã được báo. Có thể đóng hồ sơ." />
  if (row.state !== 'closed' && file.main) {
    return <Close {...props} why="Phụ huynh đã nhận câu trả lời chung. Hồ sơ chung được công khai thay cho các ý kiến đã gộp, và hồ sơ này đóng cùng với hồ sơ chung." />
  }
  if (!file.publishable) {
    if (row.state === 'closed') return null
    const why =
      row.consent_publish === 0 && row.kind !== 'complaint' && row.kind !== 'denunciation'
        ? 'Phụ huynh không đồng ý công khai, nên câu trả lời chỉ gửi riêng. Hồ sơ được tính vào mục “không công khai, chưa có sự đồng ý”.'
        : 'Khiếu nại và tố cáo không bao giờ được công khai.'
    return <Close {...props} why={why} />
  }
  if (!proposal) {
    if (row.state === 'published') return <Close {...props} why="Câu trả lời đã công khai. Có thể đóng hồ sơ khi không còn việc gì." />
    if (row.state === 'closed') return file.published?.withdrawnOn === null ? null : <PublishLater {...props} />
    return <Propose {...props} />
  }
  const corrects = proposal.correctionNote !== null
  if (proposal.proposedBy === staffId) {
    return (
      <Card title={corrects ? 'Chờ người thứ hai kiểm tra bản đính chính' : 'Chờ người thứ hai kiểm tra bản công khai'} tone="sunken">
        <p>Thầy/cô soạn bản này nên cần một người khác kiểm tra trước khi công khai.</p>
        <SideBySide file={file} proposal={proposal} />
        <Pictures file={file} />
        <Disclosure summary="Sửa bản này" open={props.state?.action === 'proposePublication'}>
          <ProposalForm {...props} corrects={corrects} />
        </Disclosure>
      </Card>
    )
  }
  if (!proposal.mayCheck) {
    return (
      <Card title="Bản công khai đang chờ kiểm tra" tone="sunken">
        {row.sender_mode === 'protected' ? <p>Người gửi được giữ kín danh tính, nên hiệu trưởng là người kiểm tra bản này.</p> : null}
        <SideBySide file={file} proposal={proposal} />
        <Pictures file={file} />
      </Card>
    )
  }
  return <Check {...props} />
}

function Propose(props: StepProps) {
  if (!props.file.actions.includes('proposePublication')) {
    return (
      <Card title="Chờ trình bản công khai" tone="sunken">
        <p>Phụ huynh đã đồng ý công khai. Người xử lý hoặc người điều phối sẽ trình bản công khai.</p>
      </Card>
    )
  }
  return (
    <Card title={props.file.published?.withdrawnOn ? 'Bản công khai đã gỡ: công khai lại nếu cần' : 'Việc cần làm: trình bản công khai'} tone="accent">
      <p>
        Phụ huynh đồng ý công khai nội dung đã bỏ thông tin cá nhân. Viết lại bằng lời của nhà trường, hoặc giữ lời phụ huynh và che: không tên người, không tên lớp, không chi tiết
        giúp nhận ra một gia đình.
      </p>
      <ProposalForm {...props} />
    </Card>
  )
}

/** A closed case whose answer is not in public: an exception, so it does not ask for it. */
function PublishLater(props: StepProps) {
  if (!props.file.actions.includes('proposePublication')) return null
  return (
    <Card title="Hồ sơ đã đóng, câu trả lời không ở trang công khai" tone="sunken">
      <Disclosure summary="Trình bản công khai" open={props.state?.action === 'proposePublication'}>
        <ProposalForm {...props} />
      </Disclosure>
    </Card>
  )
}

function Check({ file, state }: StepProps) {
  const { row, proposal } = file
  const field = fieldsOf('returnPublication', state)
  const publishError = state?.action === 'publish' ? state.errors.find((one) => one.field === 'confirmed')?.message : undefined
  if (!proposal) return null
  return (
    <Card title={proposal.correctionNote === null ? 'Việc cần làm: kiểm tra và công khai' : 'Việc cần làm: kiểm tra bản đính chính'} tone="accent">
      <p>{proposal.proposedByName} soạn bản này. Đọc như một người hàng xóm của gia đình: có nhận ra ai không?</p>
      <SideBySide file={file} proposal={proposal} />
      <Pictures file={file} />
      <CaseForm action="publish" number={row.number} version={row.version} state={state}>
        <Checkbox id="publish-confirmed" name="confirmed" label="Tôi đã đọc và thấy không còn thông tin giúp nhận ra phụ huynh, trẻ hoặc nhân viên" error={publishError} />
        {file.pictures.length > 0 ? (
          <Checkbox id="publish-picturesChecked" name="picturesChecked" label="Tôi đã mở lớn từng ảnh: không thấy ai, không có biển số, bảng tên hay chi tiết giúp nhận ra ai" />
        ) : null}
        <Button icon="globe" {...doing('publish')}>
          {proposal.correctionNote === null ? 'Công khai' : 'Công khai bản đính chính'}
        </Button>
      </CaseForm>
      <Disclosure summary="Trả lại để sửa" open={state?.action === 'returnPublication'}>
        <CaseForm action="returnPublication" number={row.number} version={row.version} state={state}>
          <TextArea label="Điều cần sửa" rows={3} maxLength={1000} {...field('reason')} />
          <Button variant="secondary" {...doing('returnPublication')}>
            Trả lại bản công khai
          </Button>
        </CaseForm>
      </Disclosure>
    </Card>
  )
}

function Close({ file, state, why }: StepProps & { why: string }) {
  return (
    <Card title="Sau khi trả lời" tone="sunken">
      <p>{why}</p>
      {file.actions.includes('close') ? (
        <CaseForm action="close" number={file.row.number} version={file.row.version} state={state}>
          <Button variant="secondary" {...doing('close')}>
            Đóng hồ sơ
          </Button>
        </CaseForm>
      ) : null}
    </Card>
  )
}
