import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useEffect } from 'react'
import { groupCaseKey, keptFrom, receiptFor } from '#app/cases/index.ts'
import { isNeverPublished } from '#app/cases/intake-form.ts'
import { caseVisit } from '#app/http/case-visit.ts'
import { visit } from '#app/http/visit.ts'
import { formatDate } from '#app/i18n/format.ts'
import { translate } from '#app/i18n/index.ts'
import { useText } from '#app/i18n/text.tsx'
import { receiptText as m } from '#app/i18n/messages/case.ts'
import { authorityAbove } from '#app/schools/index.ts'
import { KeptFromNotice } from '../KeptFromNotice.tsx'
import { Button, ButtonLink } from '#app/ui/Button.tsx'
import { Confirmation } from '#app/ui/Confirmation.tsx'
import { forgetDrafts } from '#app/ui/draft.ts'
import { KeyDisplay } from '#app/ui/KeyDisplay.tsx'
import { PrintButton } from '#app/ui/PrintButton.tsx'
import { SaveAsImage } from '#app/ui/SaveAsImage.tsx'
import { feedbackDraft } from './sent.ts'

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page ? `${translate(page.lang, m.title)} – ${page.schoolName}` : 'Lắng Nghe' }]

export async function loader(args: LoaderFunctionArgs) {
  const { school, lang, today, to } = await visit(args)
  const { db, secrets, config } = args.context
  const opened = caseVisit(args.request, args.context, school)
  const receipt = opened === null || opened.key === null ? null : await receiptFor(db, secrets, school, opened.key)
  if (!receipt) throw redirect(to('/tra-cuu?het=1'))
  const lookUp = to('/tra-cuu')
  return {
    lang,
    schoolName: school.name,
    keptFrom: await keptFrom(db, receipt.caseId),
    authority: receipt.nobodyDecides ? await authorityAbove(db, school, today) : null,
    receipt: { ...receipt, key: groupCaseKey(receipt.key) },
    hrefs: { lookUp, caseFile: to('/ho-so') },
    lookUpAddress: (config.publicOrigin + lookUp).replace(/^https?:\/\//, ''),
  }
}

export default function FeedbackReceipt() {
  const { schoolName, receipt, keptFrom, authority, hrefs, lookUpAddress } = useLoaderData<typeof loader>()
  const t = useText()
  useEffect(() => forgetDrafts(feedbackDraft), [])

  const formal = isNeverPublished(receipt.kind)
  return (
    <>
      <Confirmation title={t(m.title)} reference={t(m.number(receipt.number))}>
        <p>{t(m.thanks)}</p>
      </Confirmation>
      <KeyDisplay
        label={t(m.keyLabel)}
        value={receipt.key}
        note={
          <>
            <p>
              <strong>{t(m.keyNote)}</strong>
            </p>
            <p>{t(m.keySecret)}</p>
          </>
        }
      />
      <div className="cluster no-print">
        <PrintButton />
        <SaveAsImage
          heading={schoolName}
          title={t(m.number(receipt.number))}
          codeLabel={t(m.keyLabel)}
          code={receipt.key}
          facts={[
            { term: t(m.sentOn), detail: formatDate(receipt.submittedOn) },
            { term: t(m.answerBy), detail: formatDate(receipt.answerDue) },
          ]}
          note={`${t(m.imageNote)} ${lookUpAddress}`}
          fileName={`bien-nhan-${receipt.submittedOn}`}
        />
      </div>
      <KeptFromNotice keptFrom={keptFrom} nobodyDecides={receipt.nobodyDecides} authority={authority} />
      <section className="stack" aria-labelledby="viec-tiep-theo">
        <h2 id="viec-tiep-theo">{t(m.next)}</h2>
        <ol className="next-steps">
          {receipt.nobodyDecides ? null : (
            <>
              {receipt.respondBy === null ? null : <li>{t(m.nextSafety(receipt.respondBy))}</li>}
              <li>{t(m.nextAcknowledge(receipt.acknowledgeDue))}</li>
              <li>{t(formal ? m.nextResolve(receipt.answerDue) : m.nextAnswer(receipt.answerDue))}</li>
            </>
          )}
          <li>
            {t(formal ? m.nextFollowFormal : m.nextFollow)} <a href={hrefs.lookUp}>{lookUpAddress}</a>.
          </li>
        </ol>
        {receipt.receivedOn === receipt.submittedOn ? null : <p>{t(m.countedFrom(receipt.receivedOn))}</p>}
        <p className="small muted">{t(formal ? m.formalDays : m.workingDays)}</p>
      </section>
      <div className="cluster no-print">
        <ButtonLink href={hrefs.caseFile} variant="secondary" icon="message">
          {t(m.open)}
        </ButtonLink>
        <form method="post" action={hrefs.caseFile}>
          <Button variant="secondary" name="intent" value="leave">
            {t(m.done)}
          </Button>
        </form>
      </div>
    </>
  )
}
