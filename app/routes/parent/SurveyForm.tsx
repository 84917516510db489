import { valibotResolver } from '@hookform/resolvers/valibot'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useForm } from 'react-hook-form'
import type { FieldErrors, Resolver } from 'react-hook-form'
import { honeypotField } from '#app/http/challenge-field.ts'
import { idempotencyField, keyMark } from '#app/http/idempotency-field.ts'
import { slipField } from '#app/http/survey-forms.ts'
import type { SurveyFormSlug } from '#app/http/survey-forms.ts'
import type { SurveyProblem } from '#app/http/survey-sent.ts'
import { useLang, useText } from '#app/i18n/text.tsx'
import { surveyText as m } from '#app/i18n/messages/survey.ts'
import { askedLevels, levelLabels, noOpinionLabel, relations } from '#app/surveys/questionnaires.ts'
import type { AskedForm, AskedItem } from '#app/surveys/questionnaires.ts'
import { fieldNames, responseFormSchema } from '#app/surveys/response-form.ts'
import { Button } from '#app/ui/Button.tsx'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import { DraftPlace } from '#app/ui/DraftPlace.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { LevelQuestion } from '#app/ui/LevelQuestion.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { ProofOfWork } from '#app/ui/ProofOfWork.tsx'
import { RadioGroup } from '#app/ui/RadioGroup.tsx'
import { SendButton, SendGuard, SendNotice } from '#app/ui/SendGuard.tsx'
import { TextArea } from '#app/ui/TextArea.tsx'
import { HiddenField, TextField } from '#app/ui/TextField.tsx'
import { forgetDrafts, isReturn, keepDraft, readDraft } from '#app/ui/draft.ts'
import { dropWaiting, keptForms, newKey, sendLater, sendWaiting } from '#app/ui/offline.ts'
import { Honeypot } from './Honeypot.tsx'
import { SurveyProgress } from './SurveyProgress.tsx'

export interface SurveyFormProps {
  slug: SurveyFormSlug
  /** Answered with the one-time slip that this browser showed. */
  withSlip: boolean
  round: { id: string; vi: string; en: string; closesOn: string }
  asked: AskedForm
  place: { code: string; name: string; kind: string } | null
  /** The key to send it with next time, where it was sent before. */
  pageKey: string | undefined
  /** What the server sent back, with everything that was typed. */
  refused: SurveyProblem | undefined
  hrefs: { action: string; receipt: string; feedback: string }
}

type Values = Record<string, string>

/** Fields that belong to the page and not to what somebody typed. */
const ofThePage: readonly string[] = [idempotencyField, fieldNames.place, fieldNames.round, slipField]

/**
 * A questionnaire on one page. The server's page works by itself; here it gains live checks, the count of answers, a draft
 * on the phone, and a sending that survives the network.
 */
