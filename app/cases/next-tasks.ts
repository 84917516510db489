import type { ExpressionBuilder } from 'kysely'
import { addDays } from '#app/calendar/index.ts'
import { may } from '#app/staff/index.ts'
import type { Db } from '#db/connect.ts'
import type { CaseKind, CaseReply, CaseRow, Database, Role } from '#db/schema.ts'
import { standingIn } from './standing-in.ts'
import { isHeldBy, visibleTo } from './inbox.ts'
import { patienceDays } from './pause.ts'
import { holds, isReopened, mayCheckPublication, mayDo, mayOpen, nextDueOf } from './transitions.ts'
import type { Person } from './transitions.ts'
import { isAlarmUnread } from './unread-alarm.ts'

export type TaskKind =
  /** A child may be in danger and nobody has done anything since that became known. */
  | 'protect'
  | 'acknowledge'
  | 'assign'
  /** A complaint or denunciation waits to be accepted or refused. */
  | 'accept'
  | 'answer'
  /** The sender did not accept the answer. */
  | 'answer-again'
  /** The reply came back to be mended. */
  | 'rewrite'
  | 'approve'
  /** An answer whose sender agreed to publication waits for its public text. */
  | 'write-publication'
  /** Another person's public text waits to be checked. */
  | 'check-publication'
  /** Somebody states what was done because of a case; a second person goes and looks. */
  | 'verify-measure'
  /** The sender has not answered a question for long. */
  | 'go-on'
  /** Somebody else holds it and the day has passed. */
  | 'remind'

export interface Task {
  kind: TaskKind
  number: string
  subject: string
  caseKind: CaseKind
  /** The day promised to the sender; null where the answer is out. */
  due: string | null
  /** The instant by which a child must be seen to, which comes before any day; null in every other task. */
  respondBy: string | null
  /** The sender did not accept an earlier answer. */
  reopened: boolean
  /** Who holds the case; null where nobody does. */
  assigneeName: string | null
  /** Who is to be reminded instead while that person is away. */
  standInName: string | null
}

/** A case with what has been written for it so far. */
interface Draft {
  reply: Pick<CaseReply, 'state' | 'drafted_by'> | undefined
  publicationBy: Person | null
  /** Who stated what is still to be looked at. */
  measuresBy: Person[]
  hasContact: boolean
  /** `isAlarmUnread` of the case. */
  isAlarmUnread: boolean
}

/** What decides about a task: not a word of what was written. */
const facts = [
  'cases.id', 'cases.number', 'cases.subject', 'cases.kind', 'cases.state', 'cases.assignee_id', 'cases.barred', 'cases.sender_mode', 'cases.child_safety', 'cases.safety_source', 'cases.consent_publish',
  'cases.acknowledge_due', 'cases.answer_due', 'cases.extended_on', 'cases.reopened_on', 'cases.merged_into', 'cases.outgoing_at', 'cases.frozen_on', 'cases.formal_stage', 'cases.intake_due', 'cases.paused_on',
  'cases.answered_on', 'cases.published_on', 'cases.respond_by',
] as const
type Facts = Pick<CaseRow, typeof facts[number] extends `cases.${infer Name}` ? Name : never>

/**
 * What this person should do next, the most pressing first: every case that waits for their work, and for those who give out
 * the work also what is late in the hands of others. `today` is a day.
 */
export async function nextTasks(db: Db, school: { id: string }, person: Person, today: string): Promise<Task[]> {
  const newestReply = (eb: ExpressionBuilder<Database, 'cases'>) =>
    eb.selectFrom('case_replies').whereRef('case_replies.case_id', '=', 'cases.id').orderBy('case_replies.id', 'desc').limit(1)
  const rows = await db
    .selectFrom('cases')
    .leftJoin('case_publication_drafts', 'case_publication_drafts.case_id', 'cases.id')
    .leftJoin('staff as author', 'author.id', 'case_publication_drafts.proposed_by')
    .leftJoin('staff as holder', 'holder.id', 'cases.assignee_id')
    .leftJoin('case_contacts', 'case_contacts.case_id', 'cases.id')
    .select(facts)
    .select(['author.id as authorId', 'author.role as authorRole', 'holder.name as assigneeName', 'case_contacts.case_id as contactOf', isAlarmUnread.as('alarmUnread')])
    .select((eb) => [newestReply(eb).select('case_replies.state').as('replyState'), newestReply(eb).select('case_replies.drafted_by').as('replyBy')])
    .where('cases.school_id', '=', school.id)
    .where('cases.frozen_on', 'is', null)
    // Answered together with another: its work is done there.
    .where('cases.merged_into', 'is', null)
    .where((eb) => eb.and([visibleTo(eb, person), mayBeTask(eb, person, today)]))
    .execute()
  const stated = await db
    .selectFrom('measures')
    .innerJoin('cases', 'cases.id', 'measures.case_id')
    .innerJoin('staff', 'staff.id', 'measures.stated_by')
    .select(['measures.case_id', 'staff.id', 'staff.role'])
    .where('cases.school_id', '=', school.id)
    .where('measures.state', '=', 'stated')
    .execute()

  const standInFor = await standingIn(db, school, today)
  return rows
    .flatMap((row): Task[] => {
      const publicationBy = row.authorId === null ? null : { id: row.authorId, role: row.authorRole as Role }
      const reply = row.replyState === null || row.replyBy === null ? undefined : { state: row.replyState, drafted_by: row.replyBy }
      const kind = taskFor(person, row, { reply, publicationBy, measuresBy: stated.filter((one) => one.case_id === row.id), hasContact: row.contactOf !== null, isAlarmUnread: row.alarmUnread === 1 }, today)
      if (kind === null) return []
      return [{ kind, number: row.number, subject: row.subject, caseKind: row.kind, due: nextDueOf(row), respondBy: kind === 'protect' ? row.respond_by : null, reopened: isReopened(row), assigneeName: row.assigneeName, standInName: standInFor(row) }]
    })
    .sort((a, b) => urgency(a, today) - urgency(b, today) || (a.due ?? '9').localeCompare(b.due ?? '9') || a.number.localeCompare(b.number))
}

