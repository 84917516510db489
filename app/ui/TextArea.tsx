import { forwardRef } from 'react'
import type { TextareaHTMLAttributes } from 'react'
import { cx } from './cx.ts'
import { Field, describe } from './Field.tsx'
import type { FieldProps } from './Field.tsx'

export type TextAreaProps = FieldProps &
  TextareaHTMLAttributes<HTMLTextAreaElement> & {
    name: string
    /** Small words under the box, such as "Tối đa 2.000 ký tự". */
    countText?: string | undefined
  }

/** Several lines of text. */
export const TextArea = forwardRef<HTMLTextAreaElement, TextAreaProps>(function TextArea(
  { label, hint, error, optional, countText, className, rows = 5, ...area },
  ref,
) {
  const id = area.id ?? area.name
  const { 'aria-describedby': describedBy, ...invalid } = describe(id, { hint, error })
  const countId = `${id}-so-ky-tu`
  return (
    <Field id={id} label={label} hint={hint} error={error} optional={optional}>
      <textarea
        ref={ref}
        {...area}
        id={id}
        rows={rows}
        className={cx('input', className)}
        aria-describedby={cx(describedBy, countText && countId) || undefined}
        {...invalid}
      />
      {countText ? (
        <p className="field-count" id={countId}>
          {countText}
        </p>
      ) : null}
    </Field>
  )
})
