import { setImmediate } from 'node:timers/promises'
import { loadCalendar } from '#app/calendar/index.ts'
import { barredText, concernedStaff } from '#app/cases/conflicts.ts'
import { findSafetyWords } from '#app/cases/safety.ts'
import { foldDiacritics } from '#app/i18n/format.ts'
import { loadQuestionnaire } from '#app/surveys/index.ts'
import type { Secrets } from '#app/secrets.ts'
import type { Db } from '#db/connect.ts'
import type { Mood, Round, School } from '#db/schema.ts'
import { fileCase } from './case-of-comment.ts'
import { themesOf } from './theme-settings.ts'
import { themeOf } from './themes.ts'

export interface CommentDeps {
  secrets: Secrets
  /** `https://…`, for the links in mail. */
  publicOrigin: string
}

/** So many between two pages. */
const atOnce = 200

/**
 * Sorts what has come in or is to be sorted anew: theme, whom it names, what is searched. A new comment whose words may mean a child in danger becomes
 * a case at once, also while the round is open and below every threshold (docs/decisions/0026). Safe to call as often as one likes, and after a crash: the
 * same words of a round never become two cases. Returns how many were sorted.
 */
export async function attendComments(db: Db, deps: CommentDeps, now: string): Promise<number> {
  const schools = new Map<string, School>()
  const rounds = new Map<string, { round: Round; overall: string }>()
  let sorted = 0
  for (;;) {
    const waiting = await db
      .selectFrom('comments')
      .innerJoin('responses', 'responses.id', 'comments.response_id')
      .select(['comments.id', 'comments.school_id', 'comments.round_id', 'comments.response_id', 'comments.state', 'comments.theme', 'comments.themed_by', 'responses.comment'])
      .where('comments.state', '!=', 'sorted')
      .limit(atOnce)
      .execute()
    if (waiting.length === 0) return sorted
    for (const one of waiting) {
      const school = await kept(schools, one.school_id, () => db.selectFrom('schools').selectAll().where('id', '=', one.school_id).executeTakeFirstOrThrow())
      const { round, overall } = await kept(rounds, one.round_id, async () => {
        const found = await db.selectFrom('rounds').selectAll().where('id', '=', one.round_id).executeTakeFirstOrThrow()
        return { round: found, overall: (await loadQuestionnaire(db, found)).overall.code }
      })
      const words = one.comment ?? ''
      const themes = themesOf(school)
      const isKept = one.themed_by !== null && (one.theme === 'other' || themes.some(({ code }) => code === one.theme))
      const theme = isKept ? one.theme : themeOf(words, themes).code
      const textHash = hashOfWords(deps.secrets, words)
      // Before it counts as sorted: where this fails, the next pass tries again.
      if (one.state === 'new' && findSafetyWords(words, school.safety_words).length > 0) {
        await fileCase(db, deps, school, { calendar: await loadCalendar(db, school), roundId: round.id, textHash, words, theme, staffId: null }, now)
      }
      const level = await db.selectFrom('answers').select('level').where('response_id', '=', one.response_id).where('item', '=', overall).executeTakeFirst()
      const { staffIds } = await concernedStaff(db, school, { kind: 'feedback', text: words, keepFrom: '' })
      await db
        .updateTable('comments')
        .set({ state: 'sorted', theme, ...(isKept ? {} : { themed_by: null }), mood: moodOf(level?.level), barred: barredText(staffIds), search_text: foldDiacritics(words), text_hash: textHash })
        .where('id', '=', one.id)
        // The themes may have been changed meanwhile: then it is sorted once more.
        .where('state', '=', one.state)
        .execute()
      sorted += 1
    }
    // Pages that came meanwhile go first: the database answers at once and would never let them.
    await setImmediate()
  }
}

async function kept<T>(known: Map<string, T>, key: string, load: () => Promise<T>): Promise<T> {
  const found = known.get(key) ?? (await load())
  known.set(key, found)
  return found
}

/** The name of a comment's words within a round. */
export function hashOfWords(secrets: Pick<Secrets, 'hash'>, words: string): string {
  return secrets.hash('comment words', words)
}

/** Levels 1–5 in three sorts; null where the form had no opinion of the whole. */
export function moodOf(level: number | undefined): Mood | null {
  if (level === undefined || level === 0) return null
  return level <= 2 ? 'low' : level === 3 ? 'middle' : 'high'
}
