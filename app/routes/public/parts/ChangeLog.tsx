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
    <ul className="change-log plain-list">
      {changes.map(({ id, number, kind, on, note }) => (
        <li key={id} className="stack-s">
          <p>
            <strong>{t(changeText[kind](on))}</strong>
          </p>
          {note !== '' ? (
            <p lang="vi" className="pre-line">
              {note}
            </p>
          ) : kind === 'correction' ? (
            <p className="muted">{t(m.noteGone)}</p>
          ) : null}
          {withNumber ? (
            <p className="muted small">
              <a href={to(`/tra-loi/${number}`)}>{t(m.caseTitle(number))}</a>
            </p>
          ) : null}
        </li>
      ))}
    </ul>
  )
}
