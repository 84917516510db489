import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { data } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { keptOffline, loaderHeaders } from '#app/http/kept-offline.ts'
import { slipVisit } from '#app/http/slip-visit.ts'
import { surveyForms, withPlace } from '#app/http/survey-forms.ts'
import type { SurveyFormSlug } from '#app/http/survey-forms.ts'
import { visit } from '#app/http/visit.ts'
import { useText } from '#app/i18n/text.tsx'
import { translate } from '#app/i18n/index.ts'
import { slipText } from '#app/i18n/messages/slip.ts'
import { surveyText as m } from '#app/i18n/messages/survey.ts'
import { activePlace } from '#app/schools/index.ts'
import { askedForm, askedLevels, loadQuestionnaires, nextRound, openRound } from '#app/surveys/index.ts'
import { Card } from '#app/ui/Card.tsx'
import { Icon } from '#app/ui/Icon.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { NoOpenRound } from './NoOpenRound.tsx'
import { OfflineForms } from './OfflineForms.tsx'

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: page ? `${translate(page.lang, m.choiceTitle)} – ${page.schoolName}` : 'Lắng Nghe' },
]

export async function loader(args: LoaderFunctionArgs) {
  const { school, lang, today, to } = await visit(args)
  const { db } = args.context
  const code = new URL(args.request.url).searchParams.get('noi')
  const [education, dossier, next, place] = await Promise.all([
    openRound(db, school, 'education', today),
    openRound(db, school, 'dossier', today),
    nextRound(db, school, 'education', today),
    code === null ? undefined : activePlace(db, school, code),
  ])
  const asked = await loadQuestionnaires(db, [education, dossier].filter((round) => round !== undefined))
  const countOf = (slug: SurveyFormSlug) => {
    const { questionnaire, form } = surveyForms[slug]
    const questions = asked.get((questionnaire === 'education' ? education : dossier)?.questionnaire_id ?? '')
    return questions ? askedLevels(askedForm(questions, form, lang)).length : 0
  }
  const facts = (round: typeof education) => (round ? { vi: round.name_vi, en: round.name_en, closesOn: round.closes_on } : null)
  const placeCode = place?.code ?? null
  const slip = slipVisit(args.request, args.context, school)
  const withSlip = slip !== null && slip.roundId === education?.id
  const page = {
    lang,
    withSlip,
    schoolName: school.name,
    education: facts(education),
    dossier: facts(dossier),
    counts: { nhanh: countOf('nhanh'), 'day-du': countOf('day-du'), 'thu-tuc': countOf('thu-tuc') },
    nextOpensOn: next?.opens_on ?? null,
    hrefs: {
      nhanh: withPlace(to('/khao-sat/nhanh'), placeCode),
      'day-du': withPlace(to('/khao-sat/day-du'), placeCode),
      'thu-tuc': withPlace(to('/khao-sat/thu-tuc'), placeCode),
      feedback: withPlace(to('/phan-anh'), placeCode),
      publicPage: to('/'),
      scope: to('/khao-sat'),
    },
  }
  return data(page, { headers: keptOffline(education !== undefined && !withSlip) })
}

export const headers = loaderHeaders

export default function SurveyChoice() {
  const { education, dossier, withSlip, counts, nextOpensOn, hrefs } = useLoaderData<typeof loader>()
  const t = useText()
  const offered = (Object.keys(surveyForms) as SurveyFormSlug[]).filter((slug) =>
    surveyForms[slug].questionnaire === 'education' ? education !== null : dossier !== null,
  )
  return (
    <>
      <PageHeader
        above={education ? <p className="muted">{t(m.roundUntil(t(education), education.closesOn))}</p> : null}
        title={t(m.choiceTitle)}
        lead={<p>{t(m.choiceLead)}</p>}
      />
      <OfflineForms scope={hrefs.scope} />
      {withSlip ? (
        <Notice tone="info" title={t(slipText.using)}>
          <p>{t(slipText.usingText)}</p>
        </Notice>
      ) : null}
      {education ? null : <NoOpenRound nextOpensOn={nextOpensOn} feedbackHref={hrefs.feedback} publicHref={hrefs.publicPage} />}
      <div className="stack">
        {offered.map((slug) => (
          <FormCard key={slug} slug={slug} href={hrefs[slug]} count={counts[slug]} round={slug === 'thu-tuc' ? dossier : null} />
        ))}
      </div>
      {education ? <p className="muted">{t(m.once)}</p> : null}
    </>
  )
}

function FormCard({ slug, href, count, round }: { slug: SurveyFormSlug; href: string; count: number; round: { vi: string; en: string; closesOn: string } | null }) {
  const t = useText()
  const { title, time, text } = m.forms[slug]
  return (
    <Card
      title={t(title)}
      href={href}
      tone={slug === 'nhanh' ? 'accent' : 'plain'}
      meta={
        <span className="cluster">
          <Icon name="clock" />
          <strong>{t(time)}</strong>
        </span>
      }
    >
      <p>{t(text(count))}</p>
      {round ? <p className="muted small">{t(m.roundUntil(t(round), round.closesOn))}</p> : null}
    </Card>
  )
}
