import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { newIdempotencyKey } from '#app/http/idempotency.ts'
import { secretsFrom } from '#app/secrets.ts'
import { formatReceipt, readReceipt, receiptCode, receiptHash } from '#app/surveys/index.ts'

const secrets = secretsFrom(randomBytes(32))

describe('the receipt code', () => {
  it('is the same for the same page, and another for another page or another installation', () => {
    const key = newIdempotencyKey()
    expect(receiptCode(secrets, key)).toBe(receiptCode(secrets, key))
    expect(receiptCode(secrets, newIdempotencyKey())).not.toBe(receiptCode(secrets, key))
    expect(receiptCode(secretsFrom(randomBytes(32)), key)).not.toBe(receiptCode(secrets, key))
  })

  it('uses no letter that can be taken for another', () => {
    for (let i = 0; i < 500; i += 1) expect(receiptCode(secrets, newIdempotencyKey())).toMatch(/^[2-9A-HJKMNP-TV-Z]{12}$/)
  })

  it('is read back from however it was typed', () => {
    const code = receiptCode(secrets, newIdempotencyKey())
    expect(formatReceipt(code)).toMatch(/^.{4}-.{4}-.{4}$/)
    expect(readReceipt(formatReceipt(code))).toBe(code)
    expect(readReceipt(`  ${formatReceipt(code).toLowerCase().replaceAll('-', ' ')} `)).toBe(code)
    expect(readReceipt('')).toBeNull()
    expect(readReceipt(code.slice(1))).toBeNull()
    expect(readReceipt(`0${code.slice(1)}`)).toBeNull()
  })

  it('is not what is stored', () => {
    const code = receiptCode(secrets, newIdempotencyKey())
    expect(receiptHash(secrets, code)).not.toContain(code)
  })
})
