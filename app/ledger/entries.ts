import { addDays } from '#app/calendar/index.ts'
import { sql } from 'kysely'
import type { Tx } from '#db/connect.ts'
import { commitmentOf, contentOf, tagOf } from './hashes.ts'
import type { SealedAnswer } from './hashes.ts'

interface Hasher {
  hash(purpose: string, value: string): string
}

/** The salt of one answer, made from its id with the pepper: whoever has the database alone cannot try out answers. */
export function saltOf(secrets: Hasher, responseId: string): string {
  return secrets.hash('ledger salt', responseId)
}

/** What joins a line to its answer, for `verifyLedger` alone. */
export function linkOf(secrets: Hasher, responseId: string): string {
  return secrets.hash('ledger link', responseId)
}

/**
 * Writes an answer into the ledger, in the transaction of the answer itself. Returns its commitment. It is sealed with its day; should the clock
 * have been set back behind the last seal, with the day after that one, since a seal is never opened again.
 */
export async function enterAnswer(
  tx: Tx, secrets: Hasher, school: { id: string }, response: SealedAnswer & { id: string; receiptCode: string },
): Promise<string> {
  const last = await tx.selectFrom('ledger_seals').select('day').where('school_id', '=', school.id).orderBy('number', 'desc').limit(1).executeTakeFirst()
  const commitment = commitmentOf(saltOf(secrets, response.id), contentOf(response))
  await tx
    .insertInto('ledger_entries')
    .values({
      tag: tagOf(response.receiptCode),
      school_id: school.id,
      round_id: response.roundId,
      link: linkOf(secrets, response.id),
      commitment,
      day: last && last.day >= response.day ? addDays(last.day, 1) : response.day,
    })
    .execute()
  await tx
    .insertInto('ledger_counters')
    .values({ round_id: response.roundId, count: 1 })
    .onConflict((oc) => oc.column('round_id').doUpdateSet({ count: sql`ledger_counters.count + 1` }))
    .execute()
  return commitment
}
