import type { CaseFile } from '#app/cases/index.ts'
import { formatDate } from '#app/i18n/format.ts'
import { Button } from '#app/ui/Button.tsx'
import { Card } from '#app/ui/Card.tsx'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { Checkbox } from '#app/ui/RadioGroup.tsx'
import { TextArea } from '#app/ui/TextArea.tsx'
import { CaseForm, doing, fieldsOf } from './case-form.tsx'
import type { StepProps } from './NextStep.tsx'

/** After the answer: what the public will read, written by one person and checked by another, always beside the original. */
export function PublicationPanel(props: StepProps) {
  const { file, staffId } = props
  const { row, proposal } = file

  if (row.state === 'transferred' || row.state === 'ineligible') return <Close {...props} why="Phụ huynh đã được báo. Có thể đóng hồ sơ." />
  if (row.state === 'published' || (row.state === 'closed' && file.published)) {
    return (
      <>
        <Published file={file} publicHref={props.publicHref} />
        {row.state === 'published' ? <Close {...props} why="Câu trả lời đã công khai. Có thể đóng hồ sơ khi không còn việc gì." /> : null}
      </>
    )
  }
  if (row.state === 'closed') return null
  if (file.main) return <Close {...props} why="Phụ huynh đã nhận câu trả lời chung. Hồ sơ chung được công khai thay cho các ý kiến đã gộp, và hồ sơ này đóng cùng với hồ sơ chung." />
  if (!file.publishable) {
    const why =
      row.consent_publish === 0 && row.kind !== 'complaint' && row.kind !== 'denunciation'
        ? 'Phụ huynh không đồng ý công khai, nên câu trả lời chỉ gửi riêng. Hồ sơ được tính vào mục “không công khai, chưa có sự đồng ý”.'
        : 'Khiếu nại và tố cáo không bao giờ được công khai.'
    return <Close {...props} why={why} />
  }
  if (!proposal) return <Propose {...props} />
  if (proposal.proposedBy === staffId) {
    return (
      <Card title="Chờ người thứ hai kiểm tra bản công khai" tone="sunken">
        <p>Thầy/cô soạn bản này nên cần một người khác kiểm tra trước khi công khai.</p>
        <SideBySide file={file} summary={proposal.summary} answer={proposal.answer} />
        <Pictures file={file} />
        <Disclosure summary="Sửa bản công khai">
          <ProposalForm {...props} />
        </Disclosure>
      </Card>
    )
  }
  if (!proposal.mayCheck) {
    return (
      <Card title="Bản công khai đang chờ kiểm tra" tone="sunken">
        {row.sender_mode === 'protected' ? <p>Người gửi được giữ kín danh tính, nên hiệu trưởng là người kiểm tra bản này.</p> : null}
        <SideBySide file={file} summary={proposal.summary} answer={proposal.answer} />
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
    <Card title="Việc cần làm: trình bản công khai" tone="accent">
      <p>Phụ huynh đồng ý công khai nội dung đã bỏ thông tin cá nhân. Viết lại bằng lời của nhà trường: không tên người, không tên lớp, không chi tiết giúp nhận ra một gia đình.</p>
      <ProposalForm {...props} />
    </Card>
  )
}

function ProposalForm({ file, state }: StepProps) {
  const { row, proposal } = file
  const field = fieldsOf('proposePublication', state, {
    summary: proposal?.summary ?? '',
    answer: proposal?.answer ?? (file.reply?.state === 'approved' ? file.reply.body : ''),
  })
  return (
    <CaseForm action="proposePublication" number={row.number} version={row.version} state={state}>
      <div className="side-by-side">
        <section>
          <h3>Phụ huynh viết</h3>
          <p className="pre-line original">{row.body}</p>
        </section>
        <TextArea label="Tóm tắt sẽ công khai" rows={8} maxLength={8000} {...field('summary')} />
      </div>
      <div className="side-by-side">
        <section>
          <h3>Nhà trường đã trả lời</h3>
          <p className="pre-line original">{file.reply?.body}</p>
        </section>
        <TextArea label="Câu trả lời sẽ công khai" rows={8} maxLength={8000} {...field('answer')} />
      </div>
      <Pictures file={file} />
      <Button icon="send" {...doing('proposePublication')}>
        Trình bản công khai
      </Button>
    </CaseForm>
  )
}

function Check({ file, state }: StepProps) {
  const { row, proposal } = file
  const field = fieldsOf('returnPublication', state)
  const publishError = state?.action === 'publish' ? state.errors.find((one) => one.field === 'confirmed')?.message : undefined
  if (!proposal) return null
  return (
    <Card title="Việc cần làm: kiểm tra và công khai" tone="accent">
      <p>
        {proposal.proposedByName} soạn bản này. Đọc như một người hàng xóm của gia đình: có nhận ra ai không?
      </p>
      <SideBySide file={file} summary={proposal.summary} answer={proposal.answer} />
      <Pictures file={file} />
      {proposal.findings.length > 0 ? (
        <Notice tone="warning" title="Những chỗ cần xem lại">
          <ul>
            {proposal.findings.map((finding) => (
              <li key={finding.text}>
                <strong>{finding.text}</strong> – {findingWords[finding.kind]}
                {finding.certain ? ' (phải bỏ trước khi công khai)' : ''}
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
      <CaseForm action="publish" number={row.number} version={row.version} state={state}>
        <Checkbox id="publish-confirmed" name="confirmed" label="Tôi đã đọc và thấy không còn thông tin giúp nhận ra phụ huynh, trẻ hoặc nhân viên" error={publishError} />
        {file.pictures.length > 0 ? (
          <Checkbox id="publish-picturesChecked" name="picturesChecked" label="Tôi đã mở lớn từng ảnh: không thấy ai, không có biển số, bảng tên hay chi tiết giúp nhận ra ai" />
        ) : null}
        <Button icon="globe" {...doing('publish')}>
          Công khai
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

const findingWords: Record<NonNullable<CaseFile['proposal']>['findings'][number]['kind'], string> = {
  phone: 'số điện thoại',
  email: 'địa chỉ e-mail',
  'id-number': 'dãy số dài, có thể là số giấy tờ hoặc tài khoản',
  contact: 'thông tin của người gửi',
  class: 'tên lớp',
  staff: 'trùng tên một nhân viên',
}

/** The pictures that would be shown with it, as the public would see them. */
function Pictures({ file }: { file: CaseFile }) {
  const { row, pictures } = file
  if (pictures.length === 0) return null
  return (
    <section className="stack-s">
      <h3>Ảnh sẽ công khai</h3>
      <ul className="public-pictures">
        {pictures.map(({ id, nth, description, covers }) => (
          <li key={id}>
            <a href={`/office/phan-anh/${row.number}/tep/${id}?che=${row.version}`} target="_blank" rel="noopener">
              <img src={`/office/phan-anh/${row.number}/tep/${id}?che=${row.version}&nho`} alt={`Ảnh ${nth}, bản đã che; mở lớn`} />
            </a>
            <p>
              Ảnh {nth}: {description} <span className="muted">({covers.length === 0 ? 'chưa che vùng nào' : `${covers.length} vùng che`})</span>
              {file.actions.includes('coverPicture') ? (
                <>
                  {' '}
                  <a href={`/office/phan-anh/${row.number}/tep/${id}/che`}>Sửa ảnh {nth}</a>
                </>
              ) : null}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}

function SideBySide({ file, summary, answer }: { file: CaseFile; summary: string; answer: string }) {
  return (
    <div className="side-by-side">
      <section>
        <h3>Bản gốc</h3>
        <p className="pre-line original">{file.row.body}</p>
        <p className="pre-line original">{file.reply?.body}</p>
      </section>
      <section>
        <h3>Bản công khai</h3>
        <p className="pre-line">{summary}</p>
        <p className="pre-line answer">{answer}</p>
      </section>
    </div>
  )
}

function Published({ file, publicHref }: Pick<StepProps, 'file' | 'publicHref'>) {
  if (!file.published) return null
  return (
    <Card title={`Đã công khai ngày ${formatDate(file.published.publishedOn)}`}>
      <SideBySide file={file} summary={file.published.summary} answer={file.published.answer} />
      <p>
        <a href={publicHref}>Xem trên trang thông tin</a>
      </p>
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
