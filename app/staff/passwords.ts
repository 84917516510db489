import { hash, verify } from '@node-rs/argon2'
import { foldDiacritics } from '#app/i18n/format.ts'
import type { Role } from '#db/schema.ts'

/** At least this many characters; length beats variety (NIST SP 800-63B). */
export const minPasswordLength = 10
const maxPasswordLength = 200

/** Argon2id; the library's own constant is a const enum, which type stripping cannot read. */
const argon2id = 2

const ordinary = { algorithm: argon2id, memoryCost: 19 * 1024, timeCost: 2, parallelism: 1 }
/** The principal opens what is sealed, so a stolen database must cost more to try. */
const strong = { algorithm: argon2id, memoryCost: 64 * 1024, timeCost: 3, parallelism: 1 }

/** At most two hashes run at a time: a burst of sign-ins must not slow down the public pages. */
const gate = createGate(2)

/** Argon2id hash in PHC format. */
export function hashPassword(password: string, role: Role): Promise<string> {
  return gate(() => hash(password.normalize('NFC'), role === 'principal' ? strong : ordinary))
}

/**
 * False also where there is no such account. Whatever fails, one ordinary and one strong hash have been computed,
 * so that the time tells neither whether the account exists nor whether it is the principal's.
 */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  const text = password.normalize('NFC')
  if (stored !== null && (await gate(() => verify(stored, text)))) return true
  const used = stored === null ? [] : [isStrong(stored) ? strong : ordinary]
  for (const cost of [ordinary, strong]) {
    if (!used.includes(cost)) await gate(() => hash(text, cost))
  }
  return false
}

/** True where the hash is cheaper to try than this role's should be: a handler has become principal. */
export function needsRehash(stored: string, role: Role): boolean {
  return role === 'principal' && !isStrong(stored)
}

function isStrong(stored: string): boolean {
  return stored.includes(`m=${strong.memoryCost},t=${strong.timeCost},`)
}

/** What is wrong with a new password, in words for its field; null where nothing is. */
export function passwordProblem(password: string, person: { email: string; name: string }): string | null {
  const text = password.normalize('NFC')
  const length = [...text].length
  if (length < minPasswordLength) return `Mật khẩu cần ít nhất ${minPasswordLength} ký tự. Một câu ngắn dễ nhớ là đủ.`
  if (length > maxPasswordLength) return `Mật khẩu dài tối đa ${maxPasswordLength} ký tự.`
  const folded = simplify(text)
  const own = [person.email, person.email.split('@')[0]!, person.name].map(simplify).filter((word) => word.length >= 4)
  // What is left once the easily guessed parts are gone must still be worth guessing.
  const rest = [...own, ...guessedFirst].reduce((left, word) => left.replaceAll(word, ''), folded)
  if (new Set(rest).size < 5) return 'Mật khẩu này dễ đoán. Vui lòng chọn mật khẩu không dựa vào tên, e-mail hay dãy phím quen thuộc.'
  return null
}

const guessedFirst = ['matkhau', 'password', 'passw0rd', 'qwertyuiop', 'qwerty', 'asdfgh', 'zxcvbn', 'langnghe', 'mamnon', 'truongmamnon', 'hieutruong', '1234567890', '0987654321', '123456789', '12345678', '123456', '12345', '1234', '123', 'abc']

function simplify(text: string): string {
  return foldDiacritics(text).replace(/\s/g, '')
}

function createGate(limit: number) {
  let running = 0
  const waiting: (() => void)[] = []
  return async function run<T>(work: () => Promise<T>): Promise<T> {
    if (running >= limit) await new Promise<void>((resolve) => waiting.push(resolve))
    running += 1
    try {
      return await work()
    } finally {
      running -= 1
      waiting.shift()?.()
    }
  }
}
