import { coverProblem, covered, cut, parseCovers } from '#app/cases/covers.ts'
import { diffWords } from '#app/cases/word-diff.ts'
import { cx } from '#app/ui/cx.ts'
import { VisuallyHidden } from '#app/ui/VisuallyHidden.tsx'

/** A text as those inside see it: what is covered stays readable, in black. */
export function InsideText({ text, className }: { text: string; className?: string }) {
  if (coverProblem(text) !== null) return <p className={cx('pre-line', className)}>{text}</p>
  return (
    <p className={cx('pre-line', className)}>
      {cut(parseCovers(text)).map((piece) =>
        piece.isCovered ? (
          <mark key={piece.start} className="cover">
            <VisuallyHidden>[che: </VisuallyHidden>
            {piece.text}
            <VisuallyHidden>]</VisuallyHidden>
          </mark>
        ) : (
          piece.text
        ),
      )}
    </p>
  )
}

/** A text exactly as the public reads it. */
export function OutsideText({ text, className }: { text: string; className?: string }) {
  const parts = text.split(covered)
  return (
    <p className={cx('pre-line', className)}>
      {parts.flatMap((part, index) => (index === 0 ? [part] : [<span key={index} className="cover-mark">{covered}</span>, part]))}
    </p>
  )
}

/** One side of a comparison: what only the other side has is left out, what only this one has is marked. */
export function Compared({ before, after, side, className }: { before: string; after: string; side: 'before' | 'after'; className?: string }) {
  const parts = diffWords(before, after)
  const text = side === 'before' ? before : after
  if (parts === null) return <OutsideText text={text} {...(className === undefined ? {} : { className })} />
  const own = side === 'before' ? 'gone' : 'new'
  const Mark = side === 'before' ? 'del' : 'ins'
  return (
    <p className={cx('pre-line', className)}>
      {parts
        .filter(({ kind }) => kind === 'same' || kind === own)
        .map((part, index) => (part.kind === own && part.text.trim() !== '' ? <Mark key={index} className="diff">{part.text}</Mark> : part.text))}
    </p>
  )
}
