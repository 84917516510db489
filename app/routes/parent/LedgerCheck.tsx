import { useEffect, useState } from 'react'
import { ledgerText as m } from '#app/i18n/messages/ledger.ts'
import { useText } from '#app/i18n/text.tsx'
import { canCheck, checkProof } from '#app/ledger/check.ts'
import type { Proof, ProofCheck } from '#app/ledger/check.ts'
import { Notice } from '#app/ui/Notice.tsx'

/** Lets the parent's own device compute the way from the receipt to the seal. Without scripts nothing is claimed here: the page says where else to check. */
export function LedgerCheck({ code, proof }: { code: string; proof: Proof }) {
  const t = useText()
  const [result, setResult] = useState<ProofCheck | 'cannot' | null>(null)
  useEffect(() => {
    let left = false
    const check = async () => {
      const computed = canCheck() ? await checkProof(code, proof) : 'cannot'
      if (!left) setResult(computed)
    }
    void check()
    return () => {
      left = true
    }
  }, [code, proof])

  return (
    <div role="status" className="with-js">
      {result === null ? (
        // As long as what follows, so that it takes the same place.
        <Notice title={t(m.checking)} />
      ) : result === 'holds' ? (
        <Notice tone="success" title={t(m.holds)} />
      ) : (
        <Notice tone={result === 'broken' ? 'danger' : 'info'} title={t(result === 'broken' ? m.broken : m.cannot)} />
      )}
    </div>
  )
}
