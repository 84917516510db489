import { useText } from '#app/i18n/text.tsx'
import { uiText } from '#app/i18n/messages/ui.ts'

/** How far along a form of several pages the person is: "Bước 2/5". Stands above the h1. */
export function Steps({ current, total, label }: { current: number; total: number; label?: string | undefined }) {
  const t = useText()
  return (
    <div className="steps">
      <p className="steps-text">
        <strong>{t(uiText.step(current, total))}</strong>
        {label ? <> · {label}</> : null}
      </p>
      <div className="steps-bar" aria-hidden="true">
        {Array.from({ length: total }, (_, index) => (
          <span key={index} className={index < current ? 'steps-done' : undefined} />
        ))}
      </div>
    </div>
  )
}
