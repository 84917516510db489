import { useText } from '#app/i18n/text.tsx'
import { uiText } from '#app/i18n/messages/ui.ts'
import { Button } from './Button.tsx'
import type { ButtonLook } from './Button.tsx'

/** Prints the page. Not there without JavaScript, where the browser's own menu does it. */
export function PrintButton({ label, variant = 'secondary', size }: { label?: string | undefined } & ButtonLook) {
  const t = useText()
  return (
    <Button type="button" variant={variant} size={size} icon="print" className="when-alive" onClick={() => window.print()}>
      {label ?? t(uiText.print)}
    </Button>
  )
}
