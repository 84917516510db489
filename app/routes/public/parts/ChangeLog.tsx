import { changeText } from '#app/i18n/messages/follow.ts'
import { answersText as m } from '#app/i18n/messages/answers.ts'
import { useText } from '#app/i18n/text.tsx'
import type { PublicChange } from '#app/publication/index.ts'
import { usePaths } from './page.ts'

/** What has happened to published answers; `withNumber` where the list is of several. */
export function ChangeLog({ changes, withNumber = false }: { changes: readonly PublicChange[]; withNumber?: boolean }) {
  const t = useText()
  const { to } = usePaths()
  return (
    <ul className="change-log">
      {changes.map(({ id, number, kind, on, note }) => (
        <li key={id}>
          <strong>{t(changeText[kind](on))}</strong>
          {withNumber ? (
            <>
              {' · '}
              <a href={to(`/tra-loi/${number}`)}>{number}</a>
            </>
          ) : null}
          {note === '' ? (
            kind === 'correction' ? (
              <span className="muted"> ({t(m.noteGone)})</span>
            ) : null
          ) : (
            <>
              {': '}
              <span lang="vi">{note}</span>
            </>
          )}
        </li>
      ))}
    </ul>
  )
}
