import { setTimeout } from 'node:timers/promises'
import type SqliteDatabase from 'better-sqlite3'
import { CompiledQuery, InsertQueryNode, PrimitiveValueListNode, SelectQueryNode, SqliteAdapter, SqliteDriver, SqliteIntrospector, SqliteQueryCompiler, ValuesNode } from 'kysely'
import type { DatabaseConnection, DatabaseIntrospector, Dialect, Driver, Kysely, QueryCompiler, QueryResult, TransactionSettings } from 'kysely'
import type { Statement, Writer } from './sqlite-writer.ts'

const tryAgainMs = 20

interface Handles {
  writer: Writer
  /** Reads outside transactions, and sees what was committed last. */
  reader: Pick<SqliteDatabase.Database, 'prepare' | 'close'>
  /** How long whoever wants to write waits for another process that is writing: then nothing is saved, and the answer says so. */
  patienceMs: number
  /** Called with what a transaction has written, once everybody can read it. */
  committed?: (queries: readonly CompiledQuery[]) => void
}

/**
 * One process, one writer at a time, any number of readers. Transactions begin IMMEDIATE: a deferred one that reads and then writes fails at once when another
 * writer came between. While a transaction runs, or waits for another process to end its own, reading goes on.
 */
export class WalSqliteDialect implements Dialect {
  readonly #handles: Handles

  constructor(handles: Handles) {
    this.#handles = handles
  }

  createDriver(): Driver {
    return new WalSqliteDriver(this.#handles)
  }

  createAdapter(): SqliteAdapter {
    return new WalSqliteAdapter()
  }

  createQueryCompiler(): QueryCompiler {
    return new SqliteQueryCompiler()
  }

  createIntrospector(db: Kysely<unknown>): DatabaseIntrospector {
    return new SqliteIntrospector(db)
  }
}

/** Tells Kysely that it need not hand out the connection to one query after the other: the driver below does, for those who write. */
class WalSqliteAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true
  }
}

class WalSqliteDriver implements Driver {
  readonly #handles: Handles
  readonly #reader: SqliteDriver
  readonly #turns = new Turns()

  constructor(handles: Handles) {
    this.#handles = handles
    this.#reader = new SqliteDriver({ database: handles.reader })
  }

  async init(): Promise<void> {
    await this.#reader.init()
  }

  async acquireConnection(): Promise<WalConnection> {
    return new WalConnection(await this.#reader.acquireConnection(), this.#turns, this.#handles)
  }

  beginTransaction(connection: WalConnection, { isolationLevel }: TransactionSettings): Promise<void> {
    return isolationLevel === 'snapshot' ? connection.beginSnapshot() : connection.begin()
  }

  commitTransaction(connection: WalConnection): Promise<void> {
    return connection.commit()
  }

  rollbackTransaction(connection: WalConnection): Promise<void> {
    return connection.rollback()
  }

  async releaseConnection(): Promise<void> {
    // Nothing is held outside a transaction.
  }

  async destroy(): Promise<void> {
    // In this order: what was given to the writer is still done, and is looked for with the reader. Whoever closes last moves the journal into the file.
    await this.#handles.writer.close()
    await this.#reader.destroy()
  }
}

class WalConnection implements DatabaseConnection {
  readonly #reader: DatabaseConnection
  readonly #turns: Turns
  readonly #handles: Handles
  /** Ends our turn to write; null outside a transaction. */
  #giveUp: (() => void) | null = null
  #written: CompiledQuery[] = []
  /** What a transaction over a snapshot will write when it ends, and until when it may try; null in any other. */
  #later: { statements: Statement[]; deadline: number } | null = null

  constructor(reader: DatabaseConnection, turns: Turns, handles: Handles) {
    this.#reader = reader
    this.#turns = turns
    this.#handles = handles
  }

