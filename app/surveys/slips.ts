import { randomInt, randomUUID } from 'node:crypto'
import { dayOf } from '#app/calendar/index.ts'
import type { Db, Tx } from '#db/connect.ts'
import type { Round, School } from '#db/schema.ts'
import { ledgerPlace } from '#app/ledger/index.ts'
import { inGroups, newCode, readCode } from './codes.ts'
import type { EnvelopeKeys } from './envelope-keys.ts'
import { receiptCode } from './receipts.ts'
import { loadQuestionnaire } from './questionnaire-store.ts'
import { assertOnForm, insertResponses, mostAtOnce } from './responses.ts'
import type { NewResponse } from './responses.ts'
import type { ResponseInput } from './responses.ts'
import { openRound } from './rounds.ts'

/**
 * One parent, one voice, no name. Using a slip and storing an answer in one commit would join the two for ever in the database's log, so the answer
 * goes into a closed envelope; when the day is over and there are enough of them, all are opened in one commit, in another order
 * (docs/decisions/0021).
 */

interface Hasher {
  hash(purpose: string, value: string): string
}

/** 80 random bits. */
const slipLength = 16

/** So many envelopes are opened together at least, while the round is open. */
const smallestBatch = 5
/** A sheet for a class, a school on one click. */
export const mostSlips = 2000

/** What somebody typed or scanned, as a slip; null where it cannot be one. */
export function readSlip(typed: string): string | null {
  return readCode(typed, slipLength)
}

/** As it is printed: `7K3M-9QWD-…`. */
export const formatSlip = inGroups

function slipHash(secrets: Hasher, slip: string): string {
  return secrets.hash('survey slip', slip)
}

/** Makes slips for a round that is not closed. They are returned this once, to be printed: only their hashes are kept. Throws RangeError for a count out of range. */
export async function issueSlips(tx: Tx, secrets: Hasher, round: Pick<Round, 'id' | 'state'>, batch: string, count: number): Promise<string[]> {
  if (!Number.isInteger(count) || count < 1 || count > mostSlips) throw new RangeError(`1 to ${mostSlips} slips, not ${count}`)
  if (round.state === 'closed') throw new RangeError('A closed round takes no slips')
  const slips = Array.from({ length: count }, () => newCode(slipLength))
  for (let from = 0; from < slips.length; from += 200) {
    const rows = slips.slice(from, from + 200).map((slip) => ({ hash: slipHash(secrets, slip), round_id: round.id, batch }))
    await tx.insertInto('slips').values(rows).execute()
  }
  return slips
}

/** How many slips each sheet has. How many were used is told of the whole round alone: of one class it could point at a family. */
export async function slipBatches(db: Db, round: Pick<Round, 'id'>): Promise<{ batches: { batch: string; issued: number }[]; issued: number; used: number }> {
  const rows = await db
    .selectFrom('slips')
    .select((eb) => ['batch', eb.fn.countAll<number>().as('issued'), eb.fn.sum<number>('used').as('used')])
    .where('round_id', '=', round.id)
    .groupBy('batch')
    .orderBy('batch')
    .execute()
  const total = (of: 'issued' | 'used') => rows.reduce((sum, row) => sum + Number(row[of]), 0)
  return { batches: rows.map((row) => ({ batch: row.batch, issued: Number(row.issued) })), issued: total('issued'), used: total('used') }
}

export type SlipState = 'good' | 'used' | 'unknown' | 'closed'

/** The school that handed it out; null for a code that is nobody's. */
export async function schoolOfSlip(db: Db, secrets: Hasher, slip: string): Promise<string | null> {
  const row = await db.selectFrom('slips').innerJoin('rounds', 'rounds.id', 'slips.round_id').select('rounds.school_id').where('hash', '=', slipHash(secrets, slip)).executeTakeFirst()
  return row?.school_id ?? null
}

/** Takes the unused slips of a sheet out of use: it was lost, or printed twice. Returns how many. */
export async function voidSlips(tx: Tx, round: Pick<Round, 'id'>, batch: string): Promise<number> {
  const result = await tx.deleteFrom('slips').where('round_id', '=', round.id).where('batch', '=', batch).where('used', '=', 0).executeTakeFirst()
  return Number(result.numDeletedRows)
}

