import { forwardRef } from 'react'
import type { SelectHTMLAttributes } from 'react'
import { useText } from '#app/i18n/text.tsx'
import { uiText } from '#app/i18n/messages/ui.ts'
import { cx } from './cx.ts'
import { Field, describe } from './Field.tsx'
import type { FieldProps } from './Field.tsx'

export type SelectOption = { value: string; label: string; disabled?: boolean | undefined }

export type SelectProps = FieldProps &
  Omit<SelectHTMLAttributes<HTMLSelectElement>, 'children'> & {
    name: string
    options: readonly SelectOption[]
    /** The words of the empty first choice; `null` leaves it out. */
    placeholder?: string | null | undefined
  }

/** One of many (more than about seven). For fewer, RadioGroup shows them all at once. */
export const Select = forwardRef<HTMLSelectElement, SelectProps>(function Select(
  { label, hint, error, optional, options, placeholder, className, ...select },
  ref,
) {
  const t = useText()
  const id = select.id ?? select.name
  return (
    <Field id={id} label={label} hint={hint} error={error} optional={optional}>
      <select ref={ref} {...select} id={id} className={cx('input', 'input-select', className)} {...describe(id, { hint, error })}>
        {placeholder === null ? null : <option value="">{placeholder ?? t(uiText.choose)}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  )
})
