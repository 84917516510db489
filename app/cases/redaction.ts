import { foldDiacritics } from '#app/i18n/format.ts'
import type { Range } from './covers.ts'
import type { KnownNames } from './known-names.ts'

export type FindingKind = 'phone' | 'email' | 'id-number' | 'contact' | 'name' | 'class' | 'staff' | 'address' | 'birth-date' | 'plate' | 'link'

export interface Finding {
  kind: FindingKind
  /** As it stands in the text. */
  text: string
  /** True where it can be nothing but personal data: such a text is not published. */
  certain: boolean
}

/** One place in a text, counted in UTF-16 units of its composed form (NFC). */
export type Found = Finding & Range

/*
 * Every quantifier below is bounded or runs over letters that nothing after it can take: a text made to be slow is not.
 */

/** Vietnamese telephone numbers, with the separators people write: 0901 234 567, +84 90.123.4567, (028) 3855 1234. */
const phone = /(?<!\d)(?:\+?84|\(?0)(?:[\s.()-]{0,2}\d){8,10}(?!\d)/g
const email = /(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}/g
/** Citizen identity numbers have 12 digits, the older ones 9; bank accounts lie between 8 and 16. */
const longNumber = /(?<!\d)\d(?:[\s.-]?\d){7,18}(?!\d)/g
const namedNumber = /(?<!\p{L})(?:cccd|cmnd|căn cước|can cuoc|số tài khoản|so tai khoan|stk|tài khoản|mã định danh|mã số thuế|số bhyt)\s{0,2}(?:số|so|là|la)?\s{0,2}:?\s{0,2}(\d(?:[\s.-]?\d){5,18})/giu
/** "lớp Lá 2", "nhóm trẻ 25-36", "lớp 5A", "Chồi 1". Spaces are counted: with any number of them a text of blanks would take minutes. */
const className = /(?:lớp|nhóm)\s{1,3}(?:mầm|chồi|lá|nhà trẻ|trẻ)\s{0,3}\p{L}{0,6}\s{0,3}\d{1,3}(?:-\d{1,3})?|lớp\s{1,3}(?:\d{1,2}\p{L}?\d?|\p{L}\d{1,2})(?![\p{L}\d])|(?<!\p{L})(?:mầm|chồi|lá)\s{0,3}\d{1,2}/giu
/** The same as typed without marks; "la 2" alone is left out, as it may be "là 2". */
const plainClassName = /(?<!\p{L})lop\s{1,3}(?:mam|choi|la|nha tre|tre)\s{0,3}\d{1,3}|(?<!\p{L})(?:mam|choi)\s{1,3}\d{1,2}/giu
const socialLink = /(?:https?:\/\/)?(?:www\.|m\.|web\.)?(?:facebook|fb|zalo|tiktok|instagram|messenger|youtube)\.(?:com|me|vn)\/[^\s,;)]{1,200}/giu
const nickname = /(?<!\p{L})(?:nick|facebook|fb|zalo|tiktok)(?:\s{1,2}(?:tên|là)\s{1,2}|\s{0,2}:\s{0,2})([^\s,;.)]{2,60})/giu
/** 59-X3 123.45, 51F-678.90, 59X3 1234. */
const plate = /(?<![\p{L}\d.])[1-9]\d[\s-]{0,2}[A-Z][A-Z\d]?[\s.-]{1,2}\d{3}[.\s]?\d{1,2}(?![\p{L}\d])|(?<![\p{L}\d.])[1-9]\d[A-Z]{1,2}\d?[\s.-]?\d{4,5}(?![\p{L}\d])/gu
const birthDate = /(?<!\p{L})(?:sinh ngày|ngày sinh|sinh năm|sinh|ngay sinh|sinh ngay|sinh nam|sn)\s{0,2}:?\s{0,2}(\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{2,4}|\d{1,2}[/.-]\d{4}|(?:19|20)\d{2})(?!\d)/giu

const house = /(?<!\p{L})(?:số nhà|nhà số|hẻm|ngõ|ngách|kiệt|tổ|ấp|khu phố|khóm|căn hộ|block|so nha|hem)\s{1,3}(?:số\s{1,2})?\p{L}{0,2}\d[\d/\p{L}.-]{0,12}/giu
const street = /(?<!\p{L})(?:số\s{1,3}\d{1,4}[\d/\p{L}-]{0,8},?\s{1,3}(?:đường|hẻm|ngõ|phố)|đường|(?<!(?:[Tt]hành|[Kk]hu) )phố|phường|xã|thôn|ấp|chung cư|tòa nhà|toà nhà)\s{1,3}(?:số\s{1,2})?(?:\p{Lu}\p{L}{0,8}|\d{1,4}\p{L}?)(?:\s{1,2}(?:\p{Lu}\p{L}{0,8}|\d{1,4}\p{L}?)){0,3}/gu

