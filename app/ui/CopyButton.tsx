import { useState } from 'react'
import { useText } from '#app/i18n/text.tsx'
import { uiText } from '#app/i18n/messages/ui.ts'
import { Button } from './Button.tsx'
import type { ButtonLook } from './Button.tsx'

/** Copies a text. Not there without JavaScript, so the text itself must stand on the page. */
export function CopyButton({ text, label, variant = 'secondary', size }: { text: string; label?: string | undefined } & ButtonLook) {
  const t = useText()
  const [copied, setCopied] = useState<'no' | 'done' | 'refused'>('no')

  async function copy() {
    try {
      await navigator.clipboard.writeText(text)
      setCopied('done')
    } catch {
      // In-app browsers may refuse the clipboard; the text is still there to select by hand.
      setCopied('refused')
    }
  }

  return (
    <>
      <Button type="button" variant={variant} size={size} icon={copied === 'done' ? 'check' : 'copy'} className="when-alive" onClick={() => void copy()}>
        {copied === 'done' ? t(uiText.copied) : (label ?? t(uiText.copy))}
      </Button>
      <span className={copied === 'refused' ? 'small' : 'visually-hidden'} role="status">
        {copied === 'no' ? '' : t(copied === 'done' ? uiText.copied : uiText.copyRefused)}
      </span>
    </>
  )
}
