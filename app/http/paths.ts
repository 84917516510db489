import { langFromPath } from '#app/i18n/index.ts'

/** The same page in the other language: `/khao-sat` and `/en/khao-sat`. */
export function otherLanguage(pathname: string): string {
  if (langFromPath(pathname) === 'vi') return pathname === '/' ? '/en' : `/en${pathname}`
  return pathname.slice('/en'.length) || '/'
}

/** Where a form may send a person afterwards: an address of this site, otherwise `fallback`. */
export function safeReturnPath(path: unknown, fallback: string): string {
  return typeof path === 'string' && /^\/(?![/\\])[\w\-/.?=&%+~]*$/.test(path) ? path : fallback
}

/** The page of the office to go on with after sign-in. Never one that signs in or out, and never an address outside the office. */
export function officeReturnPath(path: unknown): string {
  const safe = safeReturnPath(path, '/office')
  const isOffice = /^\/office(?=[/?]|$)/.test(safe) && !safe.includes('..')
  const isDoor = /^\/office\/(dang-nhap|dang-xuat|thiet-lap|moi|xac-nhan)(?=[/?]|$)/.test(safe)
  return isOffice && !isDoor ? safe : '/office'
}
