import { addDays, startOfDay } from '#app/calendar/index.ts'
import type { Db } from '#db/connect.ts'

export interface AuditFilter {
  /** The id of a member of staff; `none` for what nobody signed in did. */
  staffId?: string | undefined
  /** The noun before the colon: `case`, `staff`, … */
  subject?: string | undefined
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
}

export const auditPageSize = 50

/** One page of what was done and opened in this school, the newest first. */
export async function listAudit(db: Db, school: { id: string }, filter: AuditFilter): Promise<{ rows: AuditRow[]; total: number }> {
  let matching = db.selectFrom('audit').where('audit.school_id', '=', school.id)
  if (filter.staffId === 'none') matching = matching.where('audit.staff_id', 'is', null)
  else if (filter.staffId) matching = matching.where('audit.staff_id', '=', filter.staffId)
  if (filter.subject) matching = matching.where('audit.action', 'like', `${filter.subject.replace(/[^a-z]/g, '')}:%`)
  if (filter.from) matching = matching.where('audit.at', '>=', startOfDay(filter.from))
  if (filter.to) matching = matching.where('audit.at', '<', startOfDay(addDays(filter.to, 1)))

  const { total } = await matching.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await matching
    .leftJoin('staff', 'staff.id', 'audit.staff_id')
    .leftJoin('staff as meant', (join) => join.onRef('meant.id', '=', 'audit.target').onRef('meant.school_id', '=', 'audit.school_id'))
    .leftJoin('rounds', (join) => join.onRef('rounds.id', '=', 'audit.target').onRef('rounds.school_id', '=', 'audit.school_id'))
    .select(['audit.id', 'audit.at', 'staff.name as staffName', 'audit.action', 'audit.detail'])
    // People read names, not keys.
    .select((eb) => eb.fn.coalesce('meant.name', 'rounds.name_vi', 'audit.target').as('target'))
    .orderBy('audit.id', 'desc')
    .limit(auditPageSize)
    .offset((Math.max(1, filter.page ?? 1) - 1) * auditPageSize)
    .execute()
  return { rows, total }
}
