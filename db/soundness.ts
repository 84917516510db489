import type SqliteDatabase from 'better-sqlite3'
import pg from 'pg'
import { openSqlite } from './sqlite-file.ts'
import { isPostgresUrl } from './dialect.ts'

/** What the database itself says of its state. */
export interface Soundness {
  /** What is damaged. */
  damages: string[]
  /** Tables with rows that point to rows that do not exist, as `table → table`. */
  dangling: string[]
  /** What the database refuses to do, as `table update` or `table delete`. */
  refusals: string[]
}

/** Looks through a SQLite file or a PostgreSQL database. */
export function soundness(database: string): Promise<Soundness> {
  return isPostgresUrl(database) ? ofPostgres(database) : Promise.resolve(ofSqlite(database))
}

function ofSqlite(file: string): Soundness {
  const sqlite = openSqlite(file)
  try {
    const integrity = (sqlite.pragma('integrity_check') as { integrity_check: string }[]).map((row) => row.integrity_check)
    const dangling = sqlite.pragma('foreign_key_check') as { table: string; parent: string }[]
    const refusals = sqlite.prepare("select tbl_name || ' ' || case when sql like '%before delete%' then 'delete' else 'update' end from sqlite_schema where type = 'trigger' and sql like '%raise(abort%'").pluck().all()
    return { damages: [...integrity.filter((line) => line !== 'ok'), ...strayTrigrams(sqlite)], dangling: dangling.map((row) => `${row.table} → ${row.parent}`), refusals: refusals as string[] }
  } finally {
    sqlite.close()
  }
}

/** Whether the index of words (019) is that of these cases: it knows them by the numbers of their rows, which a copy made row by row may give anew. A database from before it has none. */
function strayTrigrams(sqlite: SqliteDatabase.Database): string[] {
  if (!sqlite.prepare("select 1 from sqlite_schema where name = 'case_trigrams'").get()) return []
  try {
    sqlite.exec("insert into case_trigrams (case_trigrams, rank) values ('integrity-check', 1)")
    return []
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_CORRUPT')) return ["case_trigrams: chỉ mục tìm kiếm không khớp với hồ sơ (the index of words is not that of the cases): insert into case_trigrams (case_trigrams) values ('rebuild')"]
    throw error
  }
}

/** PostgreSQL watches over its files itself (`pg_checksums`); whether every reference holds is counted again, for who loads data may switch that off. */
async function ofPostgres(url: string): Promise<Soundness> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const damages = await client.query<{ name: string }>("select indexrelid::regclass::text as name from pg_index where not indisvalid")
    const keys = await client.query<{ child: string; parent: string; matches: string; present: string }>(`
      select conrelid::regclass::text as child, confrelid::regclass::text as parent,
        string_agg(format('parent.%I = child.%I', there.attname, here.attname), ' and ') as matches,
        string_agg(format('child.%I is not null', here.attname), ' and ') as present
      from pg_constraint
      cross join unnest(conkey, confkey) as pair (here, there)
      join pg_attribute here on here.attrelid = conrelid and here.attnum = pair.here
      join pg_attribute there on there.attrelid = confrelid and there.attnum = pair.there
      where contype = 'f' and connamespace = current_schema()::regnamespace
      group by pg_constraint.oid, conrelid, confrelid order by 1, 2`)
    const dangling: string[] = []
    for (const { child, parent, matches, present } of keys.rows) {
      const { rows } = await client.query(`select 1 from ${child} as child where ${present} and not exists (select 1 from ${parent} as parent where ${matches}) limit 1`)
      if (rows.length > 0) dangling.push(`${child} → ${parent}`)
    }
    // Bits of tgtype: 2 for before, 8 for deleting, 16 for changing; 'O' is a trigger that is on.
    const refusals = await client.query<{ refusal: string }>(
      "select tgrelid::regclass || ' ' || case when tgtype & 8 > 0 then 'delete' else 'update' end as refusal from pg_trigger where not tgisinternal and tgtype & 2 > 0 and tgenabled in ('O', 'A')",
    )
    return { damages: damages.rows.map(({ name }) => `${name}: chỉ mục hỏng (invalid index)`), dangling, refusals: refusals.rows.map(({ refusal }) => refusal) }
  } finally {
    await client.end()
  }
}
