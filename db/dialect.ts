import { sql } from 'kysely'
import type { Kysely } from 'kysely'
import type { Database } from './schema.ts'

/**
 * Every place where one database engine differs from another stands here and in `sqlite-driver.ts`; the rest of the code is the same for all.
 */

/** True where an insert failed because another row already holds that unique value. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_CONSTRAINT')
    && (error.code === 'SQLITE_CONSTRAINT_UNIQUE' || error.code === 'SQLITE_CONSTRAINT_PRIMARYKEY')
}

/**
 * True where the database could not be written, or not be reached, for a reason that lies outside the program and may pass: the disk is full, read-only or failing,
 * or another process has kept the lock for too long. Nothing of what was being saved is saved then.
 */
export function isOutOfReach(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^SQLITE_(FULL|IOERR|READONLY|BUSY|LOCKED|CANTOPEN|NOMEM)/.test(String(error.code))
}

/**
 * Moves everything from the journal into the database file and empties it, so that deleted text stays in neither (`secure_delete` is on). Where somebody
 * else is reading just then (a backup) it does nothing and says false: waiting would hold up every page. A database without such a journal has nothing to do.
 */
export async function emptyJournal(db: Kysely<Database>): Promise<boolean> {
  const result = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(db)
  return result.rows[0]?.busy === 0
}
