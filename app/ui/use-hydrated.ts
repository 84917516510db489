import { useSyncExternalStore } from 'react'

const never = () => () => {}

/** False in the page the server sent, true once JavaScript runs: for controls that are useless without it. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
}
