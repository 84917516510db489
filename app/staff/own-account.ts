import type { Db } from '#db/connect.ts'
import type { StaffRow } from '#db/schema.ts'
import { recordAudit } from '#app/audit/index.ts'
import type { Secrets } from '#app/secrets.ts'
import { hashPassword, verifyPassword } from './passwords.ts'
import { endAllSessions, idleMs, startSession } from './sessions.ts'

/**
 * Changes a person's own password. Every session ends, on this device too, and the token of a new one is returned;
 * null where the current password is wrong.
 */
export async function changePassword(db: Db, secrets: Secrets, staff: StaffRow, input: { current: string; next: string }, now: string): Promise<string | null> {
  if (!(await verifyPassword(staff.password_hash, input.current))) {
    await recordAudit(db, { schoolId: staff.school_id, staffId: staff.id, action: 'staff:change-password-failed', at: now })
    return null
  }
  const hash = await hashPassword(input.next, staff.role)
  return db.transaction().execute(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('staff')
      .set((eb) => ({ password_hash: hash, invite_hash: null, invite_expires_at: null, version: eb('version', '+', 1) }))
      .where('id', '=', staff.id)
      .where('status', '=', 'active')
      .where('password_hash', '=', staff.password_hash)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return null
    await endAllSessions(trx, staff.id)
    await recordAudit(trx, { schoolId: staff.school_id, staffId: staff.id, action: 'staff:change-password', at: now })
    return startSession(trx, secrets, staff.id, now)
  })
}

/** Signs a person out on every device, this one too. */
export async function signOutEverywhere(db: Db, staff: StaffRow, now: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await endAllSessions(trx, staff.id)
    await recordAudit(trx, { schoolId: staff.school_id, staffId: staff.id, action: 'staff:sign-out-everywhere', at: now })
  })
}

/** Switches a person's keys of one letter on or off, on every device. */
export async function setShortcuts(db: Db, staff: Pick<StaffRow, 'id'>, on: boolean): Promise<void> {
  await db.updateTable('staff').set({ shortcuts: on ? 1 : 0 }).where('id', '=', staff.id).execute()
}

export interface OwnSession {
  startedAt: string
  lastSeenAt: string
  isThis: boolean
}

/** A person's sessions that still hold, this one first, then the last used. Instants are ISO in UTC. */
export async function listSessions(db: Db, staff: StaffRow, thisTokenHash: string, now: string): Promise<OwnSession[]> {
  const idleSince = new Date(Date.parse(now) - idleMs).toISOString()
  const rows = await db
    .selectFrom('sessions')
    .select(['token_hash', 'created_at', 'last_seen_at'])
    .where('staff_id', '=', staff.id)
    .where('expires_at', '>', now)
    .where('last_seen_at', '>=', idleSince)
    .orderBy('last_seen_at', 'desc')
    .execute()
  return rows
    .map((row) => ({ startedAt: row.created_at, lastSeenAt: row.last_seen_at, isThis: row.token_hash === thisTokenHash }))
    .sort((a, b) => Number(b.isThis) - Number(a.isThis))
}