/** Leaves out, before anything is read, the thousands of cases that are nobody's work or somebody else's. What it lets through `taskFor` decides. */
function mayBeTask(eb: ExpressionBuilder<Database, 'cases'>, person: Person, today: string) {
  const isMine = isHeldBy(eb, person)
  const isHandled = eb('cases.state', 'in', ['acknowledged', 'in_progress'])
  const isForPublic = eb.and([eb('cases.state', '=', 'answered'), eb('cases.consent_publish', '=', 1)])
  const isSilent = eb.and([eb('cases.state', '=', 'more_info'), eb('cases.paused_on', '<=', addDays(today, -patienceDays))])
  const isAlarming = eb(isAlarmUnread, '=', 1)
  if (!may(person.role, 'case:assign')) return eb.and([isMine, eb.or([isHandled, isForPublic, isSilent, isAlarming])])
  return eb.or([
    isAlarming,
    eb('cases.state', 'in', ['submitted', 'awaiting_approval']),
    eb.and([isHandled, eb.or([isMine, eb('cases.assignee_id', 'is', null), eb('cases.answer_due', '<', today), eb('cases.formal_stage', '=', 'awaiting')])]),
    eb.and([isForPublic, isMine]),
    eb.and([isSilent, eb.or([isMine, eb('cases.assignee_id', 'is', null)])]),
    // A correction, or something done, may wait in a case that is otherwise over.
    eb('cases.id', 'in', eb.selectFrom('case_publication_drafts as draft').select('draft.case_id')),
    eb('cases.id', 'in', eb.selectFrom('measures').select('measures.case_id').where('measures.state', '=', 'stated')),
  ])
}

/** What this person owes this case now, or null. */
export function taskFor(person: Person, row: Facts, draft: Draft, today: string): TaskKind | null {
  // What is about to go out needs nobody.
  if (!mayOpen(person, row) || row.outgoing_at !== null) return null
  if (draft.isAlarmUnread && (holds(person, row) || may(person.role, 'case:assign'))) return 'protect'
  switch (row.state) {
    case 'submitted':
      return mayDo(person, 'acknowledge', row) ? 'acknowledge' : null
    case 'acknowledged':
    case 'in_progress': {
      // Nobody but the principal may hold a denunciation, assigned or not.
      const isMine = holds(person, row) || (row.kind === 'denunciation' && row.assignee_id === null)
      if (mayDo(person, 'acceptFormal', row)) return 'accept'
      if (isMine && draft.reply?.state === 'returned') return 'rewrite'
      if (isMine) return isReopened(row) ? 'answer-again' : 'answer'
      if (!mayDo(person, 'assign', row)) return null
      if (row.assignee_id === null) return 'assign'
      return row.answer_due < today ? 'remind' : null
    }
    case 'more_info':
      if (row.paused_on === null || row.paused_on > addDays(today, -patienceDays)) return null
      return mayDo(person, 'resume', row) && (holds(person, row) || row.assignee_id === null) ? 'go-on' : null
    case 'awaiting_approval':
      return mayDo(person, 'approveReply', row) && draft.reply?.drafted_by !== person.id ? 'approve' : null
    case 'answered':
    case 'published':
    case 'closed':
      if (draft.publicationBy !== null && mayCheckPublication(person, row, draft.publicationBy, draft.hasContact)) return 'check-publication'
      if (draft.measuresBy.some((author) => mayCheckPublication(person, row, author, draft.hasContact, 'verifyMeasure'))) return 'verify-measure'
      if (row.state !== 'answered' || draft.publicationBy !== null) return null
      return holds(person, row) && mayDo(person, 'proposePublication', row) ? 'write-publication' : null
    default:
      return null
  }
}

/** The answers one owes stand in one row, so that only their dates order them. */
const order: TaskKind[][] = [
  ['remind'], ['approve'], ['acknowledge'], ['accept'], ['rewrite', 'answer', 'answer-again'], ['assign'], ['check-publication'], ['verify-measure'], ['write-publication'], ['go-on'],
]

/** A child first, then one's own that is late, then what is due today, then what is late with others, then by kind: what holds up others comes first. */
function urgency(task: Task, today: string): number {
  if (task.kind === 'protect') return 0
  if (task.kind !== 'remind' && task.due !== null && task.due < today) return 1
  if (task.due === today) return 2
  return 3 + order.findIndex((kinds) => kinds.includes(task.kind))
}
