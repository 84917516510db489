import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { data, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { keptOffline, loaderHeaders, sameOnGoingBack } from '#app/http/kept-offline.ts'
import { slipVisit } from '#app/http/slip-visit.ts'
import { isSurveyForm, sentTo, surveyForms, withPlace } from '#app/http/survey-forms.ts'
import { takeSurvey } from '#app/http/survey-sent.ts'
import { visit } from '#app/http/visit.ts'
import { translate } from '#app/i18n/index.ts'
import { useText } from '#app/i18n/text.tsx'
import { slipText } from '#app/i18n/messages/slip.ts'
import { surveyText as m } from '#app/i18n/messages/survey.ts'
import { activePlace } from '#app/schools/index.ts'
import { askedForm, loadQuestionnaire, nextRound, openRound } from '#app/surveys/index.ts'
import { BackLink } from '#app/ui/Breadcrumb.tsx'
import { ButtonLink } from '#app/ui/Button.tsx'
import { Card } from '#app/ui/Card.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { NoOpenRound } from './NoOpenRound.tsx'
import { OfflineForms } from './OfflineForms.tsx'
import { SurveyForm } from './SurveyForm.tsx'

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: page ? `${translate(page.lang, m.forms[page.slug].title)} – ${page.schoolName}` : 'Lắng Nghe' },
]

export async function loader(args: LoaderFunctionArgs) {
  const { school, lang, today, to } = await visit(args)
  const { db } = args.context
  const slug = args.params.form
  if (!isSurveyForm(slug)) throw new Response('', { status: 404 })
  const code = new URL(args.request.url).searchParams.get('noi')
  const [round, next, place] = await Promise.all([
    openRound(db, school, surveyForms[slug].questionnaire, today),
    nextRound(db, school, surveyForms[slug].questionnaire, today),
    code === null ? undefined : activePlace(db, school, code),
  ])
  const placeCode = place?.code ?? null
  const slip = slipVisit(args.request, args.context, school)
  const withSlip = slip !== null && slip.roundId === round?.id
  const page = {
    slug,
    /** This browser showed a slip of this very round. */
    withSlip,
    lang,
    schoolName: school.name,
    round: round ? { id: round.id, vi: round.name_vi, en: round.name_en, closesOn: round.closes_on } : null,
    /** What is asked, in this page's language. */
    asked: round ? askedForm(await loadQuestionnaire(db, round), surveyForms[slug].form, lang) : null,
    nextOpensOn: next?.opens_on ?? null,
    place: place ? { code: place.code, name: place.name, kind: place.kind } : null,
    hrefs: {
      action: sentTo(withPlace(to(`/khao-sat/${slug}`), placeCode)),
      receipt: to('/khao-sat/bien-nhan'),
      choice: withPlace(to('/khao-sat'), placeCode),
      feedback: withPlace(to('/phan-anh'), placeCode),
      publicPage: to('/'),
      slip: lang === 'en' ? '/en/phieu' : '/phieu',
      scope: to('/khao-sat'),
    },
  }
  return data(page, { headers: { ...keptOffline(round !== undefined && !withSlip), ...sameOnGoingBack } })
}

export const headers = loaderHeaders

export async function action(args: ActionFunctionArgs) {
  const sent = await (args.context.sent.survey ?? takeSurvey(args))
  return sent.accepted ? redirect(sent.location, { status: 303, headers: sent.cookies.map((cookie): [string, string] => ['Set-Cookie', cookie]) }) : data(sent.problem, { status: sent.status })
}

export default function SurveyFormPage() {
  const page = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const t = useText()
  const { slug, round, asked, hrefs } = page
  const title = t(m.forms[slug].title)

  if (!round || !asked || refused?.problem === 'closed') {
    return (
      <>
        <PageHeader title={title} />
        {refused ? <LostForm comment={refused.comment} feedbackHref={hrefs.feedback} /> : null}
        <NoOpenRound title={t(m.noneOpenForm)} nextOpensOn={page.nextOpensOn} feedbackHref={hrefs.feedback} publicHref={hrefs.publicPage} />
      </>
    )
  }
  return (
    <>
      <PageHeader
        above={<BackLink href={hrefs.choice}>{t(m.back)}</BackLink>}
        title={title}
        lead={
          <p>
            {t(m.forms[slug].time)}. {t(m.formLead)}
          </p>
        }
      />
      <OfflineForms scope={hrefs.scope} />
      {refused?.problem === 'conflict' ? (
        <Notice tone="warning" title={t(m.conflictTitle)}>
          <p>{t(m.conflict)}</p>
        </Notice>
      ) : null}
      {refused?.problem === 'slip-used' || refused?.problem === 'slip-gone' ? (
        <Notice tone="warning" title={t(slipText.title)}>
          <p>{t(refused.problem === 'slip-used' ? slipText.used : slipText.gone)}</p>
          {refused.problem === 'slip-gone' ? (
            <p>
              <a href={hrefs.slip}>{t(slipText.again)}</a>
            </p>
          ) : null}
        </Notice>
      ) : page.withSlip ? (
        <Notice tone="info" title={t(slipText.using)}>
          <p>{t(slipText.usingText)}</p>
        </Notice>
      ) : null}
      <SurveyForm slug={slug} withSlip={page.withSlip || refused?.problem === 'slip-gone'} round={round} asked={asked} place={page.place} pageKey={refused?.key} refused={refused} hrefs={hrefs} />
    </>
  )
}

/** The round closed while somebody was answering: their comment is not lost. */
function LostForm({ comment, feedbackHref }: { comment: string | undefined; feedbackHref: string }) {
  const t = useText()
  return (
    <>
      <Notice tone="warning" title={t(m.closedTitle)}>
        <p>{t(m.closed)}</p>
      </Notice>
      {comment ? (
        <Card title={t(m.closedComment)}>
          <blockquote className="pre-line">{comment}</blockquote>
          <p>{t(m.closedCommentText)}</p>
          <ButtonLink href={feedbackHref} variant="secondary" icon="message">
            {t(m.sendFeedback)}
          </ButtonLink>
        </Card>
      ) : null}
    </>
  )
}
