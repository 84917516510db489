import type { Tx, Db } from '#db/connect.ts'
import type { CaseRow } from '#db/schema.ts'

export interface KnownNames {
  /** What the sender left: certainly personal wherever it appears. */
  contact: string[]
  /** The school's own people: may be meant, may be a common word. */
  staff: string[]
  /** Classes as the school's QR codes name them. */
  classes?: string[]
  /** The school's own telephone, e-mail and address, which it publishes itself. */
  own?: string[]
}

/** The names that must not stand in what is published about a case. */
export async function knownNames(db: Db | Tx, row: Pick<CaseRow, 'id' | 'school_id'>): Promise<KnownNames> {
  const contact = await db.selectFrom('case_contacts').selectAll().where('case_id', '=', row.id).executeTakeFirst()
  const staff = await db.selectFrom('staff').select('name').where('school_id', '=', row.school_id).execute()
  const classes = await db.selectFrom('places').select('name').where('school_id', '=', row.school_id).where('kind', '=', 'class').execute()
  const school = await db.selectFrom('schools').select(['phone', 'email', 'address']).where('id', '=', row.school_id).executeTakeFirstOrThrow()
  const left = [contact?.name, contact?.phone, contact?.email].filter((value) => typeof value === 'string' && value !== '') as string[]
  return {
    contact: left,
    staff: staff.map((person) => person.name),
    classes: classes.map((place) => place.name),
    // A member of staff may be a parent too and leave the school's own number: then it is the sender's.
    own: [school.phone, school.email, school.address].filter((value) => value !== '' && !left.includes(value)),
  }
}
