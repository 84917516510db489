import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { data } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useRef } from 'react'
import { normaliseCaseKey } from '#app/cases/index.ts'
import { formValues, readForm } from '#app/http/forms.ts'
import { limits } from '#app/http/limiter.ts'
import { slugOf } from '#app/http/survey-forms.ts'
import { visit } from '#app/http/visit.ts'
import { formatDate } from '#app/i18n/format.ts'
import { translate } from '#app/i18n/index.ts'
import { useText } from '#app/i18n/text.tsx'
import { ledgerText } from '#app/i18n/messages/ledger.ts'
import { slipText } from '#app/i18n/messages/slip.ts'
import { surveyText as m } from '#app/i18n/messages/survey.ts'
import { checkReceipt, isInEnvelope, readReceipt } from '#app/surveys/index.ts'
import type { CheckedReceipt } from '#app/surveys/index.ts'
import { Button, ButtonLink } from '#app/ui/Button.tsx'
import { DescriptionList } from '#app/ui/DescriptionList.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { TextField } from '#app/ui/TextField.tsx'
import { useScannedCode } from '#app/ui/use-scanned-code.ts'
import { LedgerCheck } from './LedgerCheck.tsx'

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [
  { title: page ? `${translate(page.lang, m.checkPage)} – ${page.schoolName}` : 'Lắng Nghe' },
]

export async function loader(args: LoaderFunctionArgs) {
  const { school, lang, to } = await visit(args)
  return { lang, schoolName: school.name, action: to('/bien-nhan'), lookUp: to('/tra-cuu'), ledger: to('/so-niem-phong') }
}

type Outcome = { typed: string } & (
  | { found: CheckedReceipt | 'gone' | null; inEnvelope: boolean; code: string; error: null }
  | { found: undefined; error: string; isCaseKey?: boolean }
)

/** The code is posted, so that it stands in no address and no log; reading something, it answers without a redirect. */
export async function action(args: ActionFunctionArgs) {
  const { school, lang } = await visit(args)
  const { db, secrets, limiter, clientKey, now } = args.context
  const typed = formValues(await readForm(args.request)).ma ?? ''
  if (!(await limiter.take(limits.receiptCheck, clientKey, Date.parse(now())))) {
    return data<Outcome>({ typed, found: undefined, error: translate(lang, m.checkLimited) }, { status: 429 })
  }
  const code = readReceipt(typed)
  if (code === null && normaliseCaseKey(typed) !== null) return data<Outcome>({ typed, found: undefined, error: translate(lang, m.checkIsCaseKey), isCaseKey: true }, { status: 422 })
  if (code === null) return data<Outcome>({ typed, found: undefined, error: translate(lang, m.checkBad) }, { status: 422 })
  const found = await checkReceipt(db, secrets, school, code)
  return data<Outcome>({ typed, found, inEnvelope: !found && (await isInEnvelope(db, secrets, code)), code, error: null })
}

export default function ReceiptCheck() {
  const { action: address, lookUp, ledger } = useLoaderData<typeof loader>()
  const outcome = useActionData<typeof action>()
  const t = useText()
  const form = useRef<HTMLFormElement>(null)
  useScannedCode(form)
  const error = outcome?.error ?? undefined
  return (
    <>
      <PageHeader title={t(m.checkPage)} lead={<p>{t(m.checkLead)}</p>} />
      <ErrorSummary errors={error ? [{ field: 'ma', message: error }] : []} />
      {outcome && outcome.error === null ? <Result found={outcome.found} inEnvelope={outcome.inEnvelope} code={outcome.code} ledgerHref={ledger} /> : null}
      {outcome && 'isCaseKey' in outcome && outcome.isCaseKey ? (
        <p>
          <ButtonLink href={lookUp} variant="secondary">
            {t(m.toLookUp)}
          </ButtonLink>
        </p>
      ) : null}
      <form ref={form} method="post" action={address} className="stack" noValidate>
        <TextField
          name="ma"
          label={t(m.checkField)}
          hint={t(m.checkHint)}
          error={error}
          defaultValue={outcome?.typed}
          width="m"
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={40}
        />
        <Button icon="search">{t(m.checkButton)}</Button>
      </form>
    </>
  )
}

function Result({ found, inEnvelope, code, ledgerHref }: { found: CheckedReceipt | 'gone' | null; inEnvelope: boolean; code: string; ledgerHref: string }) {
  const t = useText()
  if (inEnvelope) {
    return (
      <div role="status">
        <Notice tone="success" title={t(slipText.inEnvelope)}>
          <p>{t(slipText.inEnvelopeText)}</p>
        </Notice>
      </div>
    )
  }
  if (!found) {
    return (
      <div role="status">
        <Notice tone="warning" title={t(m.checkMissing)}>
          <p>{t(m.checkMissingText)}</p>
        </Notice>
      </div>
    )
  }
  if (found === 'gone') return <Tampered title={t(ledgerText.gone)} text={t(ledgerText.goneText)} />
  if (found.state === 'altered' || found.state === 'line-missing') {
    return <Tampered title={t(ledgerText[found.state])} text={t(ledgerText.tamperedText)} />
  }
  return (
    <div role="status" className="stack">
      <Notice tone="success" title={t(m.checkFound)}>
        <DescriptionList
          items={[
            { term: t(m.round), detail: t({ vi: found.round.nameVi, en: found.round.nameEn }) },
            { term: t(m.form), detail: t(m.forms[slugOf(found.questionnaire, found.form)].title) },
            { term: t(m.countedOn), detail: formatDate(found.answeredOn) },
            ...(found.state === 'as-sent' ? [{ term: t(ledgerText.answers), detail: t(ledgerText.asSent) }] : []),
            ...sealFacts(found.ledger),
          ]}
        />
      </Notice>
      {found.ledger?.proof ? <LedgerCheck code={code} proof={found.ledger.proof} /> : null}
      <p>
        <a href={ledgerHref}>{t(ledgerText.title)}</a>
      </p>
    </div>
  )

  function sealFacts(ledger: CheckedReceipt['ledger']) {
    if (!ledger) return [{ term: t(ledgerText.state), detail: t(ledgerText.beforeLedger) }]
    const { fingerprint, proof } = ledger
    return [
      { term: t(ledgerText.state), detail: t(proof ? ledgerText.sealed(proof.seal.number, proof.seal.day, proof.seal.count) : ledgerText.notSealedYet) },
      { term: t(ledgerText.fingerprint), detail: <code>{fingerprint}</code> },
    ]
  }
}

/** Somebody got at the data past the application. Said in so many words, to the one person who can prove it. */
function Tampered({ title, text }: { title: string; text: string }) {
  return (
    <div role="status">
      <Notice tone="danger" title={title}>
        <p>{text}</p>
      </Notice>
    </div>
  )
}
