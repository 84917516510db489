import type { Lang } from '#app/i18n/index.ts'

export type LangSwitchProps = {
  /** The same page in the other language. */
  href: string
  /** The name of that language in that language: "English", "Tiếng Việt". */
  label: string
  lang: Lang
}

/** The same page in the other language. A full load, so that the whole document changes its `lang`. */
export function LangSwitch({ href, label, lang }: LangSwitchProps) {
  return (
    <a className="lang-switch" href={href} lang={lang} hrefLang={lang}>
      {label}
    </a>
  )
}
