import { useText } from '#app/i18n/text.tsx'
import { uiText } from '#app/i18n/messages/ui.ts'

/** The first thing the Tab key finds: jumps over the header to the page's own content. */
export function SkipLink() {
  const t = useText()
  return (
    <a className="skip-link" href="#noi-dung">
      {t(uiText.skip)}
    </a>
  )
}
