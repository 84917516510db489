import { formatDate } from '#app/i18n/format.ts'
import { Button } from '#app/ui/Button.tsx'
import { Card } from '#app/ui/Card.tsx'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import { TextArea } from '#app/ui/TextArea.tsx'
import { CaseForm, doing, fieldsOf } from '../case-form.tsx'
import type { StepProps } from '../NextStep.tsx'
import { ProposalForm } from './ProposalForm.tsx'
import { CoveredWords, OutsideTexts } from './Review.tsx'

/** What stands in public, or stood there, with all that has happened to it; from here it is corrected or taken down. */
export function PublicRecord(props: StepProps) {
  const { file, publicHref, state } = props
  const { row, published, proposal, actions } = file
  if (!published) return null
  const { inside } = published
  const stands = published.withdrawnOn === null
  const mayCorrect = stands && !proposal && actions.includes('proposePublication') && (row.state === 'published' || row.state === 'closed')
  return (
    <Card title={stands ? `Đang công khai từ ngày ${formatDate(published.publishedOn)}` : `Đã gỡ ngày ${formatDate(published.withdrawnOn ?? '')}`}>
      {stands ? <OutsideTexts summary={published.summary} answer={published.answer} /> : <p>Lý do, mọi người đọc được: {published.withdrawalReason}</p>}
      {inside ? (
        <>
          <p className="muted small">
            {inside.proposedByName} soạn, {inside.checkedByName} kiểm tra.
          </p>
          <CoveredWords summary={inside.summary} answer={inside.answer} />
        </>
      ) : null}
      {/* What was only taken down has its reason above. */}
      {published.changes.length < (stands ? 1 : 2) ? null : (
        <ul>
          {published.changes.map((change) => (
            <li key={change.id}>
              {formatDate(change.on)}: {changeWords[change.kind]}
              {change.note === '' ? '' : `. ${change.note}`}
            </li>
          ))}
        </ul>
      )}
      <p>
        <a href={publicHref}>Xem trên trang công khai</a>
      </p>
      {mayCorrect ? (
        <Disclosure summary="Đính chính" open={state?.action === 'proposePublication'}>
          <p>Sửa chữ, một người khác kiểm tra rồi mới thay. Các ngày và số ngày trả lời không đổi; mọi người thấy ngày đính chính và lời giải thích.</p>
          <ProposalForm {...props} corrects />
        </Disclosure>
      ) : null}
      {actions.includes('takeDown') && stands ? (
        <Disclosure summary="Gỡ khỏi trang công khai" open={state?.action === 'takeDown'}>
          <p>Chữ biến mất ngay, không cần người thứ hai. Ngày gỡ và lý do vẫn công khai, và tỷ lệ công khai giảm. Muốn đăng lại phải trình và kiểm tra lại từ đầu.</p>
          <CaseForm action="takeDown" number={row.number} version={row.version} state={state}>
            <TextArea label="Lý do gỡ, mọi người sẽ đọc" hint="Không nhắc lại thông tin cần gỡ." rows={2} maxLength={1000} {...fieldsOf('takeDown', state)('reason')} />
            <Button variant="danger" {...doing('takeDown')}>
              Gỡ ngay
            </Button>
          </CaseForm>
        </Disclosure>
      ) : null}
    </Card>
  )
}

const changeWords = {
  correction: 'Đính chính',
  answered_again: 'Công khai câu trả lời mới',
  withdrawal: 'Gỡ xuống',
  republished: 'Công khai lại',
  settled: 'Kết thúc việc trả lời lại',
  measure: 'Thêm một việc đã làm',
} as const
