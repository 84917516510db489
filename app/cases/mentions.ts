import { foldDiacritics } from '#app/i18n/format.ts'

/**
 * Who is meant by `@Huỳnh Thị Kim Sa`, `@Kim Sa` or `@sa`: a whole name, or the last words of one, since people in Vietnam call each
 * other by their given name. Tone marks and capitals do not matter.
 */

export interface Named {
  id: string
  name: string
  jobTitle: string
}

export interface Meaning {
  /** Ids of who is meant, each once. */
  ids: string[]
  /** Names that fit several people, or nobody (`people` is empty), as they were typed. */
  unclear: { typed: string; people: Named[] }[]
}

/** `giao` after the name that begins a note hands the case to that person. */
const handOverWord = 'giao'
const longestName = 6

/** Everybody named with an `@` in a text, out of these people. */
export function peopleMeant(text: string, people: readonly Named[]): Meaning {
  const ids = new Set<string>()
  const unclear = new Map<string, Named[]>()
  // Not within a word: an e-mail address names nobody.
  for (const match of text.matchAll(/(?<![\p{L}\p{N}._%+-])@(\p{L}[^@\n]*)/gu)) {
    const found = longestMatch(wordsOf(match[1]!), people)
    if (found.people.length === 1) ids.add(found.people[0]!.id)
    else unclear.set(found.typed, found.people)
  }
  return { ids: [...ids], unclear: [...unclear].map(([typed, fitting]) => ({ typed, people: fitting })) }
}

/** Who is meant by a name alone, with or without the `@`. */
export function personMeant(name: string, people: readonly Named[]): Meaning {
  const typed = name.trim().replace(/^@/, '')
  const fitting = called(typed.split(/\s+/), people)
  return fitting.length === 1 ? { ids: [fitting[0]!.id], unclear: [] } : { ids: [], unclear: [{ typed, people: fitting }] }
}

/** True for a note such as `@sa giao, xem giúp trong hôm nay`. */
export function handsOver(text: string, people: readonly Named[]): boolean {
  const match = /^\s*@(\p{L}[^@\n]*)/u.exec(text)
  if (!match) return false
  const words = wordsOf(match[1]!)
  const { typed, people: fitting } = longestMatch(words, people)
  return fitting.length > 0 && foldDiacritics(words[typed.split(' ').length] ?? '') === handOverWord
}

/** As many words as still name somebody; the first word alone where they name nobody. */
function longestMatch(words: string[], people: readonly Named[]): { typed: string; people: Named[] } {
  for (let count = words.length; count > 0; count -= 1) {
    const fitting = called(words.slice(0, count), people)
    if (fitting.length > 0) return { typed: words.slice(0, count).join(' '), people: fitting }
  }
  return { typed: words[0] ?? '', people: [] }
}

/** The words up to the first one that ends with a punctuation mark, which ends a name. */
function wordsOf(text: string): string[] {
  const name = /^[\p{L}\p{M}\p{N}' -]*/u.exec(text)?.[0] ?? ''
  return name.split(/\s+/).filter((word) => word !== '').slice(0, longestName)
}

function called(words: readonly string[], people: readonly Named[]): Named[] {
  const asked = foldDiacritics(words.join(' '))
  const whole = people.filter(({ name }) => foldDiacritics(name) === asked)
  return whole.length > 0 ? whole : people.filter(({ name }) => foldDiacritics(name).endsWith(` ${asked}`))
}
