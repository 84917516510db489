import type { Lang } from '#app/i18n/index.ts'

type Addressed = { slug: string; is_default: number }

/** `/`, `/en`, `/sen-hong/khao-sat`, `/en/sen-hong/khao-sat`: the default school needs no slug, Vietnamese no prefix. */
export function pathFor(lang: Lang, school: Addressed, path: string): string {
  const parts = [lang === 'en' ? 'en' : '', school.is_default === 1 ? '' : school.slug, path.replace(/^\//, '')]
  return `/${parts.filter((part) => part !== '').join('/')}`
}

/** The same as an absolute address, for mail and print. */
export function schoolUrl(publicOrigin: string, school: Addressed, path: string, lang: Lang = 'vi'): string {
  return publicOrigin + pathFor(lang, school, path)
}
