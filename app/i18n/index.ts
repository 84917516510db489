/** The two languages of the public and parent screens. Office screens are Vietnamese only. */
export type Lang = 'vi' | 'en'

/** One piece of screen text. A missing translation is a type error. */
export type Message = { readonly vi: string; readonly en: string }

/** The language an address is written in: `/en` and everything under it is English, the rest Vietnamese. */
export function langFromPath(pathname: string): Lang {
  return pathname === '/en' || pathname.startsWith('/en/') ? 'en' : 'vi'
}

/** The words of a message in one language. */
export function translate(lang: Lang, message: Message): string {
  return message[lang]
}
