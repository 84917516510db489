import type { Db } from '#db/connect.ts'
import { buildCalendar } from './working-days.ts'
import type { Calendar } from './working-days.ts'

/** The school's calendar, from the rows its staff may edit. */
export async function loadCalendar(db: Db, school: { id: string }): Promise<Calendar> {
  const rows = await db.selectFrom('calendar_days').select(['day', 'kind', 'closes_minute']).where('school_id', '=', school.id).execute()
  return buildCalendar(rows.map(({ day, kind, closes_minute }) => ({ day, kind, ...(closes_minute === null ? {} : { closesMinute: closes_minute }) })))
}
