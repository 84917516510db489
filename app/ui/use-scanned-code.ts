import { useEffect } from 'react'
import type { RefObject } from 'react'

/** Puts a code from behind the # of a scanned address into the field `ma`. It never reaches a server that way; taken out at once, so that it is in no history and on no photograph of the screen. */
export function useScannedCode(form: RefObject<HTMLFormElement | null>): void {
  useEffect(() => {
    const scanned = window.location.hash.slice(1)
    const field = form.current?.elements.namedItem('ma')
    if (scanned === '' || !(field instanceof HTMLInputElement)) return
    field.value = decodeURIComponent(scanned)
    window.history.replaceState(null, '', window.location.pathname)
  }, [form])
}
