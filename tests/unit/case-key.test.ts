import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { caseKeyFor, groupCaseKey, normaliseCaseKey } from '#app/cases/case-key.ts'
import { secretsFrom } from '#app/secrets.ts'

const secrets = secretsFrom(Buffer.alloc(32, 7))

describe('case key', () => {
  it('is sixteen digits, the same for the same page and another for another pepper', () => {
    fc.assert(
      fc.property(fc.string(), (page) => {
        const key = caseKeyFor(secrets, page)
        expect(key).toMatch(/^\d{16}$/)
        expect(caseKeyFor(secrets, page)).toBe(key)
        expect(caseKeyFor(secretsFrom(Buffer.alloc(32, 8)), page)).not.toBe(key)
      }),
    )
  })

  it('does not repeat among many pages, and its digits are spread evenly', () => {
    const keys = Array.from({ length: 5000 }, (_, index) => caseKeyFor(secrets, `page ${index}`))
    expect(new Set(keys).size).toBe(keys.length)
    for (let place = 0; place < 16; place++) {
      const zeros = keys.filter((key) => key[place] === '0').length
      expect(zeros).toBeGreaterThan(400)
      expect(zeros).toBeLessThan(600)
    }
  })

  it('is read as people type it', () => {
    const key = '1234567890123456'
    expect(groupCaseKey(key)).toBe('1234 5678 9012 3456')
    for (const typed of [
      key,
      groupCaseKey(key),
      ' 1234-5678-9012-3456 ',
      '1234.5678.9012.3456',
      '1234–5678—9012 3456',
      '1234\u00a05678\t9012\n3456',
      '１２３４５６７８９０１２３４５６',
    ]) {
      expect(normaliseCaseKey(typed), typed).toBe(key)
    }
  })

  it('refuses what is no key', () => {
    for (const typed of ['', '123456789012345', '12345678901234567', '123456789012345a', 'PAKN.20261123.0001', '١٢٣٤٥٦٧٨٩٠١٢٣٤٥٦']) {
      expect(normaliseCaseKey(typed), typed).toBeNull()
    }
  })

  it('comes back from its own grouping', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 16n - 1n }), (number) => {
        const key = number.toString().padStart(16, '0')
        expect(normaliseCaseKey(groupCaseKey(key))).toBe(key)
      }),
    )
  })
})
