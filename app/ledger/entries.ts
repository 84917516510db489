import { addDays } from '#app/calendar/index.ts'
import { sql } from 'kysely'
import type { Tx } from '#db/connect.ts'
import { summed } from '#db/group-commit.ts'
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
 * Writes answers into the ledger, in the transaction of the answers themselves. Each is sealed with its day; should the clock
 * have been set back behind the last seal, with the day after that one, since a seal is never opened again.
 */
export async function enterAnswers(tx: Tx, responses: readonly (SealedAnswer & { secrets: Hasher; schoolId: string; id: string; receiptCode: string })[]): Promise<void> {
  const schools = [...new Set(responses.map(({ schoolId }) => schoolId))]
  const seals = await tx.selectFrom('ledger_seals').select((eb) => ['school_id', eb.fn.max('day').as('day')]).where('school_id', 'in', schools).groupBy('school_id').execute()
  const lastSeal = new Map(seals.map((seal) => [seal.school_id, seal.day]))
  await tx
    .insertInto('ledger_entries')
    .values(responses.map((response) => {
      const { secrets, schoolId, id, receiptCode, roundId, day } = response
      const last = lastSeal.get(schoolId)
      return {
        tag: tagOf(receiptCode),
        school_id: schoolId,
        round_id: roundId,
        link: linkOf(secrets, id),
        commitment: commitmentOf(saltOf(secrets, id), contentOf(response)),
        day: last !== undefined && last >= day ? addDays(last, 1) : day,
      }
    }))
    .execute()
  await tx
    .insertInto('ledger_counters')
    .values(summed(responses.map(({ roundId }) => ({ round_id: roundId }))))
    .onConflict((oc) => oc.column('round_id').doUpdateSet({ count: sql`ledger_counters.count + excluded.count` }))
    .execute()
}
