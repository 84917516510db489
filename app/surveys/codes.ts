import { randomBytes } from 'node:crypto'

/** Codes that stand on paper and are typed by hand. */

/** Crockford's alphabet: no letter of it is taken for another, and 16 of its letters are 80 random bits. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

export function newCode(length: number): string {
  return Array.from(randomBytes(length), (byte) => alphabet[byte % alphabet.length]).join('')
}

/** What somebody typed or scanned, as a code; null where it cannot be one. O reads as 0, I and L as 1. */
export function readCode(typed: string, length: number): string | null {
  const code = typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1')
  return code.length === length && [...code].every((letter) => alphabet.includes(letter)) ? code : null
}

/** As it is printed: `7K3M-9QWD-…`. */
export function inGroups(code: string): string {
  return code.match(/.{1,4}/g)?.join('-') ?? ''
}
