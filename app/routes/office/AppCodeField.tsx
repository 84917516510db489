import { TextField } from '#app/ui/TextField.tsx'

/** The six digits of an app. Phones offer the number pad. */
export function AppCodeField({ error, label = 'Mã 6 số' }: { error?: string; label?: string }) {
  return (
    <TextField
      label={label}
      name="code"
      width="s"
      inputMode="numeric"
      autoComplete="one-time-code"
      spellCheck={false}
      maxLength={7}
      {...(error === undefined ? {} : { error })}
    />
  )
}
