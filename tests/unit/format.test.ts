import { describe, expect, it } from 'vitest'
import { foldDiacritics, formatDate, formatDateTime, formatNumber, formatPercent } from '#app/i18n/format.ts'
import { langFromPath } from '#app/i18n/index.ts'

describe('formatPercent', () => {
  it('always shows two decimals, with the comma and the space Vietnamese uses', () => {
    expect(formatPercent(0.9758, 'vi')).toBe('97,58\u00a0%')
    expect(formatPercent(1, 'vi')).toBe('100,00\u00a0%')
    expect(formatPercent(0, 'vi')).toBe('0,00\u00a0%')
  })

  it('writes English the English way', () => {
    expect(formatPercent(0.9758, 'en')).toBe('97.58%')
  })

  it('rounds the decimal number, not its binary neighbour', () => {
    expect(formatPercent(0.57125, 'vi')).toBe('57,13\u00a0%')
    expect(formatPercent(2 / 3, 'vi')).toBe('66,67\u00a0%')
  })

  it('can show whole percents', () => {
    expect(formatPercent(0.8, 'vi', 0)).toBe('80\u00a0%')
  })
})

describe('formatNumber', () => {
  it('groups thousands in each language', () => {
    expect(formatNumber(485531, 'vi')).toBe('485.531')
    expect(formatNumber(485531, 'en')).toBe('485,531')
  })

  it('fixes the decimals when asked', () => {
    expect(formatNumber(4.5, 'vi', 2)).toBe('4,50')
    expect(formatNumber(4.5, 'en', 2)).toBe('4.50')
  })
})

describe('formatDate', () => {
  it('is dd/MM/yyyy', () => {
    expect(formatDate('2026-11-23')).toBe('23/11/2026')
  })

  it('refuses what is not a day', () => {
    expect(() => formatDate('23/11/2026')).toThrow(RangeError)
  })
})

describe('formatDateTime', () => {
  it('shows the clock of the school, seven hours ahead of UTC', () => {
    expect(formatDateTime('2026-11-23T01:15:00.000Z')).toBe('08:15 23/11/2026')
  })

  it('moves to the next day after 17:00 UTC and writes midnight as 00', () => {
    expect(formatDateTime('2026-12-31T17:05:00.000Z')).toBe('00:05 01/01/2027')
  })
})

describe('foldDiacritics', () => {
  it('lets people search without marks', () => {
    expect(foldDiacritics('Bữa ăn ĐỦ chất, Nguyễn Thị Đào')).toBe('bua an du chat, nguyen thi dao')
  })

  it('treats composed and decomposed text alike', () => {
    expect(foldDiacritics('phượng'.normalize('NFD'))).toBe(foldDiacritics('phượng'.normalize('NFC')))
  })
})

describe('langFromPath', () => {
  it('is English only under /en', () => {
    expect(langFromPath('/en')).toBe('en')
    expect(langFromPath('/en/hoa-phuong/khao-sat')).toBe('en')
    expect(langFromPath('/')).toBe('vi')
    expect(langFromPath('/english-school')).toBe('vi')
  })
})
