import type { Mood } from '#db/schema.ts'

/** Which comments the list shows, as it stands in its address. What is unknown is left out, never an error. */
export interface CommentFilter {
  roundId?: string | undefined
  theme?: string | undefined
  mood?: Mood | undefined
  /** Words, any order; diacritics and case do not matter. */
  q?: string | undefined
  /** Only those of which no case was made. */
  noCase?: true | undefined
  /** From 1. */
  page: number
}

export const commentsPath = '/office/gop-y'
export const longestCommentSearch = 80

export const moods: readonly { value: Mood; address: string; label: string }[] = [
  { value: 'low', address: 'khong-hai-long', label: 'Không hài lòng' },
  { value: 'middle', address: 'binh-thuong', label: 'Bình thường' },
  { value: 'high', address: 'hai-long', label: 'Hài lòng' },
]

/** Reads a filter from an address. */
export function readCommentFilter(query: URLSearchParams): CommentFilter {
  const code = (name: string) => /^[\w-]{1,40}$/.exec(query.get(name) ?? '')?.[0]
  const q = query.get('q')?.trim().slice(0, longestCommentSearch).toWellFormed()
  return {
    roundId: code('dot'),
    theme: code('chu-de'),
    mood: moods.find(({ address }) => address === query.get('muc'))?.value,
    ...(q ? { q } : {}),
    noCase: query.has('chua-lap') ? true : undefined,
    page: Number(/^[1-9]\d{0,4}$/.exec(query.get('trang') ?? '')?.[0] ?? 1),
  }
}

/** The address of the list with a filter; what is not asked for is left out. */
export function commentsHref(filter: Partial<CommentFilter>): string {
  const query = new URLSearchParams()
  if (filter.roundId) query.set('dot', filter.roundId)
  if (filter.theme) query.set('chu-de', filter.theme)
  const mood = moods.find(({ value }) => value === filter.mood)
  if (mood) query.set('muc', mood.address)
  if (filter.q) query.set('q', filter.q)
  if (filter.noCase) query.set('chua-lap', '1')
  if (filter.page !== undefined && filter.page > 1) query.set('trang', String(filter.page))
  return query.size === 0 ? commentsPath : `${commentsPath}?${query.toString()}`
}
