import type { MetaFunction } from '@remix-run/node'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { consentTexts } from '#app/cases/consent-texts.ts'
import { visit } from '#app/http/visit.ts'
import { consentTextsText as m, privacyText } from '#app/i18n/messages/privacy.ts'
import { useText } from '#app/i18n/text.tsx'
import { BackLink } from '#app/ui/Breadcrumb.tsx'
import { Card } from '#app/ui/Card.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { pageMeta, publicHeaders } from './parts/page.ts'

export { publicHeaders as headers }

export const meta: MetaFunction<typeof loader> = (args) => pageMeta(args, { title: m.title, description: m.lead })

export async function loader(args: LoaderFunctionArgs) {
  return { privacyHref: (await visit(args)).to('/rieng-tu') }
}

/** Every wording a parent was ever asked to agree to, the newest first. */
export default function ConsentTexts() {
  const { privacyHref } = useLoaderData<typeof loader>()
  const t = useText()
  return (
    <>
      <PageHeader above={<BackLink href={privacyHref}>{t(privacyText.title)}</BackLink>} title={t(m.title)} lead={<p>{t(m.lead)}</p>} />
      {(['contact', 'publish'] as const).map((purpose) => (
        <section key={purpose} className="stack measure" aria-labelledby={`loi-${purpose}`}>
          <h2 id={`loi-${purpose}`}>{t(m.purposes[purpose])}</h2>
          {consentTexts
            .filter((text) => text.purpose === purpose)
            .toReversed()
            .map((text, index) => (
              <Card key={text.version} level={3} title={text.version} meta={t(index === 0 ? m.now : m.earlier)}>
                <p>
                  <strong>{t(text.label)}</strong>
                </p>
                <p>{t(text.detail)}</p>
              </Card>
            ))}
        </section>
      ))}
    </>
  )
}
