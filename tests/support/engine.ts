import { sql } from 'kysely'
import { forPostgres } from '#db/postgres/ddl.ts'
import { channel } from '#db/postgres/listen.ts'
import type { TestApp } from './app.ts'
import { filesWith } from './canary.ts'
import { postgres } from './database.ts'

/** What a test does to the database itself, past the product, in the words of whichever engine holds the data. */

type App = Pick<TestApp, 'db' | 'config'>

/** Everything that somebody with all rights in the database can do, past the rules that stand in it: statements with `;` between them. */
export async function tamper({ db }: App, statements: string): Promise<void> {
  await db.connection().execute(async (connection) => {
    if (postgres) await sql`set session_replication_role = replica`.execute(connection)
    else {
      await sql`pragma foreign_keys = off`.execute(connection)
      const { rows } = await sql<{ name: string }>`select name from sqlite_schema where type = 'trigger'`.execute(connection)
      for (const { name } of rows) await sql`drop trigger ${sql.ref(name)}`.execute(connection)
    }
    for (const statement of statements.split(';')) if (statement.trim() !== '') await sql.raw(statement).execute(connection)
    await (postgres ? sql`set session_replication_role = default` : sql`pragma foreign_keys = on`).execute(connection)
  })
}

/** Takes whole tables away, whatever points at them. */
export async function dropTables({ db }: App, tables: readonly string[]): Promise<void> {
  await db.connection().execute(async (connection) => {
    if (!postgres) await sql`pragma foreign_keys = off`.execute(connection)
    for (const table of tables) await (postgres ? sql`drop table ${sql.table(table)} cascade` : sql`drop table ${sql.table(table)}`).execute(connection)
  })
}

const tableOf = new Map<string, string>()

/** Makes or drops a trigger, written as in a migration. */
export async function changeTriggers({ db }: App, statement: string): Promise<void> {
  if (!postgres) return void (await sql.raw(statement).execute(db))
  for (const translated of forPostgres(statement, tableOf)) await sql.raw(translated.sql).execute(db)
}

/** Where one of these texts is kept: in a file of the data folder, the journal of SQLite among them, or in a row. */
export async function keptWith({ db, config }: App, strings: readonly string[]): Promise<string[]> {
  const found = filesWith(config.dataDir, strings)
  if (!postgres) return found
  for (const { name } of await db.introspection.getTables()) {
    const { rows } = await sql<{ row: string }>`select t::text as row from ${sql.table(name)} as t`.execute(db)
    for (const text of strings) if (rows.some(({ row }) => row.includes(text) || row.includes(text.replaceAll('"', '""')))) found.push(`${name}: ${text}`)
  }
  return found
}

let marks = 0

/** Resolves when the app has heard of everything that was committed before: PostgreSQL tells a little later. */
export async function settled({ db, services }: Pick<TestApp, 'db' | 'services'>): Promise<void> {
  if (!postgres) return
  const mark = `mark-${(marks += 1)}`
  const { source } = await services.changes.watch(() => Promise.resolve())
  const heard = () => services.changes.writtenSince({ ...source, tables: new Set([mark]) }).has(mark)
  while (!heard()) {
    await sql`select pg_notify(${sql.lit(channel)}, ${mark})`.execute(db)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
