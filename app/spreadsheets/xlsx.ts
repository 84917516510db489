import { harmless } from './csv.ts'
import type { Cell } from './csv.ts'

export interface SheetColumn {
  header: string
  /** In letters. */
  width: number
}

/**
 * One sheet as an Excel file, its first row the header that stays in sight. Words are always text, never a formula: where the cell is
 * copied into another program the apostrophe still keeps it one. Days are real dates. The whole file is made in memory and at once,
 * about 0.15 ms a row: limit the rows.
 */
export async function xlsxFile(name: string, columns: readonly SheetColumn[], rows: readonly (readonly Cell[])[]): Promise<Buffer> {
  const { default: writeXlsxFile } = await import('write-excel-file/node')
  const header = columns.map((column) => ({ value: column.header, type: String, fontWeight: 'bold' as const }))
  return writeXlsxFile([header, ...rows.map((row) => row.map(written))], { sheet: name, columns: columns.map(({ width }) => ({ width })), stickyRowsCount: 1 }).toBuffer()
}

function written(cell: Cell) {
  if (cell === null || cell === '') return null
  if (typeof cell === 'number') return { value: cell, type: Number }
  if (typeof cell === 'object') return { value: new Date(`${cell.day}T00:00:00Z`), type: Date, format: 'dd/mm/yyyy' }
  return { value: plain(harmless(cell)), type: String }
}

/** Excel reads `_x0041_` as a letter, and the file format knows neither most control characters nor half a letter. */
function plain(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are exactly what is removed
  return text.toWellFormed().replace(/[\u0000-\u0008\v\f\u000e-\u001f\ufffe\uffff]/g, '').replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
}
