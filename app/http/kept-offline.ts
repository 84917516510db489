import type { HeadersFunction } from '@remix-run/node'

export const keepOfflineHeader = 'X-Keep-Offline'

/**
 * Tells public/offline.js whether a page may lie on the phone and be opened without network, and the server whether it may keep it for the next person
 * (page-cache.ts): never one with a slip, or of somebody's own.
 */
export function keptOffline(may: boolean): HeadersInit {
  return may ? { [keepOfflineHeader]: '1' } : {}
}

export const loaderHeaders: HeadersFunction = ({ loaderHeaders }) => loaderHeaders
