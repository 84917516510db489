import type { Db, Tx } from '#db/connect.ts'
import { auditHash, chainStart } from '#db/audit-chain.ts'
import type { AuditFacts } from '#db/audit-chain.ts'

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

/**
 * Writes who did or opened what. Call it with the transaction of the deed itself; given the plain connection it opens one of its
 * own, because a line and its place in the chain are one thing.
 */
export async function recordAudit(db: Db, entry: AuditEntry): Promise<void> {
  if (db.isTransaction) await append(db, entry)
  else await db.transaction().execute((tx) => append(tx, entry))
}

async function append(tx: Db | Tx, entry: AuditEntry): Promise<void> {
  const line: AuditFacts = {
    school_id: entry.schoolId,
    staff_id: entry.staffId,
    action: entry.action,
    // Half a character, as a text cut in the middle may end in, would come back from the database as another one.
    target: entry.target?.toWellFormed() ?? null,
    detail: entry.detail?.toWellFormed() ?? null,
    at: entry.at,
  }
  const previous = (await nextPlace(tx, entry.schoolId)) ?? (await beginChain(tx, entry.schoolId))
  const hash = auditHash(previous, line)
  await tx.insertInto('audit').values({ ...line, prev_hash: previous, hash }).execute()
  await tx.updateTable('audit_heads').set({ hash }).where('school_id', '=', entry.schoolId).execute()
}

/** The hash to follow. The row is changed before it is read, so that whoever writes at the same moment waits here. */
async function nextPlace(tx: Db | Tx, schoolId: string): Promise<string | undefined> {
  const head = await tx
    .updateTable('audit_heads')
    .set((eb) => ({ lines: eb('lines', '+', 1) }))
    .where('school_id', '=', schoolId)
    .returning('hash')
    .executeTakeFirst()
  return head?.hash
}

async function beginChain(tx: Db | Tx, schoolId: string): Promise<string> {
  await tx.insertInto('audit_heads').values({ school_id: schoolId, hash: chainStart, lines: 0 }).onConflict((oc) => oc.doNothing()).execute()
  return (await nextPlace(tx, schoolId)) ?? chainStart
}

export { auditHeads, verifyAudit } from './verify.ts'
export { allAudit, auditPageSize, listAudit } from './list.ts'
export type { AuditRow } from './list.ts'
export { auditActions, auditGroups, auditSubjects, auditWords } from './words.ts'
export type { AuditGroup } from './words.ts'
