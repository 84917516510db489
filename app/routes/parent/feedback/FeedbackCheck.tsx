import { tokenField } from '#app/attachments/limits.ts'
import { idempotencyField } from '#app/http/idempotency-field.ts'
import { useText } from '#app/i18n/text.tsx'
import { feedbackText as m } from '#app/i18n/messages/feedback.ts'
import { Button } from '#app/ui/Button.tsx'
import { ErrorSummary } from '#app/ui/ErrorSummary.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { ProofOfWork } from '#app/ui/ProofOfWork.tsx'
import { SendButton, SendGuard, SendNotice } from '#app/ui/SendGuard.tsx'
import type { KeptFile } from '#app/ui/use-uploads.ts'
import { HiddenField } from '#app/ui/TextField.tsx'
import { AnswerList } from './AnswerList.tsx'
import { feedbackSent } from './sent.ts'
import { stepIds } from './steps.ts'
import type { FeedbackValues } from './values.ts'

export interface FeedbackCheckProps {
  values: FeedbackValues
  kept: readonly KeptFile[]
  pageKey: string
  fieldName: string
  placeName: string | null
  problem: string | null
  /** Number of the report that this page has sent before with other words. */
  conflict: string | null
  /** What the browser is to solve before the report is taken. */
  challenge: string | null
  hrefs: { action: string; receipt: string }
}

/** "Check your answers" as a page of its own, for browsers without scripts and for whatever the server had to say. */
export function FeedbackCheck({ values, kept, pageKey, fieldName, placeName, problem, conflict, challenge, hrefs }: FeedbackCheckProps) {
  const t = useText()
  const hidden = (
    <>
      <HiddenField name={idempotencyField} value={pageKey} />
      {Object.entries(values).map(([name, value]) => (value === '' ? null : <HiddenField key={name} name={name} value={value} />))}
      {kept.map(({ token }) => (
        <HiddenField key={token} name={tokenField} value={token} />
      ))}
    </>
  )
  return (
    <>
      <div className="stack">
        <ErrorSummary errors={problem === null ? [] : [{ message: problem }]} />
        {conflict === null ? null : (
          <Notice tone="warning" title={t(m.conflict.title)}>
            <p>{t(m.conflict.detail(conflict))}</p>
            <p>
              <a href={hrefs.receipt}>{t(m.conflict.receipt)}</a>
            </p>
          </Notice>
        )}
      </div>
      <PageHeader title={t(m.check.title)} lead={<p>{t(m.check.lead)}</p>} />
      {/* A form of its own, so that going back to a question is a plain page and never a sending. */}
      <form method="post" action={hrefs.action} id="sua">
        {hidden}
        <AnswerList
          values={values}
          fieldName={fieldName}
          placeName={placeName}
          files={kept}
          change={(step, words) => (
            <button className="link-button" name="intent" value="edit" formAction={`${hrefs.action}#${stepIds[step]}`}>
              {words}
            </button>
          )}
        />
      </form>
      <SendGuard action={hrefs.action} receiptHref={hrefs.receipt} onSent={feedbackSent} className="stack">
        {hidden}
        <HiddenField name="intent" value="send" />
        {challenge === null ? null : <ProofOfWork challenge={challenge} />}
        <SendNotice />
        <div className="cluster">
          <SendButton>{t(m.send)}</SendButton>
          <Button form="sua" variant="quiet" name="intent" value="edit">
            {t(m.editAll)}
          </Button>
        </div>
      </SendGuard>
    </>
  )
}
