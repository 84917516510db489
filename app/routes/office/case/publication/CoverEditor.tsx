import { useDeferredValue, useRef, useState } from 'react'
import { coverProblem, tidyCovers, typedCovers } from '#app/cases/covers.ts'
import { editPieces, toggleCover } from '#app/cases/cover-edit.ts'
import type { KnownNames } from '#app/cases/known-names.ts'
import { Button } from '#app/ui/Button.tsx'
import { cx } from '#app/ui/cx.ts'
import { TextArea } from '#app/ui/TextArea.tsx'
import { VisuallyHidden } from '#app/ui/VisuallyHidden.tsx'
import { findingWords } from './words.ts'

interface CoverEditorProps {
  name: string
  id: string
  label: string
  defaultValue: string
  error?: string
  names: KnownNames
  rows?: number
  /** A text to begin with, its suggestions covered, and what to call that. */
  begin?: { text: string; label: string }
}

/**
 * A text whose covers can be set with one press. The words stand below the box once more, with what is suggested or covered as buttons: with
 * scripts they change the box at once, without them they send the form and the page comes back changed. Covers can be typed too.
 */
export function CoverEditor({ name, id, label, defaultValue, error, names, rows = 8, begin }: CoverEditorProps) {
  const box = useRef<HTMLTextAreaElement>(null)
  const typed = typedCovers(defaultValue)
  const [text, setText] = useState(typed)
  const shown = useDeferredValue(text)
  const problem = coverProblem(tidyCovers(shown))
  const pieces = editPieces(shown, names)
  const uncovered = pieces?.filter((piece) => piece.toggle?.kind && !piece.isCovered).length ?? 0
  const hasPlaces = pieces?.some((piece) => piece.toggle !== null) ?? false

  /** Written into the box itself, so that the draft and the form see it as typed. */
  const write = (next: string) => {
    if (!box.current) return
    box.current.value = typedCovers(next)
    box.current.dispatchEvent(new Event('input', { bubbles: true }))
  }
  const coverSelection = () => {
    const { current } = box
    if (!current || current.selectionStart === current.selectionEnd) return
    const { value, selectionStart: from, selectionEnd: to } = current
    write(`${value.slice(0, from)}[[${value.slice(from, to).replace(/[⟦⟧]|\[\[|\]\]/g, '')}]]${value.slice(to)}`)
  }

  return (
    <div className="cover-editor stack-s">
      <TextArea
        ref={box}
        name={name}
        id={id}
        label={label}
        defaultValue={typed}
        rows={rows}
        maxLength={8000}
        {...(error === undefined ? {} : { error })}
        hint="Chữ nằm giữa [[ và ]] được che khi công khai."
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <div className="cluster">
        <Button type="button" variant="secondary" size="small" icon="lock" className="when-alive" onClick={coverSelection}>
          Che chỗ đang chọn
        </Button>
        {begin && text.trim() === '' ? (
          <Button
            variant="secondary"
            size="small"
            icon="edit"
            name="che"
            value={`bat-dau:${name}`}
            formNoValidate
            onClick={(event) => {
              event.preventDefault()
              write(begin.text)
              box.current?.focus()
            }}
          >
            {begin.label}
          </Button>
        ) : null}
      </div>
      {problem === null ? null : (
        <p className="field-error" role="status">
          {problem}
        </p>
      )}
      {pieces === null || shown.trim() === '' ? null : !hasPlaces ? (
        <p className="small muted" role="status">
          Máy không thấy chỗ nào cần che. Vẫn nên đọc lại: máy không nhận ra mọi chi tiết.
        </p>
      ) : (
        <section className="cover-preview" aria-label={`${label}: chỗ gợi ý che`}>
          <p className="small muted" role="status">
            {uncovered === 0 ? 'Không còn chỗ gợi ý nào chưa che. ' : `${uncovered} chỗ gợi ý chưa che. `}
            Bấm vào chỗ tô màu để che hoặc bỏ che.
          </p>
          <p className="pre-line">
            {pieces.map(({ text: words, start, isCovered, toggle }) =>
              toggle === null ? (
                words
              ) : (
                <button
                  key={start}
                  className={cx('cover-toggle', isCovered ? 'cover' : toggle.certain ? 'cover-must' : 'cover-may')}
                  name="che"
                  value={`${name}:${start}:${words}`}
                  formNoValidate
                  aria-pressed={isCovered}
                  title={toggle.kind === null ? 'đã che' : findingWords[toggle.kind]}
                  onClick={(event) => {
                    event.preventDefault()
                    write(toggleCover(box.current?.value ?? text, start, words))
                  }}
                >
                  {words}
                  <VisuallyHidden> ({isCovered ? 'đã che' : toggle.kind === null ? 'chưa che' : `${findingWords[toggle.kind]}, chưa che`})</VisuallyHidden>
                </button>
              ),
            )}
          </p>
        </section>
      )}
    </div>
  )
}
