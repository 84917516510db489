import type { Db } from '#db/connect.ts'
import type { Authority } from '#db/schema.ts'

/** Whom the school answered to on a day (`YYYY-MM-DD`): the authorities whose dates include it. */
export function authoritiesOn(db: Db, school: { id: string }, day: string): Promise<Authority[]> {
  return db
    .selectFrom('authorities')
    .selectAll()
    .where('school_id', '=', school.id)
    .where('effective_from', '<=', day)
    .where((eb) => eb.or([eb('effective_to', 'is', null), eb('effective_to', '>=', day)]))
    .orderBy('kind')
    .execute()
}

/** All authorities of the school, past ones too, the newest first: old documents keep the names of their day. */
export function listAuthorities(db: Db, school: { id: string }): Promise<Authority[]> {
  return db
    .selectFrom('authorities')
    .selectAll()
    .where('school_id', '=', school.id)
    .orderBy('effective_from', 'desc')
    .orderBy('kind')
    .execute()
}
