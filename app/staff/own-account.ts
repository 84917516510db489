import type { Db, Tx } from '#db/connect.ts'
import type { StaffRow } from '#db/schema.ts'
import { recordAudit } from '#app/audit/index.ts'
import type { Secrets } from '#app/secrets.ts'
import { hashPassword, verifyPassword } from './passwords.ts'
import { takeTotp } from './second-factor.ts'
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

/**
 * Proves again who is at work, with the password or a code of their app: the token of a new session, which may change the ways to sign in for ten minutes;
 * null where it is wrong.
 */
export async function confirmSelf(db: Db, secrets: Secrets, { staff, tokenHash }: { staff: StaffRow; tokenHash: string }, proof: { password: string } | { code: string }, now: string): Promise<string | null> {
  const right = 'password' in proof ? await verifyPassword(staff.password_hash, proof.password) : true
  return db.transaction().execute(async (trx) => {
    if (!right || ('code' in proof && !(await takeTotp(trx, secrets, staff.id, proof.code, now)))) {
      await recordAudit(trx, { schoolId: staff.school_id, staffId: staff.id, action: 'staff:confirm-failed', at: now })
      return null
    }
    return confirmSession(trx, secrets, staff, tokenHash, now)
  })
}

/** A new session in place of this one, for whoever has just proved who they are; null where this one has ended meanwhile. */
export async function confirmSession(trx: Tx, secrets: Secrets, staff: StaffRow, tokenHash: string, now: string): Promise<string | null> {
  const { numDeletedRows } = await trx.deleteFrom('sessions').where('token_hash', '=', tokenHash).executeTakeFirst()
  return numDeletedRows === 0n ? null : startSession(trx, secrets, staff.id, now)
}

/** Signs a person out on every other device. */
export async function signOutElsewhere(db: Db, staff: StaffRow, thisTokenHash: string, now: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await trx.deleteFrom('sessions').where('staff_id', '=', staff.id).where('token_hash', '!=', thisTokenHash).execute()
    await trx.deleteFrom('pending_sign_ins').where('staff_id', '=', staff.id).execute()
    await recordAudit(trx, { schoolId: staff.school_id, staffId: staff.id, action: 'staff:sign-out-elsewhere', at: now })
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
