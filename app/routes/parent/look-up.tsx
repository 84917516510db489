import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { data, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { findCaseByKey, groupCaseKey, normaliseCaseKey } from '#app/cases/index.ts'
import { beginCaseVisit, endCaseVisit, missedKey, rememberMiss } from '#app/http/case-visit.ts'
import { formValues, readForm } from '#app/http/forms.ts'
import { limits } from '#app/http/limiter.ts'
import { visit } from '#app/http/visit.ts'
import { translate } from '#app/i18n/index.ts'
import { useText } from '#app/i18n/text.tsx'
import { lookUpText as m } from '#app/i18n/messages/case.ts'
import { readReceipt } from '#app/surveys/index.ts'
import { ButtonLink } from '#app/ui/Button.tsx'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import { forgetDrafts } from '#app/ui/draft.ts'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { FlashMessage } from '#app/ui/Notice.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { feedbackDraft } from './feedback/sent.ts'
import { keyField, LookUpForm } from './LookUpForm.tsx'

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page ? `${translate(page.lang, m.title)} – ${page.schoolName}` : 'Lắng Nghe' }]

export async function loader(args: LoaderFunctionArgs) {
  const { school, lang, to } = await visit(args)
  const { searchParams } = new URL(args.request.url)
  const missed = missedKey(args.request, args.context, school)
  const page = {
    lang,
    schoolName: school.name,
    missed: missed === null ? null : groupCaseKey(missed),
    notice: searchParams.has('het') ? ('expired' as const) : searchParams.has('roi') ? ('left' as const) : searchParams.has('da-gui') ? ('sent' as const) : null,
    href: to('/tra-cuu'),
    feedbackHref: to('/phan-anh'),
    receiptHref: to('/bien-nhan'),
  }
  // Shown once: whoever takes the phone next does not find a key in the field.
  return data(page, missed === null ? undefined : { headers: { 'Set-Cookie': endCaseVisit(args.context) } })
}

/**
 * A key that opens a case and one that opens none get the same status, the same headers and a cookie of the same length, after
 * the same one look-up. Only failures count against the limits, since thousands of phones may share one address.
 */
export async function action(args: ActionFunctionArgs) {
  const { school, lang, to } = await visit(args)
  const { db, secrets, limiter, clientKey, now } = args.context
  const typed = formValues(await readForm(args.request))[keyField] ?? ''
  const refuse = (status: number, message: string, isReceipt = false) => data({ typed: typed.slice(0, 40), message, isReceipt }, { status })

  const key = normaliseCaseKey(typed)
  if (key === null && readReceipt(typed) !== null) return refuse(422, translate(lang, m.errors.isReceipt), true)
  if (key === null) return refuse(422, translate(lang, m.errors.form))
  const nowMs = Date.parse(now())
  const counted = [[limits.caseKey, clientKey], [limits.caseKeyAgain, clientKey], [limits.caseKeyEverywhere, '']] as const
  const left = await Promise.all(counted.map(([rule, who]) => limiter.left(rule, who, nowMs)))
  if (left.some((tries) => tries < 1)) return refuse(429, translate(lang, m.errors.tooMany))

  const found = await findCaseByKey(db, secrets, school, key)
  // A hit is counted as well, for nobody: it must not be told from a miss by what is written.
  await Promise.all(counted.map(([rule, who]) => limiter.take(rule, found ? `hit\0${clientKey}` : who, nowMs)))
  return redirect(to(found ? '/ho-so' : '/tra-cuu'), {
    status: 303,
    headers: { 'Set-Cookie': found ? beginCaseVisit(args.context, school, { caseId: found.id }) : rememberMiss(args.context, school, key) },
  })
}

export default function LookUp() {
  const { missed, notice, href, feedbackHref, receiptHref } = useLoaderData<typeof loader>()
  const [refused] = useState(useActionData<typeof action>())
  const t = useText()
  useEffect(() => {
    if (notice === 'left') forgetDrafts(feedbackDraft)
  }, [notice])
  const error = refused?.message ?? (missed === null ? undefined : t(m.errors.unknown))
  return (
    <>
      {error === undefined && notice !== null ? (
        <FlashMessage tone={notice === 'left' ? 'success' : 'info'}>{t(m[notice])}</FlashMessage>
      ) : null}
      <ErrorSummary title={t(m.errors.title)} errors={error === undefined ? [] : [{ field: keyField, message: error }]} />
      <PageHeader title={t(m.title)} lead={<p>{t(m.lead)}</p>} />
      <LookUpForm action={href} error={error} typed={refused?.typed ?? missed ?? ''} />
      {refused?.isReceipt ? (
        <p>
          <ButtonLink href={receiptHref} variant="secondary" icon="search">
            {t(m.checkReceipt)}
          </ButtonLink>
        </p>
      ) : (
        <p>
          {t(m.surveyReceipt)} <a href={receiptHref}>{t(m.checkReceipt)}</a>
        </p>
      )}
      <Disclosure summary={t(m.lost)}>
        <p>{t(m.lostText)}</p>
        <p>
          <a href={feedbackHref}>{t({ vi: 'Gửi ý kiến đến nhà trường', en: 'Write to the school' })}</a>
        </p>
      </Disclosure>
    </>
  )
}
