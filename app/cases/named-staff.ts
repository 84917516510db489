import { foldDiacritics } from '#app/i18n/format.ts'
import type { Role } from '#db/schema.ts'

/** Which members of staff a text names. Pure: the register is given. */

export interface Registered {
  id: string
  name: string
  /** "Kế toán", "Nhân viên y tế": parents know people by what they do. */
  job_title: string
  role: Role
}

export interface NamedPerson {
  /** As the sender wrote it. */
  written: string
  /** Everybody it can mean; empty where it is nobody's name on the staff. */
  staffIds: string[]
}

/** How parents address and describe people at a school, without diacritics; longest first, so that "co giao" goes before "co". */
const titles = [
  'pho hieu truong', 'nhan vien y te', 'nhan vien', 'giao vien', 'hieu truong', 'hieu pho', 'bao mau', 'cap duong', 'ke toan', 'van thu', 'bao ve', 'co giao', 'thay giao',
  'teacher', 'mrs', 'ms', 'mr', 'co', 'thay', 'ba', 'ong', 'chi', 'anh', 'chu', 'bac', 'di',
]
/** What follows these words says where somebody works, no longer who it is. */
const placeWords = new Set(['lop', 'nhom', 'phong'])

/**
 * What a sender answered to "whom should this be kept from": names separated by commas, semicolons, lines or "và". Diacritics and case do not matter.
 * A given name that several bear means all of them: the sender's wish counts more than somebody's view of one case.
 */
export function readNames(answer: string, register: readonly Registered[]): NamedPerson[] {
  return answer
    .normalize('NFC')
    .split(/[,;\n/+&]|\s(?:và|and)\s/iu)
    .map((part) => part.trim().replace(/\s+/g, ' '))
    .filter((part) => part !== '')
    .map((written) => ({ written, staffIds: whoIs(written, register) }))
}

function whoIs(written: string, register: readonly Registered[]): string[] {
  const all = wordsOf(foldDiacritics(written))
  const full = register.filter(({ name }) => contains(all, wordsOf(foldDiacritics(name))))
  if (full.length > 0) return full.map(({ id }) => id)
  const end = all.findIndex((word) => placeWords.has(word))
  const job = byWholeTitle(all, register)
  if (job.length > 0) return job
  const words = withoutTitles(end === -1 ? all : all.slice(0, end))
  const best = Math.max(0, ...register.map((person) => endingLength(words, person)))
  if (best > 0) return register.filter((person) => endingLength(words, person) === best).map(({ id }) => id)
  return byTitle(all, register)
}

/** How many of the name's last words these words begin with: "sa" and "kim sa lop la" are both Huỳnh Thị Kim Sa. Family and given name together count as two. */
function endingLength(words: readonly string[], person: Registered): number {
  const name = wordsOf(foldDiacritics(person.name))
  for (let length = Math.min(name.length, words.length); length > 0; length -= 1) {
    if (name.slice(-length).every((word, index) => word === words[index])) return length
  }
  return name.length > 1 && words.length === 2 && words[0] === name[0] && words[1] === name.at(-1) ? 2 : 0
}

/** "cô hiệu trưởng", "kế toán": whoever has exactly that title. */
function byWholeTitle(words: readonly string[], register: readonly Registered[]): string[] {
  const asked = jobIn(words).join(' ')
  return register.filter(({ job_title, role }) => foldDiacritics(job_title) === asked || (role === 'principal' && asked === 'hieu truong')).map(({ id }) => id)
}

/** "cô y tế": whose title holds these words. One word alone ("nhân viên") would mean too many. */
function byTitle(words: readonly string[], register: readonly Registered[]): string[] {
  const asked = jobIn(words)
  return asked.length < 2 ? [] : register.filter(({ job_title }) => contains(wordsOf(foldDiacritics(job_title)), asked)).map(({ id }) => id)
}

function jobIn(words: readonly string[]): readonly string[] {
  const job = ['co', 'thay', 'ba', 'ong', 'chi', 'anh', 'chu', 'bac'].includes(words[0] ?? '') ? words.slice(1) : words
  return job.join(' ') === 'hieu pho' ? ['pho', 'hieu', 'truong'] : job
}

function withoutTitles(words: readonly string[]): string[] {
  let rest = words.join(' ')
  for (let title = leadingTitle(rest); title !== undefined; title = leadingTitle(rest)) rest = rest.slice(title.length + 1)
  return wordsOf(rest)
}

function leadingTitle(text: string): string | undefined {
  return titles.find((title) => text.startsWith(`${title} `))
}

/**
 * Whom a report speaks of: full names, and "cô" or "thầy" before a given name. In a text with diacritics "có Sa" is no teacher; in one without, a
 * given name counts only with a capital, since "co lai" mostly means "có lại".
 */
export function mentionedStaff(text: string, register: readonly Registered[]): string[] {
  const composed = text.normalize('NFC')
  const words = wordsOf(composed)
  const folded = words.map(foldDiacritics)
  const isAccented = foldDiacritics(composed) !== composed.toLowerCase()
  return register.filter(({ name }) => isMentioned(wordsOf(name.normalize('NFC')))).map(({ id }) => id)

  function isMentioned(name: string[]): boolean {
    if (name.length > 1 && contains(folded, name.map(foldDiacritics))) return true
    return words.some((_, at) => {
      if (!isTitle(at)) return false
      // "cô giáo Sa".
      const from = folded[at + 1] === 'giao' ? at + 2 : at + 1
      return [1, 2].some((length) => length <= name.length && reads(from, name.slice(-length)))
    })
  }

  function isTitle(at: number): boolean {
    const word = words[at]!.toLowerCase()
    return isAccented ? word === 'cô' || word === 'thầy' : word === 'co' || word === 'thay'
  }

  function reads(at: number, name: readonly string[]): boolean {
    return name.every((part, index) => {
      const word = words[at + index]
      if (word === undefined) return false
      if (!isAccented) return word === foldDiacritics(word).replace(/^./, (letter) => letter.toUpperCase()) && foldDiacritics(word) === foldDiacritics(part)
      // Somebody who writes with diacritics may leave those of a name out, but does not put others.
      return word.toLowerCase() === part.toLowerCase() || word.toLowerCase() === foldDiacritics(part)
    })
  }
}

function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+/gu) ?? []
}

function contains(words: readonly string[], wanted: readonly string[]): boolean {
  return wanted.length > 0 && words.some((_, at) => wanted.every((word, index) => words[at + index] === word))
}