export function SurveyForm({ slug, withSlip, round, asked, place, pageKey, refused, hrefs }: SurveyFormProps) {
  const t = useText()
  const lang = useLang()
  const { survey: code, form: length, parts } = asked
  const items = askedLevels(asked)
  const typed = refused?.values ?? {}

  const [resolver] = useState(() => valibotResolver(responseFormSchema(asked, lang)) as unknown as Resolver<Values>)
  const [serverErrors] = useState(() => asFieldErrors(refused))
  // Checked on sending, mended while typing: a message that appears on leaving a field moves the page under the finger that taps "Gửi".
  const { register, formState, trigger, setValue } = useForm<Values>({ mode: 'onSubmit', resolver, errors: serverErrors, shouldFocusError: false })
  const errorOf = (name: string) => formState.errors[name]?.message
  const [attempts, setAttempts] = useState(0)

  async function check() {
    const fine = await trigger()
    setAttempts((count) => count + 1)
    return fine
  }

  const draftName = `khao-sat/${slug}/${round.id}`
  const box = useRef<HTMLDivElement>(null)
  const [key, setKey] = useState(() => pageKey ?? keyOfPage())
  const [restored, setRestored] = useState(refused ? false : undefined)
  /** The form is here again as it waits to be sent; whatever is changed must not be overtaken by it. */
  const waitsUntouched = useRef(false)
  useEffect(() => {
    let isGone = false
    /** True where what was half-written stands in the form again, undefined where this page is left anyway. */
    async function restore(): Promise<boolean | undefined> {
      const { waiting } = await keptForms()
      const isWaiting = waiting.some((one) => one.draft === draftName)
      const { sent } = isWaiting ? await sendWaiting() : await keptForms()
      // What went out without this page is nobody's draft any more.
      for (const one of sent) forgetDrafts(one.draft)
      const form = box.current?.closest('form')
      if (isGone || refused || !form) return
      const draft = readDraft(draftName)
      // After a reload the browser has filled it in again itself, mostly.
      if (hasAnswers(form)) return draft !== null && isReturn()
      const arrived = isWaiting ? sent.find((one) => one.draft === draftName) : undefined
      if (arrived) {
        window.location.replace(arrived.href)
        return
      }
      setKey(newKey())
      if (!draft) return false
      for (const [name, value] of Object.entries(draft)) {
        // The key comes back too: if the form did arrive after all, sending it again finds its receipt.
        if (name === idempotencyField) setKey(value)
        else if (name !== honeypotField && !ofThePage.includes(name)) setValue(name, value)
      }
      form.dispatchEvent(new Event('input', { bubbles: true }))
      waitsUntouched.current = isWaiting
      return true
    }
    const frame = requestAnimationFrame(() => void restore().then((isRestored) => isRestored !== undefined && !isGone && setRestored(isRestored)))
    return () => {
      isGone = true
      cancelAnimationFrame(frame)
    }
  }, [draftName, refused, setValue])

  const later = useMemo(
    () => ({
      keep: (body: URLSearchParams) => sendLater({ key, draft: draftName, action: hrefs.action, body: body.toString(), receiptHref: hrefs.receipt }),
      drop: () => void dropWaiting(key),
    }),
    [key, draftName, hrefs.action, hrefs.receipt],
  )

  const levels = levelLabels.map(({ level, label }) => ({ value: String(level), label: t(label) }))
  const question = (item: AskedItem) => (
    <LevelQuestion
      key={item.code}
      {...register(item.code)}
      legend={item.wording}
      levels={levels}
      noOpinionLabel={t(noOpinionLabel)}
      defaultValue={typed[item.code]}
      error={errorOf(item.code)}
    />
  )
  const several = parts.length > 1
  const partCount = several && length === 'full' ? parts.length + 1 : 0

  const inOrder = [...items, asked.expectation?.code ?? '', asked.comment.code, fieldNames.relation, fieldNames.ageGroup]
  const shownErrors = attempts > 0 || refused ? errorList(formState.errors, refused, inOrder) : []
  return (
    <SendGuard
      action={hrefs.action}
      receiptHref={hrefs.receipt}
      check={check}
      later={later}
      className="stack-l survey"
      onInput={(event) => {
        if (waitsUntouched.current) later.drop()
        waitsUntouched.current = false
        keepDraft(draftName, event.currentTarget)
        // Any answer puts right that there was none.
        if (formState.errors[items[0]!]) void trigger(items[0])
        const { name } = event.target as HTMLInputElement
        if (formState.errors[name]) void trigger(name)
      }}
    >
      <div ref={box} className="stack">
        <ErrorSummary key={attempts} errors={shownErrors} />
        {refused?.challenge ? <ProofOfWork challenge={refused.challenge} /> : null}
        <DraftPlace name={draftName} isShown={restored}>
          <Notice>
            <p>{t(m.draftRestored)}</p>
            <Button
              type="button"
              variant="quiet"
              size="small"
              onClick={() => {
                forgetDrafts(draftName)
                later.drop()
                window.location.reload()
              }}
            >
              {t(m.draftDrop)}
            </Button>
          </Notice>
        </DraftPlace>
      </div>
      <HiddenField name={idempotencyField} value={key} />
      <HiddenField name={fieldNames.round} value={round.id} />
      {withSlip ? <HiddenField name={slipField} value="1" /> : null}
      <PlaceField place={place} typed={typed[fieldNames.place]} />
      <Honeypot value={typed[honeypotField]} />
      <SurveyProgress items={items} />

      {length === 'full' && several ? (
        <>
          {parts.map((area, index) => (
            <section key={area.code} className="survey-area" aria-labelledby={`phan-${area.code}`}>
              <h2 id={`phan-${area.code}`}>
                <span className="survey-part">{t(m.part(index + 1, partCount))}</span> {area.name}
              </h2>
              {area.items.map(question)}
            </section>
          ))}
          <section className="survey-area" aria-labelledby="phan-chung">
            <h2 id="phan-chung">
              <span className="survey-part">{t(m.part(partCount, partCount))}</span> {t(m.overallPart)}
            </h2>
            {question(asked.overall)}
            {asked.expectation ? (
              <Expectation
                item={asked.expectation}
                error={errorOf(asked.expectation.code)}
                defaultValue={typed[asked.expectation.code]}
                field={register(asked.expectation.code)}
                choose={(percent) => setValue(asked.expectation!.code, String(percent), { shouldValidate: true })}
              />
            ) : null}
          </section>
        </>
      ) : (
        <div className="survey-area">
          {parts.flatMap((part) => part.items).map(question)}
          {question(asked.overall)}
        </div>
      )}

      <section className="survey-area" aria-labelledby="phan-gop-y">
        <h2 id="phan-gop-y">{t(m.morePart)}</h2>
        <TextArea
          {...register(asked.comment.code)}
          label={asked.comment.wording}
          optional
          hint={
            <>
              {t(m.commentHint)} {t(m.needAnswer)} <a href={hrefs.feedback}>{t(m.sendFeedback).toLowerCase()}</a>.
            </>
          }
          defaultValue={typed[asked.comment.code]}
          error={errorOf(asked.comment.code)}
          countText={t(m.commentCount)}
          rows={4}
        />
        {code === 'education' ? (
          <Disclosure
            summary={t(m.about)}
            open={length === 'full' || Boolean(typed[fieldNames.relation] ?? typed[fieldNames.ageGroup])}
          >
            <p className="muted">{t(m.aboutHint)}</p>
            <RadioGroup
              {...register(fieldNames.relation)}
              label={t(m.relation)}
              options={choices(relations, t(m.noChoice))}
              defaultValue={typed[fieldNames.relation]}
              error={errorOf(fieldNames.relation)}
            />
            {asked.groups ? (
              <RadioGroup
                {...register(fieldNames.ageGroup)}
                label={asked.groups.wording}
                options={[...asked.groups.options.map((one) => ({ value: one.code, label: one.label })), { value: '', label: t(m.noChoice) }]}
                defaultValue={typed[fieldNames.ageGroup]}
                error={errorOf(fieldNames.ageGroup)}
              />
            ) : null}
          </Disclosure>
        ) : null}
      </section>

      <div className="stack">
        {place ? <p className="muted small">{t(place.kind === 'class' ? m.placeDropped : m.placeKept(place.name))}</p> : null}
        <SendNotice />
        <SendButton>{t(m.send)}</SendButton>
        <p className="muted small when-alive">{t(m.draftKept)}</p>
      </div>
    </SendGuard>
  )

  function choices(options: readonly { code: string; label: { vi: string; en: string } }[], none: string) {
    return [...options.map((one) => ({ value: one.code, label: t(one.label) })), { value: '', label: none }]
  }
}

