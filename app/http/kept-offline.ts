import type { HeadersFunction } from '@remix-run/node'

export const keepOfflineHeader = 'X-Keep-Offline'

/**
 * Tells public/offline.js whether a page may lie on the phone and be opened without network, and the server whether it may keep it for the next person
 * (page-cache.ts): never one with a slip, or of somebody's own.
 */
export function keptOffline(may: boolean): HeadersInit {
  return may ? { [keepOfflineHeader]: '1' } : {}
}

/**
 * For a form with a key in it: the browser may show this very page again when somebody goes back to it, and asks for a new one otherwise. A page that it had to
 * fetch again would have another key, and the answers that it puts back into it would be counted twice.
 */
export const sameOnGoingBack = { 'Cache-Control': 'private, max-age=0' } as const

export const loaderHeaders: HeadersFunction = ({ loaderHeaders }) => loaderHeaders
