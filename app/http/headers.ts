import type { MiddlewareHandler } from 'hono'
import type { Config } from '#app/config.ts'

/** The policy of every page: our own files, this response's scripts, and nothing from elsewhere. */
function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    "style-src 'self'",
    "img-src 'self' blob: data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

export interface HeaderVariables {
  nonce: string
  /** How long a static file may be kept; unset for everything else. */
  cacheControl?: string
}

/** What every answer carries. A page that says nothing about caching is private. */
export function securityHeaders(config: Config): MiddlewareHandler<{ Variables: HeaderVariables }> {
  return async (c, next) => {
    await next()
    const { headers } = c.res
    headers.set('Content-Security-Policy', headers.get('Content-Security-Policy') ?? contentSecurityPolicy(c.get('nonce')))
    headers.set('X-Content-Type-Options', 'nosniff')
    // `no-referrer` would make plain form posts send `Origin: null`.
    headers.set('Referrer-Policy', 'same-origin')
    headers.set('Cross-Origin-Opener-Policy', 'same-origin')
    // What is made to stand on other sites says so itself: a badge, a shared picture.
    headers.set('Cross-Origin-Resource-Policy', headers.get('Cross-Origin-Resource-Policy') ?? 'same-origin')
    headers.set('Permissions-Policy', 'camera=(), microphone=(), geolocation=()')
    if (config.secure) headers.set('Strict-Transport-Security', 'max-age=31536000; includeSubDomains')
    const cacheControl = c.get('cacheControl')
    if (cacheControl !== undefined) headers.set('Cache-Control', cacheControl)
    if (!headers.has('Cache-Control')) {
      headers.set('Cache-Control', 'no-store')
      headers.set('X-Robots-Tag', 'noindex')
    }
  }
}
