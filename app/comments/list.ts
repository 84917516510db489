import { sql } from 'kysely'
import type { ExpressionBuilder, SqlBool } from 'kysely'
import { recordAudit } from '#app/audit/index.ts'
import { mayOpen } from '#app/cases/index.ts'
import type { Person } from '#app/cases/transitions.ts'
import { foldDiacritics } from '#app/i18n/format.ts'
import type { Change } from '#app/schools/profile.ts'
import { insideThreshold, publicThreshold, shownCounts } from '#app/statistics/index.ts'
import { collectedForms } from '#app/surveys/index.ts'
import type { Db } from '#db/connect.ts'
import type { Database, Mood, Round, School } from '#db/schema.ts'
import type { CommentFilter } from './list-filter.ts'
import { themesOf } from './theme-settings.ts'
import { otherTheme } from './themes.ts'

/**
 * What the leadership reads of comments (docs/decisions/0026): those of closed rounds with at least ten forms, in an order by random names, without day, place, group or
 * ratings. Nobody is shown a comment that names them.
 */

export const commentsPerPage = 20

export interface ShownComment {
  id: string
  words: string
  theme: string
  /** Somebody moved it there. */
  movedByHand: boolean
  roundName: string
  /** What was made of it; `number` is null where this person may not open that case. */
  madeCase: { number: string | null } | null
}

export interface CommentList {
  rows: ShownComment[]
  total: number
  /** The level asked for is one that is not told: too few comments of this round came with it. */
  moodHidden: boolean
}

/** The rounds whose comments may be read, the newest first. */
export async function readableRounds(db: Db, school: Pick<School, 'id'>): Promise<Round[]> {
  const rounds = await db.selectFrom('rounds').selectAll().where('school_id', '=', school.id).where('state', '=', 'closed').orderBy('closes_on', 'desc').orderBy('id').execute()
  const collected = await collectedForms(db, rounds)
  return rounds.filter((round) => (collected.get(round.id) ?? 0) >= publicThreshold)
}

type Comments = ExpressionBuilder<Database, 'comments'>

function visibleTo(eb: Comments, person: Pick<Person, 'id'>) {
  // What has not been sorted yet has not been looked through for names either.
  return eb.and([eb('comments.barred', 'not like', `%${person.id}%`), eb('comments.text_hash', '!=', '')])
}

function matches(eb: Comments, filter: Omit<CommentFilter, 'page'>) {
  const words = foldDiacritics(filter.q ?? '').split(/\s+/).filter((word) => word !== '')
  return eb.and([
    ...(filter.theme ? [eb('comments.theme', '=', filter.theme)] : []),
    ...(filter.mood ? [eb('comments.mood', '=', filter.mood)] : []),
    ...(filter.noCase ? [eb.not(eb.exists(eb.selectFrom('comment_cases').select('case_id').whereRef('comment_cases.round_id', '=', 'comments.round_id').whereRef('comment_cases.text_hash', '=', 'comments.text_hash')))] : []),
    ...words.map((word) => sql<SqlBool>`comments.search_text like ${`%${word.replace(/[\\%_]/g, '\\$&')}%`} escape '\\'`),
  ])
}

/** One page of the comments that this person may read. */
export async function listComments(db: Db, school: Pick<School, 'id'>, person: Person, rounds: readonly Round[], filter: CommentFilter): Promise<CommentList> {
  const asked = filter.roundId === undefined ? rounds : rounds.filter(({ id }) => id === filter.roundId)
  const empty = { rows: [], total: 0, moodHidden: false }
  if (asked.length === 0) return empty
  // Of several rounds at once no level is told: each has its own crowd to stand in.
  if (filter.mood && (asked.length !== 1 || filter.roundId === undefined || (await moodCounts(db, asked[0]!)).get(filter.mood) === null)) return { ...empty, moodHidden: true }

  const matching = db
    .selectFrom('comments')
    .where('comments.school_id', '=', school.id)
    .where('comments.round_id', 'in', asked.map(({ id }) => id))
    .where((eb) => eb.and([visibleTo(eb, person), matches(eb, filter)]))
  const { total } = await matching.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  if (Number(total) === 0) return empty
  // The words of one page only: reading them all to sort them would take the longer the more there are.
  const page = matching.select('comments.id').orderBy('comments.id').limit(commentsPerPage).offset((filter.page - 1) * commentsPerPage)
  const rows = await db
    .selectFrom('comments')
    .innerJoin('responses', 'responses.id', 'comments.response_id')
    .leftJoin('comment_cases', (join) => join.onRef('comment_cases.round_id', '=', 'comments.round_id').onRef('comment_cases.text_hash', '=', 'comments.text_hash'))
    .leftJoin('cases', 'cases.id', 'comment_cases.case_id')
    .select(['comments.id', 'comments.round_id', 'comments.theme', 'comments.themed_by', 'responses.comment', 'cases.number', 'cases.kind', 'cases.barred', 'cases.assignee_id'])
    .where('comments.id', 'in', page)
    .orderBy('comments.id')
    .execute()
  const names = new Map(rounds.map((round) => [round.id, round.name_vi]))
  return {
    moodHidden: false,
    total: Number(total),
    rows: rows.map((row) => ({
      id: row.id,
      words: row.comment ?? '',
      theme: row.theme,
      movedByHand: row.themed_by !== null,
      roundName: names.get(row.round_id) ?? '',
      madeCase: row.number === null ? null : { number: mayOpen(person, { kind: row.kind!, barred: row.barred!, assignee_id: row.assignee_id }) ? row.number : null },
    })),
  }
}

