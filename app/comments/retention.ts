import { recordAudit } from '#app/audit/index.ts'
import { monthsAgo, monthsLater } from '#app/calendar/index.ts'
import { remainingCommitment, storedAnswers } from '#app/ledger/index.ts'
import type { Db, Tx } from '#db/connect.ts'
import type { Round } from '#db/schema.ts'
import type { CommentDeps } from './attend.ts'

/** How long the words of a round's comments are kept after it has closed, as the privacy notice promises (docs/decisions/0016). */
export const commentMonths = 12

/** So many in one commit, and so many commits in one pass; the next pass goes on. */
const atOnce = 50
const commitsAtOnce = 10

/**
 * Removes the words of comments that have been kept long enough: from the forms, and with all that was worked out of them. Levels, figures and the ledger stay as they
 * are; so do the round's summary and the cases that were made of comments, which have terms of their own. The job after it empties the journal
 * (`removeExpired`). `today` is a day in Vietnam. Returns how many were removed.
 */
export async function removeComments(db: Db, secrets: CommentDeps['secrets'], today: string, now: string): Promise<number> {
  const due = await db
    .selectFrom('rounds')
    .select(['id', 'school_id'])
    .where('state', '=', 'closed')
    .where('closed_on', '<=', monthsAgo(today, commentMonths))
    .where((eb) => eb.exists(eb.selectFrom('comments').select('comments.id').whereRef('comments.school_id', '=', 'rounds.school_id').whereRef('comments.round_id', '=', 'rounds.id')))
    .execute()
  let removed = 0
  let commits = 0
  for (const round of due) {
    for (let isDone = false; !isDone && commits < commitsAtOnce; commits += 1) {
      const some = await db.transaction().execute((tx) => removeSome(tx, secrets, round, today, now))
      removed += some.count
      isDone = some.isDone
    }
  }
  return removed
}

async function removeSome(tx: Tx, secrets: CommentDeps['secrets'], round: Pick<Round, 'id' | 'school_id'>, today: string, now: string): Promise<{ count: number; isDone: boolean }> {
  const comments = await tx.selectFrom('comments').select(['id', 'response_id']).where('school_id', '=', round.school_id).where('round_id', '=', round.id).limit(atOnce + 1).execute()
  const some = comments.slice(0, atOnce)
  for (const { id, response_id } of some) {
    await removeWords(tx, secrets, response_id, today)
    await tx.deleteFrom('comments').where('id', '=', id).execute()
  }
  const isDone = some.length === comments.length
  if (isDone) {
    // Their names are made of the words.
    await tx.deleteFrom('comment_cases').where('round_id', '=', round.id).execute()
    await recordAudit(tx, { schoolId: round.school_id, staffId: null, action: 'comment:forget', target: round.id, at: now })
  }
  return { count: some.length, isDone }
}

async function removeWords(tx: Tx, secrets: CommentDeps['secrets'], responseId: string, today: string): Promise<void> {
  const [answer] = await storedAnswers(tx, responseId)
  if (!answer) throw new Error('A comment without its form')
  const commitment = await remainingCommitment(tx, secrets, answer)
  await tx.insertInto('removed_comments').values({ response_id: responseId, commitment, removed_on: today }).execute()
  // The database lets go of a comment only where it stands among the removed ones.
  await tx.updateTable('responses').set({ comment: null }).where('id', '=', responseId).execute()
}

/** The day on which the words of a closed round go. */
export function commentsKeptUntil(round: Pick<Round, 'closed_on'>): string | null {
  return round.closed_on === null ? null : monthsLater(round.closed_on, commentMonths)
}
