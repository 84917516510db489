import SqliteDatabase from 'better-sqlite3'

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
  ['wal_autocheckpoint', 16000],
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

/** Statements that are used again and again need not be parsed again. Long ones (many rows at once) hardly ever come twice. */
const mostStatements = 300
const longestStatement = 4000

/** The same handle, which keeps the statements that it has parsed. */
export function withPreparedStatements(database: SqliteDatabase.Database): Pick<SqliteDatabase.Database, 'prepare' | 'close'> {
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
