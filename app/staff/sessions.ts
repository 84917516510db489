import { randomBytes } from 'node:crypto'
import { dayOf } from '#app/calendar/index.ts'
import type { Db } from '#db/connect.ts'
import { isOutOfReach } from '#db/dialect.ts'
import type { School, StaffRow } from '#db/schema.ts'
import type { Secrets } from '#app/secrets.ts'
import { absencesOn } from './absences.ts'
import { hasSecondFactor, needsSecondFactor } from './factor-policy.ts'
import { actsFor } from './stand-ins.ts'

const minute = 60_000
export const idleMs = 30 * minute
const absoluteMs = 12 * 60 * minute
/** How stale `last_seen_at` may be: writing it at every click would make each page a database commit. */
const seenGranularityMs = minute
/** For so long after proving who they are a person may change how they sign in. */
const freshMs = 10 * minute

/** A member of staff at work, with those for whom they stand in today. */
export type ActingStaff = StaffRow & { actsFor?: readonly string[] }

export interface SignedIn {
  staff: ActingStaff
  school: School
  tokenHash: string
  /** True within ten minutes of having proved who they are. */
  isFresh: boolean
  /** The school asks this person for a second factor, and there is none yet: nothing but setting one up is open. */
  lacksFactor: boolean
}

/** Starts a session and returns its 256-bit token, of which the database keeps only a keyed hash. `now` is an instant (ISO, UTC). */
export async function startSession(db: Db, secrets: Secrets, staffId: string, now: string): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await db
    .insertInto('sessions')
    .values({
      token_hash: secrets.hash('session', token),
      staff_id: staffId,
      created_at: now,
      last_seen_at: now,
      expires_at: new Date(Date.parse(now) + absoluteMs).toISOString(),
      confirmed_at: now,
    })
    .execute()
  return token
}

/** Who holds this token, if it is known, not idle for 30 minutes, not older than 12 hours, and the account is active. */
export async function findSession(db: Db, secrets: Secrets, token: string, now: string): Promise<SignedIn | null> {
  const tokenHash = secrets.hash('session', token)
  const session = await db.selectFrom('sessions').selectAll().where('token_hash', '=', tokenHash).executeTakeFirst()
  if (!session) return null
  const idle = Date.parse(now) - Date.parse(session.last_seen_at)
  if (idle > idleMs || now >= session.expires_at) {
    await whereItCan(endSession(db, tokenHash))
    return null
  }
  const staff = await db.selectFrom('staff').selectAll().where('id', '=', session.staff_id).where('status', '=', 'active').executeTakeFirst()
  if (!staff) return null
  const school = await db.selectFrom('schools').selectAll().where('id', '=', staff.school_id).executeTakeFirstOrThrow()
  if (idle > seenGranularityMs) {
    await whereItCan(db.updateTable('sessions').set({ last_seen_at: now }).where('token_hash', '=', tokenHash).execute())
  }
  return {
    staff: { ...staff, actsFor: actsFor(await absencesOn(db, school, dayOf(now)), staff.id) },
    school,
    tokenHash,
    isFresh: session.confirmed_at !== null && Date.parse(now) - Date.parse(session.confirmed_at) <= freshMs,
    lacksFactor: needsSecondFactor(school, staff.role) && !(await hasSecondFactor(db, staff.id)),
  }
}

/** A disk that takes nothing is no reason to keep people from reading. */
async function whereItCan(write: Promise<unknown>): Promise<void> {
  try {
    await write
  } catch (error) {
    if (!isOutOfReach(error)) throw error
  }
}

/** Ends one session. */
export async function endSession(db: Db, tokenHash: string): Promise<void> {
  await db.deleteFrom('sessions').where('token_hash', '=', tokenHash).execute()
}

/** Signs a person out everywhere, also where they stand between the two steps: after a change of password, role or second factor, and when the account is disabled. */
export async function endAllSessions(db: Db, staffId: string): Promise<void> {
  await db.deleteFrom('sessions').where('staff_id', '=', staffId).execute()
  await db.deleteFrom('pending_sign_ins').where('staff_id', '=', staffId).execute()
}

/** Deletes what has run out of itself: sessions, and what lies between the steps of signing in and setting up. */
export async function forgetExpired(db: Db, now: string): Promise<void> {
  for (const table of ['sessions', 'pending_sign_ins', 'totp_setups', 'passkey_challenges'] as const) {
    // Looked at first, because a pass that finds nothing is to write nothing.
    const one = await db.selectFrom(table).select('expires_at').where('expires_at', '<=', now).limit(1).executeTakeFirst()
    if (one) await db.deleteFrom(table).where('expires_at', '<=', now).execute()
  }
}
