import { recordAudit } from '#app/audit/index.ts'
import type { Secrets } from '#app/secrets.ts'
import type { Db, Tx } from '#db/connect.ts'
import type { School, StaffRow } from '#db/schema.ts'
import { hasSecondFactor, needsSecondFactor } from './factor-policy.ts'
import { firstRecoveryCodes, newRecoveryCodes, recoveryCodesLeft } from './recovery-codes.ts'
import { tellOwner } from './security-letter.ts'
import type { SecurityLetter } from './security-letter.ts'
import { endAllSessions, startSession } from './sessions.ts'
import { newTotpSecret, stepOfCode } from './totp.ts'

/**
 * The second factor of a member of staff: an app that makes codes, passkeys, and recovery codes for the day on which both are lost
 * (docs/decisions/0036). Every change ends all sessions of the person, stands in the log and is told to them by mail.
 */

/** How long a secret that was begun to be set up waits for its first code. */
const setupMinutes = 30

export interface OwnFactors {
  /** Since when an app makes codes for this account; null where none does. */
  appSince: string | null
  passkeys: { id: string; name: string; createdAt: string; lastUsedAt: string | null }[]
  codesLeft: number
}

/** What a person has set up, for their own page. Instants are ISO in UTC. */
export async function ownFactors(db: Db, staffId: string): Promise<OwnFactors> {
  const app = await db.selectFrom('totp_factors').select('created_at').where('staff_id', '=', staffId).executeTakeFirst()
  const passkeys = await db
    .selectFrom('passkeys')
    .select(['id', 'name', 'created_at as createdAt', 'last_used_at as lastUsedAt'])
    .where('staff_id', '=', staffId)
    .orderBy('created_at')
    .execute()
  return { appSince: app?.created_at ?? null, passkeys, codesLeft: await recoveryCodesLeft(db, staffId) }
}

/** After a change: the token of the session that goes on, and the recovery codes where the person got some, to be shown once. */
export interface FactorChange {
  token: string
  codes: string[] | null
}

/** Begins to set up an app, in place of what was begun before. An app that counts already goes on counting. */
export async function beginTotp(db: Db, secrets: Secrets, staffId: string, now: string): Promise<void> {
  const secret = secrets.seal(purposeFor(staffId), newTotpSecret())
  const expires = new Date(Date.parse(now) + setupMinutes * 60_000).toISOString()
  await db
    .insertInto('totp_setups')
    .values({ staff_id: staffId, secret, expires_at: expires })
    .onConflict((oc) => oc.column('staff_id').doUpdateSet({ secret, expires_at: expires }))
    .execute()
}

/** The secret that is being set up, or null. It stays the same over reloads: a phone that went to the app and back loads the page again. */
export async function totpInSetup(db: Db, secrets: Secrets, staffId: string, now: string): Promise<string | null> {
  const row = await db.selectFrom('totp_setups').select('secret').where('staff_id', '=', staffId).where('expires_at', '>', now).executeTakeFirst()
  return row ? secrets.unseal(purposeFor(staffId), row.secret) : null
}

/** Lets the app count from now on, if this is a code of it: in place of the one there was. Null where the code is wrong or nothing was begun. */
export function confirmTotp(db: Db, secrets: Secrets, staff: StaffRow, code: string, now: string): Promise<FactorChange | null> {
  return db.transaction().execute(async (trx) => {
    const secret = await totpInSetup(trx, secrets, staff.id, now)
    const step = secret === null ? null : stepOfCode(secret, code, now)
    if (secret === null || step === null) return null
    await trx.deleteFrom('totp_setups').where('staff_id', '=', staff.id).execute()
    const factor = { secret: secrets.seal(purposeFor(staff.id), secret), last_step: step, created_at: now }
    await trx.insertInto('totp_factors').values({ staff_id: staff.id, ...factor }).onConflict((oc) => oc.column('staff_id').doUpdateSet(factor)).execute()
    return finishChange(trx, secrets, staff, { action: 'staff:add-app', letter: 'app-added' }, now)
  })
}

