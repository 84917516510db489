/**
 * Covers: `⟦Nguyễn Thị Lan⟧` stands in the texts that staff write for the public. Inside, the words stay readable; outside stands
 * "[đã che]" in their place, and nothing that lies in a cover leaves the school.
 */

const open = '⟦'
const close = '⟧'

/** What the public reads where something is covered. */
export const covered = '[đã che]'

/** From `start` up to but not including `end`, counted in UTF-16 units of the text without marks. */
export interface Range {
  start: number
  end: number
}

export interface Marked {
  /** The text without marks. */
  plain: string
  /** In order, apart from each other, none of them empty. */
  covers: Range[]
}

/** Marks as people can type them (`[[…]]`) become the real ones. The text is composed (NFC), so that positions mean the same everywhere. */
export function tidyCovers(text: string): string {
  return text.normalize('NFC').replace(/\[\[|〚/g, open).replace(/\]\]|〛/g, close)
}

/** The same marks as people type them: what stands in a box must be seen on every computer, and few fonts have the real ones. */
export function typedCovers(text: string): string {
  return text.replaceAll(open, '[[').replaceAll(close, ']]')
}

/** The text as it is, without a single mark: what somebody else wrote is no cover. */
export function withoutMarks(text: string): string {
  return text.normalize('NFC').replace(/[⟦⟧〚〛]/g, '')
}

/** Why the marks of this text cannot be trusted, in words for whoever wrote it; null where they can. */
export function coverProblem(text: string): string | null {
  const read = readCovers(text)
  return typeof read === 'string' ? read : null
}

/** Takes the marks apart. Throws where they are unbalanced, nested or empty: guessing what was meant could show what was to be covered. */
export function parseCovers(text: string): Marked {
  const read = readCovers(text)
  if (typeof read === 'string') throw new Error(read)
  return read
}

/** What the public may read. Throws as `parseCovers` does. */
export function outside(text: string): string {
  return cut(parseCovers(text)).map((piece) => (piece.isCovered ? covered : piece.text)).join('')
}

/** Puts the marks back. */
export function writeCovers(marked: Marked): string {
  return cut(marked).map((piece) => (piece.isCovered ? open + piece.text + close : piece.text)).join('')
}

/** Whether all of this range is covered. */
export function isCovered({ covers }: Marked, { start, end }: Range): boolean {
  return covers.some((cover) => cover.start <= start && end <= cover.end)
}

/** Covers these ranges too; what touches or overlaps becomes one cover. */
export function cover(marked: Marked, ranges: readonly Range[]): Marked {
  const covers: Range[] = []
  for (const { start, end } of [...marked.covers, ...ranges].filter((range) => range.end > range.start).sort((a, b) => a.start - b.start)) {
    const last = covers.at(-1)
    if (last && start <= last.end) last.end = Math.max(last.end, end)
    else covers.push({ start, end })
  }
  return { plain: marked.plain, covers }
}

/** Takes the cover off this range; what else a larger cover hid stays hidden. */
export function uncover(marked: Marked, { start, end }: Range): Marked {
  const covers = marked.covers.flatMap((one) =>
    one.end <= start || end <= one.start ? [one] : [{ start: one.start, end: Math.min(one.end, start) }, { start: Math.max(one.start, end), end: one.end }])
  return { plain: marked.plain, covers: covers.filter((one) => marked.plain.slice(one.start, one.end).trim() !== '') }
}

export interface Piece {
  text: string
  start: number
  isCovered: boolean
}

/** The text in pieces, covered and not, in order; `at` cuts further, so that a piece can be a button. */
export function cut({ plain, covers }: Marked, at: readonly number[] = []): Piece[] {
  const edges = [...new Set([0, plain.length, ...covers.flatMap(({ start, end }) => [start, end]), ...at])].sort((a, b) => a - b)
  const pieces: Piece[] = []
  let next = 0
  for (const [index, start] of edges.entries()) {
    const end = edges[index + 1]
    if (end === undefined) break
    while (next < covers.length && covers[next]!.end <= start) next += 1
    const one = covers[next]
    pieces.push({ text: plain.slice(start, end), start, isCovered: one !== undefined && one.start <= start && end <= one.end })
  }
  return pieces
}

/** The marks taken apart, or what is wrong with them. */
function readCovers(text: string): Marked | string {
  let plain = ''
  let begun: number | null = null
  const covers: Range[] = []
  for (const letter of text) {
    if (letter === open) {
      if (begun !== null) return `Dấu [[ thứ hai đứng trước dấu ]]${near(plain)}: mỗi chỗ che cần đúng một cặp dấu.`
      begun = plain.length
    } else if (letter === close) {
      if (begun === null) return `Dấu ]]${near(plain)} không có dấu [[ đi trước.`
      if (plain.slice(begun).trim() === '') return `Cặp dấu [[ ]]${near(plain)} không bao quanh chữ nào.`
      covers.push({ start: begun, end: plain.length })
      begun = null
    } else plain += letter
  }
  if (begun !== null) return `Dấu [[${near(plain.slice(0, begun))} chưa có dấu ]] đóng lại.`
  // Two covers side by side are one: what lies between them is nothing.
  return cover({ plain, covers: [] }, covers)
}

function near(before: string): string {
  const words = before.trimEnd().split(/\s+/).slice(-3).join(' ')
  return words === '' ? ' ở đầu đoạn' : ` sau “${words}”`
}
