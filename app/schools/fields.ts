import type { Db } from '#db/connect.ts'
import type { Field } from '#db/schema.ts'

/** What feedback to this school can be about, in the order in which the form shows it. */
export function listFields(db: Db, school: { id: string }): Promise<Field[]> {
  return db
    .selectFrom('fields')
    .selectAll()
    .where('school_id', '=', school.id)
    .where('active', '=', 1)
    .orderBy('position')
    .execute()
}
