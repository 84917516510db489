import { sql } from 'kysely'
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import { foldDiacritics } from '#app/i18n/format.ts'
import type { Db } from '#db/connect.ts'
import { fewCasesWith } from '#db/dialect.ts'
import type { CaseKind, CaseRow, CaseState, Database } from '#db/schema.ts'
import { hasConditions } from './inbox-filter.ts'
import type { InboxFilter } from './inbox-filter.ts'
import { inboxPageSize, inboxViews, mostCounted } from './inbox-views.ts'
import type { InboxView } from './inbox-views.ts'
import { standingIn } from './standing-in.ts'
import { isReopened, openStates } from './transitions.ts'
import type { Person } from './transitions.ts'
import { isAlarmUnread } from './unread-alarm.ts'

export interface InboxRow {
  id: string
  number: string
  /** What a form over the list acts on. */
  version: number
  kind: CaseKind
  state: CaseState
  subject: string
  childSafety: boolean
  /** It came in a flood, and nobody has looked yet whether a person wrote it. */
  toBeLookedAt: boolean
  /** Nobody has done anything since a child was said to be in danger. */
  alarmUnread: boolean
  /** Until when: the instant by which the child must be seen to; null where no alarm waits. */
  respondBy: string | null
  /** The sender did not accept an earlier answer. */
  reopened: boolean
  fieldName: string
  assigneeName: string | null
  /** Who stands in today for that person. */
  standInName: string | null
  receivedOn: string
  /** To whom it went because it is late; null where it did not. */
  escalatedTo: CaseRow['escalated_to']
  /** When something staff have sent goes out; null where nothing waits. */
  outgoingAt: string | null
  /** Answered together with the case it repeats. */
  merged: boolean
  /** How many others are answered together with it. */
  followers: number
  /** The next date that is promised: acknowledgement while it is new, acceptance while a complaint waits for it, then the answer; null while the clock stands still or nothing is owed. */
  due: string | null
}

type Cases = ExpressionBuilder<Database, 'cases'>
type Condition = Expression<SqlBool>
const everything = sql<SqlBool>`1 = 1`

/**
 * One page of the inbox as this person may see it: alarms for a child that nobody has seen to on top, then what is due first. `counts` are those of the views, where
 * they are known already. `total` is exact but for a search that finds more than `mostCounted`: then it is that, and `hasMore` is true. `today` is a day in Ho Chi Minh City.
 */
export async function listInbox(
  db: Db, school: { id: string }, person: Person, filter: InboxFilter, today: string, counts?: Record<InboxView, number>,
): Promise<{ rows: InboxRow[]; total: number; hasMore: boolean }> {
  const page = Math.max(1, filter.page ?? 1)
  const before = (page - 1) * inboxPageSize
  const search = await searchFor(db, filter)
  const isSearch = search.words.length > 0
  const matching = casesMatching(db, school, person, filter, today, search)
  // A first page that is not full says by itself how many there are.
  const first = page === 1 && !isSearch && hasConditions(filter) ? await rowsOf(db, matching, person, filter.view, { limit: inboxPageSize, offset: 0, fromEnd: false }) : null
  const isWhole = first !== null && first.length < inboxPageSize
  const found = isWhole ? first.length : counts && !hasConditions(filter) ? counts[filter.view] : await countMatching(db, matching, isSearch ? mostCounted + 1 : null)
  const hasMore = isSearch && found > mostCounted
  const total = hasMore ? mostCounted : found
  const onPage = hasMore ? inboxPageSize : Math.min(inboxPageSize, total - before)
  if (onPage <= 0) return { rows: [], total, hasMore }
  // What is behind the middle is nearer from the end.
  const after = total - before - onPage
  const fromEnd = !hasMore && after < before
  // Where many are found, going through the list comes to a page of them sooner than looking all of them up.
  const listed = hasMore ? casesMatching(db, school, person, filter, today, { ...search, few: null, isCommon: true }) : matching
  const rows = first ?? (await rowsOf(db, listed, person, filter.view, { limit: onPage, offset: fromEnd ? after : before, fromEnd }))
  if (fromEnd) rows.reverse()
  const standInFor = await standingIn(db, school, today)
  return {
    total,
    hasMore,
    rows: rows.map(({ child_safety, respond_by, unproven, received_on, reopened_on, merged_into, assignee_id, barred, ...row }) => ({
      ...row,
      standInName: standInFor({ kind: row.kind, assignee_id, barred }),
      merged: merged_into !== null,
      followers: Number(row.followers ?? 0),
      childSafety: child_safety === 1,
      toBeLookedAt: unproven === 1 && row.state === 'submitted',
      alarmUnread: row.alarmUnread === 1,
      respondBy: row.alarmUnread === 1 ? respond_by : null,
      reopened: isReopened({ state: row.state, reopened_on }),
      receivedOn: received_on,
      due: row.state === 'more_info' || !openStates.includes(row.state) ? null : row.due,
    })),
  }
}

