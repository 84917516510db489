import type { Selectable } from 'kysely'
import type { Db } from '#db/connect.ts'
import type { TargetsTable } from '#db/schema.ts'

export type Target = Selectable<TargetsTable>

/** What the school promised in its newest plan up to this year, in the plan's order; empty where no plan was entered. */
export async function currentTargets(db: Db, school: { id: string }, year: number): Promise<Target[]> {
  const rows = await db
    .selectFrom('targets')
    .selectAll()
    .where('school_id', '=', school.id)
    .where('year', '<=', year)
    .orderBy('year', 'desc')
    .orderBy('position')
    .execute()
  return rows.filter((row) => row.year === rows[0]?.year)
}