const surnames =
  'Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Đoàn|Trịnh|Lâm|Tô|Tạ|Trương|Cao|Châu|Quách|Thái|Hà|Lương|Kiều|Vương|Chu|Tăng|Phùng|Nghiêm|Đào|Tống|Giang|Lưu|Thạch|Lục|Mạc|Hứa|Triệu|Đàm|Nông|Mai'
/** A surname and one to four given syllables, each with its capital. */
const fullName = new RegExp(`(?<!\\p{L})(?:${surnames}|${surnames.toUpperCase()})(?:\\s{1,2}\\p{Lu}\\p{L}{0,7}){1,4}(?!\\p{L})`, 'gu')
/** As typed without capitals and marks: only with the middle syllable that makes it a name. */
const plainFullName = new RegExp(`(?<!\\p{L})(?:${foldDiacritics(surnames)})\\s(?:thi|van)\\s[a-z]{1,7}(?:\\s[a-z]{1,7})?(?!\\p{L})`, 'giu')
const titles = ['bé', 'cháu', 'con', 'em', 'chị', 'anh', 'cô', 'thầy', 'bà', 'ông', 'chú', 'bác', 'mẹ', 'má', 'ba', 'bố', 'be', 'chau', 'chi', 'co', 'thay']
const title = titles.flatMap((one) => [one, one.charAt(0).toUpperCase() + one.slice(1)]).join('|')
/** "bé Bông", "cô Ngọc Lài". The first group is the title, the second the name. */
const titledName = new RegExp(`(?<!\\p{L})(${title})\\s{1,2}(\\p{Lu}\\p{L}{0,7}(?:\\s\\p{Lu}\\p{L}{0,7}){0,3})(?!\\p{L})`, 'gu')
const teacher = /(?<!\p{L})(?:cô|thầy)\s{1,2}(\p{L}{1,7})(?!\p{L})/giu

/** Capitals after a title that name no person. */
const noNames = new Set(
  ['hiệu', 'phó', 'giáo', 'chủ', 'nội', 'ngoại', 'mẹ', 'ba', 'bố', 'tổ', 'ban', 'phòng', 'y', 'bếp', 'mầm', 'chồi', 'lá', 'trường', 'nhà', 'văn', 'bảo', 'kế', 'phụ', 'tôi', 'em', 'con', 'cháu', 'lớp'],
)
/** What follows these is a street, a ward, a building or an office that bears a person's name. */
const placeBefore = /(?:đường|phố|phường|quận|huyện|xã|trường|cầu|chợ|công viên|bệnh viện|thành phố|tp\.?|ngã tư|khu)\s{1,2}$/iu
const officeBefore = /(?:nhân dân|ubnd|công an|đảng ủy|hội phụ nữ|trạm y tế)\s{1,2}$/iu
const famousPlaces = new Set(['hồ chí minh', 'hà nội', 'hà nam', 'hà tĩnh', 'thái bình', 'thái nguyên', 'cao bằng', 'giang nam'])

/**
 * The places in a text that are, or may be, personal data, in order and apart from each other. `names` are compared without diacritics and
 * case, as whole words. It finds what has a form; a child described without a name only a person can notice (domain, "Personal data").
 */
