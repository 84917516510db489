import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { MiddlewareHandler } from 'hono'
import { parseAccept } from 'hono/utils/accept'
import { COMPRESSIBLE_CONTENT_TYPE_REGEX } from 'hono/utils/compress'
import { dayOf } from '#app/calendar/index.ts'
import type { Config } from '#app/config.ts'
import { liveTables } from '#db/changes.ts'
import type { Changes, Source } from '#db/changes.ts'
import { carriesCookie } from './cookies.ts'
import { gzipWithGap } from './gzip-with-gap.ts'
import { addSecurityHeaders } from './headers.ts'
import type { HeaderVariables } from './headers.ts'
import { keyMark, newIdempotencyKey } from './idempotency.ts'
import { keepOfflineHeader } from './kept-offline.ts'

/**
 * Keeps what is the same for everybody (docs/decisions/0033): pages that say they are public, and the survey's pages that may lie on any phone. Each is made
 * and compressed once, and holds until a table that it was made from is written or the day turns. Nobody who carries a cookie of ours is answered from here.
 */
export interface PageCache {
  /** The kept answer to a request, or undefined where it has to be made. */
  answer(request: Request): Response | Promise<Response> | undefined
  /** Goes around whatever makes pages: keeps what may be kept, and puts a fresh key into every page that wants one. */
  middleware: MiddlewareHandler<{ Variables: HeaderVariables }>
}

/** One page is 20 to 60 kB before it is compressed; whoever makes up addresses pushes out others, no more. */
const mostBytes = 16 * 1024 * 1024
const mostPageBytes = 512 * 1024
/** While answers come in by the hundred, what a page says of how many there are may be this old. */
const liveForMs = 1000

type Encoding = 'br' | 'gzip' | 'identity'
type Fill = () => Uint8Array

interface Page {
  headers: Record<string, string>
  /** The page as it is, in two parts where a key goes between them. */
  parts: Uint8Array<ArrayBuffer>[]
  /** Made when first asked for. */
  bodies: Map<Encoding, Fill | Promise<Fill>>
  source: Source
  madeAt: number
}

const brotliAsync = promisify(brotliCompress)
const gzipAsync = promisify(gzip)

export function createPageCache({ changes, config, now }: { changes: Changes; config: Config; now: () => string }): PageCache {
  const pages = new Map<string, Page>()
  const running = new Map<string, { began: number; done: Promise<Page | null> }>()
  let bytes = 0
  let day = ''
  /** The minute in which the day was last looked up. */
  let minute = ''
  let turn = 0

  /** What tells one kept page from another; null for a request that is none of this cache's business. */
  function keyOf(request: Request): string | null {
    if ((request.method !== 'GET' && request.method !== 'HEAD') || carriesCookie(request, config)) return null
    const instant = now()
    const thisMinute = instant.slice(0, 'YYYY-MM-DDThh:mm'.length)
    if (thisMinute !== minute) {
      minute = thisMinute
      const today = dayOf(instant)
      if (today !== day) {
        pages.clear()
        bytes = 0
        day = today
      }
    }
    return `${request.headers.get('host')} ${request.url}`
  }

  function holds(page: Page): boolean {
    const written = changes.writtenSince(page.source)
    if (written.size === 0) return true
    return performance.now() - page.madeAt < liveForMs && [...written].every((table) => liveTables.has(table))
  }

  function keep(key: string, page: Page): void {
    forget(key)
    pages.set(key, page)
    bytes += sizeOf(page)
    for (const oldest of pages.keys()) {
      if (bytes <= mostBytes) break
      forget(oldest)
    }
  }

  function forget(key: string): void {
    const page = pages.get(key)
    if (!page) return
    bytes -= sizeOf(page)
    pages.delete(key)
  }

  return {
    answer(request) {
      const key = keyOf(request)
      const page = key === null ? undefined : pages.get(key)
      return page && holds(page) ? respond(page, request, 'hit') : undefined
    },

    async middleware(c, next) {
      const request = c.req.raw
      const key = keyOf(request)
      if (key === null || request.method !== 'GET') {
        await next()
        await fillIn(c)
        return
      }
      // Whoever comes while a page is made anew waits for it, unless something was written since that making began: then for the next one.
      const came = (turn += 1)
      for (let other = running.get(key); other; other = running.get(key)) {
        const page = await other.done
        if (page === null) break
        if (other.began > came || holds(page)) {
          replace(c, await respond(page, request, 'hit'))
          return
        }
      }
      const began = (turn += 1)
      const made = changes.watch(async () => {
        await next()
        return shareable(c.res) ? Buffer.from(await c.res.clone().arrayBuffer()) : null
      })
      const done = made.then(({ value, source }) => (value === null || source.wrote || value.length > mostPageBytes ? null : pageOf(value, c.res.headers, config, c.var, source)))
      // Where it turns out that it cannot be kept, those who waited make their own: later than they would have by no more than this one took.
      running.set(key, { began, done: done.catch(() => null) })
      try {
        const page = await done
        if (page === null) {
          forget(key)
          await fillIn(c)
          return
        }
        if (holds(page)) keep(key, page)
        replace(c, await respond(page, request, 'fwd=miss'))
      } finally {
        if (running.get(key)?.began === began) running.delete(key)
      }
    },
  }
}

type PageContext = Parameters<PageCache['middleware']>[0]

/** True for an answer that is the same for everybody and worth compressing. */
function shareable(response: Response): boolean {
  const { headers } = response
  const isForAll = headers.has(keepOfflineHeader) || headers.get('Cache-Control')?.startsWith('public') === true
  return response.status === 200 && isForAll && !headers.has('Set-Cookie') && COMPRESSIBLE_CONTENT_TYPE_REGEX.test(headers.get('Content-Type') ?? '')
}

