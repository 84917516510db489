import { foldDiacritics } from '#app/i18n/format.ts'

/** Words that are addresses of their own and so can be no school's slug. */
const reservedSlugs = new Set([
  'en', 'office', 's', 'assets', 'healthz', 'readyz', 'khao-sat', 'phan-anh', 'tra-cuu', 'ho-so', 'tra-loi', 'cam-ket', 'du-lieu', 'bien-nhan', 'rieng-tu', 'tep', 'ty-le-hai-long', 'phieu', 'may',
  'cac-truong', 'dinh-chinh', 'nhung', 'so-niem-phong', 'theo-doi', 'viec-da-lam',
])

/** "Trường Mầm non Hoa Phượng" becomes "hoa-phuong": what tells this school from others, fit for an address. */
export function slugFrom(schoolName: string): string {
  return foldDiacritics(schoolName)
    .replace(/^\s*truong\s+/, '')
    .replace(/^(mam non|mau giao|tieu hoc|thcs|thpt)\s+/, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 40)
    .replace(/-$/, '')
}

/** True where the text may be a school's slug: small letters, digits and single hyphens, 2 to 40 of them, not a reserved word. */
export function isSlug(text: string): boolean {
  return text.length >= 2 && text.length <= 40 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text) && !reservedSlugs.has(text)
}
