import { Icon } from '#app/ui/Icon.tsx'

/** Summaries of comments that a second person has to read before they are public; nothing where there are none. */
export function SummaryTasks({ summaries }: { summaries: readonly { roundId: string; roundName: string }[] }) {
  if (summaries.length === 0) return null
  return (
    <section className="stack" aria-labelledby="tom-tat-cho-duyet">
      <h2 id="tom-tat-cho-duyet">
        Tóm tắt góp ý chờ duyệt <span className="count">{summaries.length}</span>
      </h2>
      <ol className="tasks">
        {summaries.map(({ roundId, roundName }) => (
          <li key={roundId} className="task">
            <span className="task-icon">
              <Icon name="message" />
            </span>
            <div className="task-words">
              <a href={`/office/dot-khao-sat/${roundId}/tom-tat`} className="task-link">
                Duyệt bản tóm tắt góp ý
              </a>
              <p className="task-subject">{roundName}</p>
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
}
