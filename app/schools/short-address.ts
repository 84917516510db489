import type { Db } from '#db/connect.ts'
import type { Place, School } from '#db/schema.ts'
import { schoolById } from './schools.ts'

export interface ShortAddress {
  school: School
  /** Null where the place is no longer in use: the old poster still leads to its school. */
  place: Place | null
}

/** Where the code of a short address leads, over all schools. Codes are typed from paper, so capitals and spaces do not matter. */
export async function shortAddress(db: Db, typed: string): Promise<ShortAddress | undefined> {
  const place = await db.selectFrom('places').selectAll().where('code', '=', readPlaceCode(typed)).executeTakeFirst()
  if (!place) return undefined
  return { school: await schoolById(db, place.school_id), place: place.active === 1 ? place : null }
}

/** The place of this school that a form brought along, while it is in use. */
export function activePlace(db: Db, school: { id: string }, code: string): Promise<Place | undefined> {
  return db
    .selectFrom('places')
    .selectAll()
    .where('school_id', '=', school.id)
    .where('code', '=', readPlaceCode(code))
    .where('active', '=', 1)
    .executeTakeFirst()
}

function readPlaceCode(typed: string): string {
  return typed.toUpperCase().replace(/[^0-9A-Z]/g, '').slice(0, 32)
}
