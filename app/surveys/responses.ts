import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { dayOf } from '#app/calendar/index.ts'
import { enterAnswer } from '#app/ledger/index.ts'
import type { Db, Tx } from '#db/connect.ts'
import type { Channel, QuestionnaireCode, Round } from '#db/schema.ts'
import { countPattern, noteArrival } from './flags.ts'
import type { Arrivals } from './flags.ts'
import { loadQuestionnaire } from './questionnaire-store.ts'
import { levelItems } from './questionnaires.ts'
import type { FormCode, Relation } from './questionnaires.ts'
import { receiptCode, receiptHash } from './receipts.ts'
import { openRound } from './rounds.ts'

/** What was ticked: item code → 1–5, or 0 for "no opinion". A blank has no entry. */
export type Answers = Readonly<Record<string, number>>

export interface ResponseInput {
  questionnaire: QuestionnaireCode
  form: FormCode
  answers: Answers
  expectation: number | null
  comment: string | null
  relation: Relation | null
  /** One of the questionnaire's groups. */
  ageGroup: string | null
  /** The code of the place whose QR code led here. */
  placeCode: string | null
  idempotencyKey: string
  /** The round that the page asked for, where it says so: a page may be older than the round that is open. */
  roundId?: string | undefined
  /** How it came; `open` where left out. */
  channel?: Channel
}

export type SubmitResult =
  | { status: 'saved' | 'repeated'; receipt: string }
  /** This page's key already belongs to a form with other answers. */
  | { status: 'conflict' }
  | { status: 'closed' }

/** What every answer writes. While a round is open the public sees nothing of these but how many have answered. */
export const liveTables: ReadonlySet<string> = new Set([
  'responses', 'answers', 'answer_counters', 'response_counters', 'day_counters', 'place_counters', 'group_counters', 'answer_patterns', 'ledger_entries', 'ledger_counters', 'slips', 'slip_envelopes',
])

interface Hasher {
  hash(purpose: string, value: string): string
}

/**
 * Counts a form once. The same key with the same answers gives the same receipt, however often it is sent and even
 * after the round has closed. Answers, counters, receipt and its line in the ledger are written in one transaction; of the moment only
 * the day (Asia/Ho_Chi_Minh) is kept. Bursts are looked for where `arrivals` is given: among the answers that anybody can send. Throws RangeError for answers that are not on the form.
 */
export async function submitResponse(
  db: Db, secrets: Hasher, school: { id: string }, input: ResponseInput, now: string, arrivals?: Arrivals,
): Promise<SubmitResult> {
  return db.transaction().execute((trx) => submitWithin(trx, secrets, school, input, now, arrivals))
}

/** The same inside a transaction that writes more: a paper form is counted and its sheet marked in one commit. */
export async function submitWithin(
  trx: Tx, secrets: Hasher, school: { id: string }, input: ResponseInput, now: string, arrivals?: Arrivals,
): Promise<SubmitResult> {
  const today = dayOf(now)
  const idempotencyHash = secrets.hash('survey key', input.idempotencyKey)
  const bodyHash = secrets.hash('survey body', canonicalBody(school, input))
  const receipt = receiptCode(secrets, input.idempotencyKey)

  const earlier = await trx.selectFrom('responses').select('body_hash').where('idempotency_hash', '=', idempotencyHash).executeTakeFirst()
  if (earlier) return earlier.body_hash === bodyHash ? { status: 'repeated', receipt } : { status: 'conflict' }

  const round = await openRound(trx, school, input.questionnaire, today)
  if (!round || (input.roundId !== undefined && input.roundId !== round.id)) return { status: 'closed' }
  await assertOnForm(trx, round, input)

  await insertResponse(trx, secrets, school, round, input, { idempotencyHash, bodyHash, receipt }, today)
  if (arrivals) await noteArrival(trx, arrivals, round, now)
  return { status: 'saved', receipt }
}

/**
 * Writes a form with its answers, its counters and its line in the ledger. `day` is the day on which it was sent. Only for `submitResponse` and for the
 * envelopes of slips: everything else goes through those.
 */
export async function insertResponse(
  trx: Tx, secrets: Hasher, school: { id: string }, round: Round, input: ResponseInput,
  { idempotencyHash, bodyHash, receipt }: { idempotencyHash: string; bodyHash: string; receipt: string }, day: string,
): Promise<void> {
  const id = randomUUID()
  const channel = input.channel ?? 'open'
  const placeId = await storedPlace(trx, school, input.placeCode)
  await trx
    .insertInto('responses')
    .values({
      id,
      school_id: school.id,
      round_id: round.id,
      form: input.form,
      answered_on: day,
      place_id: placeId,
      relation: input.relation,
      age_group: input.ageGroup,
      expectation: input.expectation,
      comment: input.comment,
      idempotency_hash: idempotencyHash,
      body_hash: bodyHash,
      receipt_hash: receiptHash(secrets, receipt),
      channel,
    })
    .execute()
  const answers = Object.entries(input.answers).map(([item, level]) => ({ item, level }))
  await trx.insertInto('answers').values(answers.map((answer) => ({ response_id: id, ...answer }))).execute()
  // Sorted later, and looked through for words of danger (docs/decisions/0026).
  if (input.comment !== null) await trx.insertInto('comments').values({ id: randomUUID(), school_id: school.id, round_id: round.id, response_id: id, state: 'new' }).execute()
  await count(trx, round, { ...input, channel, day, placeId }, answers)
  await countPattern(trx, round.id, answers)
  await enterAnswer(trx, secrets, school, {
    id,
    receiptCode: receipt,
    roundId: round.id,
    form: input.form,
    day,
    answers,
    expectation: input.expectation,
    comment: input.comment,
    relation: input.relation,
    ageGroup: input.ageGroup,
  })
}

