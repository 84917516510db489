import { useRef } from 'react'
import type { FormEvent, KeyboardEvent } from 'react'
import type { FieldError, FormValues } from '#app/http/forms.ts'
import { levelLabels, noOpinionLabel } from '#app/surveys/questionnaires.ts'
import { numberedChoices } from '#app/surveys/paper-digits.ts'
import type { SheetToRead } from '#app/surveys/index.ts'
import { Button, ButtonLink } from '#app/ui/Button.tsx'
import { cx } from '#app/ui/cx.ts'
import { Notice } from '#app/ui/Notice.tsx'
import { TextArea } from '#app/ui/TextArea.tsx'
import { HiddenField } from '#app/ui/TextField.tsx'

const turns: Record<SheetToRead['turn'], { title: string; text: string } | null> = {
  first: null,
  again: { title: 'Thầy/cô đã nhập phiếu này', text: 'Nhập lại thì lần này thay lần trước. Phiếu vẫn chờ một người khác.' },
  second: { title: 'Lần nhập thứ hai', text: 'Một người khác đã nhập phiếu này. Xin nhập theo giấy; khớp nhau thì phiếu được tính ngay.' },
  differing: { title: 'Chỉ còn những câu dưới đây chưa khớp', text: 'Xin nhìn lại trên giấy rồi nhập. Một câu được chốt khi hai người khác nhau đọc ra cùng một số.' },
}

/**
 * One sheet, made for the keyboard: a digit goes on to the next box by itself, Enter skips, Backspace in an empty box goes back. Without scripts the
 * Tab key does the same.
 */
export function PaperSheet({ sheet, code, values, errors, back }: { sheet: SheetToRead; code: string; values: FormValues; errors: readonly FieldError[]; back: string }) {
  const form = useRef<HTMLFormElement>(null)
  const { asked, turn } = sheet
  const isAsked = (field: string) => sheet.fields.includes(field)
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.message
  const first = sheet.fields[0]
  const notice = turns[turn]

  function step(from: EventTarget, by: 1 | -1) {
    const boxes = [...(form.current?.querySelectorAll<HTMLElement>('input[type=text], textarea, button[type=submit]') ?? [])]
    const next = boxes[boxes.indexOf(from as HTMLElement) + by]
    next?.focus()
    if (next instanceof HTMLInputElement) next.select()
  }

  function onInput(event: FormEvent<HTMLFormElement>) {
    const box = event.target
    if (box instanceof HTMLInputElement && box.maxLength === 1 && /^\d$/.test(box.value)) step(box, 1)
  }

  function onKeyDown(event: KeyboardEvent<HTMLFormElement>) {
    const box = event.target
    if (!(box instanceof HTMLInputElement) || event.nativeEvent.isComposing) return
    if (event.key === 'Enter' || event.key === 'ArrowDown') {
      event.preventDefault()
      step(box, 1)
    } else if (event.key === 'ArrowUp' || (event.key === 'Backspace' && box.value === '')) {
      event.preventDefault()
      step(box, -1)
    }
  }

  const row = (field: string, wording: string, { digits = 1, hint }: { digits?: number; hint?: string } = {}) => {
    const error = errorOf(field)
    return (
      <div key={field} className={cx('paper-row', error && 'field-invalid')}>
        <label htmlFor={field}>
          {wording}
          {hint ? <span className="field-hint"> {hint}</span> : null}
          {error ? <span className="field-error" id={`${field}-loi`}>{error}</span> : null}
        </label>
        <input
          id={field}
          name={field}
          type="text"
          className="input paper-digit"
          inputMode="numeric"
          maxLength={digits}
          autoComplete="off"
          defaultValue={values[field] ?? ''}
          // eslint-disable-next-line jsx-a11y/no-autofocus -- the page is this one form, opened by whoever is about to type
          autoFocus={field === first && errors.length === 0}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${field}-loi` : undefined}
        />
      </div>
    )
  }

  const levels = [...levelLabels.map(({ level, label }) => `${level} ${label.vi}`), `0 ${noOpinionLabel.vi}`].join(' · ')
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys of the boxes inside, heard at one place
    <form ref={form} method="post" className="stack paper-sheet" noValidate autoComplete="off" onInput={onInput} onKeyDown={onKeyDown}>
      <HiddenField name="viec" value="ghi" />
      <HiddenField name="ma" value={code} />
      {notice ? (
        <Notice tone={turn === 'differing' ? 'warning' : 'info'} title={notice.title}>
          <p>{notice.text}</p>
        </Notice>
      ) : null}
      <p className="paper-levels">{levels}; để trống khi không khoanh</p>
      {asked.parts.map((part) => {
        const items = part.items.filter((item) => isAsked(item.code))
        return items.length === 0 ? null : (
          <section key={part.code} aria-label={part.name}>
            {/* The one question of the short form says as much itself. */}
            {asked.form === 'full' ? <h2 className="paper-part">{part.name}</h2> : null}
            {items.map((item) => row(item.code, item.wording))}
          </section>
        )
      })}
      <section aria-label="Chung">
        {isAsked(asked.overall.code) ? row(asked.overall.code, asked.overall.wording) : null}
        {asked.expectation && isAsked(asked.expectation.code) ? row(asked.expectation.code, asked.expectation.wording, { digits: 3, hint: 'phần trăm, 0–150' }) : null}
        {numberedChoices(asked).map(({ field, wording, options }) =>
          isAsked(field) ? row(field, wording, { hint: options.map((option, index) => `${index + 1} ${option.label}`).join(' · ') }) : null,
        )}
      </section>
      {isAsked(asked.comment.code) ? (
        <TextArea
          name={asked.comment.code}
          label={asked.comment.wording}
          hint={sheet.comment === '' ? 'Chép đúng chữ trên phiếu.' : 'Người trước chép như dưới đây. Xin so với phiếu, sai thì sửa.'}
          defaultValue={values[asked.comment.code] ?? sheet.comment}
          error={errorOf(asked.comment.code)}
          maxLength={2000}
          rows={3}
        />
      ) : null}
      <div className="cluster">
        <Button type="submit" size="large">
          Ghi phiếu số {sheet.serial}
        </Button>
        <ButtonLink href={back} variant="quiet">
          Bỏ qua phiếu này
        </ButtonLink>
      </div>
    </form>
  )
}
