import type { Lang } from './index.ts'

const locales = { vi: 'vi-VN', en: 'en-GB' } as const

/** A space that does not let the number part from its unit at the end of a line. */
const NBSP = '\u00a0'

/** A share between 0 and 1 as a percentage with two decimals: 0.9758 is "97,58 %" in Vietnamese, "97.58%" in English. */
export function formatPercent(share: number, lang: Lang = 'vi', decimals = 2): string {
  const text = new Intl.NumberFormat(locales[lang], {
    style: 'percent',
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(share)
  return lang === 'vi' ? text.replace(/\s?%$/, `${NBSP}%`) : text
}

/** 12345.6 is "12.345,6" in Vietnamese, "12,345.6" in English. `decimals` fixes the number of decimals. */
export function formatNumber(value: number, lang: Lang = 'vi', decimals?: number): string {
  const digits = decimals === undefined ? {} : { minimumFractionDigits: decimals, maximumFractionDigits: decimals }
  return new Intl.NumberFormat(locales[lang], digits).format(value)
}

/** A day `YYYY-MM-DD` as people in Vietnam write it, `dd/MM/yyyy`, in both languages. */
export function formatDate(day: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(day)
  if (!match) throw new RangeError(`Not a day: ${day}`)
  return `${match[3]}/${match[2]}/${match[1]}`
}

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Ho_Chi_Minh',
  hourCycle: 'h23',
  hour: '2-digit',
  minute: '2-digit',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
})

/** A moment (ISO, UTC) on the school's clock: "08:15 23/11/2026", Asia/Ho_Chi_Minh. */
export function formatDateTime(moment: string): string {
  const parts: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {}
  for (const { type, value } of clock.formatToParts(new Date(moment))) parts[type] = value
  return `${parts.hour}:${parts.minute} ${parts.day}/${parts.month}/${parts.year}`
}

/** The same without the day, for what happens within the hour: "08:15". */
export function formatTime(moment: string): string {
  return formatDateTime(moment).slice(0, 5)
}

/** Text as search compares it: lower case, no tone or vowel marks, đ as d. "Bữa ăn ĐỦ chất" is "bua an du chat". */
export function foldDiacritics(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/đ/g, 'd')
}
