import type { MiddlewareHandler } from 'hono'
import type { Config } from '#app/config.ts'

/**
 * Stands in front of Remix, which checks less than is needed: its own origin check misses resource routes and data
 * requests and answers with a 500 (docs/decisions/0002).
 */

const maxAddressLength = 2048
/** The longest form is a complaint of 5 000 letters, at most nine bytes each once encoded. */
export const maxFormBytes = 128 * 1024

/** Refuses what no page of ours sends, each with the status that says why. */
export function guard(config: Config): MiddlewareHandler {
  const hosts = new Set(config.hosts)
  return async (c, next) => {
    const { method } = c.req
    const url = new URL(c.req.url)

    // The request line may carry a host of its own, which would become the address that routes see.
    if (!hosts.has(c.req.header('host') ?? '') || !hosts.has(url.host)) return c.text('Địa chỉ này không thuộc hệ thống.\n', 421)
    if (method !== 'GET' && method !== 'HEAD' && method !== 'POST') return c.text('Method not allowed\n', 405, { Allow: 'GET, HEAD, POST' })
    if (c.req.url.length > maxAddressLength + url.origin.length) return c.text('Address too long\n', 414)
    if (!isCleanPath(url)) return c.text('Bad address\n', 400)
    if (method === 'POST') {
      if (!isSameOrigin(c.req.header('sec-fetch-site'), c.req.header('origin'), config)) {
        return c.text('Yêu cầu không xuất phát từ trang này. Vui lòng mở lại trang và thử lại.\n', 403)
      }
      const type = (c.req.header('content-type') ?? '').split(';')[0]!.trim().toLowerCase()
      if (type !== 'application/x-www-form-urlencoded') return c.text('Unsupported content type\n', 415)
      const length = c.req.header('content-length')
      if (length === undefined || !/^\d+$/.test(length)) return c.text('Content-Length required\n', 411)
      if (Number(length) > maxFormBytes) return c.text('Nội dung gửi quá dài.\n', 413)
    }
    return next()
  }
}

function isCleanPath(url: URL): boolean {
  const { pathname, searchParams } = url
  if (pathname.includes('//') || pathname.startsWith('/__manifest') || pathname.includes('\\')) return false
  if (searchParams.has('_data')) return false
  try {
    const decoded = decodeURIComponent(pathname)
    // eslint-disable-next-line no-control-regex -- control characters are exactly what is refused
    if (/[\u0000-\u001f\u007f]/.test(decoded) || decoded.includes('//') || decoded.includes('\\')) return false
    // A lone or broken percent sign in the query decodes to the replacement sign or throws here.
    decodeURIComponent(url.search.replaceAll('+', ' '))
  } catch {
    return false
  }
  return true
}

/** Browsers since 2020 say where a request comes from; older ones send the Origin of a form post. */
function isSameOrigin(site: string | undefined, origin: string | undefined, config: Config): boolean {
  if (site !== undefined) return site === 'same-origin'
  if (origin === undefined) return false
  try {
    return config.hosts.includes(new URL(origin).host) && (!config.secure || origin.startsWith('https:'))
  } catch {
    return false
  }
}
