import { sql } from 'kysely'
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import { recordAudit } from '#app/audit/index.ts'
import { dayOf } from '#app/calendar/index.ts'
import type { Db } from '#db/connect.ts'
import type { Database, StaffRow } from '#db/schema.ts'
import { followerPurposes, staffPurposes } from './purposes.ts'
import { mailPageSize, mailStates } from './states.ts'
import type { MailState } from './states.ts'
import { maxAttempts, staleBefore } from './worker.ts'

/** A message as the office may see it. */
export interface MailLine {
  id: number
  subject: string
  body: string
  /** Null for a parent: an address is looked up on the case's own page, where every look is written down. */
  recipient: { name: string; email: string } | null
  /** To somebody who follows a published answer: that address is shown to nobody. */
  isToFollower: boolean
  caseNumber: string | null
  /** An instant; the day alone for what is about a case: the minute in which an anonymous report came in could be matched to an access log. */
  createdAt: string
  /** As `createdAt`. */
  sentAt: string | null
  attempts: number
  lastError: string | null
  /** When it is tried next by itself, as `createdAt`; null where it is not tried any more. */
  nextAttemptAt: string | null
}

export interface MailFilter {
  state: MailState
  /** Part of the subject, where the case number stands. */
  q?: string
  /** From 1. */
  page?: number
}

type Person = Pick<StaffRow, 'id' | 'role'>
type Outbox = ExpressionBuilder<Database, 'outbox'>
type Condition = Expression<SqlBool>

/** One page of the school's outbox, the newest first. `now` is an instant. */
export async function listMail(db: Db, school: { id: string }, person: Person, filter: MailFilter, now: string): Promise<{ rows: MailLine[]; total: number }> {
  const matching = db
    .selectFrom('outbox')
    .where('outbox.school_id', '=', school.id)
    .where((eb) => eb.and([visibleTo(eb, person), inState(eb, filter.state, now), ...(filter.q ? [subjectHas(filter.q)] : [])]))
  const { total } = await matching.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await matching
    .leftJoin('staff', (join) => join.onRef('staff.email', '=', 'outbox.recipient').onRef('staff.school_id', '=', 'outbox.school_id'))
    .leftJoin('cases', 'cases.id', 'outbox.case_id')
    .selectAll('outbox')
    .select(['staff.name as staffName', 'cases.number as caseNumber'])
    .orderBy('outbox.id', 'desc')
    .limit(mailPageSize)
    .offset((Math.max(1, filter.page ?? 1) - 1) * mailPageSize)
    .execute()
  return {
    total,
    rows: rows.map((row) => {
      const shown = <T extends string | null>(at: T): T => (row.case_id === null || at === null ? at : (dayOf(at) as T))
      return {
        id: row.id,
        subject: row.subject,
        body: followerPurposes.has(row.purpose) ? withoutLinks(row.body) : row.body,
        recipient: row.staffName === null || !staffPurposes.has(row.purpose) ? null : { name: row.staffName, email: row.recipient },
        isToFollower: followerPurposes.has(row.purpose),
        caseNumber: row.caseNumber,
        createdAt: shown(row.created_at),
        sentAt: shown(row.sent_at),
        attempts: row.attempts,
        lastError: row.last_error,
        nextAttemptAt: row.sent_at === null && row.attempts < maxAttempts && row.next_attempt_at > staleBefore(now) ? shown(row.next_attempt_at) : null,
      }
    }),
  }
}

/** The link of somebody who follows an answer confirms or stops for them: it is for nobody else. */
function withoutLinks(body: string): string {
  return body.replace(/https?:\/\/\S+/g, (link) => (link.includes('/theo-doi/') ? '[đường dẫn riêng của người nhận]' : link))
}

/** How many messages of each state this person may see. */
export async function countMail(db: Db, school: { id: string }, person: Person, now: string): Promise<Record<MailState, number>> {
  const counts = await db
    .selectFrom('outbox')
    .where('outbox.school_id', '=', school.id)
    .where((eb) => visibleTo(eb, person))
    .select((eb) => mailStates.map((state) => eb.fn.coalesce(eb.fn.sum<number>(eb.case().when(inState(eb, state, now)).then(1).else(0).end()), eb.lit(0)).as(state)))
    .executeTakeFirstOrThrow()
  return Object.fromEntries(mailStates.map((state) => [state, Number((counts as Record<string, number>)[state])])) as Record<MailState, number>
}

/** How many messages failed that this person may see, without counting those that were sent. */
export async function countFailedMail(db: Db, school: { id: string }, person: Person, now: string): Promise<number> {
  const { count } = await db
    .selectFrom('outbox')
    .where('outbox.school_id', '=', school.id)
    .where((eb) => eb.and([inState(eb, 'failed', now), visibleTo(eb, person)]))
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Lets messages be tried anew at once: one, or (`id: null`) all that failed. Returns how many, 0 where there is nothing this person may see. */
export async function retryMail(db: Db, school: { id: string }, person: Person, id: number | null, now: string): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('outbox')
      .set({ attempts: 0, next_attempt_at: now })
      .where('outbox.school_id', '=', school.id)
      .where('outbox.sent_at', 'is', null)
      .where((eb) => visibleTo(eb, person))
      .where((eb) => (id === null ? inState(eb, 'failed', now) : eb('outbox.id', '=', id)))
      .executeTakeFirst()
    const count = Number(numUpdatedRows)
    if (count > 0) {
      await recordAudit(tx, { schoolId: school.id, staffId: person.id, action: 'mail:retry', ...(id === null ? { detail: `${count} thư` } : { target: String(id) }), at: now })
    }
    return count
  })
}

/**
 * The principal sees all mail; everybody else only what is about cases, and of those no denunciation. Mail about anything else
 * may carry a link that opens an account. Nobody sees mail about a case that is about them.
 */
function visibleTo(eb: Outbox, person: Person): Condition {
  const ofCase = eb
    .selectFrom('cases')
    .select('cases.id')
    .whereRef('cases.id', '=', 'outbox.case_id')
    .where('cases.barred', 'not like', `%${person.id}%`)
  if (person.role === 'principal') return eb.or([eb('outbox.case_id', 'is', null), eb.exists(ofCase)])
  return eb.exists(ofCase.where('cases.kind', '!=', 'denunciation'))
}

/** The words as typed, small or capital as far as ASCII goes: what `like` would take for a wildcard is a letter here. */
function subjectHas(words: string): Condition {
  const small = words.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
  return sql<SqlBool>`lower(outbox.subject) like ${`%${small.replace(/[\\%_]/g, '\\$&')}%`} escape '\\'`
}

function inState(eb: Outbox, state: MailState, now: string): Condition {
  const unsent = eb('outbox.sent_at', 'is', null)
  const isStuck = eb.or([eb('outbox.last_error', 'is not', null), eb('outbox.attempts', '>=', maxAttempts), eb('outbox.next_attempt_at', '<=', staleBefore(now))])
  switch (state) {
    case 'waiting':
      return eb.and([unsent, eb.not(isStuck)])
    case 'failed':
      return eb.and([unsent, isStuck])
    case 'sent':
      return eb('outbox.sent_at', 'is not', null)
  }
}
