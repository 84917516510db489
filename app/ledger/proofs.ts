import type { Db } from '#db/connect.ts'
import type { Proof } from './check.ts'
import { fingerprintOf } from './fingerprint.ts'
import { linesOfDay, linesOfPart } from './days.ts'
import { lineOf, tagOf } from './hashes.ts'
import { merkleProof, proofOfPart } from './merkle.ts'

export interface LedgerPlace {
  /** As on the receipt. */
  fingerprint: string
  /** Null until the day of the answer is over and sealed. */
  proof: Proof | null
}

/** Where a receipt stands in this school's ledger, with the way to its seal; null where the ledger does not have it. */
export async function ledgerPlace(db: Db, school: { id: string }, receiptCode: string): Promise<LedgerPlace | null> {
  const tag = tagOf(receiptCode)
  const entry = await db.selectFrom('ledger_entries').select(['round_id', 'day', 'commitment']).where('school_id', '=', school.id).where('tag', '=', tag).executeTakeFirst()
  if (!entry) return null
  const fingerprint = fingerprintOf(entry.commitment)
  const seal = await db.selectFrom('ledger_seals').selectAll().where('school_id', '=', school.id).where('day', '=', entry.day).executeTakeFirst()
  if (!seal) return { fingerprint, proof: null }
  const parts = await db.selectFrom('ledger_parts').select(['round_id', 'tag', 'root']).where('school_id', '=', school.id).where('number', '=', seal.number).orderBy('part').execute()
  const line = lineOf({ roundId: entry.round_id, tag, commitment: entry.commitment })
  // A short day is one part, and so is one that was sealed before parts were kept.
  const part = parts.findLastIndex((one) => one.round_id < entry.round_id || (one.round_id === entry.round_id && one.tag <= tag))
  const lines = part === -1 ? await linesOfDay(db, school.id, entry.day) : await linesOfPart(db, school.id, entry.day, parts[part]!)
  const steps = merkleProof(lines, lines.indexOf(line))
  return {
    fingerprint,
    proof: {
      line,
      steps: part === -1 ? steps : [...steps, ...proofOfPart(parts.map(({ root }) => root), part)],
      seal: { schoolId: school.id, number: seal.number, day: seal.day, count: seal.count, root: seal.root, previous: seal.previous, hash: seal.hash },
    },
  }
}
