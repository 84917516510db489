import type { Db } from '#db/connect.ts'
import type { CaseRow, StaffRow } from '#db/schema.ts'
import type { Named } from './mentions.ts'
import { mayOpen } from './transitions.ts'

export type Guarded = Pick<CaseRow, 'school_id' | 'kind' | 'assignee_id' | 'barred'>

/** Active staff who may open this case: the only ones who can be named in it. */
export async function possibleReaders(db: Db, row: Guarded): Promise<Named[]> {
  return (await activeStaff(db, row.school_id)).filter((person) => mayOpen(person, row)).map(named)
}

/** Active staff who could hold this case: whoever may open it once it is theirs, and writes. */
export async function possibleHolders(db: Db, row: Guarded): Promise<Named[]> {
  return (await activeStaff(db, row.school_id)).filter((person) => person.role !== 'viewer' && mayOpen(person, { ...row, assignee_id: person.id })).map(named)
}

/** Active staff of a school who handle cases at all; of a single case some of them may be kept away. */
export async function caseWorkers(db: Db, school: { id: string }): Promise<Named[]> {
  return (await activeStaff(db, school.id)).filter(({ role }) => role !== 'viewer').map(named)
}

function activeStaff(db: Db, schoolId: string): Promise<StaffRow[]> {
  return db.selectFrom('staff').selectAll().where('school_id', '=', schoolId).where('status', '=', 'active').orderBy('name').execute()
}

function named({ id, name, job_title }: StaffRow): Named {
  return { id, name, jobTitle: job_title }
}
