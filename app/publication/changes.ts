import type { Db } from '#db/connect.ts'
import type { PublicationChangesTable } from '#db/schema.ts'

/** What has happened to a published answer since it first stood there. */
export interface PublicChange {
  id: number
  number: string
  kind: PublicationChangesTable['kind']
  on: string
  note: string
}

export interface PublicMeasure {
  number: string
  statement: string
  doneOn: string
  verifiedOn: string
}

/** The public log of changes, newest first: of the whole school, or of one answer. Measures have a list of their own. */
export function publicChanges(db: Db, school: { id: string }, { number, limit = 1000 }: { number?: string; limit?: number } = {}): Promise<PublicChange[]> {
  return db
    .selectFrom('publication_changes')
    .select(['id', 'number', 'kind', 'changed_on as on', 'note'])
    .where('school_id', '=', school.id)
    .where('kind', '!=', 'measure')
    .$if(number !== undefined, (query) => query.where('number', '=', number ?? ''))
    .orderBy('changed_on', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

/** Every change of these answers, measures included, oldest first. */
export async function changesOf(db: Db, school: { id: string }, numbers: readonly string[]): Promise<Map<string, PublicChange[]>> {
  const found = new Map<string, PublicChange[]>()
  if (numbers.length === 0) return found
  const rows = await db
    .selectFrom('publication_changes')
    .select(['id', 'number', 'kind', 'changed_on as on', 'note'])
    .where('school_id', '=', school.id)
    .where('number', 'in', numbers)
    .orderBy('id')
    .execute()
  for (const row of rows) found.set(row.number, [...(found.get(row.number) ?? []), row])
  return found
}

/** What was done because of parents' reports, as a second person has seen it; the newest first. `from` and `before` are days on which it was done. */
export function publicMeasures(
  db: Db, school: { id: string }, { number, from, before, limit = 1000 }: { number?: string; from?: string; before?: string; limit?: number } = {},
): Promise<PublicMeasure[]> {
  return db
    .selectFrom('published_measures')
    .select(['number', 'statement', 'done_on as doneOn', 'verified_on as verifiedOn'])
    .where('school_id', '=', school.id)
    .$if(number !== undefined, (query) => query.where('number', '=', number ?? ''))
    .$if(from !== undefined, (query) => query.where('done_on', '>=', from ?? ''))
    .$if(before !== undefined, (query) => query.where('done_on', '<', before ?? ''))
    .orderBy('done_on', 'desc')
    .orderBy('number', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()
}
