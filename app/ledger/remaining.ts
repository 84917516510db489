import type { Db, Tx } from '#db/connect.ts'
import { linkOf, saltOf } from './entries.ts'
import { commitmentOf, contentOf } from './hashes.ts'
import type { SealedAnswer } from './hashes.ts'

interface Hasher {
  hash(purpose: string, value: string): string
}

/**
 * What an answer is checked against once its comment is gone: the commitment of the rest, which nobody can make without the pepper. Empty where the answer does
 * not fit its line any more, so that removing the words does not hide that somebody had altered them.
 */
export async function remainingCommitment(db: Db | Tx, secrets: Hasher, answer: SealedAnswer & { id: string }): Promise<string> {
  const salt = saltOf(secrets, answer.id)
  const entry = await db.selectFrom('ledger_entries').select('commitment').where('link', '=', linkOf(secrets, answer.id)).executeTakeFirst()
  if (entry && entry.commitment !== commitmentOf(salt, contentOf(answer))) return ''
  return commitmentOf(salt, contentOf({ ...answer, comment: null }))
}
