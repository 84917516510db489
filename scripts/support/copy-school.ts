import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { sql } from 'kysely'
import { filePath } from '#app/attachments/store.ts'
import type { Shelf } from '#app/attachments/store.ts'
import type { Db, Tx } from '#db/connect.ts'
import { isUniqueViolation, numberFrom } from '#db/dialect.ts'
import { differingTables } from './fingerprint.ts'
import type { TablePrint } from './fingerprint.ts'
import { rowPrint, rowsOf, schoolTables } from './school-rows.ts'
import type { Row, SchoolTable } from './school-rows.ts'
import { Refused } from './restore.ts'

/** One of the two: a database, and the folder with the pepper and the files that belong to it. */
export interface Side {
  db: Db
  dataDir: string
}

export interface Copied {
  rows: number
  files: number
  /** Files that rows point at and that were not there. */
  lost: string[]
  /** False where the other side had a school at its first address already. */
  isDefault: boolean
}

/**
 * Copies a school with everything that belongs to it, in one transaction on the other side, which is taken back where a single value there is not what it should be. Throws `Refused`
 * where the school cannot be taken. The school itself must not be in use meanwhile: what comes after the copy began is not in it.
 */
export async function copySchool(slug: string, from: Side, to: Side): Promise<Copied> {
  assertSamePepper(from.dataDir, to.dataDir)
  const school = await from.db.selectFrom('schools').select('id').where('slug', '=', slug).executeTakeFirst()
  if (!school) throw new Refused(`Không có trường nào ở địa chỉ /${slug}.`, `There is no school at /${slug}.`)
  if (await to.db.selectFrom('schools').select('id').where('id', '=', school.id).executeTakeFirst()) throw new Refused('Trường này đã có ở nơi nhận.', 'The school is there already.')

  return from.db.transaction().execute(async (source) => {
    const tables = schoolTables()
    // The files first: a row never points at what is not there yet.
    const { copied, lost } = await copyFiles(source, tables, school.id, from.dataDir, to.dataDir)
    try {
      return await to.db.transaction().execute(async (target) => {
        const isDefault = (await target.selectFrom('schools').select('id').where('is_default', '=', 1).executeTakeFirst()) === undefined
        const written = await copyRows(source, target, tables, school.id, isDefault)
        const found: Record<string, TablePrint> = {}
        for (const table of tables) {
          const print = rowPrint(table)
          for await (const rows of rowsOf(target, table, tables, school.id)) for (const row of rows) print.add(row)
          found[table.name] = print.print()
        }
        const differing = differingTables(written, found)
        if (differing.length > 0) throw new Error(`The copy is not equal to the school in ${differing.join(', ')}`)
        return { rows: Object.values(written).reduce((sum, { rows }) => sum + rows, 0), files: copied, lost, isDefault }
      })
    } catch (error) {
      if (!isUniqueViolation(error)) throw error
      throw new Refused(
        'Nơi nhận đã có một giá trị phải là duy nhất (địa chỉ trường, thư của nhân viên hoặc mã nơi đặt): không chép gì cả.',
        `Something that must be unique (the address of the school, of a member of staff, or the code of a place) is there already; nothing was copied. ${(error as Error).message}`,
      )
    }
  })
}

/** Everything that is kept as a keyed hash fits one pepper alone. */
function assertSamePepper(from: string, to: string): void {
  const [here, there] = [path.join(from, 'pepper'), path.join(to, 'pepper')]
  if (!existsSync(here)) throw new Refused(`Không có tệp pepper ở ${from}.`, `There is no pepper in ${from}.`)
  if (!existsSync(there)) {
    mkdirSync(to, { recursive: true })
    copyFileSync(here, there)
  } else if (readFileSync(here, 'utf8').trim() !== readFileSync(there, 'utf8').trim()) {
    throw new Refused('Hai nơi có pepper khác nhau: mã tra cứu và biên nhận sẽ không dùng được ở nơi nhận.', 'The two have different peppers: case keys and receipts would open nothing on the other side.')
  }
}

