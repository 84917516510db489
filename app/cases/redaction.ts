import { foldDiacritics } from '#app/i18n/format.ts'
import type { KnownNames } from './known-names.ts'

export interface Finding {
  kind: 'phone' | 'email' | 'id-number' | 'contact' | 'class' | 'staff'
  /** As it stands in the text. */
  text: string
  /** True where it can be nothing but personal data: such a text is not published. */
  certain: boolean
}

/** Vietnamese telephone numbers, with the separators people write: 0901 234 567, +84 90.123.4567, (028) 3855 1234. */
const phone = /(?<!\d)(?:\+?84|\(?0)(?:[\s.()-]{0,2}\d){8,10}(?!\d)/g
const email = /(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g
/** Citizen identity numbers have 12 digits, the older ones 9; bank accounts lie between 8 and 16. */
const longNumber = /\d(?:[\s.-]?\d){7,18}/g
/** "lớp Lá 2", "Chồi 1", "nhóm trẻ 25-36". Spaces are counted: with any number of them a text of blanks would take minutes. */
const className = /(?:lớp|nhóm)\s{1,3}(?:mầm|chồi|lá|nhà trẻ|trẻ)?\s{0,3}[\p{L}\d-]{0,6}\s{0,3}\d+|(?<!\p{L})(?:mầm|chồi|lá)\s{0,3}\d+/giu

/**
 * Personal data in a text that is to be published. `names` are compared without diacritics and case, as whole words.
 * It finds what has a form; a child described without a name only a person can notice (domain, "Personal data").
 */
export function findPersonalData(text: string, names: KnownNames): Finding[] {
  const findings: Finding[] = []
  const seen = new Set<string>()
  const add = (kind: Finding['kind'], found: string, certain: boolean) => {
    const value = found.trim()
    if (value === '' || seen.has(value)) return
    seen.add(value)
    findings.push({ kind, text: value, certain })
  }
  // Case numbers are full of digits and public.
  const searched = text.replace(/PAKN\.\d{8}\.\d{4,}/g, ' ')
  for (const found of searched.match(email) ?? []) add('email', found, true)
  for (const found of searched.match(phone) ?? []) add('phone', found, true)
  for (const found of searched.match(longNumber) ?? []) {
    // Money is written with groups of three and a currency, a date with separators of its own.
    const digits = found.replace(/\D/g, '')
    if (/^\d{1,3}(?:[.\s]\d{3})+$/.test(found) || /^\d{1,2}[-.]\d{1,2}[-.]\d{4}$/.test(found)) continue
    if (![...seen].some((other) => other.replace(/\D/g, '').includes(digits))) add('id-number', found, digits.length === 9 || digits.length >= 12)
  }
  for (const name of names.contact) for (const found of findName(searched, name)) add('contact', found, true)
  for (const found of searched.match(className) ?? []) add('class', found, false)
  for (const name of names.staff) for (const found of findName(searched, name)) add('staff', found, false)
  return findings
}

/** The places where a name stands as whole words, compared without diacritics; a name of one short syllable is too common to look for. */
function findName(text: string, name: string): string[] {
  const wanted = foldDiacritics(name).trim()
  if (wanted.length < 4) return []
  // Folding keeps one letter for one letter only on composed text.
  const original = text.normalize('NFC')
  const folded = [...original].map((letter) => foldDiacritics(letter).charAt(0) || letter).join('')
  const found: string[] = []
  for (let at = folded.indexOf(wanted); at !== -1; at = folded.indexOf(wanted, at + wanted.length)) {
    const before = folded.charAt(at - 1)
    const after = folded.charAt(at + wanted.length)
    if (!/[\p{L}\d]/u.test(before) && !/[\p{L}\d]/u.test(after)) found.push(original.slice(at, at + wanted.length))
  }
  return found
}
