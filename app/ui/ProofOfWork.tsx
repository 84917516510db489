import { useEffect, useRef, useState } from 'react'
import { solutionField, unprovenField } from '#app/http/challenge-field.ts'
import { useText } from '#app/i18n/text.tsx'
import { floodText as m } from '#app/i18n/messages/flood.ts'
import { Button } from './Button.tsx'
import { cx } from './cx.ts'
import { Notice } from './Notice.tsx'

/**
 * Stands in a form that the server did not take because too many are coming: does the sum by itself, says so, and sends the form. A browser that cannot do it has a button.
 */
export function ProofOfWork({ challenge }: { challenge: string }) {
  const t = useText()
  const field = useRef<HTMLInputElement>(null)
  const [state, setState] = useState<'solving' | 'solved' | 'failed'>('solving')
  useEffect(() => {
    let isGone = false
    async function run() {
      // Only here, where it is needed: nobody else loads it.
      const { solve } = await import('./solve.ts')
      const solution = await solve(challenge)
      if (isGone || !field.current) return
      if (solution === null) throw new Error('too long')
      field.current.value = solution
      setState('solved')
      field.current.form?.requestSubmit()
    }
    run().catch(() => {
      if (!isGone) setState('failed')
    })
    return () => {
      isGone = true
    }
  }, [challenge])

  return (
    <Notice tone="warning" title={t(m.title)}>
      <p>{t(m.why)}</p>
      <p role="status" className="when-alive">
        {t(m[state])}
      </p>
      <input type="hidden" name={solutionField} ref={field} defaultValue="" />
      {/* Within reach until the scripts are: over a bad line they may never come. */}
      <div className={cx('stack-s', state !== 'failed' && 'until-alive')}>
        <p>{t(m.without)}</p>
        <Button type="submit" variant="secondary" name={unprovenField} value="1">
          {t(m.sendAnyway)}
        </Button>
      </div>
    </Notice>
  )
}
