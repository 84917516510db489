import type { Task, TaskKind } from '#app/cases/next-tasks.ts'
import { kindLabels } from '#app/cases/words.ts'
import { ButtonLink } from '#app/ui/Button.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { Icon } from '#app/ui/Icon.tsx'
import type { IconName } from '#app/ui/Icon.tsx'
import { KindBadge, ReopenedBadge } from '../case/badges.tsx'
import { DueBadge } from '../case/due.tsx'
import type { DueWords } from '../case/due.tsx'

const words: Record<TaskKind, { label: string; icon: IconName }> = {
  protect: { label: 'An toàn của trẻ: xử lý ngay', icon: 'shield' },
  acknowledge: { label: 'Tiếp nhận', icon: 'inbox' },
  assign: { label: 'Giao người xử lý', icon: 'user' },
  accept: { label: 'Quyết định thụ lý', icon: 'document' },
  answer: { label: 'Trả lời phụ huynh', icon: 'message' },
  'answer-again': { label: 'Trả lời lại (phụ huynh chưa đồng ý)', icon: 'message' },
  rewrite: { label: 'Sửa dự thảo được trả lại', icon: 'edit' },
  approve: { label: 'Duyệt câu trả lời', icon: 'check-circle' },
  'write-publication': { label: 'Trình bản công khai', icon: 'document' },
  'check-publication': { label: 'Kiểm tra bản công khai', icon: 'eye' },
  'verify-measure': { label: 'Đến xem và xác nhận việc đã làm', icon: 'check-circle' },
  'go-on': { label: 'Phụ huynh chưa bổ sung: xử lý tiếp hoặc kết thúc', icon: 'clock' },
  remind: { label: 'Nhắc người xử lý', icon: 'clock' },
}

type ShownTask = Task & { isRestricted: boolean; dueWords: DueWords | null }

/** What to do next, the most pressing on top, each a link to its case. */
export function TaskList({ tasks, total, mine }: { tasks: readonly ShownTask[]; total: number; mine: number }) {
  return (
    <section className="stack" aria-labelledby="viec-can-lam">
      <h2 id="viec-can-lam">
        Việc cần làm {total > 0 ? <span className="count">{total}</span> : null}
      </h2>
      {tasks.length === 0 ? (
        <EmptyState
          title="Không có việc nào đang chờ thầy/cô"
          text={mine > 0 ? `Thầy/cô đang giữ ${mine} hồ sơ chờ phụ huynh bổ sung hoặc chờ người khác duyệt.` : 'Khi có hồ sơ mới hoặc được giao hồ sơ, việc sẽ hiện ở đây.'}
          action={
            mine > 0 ? (
              <ButtonLink href="/office/phan-anh?xem=mine" variant="secondary">
                Hồ sơ của tôi
              </ButtonLink>
            ) : undefined
          }
        />
      ) : (
        <ol className="tasks">
          {tasks.map((task) => (
            <li key={`${task.kind}-${task.number}`} className={`task task-${task.kind === 'protect' ? 'danger' : (task.dueWords?.tone ?? 'neutral')}`}>
              <span className="task-icon">
                <Icon name={words[task.kind].icon} />
              </span>
              <div className="task-words">
                <a href={`/office/phan-anh/${task.number}`} className="task-link">
                  {words[task.kind].label}
                  {task.kind === 'remind' ? `: ${task.standInName === null ? task.assigneeName : `${task.standInName}, thay ${task.assigneeName}`}` : null}
                </a>
                <p className="task-subject">{task.subject}</p>
                <p className="inbox-number">
                  {task.number} · {kindLabels[task.caseKind]}
                </p>
              </div>
              <div className="badge-stack">
                {task.reopened ? <ReopenedBadge /> : null}
                {task.isRestricted ? <KindBadge kind={task.caseKind} /> : null}
                {task.dueWords ? <DueBadge words={task.dueWords} /> : null}
              </div>
            </li>
          ))}
        </ol>
      )}
      {total > tasks.length ? (
        <p>
          Còn {total - tasks.length} việc nữa. <a href="/office/phan-anh">Mở hộp phản ánh</a>
        </p>
      ) : null}
    </section>
  )
}
