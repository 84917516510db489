import { expect, test } from 'vitest'
import { randomText } from '#app/http/chance.ts'

test('chance never comes twice, however often what was drawn runs out', () => {
  const texts = Array.from({ length: 10_000 }, () => randomText(16, 'base64url'))
  expect(new Set(texts).size).toBe(texts.length)
  for (const text of texts) expect(text).toMatch(/^[\w-]{22}$/)
  // Every bit is chance: a byte that was wiped, or handed out before, would show as one that is hardly ever set.
  const ones = Array<number>(128).fill(0)
  for (const text of texts) for (const [place, byte] of Buffer.from(text, 'base64url').entries()) for (let bit = 0; bit < 8; bit += 1) ones[place * 8 + bit]! += (byte >> bit) & 1
  for (const count of ones) expect(Math.abs(count / texts.length - 0.5)).toBeLessThan(0.05)
  expect(randomText(5, 'hex')).toMatch(/^[0-9a-f]{10}$/)
})
