import { randomBytes } from 'node:crypto'
import { dayOf } from '#app/calendar/index.ts'
import type { Db } from '#db/connect.ts'
import type { School, StaffRow } from '#db/schema.ts'
import type { Secrets } from '#app/secrets.ts'
import { absencesOn } from './absences.ts'
import { actsFor } from './stand-ins.ts'

const minute = 60_000
export const idleMs = 30 * minute
const absoluteMs = 12 * 60 * minute
/** How stale `last_seen_at` may be: writing it at every click would make each page a database commit. */
const seenGranularityMs = minute

/** A member of staff at work, with those for whom they stand in today. */
export type ActingStaff = StaffRow & { actsFor?: readonly string[] }

export interface SignedIn {
  staff: ActingStaff
  school: School
  tokenHash: string
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
    await endSession(db, tokenHash)
    return null
  }
  const staff = await db.selectFrom('staff').selectAll().where('id', '=', session.staff_id).where('status', '=', 'active').executeTakeFirst()
  if (!staff) return null
  const school = await db.selectFrom('schools').selectAll().where('id', '=', staff.school_id).executeTakeFirstOrThrow()
  if (idle > seenGranularityMs) {
    await db.updateTable('sessions').set({ last_seen_at: now }).where('token_hash', '=', tokenHash).execute()
  }
  return { staff: { ...staff, actsFor: actsFor(await absencesOn(db, school, dayOf(now)), staff.id) }, school, tokenHash }
}

/** Ends one session. */
export async function endSession(db: Db, tokenHash: string): Promise<void> {
  await db.deleteFrom('sessions').where('token_hash', '=', tokenHash).execute()
}

/** Signs a person out everywhere: at their wish, after a change of password or role, and when the account is disabled. */
export async function endAllSessions(db: Db, staffId: string): Promise<void> {
  await db.deleteFrom('sessions').where('staff_id', '=', staffId).execute()
}
