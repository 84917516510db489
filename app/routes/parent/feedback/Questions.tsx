import type { ReactNode } from 'react'
import { contactConsent, publishConsent } from '#app/cases/consent-texts.ts'
import { bodyLimits, keepFromLimit } from '#app/cases/intake-form.ts'
import type { IntakeField } from '#app/cases/intake-form.ts'
import { formatNumber } from '#app/i18n/format.ts'
import { useLang, useText } from '#app/i18n/text.tsx'
import { feedbackText as m, kindChoices, kindOrder, senderChoices, senderOrder } from '#app/i18n/messages/feedback.ts'
import { Button } from '#app/ui/Button.tsx'
import { cx } from '#app/ui/cx.ts'
import { Notice } from '#app/ui/Notice.tsx'
import { Checkbox, RadioGroup } from '#app/ui/RadioGroup.tsx'
import { TextArea } from '#app/ui/TextArea.tsx'
import { TextField } from '#app/ui/TextField.tsx'
import { stepIds, stepTitles } from './steps.ts'
import type { Step } from './steps.ts'
import type { FeedbackHook } from './use-feedback.ts'
import type { FeedbackValues } from './values.ts'

/** What this school promises: working days to an answer, hours where a child may be in danger. */
export interface Promised {
  answerDays: number
  safetyHours: number
}

interface QuestionsProps {
  fields: readonly { code: string; name: string }[]
  place: { code: string; name: string; kind: string } | null
  privacyHref: string
  promised: Promised
  form: FeedbackHook
  typed: FeedbackValues
  serverErrors: Readonly<Record<string, string>>
  /** The control that chooses pictures and PDFs. */
  files: ReactNode
  /** Left out where all questions stand on one page. */
  wizard?: { current: Step | 'outside'; kind: string; sender: string; body: string; goBack: () => void }
}