/** So many rows of a list, from its beginning or from its end backwards. */
function rowsOf(db: Db, matching: Matching, person: Person, view: InboxView, { limit, offset, fromEnd }: { limit: number; offset: number; fromEnd: boolean }) {
  const finished = isFinished(view)
  const up = fromEnd ? 'desc' : 'asc'
  const down = fromEnd ? 'asc' : 'desc'
  // By the order of an index, which also knows the words: nothing is read of cases that are on other pages.
  const newest = matching.select('cases.id').orderBy('cases.received_on', down).orderBy('cases.number', down).limit(limit).offset(offset)
  return (finished ? db.selectFrom('cases').where('cases.id', 'in', newest) : matching.limit(limit).offset(offset))
    .innerJoin('fields', 'fields.id', 'cases.field_id')
    .leftJoin('staff', 'staff.id', 'cases.assignee_id')
    .select(['cases.id', 'cases.number', 'cases.version', 'cases.kind', 'cases.state', 'cases.subject', 'cases.child_safety', 'cases.respond_by', 'cases.unproven', 'cases.received_on', 'cases.reopened_on', 'cases.merged_into', 'cases.escalated_to as escalatedTo', 'cases.outgoing_at as outgoingAt', 'cases.assignee_id', 'cases.barred', 'fields.name_vi as fieldName', 'staff.name as assigneeName'])
    .select([nextDue.as('due'), isAlarmUnread.as('alarmUnread')])
    .select((eb) => visibleFollowers(eb, person).as('followers'))
    .$if(finished, (query) => query.orderBy('cases.received_on', down).orderBy('cases.number', down))
    .$if(!finished, (query) => query.orderBy(isAlarmCalm, up).orderBy(isPaused, up).orderBy(nextDue, up).orderBy('cases.number', up))
    .execute()
}

/** What a search looks for, and the way to it. */
interface Search {
  words: readonly string[]
  /** Those among which the cases are, where `fewCasesWith` knows. */
  few: Condition | null
  /** True where so many hold the words that no index of words is to be asked. */
  isCommon: boolean
}

async function searchFor(db: Db, filter: InboxFilter): Promise<Search> {
  const words = wordsOf(filter)
  return { words, few: await fewCasesWith(db, words), isCommon: false }
}

/** The cases of a filter that this person may see, for a query that says what to take of them. */
export function casesMatching(db: Db, school: { id: string }, person: Person, filter: InboxFilter, today: string, search: Search = { words: wordsOf(filter), few: null, isCommon: false }) {
  return db
    .selectFrom('cases')
    // Of those few none is to be looked for by way of the school: its cases are many.
    .where(search.few ? sql<string>`cases.school_id || ''` : 'cases.school_id', '=', school.id)
    .where((eb) => eb.and([visibleTo(eb, person), filter.merged ? inMergedView(eb, filter.view) : inView(eb, filter.view, person, today), ...filters(eb, filter, today), ...holdWords(search, filter.view)]))
}
type Matching = ReturnType<typeof casesMatching>

/** The cases before and after one in a list, as it is ordered on the page; null at its ends. The case itself need not stand in the list any more. */
export async function neighbours(
  db: Db,
  school: { id: string },
  person: Person,
  filter: InboxFilter,
  number: string,
  today: string,
): Promise<{ previous: string | null; next: string | null }> {
  const finished = isFinished(filter.view)
  const here = await db
    .selectFrom('cases')
    .select(['cases.number', 'cases.received_on', isAlarmCalm.as('calm'), isPaused.as('paused'), nextDue.as('due')])
    .where('cases.school_id', '=', school.id)
    .where('cases.number', '=', number)
    .executeTakeFirst()
  if (!here) return { previous: null, next: null }
  const keys = finished
    ? ([[sql<string>`cases.received_on`, here.received_on], [sql<string>`cases.number`, here.number]] as const)
    : ([[isAlarmCalm, here.calm], [isPaused, here.paused], [nextDue, here.due], [sql<string>`cases.number`, here.number]] as const)

  const search = await searchFor(db, filter)

  /** The first one on that side: later in at least one key and equal in those before it. */
  const nearest = async (side: 'before' | 'after') => {
    const upwards = (side === 'after') !== finished
    const found = await casesMatching(db, school, person, filter, today, search)
      .where((eb) => eb.or(keys.map(([key, value], index) => eb.and([...keys.slice(0, index).map(([same, held]) => eb(same, '=', held)), eb(key, upwards ? '>' : '<', value)]))))
      .select('cases.number')
      .$call((query) => keys.reduce((ordered, [key]) => ordered.orderBy(key, upwards ? 'asc' : 'desc'), query))
      .limit(1)
      .executeTakeFirst()
    return found?.number ?? null
  }
  return { previous: await nearest('before'), next: await nearest('after') }
}

