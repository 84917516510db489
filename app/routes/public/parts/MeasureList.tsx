import { answersText as m, measuresText } from '#app/i18n/messages/answers.ts'
import { useText } from '#app/i18n/text.tsx'
import type { PublicMeasure } from '#app/publication/index.ts'
import { Icon } from '#app/ui/Icon.tsx'
import { usePaths } from './page.ts'

/** What was done; `withNumber` where it came from several cases. */
export function MeasureList({ measures, withNumber = false }: { measures: readonly PublicMeasure[]; withNumber?: boolean }) {
  const t = useText()
  const { to } = usePaths()
  return (
    <ul className="measures plain-list">
      {measures.map(({ number, statement, doneOn, verifiedOn }) => (
        <li key={`${number} ${doneOn} ${statement}`} className="measure-done">
          <Icon name="check-circle" />
          <div className="stack-s">
            <p lang="vi" className="pre-line">
              {statement}
            </p>
            <p className="muted small">
              {t(m.measureDone(doneOn, verifiedOn))}
              {withNumber ? (
                <>
                  {' '}
                  {t(measuresText.from)} <a href={to(`/tra-loi/${number}`)}>{number}</a>.
                </>
              ) : null}
            </p>
          </div>
        </li>
      ))}
    </ul>
  )
}