/** Writes every row and prints what each table must now hold. Numbers that count up keep their value where they are free there, otherwise all of a table move up by the same. */
async function copyRows(source: Tx, target: Tx, tables: readonly SchoolTable[], schoolId: string, isDefault: boolean): Promise<Record<string, TablePrint>> {
  const shifts = new Map<string, number>()
  const written: Record<string, TablePrint> = {}
  for (const table of tables) {
    if (table.isNumbered) shifts.set(table.name, await shiftFor(source, target, table, tables, schoolId))
    const print = rowPrint(table)
    const itself = table.references.find((one) => one.table === table.name)?.column
    const later: Row[] = []
    for await (const rows of rowsOf(source, table, tables, schoolId)) {
      const moved = rows.map((row) => move(row, table, shifts, isDefault))
      for (const row of moved) print.add(row)
      // A row that points at one of its own table is written without, and told when all are there.
      if (itself !== undefined) later.push(...moved.filter((row) => row[itself] !== null))
      await insert(target, table, itself === undefined ? moved : moved.map((row) => ({ ...row, [itself]: null })))
    }
    for (const row of later) await sql`update ${sql.table(table.name)} set ${sql.ref(itself!)} = ${row[itself!]} where ${sql.ref(table.key[0]!)} = ${row[table.key[0]!]}`.execute(target)
    if (table.isNumbered) await numberFrom(target, table.name, table.key[0]!)
    written[table.name] = print.print()
  }
  return written
}

function move(row: Row, table: SchoolTable, shifts: ReadonlyMap<string, number>, isDefault: boolean): Row {
  const moved = { ...row }
  const numbers = [...(table.isNumbered ? [{ column: table.key[0]!, table: table.name }] : []), ...table.references]
  for (const { column, table: meant } of numbers) {
    const value = moved[column]
    // 0 is none: a follower who was told of no change yet.
    if (typeof value === 'number' && value !== 0) moved[column] = value + (shifts.get(meant) ?? 0)
  }
  if (table.name === 'schools' && !isDefault) moved['is_default'] = 0
  return moved
}

/** How far the numbers of a table must move: not at all where none of them is taken on the other side, otherwise behind all that are. */
async function shiftFor(source: Tx, target: Tx, table: SchoolTable, tables: readonly SchoolTable[], schoolId: string): Promise<number> {
  const column = table.key[0]!
  const key = sql.ref(column)
  let first: number | undefined
  let isTaken = false
  for await (const rows of rowsOf(source, table, tables, schoolId)) {
    first ??= Number(rows[0]![column])
    const { rows: taken } = await sql`select ${key} from ${sql.table(table.name)} where ${key} in (${sql.join(rows.map((row) => row[column]))}) limit 1`.execute(target)
    isTaken ||= taken.length > 0
  }
  if (!isTaken || first === undefined) return 0
  const { rows } = await sql<{ last: number }>`select max(${key}) as last from ${sql.table(table.name)}`.execute(target)
  return Math.max(0, Number(rows[0]!.last) + 1 - first)
}

async function insert(target: Tx, table: SchoolTable, rows: readonly Row[]): Promise<void> {
  const columns = sql.join(table.columns.map((column) => sql.ref(column)))
  const values = sql.join(rows.map((row) => sql`(${sql.join(table.columns.map((column) => row[column]))})`))
  await sql`insert into ${sql.table(table.name)} (${columns}) values ${values}`.execute(target)
}

/** The files that rows of the school point at, also those that wait for their form, and the keys of its closed envelopes. */
async function copyFiles(source: Tx, tables: readonly SchoolTable[], schoolId: string, from: string, to: string): Promise<{ copied: number; lost: string[] }> {
  const shelves: Partial<Record<string, Shelf>> = { attachments: 'attachments', publication_pictures: 'published', attachment_uploads: 'uploads' }
  const names = new Set<string>()
  const optional = new Set<string>()
  for (const table of tables) {
    const shelf = shelves[table.name]
    if (shelf === undefined && table.name !== 'slip_envelopes') continue
    for await (const rows of rowsOf(source, table, tables, schoolId)) {
      for (const row of rows) {
        if (shelf === undefined) names.add(path.join('envelope-keys', String(row['key_id'])))
        else if (shelf === 'uploads') for (const either of ['uploads', 'attachments'] as const) optional.add(filePath(either, String(row['id'])))
        else if ((row['removed_on'] ?? null) === null) names.add(filePath(shelf, String(row['id'])))
      }
    }
  }
  const lost: string[] = []
  let copied = 0
  for (const name of [...names, ...optional]) {
    if (!existsSync(path.join(from, name))) {
      if (names.has(name)) lost.push(name)
      continue
    }
    mkdirSync(path.dirname(path.join(to, name)), { recursive: true, mode: 0o700 })
    copyFileSync(path.join(from, name), path.join(to, name))
    copied += 1
  }
  return { copied, lost }
}
