import { addDays, startOfDay } from '#app/calendar/index.ts'
import type { Db } from '#db/connect.ts'
import { auditGroups } from './words.ts'
import type { AuditGroup } from './words.ts'

export interface AuditFilter {
  /** The id of a member of staff; `none` for what nobody signed in did. */
  staffId?: string | undefined
  /** The noun before the colon: `case`, `staff`, … */
  subject?: string | undefined
  /** One deed: `case:open`. */
  action?: string | undefined
  /** Deeds that are looked for together. */
  group?: AuditGroup | undefined
  /** A case number or a part of it. */
  number?: string | undefined
  /** Days in Ho Chi Minh City, `YYYY-MM-DD`, both included. */
  from?: string | undefined
  to?: string | undefined
  /** From 1. */
  page?: number | undefined
}

export interface AuditRow {
  id: number
  at: string
  staffName: string | null
  action: string
  target: string | null
  detail: string | null
  /** Its place in the chain. */
  hash: string
}

export const auditPageSize = 50

/**
 * One page of what was done and opened in this school, the newest first. Whoever a case is about must not even learn of it here,
 * so its lines are left out for them.
 */
export async function listAudit(db: Db, school: { id: string }, reader: { id: string }, filter: AuditFilter): Promise<{ rows: AuditRow[]; total: number }> {
  const hidden = await casesAbout(db, school, reader)
  const { total } = await matching(db, school, hidden, filter).select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await readable(matching(db, school, hidden, filter))
    .orderBy('audit.id', 'desc')
    .limit(auditPageSize)
    .offset((Math.max(1, filter.page ?? 1) - 1) * auditPageSize)
    .execute()
  return { rows, total }
}

/** Everything that matches, the oldest first, for a file. */
export async function allAudit(db: Db, school: { id: string }, reader: { id: string }, filter: AuditFilter): Promise<AuditRow[]> {
  return readable(matching(db, school, await casesAbout(db, school, reader), filter)).orderBy('audit.id').execute()
}

/** The numbers of the cases that are about this person. */
async function casesAbout(db: Db, school: { id: string }, reader: { id: string }): Promise<string[]> {
  const rows = await db.selectFrom('cases').select('number').where('school_id', '=', school.id).where('barred', 'like', `%${reader.id}%`).execute()
  return rows.map((row) => row.number)
}

function matching(db: Db, school: { id: string }, hidden: readonly string[], filter: AuditFilter) {
  let query = db.selectFrom('audit').where('audit.school_id', '=', school.id)
  if (hidden.length > 0) query = query.where((eb) => eb.or([eb('audit.target', 'is', null), eb('audit.target', 'not in', hidden)]))
  if (filter.staffId === 'none') query = query.where('audit.staff_id', 'is', null)
  else if (filter.staffId) query = query.where('audit.staff_id', '=', filter.staffId)
  if (filter.subject) query = query.where('audit.action', 'like', `${filter.subject.replace(/[^a-z]/g, '')}:%`)
  if (filter.action) query = query.where('audit.action', '=', filter.action)
  if (filter.group) {
    const { patterns } = auditGroups[filter.group]
    query = query.where((eb) => eb.or(patterns.map((pattern) => eb('audit.action', 'like', pattern))))
  }
  const number = filter.number?.toUpperCase().replace(/[^A-Z0-9.]/g, '')
  // A whole number is found by the index.
  if (number && /^PAKN\.\d{8}\.\d{4,}$/.test(number)) query = query.where('audit.target', '=', number)
  else if (number) query = query.where('audit.target', 'like', `%${number}%`)
  if (filter.from) query = query.where('audit.at', '>=', startOfDay(filter.from))
  if (filter.to) query = query.where('audit.at', '<', startOfDay(addDays(filter.to, 1)))
  return query
}

function readable(query: ReturnType<typeof matching>) {
  return query
    .leftJoin('staff', 'staff.id', 'audit.staff_id')
    .leftJoin('staff as meant', (join) => join.onRef('meant.id', '=', 'audit.target').onRef('meant.school_id', '=', 'audit.school_id'))
    .leftJoin('rounds', (join) => join.onRef('rounds.id', '=', 'audit.target').onRef('rounds.school_id', '=', 'audit.school_id'))
    .select(['audit.id', 'audit.at', 'staff.name as staffName', 'audit.action', 'audit.detail', 'audit.hash'])
    // People read names, not keys.
    .select((eb) => eb.fn.coalesce('meant.name', 'rounds.name_vi', 'audit.target').as('target'))
}
