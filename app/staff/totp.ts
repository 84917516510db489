import { Secret, TOTP } from 'otpauth'

/** One-time codes of an app (RFC 6238), in the only form that every app knows. The time of a step is that of the server. */
const form = { algorithm: 'SHA1', digits: 6, period: 30 }

/** What the app shows above the code. */
const issuer = 'Lắng Nghe'

/** A new secret of 160 bits, in Base32: 32 letters and digits, which can be typed too. */
export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32
}

/** The address that an app reads from the QR code, or opens on the same phone. */
export function totpAddress(secret: string, email: string): string {
  return new TOTP({ ...form, issuer, label: email, secret }).toString()
}

/** The number of the half minute a code belongs to, or null where it is none of now, the one before or the one after: clocks differ, and typing takes time. */
export function stepOfCode(secret: string, code: string, now: string): number | null {
  // The library compares bytes, and throws where six letters are more than six of them.
  if (!/^\d{6}$/.test(code)) return null
  const timestamp = Date.parse(now)
  const delta = TOTP.validate({ ...form, token: code, secret: Secret.fromBase32(secret), timestamp, window: 1 })
  return delta === null ? null : TOTP.counter({ period: form.period, timestamp }) + delta
}
