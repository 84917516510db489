import type { Db } from '#db/connect.ts'
import type { Proof } from './check.ts'
import { fingerprintOf } from './fingerprint.ts'
import { tagOf } from './hashes.ts'
import { merkleProof } from './merkle.ts'
import { entriesOf } from './seals.ts'

export interface LedgerPlace {
  /** As on the receipt. */
  fingerprint: string
  /** Null until the day of the answer is over and sealed. */
  proof: Proof | null
}

/** Where a receipt stands in this school's ledger, with the way to its seal; null where the ledger does not have it. */
export async function ledgerPlace(db: Db, school: { id: string }, receiptCode: string): Promise<LedgerPlace | null> {
  const tag = tagOf(receiptCode)
  const entry = await db.selectFrom('ledger_entries').select(['day', 'commitment']).where('school_id', '=', school.id).where('tag', '=', tag).executeTakeFirst()
  if (!entry) return null
  const fingerprint = fingerprintOf(entry.commitment)
  const seal = await db.selectFrom('ledger_seals').selectAll().where('school_id', '=', school.id).where('day', '=', entry.day).executeTakeFirst()
  if (!seal) return { fingerprint, proof: null }
  const lines = (await entriesOf(db, school.id, entry.day)).map(({ line }) => line)
  const index = lines.findIndex((line) => line.split(' ')[1] === tag)
  return {
    fingerprint,
    proof: {
      line: lines[index]!,
      steps: merkleProof(lines, index),
      seal: { schoolId: school.id, number: seal.number, day: seal.day, count: seal.count, root: seal.root, previous: seal.previous, hash: seal.hash },
    },
  }
}
