import { sql } from 'kysely'
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import { foldDiacritics } from '#app/i18n/format.ts'
import type { Db } from '#db/connect.ts'
import type { CaseKind, CaseState, Database } from '#db/schema.ts'
import { inboxPageSize, inboxViews } from './inbox-views.ts'
import type { InboxView } from './inbox-views.ts'
import { isReopened, openStates } from './transitions.ts'
import type { Person } from './transitions.ts'

export interface InboxFilter {
  view: InboxView
  /** Searched in number, subject and text; diacritics and case do not matter. */
  q?: string | undefined
  kind?: CaseKind | undefined
  fieldId?: string | undefined
  state?: CaseState | undefined
  /** From 1. */
  page?: number | undefined
}

export interface InboxRow {
  id: string
  number: string
  kind: CaseKind
  state: CaseState
  subject: string
  childSafety: boolean
  /** The sender did not accept an earlier answer. */
  reopened: boolean
  fieldName: string
  assigneeName: string | null
  receivedOn: string
  /** The next date that is promised: acknowledgement while it is new, then the answer; null while the clock stands still or nothing is owed. */
  due: string | null
}

type Cases = ExpressionBuilder<Database, 'cases'>
type Condition = Expression<SqlBool>
const everything = sql<SqlBool>`1 = 1`


/** One page of the inbox as this person may see it, what is due first on top. `today` is a day in Ho Chi Minh City. */
export async function listInbox(db: Db, school: { id: string }, person: Person, filter: InboxFilter, today: string): Promise<{ rows: InboxRow[]; total: number }> {
  const page = Math.max(1, filter.page ?? 1)
  const matching = db
    .selectFrom('cases')
    .where('cases.school_id', '=', school.id)
    .where((eb) => eb.and([visibleTo(eb, person), inView(eb, filter.view, person, today), ...filters(eb, filter)]))
  const { total } = await matching.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const finished = filter.view === 'done' || filter.view === 'all'
  const rows = await matching
    .innerJoin('fields', 'fields.id', 'cases.field_id')
    .leftJoin('staff', 'staff.id', 'cases.assignee_id')
    .select(['cases.id', 'cases.number', 'cases.kind', 'cases.state', 'cases.subject', 'cases.child_safety', 'cases.received_on', 'cases.reopened_on', 'fields.name_vi as fieldName', 'staff.name as assigneeName'])
    .select(nextDue.as('due'))
    .orderBy(finished ? sql`1` : sql`case when cases.state = 'more_info' then 1 else 0 end`)
    .orderBy(finished ? sql`cases.received_on desc` : nextDue)
    .orderBy('cases.number', finished ? 'desc' : 'asc')
    .limit(inboxPageSize)
    .offset((page - 1) * inboxPageSize)
    .execute()
  return {
    total: Number(total),
    rows: rows.map(({ child_safety, received_on, reopened_on, ...row }) => ({
      ...row,
      childSafety: child_safety === 1,
      reopened: isReopened({ state: row.state, reopened_on }),
      receivedOn: received_on,
      due: row.state === 'more_info' || !openStates.includes(row.state) ? null : row.due,
    })),
  }
}

/** How many cases stand in each view for this person. */
export async function inboxCounts(db: Db, school: { id: string }, person: Person, today: string): Promise<Record<InboxView, number>> {
  const counts = await db
    .selectFrom('cases')
    .where('school_id', '=', school.id)
    .where((eb) => visibleTo(eb, person))
    .select((eb) => inboxViews.map((view) => eb.fn.coalesce(eb.fn.sum<number>(eb.case().when(inView(eb, view, person, today)).then(1).else(0).end()), eb.lit(0)).as(view)))
    .executeTakeFirstOrThrow()
  return Object.fromEntries(inboxViews.map((view) => [view, Number((counts as Record<string, number>)[view])])) as Record<InboxView, number>
}

/** How many cases stand in one view: what the menu of every page shows, without counting the others. */
export async function countInbox(db: Db, school: { id: string }, person: Person, view: InboxView, today: string): Promise<number> {
  const { count } = await db
    .selectFrom('cases')
    .where('school_id', '=', school.id)
    .where((eb) => eb.and([visibleTo(eb, person), inView(eb, view, person, today)]))
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Acknowledgement is owed first, then the answer. */
const nextDue = sql<string>`case when cases.state = 'submitted' then cases.acknowledge_due else cases.answer_due end`

/** The same rule as `mayOpen`, as a condition: what a person may not open is not even counted for them. */
function visibleTo(eb: Cases, person: Person): Condition {
  return eb.and([notBarred(eb, person), byRole(eb, person)])
}

function notBarred(eb: Cases, person: Person): Condition {
  return eb('cases.barred', 'not like', `%${person.id}%`)
}

function byRole(eb: Cases, person: Person): Condition {
  if (person.role === 'principal') return everything
  if (person.role === 'coordinator') return eb('cases.kind', '!=', 'denunciation')
  if (person.role === 'viewer') return eb('cases.kind', 'not in', ['complaint', 'denunciation'])
  return eb.and([eb('cases.kind', '!=', 'denunciation'), eb.or([eb('cases.kind', '!=', 'complaint'), isHeldBy(eb, person)])])
}

/** The same rule as `holds`, as a condition. */
function isHeldBy(eb: Cases, person: Person): Condition {
  return eb('cases.assignee_id', 'in', [person.id, ...(person.actsFor ?? [])])
}

function inView(eb: Cases, view: InboxView, person: Person, today: string): Condition {
  const open = eb('cases.state', 'in', [...openStates])
  switch (view) {
    case 'waiting':
      return open
    case 'mine':
      return eb.and([open, isHeldBy(eb, person)])
    case 'overdue':
      return eb.and([open, eb('cases.state', '!=', 'more_info'), eb(nextDue, '<', today)])
    case 'unassigned':
      return eb.and([open, eb('cases.assignee_id', 'is', null)])
    case 'approve':
      return eb('cases.state', '=', 'awaiting_approval')
    case 'publish':
      return eb.and([eb('cases.state', '=', 'answered'), eb('cases.consent_publish', '=', 1), eb('cases.kind', 'not in', ['complaint', 'denunciation'])])
    case 'done':
      return eb('cases.state', 'not in', [...openStates])
    case 'all':
      return everything
  }
}

function filters(eb: Cases, filter: InboxFilter): Condition[] {
  const conditions: Condition[] = []
  if (filter.kind !== undefined) conditions.push(eb('cases.kind', '=', filter.kind))
  if (filter.fieldId !== undefined) conditions.push(eb('cases.field_id', '=', filter.fieldId))
  if (filter.state !== undefined) conditions.push(eb('cases.state', '=', filter.state))
  for (const word of foldDiacritics(filter.q ?? '').split(/\s+/).filter((part) => part !== '').slice(0, 8)) {
    conditions.push(sql<SqlBool>`cases.search_text like ${`%${word.replace(/[\\%_]/g, '\\$&')}%`} escape '\\'`)
  }
  return conditions
}