/** Whether a slip can be used now, and for which round. */
export async function checkSlip(db: Db, secrets: Hasher, school: Pick<School, 'id'>, slip: string, today: string): Promise<{ state: SlipState; round: Round | null }> {
  const row = await db.selectFrom('slips').select(['round_id', 'used']).where('hash', '=', slipHash(secrets, slip)).executeTakeFirst()
  const round = row && (await db.selectFrom('rounds').selectAll().where('id', '=', row.round_id).where('school_id', '=', school.id).executeTakeFirst())
  if (!row || !round) return { state: 'unknown', round: null }
  if (row.used === 1) return { state: 'used', round }
  return { state: (await openRound(db, school, round.questionnaire, today))?.id === round.id ? 'good' : 'closed', round }
}

export type SlipResult =
  | { status: 'saved' | 'repeated'; receipt: string }
  | { status: 'used' }
  | { status: 'unknown' }
  | { status: 'closed' }
  | { status: 'conflict' }

/**
 * Takes an answer that came with a slip: in one commit the slip is used and the answer lies in its envelope. The same page again gives the same
 * receipt, before and after the envelope is opened. A slip cannot overwrite its answer: that would need a link between the two.
 */
export async function submitWithSlip(
  db: Db, { secrets, keys }: { secrets: Hasher; keys: EnvelopeKeys }, school: Pick<School, 'id'>, slip: string, input: ResponseInput, now: string,
): Promise<SlipResult> {
  const receipt = receiptCode(secrets, input.idempotencyKey)
  const mark = secrets.hash('slip envelope', receipt)
  const text = (day: string) => JSON.stringify({ input, day })
  // However often the transaction has to begin anew, it makes one key at most, and that one goes where another instance came first with its own.
  const made = { id: '', isUsed: false }
  const make = () => (made.id ||= keys.make())
  const result = await db.transaction().execute(async (tx): Promise<SlipResult> => {
    made.isUsed = false
    const waiting = await tx.selectFrom('slip_envelopes').select(['key_id', 'content', 'day']).where('mark', '=', mark).executeTakeFirst()
    if (waiting) return keys.open(waiting.key_id, waiting.content) === text(waiting.day) ? { status: 'repeated', receipt } : { status: 'conflict' }
    if ((await ledgerPlace(tx, school, receipt)) !== null) return { status: 'repeated', receipt }

    const { state, round } = await checkSlip(tx, secrets, school, slip, dayOf(now))
    if (round === null || state === 'unknown') return { status: 'unknown' }
    if (state !== 'good') return { status: state }
    assertOnForm(await loadQuestionnaire(tx, round), input)
    if (round.questionnaire !== input.questionnaire) return { status: 'unknown' }
    await tx.updateTable('slips').set({ used: 1 }).where('hash', '=', slipHash(secrets, slip)).execute()
    const day = dayOf(now)
    const keyId = await currentKey(tx, { ...keys, make }, round.id)
    made.isUsed = keyId === made.id
    await tx.insertInto('slip_envelopes').values({ id: randomUUID(), round_id: round.id, key_id: keyId, mark, day, content: keys.close(keyId, text(day)) }).execute()
    return { status: 'saved', receipt }
  })
  if (made.id !== '' && !made.isUsed) keys.forget([made.id])
  return result
}

/**
 * The key that closes new envelopes of this round, made where there is none. Whoever opens the envelopes takes it out of use in the same transaction, and transactions are as if
 * they came one after the other: so an envelope is either among those that are opened, or closed with another key (docs/decisions/0021).
 */
async function currentKey(tx: Tx, keys: EnvelopeKeys, roundId: string): Promise<string> {
  const current = await tx.selectFrom('envelope_keys').select('id').where('round_id', '=', roundId).where('is_current', '=', 1).executeTakeFirst()
  if (current && keys.has(current.id)) return current.id
  // A database that was restored or copied knows of one that had closed nothing yet and was left behind.
  if (current) await retireKey(tx, roundId)
  const id = keys.make()
  await tx.insertInto('envelope_keys').values({ id, round_id: roundId, is_current: 1 }).execute()
  return id
}

/** From now on new envelopes of this round get another key. */
async function retireKey(tx: Tx, roundId: string): Promise<void> {
  await tx.updateTable('envelope_keys').set({ is_current: 0 }).where('round_id', '=', roundId).where('is_current', '=', 1).execute()
}

