import type { CaseFile } from '#app/cases/index.ts'
import { formatDate, formatDateTime } from '#app/i18n/format.ts'
import { FileList } from '#app/ui/FileList.tsx'
import { Icon } from '#app/ui/Icon.tsx'

/** A day where only the day is known, as for what a parent wrote. */
export function printedTime(at: string): string {
  return at.length === 10 ? formatDate(at) : formatDateTime(at)
}

const who = { parent: 'Phụ huynh', school: 'Nhà trường', internal: 'Ghi chú nội bộ' } as const

/** What was written, oldest first: the parent, the school, and the notes that only staff see. */
export function Conversation({ number, body, submittedOn, messages, files }: { number: string; body: string; submittedOn: string; messages: CaseFile['messages']; files: CaseFile['files'] }) {
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
          <FileList files={files.filter((file) => file.messageId === (message.id === 0 ? null : message.id))} href={`/office/phan-anh/${number}/tep`} />
        </li>
      ))}
    </ol>
  )
}
