import { useEffect, useState, useSyncExternalStore } from 'react'
import { useText } from '#app/i18n/text.tsx'
import { sendText as m } from '#app/i18n/messages/send.ts'
import { Button } from '#app/ui/Button.tsx'
import { Notice } from '#app/ui/Notice.tsx'
import { forgetDrafts } from '#app/ui/draft.ts'
import { dropWaiting, forgetReceipt, keepPage, keptForms, sendWaiting } from '#app/ui/offline.ts'
import type { KeptForms } from '#app/ui/offline.ts'

/** A phone says that it is online before its network carries anything. */
const tryAgainAfterMs = 5_000

/**
 * Keeps a survey page on the phone, sends what waits there, and says what became of it. `scope` is the beginning of the addresses
 * that may be opened without network.
 */
export function OfflineForms({ scope }: { scope: string }) {
  const t = useText()
  const [forms, setForms] = useState<KeptForms>({ waiting: [], sent: [] })
  const isOnline = useSyncExternalStore(whenNetworkChanges, () => navigator.onLine, () => true)
  useEffect(() => {
    void keepPage(scope)
    void keptForms().then(setForms)
  }, [scope])
  useEffect(() => {
    if (isOnline) void sendWaiting().then(setForms)
  }, [isOnline])

  const isWaiting = isOnline && forms.waiting.length > 0
  useEffect(() => {
    if (!isWaiting) return
    const timer = setInterval(() => void sendWaiting().then(setForms), tryAgainAfterMs)
    return () => clearInterval(timer)
  }, [isWaiting])

  return (
    <div role="status" className="stack offline-forms">
      {isOnline ? null : (
        <Notice>
          <p>{t(m.noNetwork)}</p>
        </Notice>
      )}
      {forms.sent.map(({ key, draft, href }) => (
        <Notice key={key} tone="success" title={t(m.arrivedTitle)}>
          <div className="cluster">
            <a href={href}>{t(m.arrivedReceipt)}</a>
            <Button
              type="button"
              variant="quiet"
              size="small"
              onClick={() => {
                forgetDrafts(draft)
                void forgetReceipt(href).then(keptForms).then(setForms)
              }}
            >
              {t(m.arrivedForget)}
            </Button>
          </div>
        </Notice>
      ))}
      {forms.waiting.map(({ key, draft }) => (
        <Notice key={key} title={t(m.waitingTitle)}>
          <p>{t(m.waitingText)}</p>
          <Button
            type="button"
            variant="quiet"
            size="small"
            onClick={() => {
              forgetDrafts(draft)
              void dropWaiting(key).then(() => window.location.reload())
            }}
          >
            {t(m.waitingDrop)}
          </Button>
        </Notice>
      ))}
    </div>
  )
}

function whenNetworkChanges(tell: () => void): () => void {
  window.addEventListener('online', tell)
  window.addEventListener('offline', tell)
  return () => {
    window.removeEventListener('online', tell)
    window.removeEventListener('offline', tell)
  }
}
