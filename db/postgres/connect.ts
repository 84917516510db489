import { Kysely, PostgresDialect, PostgresQueryCompiler, sql } from 'kysely'
import type { KyselyConfig, Transaction, TransactionBuilder } from 'kysely'
import pg from 'pg'
import type { Changes } from '../changes.ts'
import { codeOf } from '../dialect.ts'
import { listen } from './listen.ts'
import type { Database } from '../schema.ts'

/** Numbers come as numbers and a truth value as 1 or 0, as SQLite has them. */
const asNumber: Readonly<Record<number, (text: string) => number>> = {
  [pg.types.builtins.INT8]: Number,
  [pg.types.builtins.NUMERIC]: Number,
  [pg.types.builtins.BOOL]: (text) => (text === 't' ? 1 : 0),
}
const parserOf: (oid: number, format: 'text') => (text: string) => unknown = pg.types.getTypeParser
const types: pg.CustomTypesConfig = { getTypeParser: (oid: number) => asNumber[oid] ?? parserOf(oid, 'text') }

/** Whole numbers are written into the statement: PostgreSQL would take one that comes beside it for a text wherever its place does not tell, as in `case … then $1`. */
class LiteralNumbersCompiler extends PostgresQueryCompiler {
  protected override appendValue(value: unknown): void {
    if (typeof value === 'number' && Number.isSafeInteger(value)) this.append(value < 0 ? `(${value})` : String(value))
    else super.appendValue(value)
  }
}

class Dialect extends PostgresDialect {
  override createQueryCompiler(): PostgresQueryCompiler {
    return new LiteralNumbersCompiler()
  }
}

/** Another transaction came between, in one of the ways that PostgreSQL has of saying so. A value that is taken may have been taken just now by what this transaction could not see yet. */
const cameBetween = ['40001', '40P01', '23505']
const mostAttempts = 10

/**
 * A connection whose transactions are as if they ran one after the other, which on SQLite they do: SERIALIZABLE, and once more from the beginning where PostgreSQL finds
 * that they were not (docs/decisions/0032). Transactions run side by side at their first attempt; one that has to be repeated waits until it is alone, so it is not
 * repeated again and again. What a transaction does outside of the database must bear being done twice.
 */
class SerializableKysely extends Kysely<Database> {
  readonly #stop: () => Promise<void>

  constructor(config: KyselyConfig, stop = () => Promise.resolve()) {
    super(config)
    this.#stop = stop
  }

  override async destroy(): Promise<void> {
    await this.#stop()
    await super.destroy()
  }

  override transaction(): TransactionBuilder<Database> {
    const builder = super.transaction().setIsolationLevel('serializable')
    const runOnce = builder.execute.bind(builder)
    builder.execute = async <T>(work: (tx: Transaction<Database>) => Promise<T>): Promise<T> => {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await runOnce(async (tx) => {
            // Before the first look at the data, which is what the transaction sees until its end.
            await (attempt === 1 ? sql`lock table write_turn in row exclusive mode` : sql`lock table write_turn in exclusive mode`).execute(tx)
            return work(tx)
          })
        } catch (error) {
          const isFinal = attempt === mostAttempts || (codeOf(error) === '23505' && attempt > 1)
          if (isFinal || !cameBetween.includes(codeOf(error))) throw error
        }
      }
    }
    return builder
  }
}

/** Connections to a PostgreSQL database, at most ten at a time. End them with `destroy()`. `changes` is told of every query, and of what any instance has committed. */
export function connectPostgres(url: string, changes?: Changes): Kysely<Database> {
  const pool = new pg.Pool({ connectionString: url, max: 10, types, keepAlive: true, connectionTimeoutMillis: 10_000, idle_in_transaction_session_timeout: 60_000 })
  // One that broke while nobody used it is replaced; without a listener it would end the process.
  pool.on('error', (error) => console.warn(`A connection to the database broke: ${error.message}`))
  const dialect = new Dialect({ pool })
  if (!changes) return new SerializableKysely({ dialect })
  const stop = listen(url, changes)
  return new SerializableKysely(
    {
      dialect,
      log: (event) => {
        if (event.level === 'query') changes.note(event.query)
      },
    },
    stop,
  )
}
