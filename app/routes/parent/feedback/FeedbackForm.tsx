import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { newFileField } from '#app/attachments/limits.ts'
import { intakeFields } from '#app/cases/intake-form.ts'
import type { FieldError } from '#app/http/forms.ts'
import { idempotencyField } from '#app/http/idempotency-field.ts'
import { useText } from '#app/i18n/text.tsx'
import { feedbackText as m } from '#app/i18n/messages/feedback.ts'
import { Button } from '#app/ui/Button.tsx'
import { cx } from '#app/ui/cx.ts'
import { forgetDrafts, forgetSent, isBackAfterSent, keepDraft, keepsDrafts, readDraft } from '#app/ui/draft.ts'
import type { Draft } from '#app/ui/draft.ts'
import { DraftPlace } from '#app/ui/DraftPlace.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import type { FormError } from '#app/ui/ErrorSummary.tsx'
import { ChosenFiles, FileChooser } from '#app/ui/FileChooser.tsx'
import { Icon } from '#app/ui/Icon.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { SendButton, SendGuard, SendNotice } from '#app/ui/SendGuard.tsx'
import { Steps } from '#app/ui/Steps.tsx'
import { HiddenField } from '#app/ui/TextField.tsx'
import { useHydrated } from '#app/ui/use-hydrated.ts'
import { useUploads } from '#app/ui/use-uploads.ts'
import type { KeptFile } from '#app/ui/use-uploads.ts'
import { Honeypot } from '../Honeypot.tsx'
import { AnswerList } from './AnswerList.tsx'
import { OutsideAuthorities } from './OutsideAuthorities.tsx'
import type { OutsideAuthority } from './OutsideAuthorities.tsx'
import { Questions } from './Questions.tsx'
import type { Promised } from './Questions.tsx'
import { useFeedback } from './use-feedback.ts'
import { feedbackDraft, feedbackSent } from './sent.ts'
import { stepAt, stepControls, stepIds, stepsFor } from './steps.ts'
import type { Step } from './steps.ts'
import { feedbackValues, relevantValues } from './values.ts'
import type { FeedbackValues } from './values.ts'

export interface FeedbackFormProps {
  fields: readonly { code: string; name: string }[]
  place: { code: string; name: string; kind: string } | null
  authorities: readonly OutsideAuthority[]
  pageKey: string
  promised: Promised
  /** What the server sent back; the form is one page then, whether scripts run or not. */
  returned: { values: FeedbackValues; errors: FieldError[]; kept: KeptFile[] } | undefined
  hrefs: { action: string; upload: string; receipt: string; privacy: string; lookUp: string }
}

const formId = 'y-kien'

/** On one page without scripts; with them one question at a time, nothing leaving the device before the last button. */
export function FeedbackForm(props: FeedbackFormProps) {
  return props.returned ? <OnePage {...props} returned={props.returned} /> : <Wizard {...props} />
}

function OnePage({ returned, hrefs, ...props }: FeedbackFormProps & { returned: NonNullable<FeedbackFormProps['returned']> }) {
  const t = useText()
  const form = useFeedback(props.fields, returned.values)
  const errors = Object.fromEntries(returned.errors.map(({ field, message }) => [field, message]))
  return (
    <form method="post" action={hrefs.action} id={formId} className="stack-l" encType="multipart/form-data" noValidate>
      <ErrorSummary errors={returned.errors} />
      <Head lookUpHref={hrefs.lookUp}>
        <p>{t(m.nothingKept)}</p>
      </Head>
      <HiddenField name={idempotencyField} value={props.pageKey} />
      <Honeypot />
      <Questions
        {...props}
        privacyHref={hrefs.privacy}
        form={form}
        typed={returned.values}
        serverErrors={errors}
        files={<FileChooser id={newFileField} kept={returned.kept} error={errors[newFileField]} />}
      />
      <Button size="large" wide name="intent" value="review">
        {t(m.review)}
      </Button>
    </form>
  )
}

