import { useText } from '#app/i18n/text.tsx'
import { lookUpText as m } from '#app/i18n/messages/case.ts'
import { Button } from '#app/ui/Button.tsx'
import { TextField } from '#app/ui/TextField.tsx'

/** The control that carries the key; a name no password manager offers to keep. */
export const keyField = 'ma'

/** Where the case key is typed. It is posted, and so stands in no address. */
export function LookUpForm({ action, error, typed }: { action: string; error?: string | undefined; typed?: string }) {
  const t = useText()
  return (
    <form method="post" action={action} className="stack" noValidate>
      <TextField
        name={keyField}
        label={t(m.key)}
        hint={t(m.keyHint)}
        error={error}
        defaultValue={typed}
        className="key-input"
        inputMode="numeric"
        autoComplete="off"
        spellCheck={false}
        maxLength={40}
      />
      <p className="small muted">{t(m.private)}</p>
      <Button size="large" icon="lock" wide>
        {t(m.submit)}
      </Button>
    </form>
  )
}
