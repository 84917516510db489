import { randomUUID } from 'node:crypto'
import { recordAudit } from '#app/audit/index.ts'
import { dayOf } from '#app/calendar/index.ts'
import type { Db } from '#db/connect.ts'
import { isForeignKeyViolation, isUniqueViolation } from '#db/dialect.ts'
import type { QuestionnaireCode, Round } from '#db/schema.ts'
import { questionnaireOf } from './questionnaire-store.ts'

/**
 * A round goes planned → open → closed and never back. Closing releases its figures once and for all: nothing can be
 * answered afterwards, so no two publications can be subtracted from each other.
 */

export interface RoundInput {
  questionnaire: QuestionnaireCode
  nameVi: string
  nameEn: string
  /** First and last day on which the form is accepted, both included. */
  opensOn: string
  closesOn: string
  /** How many families could answer; null where nobody counted. */
  audienceSize: number | null
}

export type RoundChange = Omit<RoundInput, 'questionnaire'>

/** Who does it, from a signed-in visit. */
export interface Actor {
  staffId: string
}

/** `stale`: somebody changed the round meanwhile, or it is no longer in a state that allows this. */
export type RoundResult = { status: 'done' } | { status: 'stale' } | { status: 'another-open' } | { status: 'not-found' }

/** The round a parent can answer on a day (`YYYY-MM-DD`), if there is one. */
export function openRound(db: Db, school: { id: string }, questionnaire: QuestionnaireCode, today: string): Promise<Round | undefined> {
  return db
    .selectFrom('rounds')
    .selectAll()
    .where('school_id', '=', school.id)
    .where('questionnaire', '=', questionnaire)
    .where('state', '=', 'open')
    .where('opens_on', '<=', today)
    .where('closes_on', '>=', today)
    .executeTakeFirst()
}

/** The next round that is planned but not open yet, to tell parents when to come back. */
export function nextRound(db: Db, school: { id: string }, questionnaire: QuestionnaireCode, today: string): Promise<Round | undefined> {
  return db
    .selectFrom('rounds')
    .selectAll()
    .where('school_id', '=', school.id)
    .where('questionnaire', '=', questionnaire)
    .where('state', '=', 'planned')
    .where('opens_on', '>=', today)
    .orderBy('opens_on')
    .executeTakeFirst()
}

/** Which forms can be answered on a day, and when the survey on the school opens next. */
export interface SurveysNow {
  education: boolean
  dossier: boolean
  /** The first day of the next planned round on the school; null where none is planned. */
  nextOpensOn: string | null
}

/** What parents can be sent to now, so that nobody is sent to a form that is closed. `today` is a day. */
export async function surveysNow(db: Db, school: { id: string }, today: string): Promise<SurveysNow> {
  return {
    education: (await openRound(db, school, 'education', today)) !== undefined,
    dossier: (await openRound(db, school, 'dossier', today)) !== undefined,
    nextOpensOn: (await nextRound(db, school, 'education', today))?.opens_on ?? null,
  }
}

/** All rounds of a school, the newest first. */
export function listRounds(db: Db, school: { id: string }): Promise<Round[]> {
  return db
    .selectFrom('rounds')
    .selectAll()
    .where('school_id', '=', school.id)
    .orderBy('opens_on', 'desc')
    .orderBy('questionnaire', 'desc')
    .execute()
}

/** One round of this school; undefined for another school's. */
export function findRound(db: Db, school: { id: string }, id: string): Promise<Round | undefined> {
  return db.selectFrom('rounds').selectAll().where('school_id', '=', school.id).where('id', '=', id).executeTakeFirst()
}

/** Why a round cannot have these days. `overlaps`: with a round of the same questionnaire, of which one alone is open at a time. */
export type DaysProblem = { reason: 'begins-in-the-past' | 'ends-in-the-past' } | { reason: 'overlaps'; round: Round }

/**
 * What speaks against the days that somebody wants for a round, before it is planned or (`changed`) changed; null where nothing does. The days stand in public
 * beside the figures, so no round says of itself that it took answers before it did. `today` is a day.
 */
export async function daysProblem(
  db: Db, school: { id: string }, wanted: Pick<RoundInput, 'questionnaire' | 'opensOn' | 'closesOn'>, today: string, changed?: Pick<Round, 'id' | 'state' | 'opens_on'>,
): Promise<DaysProblem | null> {
  const isOpen = changed?.state === 'open'
  const opensOn = isOpen ? changed.opens_on : wanted.opensOn
  if (!isOpen && opensOn < today) return { reason: 'begins-in-the-past' }
  if (wanted.closesOn < today) return { reason: 'ends-in-the-past' }
  const round = await db
    .selectFrom('rounds')
    .selectAll()
    .where('school_id', '=', school.id)
    .where('questionnaire', '=', wanted.questionnaire)
    .where('state', '!=', 'closed')
    .where('id', '!=', changed?.id ?? '')
    .where('opens_on', '<=', wanted.closesOn)
    .where('closes_on', '>=', opensOn)
    .orderBy('opens_on')
    .executeTakeFirst()
  return round ? { reason: 'overlaps', round } : null
}

