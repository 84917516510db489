import { forwardRef } from 'react'
import type { InputHTMLAttributes, ReactNode } from 'react'
import { cx } from './cx.ts'
import { FieldError, FieldGroup, describe } from './Field.tsx'
import type { FieldProps } from './Field.tsx'

export type ChoiceOption = { value: string; label: ReactNode; hint?: ReactNode; disabled?: boolean | undefined }

type ChoiceProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'type' | 'value' | 'defaultValue' | 'defaultChecked' | 'size'> & {
  label: ReactNode
  hint?: ReactNode
}

/** One native radio or checkbox in a row that can be hit anywhere. */
const Choice = forwardRef<HTMLInputElement, ChoiceProps & { id: string; type: 'radio' | 'checkbox'; value?: string; defaultChecked?: boolean | undefined }>(
  function Choice({ label, hint, className, ...input }, ref) {
    const hintId = `${input.id}-y`
    return (
      <div className={cx('choice', className)}>
        <input ref={ref} {...input} className="choice-input" aria-describedby={cx(input['aria-describedby'], hint ? hintId : null) || undefined} />
        <label className="choice-label" htmlFor={input.id}>
          {label}
        </label>
        {hint ? (
          <div className="choice-hint" id={hintId}>
            {hint}
          </div>
        ) : null}
      </div>
    )
  },
)

export type RadioGroupProps = FieldProps &
  Omit<InputHTMLAttributes<HTMLInputElement>, 'type' | 'value' | 'defaultValue' | 'size'> & {
    name: string
    options: readonly ChoiceOption[]
    defaultValue?: string | undefined
    /** Side by side on one line, for two or three short answers. */
    compact?: boolean | undefined
    /** The question is the whole page: shows it large, as the page's h1. */
    large?: boolean | undefined
  }

/** One of a few. Nothing is chosen beforehand unless `defaultValue` says so. The first radio carries the id that an ErrorSummary links to. */
export const RadioGroup = forwardRef<HTMLInputElement, RadioGroupProps>(function RadioGroup(
  { label, hint, error, optional, options, defaultValue, compact, large, className, id: givenId, ...input },
  ref,
) {
  const id = givenId ?? input.name
  return (
    <FieldGroup id={id} label={label} hint={hint} error={error} optional={optional} heading={large} className={cx(large && 'field-large', className)}>
      <div className={cx('choices', compact && 'choices-compact')}>
        {options.map((option, index) => (
          <Choice
            key={option.value}
            ref={ref}
            {...input}
            id={index === 0 ? id : `${id}-${index + 1}`}
            type="radio"
            value={option.value}
            label={option.label}
            hint={option.hint}
            disabled={option.disabled}
            defaultChecked={defaultValue === undefined ? undefined : defaultValue === option.value}
          />
        ))}
      </div>
    </FieldGroup>
  )
})

export type CheckboxProps = Omit<FieldProps, 'optional'> &
  Omit<InputHTMLAttributes<HTMLInputElement>, 'type' | 'size'> & { name: string; value?: string | undefined }

/** One yes-or-no: a consent, a switch. Never ticked beforehand for a consent. Posts "on" unless `value` is given. */
export const Checkbox = forwardRef<HTMLInputElement, CheckboxProps>(function Checkbox({ label, hint, error, className, value, ...input }, ref) {
  const id = input.id ?? input.name
  return (
    <div className={cx('field', error && 'field-invalid', className)}>
      <FieldError id={id} error={error} />
      <Choice
        ref={ref}
        {...input}
        {...(value === undefined ? {} : { value })}
        {...describe(id, { error })}
        id={id}
        type="checkbox"
        label={label}
        hint={hint}
      />
    </div>
  )
})
