import type { KeptFrom } from '#app/cases/index.ts'
import { useText } from '#app/i18n/text.tsx'
import { keptFromText as m } from '#app/i18n/messages/case.ts'
import { feedbackText } from '#app/i18n/messages/feedback.ts'
import { Notice } from '#app/ui/Notice.tsx'
import type { OutsideAuthority } from './feedback/OutsideAuthorities.tsx'

export interface KeptFromProps {
  keptFrom: readonly KeptFrom[]
  /** Nobody is left at the school who may decide. */
  nobodyDecides: boolean
  /** Who takes it then; null where the school has entered no authority. */
  authority: OutsideAuthority | null
}

/** What came of the sender's wish that somebody should not read the case. */
export function KeptFromNotice({ keptFrom, nobodyDecides, authority }: KeptFromProps) {
  const t = useText()
  const names = (known: boolean) => keptFrom.filter(({ isKnown }) => isKnown === known).map(({ written }) => written).join(', ')
  const [known, unknown] = [names(true), names(false)]
  return (
    <>
      {nobodyDecides ? (
        <Notice tone="warning" title={t(m.nobodyTitle)}>
          <p>{t(m.nobody)}</p>
          {authority ? (
            <p>
              <strong>{authority.name}</strong>
              <br />
              {authority.address}
              {authority.phone ? (
                <>
                  <br />
                  <a href={`tel:${authority.phone.replace(/[^\d+]/g, '')}`}>{authority.phone}</a>
                </>
              ) : null}
            </p>
          ) : (
            <p>{t(feedbackText.refer.none)}</p>
          )}
        </Notice>
      ) : null}
      {known ? <p>{t(m.kept(known))}</p> : null}
      {unknown ? <p>{t(m.unknown(unknown))}</p> : null}
    </>
  )
}
