import { hash, verify } from '@node-rs/argon2'
import type { Role } from '#db/schema.ts'

/** At least this many characters; length beats variety (NIST SP 800-63B). */
export const minPasswordLength = 10
export const maxPasswordLength = 200

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

/** False also where there is no such account, after the same work as for one that exists. */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  const text = password.normalize('NFC')
  if (stored === null) {
    await gate(() => hash(text, ordinary))
    return false
  }
  return gate(() => verify(stored, text))
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