function Wizard({ hrefs, ...props }: FeedbackFormProps) {
  const t = useText()
  const { fields, place, authorities } = props
  const hydrated = useHydrated()
  const form = useFeedback(fields, useState(onPage)[0])
  const uploads = useUploads(feedbackDraft, hrefs.upload)
  const [step, setStep] = useState<Step | 'outside'>('kind')
  const [summary, setSummary] = useState<FormError[]>([])
  const [offered, setOffered] = useState<Draft | null>()
  const [key, setKey] = useState(props.pageKey)
  const [discarded, setDiscarded] = useState(false)
  const [sentBefore, setSentBefore] = useState(false)
  const moved = useRef(false)
  const box = useRef<HTMLDivElement>(null)

  // The first render must be the server's, whatever has been typed meanwhile.
  const watched = form.watch()
  const values = hydrated ? feedbackValues(watched) : nothing
  const sequence = stepsFor(values.kind)
  const position = sequence.indexOf(step === 'outside' ? 'kind' : step)

  /** The furthest step that may be shown: whoever reloads or comes by a link does not jump over an empty answer. */
  function reachable(wanted: Step, filled: FeedbackValues): Step {
    const wrong = form.wrongControls(filled)
    const open = stepsFor(filled.kind)
    for (const one of open) {
      if (one === wanted || stepControls[one].some((name) => wrong.has(name))) return one
    }
    return open.at(-1)!
  }

  function show(next: Step | 'outside') {
    moved.current = true
    uploads.forgetRefused()
    setSummary([])
    setStep(next)
  }

  function go(next: Step) {
    window.history.pushState({ from: step }, '', `#${stepIds[next]}`)
    show(next)
  }

  /** One step back, by the browser's own history where that is where it leads. */
  function goBack() {
    const before = sequence[position - 1]!
    const state: unknown = window.history.state
    if (typeof state === 'object' && state !== null && 'from' in state && state.from === before) window.history.back()
    else go(before)
  }

  function fill(draft: Draft) {
    for (const name of intakeFields) {
      // A consent is given anew, and the place comes with the code that was scanned.
      if (name === 'consentContact' || name === 'consentPublish' || name === 'noi') continue
      form.setValue(name, draft[name] ?? '')
    }
    const kept = draft[idempotencyField]
    // The same key: what was sent just before the page was lost is not sent twice.
    if (kept) setKey(kept)
  }

  useEffect(() => {
    if (isBackAfterSent(feedbackDraft)) {
      // The browser has put back what was sent; a new report begins with an empty page.
      const element = document.getElementById(formId)
      if (element instanceof HTMLFormElement) element.reset()
      form.reset(onPage())
      // eslint-disable-next-line react-hooks/set-state-in-effect -- what this tab has sent is known only here
      setSentBefore(true)
    }
    const draft = readDraft(feedbackDraft)
    const filled = feedbackValues(form.getValues())
    const wanted = stepAt(window.location.hash)
    const isEmpty = isUntouched(filled)
    // What the browser keeps is known only here, after the server's page has come alive.
    const isOffered = draft !== null && isEmpty && wanted === 'kind'
    setOffered(isOffered ? draft : null)
    if (draft && isEmpty && !isOffered) fill(draft)
    setStep(reachable(wanted, feedbackValues(form.getValues())))

    function onHash() {
      show(reachable(stepAt(window.location.hash), feedbackValues(form.getValues())))
    }
    window.addEventListener('hashchange', onHash)
    return () => window.removeEventListener('hashchange', onHash)
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once, when the page comes alive
  }, [])

  useEffect(() => {
    if (!moved.current) return
    window.scrollTo(0, 0)
    box.current?.querySelector<HTMLElement>('.step-now .step-title')?.focus({ preventScroll: true })
  }, [step])

  /** Every button and the Enter key come through here: on to the next question, or out of the door at the last. */
  async function check(): Promise<boolean> {
    if (step === 'outside') return false
    const controls = step === 'check' ? sequence.flatMap((one) => stepControls[one]) : stepControls[step]
    if (!(await form.trigger([...controls]))) {
      const wrong = controls.flatMap((field) => {
        const message = form.getFieldState(field).error?.message
        return message ? [{ field, message }] : []
      })
      if (step === 'check') go(reachable('check', feedbackValues(form.getValues())))
      setSummary(wrong)
      return false
    }
    if (step === 'check') return true
    if (step === 'kind' && values.kind === 'denunciation' && values.aboutPrincipal === 'yes') {
      forgetDrafts(feedbackDraft)
      window.history.pushState(null, '', '#noi-khac')
      show('outside')
      return false
    }
    go(sequence[position + 1]!)
    return false
  }

  const answers = relevantValues(values)
  return (
    <SendGuard
      action={hrefs.action}
      receiptHref={hrefs.receipt}
      check={check}
      prepare={uploads.send}
      onSent={() => {
        feedbackSent()
        uploads.forget()
      }}
      encType="multipart/form-data"
      id={formId}
      className="wizard"
      // The draft does this, and is forgotten on sending. Where there can be none, the browser's own memory is better than nothing.
      autoComplete={hydrated && keepsDrafts() ? 'off' : undefined}
      onInput={(event) => {
        setOffered(null)
        setSentBefore(false)
        forgetSent(feedbackDraft)
        keepDraft(feedbackDraft, event.currentTarget)
        form.lookAgain(event.target)
      }}
    >
      <div ref={box} className="stack-l">
        <div className={cx('wizard-head', step !== 'kind' && 'wizard-head-small')}>
          <Head lookUpHref={hrefs.lookUp}>
            <p className="with-js">{t(m.nothingLeaves)}</p>
            <p className="without-js">{t(m.nothingKept)}</p>
          </Head>
        </div>
        {sentBefore ? (
          <Notice title={t(m.sentBefore.title)}>
            <p>
              {t(m.sentBefore.detail)} <a href={hrefs.lookUp}>{t(m.answerLater)}</a>
            </p>
          </Notice>
        ) : null}
        <DraftPlace name={feedbackDraft} isShown={offered === undefined ? undefined : offered !== null}>
          <Notice title={t(m.draft.title)}>
            <p>{t(m.draft.detail)}</p>
            <div className="cluster">
              <Button
                type="button"
                size="small"
                onClick={() => {
                  fill(offered ?? {})
                  setOffered(null)
                  go(reachable('check', feedbackValues(form.getValues())))
                }}
              >
                {t(m.draft.resume)}
              </Button>
              <Button
                type="button"
                size="small"
                variant="secondary"
                onClick={() => {
                  forgetDrafts(feedbackDraft)
                  setOffered(null)
                  setDiscarded(true)
                }}
              >
                {t(m.draft.discard)}
              </Button>
            </div>
          </Notice>
        </DraftPlace>
        <p role="status" className={discarded ? 'muted' : 'visually-hidden'}>
          {discarded ? t(m.draft.discarded) : ''}
        </p>
        {step === 'outside' ? null : (
          <div className="with-js">
            <Steps current={position + 1} total={sequence.length} />
          </div>
        )}
        <ErrorSummary errors={summary} />
        <HiddenField name={idempotencyField} value={key} />
        <Honeypot />

        <Questions
          {...props}
          privacyHref={hrefs.privacy}
          form={form}
          typed={nothing}
          serverErrors={{}}
          files={<FileChooser id={newFileField} uploads={uploads} kept={noFiles} />}
          wizard={{ current: step, kind: values.kind, sender: values.sender, body: values.body, goBack }}
        />

        {step === 'check' ? (
          <section className="step step-now" id={stepIds.check} aria-labelledby="tieu-de-xem-lai">
            <h2 className="step-title" id="tieu-de-xem-lai" tabIndex={-1}>
              {t(m.check.title)}
            </h2>
            <p>{t(m.check.lead)}</p>
            <AnswerList
              values={answers}
              fieldName={fields.find((field) => field.code === answers.field)?.name ?? ''}
              placeName={place?.name ?? null}
              files={uploads.files}
              change={(to, words) => <a href={`#${stepIds[to]}`}>{words}</a>}
            />
            <HiddenField name="intent" value="send" />
            <ChosenFiles uploads={uploads} />
            <SendNotice />
            <div className="step-nav">
              <SendButton>{t(m.send)}</SendButton>
              <Button type="button" variant="quiet" onClick={goBack}>
                {t(m.back)}
              </Button>
            </div>
          </section>
        ) : null}

        {step === 'outside' ? (
          <section className="step-now">
            <OutsideAuthorities
              title={
                <h2 className="step-title" tabIndex={-1}>
                  {t(m.refer.title)}
                </h2>
              }
              authorities={authorities}
              text={values.body}
              back={
                <Button type="button" variant="secondary" onClick={() => window.history.back()}>
                  {t(m.refer.notAbout)}
                </Button>
              }
            />
          </section>
        ) : null}
        {step === 'outside' || isUntouched(values) ? null : (
          <div className="draft-note small muted">
            <p>{t(m.draft.kept)}</p>
            <Button
              type="button"
              variant="quiet"
              size="small"
              onClick={() => {
                forgetDrafts(feedbackDraft)
                window.location.assign(hrefs.action)
              }}
            >
              {t(m.draft.discard)}
            </Button>
          </div>
        )}
        <div className="without-js">
          <Button size="large" wide name="intent" value="review">
            {t(m.review)}
          </Button>
        </div>
      </div>
    </SendGuard>
  )
}

const nothing = feedbackValues({})
const noFiles: readonly KeptFile[] = []

/** Nothing chosen and nothing written; where the code was scanned does not count. */
function isUntouched(values: FeedbackValues): boolean {
  return intakeFields.every((name) => name === 'noi' || values[name] === '')
}

/** What stands in the form before the scripts take over: people type while a page loads, and browsers fill in after a reload. */
function onPage(): FeedbackValues {
  if (typeof document === 'undefined') return nothing
  const form = document.getElementById(formId)
  return form instanceof HTMLFormElement ? feedbackValues(Object.fromEntries(new FormData(form))) : nothing
}

function Head({ lookUpHref, children }: { lookUpHref: string; children: ReactNode }) {
  const t = useText()
  return (
    <div className="page-header">
      <h1>{t(m.title)}</h1>
      <div className="lead head-more">
        <p>{t(m.lead)}</p>
      </div>
      <div className="head-more promise">
        <Icon name="lock" />
        <div>{children}</div>
      </div>
      <p className="head-more">
        <a href={lookUpHref}>{t(m.answerLater)}</a>
      </p>
    </div>
  )
}
