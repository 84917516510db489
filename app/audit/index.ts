import type { Db } from '#db/connect.ts'

export interface AuditEntry {
  schoolId: string
  /** Null where the system itself or somebody not signed in did it. */
  staffId: string | null
  /** `noun:verb`, for instance `case:open` or `staff:disable`. */
  action: string
  /** The id or number of what it was done to. */
  target?: string
  /** More, in words; never the content of a case, a name of a sender or a secret. */
  detail?: string
  /** Instant, ISO in UTC. */
  at: string
}

/** Writes who did or opened what. Call it with the transaction of the deed itself. */
export async function recordAudit(db: Db, entry: AuditEntry): Promise<void> {
  await db
    .insertInto('audit')
    .values({
      school_id: entry.schoolId,
      staff_id: entry.staffId,
      action: entry.action,
      target: entry.target ?? null,
      detail: entry.detail ?? null,
      at: entry.at,
    })
    .execute()
}

export { auditPageSize, listAudit } from './list.ts'
export type { AuditFilter, AuditRow } from './list.ts'
export { auditSubjects, auditWords } from './words.ts'
