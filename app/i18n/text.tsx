import { createContext, useContext } from 'react'
import type { ReactNode } from 'react'
import { translate } from './index.ts'
import type { Lang, Message } from './index.ts'

const LangContext = createContext<Lang>('vi')

/** Sets the language for everything below. Without a provider the language is Vietnamese (the office). */
export function LangProvider({ lang, children }: { lang: Lang; children: ReactNode }) {
  return <LangContext.Provider value={lang}>{children}</LangContext.Provider>
}

/** The language of the page being shown. */
export function useLang(): Lang {
  return useContext(LangContext)
}

/** `const t = useText()`, then `t(m.title)` or `t(m.sent(number))`. */
export function useText(): (message: Message) => string {
  const lang = useLang()
  return (message) => translate(lang, message)
}
