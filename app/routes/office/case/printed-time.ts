import { formatDate, formatDateTime } from '#app/i18n/format.ts'

/** A day where only the day is known, as for what a parent wrote. */
export function printedTime(at: string): string {
  return at.length === 10 ? formatDate(at) : formatDateTime(at)
}
