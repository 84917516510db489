import { randomBytes } from 'node:crypto'
import type { Db, Tx } from '#db/connect.ts'
import type { StaffRow } from '#db/schema.ts'
import { recordAudit } from '#app/audit/index.ts'
import type { Secrets } from '#app/secrets.ts'
import { hasSecondFactor } from './factor-policy.ts'
import { hashPassword, needsRehash, verifyPassword } from './passwords.ts'
import { recoveryCodesLeft, takeRecoveryCode } from './recovery-codes.ts'
import { takeTotp } from './second-factor.ts'
import { tellOwner } from './security-letter.ts'
import { endSession, forgetExpired, startSession } from './sessions.ts'

/** Addresses are kept and compared in lower case, without spaces around them. */
export function normalizeEmail(email: string): string {
  return email.trim().toLowerCase()
}

/** What comes after a right password: a session, or the second step of the sign-in. Either way the token is for its cookie. */
export interface NextStep {
  step: 'signed-in' | 'second-factor'
  token: string
}

/** How long the second step waits. */
const pendingMinutes = 10
/** So many wrong codes, and the password is asked for again. */
const maxTries = 5

/**
 * Checks e-mail and password: the next step, or null — the same for an unknown, a disabled and an invited account and a wrong password.
 * The session of `oldToken` ends, so that a token planted before sign-in is worth nothing.
 */
export async function signIn(db: Db, secrets: Secrets, input: { email: string; password: string; oldToken: string | null }, now: string): Promise<NextStep | null> {
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
    await forgetExpired(trx, now)
    if (await hasSecondFactor(trx, staff.id)) return { step: 'second-factor', token: await startPending(trx, secrets, staff.id, now) }
    return { step: 'signed-in', token: await beginWork(trx, secrets, staff, 'Mật khẩu', now) }
  })
}

/** Signs somebody in who has proved everything that is asked for. `how` stands in the log. */
export async function beginWork(trx: Tx, secrets: Secrets, staff: StaffRow, how: string, now: string): Promise<string> {
  const token = await startSession(trx, secrets, staff.id, now)
  await recordAudit(trx, { schoolId: staff.school_id, staffId: staff.id, action: 'staff:sign-in', detail: how, at: now })
  return token
}

async function startPending(trx: Tx, secrets: Secrets, staffId: string, now: string): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  const expires = new Date(Date.parse(now) + pendingMinutes * 60_000).toISOString()
  await trx.insertInto('pending_sign_ins').values({ token_hash: secrets.hash('pending sign-in', token), staff_id: staffId, expires_at: expires }).execute()
  return token
}

/** Whose second step this is, or null where it is over. It opens nothing: it only says whom to ask for a code. */
export async function findPending(db: Db, secrets: Secrets, token: string, now: string): Promise<{ staff: StaffRow; tokenHash: string } | null> {
  const tokenHash = secrets.hash('pending sign-in', token)
  const row = await db.selectFrom('pending_sign_ins').select('staff_id').where('token_hash', '=', tokenHash).where('expires_at', '>', now).where('tries', '<', maxTries).executeTakeFirst()
  const staff = row ? await db.selectFrom('staff').selectAll().where('id', '=', row.staff_id).where('status', '=', 'active').executeTakeFirst() : undefined
  return staff ? { staff, tokenHash } : null
}

export type SecondStep = { kind: 'app' | 'recovery'; code: string }

/** The second step: signs in where the code is right and not used before, and uses it up. Null where it is not, or where the step was over in the meantime. */
export function finishSignIn(db: Db, secrets: Secrets, pending: { staff: StaffRow; tokenHash: string }, { kind, code }: SecondStep, now: string): Promise<string | null> {
  const { staff, tokenHash } = pending
  return db.transaction().execute(async (trx) => {
    // Counted before it is looked at: of many at once only so many are.
    const open = await trx
      .updateTable('pending_sign_ins')
      .set((eb) => ({ tries: eb('tries', '+', 1) }))
      .where('token_hash', '=', tokenHash)
      .where('tries', '<', maxTries)
      .returning('staff_id')
      .executeTakeFirst()
    if (!open) return null
    const right = kind === 'app' ? await takeTotp(trx, secrets, staff.id, code, now) : await takeRecoveryCode(trx, secrets, staff.id, code, now)
    if (!right) {
      await recordAudit(trx, { schoolId: staff.school_id, staffId: null, action: 'staff:second-factor-failed', target: staff.id, at: now })
      await tellOwner(trx, staff, 'second-factor-failed', now, { once: true })
      return null
    }
    await trx.deleteFrom('pending_sign_ins').where('token_hash', '=', tokenHash).execute()
    if (kind === 'recovery') {
      await recordAudit(trx, { schoolId: staff.school_id, staffId: staff.id, action: 'staff:use-code', detail: `Còn ${await recoveryCodesLeft(trx, staff.id)} mã`, at: now })
      await tellOwner(trx, staff, 'code-used', now)
    }
    return beginWork(trx, secrets, staff, kind === 'app' ? 'Mật khẩu và ứng dụng tạo mã' : 'Mật khẩu và mã dự phòng', now)
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
