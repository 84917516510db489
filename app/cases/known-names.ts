import type { Tx, Db } from '#db/connect.ts'
import type { CaseRow } from '#db/schema.ts'

export interface KnownNames {
  /** What the sender left: certainly personal wherever it appears. */
  contact: string[]
  /** The school's own people: may be meant, may be a common word. */
  staff: string[]
}

/** The names that must not stand in what is published about a case. */
export async function knownNames(db: Db | Tx, row: Pick<CaseRow, 'id' | 'school_id'>): Promise<KnownNames> {
  const contact = await db.selectFrom('case_contacts').selectAll().where('case_id', '=', row.id).executeTakeFirst()
  const staff = await db.selectFrom('staff').select('name').where('school_id', '=', row.school_id).execute()
  return {
    contact: [contact?.name, contact?.phone, contact?.email].filter((value) => typeof value === 'string' && value !== '') as string[],
    staff: staff.map((person) => person.name),
  }
}
