import { PostgresAdapter, sql } from 'kysely'
import type { Kysely, RawBuilder, SqlBool, TransactionBuilder } from 'kysely'
import type { Database } from './schema.ts'

/**
 * Every place where one database engine differs from another stands here, in `sqlite-driver.ts` and in `postgres/`; the rest of the code is the same for all.
 */

/** True for the address of a PostgreSQL database; anything else is the name of a SQLite file. */
export function isPostgresUrl(database: string): boolean {
  return /^postgres(ql)?:\/\//.test(database)
}

function isPostgres<D>(db: Kysely<D>): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter
}

/** What the engine calls the failure: SQLite's name or PostgreSQL's five characters; an empty text for what is no failure of the database. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}

/** True where an insert failed because another row already holds that unique value. */
export function isUniqueViolation(error: unknown): boolean {
  return ['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY', '23505'].includes(codeOf(error))
}

/** True where a row could not go because another one belongs to it. */
export function isForeignKeyViolation(error: unknown): boolean {
  return ['SQLITE_CONSTRAINT_FOREIGNKEY', '23503'].includes(codeOf(error))
}

/**
 * True where the database could not be written, or not be reached, for a reason that lies outside the program and may pass: the disk is full, read-only or failing,
 * or another process has kept the lock for too long. Nothing of what was being saved is saved then.
 */
export function isOutOfReach(error: unknown): boolean {
  return /^(SQLITE_(FULL|IOERR|READONLY|BUSY|LOCKED|CANTOPEN|NOMEM)|08|53|57P0|25006|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EPIPE)/.test(codeOf(error))
}

/**
 * A transaction that reads only what was there before it and then only writes: of its own writes it sees nothing, and hears neither how many rows they met nor, before the
 * end, whether they were possible. SQLite does all of them in one go, in another thread (docs/decisions/0034).
 */
export function readThenWrite<D>(db: Kysely<D>): TransactionBuilder<D> {
  return isPostgres(db) ? db.transaction() : db.transaction().setIsolationLevel('snapshot')
}

/**
 * Moves everything from the journal into the database file and empties it, so that deleted text stays in neither (`secure_delete` is on). Where somebody
 * else is reading just then (a backup) it does nothing and says false: waiting would hold up every page. A database without such a journal has nothing to do.
 */
export async function emptyJournal(db: Kysely<Database>): Promise<boolean> {
  if (isPostgres(db)) return true
  const result = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(db)
  return result.rows[0]?.busy === 0
}

/** Where more cases than this may hold the words, a list is found sooner by going through the cases in its order. */
const mostNarrowed = 4000

/**
 * A condition on `cases` that leaves only those in which all these folded words may stand, where they are few; null where they are many, where the words are too short to tell, and on PostgreSQL, which
 * finds them by itself. What is left still has to be compared with the words. It leaves the cases of all schools.
 */
export async function fewCasesWith(db: Kysely<Database>, words: readonly string[]): Promise<RawBuilder<SqlBool> | null> {
  if (isPostgres(db)) return null
  // Only what SQLite takes for the same letters as we do, whatever its version.
  const trigrams = new Set(words.flatMap((word) => Array.from(word, (_, start) => word.slice(start, start + 3)).filter((part) => /^[\w.]{3}$/.test(part))))
  if (trigrams.size === 0) return null
  const match = [...trigrams].map((trigram) => `"${trigram}"`).join(' AND ')
  const found = sql`select rowid from case_trigrams where case_trigrams match ${match}`
  const { count } = await db
    .selectFrom(sql`(${found} limit ${sql.lit(mostNarrowed + 1)})`.as('found'))
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count > mostNarrowed ? null : sql<SqlBool>`cases.rowid in (${found})`
}

/** In SQL, so many bytes of chance in hexadecimal, other ones for every row; for rows that are made up to be measured, not for secrets. */
export function randomHex(db: Kysely<Database>, bytes: 16 | 32): RawBuilder<string> {
  if (!isPostgres(db)) return sql`lower(hex(randomblob(${sql.lit(bytes)})))`
  const half = sql`md5(random()::text)`
  return bytes === 16 ? sql`${half}` : sql`${half} || ${half}`
}

/** Any number, the same for all instances, and not that of the migrations. */
const turnLock = 7_346_002

/**
 * Does the work unless another instance on the same database is at this work just now; then it does nothing. Whoever dies in the middle of it gives the turn back with its
 * connection. With SQLite there is one instance only.
 */
export async function inTurn(db: Kysely<Database>, work: () => Promise<void>): Promise<void> {
  if (!isPostgres(db)) return work()
  await db.connection().execute(async (connection) => {
    const { rows } = await sql<{ mine: number }>`select pg_try_advisory_lock(${sql.lit(turnLock)}) as mine`.execute(connection)
    if (rows[0]?.mine !== 1) return
    try {
      await work()
    } finally {
      await sql`select pg_advisory_unlock(${sql.lit(turnLock)})`.execute(connection)
    }
  })
}

/** Where instances tell each other what they keep in memory alone (`tellInstances`). */
export const wordsChannel = 'words'

/** True where other instances may work on the same database; on a SQLite file there are none. */
export function mayHaveOthers(db: Kysely<Database>): boolean {
  return isPostgres(db)
}

/** Tells all instances on the same database (`onWords` in changes.ts), this one among them; it is kept nowhere. Only where there may be others. */
export async function tellInstances(db: Kysely<Database>, words: string): Promise<void> {
  await sql`select pg_notify(${sql.lit(wordsChannel)}, ${words})`.execute(db)
}

/** After rows were written with numbers of their own: the next number of the table is above all of them. SQLite sees to that itself. */
export async function numberFrom(db: Kysely<Database>, table: string, column: string): Promise<void> {
  if (!isPostgres(db)) return
  await sql`select setval(pg_get_serial_sequence(${table}, ${column}), coalesce(max(${sql.ref(column)}), 0) + 1, false) from ${sql.table(table)}`.execute(db)
}
