import { createHash } from 'node:crypto'
import SqliteDatabase from 'better-sqlite3'
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Db } from '#db/connect.ts'
import { migrations } from '#db/migrate.ts'
import type { TablePrint } from './fingerprint.ts'

/** A value of a row: everything is a text, a number or nothing, in either engine. */
type Value = string | number | null
export type Row = Record<string, Value>

/** A table with rows of schools, and how to get from one of its rows to the school. */
export interface SchoolTable {
  name: string
  columns: string[]
  required: string[]
  key: string[]
  /** `school_id`, or the column that leads to a row of `parent`. */
  owner: { column: string; parent: string | null }
  /** Columns that hold the key of another row. */
  references: { column: string; table: string }[]
  /** Its key counts up by itself, in the whole installation. */
  isNumbered: boolean
}

/** Numbers that say which row without a foreign key. */
const unsaid: Readonly<Record<string, { column: string; table: string }[]>> = {
  // The newest change of a publication that was told.
  followers: [{ column: 'told_change', table: 'publication_changes' }],
}

/** Tables with nothing of a school in them: links to set one up, what a passkey is being asked just now, and how often somebody has tried something. */
const ofNobody = ['setup_tokens', 'passkey_challenges', 'limit_counts']

/**
 * The tables of one school as the migrations make them, each after those that it points at. Throws where a table neither belongs to a school nor is known to belong to none, so
 * that a new one cannot be forgotten.
 */
export function schoolTables(): SchoolTable[] {
  const sqlite = new SqliteDatabase(':memory:')
  try {
    for (const { sql: tables, after = '' } of migrations) sqlite.exec(tables + after)
    const names = sqlite.prepare("select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by name").pluck().all() as string[]
    const all = new Map(names.filter((name) => !ofNobody.includes(name)).map((name) => [name, describe(sqlite, name)]))
    const ordered: SchoolTable[] = []
    while (all.size > 0) {
      const next = [...all.values()].filter((table) => table.references.every((one) => one.table === table.name || !all.has(one.table)))
      if (next.length === 0) throw new Error(`Tables point at each other in a circle: ${[...all.keys()].join(', ')}`)
      for (const table of next) {
        all.delete(table.name)
        ordered.push({ ...table, owner: ownerOf(table, ordered) })
      }
    }
    return ordered
  } finally {
    sqlite.close()
  }
}

function describe(sqlite: SqliteDatabase.Database, name: string): Omit<SchoolTable, 'owner'> {
  const info = sqlite.prepare('select name, type, "notnull" as required, pk from pragma_table_info(?)').all(name) as { name: string; type: string; required: number; pk: number }[]
  const key = info.filter(({ pk }) => pk > 0).sort((one, other) => one.pk - other.pk)
  // Keys of several columns all begin with the school's.
  const foreign = sqlite.prepare('select "from" as "column", "table" from pragma_foreign_key_list(?) where "from" <> \'number\'').all(name) as { column: string; table: string }[]
  return {
    name,
    columns: info.map((column) => column.name),
    required: info.filter(({ required }) => required === 1).map((column) => column.name),
    key: key.map((column) => column.name),
    references: [...foreign, ...(unsaid[name] ?? [])],
    isNumbered: key.length === 1 && key[0]!.type.toLowerCase() === 'integer',
  }
}

function ownerOf(table: Omit<SchoolTable, 'owner'>, before: readonly SchoolTable[]): SchoolTable['owner'] {
  if (table.name === 'schools') return { column: 'id', parent: null }
  if (table.columns.includes('school_id')) return { column: 'school_id', parent: null }
  // What it is a part of stands in its key, or else is never missing.
  const wanted = table.references.filter(({ column, table: parent }) => (table.key.includes(column) || table.required.includes(column)) && before.some(({ name }) => name === parent))
  const found = wanted.find(({ column }) => table.key.includes(column)) ?? wanted[0]
  if (!found) throw new Error(`Nobody knows to which school the rows of ${table.name} belong: name it in scripts/support/school-rows.ts`)
  return { column: found.column, parent: found.table }
}

/** True for the rows of the school. */
function isOfSchool(table: SchoolTable, tables: readonly SchoolTable[], schoolId: string): RawBuilder<unknown> {
  const { column, parent } = table.owner
  if (parent === null) return sql`${sql.ref(column)} = ${schoolId}`
  const above = tables.find(({ name }) => name === parent)!
  return sql`${sql.ref(column)} in (select ${sql.ref(above.key[0]!)} from ${sql.table(parent)} where ${isOfSchool(above, tables, schoolId)})`
}

const batchSize = 200

/** The rows of the school in the order of their key, some at a time. */
export async function* rowsOf(db: Db, table: SchoolTable, tables: readonly SchoolTable[], schoolId: string): AsyncGenerator<Row[]> {
  const key = sql.join(table.key.map((column) => sql.ref(column)))
  let last: Row | undefined
  do {
    const after: RawBuilder<unknown> = last === undefined ? sql`1 = 1` : sql`(${key}) > (${sql.join(table.key.map((column) => last![column]))})`
    const { rows }: { rows: Row[] } = await sql<Row>`
      select ${sql.join(table.columns.map((column) => sql.ref(column)))} from ${sql.table(table.name)}
      where ${isOfSchool(table, tables, schoolId)} and ${after} order by ${key} limit ${sql.lit(batchSize)}`.execute(db)
    if (rows.length > 0) yield rows
    last = rows.length < batchSize ? undefined : rows.at(-1)
  } while (last !== undefined)
}

/** Adds up rows as they pass: two runs over the same rows in the same order print the same, in whichever engine they lie. */
export function rowPrint(table: SchoolTable) {
  const hash = createHash('sha256')
  let rows = 0
  return {
    add(row: Row): void {
      hash.update(`${JSON.stringify(table.columns.map((column) => row[column]))}\n`)
      rows += 1
    },
    print: (): TablePrint => ({ rows, hash: hash.digest('hex') }),
  }
}