/** Everything that is ever shown of a round is a sum kept here (`recount` adds it up again): looking costs the same at ten answers and at ten million. */
async function count(trx: Tx, round: Round, input: ResponseInput & { channel: Channel; day: string; placeId: string | null }, answers: { item: string; level: number }[]): Promise<void> {
  const { channel } = input
  const counted = [...answers]
  const { expectation, overall } = await loadQuestionnaire(trx, round)
  if (expectation && input.expectation !== null) counted.push({ item: expectation.code, level: input.expectation })
  await trx
    .insertInto('answer_counters')
    .values(counted.map((answer) => ({ round_id: round.id, channel, ...answer, count: 1 })))
    .onConflict((oc) => oc.columns(['round_id', 'item', 'level', 'channel']).doUpdateSet({ count: sql`answer_counters.count + 1` }))
    .execute()
  await trx
    .insertInto('response_counters')
    .values({ round_id: round.id, channel, form: input.form, count: 1 })
    .onConflict((oc) => oc.columns(['round_id', 'form', 'channel']).doUpdateSet({ count: sql`response_counters.count + 1` }))
    .execute()
  await trx
    .insertInto('day_counters')
    .values({ round_id: round.id, day: input.day, count: 1 })
    .onConflict((oc) => oc.columns(['round_id', 'day']).doUpdateSet({ count: sql`day_counters.count + 1` }))
    .execute()
  if (input.placeId !== null) {
    await trx
      .insertInto('place_counters')
      .values({ round_id: round.id, place_id: input.placeId, count: 1 })
      .onConflict((oc) => oc.columns(['round_id', 'place_id']).doUpdateSet({ count: sql`place_counters.count + 1` }))
      .execute()
  }
  const level = input.answers[overall.code]
  for (const [grouping, code] of [['age_group', input.ageGroup], ['relation', input.relation]] as const) {
    if (code === null || level === undefined) continue
    await trx
      .insertInto('group_counters')
      .values({ round_id: round.id, grouping, code, level, count: 1 })
      .onConflict((oc) => oc.columns(['round_id', 'grouping', 'code', 'level']).doUpdateSet({ count: sql`group_counters.count + 1` }))
      .execute()
  }
}

/**
 * A class is never stored: day, class, relation and age group together could point at one family. A gate or an event is
 * shared by many. Codes that are unknown or belong to another school are dropped without a word, the answer counts anyway.
 */
async function storedPlace(trx: Tx, school: { id: string }, code: string | null): Promise<string | null> {
  if (code === null) return null
  const place = await trx
    .selectFrom('places')
    .select('id')
    .where('school_id', '=', school.id)
    .where('code', '=', code)
    .where('active', '=', 1)
    .where('kind', '!=', 'class')
    .executeTakeFirst()
  return place?.id ?? null
}

/** The form checked itself against a schema before; this keeps any other caller from counting what nobody asked. Throws RangeError. */
export async function assertOnForm(trx: Tx, round: Round, input: ResponseInput): Promise<void> {
  const asked = await loadQuestionnaire(trx, round)
  const items = new Set(levelItems(asked, input.form))
  const answers = Object.entries(input.answers)
  if (input.ageGroup !== null && !asked.groups?.options.some((one) => one.code === input.ageGroup)) throw new RangeError(`No group ${input.ageGroup} in ${asked.code}`)
  if (answers.length === 0) throw new RangeError('A form without any answer')
  for (const [item, level] of answers) {
    if (!items.has(item)) throw new RangeError(`${item} is not on the ${input.form} form of ${asked.code}`)
    if (!Number.isInteger(level) || level < 0 || level > 5) throw new RangeError(`${item} has no level ${level}`)
  }
}

/** The same content gives the same text, in whatever order the fields came. */
function canonicalBody(school: { id: string }, input: ResponseInput): string {
  const answers = Object.entries(input.answers).sort(([a], [b]) => (a < b ? -1 : 1))
  return JSON.stringify([
    school.id, input.questionnaire, input.form, answers, input.expectation, input.comment, input.relation, input.ageGroup, input.placeCode,
  ])
}
