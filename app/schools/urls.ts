import type { Lang } from '#app/i18n/index.ts'

/** An absolute address of a school's page for mail and print. `path` begins with a slash. */
export function schoolUrl(publicOrigin: string, school: { slug: string; is_default: number }, path: string, lang: Lang = 'vi'): string {
  const base = (lang === 'en' ? '/en' : '') + (school.is_default === 1 ? '' : `/${school.slug}`)
  return `${publicOrigin}${base}${path === '/' && base !== '' ? '' : path}`
}