/** True where this person sees that case in the list. */
export async function isInList(db: Db, school: { id: string }, person: Person, filter: InboxFilter, number: string, today: string): Promise<boolean> {
  return (await casesMatching(db, school, person, filter, today).where('cases.number', '=', number).select('cases.id').executeTakeFirst()) !== undefined
}

/**
 * The name of what is remembered of this person's cases until one is written: whoever may see others, holds others or looks on another day has another. `today` is a day.
 */
export function seenBy(school: { id: string }, { id, role, actsFor = [] }: Person, today: string): string {
  return JSON.stringify([school.id, id, role, actsFor, today])
}

/** How many cases stand in each view for this person. Nearly all cases are done: only the others are looked at one by one. */
export async function inboxCounts(db: Db, school: { id: string }, person: Person, today: string): Promise<Record<InboxView, number>> {
  const all = await countInbox(db, school, person, 'all', today)
  const working = inboxViews.filter((view) => view !== 'all' && view !== 'done')
  const counts = await db
    .selectFrom('cases')
    .where('school_id', '=', school.id)
    .where('state', 'in', [...openStates, 'answered'])
    .where((eb) => visibleTo(eb, person))
    .select((eb) => [...working.map((view) => inView(eb, view, person, today)), eb('cases.state', 'in', [...openStates])].map((condition, index) =>
      eb.fn.coalesce(eb.fn.sum<number>(eb.case().when(condition).then(1).else(0).end()), eb.lit(0)).as(working[index] ?? 'open')))
    .executeTakeFirstOrThrow()
  const found = counts as Record<InboxView | 'open', number>
  return { ...(Object.fromEntries(working.map((view) => [view, Number(found[view])])) as Record<InboxView, number>), all, done: all - Number(found.open) }
}

/** How many cases stand in one view: what the menu of every page shows, without counting the others. */
export async function countInbox(db: Db, school: { id: string }, person: Person, view: InboxView, today: string): Promise<number> {
  return countMatching(db, casesMatching(db, school, person, { view }, today), null)
}

/** How many cases these are; counting stops at `most`, where that is given. */
async function countMatching(db: Db, matching: Matching, most: number | null): Promise<number> {
  const counted = most === null ? matching : (db.selectFrom(matching.select('cases.id').limit(most).as('found')) as unknown as Matching)
  const { count } = await counted.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
  return Number(count)
}

/** The same order as `nextDueOf`: acknowledgement is owed first, then acceptance of a complaint or denunciation, then the answer. */
const nextDue = sql<string>`case when cases.state = 'submitted' then cases.acknowledge_due when cases.formal_stage = 'awaiting' then cases.intake_due else cases.answer_due end`

/** An alarm that nobody has seen to stands first. */
const isAlarmCalm = sql<number>`1 - ${isAlarmUnread}`

/** What waits for the sender stands last. */
const isPaused = sql<number>`case when cases.state = 'more_info' then 1 else 0 end`

/** The newest first instead of the most pressing. */
function isFinished(view: InboxView): boolean {
  return view === 'done' || view === 'all'
}

