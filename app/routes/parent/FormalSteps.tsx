import type { ParentFormal } from '#app/cases/parent-view.ts'
import { formalText as m } from '#app/i18n/messages/case.ts'
import { useText } from '#app/i18n/text.tsx'
import { Card } from '#app/ui/Card.tsx'
import { Icon } from '#app/ui/Icon.tsx'

/** The steps the law sets for a complaint or denunciation: what has been done, and by when the rest is. */
export function FormalSteps({ formal }: { formal: ParentFormal }) {
  const t = useText()
  const steps = [
    formal.acceptedOn === null ? { done: false, text: m.acceptBy(formal.acceptDue) } : { done: true, text: m.acceptedOn(formal.acceptedOn) },
    ...(formal.dialogue === null ? [] : [{ done: formal.decision !== null, text: m.dialogue(formal.dialogue.on, formal.dialogue.place) }]),
    formal.decision !== null
      ? { done: true, text: m.decided(formal.decision.number, formal.decision.on) }
      : { done: false, text: formal.resolveDue === null ? m.resolveAfter : m.resolveBy(formal.resolveDue, formal.isComplex) },
  ]
  return (
    <Card title={t(m.title)} className="no-break">
      <ol className="formal-steps">
        {steps.map(({ done, text }) => (
          <li key={text.vi} className={done ? 'formal-step-done' : undefined}>
            <Icon name={done ? 'check-circle' : 'clock'} />
            <span>{t(text)}</span>
          </li>
        ))}
      </ol>
    </Card>
  )
}
