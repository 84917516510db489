import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Selectable } from 'kysely'
import { dayOf } from '#app/calendar/index.ts'
import { enterAnswers } from '#app/ledger/index.ts'
import type { Db, Tx } from '#db/connect.ts'
import { groupCommit, summed } from '#db/group-commit.ts'
import type { Channel, QuestionnaireCode, ResponsesTable, Round } from '#db/schema.ts'
import { countPatterns, noteArrivals, noteOnce } from './flags.ts'
import type { Arrival, Arrivals } from './flags.ts'
import { loadQuestionnaire } from './questionnaire-store.ts'
import { levelItems } from './questionnaires.ts'
import type { Definition, FormCode, Questionnaire, Relation } from './questionnaires.ts'
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
  /** Taken in a flood without the check against machines: counted like any other, and told in public. */
  unproven?: boolean
  /** How it came; `open` where left out. */
  channel?: Channel
}

export type SubmitResult =
  | { status: 'saved' | 'repeated'; receipt: string }
  /** This page's key already belongs to a form with other answers. */
  | { status: 'conflict' }
  | { status: 'closed' }

interface Hasher {
  hash(purpose: string, value: string): string
}

/** One form on its way in. `now` is the instant at which it came. */
interface Submission {
  secrets: Hasher
  school: { id: string }
  input: ResponseInput
  now: string
  arrivals?: Arrivals | undefined
}

const submitTogether = groupCommit(submitAll)

/**
 * Counts a form once. The same key with the same answers gives the same receipt, however often it is sent and even
 * after the round has closed. Answers, counters, receipt and its line in the ledger are written in one transaction, together with other forms that come at the same moment; of the moment only
 * the day (Asia/Ho_Chi_Minh) is kept. Bursts are looked for where `arrivals` is given: among the answers that anybody can send. Throws RangeError for answers that are not on the form.
 */
export function submitResponse(
  db: Db, secrets: Hasher, school: { id: string }, input: ResponseInput, now: string, arrivals?: Arrivals,
): Promise<SubmitResult> {
  return submitTogether(db, { secrets, school, input, now, arrivals: arrivals && noteOnce(arrivals) })
}

/** The same inside a transaction that writes more: a paper form is counted and its sheet marked in one commit. */
export async function submitWithin(trx: Tx, secrets: Hasher, school: { id: string }, input: ResponseInput, now: string): Promise<SubmitResult> {
  const [result] = await submitAll(trx, [{ secrets, school, input, now }])
  return result!
}

/** Several forms at once, with as many statements as for one: each gets its own answer, in the order in which they came. */
async function submitAll(trx: Tx, submissions: readonly Submission[]): Promise<SubmitResult[]> {
  const sent = submissions.map(({ secrets, school, input }) => ({
    idempotencyHash: secrets.hash('survey key', input.idempotencyKey),
    bodyHash: secrets.hash('survey body', canonicalBody(school, input)),
    receipt: receiptCode(secrets, input.idempotencyKey),
  }))
  const earlier = await trx.selectFrom('responses').select(['idempotency_hash', 'body_hash']).where('idempotency_hash', 'in', sent.map((one) => one.idempotencyHash)).execute()
  const known = new Map(earlier.map((row) => [row.idempotency_hash, row.body_hash]))
  const roundNow = remembering((school: string, questionnaire: QuestionnaireCode, today: string) => openRound(trx, { id: school }, questionnaire, today))
  const askedIn = remembering((questionnaireId: string) => loadQuestionnaire(trx, { questionnaire_id: questionnaireId }))

  const results: SubmitResult[] = []
  const entries: NewResponse[] = []
  for (const [index, { secrets, school, input, now }] of submissions.entries()) {
    const { idempotencyHash, bodyHash, receipt } = sent[index]!
    const before = known.get(idempotencyHash)
    if (before !== undefined) {
      results.push(before === bodyHash ? { status: 'repeated', receipt } : { status: 'conflict' })
      continue
    }
    const day = dayOf(now)
    const round = await roundNow(school.id, input.questionnaire, day)
    if (!round || (input.roundId !== undefined && input.roundId !== round.id)) {
      results.push({ status: 'closed' })
      continue
    }
    const asked = await askedIn(round.questionnaire_id)
    assertOnForm(asked, input)
    known.set(idempotencyHash, bodyHash)
    entries.push({ secrets, round, asked, input, idempotencyHash, bodyHash, receipt, day })
    results.push({ status: 'saved', receipt })
  }
  await insertResponses(trx, entries)
  const arrived: Arrival[] = []
  for (const [index, { school, input, arrivals, now }] of submissions.entries()) {
    if (!arrivals || results[index]!.status !== 'saved') continue
    const round = await roundNow(school.id, input.questionnaire, dayOf(now))
    arrived.push({ arrivals, round: round!, now, unproven: input.unproven ?? false })
  }
  await noteArrivals(trx, arrived)
  return results
}

/** A form that is counted for sure. `asked` is what its round asks, `day` the day on which it was sent. */
export interface NewResponse {
  secrets: Hasher
  round: Round
  asked: Definition
  input: ResponseInput
  idempotencyHash: string
  bodyHash: string
  receipt: string
  day: string
}

/** No statement should have more parameters than an engine takes (SQLite 32 766, PostgreSQL 65 535): so many forms of fifty questions stay well below. */
export const mostAtOnce = 100

