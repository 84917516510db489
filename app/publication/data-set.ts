import type { Message } from '#app/i18n/index.ts'
import type { Db } from '#db/connect.ts'
import type { Cell } from '#app/spreadsheets/index.ts'

/** One column of a file: its name, what it means (the data dictionary on the page is made from it) and its cell. */
export interface Column<Row> {
  name: string
  meaning: Message
  cell: (row: Row) => Cell
}

export interface DataSet<Row> {
  title: Message
  /** New columns are added at the end, none is renamed or removed: programs read these files. */
  columns: readonly Column<Row>[]
  /** `today` is a day. */
  rows: (db: Db, school: { id: string }, today: string) => Promise<Row[]>
}

/** A share 0–1 as per cent with two decimals. */
export function percent(share: number | null): number | null {
  return share === null ? null : rounded(share * 100)
}

/** Two decimals. */
export function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value * 100) / 100
}
