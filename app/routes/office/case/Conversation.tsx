import type { CaseFile } from '#app/cases/index.ts'
import { Button } from '#app/ui/Button.tsx'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import { FileList } from '#app/ui/FileList.tsx'
import { Icon } from '#app/ui/Icon.tsx'
import { TextArea } from '#app/ui/TextArea.tsx'
import { CaseForm, doing, fieldsOf } from './case-form.tsx'
import type { CaseFormState } from './case-form.tsx'
import { HoldHint } from './Outgoing.tsx'
import { printedTime } from './printed-time.ts'
import { TemplatePicker, useChosenAction } from './TemplatePicker.tsx'

const who = { parent: 'Phụ huynh', school: 'Nhà trường', internal: 'Ghi chú nội bộ' } as const

/** Writes to the parent while the clock goes on; what stops it is a question, on its own form. */
export function WriteToParent({ file, state }: { file: CaseFile; state: CaseFormState | undefined }) {
  const isChosen = useChosenAction() === 'message'
  if (!file.actions.includes('message')) return null
  const { row, drafts, undoMinutes } = file
  return (
    <Disclosure summary="Viết cho phụ huynh" open={state?.action === 'message' || drafts.message !== undefined || isChosen}>
      <CaseForm action="message" number={row.number} version={row.version} state={state}>
        <TemplatePicker action="message" textId="message-text" />
        <TextArea
          label="Nội dung gửi phụ huynh"
          hint="Báo tin hoặc hỏi thăm; hạn trả lời vẫn tính. Nếu phải chờ phụ huynh bổ sung mới xử lý được thì chọn “Hỏi thêm phụ huynh”."
          rows={4}
          maxLength={8000}
          {...fieldsOf('message', state, drafts.message)('text')}
        />
        <HoldHint minutes={undoMinutes} />
        <Button variant="secondary" icon="send" {...doing('message')}>
          Gửi phụ huynh
        </Button>
      </CaseForm>
    </Disclosure>
  )
}

/** What was written, oldest first: the parent, the school, and the notes that only staff see. */
export function Conversation({ number, body, submittedOn, messages, files, coverable }: { number: string; body: string; submittedOn: string; messages: CaseFile['messages']; files: CaseFile['files']; coverable: boolean }) {
  const all = [{ id: 0, direction: 'parent' as const, body, at: submittedOn, staffName: null }, ...messages]
  return (
    <ol className="conversation">
      {all.map((message) => (
        <li key={message.id} className={`message message-${message.direction}`}>
          <p className="message-head">
            <span>
              {message.direction === 'internal' ? <Icon name="lock" /> : null} {who[message.direction]}
              {message.staffName ? ` · ${message.staffName}` : ''}
            </span>
            <time dateTime={message.at} className="muted">
              {printedTime(message.at)}
            </time>
          </p>
          <p className="pre-line">{message.body}</p>
          <FileList files={files.filter((file) => (message.id === 0 ? file.origin === 'parent' && file.messageId === null : file.messageId === message.id))} href={`/office/phan-anh/${number}/tep`} coverable={coverable} />
        </li>
      ))}
    </ol>
  )
}
