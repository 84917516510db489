import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useEffect } from 'react'
import { readCookie, surveyReceiptCookie } from '#app/http/cookies.ts'
import { unsealReceipt } from '#app/http/receipt-cookie.ts'
import { slugOf } from '#app/http/survey-forms.ts'
import { visit } from '#app/http/visit.ts'
import { translate } from '#app/i18n/index.ts'
import { formatDate } from '#app/i18n/format.ts'
import { useText } from '#app/i18n/text.tsx'
import { ledgerText } from '#app/i18n/messages/ledger.ts'
import { slipText } from '#app/i18n/messages/slip.ts'
import { surveyText as m } from '#app/i18n/messages/survey.ts'
import { fingerprintOf } from '#app/ledger/fingerprint.ts'
import { latestSeal } from '#app/ledger/index.ts'
import { checkReceipt, isInEnvelope } from '#app/surveys/index.ts'
import { ButtonLink } from '#app/ui/Button.tsx'
import { Confirmation } from '#app/ui/Confirmation.tsx'
import { DescriptionList } from '#app/ui/DescriptionList.tsx'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import { EmptyState } from '#app/ui/EmptyState.tsx'
import { KeyDisplay } from '#app/ui/KeyDisplay.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { PrintButton } from '#app/ui/PrintButton.tsx'
import { SaveAsImage } from '#app/ui/SaveAsImage.tsx'
import { forgetDrafts } from '#app/ui/draft.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${translate(data.lang, m.receiptLabel)} – ${data.schoolName}` : 'Lắng Nghe' },
]

export async function loader(args: LoaderFunctionArgs) {
  const { school, lang, to } = await visit(args)
  const { db, secrets, config, now } = args.context
  const code = unsealReceipt(secrets, readCookie(args.request, config, surveyReceiptCookie), school, now())
  const found = code === null ? null : await checkReceipt(db, secrets, school, code)
  const checked = found === 'gone' ? null : found
  return {
    lang,
    schoolName: school.name,
    receipt: code !== null && checked ? { code, ...checked } : null,
    /** The code of an answer that lies in its envelope. */
    inEnvelope: code !== null && !checked && (await isInEnvelope(db, secrets, code)) ? code : null,
    seal: (await latestSeal(db, school)) ?? null,
    hrefs: { check: to('/bien-nhan'), proof: to('/khao-sat/bien-nhan/ban-kiem-chung'), ledger: to('/so-niem-phong'), feedback: to('/phan-anh'), publicPage: to('/') },
  }
}

export default function SurveyReceipt() {
  const { schoolName, receipt, inEnvelope, seal, hrefs } = useLoaderData<typeof loader>()
  const t = useText()
  const slug = receipt ? slugOf(receipt.questionnaire, receipt.form) : null
  useEffect(() => {
    if (slug) forgetDrafts(`khao-sat/${slug}/`)
    else if (inEnvelope) forgetDrafts('khao-sat/')
  }, [slug, inEnvelope])

  if (inEnvelope !== null) {
    return (
      <>
        <Confirmation title={t(m.receiptTitle)} />
        <KeyDisplay label={t(m.receiptLabel)} value={inEnvelope} note={<p>{t(m.receiptNote)}</p>} />
        <Notice tone="info" title={t(slipText.inEnvelope)}>
          <p>{t(slipText.inEnvelopeText)}</p>
        </Notice>
        <p className="no-print">
          <PrintButton />
        </p>
        <p>
          <a href={hrefs.check}>{t(m.checkPage)}</a>
        </p>
      </>
    )
  }
  if (!receipt || !slug) {
    return (
      <>
        <h1>{t(m.receiptLabel)}</h1>
        <EmptyState
          title={t(m.receiptGone)}
          text={t(m.receiptGoneText)}
          action={
            <ButtonLink href={hrefs.check} variant="secondary">
              {t(m.checkPage)}
            </ButtonLink>
          }
        />
      </>
    )
  }

  const grouped = receipt.code.match(/.{1,4}/g)?.join(' ') ?? ''
  const facts = [
    { term: t(m.school), detail: schoolName },
    { term: t(m.round), detail: t({ vi: receipt.round.nameVi, en: receipt.round.nameEn }) },
    { term: t(m.form), detail: t(m.forms[slug].title) },
    { term: t(m.countedOn), detail: formatDate(receipt.answeredOn) },
    ...(receipt.ledger ? [{ term: t(ledgerText.fingerprint), detail: receipt.ledger.fingerprint }] : []),
    ...(seal ? [{ term: t(ledgerText.witness), detail: `${seal.number} – ${fingerprintOf(seal.hash)}` }] : []),
  ]
  return (
    <>
      <Confirmation title={t(m.receiptTitle)} />
      <KeyDisplay label={t(m.receiptLabel)} value={receipt.code} note={<p>{t(m.receiptNote)}</p>} />
      <DescriptionList items={facts} />
      <div className="cluster no-print">
        <PrintButton />
        <SaveAsImage
          heading={schoolName}
          title={t(m.receiptTitle)}
          codeLabel={t(m.receiptLabel)}
          code={grouped}
          facts={facts.slice(1)}
          note={t(m.receiptNote)}
          fileName={`bien-nhan-${receipt.answeredOn}`}
        />
      </div>
      {receipt.ledger ? (
        <Disclosure summary={t(ledgerText.whatIsIt)}>
          <p>
            {t(ledgerText.fingerprintNote)} <a href={hrefs.ledger}>{t(ledgerText.title)}</a>
          </p>
          {seal ? <p>{t(ledgerText.witnessNote)}</p> : null}
          <p>{t(ledgerText.proofNote)}</p>
          <p>
            <ButtonLink href={hrefs.proof} variant="quiet" icon="download" download>
              {t(ledgerText.proof)}
            </ButtonLink>
          </p>
        </Disclosure>
      ) : null}
      <section className="stack">
        <h2>{t(m.nextTitle)}</h2>
        <ol className="next-steps">
          <li>{t(receipt.round.closedOn ? m.nextReleased(receipt.round.closedOn) : m.nextFigures(receipt.round.closesOn))}</li>
          <li>
            {t(m.nextCheck)} <a href={hrefs.check}>{t(m.checkPage)}</a>.
          </li>
          <li>
            {t(m.nextFeedback)} <a href={hrefs.feedback}>{t(m.sendFeedbackInText)}</a>.
          </li>
        </ol>
        <p>
          <ButtonLink href={hrefs.publicPage} variant="secondary" icon="chart">
            {t(m.toPublicPage)}
          </ButtonLink>
        </p>
      </section>
    </>
  )
}
