import type { CaseFile } from '#app/cases/index.ts'
import { formatDateTime, formatTime } from '#app/i18n/format.ts'
import { Button } from '#app/ui/Button.tsx'
import { Card } from '#app/ui/Card.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { takesFiles } from '#app/cases/waiting-files.ts'
import { CaseForm, doing } from './case-form.tsx'
import type { CaseFormState } from './case-form.tsx'
import { GoesAlong } from './FilesToSend.tsx'

const what = { answer: 'Câu trả lời', ask: 'Câu hỏi', message: 'Tin nhắn' } as const

/** What is about to go out, and the two ways to change one's mind: not at all, or at once. */
export function OutgoingCard({ file, outgoing, state }: { file: CaseFile; outgoing: NonNullable<CaseFile['outgoing']>; state: CaseFormState | undefined }) {
  const { row, actions } = file
  const form = { number: row.number, version: row.version, state }
  return (
    <Card title={`${what[outgoing.action]} sẽ gửi lúc ${formatTime(outgoing.sendAt)}`} tone="accent">
      <p>
        {outgoing.staffName} đã cho gửi. Đến {formatDateTime(outgoing.sendAt)} nội dung tự đi; trước lúc đó phụ huynh chưa thấy gì và thầy/cô còn thu hồi được. Hạn trả lời vẫn tính.
      </p>
      {outgoing.parentWroteSince ? (
        <Notice tone="warning" title="Phụ huynh vừa viết thêm">
          <p>Đọc phần trao đổi bên dưới trước khi nội dung này đi: có thể cần thu hồi để sửa.</p>
        </Notice>
      ) : null}
      <p className="pre-line answer">{outgoing.body}</p>
      {takesFiles(outgoing.action, row) ? <GoesAlong file={file} /> : null}
      <div className="cluster">
        {actions.includes('undoSend') ? (
          <CaseForm action="undoSend" {...form}>
            <Button {...doing('undoSend')}>Thu hồi</Button>
          </CaseForm>
        ) : null}
        {actions.includes('sendNow') ? (
          <CaseForm action="sendNow" {...form}>
            <Button variant="secondary" icon="send" {...doing('sendNow')}>
              Gửi ngay
            </Button>
          </CaseForm>
        ) : null}
      </div>
    </Card>
  )
}

/** Said beside a button that sends: for how long it can be taken back. */
export function HoldHint({ minutes }: { minutes: number }) {
  return <p className="small muted">{minutes === 0 ? 'Gửi đi ngay, không thu hồi được.' : `Gửi đi sau ${minutes} phút; trong lúc đó còn thu hồi được.`}</p>
}
