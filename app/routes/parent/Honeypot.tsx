import { honeypotField } from '#app/http/challenge-field.ts'
import { useText } from '#app/i18n/text.tsx'
import { parentText as m } from '#app/i18n/messages/parent.ts'
import { TextField } from '#app/ui/TextField.tsx'

/** A field only programs fill in. Nobody is turned away because of it, since a helpful browser may: it is asked for a small sum (app/http/challenge.ts). */
export function Honeypot({ value }: { value?: string | undefined }) {
  const t = useText()
  return (
    <div className="visually-hidden" aria-hidden>
      <TextField name={honeypotField} label={t(m.leaveBlank)} defaultValue={value} autoComplete="off" tabIndex={-1} />
    </div>
  )
}
