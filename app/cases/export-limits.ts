/** `csv-vi` has semicolons and dates as they are written in Vietnam. */
export const exportFormats = ['xlsx', 'csv-vi', 'csv'] as const
export type ExportFormat = (typeof exportFormats)[number]

/** Rows of one file: it is made in memory, and while an Excel file of that size is packed (under a second) nobody else is served. */
export const exportLimits: Record<ExportFormat, number> = { xlsx: 5000, 'csv-vi': 20_000, csv: 20_000 }

/** Whose names go into one file: every one of them is a line in the log, and nobody needs more at once. */
export const mostIdentities = 200
