import { foldDiacritics } from '#app/i18n/format.ts'

/** So many words in a row are somebody's own. */
const longestQuote = 5

/**
 * Runs of six words or more that a text shares with one of the comments, each as long as it goes, as they stand in the text. Diacritics, case and punctuation do not matter:
 * a quotation with its spelling put right is still one.
 */
export function quotedRuns(text: string, comments: Iterable<string>): string[] {
  const found = [...text.normalize('NFC').matchAll(/[\p{L}\p{N}]+/gu)]
  const words = found.map(([word]) => foldDiacritics(word))
  const size = longestQuote + 1
  const starts = new Map<string, number[]>()
  for (let at = 0; at + size <= words.length; at += 1) {
    const run = words.slice(at, at + size).join(' ')
    starts.set(run, [...(starts.get(run) ?? []), at])
  }
  if (starts.size === 0) return []
  const quoted = new Set<number>()
  for (const comment of comments) {
    const said = (comment.normalize('NFC').match(/[\p{L}\p{N}]+/gu) ?? []).map(foldDiacritics)
    for (let at = 0; at + size <= said.length; at += 1) {
      for (const start of starts.get(said.slice(at, at + size).join(' ')) ?? []) for (let word = start; word < start + size; word += 1) quoted.add(word)
    }
  }
  const composed = text.normalize('NFC')
  const runs: string[] = []
  for (let at = 0; at < words.length; at += 1) {
    if (!quoted.has(at)) continue
    let end = at
    while (quoted.has(end + 1)) end += 1
    runs.push(composed.slice(found[at]!.index, found[end]!.index + found[end]![0].length))
    at = end
  }
  return runs
}