/** How many comments of a round came with each level; null where so few did that the comment would tell what its writer ticked. */
export async function moodCounts(db: Db, round: Pick<Round, 'id'>): Promise<Map<Mood, number | null>> {
  const rows = await db
    .selectFrom('comments')
    .select((eb) => ['mood', eb.fn.countAll<number>().as('count')])
    .where('round_id', '=', round.id)
    .groupBy('mood')
    .execute()
  const counts = new Map<string, number>([['low', 0], ['middle', 0], ['high', 0], ...rows.map((row) => [row.mood ?? 'none', Number(row.count)] as const)])
  const shown = shownCounts(counts, insideThreshold)
  return new Map((['low', 'middle', 'high'] as const).map((mood) => [mood, shown.get(mood) ?? null]))
}

export interface ThemeCount {
  code: string
  total: number
  /** By level; null where it is not told. */
  moods: Record<Mood, number | null>
}

/** How many comments of a round each theme has, for this person, in the order of the themes; those without any are left out. */
export async function themeCounts(db: Db, school: Pick<School, 'comment_themes'>, person: Pick<Person, 'id'>, round: Pick<Round, 'id'>): Promise<ThemeCount[]> {
  const told = await moodCounts(db, round)
  const rows = await db
    .selectFrom('comments')
    .select((eb) => ['theme', 'mood', eb.fn.countAll<number>().as('count')])
    .where('round_id', '=', round.id)
    .where((eb) => visibleTo(eb, person))
    .groupBy(['theme', 'mood'])
    .execute()
  const codes = [...themesOf(school).map(({ code }) => code), otherTheme.code]
  return codes.flatMap((code) => {
    const mine = rows.filter((row) => row.theme === code)
    if (mine.length === 0) return []
    const of = (mood: Mood | null) => mine.reduce((sum, row) => (row.mood === mood ? sum + Number(row.count) : sum), 0)
    const shown = shownCounts(new Map([['low', of('low')], ['middle', of('middle')], ['high', of('high')], ['none', of(null)]]), insideThreshold)
    // Beside a hidden cell a zero would say where it is not.
    const isPartial = [...shown.values()].includes(null)
    const cell = (mood: Mood) => (told.get(mood) === null || (isPartial && of(mood) === 0) ? null : (shown.get(mood) ?? null))
    return [{ code, total: mine.reduce((sum, row) => sum + Number(row.count), 0), moods: { low: cell('low'), middle: cell('middle'), high: cell('high') } }]
  })
}

/** What a deed over one comment needs, where this person may read it; undefined otherwise. */
export async function findComment(db: Db, school: Pick<School, 'id'>, person: Pick<Person, 'id'>, id: string) {
  const row = await db
    .selectFrom('comments')
    .innerJoin('responses', 'responses.id', 'comments.response_id')
    .select(['comments.id', 'comments.round_id', 'comments.theme', 'comments.text_hash', 'responses.comment'])
    .where('comments.school_id', '=', school.id)
    .where('comments.id', '=', id)
    .where((eb) => visibleTo(eb as unknown as Comments, person))
    .executeTakeFirst()
  return row && (await readableRounds(db, school)).some((round) => round.id === row.round_id) ? row : undefined
}

/** Moves a comment to another theme by hand; it stays there, whatever the words say. */
export async function moveComment(db: Db, school: Pick<School, 'id' | 'comment_themes'>, person: Pick<Person, 'id'>, id: string, theme: string, { staff, now }: Change): Promise<'done' | 'not-found' | 'no-such-theme'> {
  const themes: { code: string; vi: string }[] = [...themesOf(school), otherTheme]
  const to = themes.find(({ code }) => code === theme)
  if (!to) return 'no-such-theme'
  const comment = await findComment(db, school, person, id)
  if (!comment) return 'not-found'
  await db.transaction().execute(async (tx) => {
    await tx.updateTable('comments').set({ theme, themed_by: staff.id }).where('id', '=', id).execute()
    const from = themes.find(({ code }) => code === comment.theme)?.vi ?? otherTheme.vi
    // Which comment it was the log need not know.
    await recordAudit(tx, { schoolId: school.id, staffId: staff.id, action: 'comment:move', target: comment.round_id, detail: `${from} → ${to.vi}`, at: now })
  })
  return 'done'
}
