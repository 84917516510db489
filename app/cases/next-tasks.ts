import { dueStatus } from '#app/calendar/index.ts'
import type { Calendar } from '#app/calendar/index.ts'
import type { Db } from '#db/connect.ts'
import type { CaseKind, CaseReply, CaseRow, CaseState, StaffRow } from '#db/schema.ts'
import { mayDo, mayOpen, openStates } from './transitions.ts'

export type TaskKind =
  /** A child may be in danger and nobody has taken it on. */
  | 'protect'
  | 'acknowledge'
  | 'assign'
  | 'answer'
  /** The reply came back to be mended. */
  | 'rewrite'
  | 'approve'
  /** An answer whose sender agreed to publication waits for its public text. */
  | 'write-publication'
  /** Another person's public text waits to be checked. */
  | 'check-publication'

export interface Task {
  kind: TaskKind
  number: string
  subject: string
  caseKind: CaseKind
  /** The day promised to the sender; null where the answer is out. */
  due: string | null
}

type Person = Pick<StaffRow, 'id' | 'role'>

/** A case with what has been written for it so far. */
interface Draft {
  reply: Pick<CaseReply, 'state' | 'drafted_by'> | undefined
  publicationBy: string | null
}

/** States in which somebody of the staff has something to do. */
const activeStates: CaseState[] = [...openStates.filter((state) => state !== 'more_info'), 'answered']

/**
 * What this person should do next, the most pressing first: only what they may do themselves, and of the answers in their hands
 * only those due soon. `today` is a day.
 */
export async function nextTasks(db: Db, school: { id: string }, person: Person, calendar: Calendar, today: string): Promise<Task[]> {
  const rows = await db
    .selectFrom('cases')
    .leftJoin('case_publication_drafts', 'case_publication_drafts.case_id', 'cases.id')
    .selectAll('cases')
    .select('case_publication_drafts.proposed_by')
    .where('cases.school_id', '=', school.id)
    .where('cases.state', 'in', activeStates)
    .execute()
  const replies = await db
    .selectFrom('case_replies')
    .innerJoin('cases', 'cases.id', 'case_replies.case_id')
    .select(['case_replies.case_id', 'case_replies.state', 'case_replies.drafted_by'])
    .where('cases.school_id', '=', school.id)
    .where('cases.state', 'in', activeStates)
    .orderBy('case_replies.id')
    .execute()
  const newestReply = new Map(replies.map((reply) => [reply.case_id, reply]))

  return rows
    .flatMap((row): Task[] => {
      const kind = taskFor(person, row, { reply: newestReply.get(row.id), publicationBy: row.proposed_by }, calendar, today)
      return kind === null ? [] : [{ kind, number: row.number, subject: row.subject, caseKind: row.kind, due: dueOf(row) }]
    })
    .sort((a, b) => urgency(a, today) - urgency(b, today) || (a.due ?? '9').localeCompare(b.due ?? '9') || a.number.localeCompare(b.number))
}

function taskFor(person: Person, row: CaseRow, draft: Draft, calendar: Calendar, today: string): TaskKind | null {
  if (!mayOpen(person, row)) return null
  switch (row.state) {
    case 'submitted':
      if (!mayDo(person, 'acknowledge', row)) return null
      return row.child_safety === 1 ? 'protect' : 'acknowledge'
    case 'acknowledged':
    case 'in_progress': {
      // Nobody but the principal may hold a denunciation, assigned or not.
      const isMine = row.assignee_id === person.id || (row.kind === 'denunciation' && row.assignee_id === null)
      if (isMine && draft.reply?.state === 'returned') return 'rewrite'
      if (isMine) return dueStatus(row.answer_due, today, calendar).status === 'later' ? null : 'answer'
      return row.assignee_id === null && mayDo(person, 'assign', row) ? 'assign' : null
    }
    case 'awaiting_approval':
      return mayDo(person, 'approveReply', row) && draft.reply?.drafted_by !== person.id ? 'approve' : null
    case 'answered':
      if (draft.publicationBy !== null) return draft.publicationBy !== person.id && mayDo(person, 'publish', row) ? 'check-publication' : null
      return row.assignee_id === person.id && mayDo(person, 'proposePublication', row) ? 'write-publication' : null
    default:
      return null
  }
}

function dueOf(row: CaseRow): string | null {
  if (row.state === 'answered') return null
  return row.state === 'submitted' ? row.acknowledge_due : row.answer_due
}

const order: TaskKind[] = ['approve', 'acknowledge', 'rewrite', 'answer', 'assign', 'check-publication', 'write-publication']

/** A child first, then what is late, then what is due today, then by kind: what holds up others comes first. */
function urgency(task: Task, today: string): number {
  if (task.kind === 'protect') return 0
  if (task.due !== null && task.due < today) return 1
  if (task.due === today) return 2
  return 3 + order.indexOf(task.kind)
}
