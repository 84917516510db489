import { RemixBrowser } from '@remix-run/react'
import { startTransition } from 'react'
import { hydrateRoot } from 'react-dom/client'

// Pages move by documents (docs/decisions/0003), so all that is left of history inside one is jumping to a field and back.
// The router would take that for a navigation: it would drop what the server said about the form, and fetch the page's data again.
window.addEventListener('popstate', (event) => event.stopImmediatePropagation(), { capture: true })

startTransition(() => {
  hydrateRoot(document, <RemixBrowser />)
})
