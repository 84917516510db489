import { useText } from '#app/i18n/text.tsx'
import { surveyText as m } from '#app/i18n/messages/survey.ts'
import { ButtonLink } from '#app/ui/Button.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'

/** Nothing to answer now: when there will be, and what can be done meanwhile. */
export function NoOpenRound({ title, nextOpensOn, feedbackHref, publicHref }: {
  title?: string; nextOpensOn: string | null; feedbackHref: string; publicHref: string
}) {
  const t = useText()
  return (
    <EmptyState
      title={title ?? t(m.noneOpen)}
      text={t(nextOpensOn ? m.nextOpens(nextOpensOn) : m.noNext)}
      action={
        <>
          <ButtonLink href={feedbackHref} variant="secondary" icon="message">
            {t(m.sendFeedback)}
          </ButtonLink>
          <ButtonLink href={publicHref} variant="quiet">
            {t(m.seeResults)}
          </ButtonLink>
        </>
      }
    />
  )
}