/** The questions themselves. What only concerns some answers says so, and is hidden from the others where scripts run. */
export function Questions({ fields, place, privacyHref, promised, form, typed, serverErrors, files, wizard }: QuestionsProps) {
  const t = useText()
  const { register } = form
  const errorOf = (name: IntakeField) => form.errors[name]?.message ?? serverErrors[name]
  const step = (name: Exclude<Step, 'check'>, heading: 'inside' | 'above', children: ReactNode) => (
    <section id={stepIds[name]} className={cx('step', wizard?.current === name && 'step-now')} aria-labelledby={`tieu-de-${stepIds[name]}`}>
      {heading === 'above' ? <Title step={name} /> : null}
      {children}
      {wizard ? (
        <div className="step-nav with-js">
          {/* Pressed before the scripts have come, it brings the whole form on one page. */}
          <Button size="large" wide name="intent" value="whole">
            {t(m.next)}
          </Button>
          {name === 'kind' ? null : (
            <Button type="button" variant="quiet" onClick={wizard.goBack}>
              {t(m.back)}
            </Button>
          )}
        </div>
      ) : null}
    </section>
  )

  return (
    <>
      {step(
        'kind',
        'inside',
        <>
          <RadioGroup
            {...register('kind')}
            label={<Title step="kind" />}
            hint={t(m.kind.hint)}
            error={errorOf('kind')}
            defaultValue={typed.kind}
            options={kindOrder.map((kind) => ({ value: kind, label: t(kindChoices[kind].label), hint: t(kindChoices[kind].hint(promised.answerDays)) }))}
          />
          <Only when={wizard?.kind === 'denunciation'} note={t(m.aboutPrincipal.onlyFor)}>
            <RadioGroup
              {...register('aboutPrincipal')}
              label={t(m.aboutPrincipal.title)}
              hint={t(m.aboutPrincipal.hint)}
              error={errorOf('aboutPrincipal')}
              defaultValue={typed.aboutPrincipal}
              options={[
                { value: 'no', label: t(m.aboutPrincipal.no) },
                { value: 'yes', label: t(m.aboutPrincipal.yes) },
              ]}
            />
          </Only>
        </>,
      )}

      {step(
        'field',
        'inside',
        <RadioGroup
          {...register('field')}
          label={<Title step="field" />}
          hint={t(m.field.hint)}
          error={errorOf('field')}
          defaultValue={typed.field}
          options={fields.map((field) => ({ value: field.code, label: field.name }))}
        />,
      )}

      {step(
        'story',
        'above',
        <>
          <TextArea
            {...register('body')}
            label={t(m.story.label)}
            hint={t(m.story.hint)}
            error={errorOf('body')}
            defaultValue={typed.body}
            rows={9}
            countText={wizard && wizard.body !== '' ? undefined : t(m.story.count)}
          />
          {wizard && wizard.body !== '' ? <Count length={wizard.body.trim().length} /> : null}
          {files}
          {place ? (
            <Checkbox
              {...register('noi')}
              value={place.code}
              label={t(m.story.place(place.name))}
              hint={t(place.kind === 'class' ? m.story.placeHintClass : m.story.placeHint)}
              // A class narrows the sender down to a handful of families: only whoever wants to says it.
              defaultChecked={wizard ? place.kind !== 'class' : typed.noi === place.code}
            />
          ) : null}
          <Checkbox {...register('childSafety')} label={t(m.safety.label)} hint={t(m.safety.hint(promised.safetyHours))} defaultChecked={typed.childSafety !== ''} />
          <p className="small muted">{t(m.emergency)}</p>
        </>,
      )}

      {step(
        'sender',
        'inside',
        <>
          <RadioGroup
            {...register('sender')}
            label={<Title step="sender" />}
            error={errorOf('sender')}
            defaultValue={typed.sender}
            options={senderOrder.map((sender) => ({ value: sender, label: t(senderChoices[sender].label), hint: t(senderChoices[sender].hint) }))}
          />
          <Notice tone="warning">
            <p>{t(m.sender.honest)}</p>
          </Notice>
          <p className={cx('small muted', wizard && wizard.kind !== 'complaint' && wizard.kind !== 'denunciation' && 'without-js')}>{t(m.sender.law)}</p>
          <Only when={wizard?.sender === 'named' || wizard?.sender === 'protected'} note={t(m.contact.onlyFor)}>
            <h3>{t(m.contact.title)}</h3>
            <TextField {...register('name')} label={t(m.contact.name)} error={errorOf('name')} defaultValue={typed.name} autoComplete="name" maxLength={120} width="l" />
            <TextField
              {...register('phone')}
              label={t(m.contact.phone)}
              optional
              error={errorOf('phone')}
              defaultValue={typed.phone}
              type="tel"
              inputMode="tel"
              autoComplete="tel"
              maxLength={25}
              width="m"
            />
            <TextField
              {...register('email')}
              label={t(m.contact.email)}
              optional
              hint={t(m.contact.emailHint)}
              error={errorOf('email')}
              defaultValue={typed.email}
              type="email"
              autoComplete="email"
              maxLength={254}
              width="l"
            />
            <Checkbox
              {...register('consentContact')}
              label={t(contactConsent.label)}
              hint={t(contactConsent.detail)}
              error={errorOf('consentContact')}
              defaultChecked={typed.consentContact !== ''}
            />
            <PrivacyNote href={privacyHref} />
          </Only>
          <TextField {...register('keepFrom')} label={t(m.keepFrom.label)} optional hint={t(m.keepFrom.hint)} error={errorOf('keepFrom')} defaultValue={typed.keepFrom} maxLength={keepFromLimit} autoComplete="off" />
        </>,
      )}

      {step(
        'publish',
        'above',
        <>
          <p className="muted">{t(m.publish.hint)}</p>
          <Checkbox
            {...register('consentPublish')}
            label={t(publishConsent.label)}
            hint={t(publishConsent.detail)}
            defaultChecked={typed.consentPublish !== ''}
          />
          <PrivacyNote href={privacyHref} />
        </>,
      )}
    </>
  )
}

function Title({ step }: { step: Step }) {
  const t = useText()
  return (
    <h2 className="step-title" id={`tieu-de-${stepIds[step]}`} tabIndex={-1}>
      {t(stepTitles[step])}
    </h2>
  )
}

/** Questions that follow from one answer. Without scripts they are always there, with a note whom they are for. */
function Only({ when, note, children }: { when: boolean; note: string; children: ReactNode }) {
  return (
    <div className={cx('only', when && 'only-now')}>
      <p className="only-note small muted">{note}</p>
      {children}
    </div>
  )
}

/** How much room is left; said aloud only near the end, not at every letter. */
function Count({ length }: { length: number }) {
  const t = useText()
  const lang = useLang()
  const left = bodyLimits.max - length
  const words = left < 0 ? m.story.over(formatNumber(-left, lang)) : m.story.left(formatNumber(left, lang))
  return (
    <p className={cx('field-count', left < 0 && 'field-error')} role={left < 100 ? 'status' : undefined}>
      {t(words)}
    </p>
  )
}

function PrivacyNote({ href }: { href: string }) {
  const t = useText()
  return (
    <p className="small muted">
      {t(m.privacy)}{' '}
      {/* In a window of its own: the form stays as it is. */}
      <a href={href} target="_blank" rel="noopener">
        {t(m.privacyLink)}
      </a>
    </p>
  )
}
