import { useEffect, useRef } from 'react'
import { useText } from '#app/i18n/text.tsx'
import { uiText } from '#app/i18n/messages/ui.ts'
import { Icon } from './Icon.tsx'

export type FormError = {
  /** The id of the control to go to: for most fields its name. Left out when the error belongs to no field. */
  field?: string | undefined
  message: string
}

/** Everything that must be put right, above the form, with links to the fields. Takes the focus when it appears. Shows nothing without errors. */
export function ErrorSummary({ title, errors }: { title?: string | undefined; errors: readonly FormError[] }) {
  const t = useText()
  const box = useRef<HTMLDivElement>(null)
  // Focus again after every failed attempt, not only the first.
  const signature = errors.map((error) => `${error.field}:${error.message}`).join('\n')
  useEffect(() => {
    if (signature) box.current?.focus()
  }, [signature])
  if (errors.length === 0) return null
  return (
    <div ref={box} className="error-summary" role="alert" tabIndex={-1} aria-labelledby="tom-tat-loi">
      <h2 className="error-summary-title" id="tom-tat-loi">
        <Icon name="warning" />
        {title ?? t(uiText.errorTitle)}
      </h2>
      <ul>
        {errors.map((error) => (
          <li key={`${error.field}:${error.message}`}>{error.field ? <a href={`#${error.field}`}>{error.message}</a> : error.message}</li>
        ))}
      </ul>
    </div>
  )
}