export function locatePersonalData(text: string, names: KnownNames): Found[] {
  const original = text.normalize('NFC')
  // Case numbers are full of digits and public; what the school says of itself is too.
  const searched = blankOut(original.replace(/PAKN\.\d{8}\.\d{4,}/g, (number) => ' '.repeat(number.length)), names.own ?? [])
  const folded = foldByLetter(searched)
  const found: Found[] = []

  const add = (kind: FindingKind, start: number, end: number, certain: boolean) => {
    while (start < end && /\s/.test(original[start]!)) start += 1
    while (start < end && /\s/.test(original[end - 1]!)) end -= 1
    if (start >= end || found.some((one) => one.start < end && start < one.end)) return
    found.push({ kind, text: original.slice(start, end), certain, start, end })
  }
  const each = (pattern: RegExp, where: string, found: (match: RegExpExecArray) => void) => {
    for (const match of where.matchAll(pattern)) found(match)
  }
  /** The range of a group that ends where the whole match ends. */
  const tail = (match: RegExpExecArray, part: string): [number, number] => [match.index + match[0].length - part.length, match.index + match[0].length]
  const whole = (match: RegExpExecArray): [number, number] => [match.index, match.index + match[0].length]

  each(email, searched, (match) => add('email', ...whole(match), true))
  each(socialLink, searched, (match) => add('link', ...whole(match), false))
  each(phone, searched, (match) => add('phone', ...whole(match), true))
  each(nickname, searched, (match) => add('link', ...tail(match, match[1]!), false))
  each(plate, searched, (match) => add('plate', ...whole(match), true))
  each(birthDate, searched, (match) => add('birth-date', ...tail(match, match[1]!), match[1]!.length > 4))
  each(namedNumber, searched, (match) => add('id-number', ...tail(match, match[1]!), true))
  each(longNumber, searched, (match) => {
    // Money is written with groups of three and a currency, a date with separators of its own.
    if (/^\d{1,3}(?:[.\s]\d{3})+$/.test(match[0]) || /^\d{1,2}[-.]\d{1,2}[-.]\d{4}$/.test(match[0])) return
    const digits = match[0].replace(/\D/g, '').length
    add('id-number', ...whole(match), digits === 9 || digits >= 12)
  })
  for (const name of names.contact) for (const [start, end] of wholeWords(folded, name)) add('contact', start, end, true)
  for (const name of names.staff) for (const [start, end] of wholeWords(folded, name)) add('staff', start, end, false)
  const givenNames = new Set(names.staff.map((name) => foldDiacritics(name.trim().split(/\s+/).at(-1) ?? '')).filter((name) => name !== ''))
  each(teacher, searched, (match) => {
    if (givenNames.has(foldDiacritics(match[1]!)) && !noNames.has(match[1]!.toLowerCase())) add('staff', ...tail(match, match[1]!), false)
  })
  each(street, searched, (match) => {
    if (!officeBefore.test(searched.slice(Math.max(0, match.index - 20), match.index))) add('address', ...whole(match), false)
  })
  each(house, searched, (match) => add('address', ...whole(match), false))
  each(fullName, searched, (match) => {
    if (placeBefore.test(searched.slice(Math.max(0, match.index - 16), match.index)) || famousPlaces.has(match[0].toLowerCase())) return
    add('name', ...whole(match), false)
  })
  each(plainFullName, searched, (match) => add('name', ...whole(match), false))
  each(titledName, searched, (match) => {
    const words = match[2]!.split(' ')
    // "Mẹ bé Na" is found by "bé Na"; "Cô Hiệu trưởng" is nobody's name.
    if (noNames.has(words[0]!.toLowerCase())) return
    const isStaff = /^(?:cô|thầy|co|thay)$/i.test(match[1]!) && givenNames.has(foldDiacritics(words.at(-1)!))
    add(isStaff ? 'staff' : 'name', ...tail(match, match[2]!), false)
  })
  each(className, searched, (match) => add('class', ...whole(match), false))
  each(plainClassName, searched, (match) => add('class', ...whole(match), false))
  for (const name of names.classes ?? []) for (const [start, end] of wholeWords(folded, name)) add('class', start, end, false)
  return found.sort((a, b) => a.start - b.start)
}

/** The same as a list to go through: each text once. */
export function findPersonalData(text: string, names: KnownNames): Finding[] {
  const found = new Map<string, Finding>()
  for (const { kind, text: what, certain } of locatePersonalData(text, names)) if (!found.has(what)) found.set(what, { kind, text: what, certain })
  return [...found.values()]
}

/** Folded letter by letter, so that positions stay. */
function foldByLetter(text: string): string {
  let folded = ''
  // A long text has few different letters.
  const known = new Map<string, string>()
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at]!
    let plain = known.get(letter)
    if (plain === undefined) known.set(letter, (plain = foldDiacritics(letter).charAt(0) || letter))
    folded += plain
  }
  return folded
}

/** The places where a name stands as whole words in a folded text; a name of one short syllable is too common to look for. */
function wholeWords(folded: string, name: string): [number, number][] {
  const wanted = foldDiacritics(name).trim()
  if (wanted.length < 4) return []
  const found: [number, number][] = []
  for (let at = folded.indexOf(wanted); at !== -1; at = folded.indexOf(wanted, at + wanted.length)) {
    const before = folded.charAt(at - 1)
    const after = folded.charAt(at + wanted.length)
    if (!/[\p{L}\d]/u.test(before) && !/[\p{L}\d]/u.test(after)) found.push([at, at + wanted.length])
  }
  return found
}

function blankOut(text: string, texts: readonly string[]): string {
  let left = text
  const folded = foldByLetter(text)
  for (const own of texts) for (const [start, end] of wholeWords(folded, own)) left = left.slice(0, start) + ' '.repeat(end - start) + left.slice(end)
  return left
}