/** Belongs to this one page, and whatever is sent with it counts once. It is put in on the way out: only the page itself knows it. */
function keyOfPage(): string {
  if (typeof document === 'undefined') return keyMark
  return document.querySelector<HTMLInputElement>(`input[name="${idempotencyField}"]`)?.value ?? newKey()
}

/** The place whose code was scanned travels along; a class is left out already here, and once more before it could be stored. */
function PlaceField({ place, typed }: { place: SurveyFormProps['place']; typed: string | undefined }) {
  const code = place ? (place.kind === 'class' ? '' : place.code) : (typed ?? '')
  return code === '' ? null : <HiddenField name={fieldNames.place} value={code} />
}

const presets = [50, 80, 100, 120]

function Expectation({ item, error, defaultValue, field, choose }: {
  item: AskedItem
  error: string | undefined
  defaultValue: string | undefined
  field: ReturnType<ReturnType<typeof useForm<Values>>['register']>
  choose: (percent: number) => void
}) {
  const t = useText()
  return (
    <div>
      <TextField
        {...field}
        label={item.wording}
        optional
        hint={t(m.expectationHint)}
        error={error}
        defaultValue={defaultValue}
        inputMode="numeric"
        autoComplete="off"
        width="xs"
        suffix="%"
      />
      <div className="presets when-alive" role="group" aria-label={t(m.expectationPresets)}>
        {presets.map((percent) => (
          <Button
            key={percent}
            type="button"
            variant="secondary"
            size="small"
            onClick={(event) => {
              choose(percent)
              event.currentTarget.form?.dispatchEvent(new Event('input', { bubbles: true }))
            }}
          >
            {percent}%
          </Button>
        ))}
      </div>
    </div>
  )
}

function asFieldErrors(refused: SurveyProblem | undefined): FieldErrors<Values> {
  return Object.fromEntries((refused?.errors ?? []).filter((error) => error.field !== '').map(({ field, message }) => [field, { type: 'server', message }]))
}

/** Everything to put right, in the order of the page; errors of no field come first. */
function errorList(errors: FieldErrors<Values>, refused: SurveyProblem | undefined, inOrder: readonly string[]) {
  const general = (refused?.errors ?? []).filter((error) => error.field === '').map(({ message }) => ({ message }))
  const byField = Object.entries(errors).flatMap(([field, error]) => (error?.message ? [{ field, message: error.message }] : []))
  return [...general, ...byField.sort((a, b) => inOrder.indexOf(a.field) - inOrder.indexOf(b.field))]
}

function hasAnswers(form: HTMLFormElement): boolean {
  for (const [name, value] of new FormData(form)) {
    if (!ofThePage.includes(name) && value !== '') return true
  }
  return false
}
