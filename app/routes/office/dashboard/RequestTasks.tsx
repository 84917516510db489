import { requestKindLabels, requestPath } from '#app/privacy/words.ts'
import type { DataRequestKind, DataRequestState } from '#app/privacy/words.ts'
import { Icon } from '#app/ui/Icon.tsx'
import { DueBadge } from '../case/due.tsx'
import type { DueWords } from '../case/due.tsx'

interface ShownRequest {
  id: string
  kind: DataRequestKind
  state: DataRequestState
  number: string
  dueWords: DueWords
}

/** Requests about personal data that wait for this person, the soonest due on top; nothing where there are none. */
export function RequestTasks({ requests }: { requests: readonly ShownRequest[] }) {
  if (requests.length === 0) return null
  return (
    <section className="stack" aria-labelledby="yeu-cau-du-lieu">
      <h2 id="yeu-cau-du-lieu">
        Yêu cầu về dữ liệu cá nhân <span className="count">{requests.length}</span>
      </h2>
      <ol className="tasks">
        {requests.map((request) => (
          <li key={request.id} className={`task task-${request.dueWords.tone}`}>
            <span className="task-icon">
              <Icon name="lock" />
            </span>
            <div className="task-words">
              <a href={requestPath(request.id)} className="task-link">
                {requestKindLabels[request.kind]}
              </a>
              <p className="task-subject">{request.state === 'new' ? 'Xác nhận với phụ huynh là đã nhận' : 'Thực hiện và trả lời phụ huynh'}</p>
              <p className="inbox-number">{request.number}</p>
            </div>
            <div className="badge-stack">
              <DueBadge words={request.dueWords} />
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
}
