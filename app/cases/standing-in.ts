import { absencesOn, awayUntil } from '#app/staff/index.ts'
import type { Db } from '#db/connect.ts'
import type { CaseRow } from '#db/schema.ts'
import { workersAmong } from './recipients.ts'

/**
 * Who stands in today for whoever holds a case, by name: null where the holder is here, or nobody who is here and may read the case stands in. Read once for
 * a whole list. `today` is a day.
 */
export async function standingIn(db: Db, school: { id: string }, today: string): Promise<(row: Pick<CaseRow, 'kind' | 'assignee_id' | 'barred'>) => string | null> {
  const absences = await absencesOn(db, school, today)
  if (absences.length === 0) return () => null
  const people = await db.selectFrom('staff').select(['id', 'name', 'role']).where('school_id', '=', school.id).where('status', '=', 'active').execute()
  return (row) => {
    if (row.assignee_id === null) return null
    const deputies = workersAmong(people, absences, row, row.assignee_id).filter(({ id }) => id !== row.assignee_id)
    return deputies.find(({ id }) => awayUntil(absences, id) === null)?.name ?? null
  }
}
