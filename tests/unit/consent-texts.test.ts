import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { consentTextOf, consentTexts, consentVersion, contactConsent, publishConsent } from '#app/cases/consent-texts.ts'

/**
 * Fingerprints of every wording that parents were ever shown. Where this fails, a text was changed under its old version, and rows of people who
 * agreed to the old words would now show the new ones: add a version with its fingerprint, change none.
 */
const shown: Record<string, string> = {
  'lien-lac-2026-11': '0840d28d95e3ee9f',
  'cong-khai-2026-11': '4351f33e116285d5',
  'cong-khai-2026-11b': '257b5778e8b626bf',
  'cong-khai-2026-11c': 'ef16bf536509e2ca',
}

const fingerprint = ({ purpose, label, detail }: (typeof consentTexts)[number]) =>
  createHash('sha256').update(JSON.stringify([purpose, label.vi, label.en, detail.vi, detail.en])).digest('hex').slice(0, 16)

test('no wording is changed or dropped without a version of its own', () => {
  expect(Object.fromEntries(consentTexts.map((text) => [text.version, fingerprint(text)]))).toEqual(shown)
})

test('what is stored with a consent leads back to the exact words and language', () => {
  for (const text of consentTexts) {
    for (const lang of ['vi', 'en'] as const) expect(consentTextOf(consentVersion(text, lang))).toEqual({ text, lang })
  }
  expect(consentTextOf('cong-khai-2026-11')).toBeNull()
  expect(consentTextOf('khac/vi')).toBeNull()
})

test('the newest version of a purpose is the one shown, and both say that they can be taken back', () => {
  expect(publishConsent.version).toBe('cong-khai-2026-11c')
  expect(publishConsent.pictures).toBe(true)
  for (const text of [contactConsent, publishConsent]) {
    expect(text.detail.vi).toContain('rút lại sự đồng ý bất cứ lúc nào')
    expect(text.detail.en).toContain('take your consent back at any time')
  }
})
