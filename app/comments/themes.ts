import { foldDiacritics } from '#app/i18n/format.ts'

/** What a comment is about. Pure: the themes are given. */
export interface Theme {
  code: string
  vi: string
  en: string
  /** Code of the field that a case made of such a comment is filed under. */
  field: string
  /** One word or phrase a line. */
  words: string
}

/** The theme of a comment that fits none. */
export const otherTheme = { code: 'other', vi: 'Khác', en: 'Other' } as const

export interface ThemeFound {
  /** Code of the theme, or `other`. */
  code: string
  /** The words of the theme that stand in the text, as they stand in its list. */
  words: string[]
}

/**
 * The theme whose words say most of a text: each word of a theme that stands in it as whole syllables counts as often as it has syllables, so that
 * "nhà vệ sinh" weighs more than "nhà"; the earlier theme wins a tie, and without any word it is `other`. A text with diacritics must have them as the list has; one without any
 * is compared without. The ratings of the form take no part: a theme that followed from them would tell them.
 */
export function themeOf(text: string, themes: readonly Theme[]): ThemeFound {
  const composed = syllables(text)
  const isPlain = foldDiacritics(composed) === composed
  const searched = ` ${composed} `
  let best: ThemeFound & { weight: number } = { code: otherTheme.code, words: [], weight: 0 }
  for (const theme of themes) {
    const words = wordsOf(theme).filter((word) => searched.includes(` ${isPlain ? foldDiacritics(word) : word} `))
    const weight = words.reduce((sum, word) => sum + word.split(' ').length, 0)
    if (weight > best.weight) best = { code: theme.code, words, weight }
  }
  return { code: best.code, words: best.words }
}

const known = new WeakMap<Theme, string[]>()

/** The list of a theme, read once. */
function wordsOf(theme: Theme): string[] {
  const kept = known.get(theme)
  if (kept) return kept
  const words = [...new Set(theme.words.split('\n').map(syllables))].filter((word) => word !== '')
  known.set(theme, words)
  return words
}

function syllables(text: string): string {
  return text.normalize('NFC').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
}

/** The name of a theme, also of one that the school has removed since. */
export function themeName(themes: readonly Pick<Theme, 'code' | 'vi'>[], code: string): string {
  return themes.find((theme) => theme.code === code)?.vi ?? otherTheme.vi
}
