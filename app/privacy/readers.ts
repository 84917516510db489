import { dayOf } from '#app/calendar/index.ts'
import type { Db } from '#db/connect.ts'
import type { Role } from '#db/schema.ts'

/** One person who has opened a case, as the principal sees it. */
export interface CaseReader {
  name: string
  role: Role
  times: number
  lastOn: string
  /** How often they looked at the sender's name, and when last; 0 and null where never. */
  identityTimes: number
  identityLastOn: string | null
}

/** Who has opened the case, whoever looked at the sender's name first. Read from the audit log, which nobody can shorten. */
export async function caseReaders(db: Db, school: { id: string }, number: string): Promise<CaseReader[]> {
  const lines = await opened(db, school, number).innerJoin('staff', 'staff.id', 'audit.staff_id').select(['audit.action', 'audit.at', 'staff.id', 'staff.name', 'staff.role']).orderBy('audit.id').execute()
  const readers = new Map<string, CaseReader>()
  for (const { id, name, role, action, at } of lines) {
    const reader = readers.get(id) ?? { name, role, times: 0, lastOn: '', identityTimes: 0, identityLastOn: null }
    const day = dayOf(at)
    if (action === 'case:view-identity') {
      reader.identityTimes += 1
      reader.identityLastOn = day
    } else {
      reader.times += 1
    }
    reader.lastOn = day
    readers.set(id, reader)
  }
  return [...readers.values()].sort((a, b) => b.identityTimes - a.identityTimes || b.times - a.times || a.name.localeCompare(b.name, 'vi'))
}

/** A look at the sender's name, as the sender sees it: the role and the day, never who. */
export interface IdentityView {
  role: Role
  on: string
  times: number
}

/** When and by which role the sender's name was looked at, the newest day first. The role is the one the person has now. */
export async function identityViews(db: Db, school: { id: string }, number: string): Promise<IdentityView[]> {
  const lines = await opened(db, school, number)
    .innerJoin('staff', 'staff.id', 'audit.staff_id')
    .where('audit.action', '=', 'case:view-identity')
    .select(['audit.at', 'staff.role'])
    .orderBy('audit.id', 'desc')
    .execute()
  const views = new Map<string, IdentityView>()
  for (const { role, at } of lines) {
    const on = dayOf(at)
    const view = views.get(`${on} ${role}`) ?? { role, on, times: 0 }
    view.times += 1
    views.set(`${on} ${role}`, view)
  }
  return [...views.values()]
}

function opened(db: Db, school: { id: string }, number: string) {
  return db.selectFrom('audit').where('audit.school_id', '=', school.id).where('audit.target', '=', number).where('audit.action', 'in', ['case:open', 'case:view-identity'])
}
