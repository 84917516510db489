import type { Db, Tx } from '#db/connect.ts'
import type { LedgerSeal } from '#db/schema.ts'
import { firstPrevious, lineOf, sealHash } from './hashes.ts'
import { merkleRoot } from './merkle.ts'

/**
 * Seals every day that is over: the lines of its answers become a tree, whose root is chained to the seal before. A day without answers gets none.
 * Safe to call as often as one likes. `today` is a day in Vietnam. Returns how many seals were set.
 */
export async function sealDays(db: Db, today: string): Promise<number> {
  const due = await db
    .selectFrom('ledger_entries')
    .leftJoin('ledger_seals', (join) => join.onRef('ledger_seals.school_id', '=', 'ledger_entries.school_id').onRef('ledger_seals.day', '=', 'ledger_entries.day'))
    .select(['ledger_entries.school_id', 'ledger_entries.day'])
    .distinct()
    .where('ledger_entries.day', '<', today)
    .where('ledger_seals.number', 'is', null)
    .orderBy('ledger_entries.day')
    .execute()
  let sealed = 0
  for (const { school_id, day } of due) {
    const isNew = await db.transaction().execute((tx) => sealDay(tx, school_id, day))
    if (isNew) sealed += 1
  }
  return sealed
}

async function sealDay(tx: Tx, schoolId: string, day: string): Promise<boolean> {
  const last = await tx.selectFrom('ledger_seals').select(['number', 'day', 'hash']).where('school_id', '=', schoolId).orderBy('number', 'desc').limit(1).executeTakeFirst()
  if (last && last.day >= day) return false
  const entries = await entriesOf(tx, schoolId, day)
  const seal = {
    schoolId,
    number: (last?.number ?? 0) + 1,
    day,
    count: entries.length,
    root: merkleRoot(entries.map((entry) => entry.line)),
    previous: last?.hash ?? firstPrevious,
  }
  await tx
    .insertInto('ledger_seals')
    .values({ school_id: schoolId, number: seal.number, day, count: seal.count, root: seal.root, previous: seal.previous, hash: sealHash(seal) })
    .execute()
  const rounds = new Map<string, number>()
  for (const { roundId } of entries) rounds.set(roundId, (rounds.get(roundId) ?? 0) + 1)
  await tx
    .insertInto('ledger_seal_rounds')
    .values([...rounds].map(([round_id, count]) => ({ school_id: schoolId, number: seal.number, round_id, count })))
    .execute()
  return true
}

/** The lines of one day in the order of the tree: sorted as text, so that their order tells nothing of who came first. */
export async function entriesOf(db: Db, schoolId: string, day: string): Promise<{ line: string; tag: string; roundId: string }[]> {
  const rows = await db.selectFrom('ledger_entries').select(['round_id', 'tag', 'commitment']).where('school_id', '=', schoolId).where('day', '=', day).execute()
  return rows
    .map((row) => ({ roundId: row.round_id, tag: row.tag, line: lineOf({ roundId: row.round_id, tag: row.tag, commitment: row.commitment }) }))
    .sort((a, b) => (a.line < b.line ? -1 : 1))
}

/** The seals of a school, the newest first; the newest `count` where that is given. */
export function listSeals(db: Db, school: { id: string }, count?: number): Promise<LedgerSeal[]> {
  const all = db.selectFrom('ledger_seals').selectAll().where('school_id', '=', school.id).orderBy('number', 'desc')
  return (count === undefined ? all : all.limit(count)).execute()
}

/** The newest seal, which a parent can note down as a witness. */
export function latestSeal(db: Db, school: { id: string }): Promise<LedgerSeal | undefined> {
  return db.selectFrom('ledger_seals').selectAll().where('school_id', '=', school.id).orderBy('number', 'desc').limit(1).executeTakeFirst()
}

/** How many receipts of each round are under seal. The cost grows with days, not with answers. */
export async function sealedByRound(db: Db, school: { id: string }): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('ledger_seal_rounds')
    .select((eb) => ['round_id', eb.fn.sum<number>('count').as('count')])
    .where('school_id', '=', school.id)
    .groupBy('round_id')
    .execute()
  return new Map(rows.map((row) => [row.round_id, Number(row.count)]))
}
