import type SqliteDatabase from 'better-sqlite3'
import { Kysely } from 'kysely'
import type { Transaction } from 'kysely'
import type { Changes } from './changes.ts'
import { isPostgresUrl } from './dialect.ts'
import { connectPostgres } from './postgres/connect.ts'
import type { Database } from './schema.ts'
import { WalSqliteDialect } from './sqlite-driver.ts'
import { openSqlite, withPreparedStatements } from './sqlite-file.ts'
import { writeBeside, writeHere } from './sqlite-writer.ts'
import type { Writer } from './sqlite-writer.ts'

/** A connection or a running transaction. Inside a transaction use only the transaction: to the connection itself nothing of it has happened yet, and what it writes would wait for the transaction for ever. */
export type Db = Kysely<Database>
export type Tx = Transaction<Database>

/**
 * The application's connection to a database file, or to PostgreSQL at a `postgres://` address. Close it with `db.destroy()`. `changes` is told of every query, and of
 * writes by other processes; `patienceMs` is how long to wait for another process that is writing to the file.
 */
export function connect(database: string, changes?: Changes, patienceMs = 5_000): Db {
  return isPostgresUrl(database) ? connectPostgres(database, changes) : connectSqlite(database, changes, patienceMs)
}

function connectSqlite(file: string, changes: Changes | undefined, patienceMs: number): Db {
  // First: it makes the file, and the thread would find out about a folder that is not there too late to tell anybody.
  const sqlite = openSqlite(file)
  sqlite.pragma('query_only = 1')
  const reader = withPreparedStatements(sqlite)
  if (!changes) return new Kysely<Database>({ dialect: new WalSqliteDialect({ reader, writer: writeHere(file), patienceMs }) })
  const writer = noticingOthers(changes, writeBeside(file), reader)
  const dialect = new WalSqliteDialect({
    reader,
    writer,
    patienceMs,
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

/**
 * The same writer, and `changes` hears of what other processes write. Each connection knows whether any other one has committed. What the reader sees when our own writer
 * has just been answered is taken for ours, and the writer, to which only other processes are others, is asked whether that is all; what the reader sees while ours is
 * at rest was another process.
 */
function noticingOthers(changes: Changes, writer: Writer, reader: Pick<SqliteDatabase.Database, 'prepare'>): Writer {
  const version = reader.prepare<[], number>('pragma data_version').pluck()
  let known = version.get()
  let knownToWriter = askWriter()
  let underWay = 0
  changes.askWhether(() => {
    const now = version.get()
    if (now === known || underWay > 0) return false
    known = now
    return true
  })
  return {
    ...writer,
    run: (statement) => noting(writer.run(statement)),
    runAll: (statements) => noting(writer.runAll(statements)),
  }

  async function noting<T>(answer: Promise<T>): Promise<T> {
    underWay += 1
    try {
      return await answer
    } finally {
      underWay -= 1
      if (!writer.isInTransaction()) {
        known = version.get()
        askAgain()
      }
    }
  }

  /** Null where it could not be found out: then anything may have been. */
  async function askWriter(): Promise<number | null> {
    const answer = await writer.run({ sql: 'pragma data_version', parameters: [], width: 0 }).catch(() => null)
    return answer && (answer.rows[0] as { data_version: number }).data_version
  }

  function askAgain(): void {
    const before = knownToWriter
    knownToWriter = askWriter()
    void Promise.all([before, knownToWriter]).then(([then, now]) => {
      if (then === null || then !== now) changes.noteWritten()
    })
  }
}