/** Plans a round with the version of its questionnaire that is in use. Returns its id. */
export async function createRound(db: Db, school: { id: string }, input: RoundInput, actor: Actor | null, now: string): Promise<string> {
  assertDays(input)
  const id = randomUUID()
  await db.transaction().execute(async (trx) => {
    const asked = await inUse(trx, school, input.questionnaire)
    await trx
      .insertInto('rounds')
      .values({
        id,
        school_id: school.id,
        questionnaire: input.questionnaire,
        questionnaire_id: asked.id,
        questionnaire_version: asked.version,
        ...columns(input),
        state: 'planned',
        closed_on: null,
        created_at: now,
      })
      .execute()
    await auditRound(trx, school, actor, 'round:create', id, now)
  })
  return id
}

/**
 * Changes names, days and audience. A planned round may change in everything but its questionnaire; an open one keeps
 * its first day, and can be made to end earlier or later; a closed one keeps what its figures were published with.
 */
export async function editRound(
  db: Db, school: { id: string }, target: { id: string; version: number }, input: RoundChange, actor: Actor, now: string,
): Promise<RoundResult> {
  assertDays(input)
  return db.transaction().execute(async (trx) => {
    const round = await findRound(trx, school, target.id)
    if (!round) return { status: 'not-found' }
    if (round.version !== target.version || round.state === 'closed') return { status: 'stale' }
    const opensOn = round.state === 'open' ? round.opens_on : input.opensOn
    // While it is open, parents hold receipts that name its last day: a shorter round is an early end, whoever asks for it how.
    const promised = round.state === 'open' && input.closesOn < round.planned_closes_on ? round.planned_closes_on : input.closesOn
    await changeRound(trx, round, { ...columns(input), opens_on: opensOn, planned_closes_on: promised })
    await auditRound(trx, school, actor, 'round:edit', round.id, now)
    return { status: 'done' }
  })
}

/** Opens a planned round now, whatever its first day was; one round of a questionnaire can be open at a time. */
export async function startRound(
  db: Db, school: { id: string }, target: { id: string; version: number }, actor: Actor | null, now: string,
): Promise<RoundResult> {
  const today = dayOf(now)
  try {
    return await db.transaction().execute(async (trx) => {
      const round = await findRound(trx, school, target.id)
      if (!round) return { status: 'not-found' }
      if (round.version !== target.version || round.state !== 'planned' || round.closes_on < today) return { status: 'stale' }
      await changeRound(trx, round, { state: 'open', opens_on: round.opens_on < today ? round.opens_on : today })
      await auditRound(trx, school, actor, 'round:open', round.id, now)
      return { status: 'done' }
    })
  } catch (error) {
    if (isUniqueViolation(error)) return { status: 'another-open' }
    throw error
  }
}

/** Takes back a planned round that was a mistake. `in-use`: slips, paper forms or devices belong to it already, and people may hold them. */
export async function removeRound(
  db: Db, school: { id: string }, target: { id: string; version: number }, actor: Actor, now: string,
): Promise<RoundResult | { status: 'in-use' }> {
  try {
    return await db.transaction().execute(async (trx) => {
      const round = await findRound(trx, school, target.id)
      if (!round) return { status: 'not-found' }
      if (round.version !== target.version || round.state !== 'planned') return { status: 'stale' }
      await trx.deleteFrom('rounds').where('id', '=', round.id).execute()
      await auditRound(trx, school, actor, 'round:remove', round.id, now)
      return { status: 'done' }
    })
  } catch (error) {
    if (isForeignKeyViolation(error)) return { status: 'in-use' }
    throw error
  }
}

/** Lets a planned round ask the version that is in use by now. */
export async function askNewest(db: Db, school: { id: string }, target: { id: string; version: number }, actor: Actor, now: string): Promise<RoundResult> {
  return db.transaction().execute(async (trx) => {
    const round = await findRound(trx, school, target.id)
    if (!round) return { status: 'not-found' }
    if (round.version !== target.version || round.state !== 'planned') return { status: 'stale' }
    const asked = await inUse(trx, school, round.questionnaire)
    await changeRound(trx, round, { questionnaire_id: asked.id, questionnaire_version: asked.version })
    await auditRound(trx, school, actor, 'round:ask-newest', round.id, now)
    return { status: 'done' }
  })
}

async function inUse(db: Db, school: { id: string }, survey: QuestionnaireCode) {
  const asked = await questionnaireOf(db, school, survey)
  if (!asked) throw new Error(`The school has no ${survey} questionnaire in use`)
  return asked
}

function columns(input: RoundChange) {
  return {
    name_vi: input.nameVi,
    name_en: input.nameEn,
    opens_on: input.opensOn,
    closes_on: input.closesOn,
    planned_closes_on: input.closesOn,
    audience_size: input.audienceSize,
  }
}

function assertDays({ opensOn, closesOn }: RoundChange): void {
  if (closesOn < opensOn) throw new RangeError(`A round cannot end (${closesOn}) before it begins (${opensOn})`)
}

/** For this folder: writes a change. Inside the caller's transaction nobody else can write, so the version read there still holds. */
export async function changeRound(db: Db, round: Round, values: Partial<Omit<Round, 'id' | 'version'>>): Promise<void> {
  await db.updateTable('rounds').set({ ...values, version: round.version + 1 }).where('id', '=', round.id).execute()
}

/** For this folder: who did what to a round. */
export async function auditRound(db: Db, school: { id: string }, actor: Actor | null, action: string, target: string, at: string): Promise<void> {
  await recordAudit(db, { schoolId: school.id, staffId: actor?.staffId ?? null, action, target, at })
}
