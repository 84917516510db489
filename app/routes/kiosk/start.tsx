import { data, redirect } from '@remix-run/node'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useRef } from 'react'
import { dayOf } from '#app/calendar/index.ts'
import { formValues, readForm } from '#app/http/forms.ts'
import { beginKiosk, endKiosk, kioskPaths, kioskVisit } from '#app/http/kiosk-visit.ts'
import { limits } from '#app/http/limiter.ts'
import { formatDate } from '#app/i18n/format.ts'
import { translate } from '#app/i18n/index.ts'
import { kioskText as m } from '#app/i18n/messages/kiosk.ts'
import { useText } from '#app/i18n/text.tsx'
import { openRound, readKioskCode } from '#app/surveys/index.ts'
import { Blossom } from '#app/ui/Blossom.tsx'
import { Button, ButtonLink } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { TextField } from '#app/ui/TextField.tsx'
import { useScannedCode } from '#app/ui/use-scanned-code.ts'

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.school ?? 'Lắng Nghe' }]

/** The start between two people; for a browser that is no device yet, the field for the code that makes it one. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { kiosk, held } = await kioskVisit(request, context)
  const { lang } = kioskPaths(request)
  if (!kiosk) return data({ state: held ? ('ended' as const) : ('code' as const), lang, school: null, round: null, opensOn: null }, held ? { headers: { 'Set-Cookie': endKiosk(context) } } : {})
  const { round, school } = kiosk
  const open = (await openRound(context.db, school, round.questionnaire, dayOf(context.now())))?.id === round.id
  return data({ state: open ? ('ready' as const) : ('early' as const), lang, school: school.name, round: { vi: round.name_vi, en: round.name_en }, opensOn: round.opens_on })
}

/** The code is posted, so that it stands in no address and no log. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { lang } = kioskPaths(request)
  const typed = formValues(await readForm(request)).ma ?? ''
  const refuse = (message: { vi: string; en: string }, status: number) => data({ typed, error: translate(lang, message) }, { status })
  if (!(await context.limiter.take(limits.slip, context.clientKey, Date.parse(context.now())))) return refuse(m.limited, 429)
  const code = readKioskCode(typed)
  const headers = code === null ? null : await beginKiosk(request, context, code)
  return headers ? redirect('/may', { status: 303, headers }) : refuse(m.badCode, 422)
}

export default function KioskStart() {
  const page = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const t = useText()
  if (page.state === 'ended') {
    return (
      <>
        <h1>{t(m.endedTitle)}</h1>
        <p className="lead">{t(m.ended)}</p>
      </>
    )
  }
  if (page.state === 'code') return <OpenForm refused={refused} />
  return (
    <div className="kiosk-start">
      <Blossom className="kiosk-blossom" />
      <p className="kiosk-school">{page.school}</p>
      <h1>{t(m.title)}</h1>
      {page.state === 'early' ? (
        <p className="lead">{t(m.notYet(formatDate(page.opensOn ?? '')))}</p>
      ) : (
        <>
          <p className="lead">{page.round ? t(page.round) : null}</p>
          <p>{t(m.startText)}</p>
          <div className="kiosk-choices">
            <ButtonLink href="/may/phieu" className="kiosk-button">
              {m.start.vi}
            </ButtonLink>
            <ButtonLink href="/en/may/phieu" variant="secondary" className="kiosk-button" lang="en">
              {m.start.en} (English)
            </ButtonLink>
          </div>
        </>
      )}
    </div>
  )
}

function OpenForm({ refused }: { refused: { typed: string; error: string } | undefined }) {
  const t = useText()
  const form = useRef<HTMLFormElement>(null)
  useScannedCode(form)
  return (
    <>
      <h1>{t(m.openTitle)}</h1>
      <p className="lead">{t(m.openLead)}</p>
      <ErrorSummary errors={refused ? [{ field: 'ma', message: refused.error }] : []} />
      <form ref={form} method="post" action="/may?index" className="stack" noValidate autoComplete="off">
        <TextField name="ma" label={t(m.code)} hint={t(m.codeHint)} error={refused?.error} defaultValue={refused?.typed} width="m" autoComplete="off" autoCapitalize="characters" spellCheck={false} maxLength={40} />
        <Button size="large">{t(m.open)}</Button>
      </form>
    </>
  )
}
