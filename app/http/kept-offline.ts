import type { HeadersFunction } from '@remix-run/node'

/** Tells public/offline.js whether a page may lie on the phone and be opened without network: never one with a slip, or of somebody's own. */
export function keptOffline(may: boolean): HeadersInit {
  return may ? { 'X-Keep-Offline': '1' } : {}
}

export const loaderHeaders: HeadersFunction = ({ loaderHeaders }) => loaderHeaders
