import { useText } from '#app/i18n/text.tsx'
import { parentText as m } from '#app/i18n/messages/parent.ts'
import { TextField } from '#app/ui/TextField.tsx'

export const honeypotField = 'website'

/**
 * A field only programs fill in. Nothing is thrown away because of it: whoever did fill it in (a helpful browser, say)
 * is shown the field and asked to empty it.
 */
export function Honeypot({ error, value }: { error?: string | undefined; value?: string | undefined }) {
  const t = useText()
  const found = error !== undefined
  return (
    <div className={found ? undefined : 'visually-hidden'} aria-hidden={found ? undefined : true}>
      <TextField
        name={honeypotField}
        label={t(m.leaveBlank)}
        error={error}
        defaultValue={value}
        autoComplete="off"
        tabIndex={found ? undefined : -1}
      />
    </div>
  )
}
