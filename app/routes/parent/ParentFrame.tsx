import { useLocation } from '@remix-run/react'
import type { ReactNode } from 'react'
import { otherLanguage } from '#app/http/paths.ts'
import { pathFor } from '#app/schools/urls.ts'
import { useLang, useText } from '#app/i18n/text.tsx'
import { parentText } from '#app/i18n/messages/parent.ts'
import { ParentLayout } from '#app/ui/ParentLayout.tsx'

/** The frame of everything a parent fills in or looks up. */
export function ParentFrame({ school, children }: { school: { name: string; slug: string; is_default: number }; children: ReactNode }) {
  const t = useText()
  const lang = useLang()
  const { pathname, search } = useLocation()
  const to = (path: string) => pathFor(lang, school, path)
  return (
    <ParentLayout
      schoolName={school.name}
      homeHref={to('/')}
      langSwitch={{ href: otherLanguage(pathname) + search, label: t(parentText.otherLanguage), lang: lang === 'vi' ? 'en' : 'vi' }}
      footer={
        <ul className="cluster plain-list">
          <li>
            <a href={to('/')}>{t(parentText.publicPage)}</a>
          </li>
          <li>
            <a href={to('/tra-cuu')}>{t(parentText.followCase)}</a>
          </li>
          <li>
            <a href={to('/bien-nhan')}>{t(parentText.checkReceipt)}</a>
          </li>
          <li>
            <a href={to('/rieng-tu')}>{t(parentText.privacy)}</a>
          </li>
        </ul>
      }
    >
      {children}
    </ParentLayout>
  )
}
