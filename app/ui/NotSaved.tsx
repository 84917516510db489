import { isRouteErrorResponse } from '@remix-run/react'
import type { NotSaved } from '#app/http/not-saved.ts'
import { errorText } from '#app/i18n/messages/errors.ts'
import { useText } from '#app/i18n/text.tsx'
import { Button } from './Button.tsx'
import { HiddenField } from './TextField.tsx'

/** What a boundary has caught, where it is a form or page that the server could not save or open just then. */
export function notSavedOf(error: unknown): NotSaved | null {
  return isRouteErrorResponse(error) && error.status === 503 && typeof error.data === 'object' && error.data !== null && 'notSaved' in error.data ? (error.data as NotSaved) : null
}

/** Says that nothing has been saved, and holds everything that was typed, with the button that sends it again: the same key makes the same receipt. */
export function NotSavedPage({ page }: { page: NotSaved }) {
  const t = useText()
  const { action, fields } = page
  const words = action === null ? errorText.notOpened : errorText.notSaved
  return (
    <div className="stack">
      <h1>{t(words.title)}</h1>
      <p>{t(words.detail)}</p>
      {action === null ? null : (
        <form method="post" action={action} className="stack">
          {fields.map(([name, value], index) => (
            <HiddenField key={index} name={name} value={value} />
          ))}
          <Button icon="send">{t(errorText.sendAgain)}</Button>
        </form>
      )}
      {fields.filter(isWritten).map(([name, value]) => (
        <blockquote key={name} className="pre-line">
          {value}
        </blockquote>
      ))}
    </div>
  )
}

/** Words that somebody wrote have spaces in them; keys, codes and choices have none. */
const isWritten = ([, value]: [string, string]) => /\S\s+\S/.test(value)
