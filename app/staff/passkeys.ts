import type { AuthenticationResponseJSON, PublicKeyCredentialCreationOptionsJSON, PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server'
import { isIP } from 'node:net'
import * as v from 'valibot'
import { recordAudit } from '#app/audit/index.ts'
import type { Secrets } from '#app/secrets.ts'
import type { Db } from '#db/connect.ts'
import type { PasskeysTable, School, StaffRow } from '#db/schema.ts'
import { finishChange, removeFactor } from './second-factor.ts'
import type { FactorChange, Removal } from './second-factor.ts'
import { tellOwner } from './security-letter.ts'
import { confirmSession } from './own-account.ts'
import { endSession } from './sessions.ts'
import { beginWork } from './sign-in.ts'

/**
 * Keys on a person's devices (WebAuthn). One is both factors at once: the device, and the finger, face or PIN that it asks for. They are found by the
 * device itself, so that nobody types an address and nothing is told of whether an account exists.
 */

// Half a second of loading, for pages that few people open: not at the start of the server.
const library = () => import('@simplewebauthn/server')

/** Who asks for the key: a key made for one site answers no other. */
export interface KeySite {
  id: string
  origin: string
}

/** The site that browsers tie keys to, or null where they make none: without TLS (but on this very machine), and for a bare IP address. */
export function keySite(publicOrigin: string): KeySite | null {
  const { hostname, protocol, origin } = new URL(publicOrigin)
  const isSafe = protocol === 'https:' || hostname === 'localhost'
  return isSafe && isIP(hostname.replace(/^\[|\]$/g, '')) === 0 ? { id: hostname, origin } : null
}

type Purpose = 'sign-in' | 'add' | 'confirm'
const challengeMinutes = 5

/** The key the visit of somebody not signed in is known by. */
export function visitHash(secrets: Secrets, token: string): string {
  return secrets.hash('passkey visit', token)
}

/** Remembers what a key is to sign for this visit; what was asked before for the same purpose is void. */
async function keepChallenge(db: Db, visit: string, purpose: Purpose, challenge: string, now: string): Promise<void> {
  const row = { challenge, expires_at: new Date(Date.parse(now) + challengeMinutes * 60_000).toISOString() }
  await db.insertInto('passkey_challenges').values({ visit_hash: visit, purpose, ...row }).onConflict((oc) => oc.columns(['visit_hash', 'purpose']).doUpdateSet(row)).execute()
}

/** What was asked, once: right or wrong, the answer uses it up. */
async function takeChallenge(db: Db, visit: string, purpose: Purpose, now: string): Promise<string | null> {
  const row = await db.deleteFrom('passkey_challenges').where('visit_hash', '=', visit).where('purpose', '=', purpose).returning(['challenge', 'expires_at']).executeTakeFirst()
  return row && row.expires_at > now ? row.challenge : null
}

/** What a browser needs to ask any key of this site: for signing in nobody has to be named. */
export async function askForKey(db: Db, site: KeySite, visit: string, purpose: 'sign-in' | 'confirm', now: string): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const { generateAuthenticationOptions } = await library()
  const options = await generateAuthenticationOptions({ rpID: site.id, userVerification: 'required', timeout: challengeMinutes * 60_000 })
  await keepChallenge(db, visit, purpose, options.challenge, now)
  return options
}

/** What a browser needs to make a new key for this person. Devices that have one already say so themselves. */
export async function askForNewKey(db: Db, site: KeySite, visit: string, staff: StaffRow, now: string): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const { generateRegistrationOptions } = await library()
  const known = await db.selectFrom('passkeys').select(['id', 'transports']).where('staff_id', '=', staff.id).execute()
  const options = await generateRegistrationOptions({
    rpName: 'Lắng Nghe',
    rpID: site.id,
    // The device shows the name, and gives back the id; neither the address nor the id is a secret of the school.
    userID: new TextEncoder().encode(staff.id),
    userName: staff.email,
    userDisplayName: staff.name,
    attestationType: 'none',
    excludeCredentials: known.map(({ id, transports }) => ({ id, transports: transports.split(' ').filter(Boolean) })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    timeout: challengeMinutes * 60_000,
  })
  await keepChallenge(db, visit, 'add', options.challenge, now)
  return options
}

const base64url = v.pipe(v.string(), v.maxLength(20_000), v.regex(/^[\w-]+$/))
const common = { id: base64url, rawId: base64url, type: v.literal('public-key'), clientExtensionResults: v.optional(v.record(v.string(), v.unknown()), {}) }
const madeKey = v.object({ ...common, response: v.object({ clientDataJSON: base64url, attestationObject: base64url, transports: v.optional(v.array(v.string()), []) }) })
const usedKey = v.object({ ...common, response: v.object({ clientDataJSON: base64url, authenticatorData: base64url, signature: base64url, userHandle: v.nullish(base64url) }) })

/** Reads the answer of a browser as it came in a form field; null where it is none. */
function readAnswer<S extends v.GenericSchema>(schema: S, text: string): v.InferOutput<S> | null {
  try {
    const parsed = v.safeParse(schema, JSON.parse(text))
    return parsed.success ? parsed.output : null
  } catch {
    return null
  }
}

/** The name of a key, to tell one device from another. */
export const keyNameForm = v.object({
  name: v.pipe(v.optional(v.string(), ''), v.trim(), v.nonEmpty('Đặt tên để nhận ra thiết bị này.'), v.maxLength(60, 'Tên dài tối đa 60 ký tự.')),
  answer: v.optional(v.string(), ''),
})

