import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { data, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { admit } from '#app/http/challenge.ts'
import { setCookie, surveyReceiptCookie } from '#app/http/cookies.ts'
import { formValues, parseForm, readForm } from '#app/http/forms.ts'
import type { FieldError, FormValues } from '#app/http/forms.ts'
import { idempotencyField, isIdempotencyKey, newIdempotencyKey } from '#app/http/idempotency.ts'
import { keptOffline, loaderHeaders } from '#app/http/kept-offline.ts'
import { endSlipVisit, slipVisit } from '#app/http/slip-visit.ts'
import { visit } from '#app/http/visit.ts'
import { translate } from '#app/i18n/index.ts'
import { useText } from '#app/i18n/text.tsx'
import { slipText } from '#app/i18n/messages/slip.ts'
import { surveyText as m } from '#app/i18n/messages/survey.ts'
import { activePlace } from '#app/schools/index.ts'
import { askedForm, fieldNames, findRound, loadQuestionnaire, nextRound, openRound, questionnaireOf, responseFormSchema, submitResponse, submitWithSlip } from '#app/surveys/index.ts'
import { BackLink } from '#app/ui/Breadcrumb.tsx'
import { ButtonLink } from '#app/ui/Button.tsx'
import { Card } from '#app/ui/Card.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { honeypotField } from './Honeypot.tsx'
import { NoOpenRound } from './NoOpenRound.tsx'
import { OfflineForms } from './OfflineForms.tsx'
import { SurveyForm } from './SurveyForm.tsx'
import { sealReceipt } from './receipt-cookie.ts'
import { isSurveyForm, slipField, surveyForms, withPlace } from './survey-forms.ts'

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
      action: withPlace(to(`/khao-sat/${slug}`), placeCode),
      receipt: to('/khao-sat/bien-nhan'),
      choice: withPlace(to('/khao-sat'), placeCode),
      feedback: withPlace(to('/phan-anh'), placeCode),
      publicPage: to('/'),
      slip: lang === 'en' ? '/en/phieu' : '/phieu',
      scope: to('/khao-sat'),
    },
  }
  return data(page, { headers: keptOffline(round !== undefined && !withSlip) })
}

export const headers = loaderHeaders

/** What went wrong, with everything that was typed and the key to send it with next time. */
export interface SurveyProblem {
  problem: 'invalid' | 'flooded' | 'conflict' | 'closed' | 'slip-used' | 'slip-gone'
  errors: FieldError[]
  values: FormValues
  /** The comment alone: it is given back even where the form is gone. */
  comment: string
  key: string
  /** What the browser is to solve before the form is taken; null where nothing is asked. */
  challenge: string | null
}

export async function action(args: ActionFunctionArgs) {
  const { school, lang, today, to } = await visit(args)
  const { db, changes, secrets, config, now } = args.context
  const slug = args.params.form
  if (!isSurveyForm(slug)) throw new Response('', { status: 404 })
  const form = await readForm(args.request)
  const values = formValues(form)
  const sentKey = values[idempotencyField]
  const { questionnaire: code, form: length } = surveyForms[slug]
  const roundId = values[fieldNames.round] || undefined
  const asking = await changes.remember(`asked ${school.id} ${slug} ${lang} ${today} ${roundId ?? ''}`, async () => {
    // A page kept on the phone, or left open over the end of a round, asks the questions of its own round.
    const askedIn = (roundId === undefined ? undefined : await findRound(db, school, roundId)) ?? (await openRound(db, school, code, today))
    const questions = askedIn ? await loadQuestionnaire(db, askedIn) : await questionnaireOf(db, school, code)
    const asked = questions && askedForm(questions, length, lang)
    return asked && { asked, schema: responseFormSchema(asked, lang) }
  })
  if (!asking) throw new Response('', { status: 404 })
  const { asked, schema } = asking
  const refuse = (problem: SurveyProblem['problem'], status: number, errors: FieldError[] = [], key = sentKey, challenge: string | null = null) =>
    data<SurveyProblem>({ problem, errors, values, challenge, comment: values[asked.comment.code] ?? '', key: isIdempotencyKey(key) ? key : newIdempotencyKey() }, { status })

  const parsed = parseForm(schema, form)
  const errors = parsed.ok ? [] : parsed.errors
  if (!isIdempotencyKey(sentKey)) errors.push({ field: '', message: translate(lang, m.stalePage) })
  if (!parsed.ok || !isIdempotencyKey(sentKey) || errors.length > 0) return refuse('invalid', 422, errors)

  const input = { questionnaire: code, form: length, ...parsed.value, placeCode: values[fieldNames.place] || null, idempotencyKey: sentKey }
  const slip = values[slipField] === '1' ? slipVisit(args.request, args.context, school) : null
  // Counting it as an open answer instead would be another thing than the page said.
  if (values[slipField] === '1' && slip === null) return refuse('slip-gone', 409)
  // Slips are handed out one by one: nobody floods with them.
  const admission = slip ? ({ admitted: true, unproven: false } as const) : await admit(args.context, { school, key: sentKey }, values, { isOdd: Boolean(values[honeypotField]) })
  if (!admission.admitted) return refuse('flooded', 429, [], sentKey, admission.challenge)
  const result = slip
    ? await submitWithSlip(db, { secrets, keys: args.context.envelopeKeys }, school, slip.slip, input, now())
    : await submitResponse(db, secrets, school, { ...input, roundId, unproven: admission.unproven }, now(), args.context.arrivals)
  if (result.status === 'used' || result.status === 'unknown') return refuse('slip-used', 409)
  if (result.status === 'conflict') return refuse('conflict', 409, [], newIdempotencyKey())
  if (result.status === 'closed') return refuse('closed', 409)
  const cookie = sealReceipt(secrets, { schoolId: school.id, receipt: result.receipt, at: now() })
  const headers = new Headers([['Set-Cookie', setCookie(config, surveyReceiptCookie, cookie)]])
  if (slip) headers.append('Set-Cookie', endSlipVisit(args.context))
  return redirect(to('/khao-sat/bien-nhan'), { status: 303, headers })
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
