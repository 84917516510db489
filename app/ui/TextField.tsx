import { forwardRef } from 'react'
import type { InputHTMLAttributes } from 'react'
import { cx } from './cx.ts'
import { Field, describe } from './Field.tsx'
import type { FieldProps } from './Field.tsx'

export type TextFieldProps = FieldProps &
  Omit<InputHTMLAttributes<HTMLInputElement>, 'size' | 'width'> & {
    name: string
    /** Fits the box to what is expected in it, so that its size is a hint too. */
    width?: 'xs' | 's' | 'm' | 'l' | undefined
    /** A unit after the box: "%", "ngày". Say it in the label too. */
    suffix?: string | undefined
  }

/** One line of text, a number, an address, a password. `id` is the name unless given. */
export const TextField = forwardRef<HTMLInputElement, TextFieldProps>(function TextField(
  { label, hint, error, optional, width, suffix, className, type = 'text', ...input },
  ref,
) {
  const id = input.id ?? input.name
  const control = (
    <input ref={ref} {...input} id={id} type={type} className={cx('input', width && `input-${width}`, className)} {...describe(id, { hint, error })} />
  )
  return (
    <Field id={id} label={label} hint={hint} error={error} optional={optional}>
      {suffix ? (
        <span className="input-with-suffix">
          {control}
          <span aria-hidden="true">{suffix}</span>
        </span>
      ) : (
        control
      )}
    </Field>
  )
})

/** A day, with the browser's own date picker. The value is `YYYY-MM-DD`. */
export const DateField = forwardRef<HTMLInputElement, Omit<TextFieldProps, 'type' | 'suffix'>>(function DateField(props, ref) {
  return <TextField ref={ref} width="s" {...props} type="date" />
})

/** A value the form carries along. */
export function HiddenField({ name, value }: { name: string; value: string | number }) {
  return <input type="hidden" name={name} value={value} />
}
