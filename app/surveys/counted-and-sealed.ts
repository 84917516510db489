import { sealedByRound } from '#app/ledger/index.ts'
import type { Db } from '#db/connect.ts'
import { waitingEnvelopes } from './slips.ts'

export interface RoundInLedger {
  id: string
  nameVi: string
  nameEn: string
  /** Forms that the published figures count. */
  counted: number
  /** Receipts under seal. */
  sealed: number
  /** Receipts whose day is not over yet, or whose answer still lies in its envelope. */
  waiting: number
}

/** For each round that has begun, the newest first: what is counted beside what is sealed. */
export async function countedAndSealed(db: Db, school: { id: string }): Promise<RoundInLedger[]> {
  const sealed = await sealedByRound(db, school)
  const rows = await db
    .selectFrom('rounds')
    .select(['id', 'name_vi', 'name_en'])
    .select((eb) => [
      eb.selectFrom('response_counters').select((all) => all.fn.sum<number>('count').as('count')).whereRef('round_id', '=', 'rounds.id').as('counted'),
      eb.selectFrom('ledger_counters').select('count').whereRef('round_id', '=', 'rounds.id').as('entered'),
    ])
    .where('school_id', '=', school.id)
    .where('state', '!=', 'planned')
    .orderBy('opens_on', 'desc')
    .orderBy('id')
    .execute()
  const envelopes = await waitingEnvelopes(db, rows.map((row) => row.id))
  return rows.map((row) => {
    const closed = envelopes.get(row.id) ?? 0
    return {
      id: row.id,
      nameVi: row.name_vi,
      nameEn: row.name_en,
      counted: Number(row.counted ?? 0) + closed,
      sealed: sealed.get(row.id) ?? 0,
      waiting: Number(row.entered ?? 0) - (sealed.get(row.id) ?? 0) + closed,
    }
  })
}
