import type { Db } from '#db/connect.ts'
import type { LedgerSeal } from '#db/schema.ts'
import { treeOfDay } from './days.ts'
import { firstPrevious, sealHash } from './hashes.ts'

/**
 * Seals every day that is over: the lines of its answers become a tree, whose root is chained to the seal before. A day without answers gets none.
 * Safe to call as often as one likes, and other work gets its turn meanwhile. `today` is a day in Vietnam. Returns how many seals were set.
 */
export async function sealDays(db: Db, today: string): Promise<number> {
  let sealed = 0
  for (const school of await schoolsDue(db, today)) {
    for (;;) {
      const last = await latestSeal(db, school)
      // No line comes in with a day that is under seal, so the next one is the first after it.
      const due = db.selectFrom('ledger_entries').select('day').where('school_id', '=', school.id).where('day', '<', today).where('day', '>', last?.day ?? '')
      const next = await due.orderBy('day').limit(1).executeTakeFirst()
      if (!next || !(await sealDay(db, school.id, next.day))) break
      sealed += 1
    }
  }
  return sealed
}

/** Those with lines of days that are over and not under seal, found in one look: nearly every call finds none, and there may be thousands of schools. */
function schoolsDue(db: Db, today: string): Promise<{ id: string }[]> {
  return db
    .selectFrom('schools')
    .select('id')
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('ledger_entries')
          .select('ledger_entries.day')
          .whereRef('ledger_entries.school_id', '=', 'schools.id')
          .where('ledger_entries.day', '<', today)
          .where('ledger_entries.day', '>', eb.fn.coalesce(eb.selectFrom('ledger_seals').select('ledger_seals.day').whereRef('ledger_seals.school_id', '=', 'schools.id').orderBy('number', 'desc').limit(1), eb.val(''))),
      ),
    )
    .orderBy('id')
    .execute()
}

/** False where a line came in while the others were read, as from an envelope opened after midnight: then the next call seals the day. */
async function sealDay(db: Db, schoolId: string, day: string): Promise<boolean> {
  const tree = await treeOfDay(db, schoolId, day)
  return db.transaction().execute(async (tx) => {
    const { count } = await tx.selectFrom('ledger_entries').select((eb) => eb.fn.countAll<number>().as('count')).where('school_id', '=', schoolId).where('day', '=', day).executeTakeFirstOrThrow()
    const last = await latestSeal(tx, { id: schoolId })
    if (Number(count) !== tree.count || (last && last.day >= day)) return false
    const seal = { schoolId, number: (last?.number ?? 0) + 1, day, count: tree.count, root: tree.root, previous: last?.hash ?? firstPrevious }
    const key = { school_id: schoolId, number: seal.number }
    await tx.insertInto('ledger_seals').values({ ...key, day, count: seal.count, root: seal.root, previous: seal.previous, hash: sealHash(seal) }).execute()
    await tx.insertInto('ledger_seal_rounds').values([...tree.rounds].map(([round_id, inRound]) => ({ ...key, round_id, count: inRound }))).execute()
    const parts = tree.parts.length === 1 ? [] : tree.parts.map((one, part) => ({ ...key, part, ...one }))
    for (let from = 0; from < parts.length; from += 500) await tx.insertInto('ledger_parts').values(parts.slice(from, from + 500)).execute()
    return true
  })
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

/** The newest seal of every school: where its chain ends. */
export function ledgerHeads(db: Db): Promise<{ schoolId: string; number: number; hash: string }[]> {
  return db
    .selectFrom('ledger_seals as seal')
    .select(['seal.school_id as schoolId', 'seal.number', 'seal.hash'])
    .where('seal.number', '=', (eb) => eb.selectFrom('ledger_seals').select((max) => max.fn.max('number').as('newest')).whereRef('ledger_seals.school_id', '=', 'seal.school_id'))
    .orderBy('seal.school_id')
    .execute()
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
