import { randomUUID } from 'node:crypto'
import { recordAudit } from '#app/audit/index.ts'
import type { Db } from '#db/connect.ts'
import { isUniqueViolation } from '#db/dialect.ts'
import type { QuestionnaireCode, QuestionnaireRow, Round } from '#db/schema.ts'
import { emptyDefinitionProblems } from './definition.ts'
import type { DefinitionProblem } from './definition.ts'
import type { Definition, Questionnaire } from './questionnaires.ts'
import type { Actor } from './rounds.ts'
import { templates } from './templates/index.ts'
import type { TemplateName } from './templates/index.ts'

/**
 * Questionnaires are data of a school: one draft that can be worked on, one version in use that new rounds ask, and those that were in use before. A
 * round is pinned to the version that it was planned with; the database refuses any change of what has been published.
 */

/** What a round asks. */
export async function loadQuestionnaire(db: Db, round: Pick<Round, 'questionnaire_id'>): Promise<Questionnaire> {
  return asQuestionnaire(await db.selectFrom('questionnaires').selectAll().where('id', '=', round.questionnaire_id).executeTakeFirstOrThrow())
}

/** What each of these rounds asks, by the id of the questionnaire. */
export async function loadQuestionnaires(db: Db, rounds: readonly Pick<Round, 'questionnaire_id'>[]): Promise<Map<string, Questionnaire>> {
  const ids = [...new Set(rounds.map((round) => round.questionnaire_id))]
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('questionnaires').selectAll().where('id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.id, asQuestionnaire(row)]))
}

/** One published version of a school's questionnaire; without a version the one in use. Undefined for a version that never existed. */
export async function questionnaireOf(db: Db, school: { id: string }, survey: QuestionnaireCode, version?: number): Promise<(Questionnaire & { id: string }) | undefined> {
  const query = db.selectFrom('questionnaires').selectAll().where('school_id', '=', school.id).where('survey', '=', survey)
  const row = await (version === undefined ? query.where('state', '=', 'in_use') : query.where('version', '=', version)).executeTakeFirst()
  return row && { id: row.id, ...asQuestionnaire(row) }
}

/** What stands in the table was checked before it was written. A draft counts as version 0. */
export function asQuestionnaire(row: QuestionnaireRow): Questionnaire {
  return { code: row.survey, version: row.version ?? 0, title: { vi: row.title_vi, en: row.title_en }, ...(JSON.parse(row.definition) as Definition) }
}

/** All questionnaires of a school: first the draft of each survey, then its versions, the newest first. */
export async function listQuestionnaires(db: Db, school: { id: string }): Promise<QuestionnaireRow[]> {
  const rows = await db.selectFrom('questionnaires').selectAll().where('school_id', '=', school.id).execute()
  const place = (row: QuestionnaireRow) => (row.version === null ? Number.MAX_SAFE_INTEGER : row.version)
  return rows.sort((a, b) => place(b) - place(a))
}

/** One questionnaire of this school; undefined for another school's. */
export function findQuestionnaire(db: Db, school: { id: string }, id: string): Promise<QuestionnaireRow | undefined> {
  return db.selectFrom('questionnaires').selectAll().where('school_id', '=', school.id).where('id', '=', id).executeTakeFirst()
}

/** Every code that a survey of this school ever had, so that no new question takes the code of an old one. */
export async function usedCodes(db: Db, school: { id: string }, survey: QuestionnaireCode): Promise<Set<string>> {
  const rows = await db.selectFrom('questionnaires').selectAll().where('school_id', '=', school.id).where('survey', '=', survey).execute()
  return new Set(rows.map(asQuestionnaire).flatMap((one) => one.areas.flatMap((area) => [area.code, ...area.items.map((item) => item.code)])))
}

/** Where a draft begins: a version of this school, or a template. */
export type DraftSource = { questionnaireId: string } | { template: TemplateName }

/** `other-draft`: a survey has one draft at a time; its id comes along. */
export type DraftResult = { status: 'done'; id: string } | { status: 'other-draft'; id: string } | { status: 'not-found' }

/** Begins a draft. */
export async function startDraft(db: Db, school: { id: string }, source: DraftSource, actor: Actor, now: string): Promise<DraftResult> {
  return db.transaction().execute(async (tx): Promise<DraftResult> => {
    const from = 'template' in source ? templates[source.template] : await findQuestionnaire(tx, school, source.questionnaireId).then((row) => row && asQuestionnaire(row))
    if (!from) return { status: 'not-found' }
    const other = await tx.selectFrom('questionnaires').select('id').where('school_id', '=', school.id).where('survey', '=', from.code).where('state', '=', 'draft').executeTakeFirst()
    if (other) return { status: 'other-draft', id: other.id }
    const { areas, overall, expectation, comment, groups } = from
    const definition: Definition = { areas, overall, expectation, comment, groups }
    const id = randomUUID()
    await tx
      .insertInto('questionnaires')
      .values({
        id,
        school_id: school.id,
        survey: from.code,
        version: null,
        title_vi: from.title.vi,
        title_en: from.title.en,
        definition: JSON.stringify(definition),
        state: 'draft',
        based_on: 'template' in source ? `template:${source.template}` : source.questionnaireId,
        created_by: actor.staffId,
        created_at: now,
        published_at: null,
      })
      .execute()
    await recordAudit(tx, { schoolId: school.id, staffId: actor.staffId, action: 'questionnaire:draft', target: id, at: now })
    return { status: 'done', id }
  })
}

/** `stale`: somebody else changed or published the draft meanwhile. */
export type DraftChange = { status: 'done' } | { status: 'stale' } | { status: 'not-found' }

/** Writes what a draft asks from now on. It may lack words still; it is checked when it is put into use. */
export async function saveDraft(
  db: Db, school: { id: string }, target: { id: string; revision: number }, content: { title: Questionnaire['title']; definition: Definition }, actor: Actor, now: string,
): Promise<DraftChange> {
  return db.transaction().execute(async (tx): Promise<DraftChange> => {
    const row = await findQuestionnaire(tx, school, target.id)
    if (!row) return { status: 'not-found' }
    if (row.state !== 'draft' || row.revision !== target.revision) return { status: 'stale' }
    await tx
      .updateTable('questionnaires')
      .set({ title_vi: content.title.vi, title_en: content.title.en, definition: JSON.stringify(content.definition), revision: row.revision + 1 })
      .where('id', '=', row.id)
      .execute()
    await recordAudit(tx, { schoolId: school.id, staffId: actor.staffId, action: 'questionnaire:edit', target: row.id, at: now })
    return { status: 'done' }
  })
}

/** Throws a draft away. */
export async function discardDraft(db: Db, school: { id: string }, id: string, actor: Actor, now: string): Promise<DraftChange> {
  return db.transaction().execute(async (tx): Promise<DraftChange> => {
    const row = await findQuestionnaire(tx, school, id)
    if (!row) return { status: 'not-found' }
    if (row.state !== 'draft') return { status: 'stale' }
    await tx.deleteFrom('questionnaires').where('id', '=', id).execute()
    await recordAudit(tx, { schoolId: school.id, staffId: actor.staffId, action: 'questionnaire:discard', target: id, at: now })
    return { status: 'done' }
  })
}

export type PublishResult =
  | { status: 'done'; version: number }
  | { status: 'incomplete'; problems: DefinitionProblem[] }
  /** It asks exactly what the version in use asks. */
  | { status: 'unchanged' }
  | { status: 'stale' }
  | { status: 'not-found' }

/** Puts a draft into use as the next version: rounds planned from now on ask it; rounds that are there keep theirs. */
export async function publishDraft(db: Db, school: { id: string }, target: { id: string; revision: number }, actor: Actor, now: string): Promise<PublishResult> {
  try {
    return await db.transaction().execute(async (tx): Promise<PublishResult> => {
      const row = await findQuestionnaire(tx, school, target.id)
      if (!row) return { status: 'not-found' }
      if (row.state !== 'draft' || row.revision !== target.revision) return { status: 'stale' }
      const problems = emptyDefinitionProblems(asQuestionnaire(row))
      if (problems.length > 0) return { status: 'incomplete', problems }
      const versions = await tx
        .selectFrom('questionnaires')
        .selectAll()
        .where('school_id', '=', school.id)
        .where('survey', '=', row.survey)
        .where('version', 'is not', null)
        .execute()
      const current = versions.find((one) => one.state === 'in_use')
      if (current && current.definition === row.definition && current.title_vi === row.title_vi && current.title_en === row.title_en) return { status: 'unchanged' }
      if (current) await tx.updateTable('questionnaires').set({ state: 'retired' }).where('id', '=', current.id).execute()
      const version = Math.max(0, ...versions.map((one) => one.version ?? 0)) + 1
      await tx.updateTable('questionnaires').set({ state: 'in_use', version, published_at: now }).where('id', '=', row.id).execute()
      await recordAudit(tx, { schoolId: school.id, staffId: actor.staffId, action: 'questionnaire:publish', target: row.id, at: now })
      return { status: 'done', version }
    })
  } catch (error) {
    if (isUniqueViolation(error)) return { status: 'stale' }
    throw error
  }
}
