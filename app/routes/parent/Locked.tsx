import { useText } from '#app/i18n/text.tsx'
import { caseText as m } from '#app/i18n/messages/case.ts'
import { CopyButton } from '#app/ui/CopyButton.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { PageHeader } from '#app/ui/PageHeader.tsx'
import { TextArea } from '#app/ui/TextArea.tsx'
import { LookUpForm } from './LookUpForm.tsx'

/** No visit, or no longer one: the key opens the case again, and what was being written when the half hour ran out is not lost. */
export function Locked({ body, lookUpHref }: { body: string; lookUpHref: string }) {
  const t = useText()
  return (
    <>
      <PageHeader title={t(m.locked.title)} lead={<p>{t(m.locked.detail)}</p>} />
      {body ? (
        <Notice tone="warning" title={t(m.locked.notSent)}>
          <TextArea name="body" label={t(m.locked.yours)} defaultValue={body} readOnly rows={6} />
          <CopyButton text={body} />
        </Notice>
      ) : null}
      <LookUpForm action={lookUpHref} />
    </>
  )
}
