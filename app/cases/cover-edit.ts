import { cover, coverProblem, cut, isCovered, parseCovers, tidyCovers, uncover, writeCovers } from './covers.ts'
import type { Piece } from './covers.ts'
import type { KnownNames } from './known-names.ts'
import { locatePersonalData } from './redaction.ts'
import type { FindingKind } from './redaction.ts'

/** Covering and uncovering while a text is being written: the same for the server and, where there are scripts, for the browser. */

/** A piece that can be covered or uncovered with one press; `kind` is null for what somebody covered without its being suggested. */
export type EditPiece = Piece & { toggle: { kind: FindingKind | null; certain: boolean } | null }

/** The text cut into what is suggested, what is covered and the rest; null where its marks do not fit together. */
export function editPieces(text: string, names: KnownNames): EditPiece[] | null {
  const tidy = tidyCovers(text)
  if (coverProblem(tidy) !== null) return null
  const marked = parseCovers(tidy)
  const found = locatePersonalData(marked.plain, names)
  return cut(marked, found.flatMap(({ start, end }) => [start, end])).map((piece) => {
    const suggestion = found.find((one) => one.start <= piece.start && piece.start < one.end)
    if (suggestion) return { ...piece, toggle: { kind: suggestion.kind, certain: suggestion.certain } }
    return { ...piece, toggle: piece.isCovered ? { kind: null, certain: false } : null }
  })
}

/** Covers the words that stand at (or nearest to) this place, or uncovers them where they are covered. The text stays as it is where they are gone or its marks do not fit together. */
export function toggleCover(text: string, start: number, words: string): string {
  const tidy = tidyCovers(text)
  if (words === '' || coverProblem(tidy) !== null) return text
  const marked = parseCovers(tidy)
  let nearest = -1
  for (let at = marked.plain.indexOf(words); at !== -1; at = marked.plain.indexOf(words, at + 1)) {
    if (nearest === -1 || Math.abs(at - start) < Math.abs(nearest - start)) nearest = at
  }
  if (nearest === -1) return text
  const range = { start: nearest, end: nearest + words.length }
  return writeCovers(isCovered(marked, range) ? uncover(marked, range) : cover(marked, [range]))
}
