import type { Db } from '#db/connect.ts'
import type { StaffRow } from '#db/schema.ts'
import { recordAudit } from '#app/audit/index.ts'
import type { Secrets } from '#app/secrets.ts'
import { hashPassword, needsRehash, verifyPassword } from './passwords.ts'
import { endSession, startSession } from './sessions.ts'

/** Addresses are kept and compared in lower case, without spaces around them. */
export function normalizeEmail(email: string): string {
  return email.trim().toLowerCase()
}

/**
 * Checks e-mail and password and starts a session: its token, or null — the same for an unknown, a disabled and an invited
 * account and a wrong password. The session of `oldToken` ends, so that a token planted before sign-in is worth nothing.
 */
export async function signIn(db: Db, secrets: Secrets, input: { email: string; password: string; oldToken: string | null }, now: string): Promise<string | null> {
  const email = normalizeEmail(input.email)
  const staff = await db.selectFrom('staff').selectAll().where('email', '=', email).executeTakeFirst()
  const stored = staff?.status === 'active' ? staff.password_hash : null
  const right = await verifyPassword(stored, input.password)
  if (!staff || stored === null || !right) {
    await recordFailure(db, staff, now)
    return null
  }
  const rehashed = needsRehash(stored, staff.role) ? await hashPassword(input.password, staff.role) : null
  return db.transaction().execute(async (trx) => {
    // Hashing took a while: the account may have been disabled or its password changed meanwhile.
    const still = await trx.selectFrom('staff').select('id').where('id', '=', staff.id).where('status', '=', 'active').where('password_hash', '=', stored).executeTakeFirst()
    if (!still) return null
    if (rehashed !== null) await trx.updateTable('staff').set({ password_hash: rehashed }).where('id', '=', staff.id).execute()
    if (input.oldToken !== null) await endSession(trx, secrets.hash('session', input.oldToken))
    await trx.deleteFrom('sessions').where('expires_at', '<=', now).execute()
    const token = await startSession(trx, secrets, staff.id, now)
    await recordAudit(trx, { schoolId: staff.school_id, staffId: staff.id, action: 'staff:sign-in', at: now })
    return token
  })
}

/** Writes down that an account cannot sign in for a while because too many attempts were made. */
export async function recordSignInBlocked(db: Db, email: string, now: string): Promise<void> {
  const staff = await db.selectFrom('staff').selectAll().where('email', '=', normalizeEmail(email)).executeTakeFirst()
  await recordFailure(db, staff, now, 'staff:sign-in-blocked')
}

/** The address that was typed is not kept: people type passwords into the wrong box. */
async function recordFailure(db: Db, staff: StaffRow | undefined, now: string, action: 'staff:sign-in-failed' | 'staff:sign-in-blocked' = 'staff:sign-in-failed'): Promise<void> {
  const school = staff ?? (await db.selectFrom('schools').select('id as school_id').where('is_default', '=', 1).executeTakeFirst())
  if (!school) return
  await recordAudit(db, {
    schoolId: school.school_id,
    staffId: null,
    action,
    ...(staff ? { target: staff.id } : { detail: 'Địa chỉ không có tài khoản' }),
    at: now,
  })
}

/** Ends this session. */
export async function signOut(db: Db, staff: StaffRow, tokenHash: string, now: string): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await endSession(trx, tokenHash)
    await recordAudit(trx, { schoolId: staff.school_id, staffId: staff.id, action: 'staff:sign-out', at: now })
  })
}
