import { createHash } from 'node:crypto'
import { publicHeaders } from './page.ts'

/** An Atom feed that a reader need not fetch again while it is the same. What was taken down must not linger, so it is always asked for. */
export function feedResponse(request: Request, feed: string): Response {
  const etag = `"${createHash('sha256').update(feed).digest('base64url').slice(0, 27)}"`
  const headers = { ...publicHeaders(), 'Content-Type': 'application/atom+xml; charset=utf-8', ETag: etag }
  // A compressing proxy marks its copy as weak.
  const known = (request.headers.get('if-none-match') ?? '').split(',').map((one) => one.trim().replace(/^W\//, ''))
  return known.includes(etag) ? new Response(null, { status: 304, headers }) : new Response(feed, { headers })
}
