import { addWorkingDays, loadCalendar, limitsOf } from '#app/calendar/index.ts'
import { absencesOn, awayUntil, roleLabels } from '#app/staff/index.ts'
import type { Db } from '#db/connect.ts'
import type { School } from '#db/schema.ts'
import { visibleTo } from './inbox.ts'
import { nextDueOf, openStates } from './transitions.ts'
import type { Person } from './transitions.ts'

/** What somebody holds that is still open. */
export interface Load {
  open: number
  overdue: number
  /** Due today or on one of the next working days, as the school counts "soon". */
  soon: number
}

/** The open cases of each who holds some, as far as `person` may know of them: what is kept from them, or sealed, is not even counted. `today` is a day. */
export async function loadsOf(db: Db, school: { id: string }, person: Person, today: string, soonUntil = today): Promise<Map<string, Load>> {
  const rows = await db
    .selectFrom('cases')
    .select(['cases.assignee_id', 'cases.state', 'cases.acknowledge_due', 'cases.answer_due', 'cases.formal_stage', 'cases.intake_due'])
    .where('cases.school_id', '=', school.id)
    .where('cases.state', 'in', [...openStates])
    .where('cases.frozen_on', 'is', null)
    .where('cases.assignee_id', 'is not', null)
    .where('cases.kind', '!=', 'denunciation')
    .where((eb) => visibleTo(eb, person))
    .execute()
  const loads = new Map<string, Load>()
  for (const row of rows) {
    const load = loads.get(row.assignee_id!) ?? { open: 0, overdue: 0, soon: 0 }
    const due = nextDueOf(row)
    loads.set(row.assignee_id!, { open: load.open + 1, overdue: load.overdue + (due !== null && due < today ? 1 : 0), soon: load.soon + (due !== null && today <= due && due <= soonUntil ? 1 : 0) })
  }
  return loads
}

export interface WorkloadRow extends Load {
  id: string
  name: string
  jobTitle: string
  role: string
  isActive: boolean
  awayUntil: string | null
}

/** Everybody who handles cases, with what each holds: those with the most that is late first. Whoever has left stands in it while they still hold something. */
export async function workload(db: Db, school: School, person: Person, today: string): Promise<WorkloadRow[]> {
  const soonUntil = addWorkingDays(await loadCalendar(db, school), today, limitsOf(school).soonWorkingDays)
  const [people, loads, absences] = await Promise.all([
    db.selectFrom('staff').select(['id', 'name', 'job_title', 'role', 'status']).where('school_id', '=', school.id).orderBy('name').execute(),
    loadsOf(db, school, person, today, soonUntil),
    absencesOn(db, school, today),
  ])
  return people
    .filter(({ id, role, status }) => loads.has(id) || (status === 'active' && role !== 'viewer'))
    .map(({ id, name, job_title, role, status }) => ({
      id, name, jobTitle: job_title, role: roleLabels[role], isActive: status === 'active', awayUntil: awayUntil(absences, id), ...(loads.get(id) ?? { open: 0, overdue: 0, soon: 0 }),
    }))
    .sort((a, b) => b.overdue - a.overdue || b.soon - a.soon || b.open - a.open)
}
