import { useState } from 'react'
import { Button } from './Button.tsx'
import { Field, describe } from './Field.tsx'
import type { FieldProps } from './Field.tsx'

export type PasswordFieldProps = FieldProps & {
  name: string
  /** `current-password` to sign in, `new-password` to choose one: password managers go by it. */
  autoComplete: 'current-password' | 'new-password'
}

/** A password, with a button that shows it: typing unseen on a phone is where most mistakes come from. */
export function PasswordField({ label, hint, error, name, autoComplete }: PasswordFieldProps) {
  const [shown, setShown] = useState(false)
  return (
    <Field id={name} label={label} hint={hint} error={error}>
      <span className="input-with-suffix">
        <input
          id={name}
          name={name}
          type={shown ? 'text' : 'password'}
          className="input"
          autoComplete={autoComplete}
          autoCapitalize="none"
          spellCheck={false}
          {...describe(name, { hint, error })}
        />
        <Button type="button" variant="quiet" size="small" className="when-alive" aria-pressed={shown} aria-controls={name} onClick={() => setShown(!shown)}>
          {shown ? 'Ẩn' : 'Hiện'}
          <span className="visually-hidden"> mật khẩu</span>
        </Button>
      </span>
    </Field>
  )
}
