export interface DiffPart {
  text: string
  kind: 'same' | 'gone' | 'new'
}

/** Beyond so many words on one side the comparison would take long, and nobody would read it. */
const mostWords = 1500

/**
 * What became of a text, word by word: `gone` stands only in the first, `new` only in the second. Null where too little is the same for
 * a comparison to help: then the text was written anew.
 */
export function diffWords(before: string, after: string): DiffPart[] | null {
  const [a, b] = [wordsOf(before), wordsOf(after)]
  if (a.length > mostWords || b.length > mostWords) return null
  const same = longestCommon(a, b)
  const shared = same.reduce((sum, [at]) => sum + (a[at]!.trim() === '' ? 0 : 1), 0)
  const fewer = Math.min(a.filter((word) => word.trim() !== '').length, b.filter((word) => word.trim() !== '').length)
  if (fewer === 0 || shared / fewer < 0.4) return null
  const parts: DiffPart[] = []
  const add = (kind: DiffPart['kind'], words: string[]) => {
    const last = parts.at(-1)
    if (words.length === 0) return
    if (last?.kind === kind) last.text += words.join('')
    else parts.push({ kind, text: words.join('') })
  }
  let [i, j] = [0, 0]
  for (const [ai, bi] of [...same, [a.length, b.length] as const]) {
    add('gone', a.slice(i, ai))
    add('new', b.slice(j, bi))
    if (ai < a.length) add('same', [b[bi]!])
    ;[i, j] = [ai + 1, bi + 1]
  }
  return parts
}

function isSame(one: string, other: string): boolean {
  return one === other || one.trimEnd() === other.trimEnd()
}

/** Words, each with the blanks after it. */
function wordsOf(text: string): string[] {
  // What is covered is one word.
  return text.normalize('NFC').match(/\[đã che\]\S*\s*|\S+\s*|\s+/g) ?? []
}

/** Positions of a longest common sequence of words: in the first text, in the second. */
function longestCommon(a: string[], b: string[]): (readonly [number, number])[] {
  const width = b.length + 1
  const length = new Uint16Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      length[i * width + j] = isSame(a[i]!, b[j]!) ? length[(i + 1) * width + j + 1]! + 1 : Math.max(length[(i + 1) * width + j]!, length[i * width + j + 1]!)
    }
  }
  const pairs: (readonly [number, number])[] = []
  let [i, j] = [0, 0]
  while (i < a.length && j < b.length) {
    if (isSame(a[i]!, b[j]!)) pairs.push([i++, j++])
    else if (length[(i + 1) * width + j]! >= length[i * width + j + 1]!) i += 1
    else j += 1
  }
  return pairs
}
