import type SqliteDatabase from 'better-sqlite3'
import type pg from 'pg'

/**
 * Searching goes through the words of every case. On SQLite they stand in an index of their own, in the order of the lists, so that nothing else of a case is read. The condition keeps
 * whatever only counts cases from this index: others are smaller.
 */
export function indexWords(sqlite: SqliteDatabase.Database): void {
  sqlite.exec("create index cases_words on cases (school_id, received_on, number, kind, barred, assignee_id, state, merged_into, search_text, id) where search_text <> ''")
}

/** PostgreSQL finds parts of words by their trigrams, where its host lets us have the extension; where not, it looks through all cases. */
export async function indexWordsOnPostgres(client: pg.Client): Promise<void> {
  await client.query('do $$ begin create extension if not exists pg_trgm; exception when others then null; end $$')
  const { rows } = await client.query("select 1 from pg_extension where extname = 'pg_trgm'")
  if (rows.length > 0) await client.query('create index cases_words on cases using gin (search_text gin_trgm_ops)')
}
