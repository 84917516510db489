import { randomText } from './chance.ts'

export { idempotencyField, keyMark } from './idempotency-field.ts'

/** A fresh 128-bit key for one page: a double tap, a reload or a retry sends the same one and gets the same receipt. */
export function newIdempotencyKey(): string {
  return randomText(16, 'base64url')
}

/** True where the text has the form of a key made here. */
export function isIdempotencyKey(text: string | null | undefined): text is string {
  return typeof text === 'string' && /^[\w-]{22}$/.test(text)
}