  async begin(): Promise<void> {
    const deadline = Date.now() + this.#handles.patienceMs
    const giveUp = await this.#turns.take()
    try {
      await patiently(() => this.#say('begin immediate'), deadline)
      this.#giveUp = giveUp
    } catch (error) {
      giveUp()
      throw error
    }
  }

  /** Nobody else of this process writes from here on, so what it reads holds until it writes. */
  async beginSnapshot(): Promise<void> {
    const deadline = Date.now() + this.#handles.patienceMs
    this.#giveUp = await this.#turns.take()
    this.#later = { statements: [], deadline }
  }

  /** Where it fails the turn is kept: Kysely rolls back then. */
  async commit(): Promise<void> {
    const later = this.#later
    if (later === null) await this.#say('commit')
    else await patiently(() => this.#handles.writer.runAll(later.statements), later.deadline)
    const written = this.#written
    this.#endTurn()
    this.#handles.committed?.(written)
  }

  async rollback(): Promise<void> {
    try {
      // A full or failing disk makes SQLite roll back by itself; a second time would fail, and hide why.
      if (this.#handles.writer.isInTransaction()) await this.#say('rollback')
    } finally {
      this.#endTurn()
    }
  }

  #endTurn(): void {
    this.#giveUp?.()
    this.#giveUp = null
    this.#written = []
    this.#later = null
  }

  #say(words: string): Promise<unknown> {
    return this.#handles.writer.run({ sql: words, parameters: [], width: 0 })
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const reads = SelectQueryNode.is(query.query)
    if (reads && (this.#giveUp === null || this.#later !== null)) return this.#reader.executeQuery<R>(query)
    if (this.#giveUp !== null) {
      if (!reads) this.#written.push(query)
      if (this.#later === null) return this.#write(query, rowsOf(query))
      const { sql, parameters } = query
      this.#later.statements.push({ sql, parameters, width: rowsOf(query) })
      return { rows: [] }
    }
    const deadline = Date.now() + this.#handles.patienceMs
    const giveUp = await this.#turns.take()
    try {
      return await patiently(() => this.#write<R>(query, 0), deadline)
    } finally {
      giveUp()
    }
  }

  async #write<R>({ sql, parameters }: CompiledQuery, width: number): Promise<QueryResult<R>> {
    const { rows, written } = await this.#handles.writer.run({ sql, parameters, width })
    if (!written) return { rows: rows as R[] }
    const insertId = written.insertId === undefined ? {} : { insertId: BigInt(written.insertId) }
    return { rows: [], numAffectedRows: BigInt(written.rows), ...insertId }
  }

  streamQuery<R>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<R>> {
    if (this.#giveUp !== null) throw new Error('Rows are not read one by one inside a transaction')
    return this.#reader.streamQuery<R>(query, chunkSize)
  }
}

/** How many values each row has, where a query inserts several rows and nothing else; otherwise 0. */
function rowsOf({ query, parameters }: CompiledQuery): number {
  if (!InsertQueryNode.is(query) || !query.values || !ValuesNode.is(query.values) || query.onConflict || query.returning || query.orAction) return 0
  const { values } = query.values
  const width = query.columns?.length ?? 0
  return values.length > 1 && values.every(PrimitiveValueListNode.is) && parameters.length === values.length * width ? width : 0
}

/** Tries again while another process holds the lock. Everybody waits from when they came, so that a queue of many is answered as soon as its first. */
async function patiently<T>(run: () => Promise<T>, deadline: number): Promise<T> {
  for (;;) {
    try {
      return await run()
    } catch (error) {
      const isBusy = error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY')
      if (!isBusy || Date.now() >= deadline) throw error
    }
    await setTimeout(tryAgainMs)
  }
}

/** One after the other, in the order in which they came. */
class Turns {
  #last: Promise<void> = Promise.resolve()

  /** Resolves when it is our turn, with what ends it. */
  async take(): Promise<() => void> {
    const before = this.#last
    let end: () => void = () => undefined
    this.#last = new Promise((resolve) => {
      end = resolve
    })
    await before
    return end
  }
}