/** Adds a key. Null where its answer does not fit what was asked of this session. */
export async function addKey(db: Db, secrets: Secrets, site: KeySite, { staff, tokenHash }: { staff: StaffRow; tokenHash: string }, input: { name: string; answer: string }, now: string): Promise<FactorChange | null> {
  const challenge = await takeChallenge(db, tokenHash, 'add', now)
  const answer = readAnswer(madeKey, input.answer)
  if (challenge === null || answer === null) return null
  const { verifyRegistrationResponse } = await library()
  const made = await verifyRegistrationResponse({
    response: answer,
    expectedChallenge: challenge,
    expectedOrigin: site.origin,
    expectedRPID: site.id,
    requireUserVerification: true,
  }).catch(() => null)
  if (!made?.verified) return null
  const { id, publicKey, counter, transports } = made.registrationInfo.credential
  return db.transaction().execute(async (trx) => {
    const { numInsertedOrUpdatedRows } = await trx
      .insertInto('passkeys')
      .values({
        id, staff_id: staff.id, name: input.name, public_key: Buffer.from(publicKey).toString('base64url'), counter, transports: (transports ?? []).filter((one) => /^[a-z-]+$/.test(one)).join(' '), created_at: now, last_used_at: null,
      })
      .onConflict((oc) => oc.doNothing())
      .executeTakeFirst()
    if (numInsertedOrUpdatedRows !== 1n) return null
    return finishChange(trx, secrets, staff, { action: 'staff:add-passkey', letter: 'passkey-added' }, now)
  })
}

/** Takes one of the person's own keys away. */
export function removeKey(db: Db, secrets: Secrets, person: { staff: StaffRow; school: School }, id: string, now: string): Promise<Removal> {
  return removeFactor(db, secrets, person, { action: 'staff:remove-passkey', letter: 'passkey-removed' }, now, (trx) => trx.deleteFrom('passkeys').where('id', '=', id).where('staff_id', '=', person.staff.id).executeTakeFirst())
}

/** Signs in with a key: the new session's token, or null, the same for whatever was wrong. The session of `oldToken` ends. */
export async function signInWithKey(db: Db, secrets: Secrets, site: KeySite, { visit, answer: text, oldToken }: { visit: string; answer: string; oldToken: string | null }, now: string): Promise<string | null> {
  const found = await findUsed(db, site, { visit, purpose: 'sign-in', text }, now)
  if (found === null) return null
  const { staff, key, counter } = found
  return db.transaction().execute(async (trx) => {
    if (!(await countUse(trx, key, counter, now))) return null
    if (oldToken !== null) await endSession(trx, secrets.hash('session', oldToken))
    if (key.last_used_at === null) await tellOwner(trx, staff, 'passkey-first-used', now)
    return beginWork(trx, secrets, staff, 'Khóa đăng nhập', now)
  })
}

/** Proves again who is at work, with one of their own keys. */
export async function confirmWithKey(db: Db, secrets: Secrets, site: KeySite, { staff, tokenHash }: { staff: StaffRow; tokenHash: string }, text: string, now: string): Promise<string | null> {
  const found = await findUsed(db, site, { visit: tokenHash, purpose: 'confirm', text }, now)
  if (found?.staff.id !== staff.id) return null
  return db.transaction().execute(async (trx) => ((await countUse(trx, found.key, found.counter, now)) ? confirmSession(trx, secrets, staff, tokenHash, now) : null))
}

/** The key that answered what was asked of this visit, with its owner; a failure of a key that is known is written down and told to the owner. */
async function findUsed(db: Db, site: KeySite, { visit, purpose, text }: { visit: string; purpose: 'sign-in' | 'confirm'; text: string }, now: string) {
  const challenge = await takeChallenge(db, visit, purpose, now)
  const answer = readAnswer(usedKey, text)
  if (challenge === null || answer === null) return null
  const key = await db.selectFrom('passkeys').selectAll().where('id', '=', answer.id).executeTakeFirst()
  const staff = key ? await db.selectFrom('staff').selectAll().where('id', '=', key.staff_id).where('status', '=', 'active').executeTakeFirst() : undefined
  if (!key || !staff) return null
  const { verifyAuthenticationResponse } = await library()
  // It refuses a counter that went back, too: then there is a copy of the key.
  const used = await verifyAuthenticationResponse({
    response: answer as AuthenticationResponseJSON,
    expectedChallenge: challenge,
    expectedOrigin: site.origin,
    expectedRPID: site.id,
    credential: { id: key.id, publicKey: new Uint8Array(Buffer.from(key.public_key, 'base64url')), counter: key.counter },
    requireUserVerification: true,
  }).catch(() => null)
  const owner = answer.response.userHandle ? Buffer.from(answer.response.userHandle, 'base64url').toString() : null
  if (used?.verified && owner === staff.id) return { staff, key, counter: used.authenticationInfo.newCounter }
  await db.transaction().execute(async (trx) => {
    await recordAudit(trx, { schoolId: staff.school_id, staffId: null, action: 'staff:passkey-failed', target: staff.id, at: now })
    await tellOwner(trx, staff, 'second-factor-failed', now, { once: true })
  })
  return null
}

/** Moves the key's counter on. False where somebody else moved it meanwhile, or the key was taken away. */
async function countUse(trx: Db, key: PasskeysTable, counter: number, now: string): Promise<boolean> {
  const { numUpdatedRows } = await trx.updateTable('passkeys').set({ counter, last_used_at: now }).where('id', '=', key.id).where('counter', '=', key.counter).executeTakeFirst()
  return numUpdatedRows === 1n
}
