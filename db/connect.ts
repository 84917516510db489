import SqliteDatabase from 'better-sqlite3'
import { Kysely } from 'kysely'
import type { Transaction } from 'kysely'
import type { Changes } from './changes.ts'
import { isPostgresUrl } from './dialect.ts'
import { connectPostgres } from './postgres/connect.ts'
import type { Database } from './schema.ts'
import { WalSqliteDialect } from './sqlite-driver.ts'

/** A connection or a running transaction. Inside a transaction use only the transaction: to the connection itself nothing of it has happened yet, and what it writes would wait for the transaction for ever. */
export type Db = Kysely<Database>
export type Tx = Transaction<Database>

/** What every connection must have: set, then read back, because SQLite ignores a pragma it does not know. */
const pragmas = [
  ['journal_mode', 'wal'],
  // better-sqlite3 is built with NORMAL for WAL, which loses the last commits on a power cut.
  ['synchronous', 2],
  ['foreign_keys', 1],
  ['busy_timeout', 5000],
  ['trusted_schema', 0],
  ['secure_delete', 1],
  ['cell_size_check', 1],
  ['journal_size_limit', 64 * 1024 * 1024],
  // Four times SQLite's own: each time the journal is moved into the file, the disk is waited for twice, and a page that many forms wrote to is moved once.
  ['wal_autocheckpoint', 4000],
] as const

/**
 * Opens the database file (made where missing) and asserts its settings.
 * Throws where a setting did not take, for instance on a file system that cannot do WAL.
 */
export function openSqlite(file: string): SqliteDatabase.Database {
  const sqlite = new SqliteDatabase(file)
  for (const [name, wanted] of pragmas) {
    sqlite.pragma(`${name} = ${wanted}`)
    const got: unknown = sqlite.pragma(name, { simple: true })
    if (got !== wanted) throw new Error(`SQLite setting ${name} is ${String(got)}, expected ${wanted}, in ${file}`)
  }
  return sqlite
}

/**
 * The application's connection to a database file, or to PostgreSQL at a `postgres://` address. Close it with `db.destroy()`. `changes` is told of every query, and of
 * writes by other processes; `patienceMs` is how long to wait for another process that is writing to the file.
 */
export function connect(database: string, changes?: Changes, patienceMs = 5_000): Db {
  return isPostgresUrl(database) ? connectPostgres(database, changes) : connectSqlite(database, changes, patienceMs)
}

function connectSqlite(file: string, changes: Changes | undefined, patienceMs: number): Db {
  const writer = openSqlite(file)
  // The driver waits by itself, and lets others work meanwhile.
  writer.pragma('busy_timeout = 0')
  const reader = openSqlite(file)
  reader.pragma('query_only = 1')
  const handles = { writer: withPreparedStatements(writer), reader: withPreparedStatements(reader), isInTransaction: () => writer.inTransaction, patienceMs }
  if (!changes) return new Kysely<Database>({ dialect: new WalSqliteDialect(handles) })
  // It counts the commits of every connection but this one, and the reader has none.
  const version = writer.prepare<[], number>('pragma data_version').pluck()
  let known = version.get()
  changes.askWhether(() => known !== (known = version.get()))
  const dialect = new WalSqliteDialect({
    ...handles,
    // Others could read what was there before until now.
    committed: (queries) => {
      for (const query of queries) changes.note(query)
    },
  })
  return new Kysely<Database>({
    dialect,
    log: (event) => {
      if (event.level === 'query') changes.note(event.query)
    },
  })
}

/** Statements that are used again and again need not be parsed again. Long ones (many rows at once) hardly ever come twice. */
const mostStatements = 300
const longestStatement = 4000

function withPreparedStatements(database: SqliteDatabase.Database): Pick<SqliteDatabase.Database, 'prepare' | 'close'> {
  const statements = new Map<string, SqliteDatabase.Statement>()
  return {
    close: () => database.close(),
    prepare: ((text: string) => {
      const known = statements.get(text)
      // One that is read row by row just now cannot begin again.
      if (known && !known.busy) return known
      const statement = database.prepare(text)
      if (text.length > longestStatement) return statement
      statements.set(text, statement)
      if (statements.size > mostStatements) statements.delete(statements.keys().next().value!)
      return statement
    }) as SqliteDatabase.Database['prepare'],
  }
}
