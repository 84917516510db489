import { createHash } from 'node:crypto'
import type SqliteDatabase from 'better-sqlite3'

/** What a table holds: how many rows, and one SHA-256 (hexadecimal) over every value of every row. */
export interface TablePrint {
  rows: number
  hash: string
}

/**
 * Every table of a database in a form that can be compared: two databases with the same prints hold the same rows, however differently they lie on the disk. What the
 * database refuses and how its tables are made counts as a table of its own, `sqlite_schema`. Reads one moment.
 */
export function fingerprint(sqlite: SqliteDatabase.Database): Record<string, TablePrint> {
  return sqlite.transaction(() => {
    const names = sqlite.prepare("select name from sqlite_schema where type = 'table' and name not like 'sqlite_stat%' order by name").pluck().all() as string[]
    const prints = names.map((name): [string, TablePrint] => [name, print(sqlite, `select * from "${name}" order by ${rowOrder(sqlite, name)}`)])
    return { sqlite_schema: print(sqlite, 'select type, name, tbl_name, sql from sqlite_schema order by type, name'), ...Object.fromEntries(prints) }
  })()
}

/** The tables whose rows are not the same in both. */
export function differingTables(one: Record<string, TablePrint>, other: Record<string, TablePrint>): string[] {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].filter((name) => one[name]?.rows !== other[name]?.rows || one[name]?.hash !== other[name]?.hash)
}

function print(sqlite: SqliteDatabase.Database, query: string): TablePrint {
  const hash = createHash('sha256')
  let rows = 0
  for (const row of sqlite.prepare<[], unknown[]>(query).raw().safeIntegers().iterate()) {
    hash.update(`${JSON.stringify(row.map(asText))}\n`)
    rows += 1
  }
  return { rows, hash: hash.digest('hex') }
}

/** The primary key where there is one, otherwise every column: a copy may number such rows anew. */
function rowOrder(sqlite: SqliteDatabase.Database, table: string): string {
  const columns = sqlite.prepare('select name, pk from pragma_table_info(?) order by pk').all(table) as { name: string; pk: number }[]
  const key = columns.filter((column) => column.pk > 0)
  return (key.length > 0 ? key : columns).map((column) => `"${column.name}"`).join(', ')
}

/** With its type, so that the number 1 and the text '1' differ. */
function asText(value: unknown): string | null {
  if (value === null || typeof value === 'string') return value === null ? null : `t${value}`
  if (Buffer.isBuffer(value)) return `b${value.toString('hex')}`
  return typeof value === 'bigint' ? `i${value}` : `r${Number(value)}`
}
