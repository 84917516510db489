import { forwardRef } from 'react'
import type { InputHTMLAttributes, ReactNode } from 'react'
import { cx } from './cx.ts'
import { Face } from './Face.tsx'
import type { FaceLevel } from './Face.tsx'
import { FieldError, FieldHint, OptionalMark, describe } from './Field.tsx'

export type LevelQuestionProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'type' | 'value' | 'defaultValue' | 'size'> & {
  name: string
  /** The wording of the item. */
  legend: ReactNode
  /** A short number before the wording: "A1". Decorative, so that people can talk about an item. */
  code?: string | undefined
  hint?: ReactNode
  /** The five levels in words, in the order to show them; `value` is '1' (worst) to '5' (best). */
  levels: readonly { value: string; label: string }[]
  /** Words for "no opinion"; its value is '0'. Left out when not given. */
  noOpinionLabel?: string | undefined
  defaultValue?: string | undefined
  error?: string | undefined
  optional?: boolean | undefined
}

/** One item of a questionnaire, on the five-level scale. Words are always visible, and nothing is chosen beforehand. */
export const LevelQuestion = forwardRef<HTMLInputElement, LevelQuestionProps>(function LevelQuestion(
  { legend, code, hint, levels, noOpinionLabel, defaultValue, error, optional, className, id: givenId, ...input },
  ref,
) {
  const id = givenId ?? input.name
  const { 'aria-describedby': describedBy } = describe(id, { hint, error })
  const options = noOpinionLabel === undefined ? levels : [...levels, { value: '0', label: noOpinionLabel }]
  return (
    <fieldset className={cx('level-question', error && 'field-invalid', className)} aria-describedby={describedBy}>
      <legend className="level-legend">
        {code ? (
          <span className="level-code" aria-hidden="true">
            {code}
          </span>
        ) : null}
        {legend}
        {optional ? <OptionalMark /> : null}
      </legend>
      <FieldHint id={id}>{hint}</FieldHint>
      <FieldError id={id} error={error} />
      <div className="levels">
        {options.map(({ value, label }, index) => {
          const inputId = index === 0 ? id : `${id}-${value}`
          return (
            <div key={value} className={cx('level', value === '0' && 'level-none')}>
              <input
                ref={ref}
                {...input}
                id={inputId}
                className="level-input"
                type="radio"
                value={value}
                defaultChecked={defaultValue === undefined ? undefined : defaultValue === value}
              />
              <label className="level-label" htmlFor={inputId}>
                <span>{label}</span>
                {isFaceLevel(value) ? <Face level={Number(value) as FaceLevel} /> : null}
              </label>
            </div>
          )
        })}
      </div>
    </fieldset>
  )
})

function isFaceLevel(value: string): boolean {
  return /^[1-5]$/.test(value)
}
