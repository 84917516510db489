import type { Db } from '#db/connect.ts'
import { buildCalendar } from './working-days.ts'
import type { Calendar } from './working-days.ts'

/** The school's calendar, from the rows its staff may edit. */
export async function loadCalendar(db: Db, school: { id: string }): Promise<Calendar> {
  return buildCalendar(await db.selectFrom('calendar_days').select(['day', 'kind']).where('school_id', '=', school.id).execute())
}
