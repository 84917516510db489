import type { ReactNode } from 'react'
import { useText } from '#app/i18n/text.tsx'
import { uiText } from '#app/i18n/messages/ui.ts'
import { cx } from './cx.ts'
import { Icon } from './Icon.tsx'
import { VisuallyHidden } from './VisuallyHidden.tsx'

/** What every form field takes besides the attributes of its own control. */
export type FieldProps = {
  label: ReactNode
  /** How to answer, before the person makes a mistake. */
  hint?: ReactNode
  /** What is wrong and how to put it right. Present means the field is shown as invalid. */
  error?: string | undefined
  /** Adds "(không bắt buộc)" to the label. Required is the normal case and is not marked. */
  optional?: boolean | undefined
}

const hintId = (id: string) => `${id}-goi-y`
const errorId = (id: string) => `${id}-loi`

/** The attributes that tie a control to its hint and its error. */
export function describe(id: string, { hint, error }: Pick<FieldProps, 'hint' | 'error'>) {
  return {
    'aria-describedby': cx(hint ? hintId(id) : null, error ? errorId(id) : null) || undefined,
    'aria-invalid': error ? (true as const) : undefined,
  }
}

export function FieldHint({ id, children }: { id: string; children: ReactNode }) {
  if (!children) return null
  return (
    <div className="field-hint" id={hintId(id)}>
      {children}
    </div>
  )
}

export function FieldError({ id, error }: { id: string; error: string | undefined }) {
  const t = useText()
  if (!error) return null
  return (
    <p className="field-error" id={errorId(id)}>
      <Icon name="warning" />
      <span>
        <VisuallyHidden>{t(uiText.errorPrefix)} </VisuallyHidden>
        {error}
      </span>
    </p>
  )
}

export function OptionalMark() {
  const t = useText()
  return <span className="field-optional"> {t(uiText.optional)}</span>
}

/** Label, hint, error and control, in the order people need them. */
export function Field({ id, label, hint, error, optional, children }: FieldProps & { id: string; children: ReactNode }) {
  return (
    <div className={cx('field', error && 'field-invalid')}>
      <label className="field-label" htmlFor={id}>
        {label}
        {optional ? <OptionalMark /> : null}
      </label>
      <FieldHint id={id}>{hint}</FieldHint>
      <FieldError id={id} error={error} />
      {children}
    </div>
  )
}

type FieldGroupProps = FieldProps & {
  id: string
  /** The question is the page's h1. */
  heading?: boolean | undefined
  className?: string | undefined
  children: ReactNode
}

/** The same for a question answered with several controls: a fieldset with its legend. */
export function FieldGroup({ id, label, hint, error, optional, heading, className, children }: FieldGroupProps) {
  const { 'aria-describedby': describedBy } = describe(id, { hint, error })
  return (
    <fieldset className={cx('field', className, error && 'field-invalid')} aria-describedby={describedBy}>
      <legend className="field-label">
        {heading ? <h1>{label}</h1> : label}
        {optional ? <OptionalMark /> : null}
      </legend>
      <FieldHint id={id}>{hint}</FieldHint>
      <FieldError id={id} error={error} />
      {children}
    </fieldset>
  )
}
