import type { Db } from '#db/connect.ts'
import type { Named } from './mentions.ts'

/** Active staff of a school who handle cases at all; of a single case some of them may be kept away. */
export async function caseWorkers(db: Db, school: { id: string }): Promise<Named[]> {
  const people = await db.selectFrom('staff').select(['id', 'name', 'job_title']).where('school_id', '=', school.id).where('status', '=', 'active').where('role', '!=', 'viewer').orderBy('name').execute()
  return people.map(({ id, name, job_title }) => ({ id, name, jobTitle: job_title }))
}
