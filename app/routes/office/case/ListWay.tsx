import type { InboxFilter } from '#app/cases/inbox-filter.ts'
import { Icon } from '#app/ui/Icon.tsx'
import { caseHref } from '../list-place.ts'

export interface Way {
  list: InboxFilter
  previous: string | null
  next: string | null
  /** Something has just been done here. */
  isDone: boolean
}

/** From one case to the next of the list it was opened from, without going back to the list. */
export function ListWay({ list, previous, next, isDone }: Way) {
  return (
    <nav className="list-way no-print" aria-label="Các hồ sơ trong danh sách">
      {previous === null ? null : (
        <a href={caseHref(previous, list)} rel="prev" className="button button-quiet button-small">
          <Icon name="arrow-left" />
          Hồ sơ trước
        </a>
      )}
      {next === null ? (
        <span className="muted">Hết danh sách</span>
      ) : (
        <a href={caseHref(next, list)} rel="next" className={`button button-small ${isDone ? 'button-primary' : 'button-quiet'}`}>
          Hồ sơ tiếp theo
          <Icon name="arrow-right" />
        </a>
      )}
    </nav>
  )
}
