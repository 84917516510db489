import { dueStatus } from '#app/calendar/index.ts'
import type { Calendar, Limits } from '#app/calendar/index.ts'
import { formatDate, formatDateTime } from '#app/i18n/format.ts'
import { Badge } from '#app/ui/Badge.tsx'
import type { Tone } from '#app/ui/Badge.tsx'

/** A promised date as the office shows it: the words, and how pressing it is. */
export interface DueWords {
  tone: Tone
  text: string
}

/** `due` and `today` are days; the working days left follow the school's calendar, what counts as soon its limits. */
export function dueWords(due: string, today: string, calendar: Calendar, limits: Limits): DueWords {
  const { status, workingDaysLeft } = dueStatus(due, today, calendar, limits)
  switch (status) {
    case 'overdue':
      return { tone: 'danger', text: `Quá hạn ${Math.max(1, -workingDaysLeft)} ngày làm việc` }
    case 'today':
      return { tone: 'danger', text: 'Hạn hôm nay' }
    case 'soon':
      return { tone: 'warning', text: workingDaysLeft <= 0 ? `Hạn ${formatDate(due)}` : `Còn ${workingDaysLeft} ngày làm việc` }
    case 'later':
      return { tone: 'neutral', text: `Hạn ${formatDate(due)}` }
  }
}

/**
 * What is promised next of a case. Where a child may be in danger the hours count, on days off too (`respondBy`, null elsewhere), and no working days are spoken of.
 * `now` is an instant; the rest as for `dueWords`. Null where nothing is promised.
 */
export function promiseWords({ due, respondBy }: { due: string | null; respondBy: string | null }, now: string, today: string, calendar: Calendar, limits: Limits): DueWords | null {
  if (respondBy !== null) return { tone: 'danger', text: `${now >= respondBy ? 'Quá hạn phản hồi' : 'Phản hồi trước'} ${formatDateTime(respondBy)}` }
  return due === null ? null : dueWords(due, today, calendar, limits)
}

export function DueBadge({ words }: { words: DueWords }) {
  return (
    <Badge tone={words.tone} icon={words.tone === 'neutral' ? 'calendar' : 'clock'}>
      {words.text}
    </Badge>
  )
}
