import { Worker } from 'node:worker_threads'
import SqliteDatabase from 'better-sqlite3'
import { openSqlite, withPreparedStatements } from './sqlite-file.ts'

/** A statement for the connection that writes. `width`: how many values each row has, where it inserts several rows and nothing else; otherwise 0. */
export interface Statement {
  sql: string
  parameters: readonly unknown[]
  width: number
}

/** What a statement gave: the rows that were read, or how many were written. */
export interface Outcome {
  rows: unknown[]
  written?: { rows: number; insertId: number | bigint | undefined }
}

/** The one connection that writes. Statements run one after the other, in the order in which they were given. */
export interface Writer {
  run(statement: Statement): Promise<Outcome>
  /** All of them in a transaction of their own, or none. */
  runAll(statements: readonly Statement[]): Promise<void>
  /** Whether the last statement that was answered left a transaction open. */
  isInTransaction(): boolean
  close(): Promise<void>
}

/** The same in one thread: what the others are made of. Throws SqliteError. */
export function openWriter(file: string) {
  const sqlite = openSqlite(file)
  // Whoever waits for another process does it in the driver, so that a queue of many is told at once.
  sqlite.pragma('busy_timeout = 0')
  const { prepare, close } = withPreparedStatements(sqlite)
  return { run, runAll, isInTransaction: () => sqlite.inTransaction, close }

  function run({ sql, parameters, width }: Statement): Outcome {
    if (width > 0) return insertOneByOne(prepare, sql, parameters, width)
    const statement = prepare(sql)
    if (statement.reader) return { rows: statement.all(parameters) }
    const { changes, lastInsertRowid } = statement.run(parameters)
    return { rows: [], written: { rows: changes, insertId: lastInsertRowid } }
  }

  function runAll(statements: readonly Statement[]): void {
    prepare('begin immediate').run()
    try {
      for (const statement of statements) run(statement)
      prepare('commit').run()
    } catch (error) {
      // A full or failing disk makes SQLite roll back by itself.
      if (sqlite.inTransaction) prepare('rollback').run()
      throw error
    }
  }
}

/**
 * Inserts rows one after the other. SQLite keeps what a statement of several rows overwrites in a file of its own until it knows that all of them went in, which costs
 * as much as writing them; inside a transaction, which ends with any error, nobody needs that. The text for one row is also the same however many there are.
 */
function insertOneByOne(prepare: SqliteDatabase.Database['prepare'], sql: string, parameters: readonly unknown[], width: number): Outcome {
  const values = sql.indexOf(' values (') + ' values '.length
  const statement = prepare(`${sql.slice(0, values)}(${Array(width).fill('?').join(', ')})`)
  for (let from = 0; from < parameters.length; from += width) statement.run(parameters.slice(from, from + width))
  return { rows: [], written: { rows: parameters.length / width, insertId: undefined } }
}

/** A connection that writes in the thread that asks: for commands, which do one thing after the other anyway. */
export function writeHere(file: string): Writer {
  const writer = openWriter(file)
  return {
    // Async, so that an error is an answer too.
    run: async (statement) => writer.run(statement),
    runAll: async (statements) => writer.runAll(statements),
    isInTransaction: writer.isInTransaction,
    close: async () => void writer.close(),
  }
}

/** What the thread is told: a statement, several that belong together, or to end. */
export type Order = Statement | readonly Statement[] | 'end'
/** What the thread answers: an outcome, or what went wrong, with SQLite's code where it was SQLite that said so. */
export type Answer = { isInTransaction: boolean } & ({ outcome: Outcome | null } | { error: { message: string; code: string | null } })

/**
 * A connection that writes in a thread of its own: while it waits for the disk, or moves the journal into the file, pages are sent and the next forms are read
 * (docs/decisions/0034). The two have one fate: what breaks the thread ends the process, as it would without it.
 */
export function writeBeside(file: string): Writer {
  const thread = new Worker(new URL('./sqlite-writer-thread.ts', import.meta.url), { workerData: file })
  const waiting: { resolve: (outcome: Outcome | null) => void; reject: (error: Error) => void }[] = []
  let isInTransaction = false
  let isClosed = false
  thread.on('message', (answer: Answer) => {
    isInTransaction = answer.isInTransaction
    const { resolve, reject } = waiting.shift()!
    if ('outcome' in answer) resolve(answer.outcome)
    else reject(answer.error.code === null ? new TypeError(answer.error.message) : new SqliteDatabase.SqliteError(answer.error.message, answer.error.code))
  })
  thread.on('error', (error) => {
    throw error
  })

  function tell(order: Order): Promise<Outcome | null> {
    if (isClosed) return Promise.reject(new Error('The database connection is not open'))
    thread.postMessage(order)
    return new Promise((resolve, reject) => waiting.push({ resolve, reject }))
  }

  return {
    run: async (statement) => (await tell(statement))!,
    runAll: async (statements) => void (await tell(statements)),
    isInTransaction: () => isInTransaction,
    close: async () => {
      if (isClosed) return
      isClosed = true
      const ended = new Promise((resolve) => thread.once('exit', resolve))
      thread.postMessage('end' satisfies Order)
      await ended
    },
  }
}
