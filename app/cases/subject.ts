import { foldDiacritics } from '#app/i18n/format.ts'

const longest = 90

/** The look back keeps it from starting anew at each of a thousand dots. */
const marksAtEnd = /(?<![.…,;:])[.…,;:]+$/

/**
 * A title made from the first words, so that the parent has one question less to answer: the first sentence or line where it is
 * short enough, otherwise whole words up to 90 letters.
 */
export function subjectOf(body: string): string {
  const firstLine = body.trim().split('\n', 1)[0]!.replace(/\s+/g, ' ')
  const sentence = /^.{12,}?[.!?…](?=\s)/.exec(firstLine)?.[0] ?? firstLine
  if (sentence.length <= longest) return sentence.replace(marksAtEnd, '')
  const cut = sentence.slice(0, longest)
  const words = cut.slice(0, cut.lastIndexOf(' ') > 40 ? cut.lastIndexOf(' ') : longest)
  return `${words.replace(marksAtEnd, '').toWellFormed()}…`
}

/** What search looks through: number, title and report without diacritics. */
export function searchTextOf(row: { number: string; subject: string; body: string }): string {
  return foldDiacritics(`${row.number} ${row.subject} ${row.body}`)
}
