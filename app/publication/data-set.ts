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

/** A share 0–1 as per cent with two decimals: the very figure that the pages show. */
export function percent(share: number | null): number | null {
  return share === null ? null : Number(twoDecimals.percent.format(share).replace('%', ''))
}

/** Two decimals. */
export function rounded(value: number | null): number | null {
  return value === null ? null : Number(twoDecimals.plain.format(value))
}

// Halves are rounded up as people do it: 23 of 160 is 14.375 %, in binary a hair less, and multiplying first would write 14.37 beside the page's 14,38 %.
const twoDecimals = {
  percent: new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 2, useGrouping: false }),
  plain: new Intl.NumberFormat('en', { maximumFractionDigits: 2, useGrouping: false }),
}
