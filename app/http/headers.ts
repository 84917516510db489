import type { MiddlewareHandler } from 'hono'
import type { Config } from '#app/config.ts'

/** The policy of every page: our own files, the scripts of this page (by their nonce, or by their hashes), and nothing from elsewhere. */
function contentSecurityPolicy(scripts: readonly string[]): string {
  return [
    "default-src 'none'",
    `script-src ${["'self'", ...scripts.map((script) => `'${script}'`)].join(' ')}`,
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
  /** What a person quotes when this answer went wrong. */
  reference: string
  /** How long a static file may be kept; unset for everything else. */
  cacheControl?: string
}

/** What every answer carries. A page that says nothing about caching is private. */
export function securityHeaders(config: Config): MiddlewareHandler<{ Variables: HeaderVariables }> {
  return async (c, next) => {
    await next()
    const { headers, status } = c.res
    // A route speaks for its page. Neither a failure nor the bare data of a page, which no page of ours asks for, is anybody's to keep.
    if ((status !== 200 && status !== 304) || c.req.path.endsWith('.data')) headers.delete('Cache-Control')
    const cacheControl = c.get('cacheControl')
    if (cacheControl !== undefined) headers.set('Cache-Control', cacheControl)
    addSecurityHeaders(headers, config, [`nonce-${c.get('nonce')}`])
  }
}

/** Adds what an answer does not say itself. `scripts` are those that its policy lets run. */
export function addSecurityHeaders(headers: Headers, config: Config, scripts: readonly string[]): void {
  if (!headers.has('Content-Security-Policy')) headers.set('Content-Security-Policy', contentSecurityPolicy(scripts))
  headers.set('X-Content-Type-Options', 'nosniff')
  // `no-referrer` would make plain form posts send `Origin: null`.
  headers.set('Referrer-Policy', 'same-origin')
  headers.set('Cross-Origin-Opener-Policy', 'same-origin')
  // What is made to stand on other sites says so itself: a badge, a shared picture.
  if (!headers.has('Cross-Origin-Resource-Policy')) headers.set('Cross-Origin-Resource-Policy', 'same-origin')
  headers.set('Permissions-Policy', 'camera=(), microphone=(), geolocation=()')
  if (config.secure) headers.set('Strict-Transport-Security', 'max-age=31536000; includeSubDomains')
  if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'no-store')
  if (!headers.get('Cache-Control')?.startsWith('public')) headers.set('X-Robots-Tag', 'noindex')
}
