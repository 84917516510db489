import { data, redirect } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { dayOf } from '#app/calendar/index.ts'
import { formValues, parseForm, readForm } from '#app/http/forms.ts'
import type { FieldError, FormValues } from '#app/http/forms.ts'
import { idempotencyField } from '#app/http/idempotency-field.ts'
import { isIdempotencyKey, newIdempotencyKey } from '#app/http/idempotency.ts'
import { kioskPaths, kioskVisit, sendReceipt } from '#app/http/kiosk-visit.ts'
import { limits } from '#app/http/limiter.ts'
import { kioskText as m } from '#app/i18n/messages/kiosk.ts'
import { surveyText } from '#app/i18n/messages/survey.ts'
import { useText } from '#app/i18n/text.tsx'
import { askedForm, formsOf, loadQuestionnaire, openRound, responseFormSchema, submitResponse } from '#app/surveys/index.ts'
import { levelLabels, noOpinionLabel } from '#app/surveys/questionnaires.ts'
import { ButtonLink } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { LevelQuestion } from '#app/ui/LevelQuestion.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { SendButton, SendGuard, SendNotice } from '#app/ui/SendGuard.tsx'
import { HiddenField } from '#app/ui/TextField.tsx'
import { Idle } from './Idle.tsx'

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.school ?? 'Lắng Nghe' }]

/** The shortest form that the round has, and only what is answered by touching: nobody types words on a shared screen. */
async function formHere(request: Request, context: LoaderFunctionArgs['context']) {
  const { kiosk } = await kioskVisit(request, context)
  const paths = kioskPaths(request)
  const open = kiosk && (await openRound(context.db, kiosk.school, kiosk.round.questionnaire, dayOf(context.now())))?.id === kiosk.round.id
  if (!open) throw redirect(paths.start, 303)
  const questions = await loadQuestionnaire(context.db, kiosk.round)
  return { kiosk, paths, asked: askedForm(questions, formsOf(questions)[0] ?? 'full', paths.lang) }
}

export async function loader({ request, context }: LoaderFunctionArgs) {
  const { kiosk, paths, asked } = await formHere(request, context)
  return { school: kiosk.school.name, parts: asked.parts, overall: asked.overall, key: newIdempotencyKey(), paths }
}

interface Refused {
  problem: 'invalid' | 'limited' | 'conflict'
  errors: FieldError[]
  values: FormValues
  key: string
}

export async function action({ request, context }: ActionFunctionArgs) {
  const { kiosk, paths, asked } = await formHere(request, context)
  const form = await readForm(request)
  const values = formValues(form)
  const key = values[idempotencyField]
  const refuse = (problem: Refused['problem'], status: number, errors: FieldError[] = []) =>
    data<Refused>({ problem, errors, values, key: problem !== 'conflict' && isIdempotencyKey(key) ? key : newIdempotencyKey() }, { status })

  const parsed = parseForm(responseFormSchema(asked, paths.lang), form)
  if (!parsed.ok) return refuse('invalid', 422, parsed.errors)
  if (!isIdempotencyKey(key)) return refuse('invalid', 422, [{ field: '', message: surveyText.stalePage[paths.lang] }])
  if (!(await context.limiter.take(limits.kiosk, kiosk.id, Date.parse(context.now())))) return refuse('limited', 429)

  const result = await submitResponse(
    context.db, context.secrets, kiosk.school,
    {
      questionnaire: asked.survey,
      form: asked.form,
      roundId: kiosk.round.id,
      answers: parsed.value.answers,
      expectation: null,
      comment: null,
      relation: null,
      ageGroup: null,
      placeCode: kiosk.placeCode,
      idempotencyKey: key,
      channel: 'kiosk',
    },
    context.now(), context.arrivals,
  )
  if (result.status === 'conflict') return refuse('conflict', 409)
  if (result.status === 'closed') return redirect(paths.start, 303)
  return redirect(paths.thanks, { status: 303, headers: { 'Set-Cookie': sendReceipt(context, result.receipt) } })
}

export default function KioskForm() {
  const { parts, overall, key, paths, school } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const t = useText()
  const levels = levelLabels.map(({ level, label }) => ({ value: String(level), label: t(label) }))
  const errorOf = (field: string) => refused?.errors.find((error) => error.field === field)?.message
  return (
    <>
      <header className="kiosk-head">
        <div>
          <p className="kiosk-school">{school}</p>
          <h1>{t(m.title)}</h1>
        </div>
        <ButtonLink href={paths.start} variant="secondary">
          {t(m.again)}
        </ButtonLink>
      </header>
      <p className="lead">{t(m.lead)}</p>
      <ErrorSummary errors={(refused?.errors ?? []).map(({ field, message }) => (field === '' ? { message } : { field, message }))} />
      {refused?.problem === 'limited' ? (
        <Notice tone="warning" title={t(surveyText.limitedTitle)}>
          <p>{t(m.limitedForms)}</p>
        </Notice>
      ) : null}
      {refused?.problem === 'conflict' ? (
        <Notice tone="warning" title={t(surveyText.conflictTitle)}>
          <p>{t(surveyText.conflict)}</p>
        </Notice>
      ) : null}
      <SendGuard action={paths.form} receiptHref={paths.thanks} autoComplete="off" className="kiosk-form">
        <HiddenField name={idempotencyField} value={refused?.key ?? key} />
        {[...parts.flatMap((part) => part.items), overall].map((item) => (
          <LevelQuestion
            key={item.code}
            name={item.code}
            legend={item.wording}
            levels={levels}
            noOpinionLabel={t(noOpinionLabel)}
            defaultValue={refused?.values[item.code]}
            error={errorOf(item.code)}
            autoComplete="off"
          />
        ))}
        <SendNotice />
        <SendButton>{t(m.send)}</SendButton>
      </SendGuard>
      <Idle start={paths.start} />
    </>
  )
}
