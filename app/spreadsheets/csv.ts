/**
 * Tables for spreadsheets and programs.
 *
 * The standard form (RFC 4180: commas between cells, a dot in decimals) is what programs and spreadsheets with international
 * settings read. A spreadsheet with Vietnamese settings takes the comma for the decimal sign and would put every row into one
 * cell, or read 4.25 as a date, so the same table also comes with semicolons and decimal commas.
 */
export type CsvForm = 'standard' | 'vietnamese'

/** Null is an empty cell: a figure that is not published or does not exist. A day is `YYYY-MM-DD`. */
export type Cell = string | number | { day: string } | null

/** A file with a byte order mark, without which Excel does not show Vietnamese letters. Numbers have no thousands sign. */
export function csvFile(header: readonly string[], rows: readonly (readonly Cell[])[], form: CsvForm = 'standard'): string {
  const separator = form === 'standard' ? ',' : ';'
  const lines = [header, ...rows].map((row) => row.map((cell) => written(cell, form)).join(separator))
  return `\uFEFF${lines.join('\r\n')}\r\n`
}

function written(cell: Cell, form: CsvForm): string {
  if (cell === null) return ''
  if (typeof cell === 'number') {
    if (!Number.isFinite(cell)) throw new RangeError(`Not a figure: ${cell}`)
    return form === 'standard' ? String(cell) : String(cell).replace('.', ',')
  }
  // As a spreadsheet with the same settings reads a date.
  if (typeof cell === 'object') return form === 'standard' ? cell.day : cell.day.split('-').reverse().join('/')
  return quoted(harmless(cell))
}

/** A spreadsheet runs a cell that begins with one of these signs (or their full-width forms) as a formula; an apostrophe makes it text. */
export function harmless(text: string): string {
  return /^[=+\-@\t\r\n\0＝＋－＠]/.test(text) ? `'${text}` : text
}

function quoted(text: string): string {
  return /[",;\r\n\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
