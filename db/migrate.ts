import { existsSync } from 'node:fs'
import type SqliteDatabase from 'better-sqlite3'
import type pg from 'pg'
import { openSqlite } from './sqlite-file.ts'
import { start } from './migrations/001-start.ts'
import { chainAudit, chainedAudit, complaints } from './migrations/002-complaints.ts'
import { ledger } from './migrations/003-ledger.ts'
import { channels } from './migrations/004-channels.ts'
import { giveQuestionnaires, questionnaireRules, questionnaires } from './migrations/005-questionnaires.ts'
import { flags } from './migrations/006-flags.ts'
import { publication } from './migrations/007-publication.ts'
import { shortcuts } from './migrations/008-shortcuts.ts'
import { paperKiosk } from './migrations/009-paper-kiosk.ts'
import { comments } from './migrations/010-comments.ts'
import { commentRetention } from './migrations/011-comment-retention.ts'
import { countGroups, counters } from './migrations/012-counters.ts'
import { allSchools } from './migrations/013-all-schools.ts'
import { secondFactor } from './migrations/014-second-factor.ts'
import { floods } from './migrations/015-floods.ts'
import { envelopeKeys } from './migrations/016-envelope-keys.ts'
import { countOutsideTheLog, limitCounts } from './migrations/017-limit-counts.ts'
import { indexWords, indexWordsOnPostgres } from './migrations/018-search.ts'
import { indexTrigrams, lists } from './migrations/019-lists.ts'
import { isPostgresUrl } from './dialect.ts'
import { migratePostgres } from './postgres/migrate.ts'

export interface Migration {
  name: string
  /** For SQLite; PostgreSQL gets it translated (db/postgres/ddl.ts). */
  sql: string
  /** What SQL alone cannot do, after it, in the same transaction. It must leave committing to `migrate`. */
  run?: (sqlite: SqliteDatabase.Database) => void
  /** The same on PostgreSQL. */
  runPostgres?: (client: pg.Client) => Promise<void>
  /** Follows `run`. */
  after?: string
}

/** In order; a migration's place in this list is the version the database has after it. */
export const migrations: readonly Migration[] = [
  { name: '001-start', sql: start },
  { name: '002-complaints', sql: complaints, run: chainAudit, after: chainedAudit },
  { name: '003-ledger', sql: ledger },
  { name: '004-channels', sql: channels },
  { name: '005-questionnaires', sql: questionnaires, run: giveQuestionnaires, after: questionnaireRules },
  { name: '006-flags', sql: flags },
  { name: '007-publication', sql: publication },
  { name: '008-shortcuts', sql: shortcuts },
  { name: '009-paper-kiosk', sql: paperKiosk },
  { name: '010-comments', sql: comments },
  { name: '011-comment-retention', sql: commentRetention },
  { name: '012-counters', sql: counters, run: countGroups },
  { name: '013-all-schools', sql: allSchools },
  { name: '014-second-factor', sql: secondFactor },
  { name: '015-floods', sql: floods },
  { name: '016-envelope-keys', sql: envelopeKeys },
  { name: '017-limit-counts', sql: limitCounts, runPostgres: countOutsideTheLog },
  { name: '018-search', sql: '', run: indexWords, runPostgres: indexWordsOnPostgres },
  // PostgreSQL has its trigrams already.
  { name: '019-lists', sql: lists, run: indexTrigrams, runPostgres: () => Promise.resolve() },
]

/** Brings the database, a file or a PostgreSQL address, to the newest version; see `migrate` and `migratePostgres`. */
export async function migrateDatabase(database: string): Promise<{ from: number; to: number }> {
  return isPostgresUrl(database) ? migratePostgres(database, migrations) : migrate(database)
}

/**
 * Brings the database file to the newest version. The old file is copied first (`<file>.before-<version>`), all steps run in one
 * transaction, and both of SQLite's checks must pass before it commits: a migration that fails leaves the old database whole.
 * Throws where the file was written by a newer version of the program. `later` are steps after the known ones.
 */
export function migrate(file: string, later: Migration[] = []): { from: number; to: number } {
  const isNew = !existsSync(file)
  const sqlite = openSqlite(file)
  try {
    const from = Number(sqlite.pragma('user_version', { simple: true }))
    const steps = [...migrations, ...later]
    const to = steps.length
    if (from > to) {
      throw new Error(`${file} has version ${from}, this program knows versions up to ${to}: run the newer program`)
    }
    if (from === to) return { from, to }
    if (!isNew && from > 0) sqlite.prepare('vacuum into ?').run(`${file}.before-${to}`)
    sqlite.pragma('foreign_keys = off')
    sqlite.exec('begin immediate')
    try {
      for (const { sql, run, after = '' } of steps.slice(from)) {
        sqlite.exec(sql)
        run?.(sqlite)
        sqlite.exec(after)
      }
      assertSound(sqlite)
      sqlite.pragma(`user_version = ${to}`)
      sqlite.exec('commit')
    } catch (error) {
      if (sqlite.inTransaction) sqlite.exec('rollback')
      throw error
    }
    return { from, to }
  } finally {
    sqlite.close()
  }
}

function assertSound(sqlite: SqliteDatabase.Database): void {
  const broken = sqlite.pragma('foreign_key_check') as unknown[]
  if (broken.length > 0) throw new Error(`${broken.length} rows point to rows that do not exist`)
  const integrity: unknown = sqlite.pragma('integrity_check', { simple: true })
  if (integrity !== 'ok') throw new Error(`integrity check: ${String(integrity)}`)
}