/** The same rule as `mayOpen`, as a condition: what a person may not open is not even counted for them. */
export function visibleTo(eb: Cases, person: Person): Condition {
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
export function isHeldBy(eb: Cases, person: Person): Condition {
  return eb('cases.assignee_id', 'in', [person.id, ...(person.actsFor ?? [])])
}

function isOverdue(eb: Cases, today: string): Condition {
  // While the school waits for the sender, or only keeps the case at their wish, nothing is late.
  return eb.and([eb('cases.state', 'in', [...openStates]), eb('cases.state', '!=', 'more_info'), eb('cases.frozen_on', 'is', null), eb(nextDue, '<', today)])
}

/** Only the cases that this person may know of count. */
function visibleFollowers(eb: Cases, person: Person) {
  return eb
    .selectFrom('cases as follower')
    .select((count) => count.fn.countAll<number>().as('followers'))
    .whereRef('follower.merged_into', '=', 'cases.id')
    .where('follower.barred', 'not like', `%${person.id}%`)
}

/** What is merged waits for nobody by itself, so it stands in no list of work; asked for, it is shown as a whole or as far as it is open or done. */
function inMergedView(eb: Cases, view: InboxView): Condition {
  if (view === 'all') return everything
  return eb('cases.state', view === 'done' ? 'not in' : 'in', [...openStates])
}

function inView(eb: Cases, view: InboxView, person: Person, today: string): Condition {
  const open = eb.and([eb('cases.state', 'in', [...openStates]), eb('cases.merged_into', 'is', null)])
  switch (view) {
    case 'waiting':
      return open
    case 'mine':
      return eb.and([open, isHeldBy(eb, person)])
    case 'overdue':
      return isOverdue(eb, today)
    case 'escalated':
      return eb.and([open, eb('cases.escalated_to', 'is not', null)])
    case 'unassigned':
      return eb.and([open, eb('cases.assignee_id', 'is', null)])
    case 'approve':
      return eb.and([open, eb('cases.state', '=', 'awaiting_approval'), eb('cases.outgoing_at', 'is', null)])
    case 'publish':
      return eb.and([eb('cases.state', '=', 'answered'), eb('cases.merged_into', 'is', null), eb('cases.consent_publish', '=', 1), eb('cases.kind', 'not in', ['complaint', 'denunciation'])])
    case 'done':
      return eb('cases.state', 'not in', [...openStates])
    case 'all':
      return everything
  }
}

function filters(eb: Cases, filter: InboxFilter, today: string): Condition[] {
  const conditions: Condition[] = []
  if (filter.kind !== undefined) conditions.push(eb('cases.kind', '=', filter.kind))
  if (filter.fieldId !== undefined) conditions.push(eb('cases.field_id', '=', filter.fieldId))
  if (filter.state !== undefined) conditions.push(eb('cases.state', '=', filter.state))
  if (filter.assigneeId === 'none') conditions.push(eb('cases.assignee_id', 'is', null))
  else if (filter.assigneeId !== undefined) conditions.push(eb('cases.assignee_id', '=', filter.assigneeId))
  if (filter.placeId !== undefined) conditions.push(eb('cases.place_id', '=', filter.placeId))
  if (filter.receivedFrom !== undefined) conditions.push(eb('cases.received_on', '>=', filter.receivedFrom))
  if (filter.receivedTo !== undefined) conditions.push(eb('cases.received_on', '<=', filter.receivedTo))
  if (filter.dueFrom !== undefined) conditions.push(eb(nextDue, '>=', filter.dueFrom))
  if (filter.dueTo !== undefined) conditions.push(eb(nextDue, '<=', filter.dueTo))
  // Only what is still owed has a date to keep.
  if (filter.dueFrom !== undefined || filter.dueTo !== undefined) conditions.push(eb('cases.state', 'in', [...openStates]))
  if (filter.childSafety) conditions.push(eb('cases.child_safety', '=', 1))
  if (filter.overdue) conditions.push(isOverdue(eb, today))
  if (filter.escalated) conditions.push(eb('cases.escalated_to', 'is not', null))
  if (filter.merged) conditions.push(eb('cases.merged_into', 'is not', null))
  return conditions
}

/** Each word anywhere in the case. */
function holdWords({ words, few, isCommon }: Search, view: InboxView): Condition[] {
  const each = words.map((word) => sql<SqlBool>`cases.search_text like ${`%${word.replace(/[\\%_]/g, '\\$&')}%`} escape '\\'`)
  // So PostgreSQL neither looks them all up by their trigrams nor takes them for rare.
  const conditions = isCommon ? [sql<SqlBool>`case when ${sql.join(each, sql` and `)} then true else false end`] : each
  if (few) return [few, ...conditions]
  // The condition of the index of words. What is still open are few cases, and stands together in another.
  return words.length > 0 && isFinished(view) ? [sql<SqlBool>`cases.search_text <> ''`, ...conditions] : conditions
}

/** What a search looks for, each anywhere in a case, as `searchTextOf` writes it. */
function wordsOf({ q = '' }: InboxFilter): string[] {
  return foldDiacritics(q).split(/\s+/).filter((part) => part !== '').slice(0, 8)
}
