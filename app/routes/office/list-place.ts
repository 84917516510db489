import { readFilter, writeFilter } from '#app/cases/inbox-filter.ts'
import type { InboxFilter } from '#app/cases/inbox-filter.ts'

/**
 * Where in which list somebody stands. A case opened from the inbox carries the filter of that list in its address (`loc`), so that the
 * next case and the way back lead on through the same list; opened from a mail or the overview it stands in none.
 */

export const inboxPath = '/office/phan-anh'

/** The address of a list. */
export function listHref(filter: InboxFilter, change: Partial<InboxFilter> = {}): string {
  const query = writeFilter({ ...filter, ...change })
  return query === '' ? inboxPath : `${inboxPath}?${query}`
}

/** The address of a case, as opened from a list (or from none). */
export function caseHref(number: string, list: InboxFilter | null, more: Record<string, string> = {}): string {
  const query = new URLSearchParams({ ...(list === null ? {} : { loc: writeFilter(list) }), ...more })
  return query.size === 0 ? `${inboxPath}/${number}` : `${inboxPath}/${number}?${query}`
}

/** The list that the address of a case carries, or null. */
export function listOf(search: string | URLSearchParams): InboxFilter | null {
  const query = new URLSearchParams(search).get('loc')
  return query === null ? null : readFilter(new URLSearchParams(query))
}
