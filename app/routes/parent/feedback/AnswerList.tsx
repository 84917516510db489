import type { ReactNode } from 'react'
import { isNeverPublished } from '#app/cases/intake-form.ts'
import { useText } from '#app/i18n/text.tsx'
import { fileLabel, fileText, numbered } from '#app/i18n/messages/files.ts'
import { feedbackText as m, kindChoices, senderChoices } from '#app/i18n/messages/feedback.ts'
import type { CaseKind, SenderMode } from '#db/schema.ts'
import { VisuallyHidden } from '#app/ui/VisuallyHidden.tsx'
import type { FeedbackValues } from './values.ts'
import type { Step } from './steps.ts'

interface AnswerListProps {
  values: FeedbackValues
  fieldName: string
  placeName: string | null
  files: readonly { type: 'image' | 'pdf' }[]
  /** The control that leads back to a question. */
  change: (step: Step, words: ReactNode) => ReactNode
}

/** "Check your answers": everything that will be sent, and nothing else. */
export function AnswerList({ values, fieldName, placeName, files, change }: AnswerListProps) {
  const t = useText()
  const { kind, sender } = values
  const isAnonymous = sender === 'anonymous'
  const rows: { step: Step; term: string; detail: ReactNode }[] = [
    { step: 'kind', term: t(m.kind.short), detail: kind in kindChoices ? t(kindChoices[kind as CaseKind].label) : '' },
    { step: 'field', term: t(m.field.short), detail: fieldName },
    { step: 'story', term: t(m.check.body), detail: <span className="pre-line">{values.body.trim()}</span> },
    ...(values.noi && placeName ? [{ step: 'story' as const, term: t(m.story.placeShort), detail: placeName }] : []),
    ...(files.length > 0 ? [{ step: 'story' as const, term: t(fileText.short), detail: numbered(files).map((file) => t(fileLabel(file))).join(', ') }] : []),
    ...(values.childSafety ? [{ step: 'story' as const, term: t(m.safety.short), detail: <strong>{t(m.safety.yes)}</strong> }] : []),
    { step: 'sender', term: t(m.sender.short), detail: sender in senderChoices ? t(senderChoices[sender as SenderMode].label) : '' },
    {
      step: 'sender',
      term: t(m.contact.short),
      detail: isAnonymous ? t(m.check.anonymous) : [values.name, values.phone, values.email].map((one) => one.trim()).filter((one) => one !== '').map((one) => <div key={one}>{one}</div>),
    },
    { step: 'sender', term: t(m.keepFrom.short), detail: values.keepFrom.trim() || t(m.keepFrom.nobody) },
    isNeverPublished(kind)
      ? { step: 'kind', term: t(m.publish.short), detail: t(m.publish.never) }
      : { step: 'publish', term: t(m.publish.short), detail: t(values.consentPublish ? m.publish.yes : m.publish.no) },
  ]
  return (
    <dl className="facts answers">
      {rows.map(({ step, term, detail }) => (
        <div className="fact" key={term}>
          <dt>{term}</dt>
          <dd>{detail}</dd>
          <dd className="fact-change">
            {change(
              step,
              <>
                {t(m.edit)}
                <VisuallyHidden> {term}</VisuallyHidden>
              </>,
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}
