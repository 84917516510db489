import { isDay } from '#app/calendar/days.ts'
import type { CaseKind, CaseState } from '#db/schema.ts'
import { inboxViews } from './inbox-views.ts'
import type { InboxView } from './inbox-views.ts'
import { kindLabels, stateLabels } from './words.ts'

/**
 * Which cases the inbox shows. Written in the address of the list, in that of a case opened from it, and in a saved filter, always
 * in the same words: an unknown one is left out, never an error.
 */
export interface InboxFilter {
  view: InboxView
  /** Searched in number, subject and text; diacritics and case do not matter. */
  q?: string | undefined
  kind?: CaseKind | undefined
  fieldId?: string | undefined
  state?: CaseState | undefined
  /** A member of staff, or `none` where nobody has it. */
  assigneeId?: string | undefined
  placeId?: string | undefined
  /** Days, both included. */
  receivedFrom?: string | undefined
  receivedTo?: string | undefined
  /** Days, both included, of the next date that is promised. */
  dueFrom?: string | undefined
  dueTo?: string | undefined
  childSafety?: true | undefined
  overdue?: true | undefined
  escalated?: true | undefined
  /** Those that repeat another case. */
  merged?: true | undefined
  /** From 1. */
  page?: number | undefined
}

/** Long enough for a sentence, short enough that the address of a case opened from the list stays a short one. */
export const longestSearch = 80

const flags = { childSafety: 'an-toan', overdue: 'qua-han', escalated: 'chuyen-cap', merged: 'trung' } as const
const days = { receivedFrom: 'nhan-tu', receivedTo: 'nhan-den', dueFrom: 'han-tu', dueTo: 'han-den' } as const
const ids = { fieldId: 'linh-vuc', assigneeId: 'nguoi', placeId: 'noi' } as const

/** The names that a form over the list gives its fields. */
export const filterFields = { view: 'xem', q: 'q', kind: 'loai', state: 'trang-thai', page: 'trang', ...ids, ...days, ...flags } as const

/** Reads a filter from an address. */
export function readFilter(query: URLSearchParams): InboxFilter {
  const filter: InboxFilter = { view: oneOf(inboxViews, query.get('xem')) ?? 'waiting' }
  const q = query.get('q')?.trim().slice(0, longestSearch).toWellFormed()
  if (q) filter.q = q
  filter.kind = oneOf(Object.keys(kindLabels) as CaseKind[], query.get('loai'))
  filter.state = oneOf(Object.keys(stateLabels) as CaseState[], query.get('trang-thai'))
  for (const [name, field] of entries(ids)) filter[name] = /^[\w-]{1,40}$/.exec(query.get(field) ?? '')?.[0]
  for (const [name, field] of entries(days)) {
    const day = query.get(field) ?? ''
    filter[name] = isDay(day) ? day : undefined
  }
  for (const [name, field] of entries(flags)) filter[name] = query.has(field) ? true : undefined
  filter.page = Number(/^[1-9]\d{0,4}$/.exec(query.get('trang') ?? '')?.[0] ?? 1)
  return filter
}

/** The filter as it stands in an address; what is not asked for is left out, so that equal filters are equal texts. */
export function writeFilter(filter: InboxFilter): string {
  const query = new URLSearchParams()
  if (filter.view !== 'waiting') query.set('xem', filter.view)
  if (filter.q) query.set('q', filter.q)
  if (filter.kind) query.set('loai', filter.kind)
  if (filter.state) query.set('trang-thai', filter.state)
  for (const [name, field] of [...entries(ids), ...entries(days)]) {
    const value = filter[name]
    if (value) query.set(field, value)
  }
  for (const [name, field] of entries(flags)) if (filter[name]) query.set(field, '1')
  if (filter.page !== undefined && filter.page > 1) query.set('trang', String(filter.page))
  return query.toString()
}

/** The same list without what was asked for beyond the view. */
export function withoutConditions(filter: InboxFilter): InboxFilter {
  return { view: filter.view }
}

/** How many things are asked for beyond the view. */
export function countConditions(filter: InboxFilter): number {
  const { view, page, ...conditions } = filter
  return Object.values(conditions).filter(Boolean).length
}

/** True where something is asked for beyond the view. */
export function hasConditions(filter: InboxFilter): boolean {
  return countConditions(filter) > 0
}

function entries<T extends Record<string, string>>(names: T): [keyof T, T[keyof T]][] {
  return Object.entries(names) as [keyof T, T[keyof T]][]
}

function oneOf<T extends string>(allowed: readonly T[], value: string | null): T | undefined {
  return allowed.find((item) => item === value)
}
