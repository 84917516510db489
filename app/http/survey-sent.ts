import type { Config } from '#app/config.ts'
import type { AppContext } from '#app/context.ts'
import { translate } from '#app/i18n/index.ts'
import { surveyText as m } from '#app/i18n/messages/survey.ts'
import { askedForm, fieldNames, findRound, loadQuestionnaire, openRound, questionnaireOf, responseFormSchema, submitResponse, submitWithSlip } from '#app/surveys/index.ts'
import { honeypotField } from './challenge-field.ts'
import { admit } from './challenge.ts'
import { setCookie, surveyReceiptCookie } from './cookies.ts'
import { formValues, parseForm, readForm } from './forms.ts'
import type { FieldError, FormValues } from './forms.ts'
import { addSecurityHeaders } from './headers.ts'
import { idempotencyField, isIdempotencyKey, newIdempotencyKey } from './idempotency.ts'
import { sealReceipt } from './receipt-cookie.ts'
import { endSlipVisit, slipVisit } from './slip-visit.ts'
import { isSurveyForm, slipField, surveyForms } from './survey-forms.ts'
import { visit } from './visit.ts'

/** What went wrong with a survey form, with everything that was typed and the key to send it with next time. */
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

/** What became of a survey form: where the browser goes and with which cookies, or what its page is to say. */
export type SurveySent = { accepted: true; location: string; cookies: string[] } | { accepted: false; status: number; problem: SurveyProblem }

interface SurveyPost {
  request: Request
  /** The school's slug, where the address has one, and the last part of the form's address. */
  params: Record<string, string | undefined>
  context: AppContext
}

/** Reads a survey form that was sent and counts it, with a slip or without. Throws a 404 for a form that nobody asks, and a 400 for what is no form. */
export async function takeSurvey({ request, params, context }: SurveyPost): Promise<SurveySent> {
  const { school, lang, today, to } = await visit({ request, params, context })
  const { db, changes, secrets, config, now } = context
  const slug = params.form
  if (!isSurveyForm(slug)) throw new Response('', { status: 404 })
  const form = await readForm(request)
  context.sent.form = form
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
  const refuse = (problem: SurveyProblem['problem'], status: number, errors: FieldError[] = [], key = sentKey, challenge: string | null = null): SurveySent => ({
    accepted: false, status, problem: { problem, errors, values, challenge, comment: values[asked.comment.code] ?? '', key: isIdempotencyKey(key) ? key : newIdempotencyKey() },
  })

  const parsed = parseForm(schema, form)
  const errors = parsed.ok ? [] : parsed.errors
  if (!isIdempotencyKey(sentKey)) errors.push({ field: '', message: translate(lang, m.stalePage) })
  if (!parsed.ok || !isIdempotencyKey(sentKey) || errors.length > 0) return refuse('invalid', 422, errors)

  const input = { questionnaire: code, form: length, ...parsed.value, placeCode: values[fieldNames.place] || null, idempotencyKey: sentKey }
  const slip = values[slipField] === '1' ? slipVisit(request, context, school) : null
  // Counting it as an open answer instead would be another thing than the page said.
  if (values[slipField] === '1' && slip === null) return refuse('slip-gone', 409)
  // Slips are handed out one by one: nobody floods with them.
  const admission = slip ? ({ admitted: true, unproven: false } as const) : await admit(context, { school, key: sentKey }, values, { isOdd: Boolean(values[honeypotField]) })
  if (!admission.admitted) return refuse('flooded', 429, [], sentKey, admission.challenge)
  const result = slip
    ? await submitWithSlip(db, { secrets, keys: context.envelopeKeys }, school, slip.slip, input, now())
    : await submitResponse(db, secrets, school, { ...input, roundId, unproven: admission.unproven }, now(), context.arrivals)
  if (result.status === 'used' || result.status === 'unknown') return refuse('slip-used', 409)
  if (result.status === 'conflict') return refuse('conflict', 409, [], newIdempotencyKey())
  if (result.status === 'closed') return refuse('closed', 409)
  const receipt = setCookie(config, surveyReceiptCookie, sealReceipt(secrets, { schoolId: school.id, receipt: result.receipt, at: now() }))
  return { accepted: true, location: to('/khao-sat/bien-nhan'), cookies: slip ? [receipt, endSlipVisit(context)] : [receipt] }
}

const surveyAddress = /^(?:\/en)?(?:\/(?<school>(?!office\/)[a-z0-9-]+))?\/khao-sat\/(?<form>[a-z-]+)$/

/** Answers a survey form, or gives undefined for whatever else a request is. */
export type SurveysInFront = (request: Request, bindings: object | undefined) => Promise<Response> | undefined

/**
 * Takes survey forms in front of Remix, which costs more than everything else about them (docs/decisions/0034). Whatever is not simply accepted goes on to `others` and
 * its route, which finds in `sent` what became of the form, and shows it.
 */
export function surveysInFront(
  { config, refuse, contextOf, others }: {
    config: Config
    /** The guard: what it refuses, `others` answer. */
    refuse: (request: Request) => Response | null
    contextOf: (request: Request, bindings: object | undefined) => AppContext
    others: (request: Request, bindings: object | undefined, sent: AppContext['sent']) => Response | Promise<Response>
  },
): SurveysInFront {
  const general = new Headers()
  addSecurityHeaders(general, config, [])
  const headers = Object.fromEntries(general)

  return (request, bindings) => {
    const params = request.method === 'POST' ? surveyAddress.exec(new URL(request.url).pathname)?.groups : undefined
    if (!params || refuse(request)) return undefined
    const context = contextOf(request, bindings)
    const taking = takeSurvey({ request, params, context })
    return taking.then(
      (sent) => {
        const [cookie, ...more] = sent.accepted ? sent.cookies : []
        if (!sent.accepted) return goOn()
        const response = new Response(null, { status: 303, headers: { ...headers, location: sent.location, 'set-cookie': cookie! } })
        for (const one of more) response.headers.append('set-cookie', one)
        return response
      },
      goOn,
    )

    function goOn(): Response | Promise<Response> {
      context.sent.survey = taking
      // Its body has been read.
      return others(new Request(request.url, { method: 'POST', headers: request.headers, body: context.sent.form }), bindings, context.sent)
    }
  }
}
