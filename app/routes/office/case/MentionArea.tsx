import { useEffect, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import type { Named } from '#app/cases/index.ts'
import { foldDiacritics } from '#app/i18n/format.ts'
import { cx } from '#app/ui/cx.ts'
import { TextArea } from '#app/ui/TextArea.tsx'
import type { TextAreaProps } from '#app/ui/TextArea.tsx'
import { VisuallyHidden } from '#app/ui/VisuallyHidden.tsx'

const mostOffered = 6
/** An `@` that begins a word, and what has been typed after it. */
const beginning = /(?<![\p{L}\p{N}._%+-])@([\p{L}\p{M}' ]{0,40})$/u

/**
 * A text in which colleagues are named: after an `@` their names are offered, taken with Enter, Tab or a click, moved through with the arrows, closed with
 * Escape. Without scripts the name is typed.
 */
export function MentionArea({ people, ...area }: TextAreaProps & { people: readonly Named[]; id: string }) {
  const ref = useRef<HTMLTextAreaElement>(null)
  /** What stands after the `@`; null where nothing is offered. */
  const [typed, setTyped] = useState<string | null>(null)
  const [active, setActive] = useState(0)
  const offered = typed === null ? [] : people.filter(({ name }) => fits(name, typed)).slice(0, mostOffered)
  const listId = `${area.id}-ten`
  const isOpen = offered.length > 0

  useEffect(() => {
    const element = ref.current
    if (!element) return
    const look = () => {
      setTyped(beginning.exec(element.value.slice(0, element.selectionEnd))?.[1] ?? null)
      setActive(0)
    }
    // The browser's own event, which also comes where a kept draft is put in.
    element.addEventListener('input', look)
    return () => element.removeEventListener('input', look)
  }, [])

  function take(name: string) {
    const element = ref.current
    if (!element || typed === null) return
    const end = element.selectionEnd
    element.setRangeText(`${name} `, end - typed.length, end, 'end')
    element.focus()
    element.dispatchEvent(new Event('input', { bubbles: true }))
    setTyped(null)
  }

  function onKeyDown(event: KeyboardEvent) {
    if (!isOpen || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') setActive((active + (event.key === 'ArrowDown' ? 1 : offered.length - 1)) % offered.length)
    else if (event.key === 'Enter' || event.key === 'Tab') take(offered[active]!.name)
    else if (event.key === 'Escape') setTyped(null)
    else return
    event.preventDefault()
  }

  return (
    <div className="mention">
      <TextArea
        ref={ref}
        {...area}
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-controls={isOpen ? listId : undefined}
        aria-activedescendant={isOpen ? `${listId}-${active}` : undefined}
        onKeyDown={onKeyDown}
        onBlur={() => setTyped(null)}
      />
      <VisuallyHidden>
        <span role="status">{isOpen ? `${offered.length} tên gợi ý, dùng phím mũi tên để chọn` : ''}</span>
      </VisuallyHidden>
      {isOpen ? (
        <ul className="mention-list" id={listId} role="listbox" aria-label="Người có thể nhắc tên">
          {offered.map(({ id, name, jobTitle }, index) => (
            // The keys are the text's own: the focus never leaves it.
            // eslint-disable-next-line jsx-a11y/click-events-have-key-events
            <li
              key={id}
              id={`${listId}-${index}`}
              role="option"
              aria-selected={index === active}
              tabIndex={-1}
              className={cx('mention-name', index === active && 'mention-active')}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => take(name)}
            >
              {name} <span className="muted small">{jobTitle}</span>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}

/** True where the name, or what is left of it from one of its words on, begins with this: people are called by their given name. */
function fits(name: string, typed: string): boolean {
  const asked = foldDiacritics(typed)
  return asked === '' || ` ${foldDiacritics(name)}`.includes(` ${asked}`)
}
