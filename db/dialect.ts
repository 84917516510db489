import { CompiledQuery, sql, SqliteDialect, SqliteDriver } from 'kysely'
import type { DatabaseConnection, Kysely, SqliteDialectConfig } from 'kysely'
import type { Database } from './schema.ts'

/**
 * Every place where one database engine differs from another stands here; the rest of the code is the same for all.
 */

/** Begins IMMEDIATE: a deferred transaction that reads and then writes fails at once when another writer came between. */
class ImmediateSqliteDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }
}

export class ImmediateSqliteDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig

  constructor(config: SqliteDialectConfig) {
    super(config)
    this.#config = config
  }

  override createDriver(): SqliteDriver {
    return new ImmediateSqliteDriver(this.#config)
  }
}

/** True where an insert failed because another row already holds that unique value. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_CONSTRAINT')
    && (error.code === 'SQLITE_CONSTRAINT_UNIQUE' || error.code === 'SQLITE_CONSTRAINT_PRIMARYKEY')
}

/**
 * Moves everything from the journal into the database file and empties it, so that deleted text stays in neither (`secure_delete` is on). Where somebody
 * else is reading just then (a backup) it does nothing and says false: waiting would hold up every page. A database without such a journal has nothing to do.
 */
export function emptyJournal(db: Kysely<Database>): Promise<boolean> {
  return db.connection().execute(async (connection) => {
    const { rows } = await sql<{ timeout: number }>`pragma busy_timeout`.execute(connection)
    await sql`pragma busy_timeout = 0`.execute(connection)
    try {
      const result = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(connection)
      return result.rows[0]?.busy === 0
    } finally {
      await sql`pragma busy_timeout = ${sql.lit(rows[0]?.timeout ?? 5000)}`.execute(connection)
    }
  })
}