/** True where this is a code of the person's app that was not used yet; it is used now. */
export async function takeTotp(trx: Db, secrets: Secrets, staffId: string, code: string, now: string): Promise<boolean> {
  const row = await trx.selectFrom('totp_factors').select('secret').where('staff_id', '=', staffId).executeTakeFirst()
  const secret = row ? secrets.unseal(purposeFor(staffId), row.secret) : null
  const step = secret === null ? null : stepOfCode(secret, code, now)
  if (step === null) return false
  // Of two requests with one code the second finds it used.
  const { numUpdatedRows } = await trx.updateTable('totp_factors').set({ last_step: step }).where('staff_id', '=', staffId).where('last_step', '<', step).executeTakeFirst()
  return numUpdatedRows === 1n
}

export type Removal = FactorChange | 'not-found' | 'needed'

/** Takes the app away. `needed` where the school asks for a second factor and this is the only one. */
export function removeTotp(db: Db, secrets: Secrets, person: { staff: StaffRow; school: School }, now: string): Promise<Removal> {
  return removeFactor(db, secrets, person, { action: 'staff:remove-app', letter: 'app-removed' }, now, (trx) => trx.deleteFrom('totp_factors').where('staff_id', '=', person.staff.id).executeTakeFirst())
}

/** Ten new recovery codes instead of the old ones. Null for whoever has no second factor to recover. */
export async function renewRecoveryCodes(db: Db, secrets: Secrets, staff: StaffRow, now: string): Promise<FactorChange | null> {
  return db.transaction().execute(async (trx) => {
    if (!(await hasSecondFactor(trx, staff.id))) return null
    const codes = await newRecoveryCodes(trx, secrets, staff.id)
    const { token } = await finishChange(trx, secrets, staff, { action: 'staff:renew-codes', letter: 'codes-renewed' }, now)
    return { token, codes }
  })
}

/**
 * Takes every second factor of an account away, for somebody who lost them all: they sign in with their password and set up anew. All their sessions end.
 * `by` is null at the command line. False for an account of another school.
 */
export function resetSecondFactor(db: Db, school: { id: string }, staffId: string, by: { id: string } | null, now: string): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const staff = await trx.selectFrom('staff').selectAll().where('id', '=', staffId).where('school_id', '=', school.id).executeTakeFirst()
    if (!staff) return false
    await forgetSecondFactor(trx, staffId)
    await endAllSessions(trx, staffId)
    await recordAudit(trx, { schoolId: school.id, staffId: by?.id ?? null, action: 'staff:reset-second-factor', target: staffId, detail: staff.name, at: now })
    await tellOwner(trx, staff, 'factors-reset', now)
    return true
  })
}

/** Deletes all second factors of an account, without a word. */
export async function forgetSecondFactor(trx: Db, staffId: string): Promise<void> {
  for (const table of ['totp_factors', 'totp_setups', 'passkeys', 'recovery_codes'] as const) await trx.deleteFrom(table).where('staff_id', '=', staffId).execute()
}

interface Deed {
  action: string
  letter: SecurityLetter
}

/** What every change of the factors ends with. Neither the log nor the letter names a device: what staff call theirs is their own. */
export async function finishChange(trx: Tx, secrets: Secrets, staff: StaffRow, { action, letter }: Deed, now: string): Promise<FactorChange> {
  const codes = (await hasSecondFactor(trx, staff.id)) ? await firstRecoveryCodes(trx, secrets, staff.id) : null
  await endAllSessions(trx, staff.id)
  await recordAudit(trx, { schoolId: staff.school_id, staffId: staff.id, action, at: now })
  await tellOwner(trx, staff, letter, now)
  return { token: await startSession(trx, secrets, staff.id, now), codes }
}

/** Removes one factor. The last one may go only where the school does not ask for one, and its recovery codes go with it. */
export function removeFactor(
  db: Db, secrets: Secrets, { staff, school }: { staff: StaffRow; school: School }, deed: Deed, now: string, take: (trx: Tx) => Promise<{ numDeletedRows: bigint }>,
): Promise<Removal> {
  return db.transaction().execute(async (trx) => {
    const { appSince, passkeys } = await ownFactors(trx, staff.id)
    const isLast = passkeys.length + (appSince === null ? 0 : 1) === 1
    if (isLast && needsSecondFactor(school, staff.role)) return 'needed'
    if ((await take(trx)).numDeletedRows === 0n) return 'not-found'
    if (isLast) await trx.deleteFrom('recovery_codes').where('staff_id', '=', staff.id).execute()
    return finishChange(trx, secrets, staff, deed, now)
  })
}

/** A sealed secret belongs to one person: moved to another's row it opens as nothing. */
function purposeFor(staffId: string): string {
  return `totp ${staffId}`
}
