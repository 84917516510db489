import { setImmediate } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Updateable } from 'kysely'
import { loadCalendar } from '#app/calendar/index.ts'
import { barredText, concernedAmong, register } from '#app/cases/conflicts.ts'
import type { Registered } from '#app/cases/named-staff.ts'
import { findSafetyWords } from '#app/cases/safety.ts'
import { foldDiacritics } from '#app/i18n/format.ts'
import { loadQuestionnaire } from '#app/surveys/index.ts'
import type { Secrets } from '#app/secrets.ts'
import type { Db } from '#db/connect.ts'
import type { CommentsTable, Mood, School } from '#db/schema.ts'
import { fileCase } from './case-of-comment.ts'
import { themesOf } from './theme-settings.ts'
import { themeOf } from './themes.ts'
import type { Theme } from './themes.ts'

export interface CommentDeps {
  secrets: Secrets
  /** `https://…`, for the links in mail. */
  publicOrigin: string
}

/** So many between two pages, in one commit. */
const atOnce = 40

/**
 * Sorts what has come in or is to be sorted anew: theme, whom it names, what is searched. A new comment whose words may mean a child in danger becomes
 * a case at once, also while the round is open and below every threshold (docs/decisions/0026). Safe to call as often as one likes, and after a crash: the
 * same words of a round never become two cases. One of which no case can be made keeps no other waiting: that is thrown at the end. Returns how many were sorted.
 */
export async function attendComments(db: Db, deps: CommentDeps, now: string): Promise<number> {
  const failed = new Map<string, unknown>()
  let looked = 0
  for (;;) {
    const count = await attendSome(db, deps, now, failed)
    if (count === 0) break
    looked += count
    // Pages that came meanwhile go first: the database answers at once and would never let them.
    await setImmediate()
  }
  if (failed.size > 0) throw new AggregateError([...failed.values()], `Of ${failed.size} comments no case could be made`)
  return looked
}

/** Looks through the next page. What fails goes to `failed`, by its id, and is passed over from then on. Returns how many it looked at. */
async function attendSome(db: Db, deps: CommentDeps, now: string, failed: Map<string, unknown>): Promise<number> {
  const waiting = await db
    .selectFrom('comments')
    .innerJoin('responses', 'responses.id', 'comments.response_id')
    .select(['comments.id', 'comments.school_id', 'comments.round_id', 'comments.response_id', 'comments.state', 'comments.theme', 'comments.themed_by', 'responses.comment'])
    // In so many words, or its index is not used.
    .where('comments.state', '<>', sql.lit('sorted'))
    .$if(failed.size > 0, (query) => query.where('comments.id', 'not in', [...failed.keys()]))
    .limit(atOnce)
    .execute()
  if (waiting.length === 0) return 0
  const answers = await db.selectFrom('answers').selectAll().where('response_id', 'in', waiting.map(({ response_id }) => response_id)).execute()
  const schools = new Map<string, { school: School; themes: Theme[]; people: Registered[] }>()
  const overall = new Map<string, string>()
  const updates: { one: (typeof waiting)[number]; values: Updateable<CommentsTable> }[] = []
  for (const one of waiting) {
    const { school, themes, people } = await kept(schools, one.school_id, async () => {
      const found = await db.selectFrom('schools').selectAll().where('id', '=', one.school_id).executeTakeFirstOrThrow()
      return { school: found, themes: themesOf(found), people: await register(db, found) }
    })
    const item = await kept(overall, one.round_id, async () => {
      const round = await db.selectFrom('rounds').select('questionnaire_id').where('id', '=', one.round_id).executeTakeFirstOrThrow()
      return (await loadQuestionnaire(db, round)).overall.code
    })
    const words = one.comment ?? ''
    const isKept = one.themed_by !== null && (one.theme === 'other' || themes.some(({ code }) => code === one.theme))
    const theme = isKept ? one.theme : themeOf(words, themes).code
    const textHash = hashOfWords(deps.secrets, words)
    // Before it counts as sorted: where this fails, the next pass tries again.
    if (one.state === 'new' && findSafetyWords(words, school.safety_words).length > 0) {
      try {
        await fileCase(db, deps, school, { calendar: await loadCalendar(db, school), roundId: one.round_id, textHash, words, theme, staffId: null }, now)
      } catch (error) {
        // The next one may be another child in danger.
        failed.set(one.id, error)
        continue
      }
    }
    const level = answers.find((answer) => answer.response_id === one.response_id && answer.item === item)?.level
    const { staffIds } = concernedAmong(people, { kind: 'feedback', text: words, keepFrom: '' })
    updates.push({
      one,
      values: { state: 'sorted', theme, ...(isKept ? {} : { themed_by: null }), mood: moodOf(level), barred: barredText(staffIds), search_text: foldDiacritics(words), text_hash: textHash },
    })
  }
  await db.transaction().execute(async (tx) => {
    // The themes may have been changed meanwhile, or somebody moved it: then it is sorted once more.
    for (const { one, values } of updates) await tx.updateTable('comments').set(values).where('id', '=', one.id).where('state', '=', one.state).where('theme', '=', one.theme).execute()
  })
  return waiting.length
}

async function kept<T>(known: Map<string, T>, key: string, load: () => Promise<T>): Promise<T> {
  const found = known.get(key) ?? (await load())
  known.set(key, found)
  return found
}

/** The name of a comment's words within a round. */
function hashOfWords(secrets: Pick<Secrets, 'hash'>, words: string): string {
  return secrets.hash('comment words', words)
}

/** Levels 1–5 in three sorts; null where the form had no opinion of the whole. */
function moodOf(level: number | undefined): Mood | null {
  if (level === undefined || level === 0) return null
  return level <= 2 ? 'low' : level === 3 ? 'middle' : 'high'
}
