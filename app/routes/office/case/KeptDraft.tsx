import type { CaseAction, DraftNotes } from '#app/cases/index.ts'
import { formatDateTime } from '#app/i18n/format.ts'
import { Button } from '#app/ui/Button.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import type { Typing } from './use-typing.ts'

/** Says that the form holds what this person typed earlier, perhaps elsewhere, and has not sent. */
export function KeptDraft({ note, number, action }: { note: NonNullable<DraftNotes[CaseAction]>; number: string; action: CaseAction }) {
  return (
    <Notice tone={note.isOlder ? 'warning' : 'info'} title={`Bản nháp tự lưu lúc ${formatDateTime(note.savedAt)}`}>
      <p>{note.isOlder ? 'Từ lúc đó hồ sơ đã có thay đổi: xem lại trước khi gửi.' : 'Nội dung này chưa được gửi.'}</p>
      <Button variant="secondary" size="small" formAction={`/office/phan-anh/${number}/nhap`} formNoValidate name="bo" value={action}>
        Bỏ bản nháp
      </Button>
    </Notice>
  )
}

/** Below the form: whether what is typed is safe. Only the failure is read aloud. */
export function TypingState({ state }: { state: Typing }) {
  return (
    <>
      {state.kind === 'kept' ? <p className="muted small">Đã tự lưu bản nháp lúc {state.at}.</p> : null}
      <p className="field-error" role="status">
        {state.kind === 'failed' ? 'Chưa tự lưu được bản nháp. Nội dung vẫn còn trên trang này.' : ''}
      </p>
    </>
  )
}
