import type { Message } from '#app/i18n/index.ts'
import type { Db } from '#db/connect.ts'
import { csvFile } from '#app/spreadsheets/index.ts'
import type { Cell, CsvForm } from '#app/spreadsheets/index.ts'
import { answers, changes, handling, measures } from './case-tables.ts'
import type { DataSet } from './data-set.ts'
import { distribution, rates } from './survey-tables.ts'

/** The figures of the public pages as files, each at an address that stays: `/du-lieu/<name>.csv`. */
export type DataFileName = 'ty-le-hai-long' | 'phan-bo' | 'phan-anh-da-tra-loi' | 'tinh-hinh-xu-ly' | 'viec-da-lam' | 'dinh-chinh'

interface DataFile {
  title: Message
  columns: readonly { name: string; meaning: Message }[]
  write: (db: Db, school: { id: string }, today: string, form: CsvForm) => Promise<string>
  /** Each row by the names of its columns; a figure that is not published is null. */
  rows: (db: Db, school: { id: string }, today: string) => Promise<Record<string, Cell>[]>
}

const files: Record<DataFileName, DataFile> = {
  'ty-le-hai-long': fileOf(rates),
  'phan-bo': fileOf(distribution),
  'phan-anh-da-tra-loi': fileOf(answers),
  'tinh-hinh-xu-ly': fileOf(handling),
  'viec-da-lam': fileOf(measures),
  'dinh-chinh': fileOf(changes),
}

function fileOf<Row>({ title, columns, rows }: DataSet<Row>): DataFile {
  return {
    title,
    columns: columns.map(({ name, meaning }) => ({ name, meaning })),
    async write(db, school, today, form) {
      const found = await rows(db, school, today)
      return csvFile(columns.map((column) => column.name), found.map((row) => columns.map((column) => column.cell(row))), form)
    },
    async rows(db, school, today) {
      return (await rows(db, school, today)).map((row) => Object.fromEntries(columns.map((column) => [column.name, column.cell(row)])))
    },
  }
}

/** One file of this school as of `today` (a day), complete with byte order mark. */
export function dataFile(db: Db, school: { id: string }, name: DataFileName, today: string, form: CsvForm): Promise<string> {
  return files[name].write(db, school, today, form)
}

/** The same table as JSON, with the data dictionary and the licence beside it, so that the file explains itself. */
export async function jsonFile(db: Db, school: { id: string; name: string }, name: DataFileName, today: string): Promise<string> {
  const { title, columns, rows } = files[name]
  return JSON.stringify({ name, title, publisher: school.name, licence: 'https://creativecommons.org/licenses/by/4.0/', as_of: today, columns, rows: await rows(db, school, today) }, null, 1)
}

/** What files there are and what their columns mean. */
export function dataDictionary(): { name: DataFileName; title: Message; columns: readonly { name: string; meaning: Message }[] }[] {
  return (Object.keys(files) as DataFileName[]).map((name) => ({ name, title: files[name].title, columns: files[name].columns }))
}
