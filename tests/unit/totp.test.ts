import { describe, expect, it } from 'vitest'
import { newTotpSecret, stepOfCode, totpAddress } from '#app/staff/totp.ts'
import { appCode } from '#tests/support/authenticator-app.ts'

/** RFC 6238, appendix B: the secret "12345678901234567890" in Base32. The RFC prints eight digits, of which ours are the last six. */
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const vectors: [number, string][] = [
  [59, '94287082'],
  [1111111109, '07081804'],
  [1111111111, '14050471'],
  [1234567890, '89005924'],
  [2000000000, '69279037'],
  [20000000000, '65353130'],
]
const at = (seconds: number) => new Date(seconds * 1000).toISOString()

describe('codes of an app', () => {
  it.each(vectors)('at %d seconds are those of the RFC', (seconds, eight) => {
    const code = eight.slice(2)
    expect(stepOfCode(secret, code, at(seconds))).toBe(Math.floor(seconds / 30))
    expect(appCode(secret, seconds * 1000)).toBe(code)
  })

  it('hold for the half minute before and after, and name the one they belong to', () => {
    const now = at(1234567890)
    const step = Math.floor(1234567890 / 30)
    for (const later of [-1, 0, 1]) expect(stepOfCode(secret, appCode(secret, now, later), now)).toBe(step + later)
    for (const later of [-2, 2]) expect(stepOfCode(secret, appCode(secret, now, later), now)).toBeNull()
  })

  it.each(['', '12345', '1234567', 'abcdef', '００００００', '89005924'])('are not %j', (code) => {
    expect(stepOfCode(secret, code, at(1234567890))).toBeNull()
  })

  it('come from a new secret of 160 bits each', () => {
    const made = Array.from({ length: 20 }, newTotpSecret)
    expect(new Set(made).size).toBe(20)
    for (const one of made) expect(one).toMatch(/^[A-Z2-7]{32}$/)
  })

  it('are set up by an address that says whose they are', () => {
    const address = new URL(totpAddress(secret, 'van@hoaphuong.example.vn'))
    expect(address.protocol).toBe('otpauth:')
    expect(decodeURIComponent(address.pathname)).toBe('/Lắng Nghe:van@hoaphuong.example.vn')
    expect(Object.fromEntries(address.searchParams)).toEqual({ issuer: 'Lắng Nghe', secret, algorithm: 'SHA1', digits: '6', period: '30' })
  })
})
