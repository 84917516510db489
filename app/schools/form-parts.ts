import * as v from 'valibot'

/** Pieces the office's forms are made of. Each message says what to do, for the place beside the field. */

/** One line of text that must be there. `what` reads on after "Vui lòng nhập". */
export function line(what: string, max = 200) {
  return v.pipe(
    v.optional(v.string(), ''),
    v.transform(oneLine),
    v.nonEmpty(`Vui lòng nhập ${what}.`),
    v.maxLength(max, `Tối đa ${max} ký tự.`),
  )
}

/** One line of text, or nothing. */
export function optionalLine(max = 200) {
  return v.pipe(v.optional(v.string(), ''), v.transform(oneLine), v.maxLength(max, `Tối đa ${max} ký tự.`))
}

/** Several lines, or nothing. */
export function optionalText(max: number) {
  return v.pipe(v.optional(v.string(), ''), v.trim(), v.maxLength(max, `Tối đa ${max} ký tự.`))
}

/** An e-mail address, in lower case. `what` reads on after "Vui lòng nhập". */
export function emailAddress(what = 'e-mail') {
  return v.pipe(
    v.optional(v.string(), ''),
    v.trim(),
    v.toLowerCase(),
    v.nonEmpty(`Vui lòng nhập ${what}.`),
    v.maxLength(254, 'E-mail quá dài.'),
    v.email('E-mail chưa đúng, ví dụ: ten@truong.edu.vn.'),
  )
}

/** A time of day `HH:MM` as minutes after midnight. */
export function clockTime(what: string) {
  return v.pipe(
    v.optional(v.string(), ''),
    v.trim(),
    v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, `Vui lòng nhập ${what} theo dạng giờ:phút, ví dụ 07:30.`),
    v.transform((text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3))),
  )
}

/** A time of day as minutes after midnight, or null where it is left empty. */
export function optionalTime(what: string) {
  return v.union([v.pipe(v.optional(v.literal(''), ''), v.transform(() => null)), clockTime(what)], `Vui lòng nhập ${what} theo dạng giờ:phút, ví dụ 11:30.`)
}

/** Minutes after midnight as `HH:MM`. */
export function clockText(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

/** `07:00–11:30, 13:00–17:00`, or without the gap where the school has entered no lunch break. */
export function officeHoursText(school: { opens_minute: number; closes_minute: number; lunch_from_minute: number | null; lunch_to_minute: number | null }): string {
  const { opens_minute: opens, closes_minute: closes, lunch_from_minute: lunchFrom, lunch_to_minute: lunchTo } = school
  const span = (from: number, to: number) => `${clockText(from)}–${clockText(to)}`
  return lunchFrom === null || lunchTo === null ? span(opens, closes) : `${span(opens, lunchFrom)}, ${span(lunchTo, closes)}`
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim().normalize('NFC')
}
