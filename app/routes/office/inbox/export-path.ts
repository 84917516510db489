import { mostAtOnce } from '#app/cases/bulk-limits.ts'
import { readFilter, writeFilter } from '#app/cases/inbox-filter.ts'
import type { ExportSource } from '#app/cases/index.ts'

/** The screen that asks what to download of the cases. */
export const exportPath = '/office/phan-anh/tai-ve'

/** Which cases an address means: those it names, otherwise those of its filter. */
export function readExportSource(query: URLSearchParams): ExportSource {
  const numbers = query.getAll('hs').filter((number) => /^[\w.]{1,40}$/.test(number))
  return numbers.length > 0 ? { numbers: [...new Set(numbers)].slice(0, mostAtOnce) } : { filter: { ...readFilter(query), page: 1 } }
}

export function writeExportSource(source: ExportSource): string {
  return 'numbers' in source ? new URLSearchParams(source.numbers.map((number) => ['hs', number])).toString() : writeFilter(source.filter)
}
