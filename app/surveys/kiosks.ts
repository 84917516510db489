import { randomBytes, randomUUID } from 'node:crypto'
import { recordAudit } from '#app/audit/index.ts'
import { dayOf } from '#app/calendar/index.ts'
import type { Db } from '#db/connect.ts'
import type { Round, School } from '#db/schema.ts'
import { newCode, readCode } from './codes.ts'
import { findRound } from './rounds.ts'
import type { Actor } from './rounds.ts'

/**
 * Devices of the school on which one parent after the other answers. The code from the office opens one device once; from then on only the token that the
 * device holds counts, for one round and one place (docs/decisions/0025).
 */

interface Hasher {
  hash(purpose: string, value: string): string
}

/** 80 random bits: nobody guesses one. */
const codeLength = 16

/** What somebody typed or scanned, as the code that opens a device; null where it cannot be one. */
export function readKioskCode(typed: string): string | null {
  return readCode(typed, codeLength)
}

/** Makes the code for one device. It is returned this once: only its hash is kept. Null where the school has no such place in use, or the place is a class, which no answer may keep. */
export function addKiosk(
  db: Db, secrets: Hasher, school: { id: string }, round: Pick<Round, 'id' | 'state'>, placeId: string, actor: Actor, now: string,
): Promise<{ id: string; code: string } | null> {
  if (round.state === 'closed') throw new RangeError('A closed round takes no device')
  return db.transaction().execute(async (tx) => {
    const place = await tx.selectFrom('places').selectAll().where('id', '=', placeId).where('school_id', '=', school.id).where('active', '=', 1).where('kind', '!=', 'class').executeTakeFirst()
    if (!place) return null
    const id = randomUUID()
    const code = newCode(codeLength)
    await tx
      .insertInto('kiosks')
      .values({ id, round_id: round.id, place_id: place.id, code_hash: secrets.hash('kiosk code', code), device_hash: null, created_on: dayOf(now), revoked_on: null })
      .execute()
    await recordAudit(tx, { schoolId: school.id, staffId: actor.staffId, action: 'round:add-kiosk', target: round.id, detail: place.name, at: now })
    return { id, code }
  })
}

export interface KioskRow {
  id: string
  place: string
  /** `waiting`: its code has not been used yet. */
  state: 'waiting' | 'open' | 'revoked'
}

/** The devices of a round, those in use first. */
export async function listKiosks(db: Db, round: { id: string }): Promise<KioskRow[]> {
  const rows = await db
    .selectFrom('kiosks')
    .innerJoin('places', 'places.id', 'kiosks.place_id')
    .select(['kiosks.id', 'places.name', 'device_hash', 'revoked_on'])
    .where('round_id', '=', round.id)
    .orderBy('revoked_on', (order) => order.asc().nullsFirst())
    .orderBy('places.name')
    .orderBy('kiosks.id')
    .execute()
  return rows.map((row) => ({ id: row.id, place: row.name, state: row.revoked_on !== null ? 'revoked' : row.device_hash === null ? 'waiting' : 'open' }))
}

/** Takes a device, or a code that nobody has used, out of use at once. False where the school has no such device in use. */
export function revokeKiosk(db: Db, school: { id: string }, roundId: string, id: string, actor: Actor, now: string): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const round = await findRound(tx, school, roundId)
    if (!round) return false
    const result = await tx
      .updateTable('kiosks')
      .set({ revoked_on: dayOf(now), code_hash: null, device_hash: null })
      .where('id', '=', id)
      .where('round_id', '=', round.id)
      .where('revoked_on', 'is', null)
      .executeTakeFirst()
    if (result.numUpdatedRows === 0n) return false
    await recordAudit(tx, { schoolId: school.id, staffId: actor.staffId, action: 'round:revoke-kiosk', target: round.id, at: now })
    return true
  })
}

/** A device that takes answers. */
export interface Kiosk {
  id: string
  placeCode: string
  round: Round
  school: School
}

/** Opens the device that shows this code and returns the token it holds from now on; the code is used up. Null where the code opens nothing (any more). */
export function openKiosk(db: Db, secrets: Hasher, code: string, now: string): Promise<string | null> {
  return db.transaction().execute(async (tx) => {
    const row = await tx
      .selectFrom('kiosks')
      .innerJoin('rounds', 'rounds.id', 'kiosks.round_id')
      .select(['kiosks.id', 'rounds.id as round_id', 'rounds.school_id', 'rounds.state', 'rounds.closes_on'])
      .where('code_hash', '=', secrets.hash('kiosk code', code))
      .executeTakeFirst()
    if (!row || row.state === 'closed' || row.closes_on < dayOf(now)) return null
    const token = randomBytes(32).toString('base64url')
    await tx.updateTable('kiosks').set({ code_hash: null, device_hash: secrets.hash('kiosk device', token) }).where('id', '=', row.id).execute()
    await recordAudit(tx, { schoolId: row.school_id, staffId: null, action: 'round:open-kiosk', target: row.round_id, at: now })
    return token
  })
}

/** The device that holds this token, whether its round is open or not; null where it is unknown, revoked, or its round is over. `today` is a day. */
export async function findKiosk(db: Db, secrets: Hasher, token: string, today: string): Promise<Kiosk | null> {
  const row = await db
    .selectFrom('kiosks')
    .innerJoin('places', 'places.id', 'kiosks.place_id')
    .select(['kiosks.id', 'kiosks.round_id', 'places.code', 'places.school_id'])
    .where('device_hash', '=', secrets.hash('kiosk device', token))
    .where('revoked_on', 'is', null)
    .executeTakeFirst()
  if (!row) return null
  const round = await findRound(db, { id: row.school_id }, row.round_id)
  if (!round || round.state === 'closed' || round.closes_on < today) return null
  const school = await db.selectFrom('schools').selectAll().where('id', '=', row.school_id).executeTakeFirstOrThrow()
  return { id: row.id, placeCode: row.code, round, school }
}
