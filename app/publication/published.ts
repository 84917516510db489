import { sql } from 'kysely'
import { foldDiacritics } from '#app/i18n/format.ts'
import type { Db } from '#db/connect.ts'
import type { Publication } from '#db/schema.ts'

/**
 * What the school has answered in public. Reads the `publications` table and nothing else: what was removed before
 * publication is in no row that these queries can reach.
 */

export type PublishedAnswer = Omit<Publication, 'id' | 'school_id' | 'search_text'>

const columns = [
  'number',
  'kind',
  'field_code',
  'field_name_vi',
  'field_name_en',
  'sent_on',
  'received_on',
  'answered_on',
  'published_on',
  'days_taken',
  'days_waited',
  'on_time',
  'reopened_on',
  'withdrawn_on',
  'withdrawal_reason',
  'summary',
  'answer',
] as const satisfies readonly (keyof PublishedAnswer)[]

export interface PublishedFilter {
  /** Words that must all occur; diacritics and capitals do not matter. */
  query?: string | undefined
  field?: string | undefined
  /** The year of the answer. */
  year?: number | undefined
}

export const publishedPageSize = 10

/** One page of published answers, newest first. A page beyond the last gives the last. */
export async function searchPublished(db: Db, school: { id: string }, filter: PublishedFilter, page = 1) {
  const query = matching(db, school, filter)
  const { total } = await query.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const pageCount = Math.max(1, Math.ceil(total / publishedPageSize))
  const current = Math.min(Math.max(1, page), pageCount)
  const answers = await query
    .select(columns)
    .orderBy('published_on', 'desc')
    .orderBy('number', 'desc')
    .limit(publishedPageSize)
    .offset((current - 1) * publishedPageSize)
    .execute()
  return { answers, total, page: current, pageCount }
}

/** The newest published answers; those that were taken down only where asked for. */
export function latestPublished(db: Db, school: { id: string }, count: number, { withdrawn = false } = {}): Promise<PublishedAnswer[]> {
  return matching(db, school, {}).$if(!withdrawn, (query) => query.where('withdrawn_on', 'is', null)).select(columns).orderBy('published_on', 'desc').orderBy('number', 'desc').limit(count).execute()
}

/** All of them, oldest first, for the open data file. */
export function allPublished(db: Db, school: { id: string }): Promise<PublishedAnswer[]> {
  return matching(db, school, {}).select(columns).orderBy('published_on').orderBy('number').execute()
}

/** One published answer by its case number, or undefined. */
export function findPublished(db: Db, school: { id: string }, number: string): Promise<PublishedAnswer | undefined> {
  return matching(db, school, {}).select(columns).where('number', '=', number).executeTakeFirst()
}

/** The fields and years that have published answers, for the filters: nothing to choose that finds nothing. */
export async function publishedChoices(db: Db, school: { id: string }) {
  const rows = await matching(db, school, {})
    .select(['field_code', 'field_name_vi', 'field_name_en', sql<string>`substr(answered_on, 1, 4)`.as('year')])
    .distinct()
    .orderBy('field_name_vi')
    .execute()
  const fields = new Map(rows.map((row) => [row.field_code, { code: row.field_code, name: { vi: row.field_name_vi, en: row.field_name_en } }]))
  const years = [...new Set(rows.map((row) => Number(row.year)))].sort((a, b) => b - a)
  return { fields: [...fields.values()], years }
}

function matching(db: Db, school: { id: string }, { query, field, year }: PublishedFilter) {
  let rows = db.selectFrom('publications').where('school_id', '=', school.id)
  // More words than anybody types would only make the query slow.
  for (const word of foldDiacritics(query ?? '').split(/\s+/).filter(Boolean).slice(0, 8)) {
    rows = rows.where(sql<boolean>`search_text like ${`%${word.replace(/[\\%_]/g, '\\$&')}%`} escape '\\'`)
  }
  if (field) rows = rows.where('field_code', '=', field)
  if (year) rows = rows.where('answered_on', '>=', `${year}-01-01`).where('answered_on', '<=', `${year}-12-31`)
  return rows
}