/** Deletes for good every key that is out of use and that no envelope waits for, after the commit that opened them. Whatever a crash leaves is found the next time. */
export async function forgetKeys(db: Db, keys: EnvelopeKeys): Promise<void> {
  // In a transaction, so that nobody commits an envelope to one of them who began while it was in use.
  const over = await db.transaction().execute((tx) =>
    tx
      .selectFrom('envelope_keys')
      .select('id')
      .where('is_current', '=', 0)
      .where((eb) => eb.not(eb.exists(eb.selectFrom('slip_envelopes').select('slip_envelopes.id').whereRef('slip_envelopes.key_id', '=', 'envelope_keys.id'))))
      .execute(),
  )
  if (over.length === 0) return
  const ids = over.map(({ id }) => id)
  // The files before the rows: a key that nobody knows of any more would lie there for ever.
  keys.forget(ids)
  await db.deleteFrom('envelope_keys').where('id', 'in', ids).execute()
}

/** How many answers of each round lie in envelopes: they count as collected. */
export async function waitingEnvelopes(db: Db, roundIds: readonly string[]): Promise<Map<string, number>> {
  if (roundIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('slip_envelopes')
    .select((eb) => ['round_id', eb.fn.countAll<number>().as('count')])
    .where('round_id', 'in', roundIds)
    .groupBy('round_id')
    .execute()
  return new Map(rows.map((row) => [row.round_id, Number(row.count)]))
}

/** True where the answer of this receipt lies in an envelope. */
export async function isInEnvelope(db: Db, secrets: Hasher, receipt: string): Promise<boolean> {
  const found = await db.selectFrom('slip_envelopes').select('id').where('mark', '=', secrets.hash('slip envelope', receipt)).executeTakeFirst()
  return found !== undefined
}

/** Opens what may be opened: every round with enough envelopes from days that are over. Safe to call as often as one likes. Returns how many were opened. */
export async function openEnvelopes(db: Db, deps: { secrets: Hasher; keys: EnvelopeKeys }, today: string): Promise<number> {
  const due = await db
    .selectFrom('slip_envelopes')
    .select((eb) => ['round_id', eb.fn.countAll<number>().as('count')])
    .where('day', '<', today)
    .groupBy('round_id')
    .execute()
  let opened = 0
  for (const { round_id, count } of due) {
    if (Number(count) < smallestBatch) continue
    opened += await db.transaction().execute((tx) => openAll(tx, deps, round_id))
  }
  await forgetKeys(db, deps.keys)
  return opened
}

/** Opens every envelope of one round, in the transaction that closes it, and returns how many. Call `forgetKeys` once that is committed. */
export async function openAll(tx: Tx, { secrets, keys }: { secrets: Hasher; keys: EnvelopeKeys }, roundId: string): Promise<number> {
  const round = await tx.selectFrom('rounds').selectAll().where('id', '=', roundId).executeTakeFirstOrThrow()
  const asked = await loadQuestionnaire(tx, round)
  const all = await tx.selectFrom('slip_envelopes').selectAll().where('round_id', '=', roundId).execute()
  // One whose key was lost with a disk stays closed, and `npm run verify` tells of it; it must not keep the others closed.
  const envelopes = all.filter((envelope) => keys.has(envelope.key_id))
  // Whoever comes now gets a key that is not about to be deleted.
  await retireKey(tx, roundId)
  const entries = shuffled(envelopes).map((envelope): NewResponse => {
    const { input, day } = JSON.parse(keys.open(envelope.key_id, envelope.content)) as { input: ResponseInput; day: string }
    const receipt = receiptCode(secrets, input.idempotencyKey)
    // Under names of its own: what stood on the envelope must not stand beside the answer.
    const hashes = { idempotencyHash: secrets.hash('slip answer', randomUUID()), bodyHash: secrets.hash('slip answer', randomUUID()) }
    return { secrets, round, asked, input: { ...input, channel: 'slip' }, ...hashes, receipt, day }
  })
  for (let done = 0; done < entries.length; done += mostAtOnce) await insertResponses(tx, entries.slice(done, done + mostAtOnce))
  for (const { id } of envelopes) await tx.deleteFrom('slip_envelopes').where('id', '=', id).execute()
  return envelopes.length
}

/** Every order equally likely, by the system's own randomness. */
function shuffled<T>(list: readonly T[]): T[] {
  const result = [...list]
  for (let i = result.length - 1; i > 0; i -= 1) {
    const j = randomInt(i + 1)
    ;[result[i], result[j]] = [result[j]!, result[i]!]
  }
  return result
}
