import type { ReactNode } from 'react'
import { useText } from '#app/i18n/text.tsx'
import { feedbackText as m } from '#app/i18n/messages/feedback.ts'
import { Card } from '#app/ui/Card.tsx'
import { CopyButton } from '#app/ui/CopyButton.tsx'
import { Notice } from '#app/ui/Notice.tsx'

export interface OutsideAuthority {
  name: string
  address: string
  phone: string
}

/** Whom to write to when the principal is denounced. The school's portal takes nothing then. */
export function OutsideAuthorities({ title, authorities, text, back }: { title: ReactNode; authorities: readonly OutsideAuthority[]; text: string; back: ReactNode }) {
  const t = useText()
  return (
    <div className="stack-l">
      <div className="stack">
        {title}
        <p className="lead">{t(m.refer.lead)}</p>
      </div>
      <Notice tone="warning">
        <p>{t(m.emergency)}</p>
      </Notice>
      <section className="stack" aria-labelledby="noi-tiep-nhan">
        <h2 id="noi-tiep-nhan">{t(m.refer.where)}</h2>
        {authorities.length === 0 ? <p>{t(m.refer.none)}</p> : null}
        {authorities.map((authority) => (
          <Card key={authority.name} title={authority.name} level={3}>
            <p>
              {t(m.refer.address)}: {authority.address}
            </p>
            {authority.phone ? (
              <p>
                {t(m.refer.phone)}: <a href={`tel:${authority.phone.replace(/[^\d+]/g, '')}`}>{authority.phone}</a>
              </p>
            ) : null}
          </Card>
        ))}
      </section>
      <section className="stack" aria-labelledby="cach-gui">
        <h2 id="cach-gui">{t(m.refer.how)}</h2>
        <ol className="next-steps">
          {m.refer.steps.map((step) => (
            <li key={step.en}>{t(step)}</li>
          ))}
        </ol>
      </section>
      {text ? (
        <section className="stack" aria-labelledby="da-viet">
          <h2 id="da-viet">{t(m.refer.text)}</h2>
          <p className="muted" id="da-viet-y">
            {t(m.refer.textHint)}
          </p>
          <textarea className="input" readOnly rows={8} value={text} aria-labelledby="da-viet" aria-describedby="da-viet-y" />
          <CopyButton text={text} label={t(m.refer.copy)} />
        </section>
      ) : null}
      {back}
    </div>
  )
}
