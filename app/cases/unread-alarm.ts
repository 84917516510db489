import { sql } from 'kysely'
import { openStates } from './transitions.ts'

/**
 * 1 where a child may be in danger and nobody at the school has done anything since that became known: the case is still new, or was acknowledged
 * before and staff have done nothing to it after the alarm. For a query over `cases`.
 */
export const isAlarmUnread = sql<number>`case when cases.child_safety = 1 and cases.state in (${sql.join(openStates.map((state) => sql.lit(state)))}) and (
  cases.state = 'submitted' or coalesce((
    select max(alarm.id) from case_events as alarm where alarm.case_id = cases.id and alarm.type in ('raiseAlarm', 'alarmOfWords')
  ), 0) > coalesce((
    select max(deed.id) from case_events as deed where deed.case_id = cases.id and deed.actor = 'staff' and deed.type <> 'raiseAlarm'
  ), 0)
) then 1 else 0 end`
