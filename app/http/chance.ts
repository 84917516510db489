import { randomFillSync } from 'node:crypto'

/** Drawn for many uses at once: asking the system for each costs more than sending a kept page. */
const drawn = Buffer.alloc(4096)
let used = drawn.length

/** So many bytes of chance as a text, good for keys and nonces. */
export function randomText(bytes: number, encoding: 'base64' | 'base64url' | 'hex'): string {
  if (used + bytes > drawn.length) {
    randomFillSync(drawn)
    used = 0
  }
  const text = drawn.toString(encoding, used, used + bytes)
  // What was handed out stays nowhere else.
  drawn.fill(0, used, used + bytes)
  used += bytes
  return text
}
