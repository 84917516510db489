import { describe, expect, test } from 'vitest'
import { defaultThemes } from '#app/comments/default-themes.ts'
import { readThemes } from '#app/comments/theme-settings.ts'
import { otherTheme, themeOf } from '#app/comments/themes.ts'
import { quotedRuns } from '#app/comments/verbatim.ts'
import { foldDiacritics } from '#app/i18n/format.ts'
import { shownCounts } from '#app/statistics/counts.ts'

const codeOf = (text: string) => themeOf(text, defaultThemes).code

describe('the theme of a comment', () => {
  test.each([
    ['Thực đơn nên đổi món thường xuyên hơn', 'meals'],
    ['Nhà vệ sinh còn hôi', 'hygiene'],
    ['Bé bị té ở cầu thang hai lần', 'safety'],
    ['Giờ rước bé kẹt xe quá', 'pick-up'],
    ['Các cô nhiệt tình, dễ thương', 'teachers'],
    ['Các khoản thu chưa rõ ràng', 'fees'],
    ['Phòng học nóng, xin thêm quạt', 'facilities'],
    ['Thông báo nên gửi sớm hơn', 'information'],
    ['Nộp giấy tờ phải chờ lâu', 'procedures'],
    ['Tốt.', 'other'],
    ['👍', 'other'],
    ['', 'other'],
  ])('%s → %s', (text, theme) => {
    expect(codeOf(text)).toBe(theme)
  })

  test('is the same without diacritics', () => {
    expect(codeOf('nha ve sinh con hoi')).toBe('hygiene')
    expect(codeOf('cac khoan thu chua ro')).toBe('fees')
  })

  test('takes diacritics seriously where they are written', () => {
    // "bệnh" is an illness, "bênh" is to take sides; "sữa" is milk, "sửa" is to repair.
    const themes = [{ code: 'milk', vi: 'Sữa', en: 'Milk', field: 'meals', words: 'sữa' }]
    expect(themeOf('Xin sửa cái quạt ạ', themes)).toEqual({ code: otherTheme.code, words: [] })
    expect(themeOf('xin sua cai quat a', themes)).toEqual({ code: 'milk', words: ['sữa'] })
    expect(themeOf('Sữa xe đạp'.normalize('NFD'), themes).code).toBe('milk')
  })

  test('finds whole words only, and says which', () => {
    const themes = [{ code: 'a', vi: 'A', en: 'A', field: 'other', words: 'ho\nthuốc men' }]
    expect(themeOf('Cho bé đi chơi', themes).code).toBe('other')
    expect(themeOf('Bé ho, cô cho uống thuốc men', themes)).toEqual({ code: 'a', words: ['ho', 'thuốc men'] })
  })

  test('a longer phrase weighs more, and the earlier theme wins a tie', () => {
    const theme = (code: string, words: string) => ({ code, vi: code, en: code, field: 'other', words })
    expect(themeOf('nhà vệ sinh', [theme('house', 'nhà'), theme('toilet', 'nhà vệ sinh')]).code).toBe('toilet')
    expect(themeOf('cơm canh', [theme('first', 'cơm'), theme('second', 'canh')]).code).toBe('first')
  })

  test('every theme that comes with the product has its own code and words that can be found', () => {
    expect(new Set(defaultThemes.map(({ code }) => code)).size).toBe(defaultThemes.length)
    for (const { words } of defaultThemes) for (const word of words.split('\n')) expect(themeOf(foldDiacritics(word), defaultThemes).words.length).toBeGreaterThan(0)
  })
})

describe('the form of the themes', () => {
  const form = (fields: Record<string, string>) => readThemes(new URLSearchParams(fields), ['meals', 'other'])

  test('keeps codes, makes new ones, and drops what has no name', () => {
    const { themes, problems } = form({ 'code-0': 'meals', 'vi-0': 'Bữa ăn', 'field-0': 'meals', 'words-0': ' cơm \ncơm\n\ncanh', 'code-1': 'fees', 'vi-1': '', 'words-1': 'học phí', 'vi-2': 'Bơi', 'field-2': 'other', 'words-2': 'bơi' })
    expect(problems).toEqual([])
    expect(themes).toEqual([
      { code: 'meals', vi: 'Bữa ăn', en: 'Bữa ăn', field: 'meals', words: 'cơm\ncanh' },
      { code: 'own-1', vi: 'Bơi', en: 'Bơi', field: 'other', words: 'bơi' },
    ])
  })

  test('says what is wrong beside the field', () => {
    const { problems } = form({ 'vi-0': 'A', 'field-0': 'nowhere', 'words-0': '', 'words-1': 'từ', 'vi-2': 'a', 'field-2': 'other', 'words-2': 'b' })
    expect(problems.map(({ field }) => field)).toEqual(['words-0', 'field-0', 'vi-1', 'vi-2'])
  })
})

describe('counts side by side', () => {
  const shown = (counts: Record<string, number>) => Object.fromEntries(shownCounts(new Map(Object.entries(counts)), 5))

  test('a small one is hidden, and one more so that it cannot be worked out', () => {
    expect(shown({ a: 20, b: 9, c: 3 })).toEqual({ a: 20, b: null, c: null })
    expect(shown({ a: 20, b: 9, c: 3, d: 2 })).toEqual({ a: 20, b: 9, c: null, d: null })
    expect(shown({ a: 20, b: 9, c: 2, d: 1 })).toEqual({ a: 20, b: null, c: null, d: null })
  })

  test('nothing is hidden where nothing is small, and zero hides nobody', () => {
    expect(shown({ a: 20, b: 5, c: 0 })).toEqual({ a: 20, b: 5, c: 0 })
  })

  test('never leaves a hidden rest below the threshold or of one cell', () => {
    for (let seed = 0; seed < 2000; seed += 1) {
      const counts = new Map([1, 7, 11, 13].map((factor, index) => [String(index), (seed * factor) % 17]))
      const hidden = [...shownCounts(counts, 5)].filter(([, count]) => count === null).map(([code]) => counts.get(code)!)
      const positive = [...counts.values()].filter((count) => count > 0).length
      if (hidden.length > 0 && positive > 1) expect(hidden.length).toBeGreaterThan(1)
      const sum = hidden.reduce((a, b) => a + b, 0)
      if (hidden.length > 0 && hidden.length < positive) expect(sum).toBeGreaterThanOrEqual(5)
    }
  })
})

describe('words of parents in a text of the school', () => {
  const comment = 'Canh hôm thứ ba mặn quá, bé nhà tôi không ăn được.'

  test('six in a row are found, in the words of the text, whatever the diacritics, case and punctuation', () => {
    expect(quotedRuns('Có phụ huynh viết: CANH hôm thứ ba, mặn quá và nhạt.', [comment])).toEqual(['CANH hôm thứ ba, mặn quá'])
    expect(quotedRuns('canh hom thu ba man qua'.normalize('NFD'), ['khác', comment])).toEqual(['canh hom thu ba man qua'])
  })

  test('a longer run is one, two runs are two', () => {
    expect(quotedRuns('canh hôm thứ ba mặn quá bé nhà tôi', [comment])).toEqual(['canh hôm thứ ba mặn quá bé nhà tôi'])
    expect(quotedRuns('a b c d e f – khác – u v w x y z', ['a b c d e f', 'u v w x y z'])).toEqual(['a b c d e f', 'u v w x y z'])
  })

  test('five are everybody’s', () => {
    expect(quotedRuns('Canh hôm thứ ba mặn', [comment])).toEqual([])
    expect(quotedRuns('', [comment])).toEqual([])
  })
})
