import pg from 'pg'
import { liveTables } from '../changes.ts'
import type { Migration } from '../migrate.ts'
import { forPostgres } from './ddl.ts'
import { channel } from './listen.ts'

/** The last migration that came before PostgreSQL did. A database there begins empty, so there is nothing that the steps up to here could move. */
const beginsAfter = 12
/** Any number, the same for all instances: the one that holds it migrates, the others wait and find the work done. */
const migrationLock = 7_346_001

/** No page is made from them, or only from how many answers there are (db/postgres/listen.ts). */
const silent = ['schema_version', 'write_turn', 'limit_counts', ...liveTables].map((table) => `'${table}'`).join(', ')

/** Every other table calls out when it was written, once for each commit, so that all instances know. */
const tellChanges = `
create or replace function tell_changes() returns trigger language plpgsql as $$
begin
  perform pg_notify('${channel}', tg_table_name);
  return null;
end $$;
do $$
declare found text;
begin
  for found in select relname from pg_class where relnamespace = current_schema()::regnamespace and relkind = 'r' loop
    if found in (${silent}) then
      execute format('drop trigger if exists tell_changes on %I', found);
    else
      execute format('create or replace trigger tell_changes after insert or update or delete on %I for each statement execute function tell_changes()', found);
    end if;
  end loop;
end $$`

/**
 * Brings the database to the newest version, all steps in one transaction: one that fails leaves everything as it was. Several instances may start together.
 * Throws where the database was written by a newer version of the program.
 */
export async function migratePostgres(url: string, steps: readonly Migration[]): Promise<{ from: number; to: number }> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('begin')
    await client.query(`select pg_advisory_xact_lock(${migrationLock})`)
    const from = await version(client)
    const to = steps.length
    if (from > to) throw new Error(`The database has version ${from}, this program knows versions up to ${to}: run the newer program`)
    const tableOf = new Map<string, string>()
    for (const [index, { name, sql, run, runPostgres, after = '' }] of steps.entries()) {
      const before = forPostgres(sql, tableOf)
      const rest = forPostgres(after, tableOf)
      if (index < from) continue
      const hasRows = index >= beginsAfter
      if (hasRows && run && !runPostgres) throw new Error(`Migration ${name} has a step for SQLite alone`)
      for (const statement of before) if (hasRows || !statement.isData) await client.query(statement.sql)
      if (hasRows) await runPostgres?.(client)
      for (const statement of rest) if (hasRows || !statement.isData) await client.query(statement.sql)
    }
    if (from !== to) await client.query(tellChanges)
    if (from !== to) await client.query('update schema_version set version = $1', [to])
    await client.query('commit')
    return { from, to }
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    await client.end()
  }
}

/** 0 for a database that is new; it gets what only PostgreSQL needs. */
async function version(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ known: string | null }>("select to_regclass('schema_version') as known")
  if (!rows[0]?.known) {
    await client.query('create table schema_version (version integer not null)')
    await client.query('insert into schema_version (version) values (0)')
    // Holds nothing: transactions take their turn at it (db/postgres/connect.ts).
    await client.query('create table write_turn ()')
    return 0
  }
  const found = await client.query<{ version: number }>('select version from schema_version')
  return found.rows[0]!.version
}
