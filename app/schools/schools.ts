import type { Db } from '#db/connect.ts'
import type { School } from '#db/schema.ts'

/** The school with this slug; without a slug the default one. Undefined where there is none. */
export function findSchool(db: Db, slug: string | undefined): Promise<School | undefined> {
  const query = db.selectFrom('schools').selectAll()
  return (slug === undefined ? query.where('is_default', '=', 1) : query.where('slug', '=', slug)).executeTakeFirst()
}

/** The school with this id. Throws where there is none: an id comes from our own rows. */
export function schoolById(db: Db, id: string): Promise<School> {
  return db.selectFrom('schools').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
}

/** All schools of this installation, the default one first, then by name. */
export function listSchools(db: Db): Promise<School[]> {
  return db.selectFrom('schools').selectAll().orderBy('is_default', 'desc').orderBy('name').execute()
}

/** How many schools this installation has. */
export async function countSchools(db: Db): Promise<number> {
  const { schools } = await db.selectFrom('schools').select((eb) => eb.fn.countAll<number>().as('schools')).executeTakeFirstOrThrow()
  return Number(schools)
}
