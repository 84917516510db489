import { createHmac } from 'node:crypto'

/** An authenticator app as on somebody's phone: RFC 6238 written down from the standard, apart from the library that the product uses. */
export function appCode(base32: string, now: string | number, stepsLater = 0): string {
  const step = Math.floor((typeof now === 'string' ? Date.parse(now) : now) / 30_000) + stepsLater
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const digest = createHmac('sha1', fromBase32(base32)).update(counter).digest()
  const offset = digest.at(-1)! & 15
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

function fromBase32(text: string): Buffer {
  const bits = [...text.replace(/[\s=]/g, '').toUpperCase()].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)))
}

/** The secret that a page of the set-up shows for typing. */
export function secretOn(html: string): string {
  const shown = /<p class="app-secret">(.*?)<\/p>/s.exec(html)?.[1]
  if (shown === undefined) throw new Error('The page shows no secret')
  return shown.replace(/<[^>]*>|\s/g, '')
}

/** The recovery codes that a page shows. */
export function codesOn(html: string): string[] {
  return [...html.matchAll(/<code>([a-z0-9-]{14})<\/code>/g)].map((match) => match[1]!)
}
