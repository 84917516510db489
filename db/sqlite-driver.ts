import { setTimeout } from 'node:timers/promises'
import type SqliteDatabase from 'better-sqlite3'
import { CompiledQuery, InsertQueryNode, PrimitiveValueListNode, SelectQueryNode, SqliteAdapter, SqliteDialect, SqliteDriver, ValuesNode } from 'kysely'
import type { DatabaseConnection, Driver, QueryResult } from 'kysely'

const tryAgainMs = 20

type Handle = Pick<SqliteDatabase.Database, 'prepare' | 'close'>

interface Handles {
  /** The one that writes. Its own busy timeout is 0: SQLite would wait in this thread, and with it everybody who only wants to read. */
  writer: Handle
  /** Reads outside transactions, and sees what was committed last. */
  reader: Handle
  /** Whether the one that writes is in the middle of a transaction. */
  isInTransaction: () => boolean
  /** How long whoever wants to write waits for another process that is writing: then nothing is saved, and the answer says so. */
  patienceMs: number
  /** Called with what a transaction has written, once everybody can read it. */
  committed?: (queries: readonly CompiledQuery[]) => void
}

/**
 * One process, one writer at a time, any number of readers. Transactions begin IMMEDIATE: a deferred one that reads and then writes fails at once when another
 * writer came between. While a transaction runs, or waits for another process to end its own, reading goes on.
 */
export class WalSqliteDialect extends SqliteDialect {
  readonly #handles: Handles

  constructor(handles: Handles) {
    super({ database: handles.writer })
    this.#handles = handles
  }

  override createDriver(): Driver {
    return new WalSqliteDriver(this.#handles)
  }

  override createAdapter(): SqliteAdapter {
    return new WalSqliteAdapter()
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
  readonly #writer: SqliteDriver
  readonly #reader: SqliteDriver
  readonly #turns = new Turns()

  constructor(handles: Handles) {
    this.#handles = handles
    this.#writer = new SqliteDriver({ database: handles.writer })
    this.#reader = new SqliteDriver({ database: handles.reader })
  }

  async init(): Promise<void> {
    await this.#writer.init()
    await this.#reader.init()
  }

  async acquireConnection(): Promise<WalConnection> {
    return new WalConnection(await this.#writer.acquireConnection(), await this.#reader.acquireConnection(), this.#turns, this.#handles)
  }

  beginTransaction(connection: WalConnection): Promise<void> {
    return connection.begin()
  }

  commitTransaction(connection: WalConnection): Promise<void> {
    return connection.commit()
  }

  rollbackTransaction(connection: WalConnection): Promise<void> {
    // A full or failing disk makes SQLite roll back by itself; a second time would fail, and hide why.
    return connection.rollback(this.#handles.isInTransaction())
  }

  async releaseConnection(): Promise<void> {
    // Nothing is held outside a transaction.
  }

  async destroy(): Promise<void> {
    await this.#reader.destroy()
    await this.#writer.destroy()
  }
}

class WalConnection implements DatabaseConnection {
  readonly #writer: DatabaseConnection
  readonly #reader: DatabaseConnection
  readonly #turns: Turns
  readonly #handles: Handles
  /** Ends our turn to write; null outside a transaction. */
  #giveUp: (() => void) | null = null
  #written: CompiledQuery[] = []

  constructor(writer: DatabaseConnection, reader: DatabaseConnection, turns: Turns, handles: Handles) {
    this.#writer = writer
    this.#reader = reader
    this.#turns = turns
    this.#handles = handles
  }

  async begin(): Promise<void> {
    const deadline = Date.now() + this.#handles.patienceMs
    const giveUp = await this.#turns.take()
    try {
      await patiently(() => this.#writer.executeQuery(CompiledQuery.raw('begin immediate')), deadline)
      this.#giveUp = giveUp
    } catch (error) {
      giveUp()
      throw error
    }
  }

  /** Where it fails the turn is kept: Kysely rolls back then. */
  async commit(): Promise<void> {
    await this.#writer.executeQuery(CompiledQuery.raw('commit'))
    const written = this.#written
    this.#endTurn()
    this.#handles.committed?.(written)
  }

  async rollback(isOpen: boolean): Promise<void> {
    try {
      if (isOpen) await this.#writer.executeQuery(CompiledQuery.raw('rollback'))
    } finally {
      this.#endTurn()
    }
  }

  #endTurn(): void {
    this.#giveUp?.()
    this.#giveUp = null
    this.#written = []
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const reads = SelectQueryNode.is(query.query)
    if (this.#giveUp !== null) {
      if (!reads) this.#written.push(query)
      const width = rowsOf(query)
      if (width === 0) return this.#writer.executeQuery<R>(query)
      return insertOneByOne(this.#handles.writer, query, width)
    }
    if (reads) return this.#reader.executeQuery<R>(query)
    const deadline = Date.now() + this.#handles.patienceMs
    const giveUp = await this.#turns.take()
    try {
      return await patiently(() => this.#writer.executeQuery<R>(query), deadline)
    } finally {
      giveUp()
    }
  }

  streamQuery<R>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<R>> {
    return (this.#giveUp === null ? this.#reader : this.#writer).streamQuery<R>(query, chunkSize)
  }
}

/** How many values each row has, where a query inserts several rows and nothing else; otherwise 0. */
function rowsOf({ query, parameters }: CompiledQuery): number {
  if (!InsertQueryNode.is(query) || !query.values || !ValuesNode.is(query.values) || query.onConflict || query.returning || query.orAction) return 0
  const { values } = query.values
  const width = query.columns?.length ?? 0
  return values.length > 1 && values.every(PrimitiveValueListNode.is) && parameters.length === values.length * width ? width : 0
}

/**
 * Inserts rows one after the other. SQLite keeps what a statement of several rows overwrites in a file of its own until it knows that all of them went in, which costs
 * as much as writing them; inside a transaction, which ends with any error, nobody needs that. The text for one row is also the same however many there are.
 */
function insertOneByOne<R>(writer: Handle, { sql, parameters }: CompiledQuery, width: number): QueryResult<R> {
  const rows = sql.indexOf(' values (') + ' values '.length
  const statement = writer.prepare(`${sql.slice(0, rows)}(${Array(width).fill('?').join(', ')})`)
  for (let from = 0; from < parameters.length; from += width) statement.run(parameters.slice(from, from + width))
  return { rows: [], numAffectedRows: BigInt(parameters.length / width) }
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
