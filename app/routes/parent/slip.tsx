import type { ActionFunctionArgs, LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { data, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useRef } from 'react'
import { dayOf } from '#app/calendar/index.ts'
import { formValues, readForm } from '#app/http/forms.ts'
import { limits } from '#app/http/limiter.ts'
import { beginSlipVisit } from '#app/http/slip-visit.ts'
import { langFromPath, translate } from '#app/i18n/index.ts'
import { slipText as m } from '#app/i18n/messages/slip.ts'
import { useText } from '#app/i18n/text.tsx'
import { schoolById } from '#app/schools/index.ts'
import { pathFor } from '#app/schools/urls.ts'
import { checkSlip, readSlip, schoolOfSlip } from '#app/surveys/index.ts'
import { Button } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { PlainLayout } from '#app/ui/PlainLayout.tsx'
import { TextField } from '#app/ui/TextField.tsx'
import { useScannedCode } from '#app/ui/use-scanned-code.ts'
import parentCss from '#app/ui/parent.css?url'

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: parentCss }]
export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page ? `${translate(page.lang, m.title)} · Lắng Nghe` : 'Lắng Nghe' }]

export function loader({ request }: LoaderFunctionArgs) {
  const lang = langFromPath(new URL(request.url).pathname)
  return { lang, action: lang === 'en' ? '/en/phieu' : '/phieu' }
}

/** The address on every slip names no school: the slip itself knows its own. The code is posted, so that it stands in no address and no log. */
export async function action({ request, context }: ActionFunctionArgs) {
  const lang = langFromPath(new URL(request.url).pathname)
  const { db, secrets, limiter, clientKey, now } = context
  const typed = formValues(await readForm(request)).ma ?? ''
  const refuse = (message: { vi: string; en: string }, status: number) => data({ typed, error: translate(lang, message) }, { status })
  if (!(await limiter.take(limits.slip, clientKey, Date.parse(now())))) return refuse(m.limited, 429)
  const slip = readSlip(typed)
  if (slip === null) return refuse(m.bad, 422)
  const schoolId = await schoolOfSlip(db, secrets, slip)
  if (schoolId === null) return refuse(m.unknown, 422)
  const school = await schoolById(db, schoolId)
  const { state, round } = await checkSlip(db, secrets, school, slip, dayOf(now()))
  if (state !== 'good' || round === null) return refuse(state === 'used' ? m.used : state === 'closed' ? m.closed : m.unknown, 422)
  const path = pathFor(lang, school, round.questionnaire === 'dossier' ? '/khao-sat/thu-tuc' : '/khao-sat')
  return redirect(path, { status: 303, headers: { 'Set-Cookie': beginSlipVisit(context, school, { roundId: round.id, slip }) } })
}

export default function SlipPage() {
  const { action: address } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const t = useText()
  const form = useRef<HTMLFormElement>(null)
  useScannedCode(form)
  return (
    <PlainLayout schoolName="Lắng Nghe">
      <PageHeader title={t(m.title)} lead={<p>{t(m.lead)}</p>} />
      <ErrorSummary errors={refused ? [{ field: 'ma', message: refused.error }] : []} />
      <form ref={form} method="post" action={address} className="stack" noValidate>
        <TextField name="ma" label={t(m.field)} hint={t(m.hint)} error={refused?.error} defaultValue={refused?.typed} width="m" autoComplete="off" autoCapitalize="characters" spellCheck={false} maxLength={40} />
        <Button icon="survey">{t(m.start)}</Button>
      </form>
    </PlainLayout>
  )
}
