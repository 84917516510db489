import type { MiddlewareHandler } from 'hono'
import { chunkBytes, fileLimits } from '#app/attachments/limits.ts'
import type { Config } from '#app/config.ts'

/**
 * Stands in front of Remix, which checks less than is needed: its own origin check misses resource routes and data
 * requests and answers with a 500 (docs/decisions/0002).
 */

const maxAddressLength = 2048
/** The longest form is a complaint of 5 000 letters, at most nine bytes each once encoded. */
export const maxFormBytes = 128 * 1024
/**
 * A form with files in it. Wider than what is kept: a file too many or too large is to be answered beside its field, with everything else that was
 * typed, and for that the form must have been read.
 */
export const maxMultipartBytes = 2 * fileLimits.files * fileLimits.bytes

/** The links that end following by mail: a mail program posts to them from anywhere (RFC 8058). They read no cookie, the token in the address is all they go by. */
const oneClick = /^(\/en)?(\/(?!office\/)[a-z0-9-]+)?\/theo-doi\/[\w-]+$/

/** The only addresses that take anything but a plain form, and what each takes. */
const bodies: { address: RegExp; type: string; most: number }[] = [
  { address: /^(\/en)?(\/(?!office\/)[a-z0-9-]+)?\/(phan-anh|ho-so)$/, type: 'multipart/form-data', most: maxMultipartBytes },
  { address: /^(\/(?!office\/)[a-z0-9-]+)?\/tep$/, type: 'application/octet-stream', most: chunkBytes },
  { address: /^\/office\/phan-anh\/[\w.]+\/tep$/, type: 'multipart/form-data', most: maxMultipartBytes },
  // RFC 8058 has mail programs send this one field as they like.
  { address: oneClick, type: 'multipart/form-data', most: 4096 },
]

/**
 * What anybody can write into a request to seem to come by another name, and the Origin, which the guard has judged: Remix would take the first for the host, compare the second with it once
 * more (even where somebody only asks for the head of a page's data), and answer what it does not like with a 500.
 */
const untold = ['origin', 'x-forwarded-host', 'x-forwarded-proto', 'x-forwarded-port', 'x-forwarded-prefix', 'forwarded']

/** Refuses what no page of ours sends, each with the status that says why; null for what may go on. */
export function createGuard(config: Config): (request: Request) => Response | null {
  const hosts = new Set(config.hosts)
  return (request) => {
    const { method, headers } = request
    const url = new URL(request.url)

    // The request line may carry a host of its own, which would become the address that routes see.
    if (!hosts.has(headers.get('host') ?? '') || !hosts.has(url.host)) return refusal(421, 'Địa chỉ này không thuộc hệ thống.')
    if (method !== 'GET' && method !== 'HEAD' && method !== 'POST') return refusal(405, 'Method not allowed', { Allow: 'GET, HEAD, POST' })
    if (request.url.length > maxAddressLength + url.origin.length) return refusal(414, 'Address too long')
    if (!isCleanPath(url)) return refusal(400, 'Bad address')
    if (method !== 'POST') return null
    if (!oneClick.test(url.pathname) && !isSameOrigin(headers.get('sec-fetch-site'), headers.get('origin'), config)) {
      return refusal(403, 'Yêu cầu không xuất phát từ trang này. Vui lòng mở lại trang và thử lại.')
    }
    const type = (headers.get('content-type') ?? '').split(';')[0]!.trim().toLowerCase()
    const most = type === 'application/x-www-form-urlencoded' ? maxFormBytes : bodies.find((body) => body.type === type && body.address.test(url.pathname))?.most
    if (most === undefined) return refusal(415, 'Unsupported content type')
    const length = headers.get('content-length')
    if (length === null || !/^\d+$/.test(length)) return refusal(411, 'Content-Length required')
    if (Number(length) > most) return refusal(413, 'Nội dung gửi quá dài.')
    return null
  }
}

function refusal(status: number, words: string, headers: Record<string, string> = {}): Response {
  return new Response(`${words}\n`, { status, headers: { 'Content-Type': 'text/plain; charset=UTF-8', ...headers } })
}

/** The guard in front of everything behind it. */
export function guarded(refuse: (request: Request) => Response | null): MiddlewareHandler {
  return async (c, next) => {
    const refused = refuse(c.req.raw)
    if (refused) return refused
    // Nothing behind the guard may believe them; whose `X-Forwarded-For` is believed, client-key.ts decides.
    const { headers } = c.req.raw
    for (const name of untold) if (headers.has(name)) headers.delete(name)
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
    // No text of ours has a NUL in it, and PostgreSQL takes none.
    if (decodeURIComponent(url.search.replaceAll('+', ' ')).includes('\0')) return false
  } catch {
    return false
  }
  return true
}

/** Browsers since 2020 say where a request comes from; older ones send the Origin of a form post. One that says both must mean the same by both. */
function isSameOrigin(site: string | null, origin: string | null, config: Config): boolean {
  if (site !== null && site !== 'same-origin') return false
  // A browser that hides where it comes from sends `null`; then the other header decides.
  if (origin === null || (origin === 'null' && site !== null)) return site !== null
  try {
    return config.hosts.includes(new URL(origin).host) && (!config.secure || origin.startsWith('https:'))
  } catch {
    return false
  }
}
