import type { Db } from '#db/connect.ts'
import { linkOf, saltOf } from './entries.ts'
import { commitmentOf, contentOf } from './hashes.ts'
import type { SealedAnswer } from './hashes.ts'

interface Hasher {
  hash(purpose: string, value: string): string
}

/** Answers as they stand now, of every school; the one with this id alone where it is given. */
export async function storedAnswers(db: Db, id?: string): Promise<(SealedAnswer & { id: string; schoolId: string })[]> {
  const levels = new Map<string, { item: string; level: number }[]>()
  const ticked = db.selectFrom('answers').selectAll()
  for (const { response_id, item, level } of await (id === undefined ? ticked : ticked.where('response_id', '=', id)).execute()) {
    const list = levels.get(response_id)
    if (list) list.push({ item, level })
    else levels.set(response_id, [{ item, level }])
  }
  const forms = db.selectFrom('responses').select(['id', 'school_id', 'round_id', 'form', 'answered_on', 'expectation', 'comment', 'relation', 'age_group'])
  const rows = await (id === undefined ? forms : forms.where('id', '=', id)).execute()
  return rows.map((row) => ({
    id: row.id,
    schoolId: row.school_id,
    roundId: row.round_id,
    form: row.form,
    day: row.answered_on,
    answers: levels.get(row.id) ?? [],
    expectation: row.expectation,
    comment: row.comment,
    relation: row.relation,
    ageGroup: row.age_group,
  }))
}

/**
 * What an answer is against its line: as it was sent; altered since; without a line although the ledger had begun; or older than the ledger. Tells nothing of what was
 * answered. Null where there is no such answer.
 */
export async function answerState(db: Db, secrets: Hasher, responseId: string): Promise<'as-sent' | 'altered' | 'line-missing' | 'before-ledger' | null> {
  const [answer] = await storedAnswers(db, responseId)
  if (!answer) return null
  const entry = await db.selectFrom('ledger_entries').select('commitment').where('link', '=', linkOf(secrets, answer.id)).executeTakeFirst()
  if (!entry) {
    const { began } = await db.selectFrom('ledger_entries').select((eb) => eb.fn.min<string | null>('day').as('began')).where('school_id', '=', answer.schoolId).executeTakeFirstOrThrow()
    return began === null || answer.day <= began ? 'before-ledger' : 'line-missing'
  }
  // Once its words were kept long enough, the rest is held against a commitment of its own (docs/ledger.md).
  const removed = await db.selectFrom('removed_comments').select('commitment').where('response_id', '=', answer.id).executeTakeFirst()
  return commitmentOf(saltOf(secrets, answer.id), contentOf(answer)) === (removed ?? entry).commitment ? 'as-sent' : 'altered'
}
