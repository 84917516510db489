import { Card } from '#app/ui/Card.tsx'
import { Icon } from '#app/ui/Icon.tsx'
import { VisuallyHidden } from '#app/ui/VisuallyHidden.tsx'

export interface Step {
  done: boolean
  href: string
  title: string
  text: string
}

/** What a new school has to do before parents come; ticked from its own records. */
export function FirstStepsCard({ steps }: { steps: readonly Step[] }) {
  const done = steps.filter((step) => step.done).length
  return (
    <Card title="Chuẩn bị để bắt đầu" tone="accent" actions={<span className="muted">{`Xong ${done}/${steps.length}`}</span>}>
      <ol className="first-steps">
        {steps.map((step) => (
          <li key={step.href} className={step.done ? 'first-step first-step-done' : 'first-step'}>
            <span className="first-step-mark">{step.done ? <Icon name="check" /> : null}</span>
            <div>
              <a href={step.href} className="first-step-title">
                {step.title}
              </a>
              {step.done ? <VisuallyHidden> (đã xong)</VisuallyHidden> : null}
              <p className="muted small">{step.text}</p>
            </div>
          </li>
        ))}
      </ol>
    </Card>
  )
}