function pageOf(made: Buffer<ArrayBuffer>, from: Headers, config: Config, { nonce, reference }: HeaderVariables, source: Source): Page {
  const html = made.toString()
  const body = Buffer.from(withoutNoise(html))
  const headers = new Headers(from)
  addSecurityHeaders(headers, config, ownScripts(html, nonce).map((script) => `sha256-${createHash('sha256').update(withoutNoise(script)).digest('base64')}`))
  headers.append('Vary', 'Accept-Encoding')
  const parts = aroundMark(body)
  // With a key in it no two answers are the same.
  if (parts.length === 1 && !headers.has('ETag')) headers.set('ETag', `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`)
  return { headers: Object.fromEntries(headers), parts, bodies: new Map(), source, madeAt: performance.now() }

  /** Without what belongs to the one answer that it was made for, so that a page made again is the same to the byte. */
  function withoutNoise(text: string): string {
    return text.replaceAll(nonce, '').replaceAll(reference, '')
  }
}

/**
 * The inline scripts that carry this answer's nonce. A nonce is good for one answer only; the hashes of what was written with it are as good for every copy of
 * the page, and allow nothing that came into the page otherwise.
 */
function ownScripts(html: string, nonce: string): string[] {
  return [...html.matchAll(/<script\b([^>]*)>(.*?)<\/script>/gs)]
    .filter(([, attributes = '']) => attributes.includes(`nonce="${nonce}"`) && !/\ssrc=/.test(attributes))
    .map(([, , text = '']) => text)
}

/** The body, or what is before and after the mark of a key. Nobody's words can look like it: in a page their quotes are escaped. */
function aroundMark(body: Buffer<ArrayBuffer>): Uint8Array<ArrayBuffer>[] {
  const found = body.indexOf(`value="${keyMark}"`)
  if (found < 0) return [body]
  const place = found + 'value="'.length
  return [body.subarray(0, place), body.subarray(place + keyMark.length)]
}

/** `status` says in the header of RFC 9211 whether the page was here already. */
function respond(page: Page, request: Request, status: 'hit' | 'fwd=miss'): Response | Promise<Response> {
  const known = page.headers.etag
  if (known !== undefined && (request.headers.get('if-none-match') ?? '').split(',').some((one) => weak(one) === weak(known))) return new Response(null, { status: 304, headers: page.headers })
  const encoding = chooseEncoding(request.headers.get('accept-encoding'), page)
  const answer = (fill: Fill) => {
    const body = fill()
    const headers: Record<string, string> = { ...page.headers, 'cache-status': `lang-nghe; ${status}`, 'content-length': String(body.byteLength) }
    if (encoding !== 'identity') headers['content-encoding'] = encoding
    return new Response(request.method === 'HEAD' ? null : (body as Uint8Array<ArrayBuffer>), { headers })
  }
  const body = page.bodies.get(encoding)
  if (typeof body === 'function') return answer(body)
  return (body ?? compressed(page, encoding)).then(answer)
}

const weak = (etag: string) => etag.trim().replace(/^W\//, '')

/** The smallest form that the browser takes. A page with a key comes as gzip, which can be put together from parts. */
function chooseEncoding(header: string | null, page: Page): Encoding {
  if (header === null) return 'identity'
  const takes = parseAccept(header)
  const isTaken = (name: string) => (takes.find(({ type }) => type.toLowerCase() === name) ?? takes.find(({ type }) => type === '*'))?.q
  if (page.parts.length === 1 && isTaken('br')) return 'br'
  return isTaken('gzip') ? 'gzip' : 'identity'
}

/** Compresses a page and remembers it. */
function compressed(page: Page, encoding: Encoding): Promise<Fill> {
  const made = fillOf(page.parts, encoding)
  page.bodies.set(encoding, made)
  void made.then((fill) => page.bodies.set(encoding, fill))
  return made
}

async function fillOf([first, rest]: Uint8Array<ArrayBuffer>[], encoding: Encoding): Promise<Fill> {
  if (!first) throw new Error('A page without a body')
  if (rest) {
    const key = () => Buffer.from(newIdempotencyKey())
    if (encoding === 'identity') return () => Buffer.concat([first, key(), rest])
    const put = gzipWithGap(first, keyMark.length, rest)
    return () => put(key())
  }
  const body =
    encoding === 'identity' ? first
    : encoding === 'gzip' ? await gzipAsync(first, { level: constants.Z_BEST_COMPRESSION })
    : await brotliAsync(first, { params: { [constants.BROTLI_PARAM_QUALITY]: 6, [constants.BROTLI_PARAM_SIZE_HINT]: first.byteLength } })
  return () => body
}

/** What is kept of a page: as it is, and compressed in a form or two. */
function sizeOf(page: Page): number {
  return 1.5 * page.parts.reduce((sum, part) => sum + part.byteLength, 0)
}

/** Puts a key into a page that is not kept. */
async function fillIn(c: PageContext): Promise<void> {
  if (!c.res.headers.get('Content-Type')?.startsWith('text/html') || c.req.method === 'HEAD') return
  const { status, headers } = c.res
  const body = Buffer.from(await c.res.arrayBuffer())
  const [first, rest] = aroundMark(body)
  const filled = first && rest ? Buffer.concat([first, Buffer.from(newIdempotencyKey()), rest]) : body
  replace(c, new Response(filled, { status, headers }))
}

/** Answers with this and nothing of what was there before. */
function replace(c: PageContext, response: Response): void {
  c.res = undefined
  c.res = response
}