/**
 * Writes forms with their answers, their counters and their lines in the ledger, at most `mostAtOnce`. Only for `submitResponse` and for the
 * envelopes of slips: everything else goes through those.
 */
export async function insertResponses(trx: Tx, entries: readonly NewResponse[]): Promise<void> {
  if (entries.length === 0) return
  const placeOf = remembering((school: string, code: string) => storedPlace(trx, { id: school }, code))
  const rows: Written[] = []
  for (const { secrets, round, asked, input, idempotencyHash, bodyHash, receipt, day } of entries) {
    const placeId = input.placeCode === null ? null : await placeOf(round.school_id, input.placeCode)
    const row: Written['row'] = {
      id: randomUUID(),
      school_id: round.school_id,
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
      channel: input.channel ?? 'open',
    }
    rows.push({ row, answers: Object.entries(input.answers).map(([item, level]) => ({ item, level })), asked })
  }
  await trx.insertInto('responses').values(rows.map(({ row }) => row)).execute()
  await trx.insertInto('answers').values(rows.flatMap(({ row, answers }) => answers.map((answer) => ({ response_id: row.id, ...answer })))).execute()
  // Sorted later, and looked through for words of danger (docs/decisions/0026).
  const comments = rows.flatMap(({ row }) => (row.comment === null ? [] : [{ id: randomUUID(), school_id: row.school_id, round_id: row.round_id, response_id: row.id, state: 'new' as const }]))
  if (comments.length > 0) await trx.insertInto('comments').values(comments).execute()
  await count(trx, rows)
  await countPatterns(trx, rows.map(({ row, answers }) => ({ roundId: row.round_id, answers })))
  await enterAnswers(trx, rows.map(({ row, answers }, index) => ({
    secrets: entries[index]!.secrets,
    schoolId: row.school_id,
    id: row.id,
    receiptCode: entries[index]!.receipt,
    roundId: row.round_id,
    form: row.form,
    day: row.answered_on,
    answers,
    expectation: row.expectation,
    comment: row.comment,
    relation: row.relation,
    ageGroup: row.age_group,
  })))
}

interface Written {
  row: Selectable<ResponsesTable>
  answers: { item: string; level: number }[]
  asked: Definition
}

/** Everything that is ever shown of a round is a sum kept here (`recount` adds it up again): looking costs the same at ten answers and at ten million. */
async function count(trx: Tx, rows: readonly Written[]): Promise<void> {
  const answers = rows.flatMap(({ row: { round_id, channel, expectation: percent }, answers, asked: { expectation } }) => [
    ...answers.map(({ item, level }) => ({ round_id, item, level, channel })),
    ...(expectation && percent !== null ? [{ round_id, item: expectation.code, level: percent, channel }] : []),
  ])
  await trx
    .insertInto('answer_counters')
    .values(summed(answers))
    .onConflict((oc) => oc.columns(['round_id', 'item', 'level', 'channel']).doUpdateSet({ count: sql`answer_counters.count + excluded.count` }))
    .execute()
  await trx
    .insertInto('response_counters')
    .values(summed(rows.map(({ row: { round_id, form, channel } }) => ({ round_id, form, channel }))))
    .onConflict((oc) => oc.columns(['round_id', 'form', 'channel']).doUpdateSet({ count: sql`response_counters.count + excluded.count` }))
    .execute()
  await trx
    .insertInto('day_counters')
    .values(summed(rows.map(({ row: { round_id, answered_on: day } }) => ({ round_id, day }))))
    .onConflict((oc) => oc.columns(['round_id', 'day']).doUpdateSet({ count: sql`day_counters.count + excluded.count` }))
    .execute()
  const places = summed(rows.flatMap(({ row: { round_id, place_id } }) => (place_id === null ? [] : [{ round_id, place_id }])))
  if (places.length > 0) {
    await trx
      .insertInto('place_counters')
      .values(places)
      .onConflict((oc) => oc.columns(['round_id', 'place_id']).doUpdateSet({ count: sql`place_counters.count + excluded.count` }))
      .execute()
  }
  const groups = rows.flatMap(({ row, answers, asked: { overall } }) => {
    const level = answers.find(({ item }) => item === overall.code)?.level
    if (level === undefined) return []
    const said = [['age_group', row.age_group], ['relation', row.relation]] as const
    return said.flatMap(([grouping, code]) => (code === null ? [] : [{ round_id: row.round_id, grouping, code, level }]))
  })
  if (groups.length > 0) {
    await trx
      .insertInto('group_counters')
      .values(summed(groups))
      .onConflict((oc) => oc.columns(['round_id', 'grouping', 'code', 'level']).doUpdateSet({ count: sql`group_counters.count + excluded.count` }))
      .execute()
  }
}

/**
 * A class is never stored: day, class, relation and age group together could point at one family. A gate or an event is
 * shared by many. Codes that are unknown or belong to another school are dropped without a word, the answer counts anyway.
 */
async function storedPlace(trx: Tx, school: { id: string }, code: string): Promise<string | null> {
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
export function assertOnForm(asked: Questionnaire, input: ResponseInput): void {
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

/** The same question is put to the database once; the answer is good for as long as the transaction that asks. */
function remembering<A extends string[], R>(ask: (...words: A) => Promise<R>): (...words: A) => Promise<R> {
  const answers = new Map<string, Promise<R>>()
  return (...words) => {
    const key = words.join('\0')
    const known = answers.get(key) ?? ask(...words)
    answers.set(key, known)
    return known
  }
}
