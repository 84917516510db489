import { useText } from '#app/i18n/text.tsx'
import { surveyText as m } from '#app/i18n/messages/survey.ts'
import type { SurveysNow } from '#app/surveys/index.ts'

/** In place of the way to a form while the survey on the school is not open: when it will be, and the other one where that is. */
export function SurveyNow({ surveys, dossierHref }: { surveys: SurveysNow; dossierHref: string }) {
  const t = useText()
  return (
    <>
      <p>
        {t(surveys.dossier ? m.here.onlyDossier : m.here.noRound)} {surveys.nextOpensOn === null ? null : t(m.here.nextRound(surveys.nextOpensOn))}
      </p>
      {surveys.dossier ? (
        <p>
          <a href={dossierHref}>{t(m.here.dossier)}</a>
        </p>
      ) : null}
    </>
  )
}
