import { Button } from '#app/ui/Button.tsx'
import { TextArea } from '#app/ui/TextArea.tsx'
import { CaseForm, doing, fieldsOf } from '../case-form.tsx'
import type { StepProps } from '../NextStep.tsx'
import { CoverEditor } from './CoverEditor.tsx'
import { Pictures } from './Pictures.tsx'

/** Both texts for the public, each beside what it is made from. For a published case the standing text is the beginning, and what is corrected must be said. */
export function ProposalForm({ file, state, corrects = false }: StepProps & { corrects?: boolean }) {
  const { row, proposal, published, writing } = file
  if (!writing) return null
  const approved = file.reply?.state === 'approved' ? file.reply.body : ''
  // What was published is the beginning also where it was taken down.
  const standing = published?.inside ?? (published && published.withdrawnOn === null ? published : null)
  const field = fieldsOf('proposePublication', state, {
    summary: proposal?.summary ?? standing?.summary ?? '',
    answer: proposal?.answer ?? (file.reopened ? undefined : standing?.answer) ?? approved,
    correctionNote: proposal?.correctionNote ?? '',
  })
  return (
    <CaseForm action="proposePublication" number={row.number} version={row.version} state={state}>
      <div className="side-by-side">
        <section>
          <h3>Phụ huynh viết</h3>
          <p className="pre-line original">{row.body}</p>
        </section>
        <CoverEditor label="Tóm tắt sẽ công khai" names={writing.names} begin={{ text: writing.summary, label: 'Bắt đầu từ lời phụ huynh, che sẵn chỗ gợi ý' }} {...field('summary')} />
      </div>
      <div className="side-by-side">
        <section>
          <h3>Nhà trường đã trả lời</h3>
          <p className="pre-line original">{file.reply?.body}</p>
        </section>
        <CoverEditor label="Câu trả lời sẽ công khai" names={writing.names} begin={{ text: writing.answer, label: 'Bắt đầu từ câu trả lời, che sẵn chỗ gợi ý' }} {...field('answer')} />
      </div>
      <Pictures file={file} />
      {corrects ? (
        <TextArea
          label="Đính chính điều gì?"
          hint="Mọi người đọc câu này trên trang công khai, ví dụ “Sửa ngày thay vòi nước, trước đây ghi nhầm”. Không nhắc lại điều vừa che."
          rows={2}
          maxLength={1000}
          {...field('correctionNote')}
        />
      ) : null}
      <Button icon="send" {...doing('proposePublication')}>
        {corrects ? 'Trình bản đính chính' : 'Trình bản công khai'}
      </Button>
    </CaseForm>
  )
}
