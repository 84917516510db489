import { useSyncExternalStore } from 'react'

const never = () => () => {}

/** What only the browser knows. `before` stands in the page the server sent and until JavaScript runs: the usual answer, so that seldom anything moves. */
export function useBrowserFact<T>(look: () => T, before: T): T {
  return useSyncExternalStore(never, look, () => before)
}

/** False in the page the server sent, true once JavaScript runs. What is useless without it needs only the class `when-alive` (app/ui/base.css). */
export function useHydrated(): boolean {
  return useBrowserFact(() => true, false)
}
