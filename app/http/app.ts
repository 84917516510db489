import { randomBytes } from 'node:crypto'
import path from 'node:path'
import type { ServerBuild } from '@remix-run/node'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import type { Context } from 'hono'
import { compress } from 'hono/compress'
import type { AppContext } from '#app/context.ts'
import { isPostgresUrl } from '#db/dialect.ts'
import { clientAddress, createClientKeys } from './client-key.ts'
import { guard } from './guard.ts'
import { securityHeaders } from './headers.ts'
import type { HeaderVariables } from './headers.ts'
import { createRemixHandler } from './narrow-routes.ts'
import { withNotSaved } from './not-saved.ts'
import { createPageCache } from './page-cache.ts'
import { surveysInFront } from './survey-sent.ts'

export type Services = Omit<AppContext, 'nonce' | 'clientKey' | 'reference' | 'sent'>

export interface AppOptions {
  services: Services
  build: ServerBuild
  /** Folder of the built client files, relative to the working directory. */
  clientDir: string
  /** False while the server is stopping: the proxy is told to send no more. */
  isReady?: () => boolean
}

interface Env {
  Variables: HeaderVariables & { context?: AppContext }
}

/** The whole HTTP side: kept pages, health, static files, the guard, headers, survey forms, then Remix. */
export function createApp({ services, build, clientDir, isReady = () => true }: AppOptions) {
  const app = new Hono<Env>()
  const handle = createRemixHandler(withNotSaved(build))
  const { database, dataDir } = services.config
  const clientKey = createClientKeys(isPostgresUrl(database) ? path.join(dataDir, 'address-salts') : null)
  const pages = createPageCache(services)
  /** What the routes are handed, the same object wherever it is asked for during one request. */
  const contextOf = (c: Context<Env>): AppContext => {
    const known = c.get('context')
    if (known) return known
    const now = services.now()
    const context = { ...services, nonce: c.get('nonce'), clientKey: clientKey(clientAddress(c, services.config), now), reference: c.get('reference'), sent: { form: null } }
    c.set('context', context)
    return context
  }

  app.use(async (c, next) => {
    c.set('nonce', randomBytes(16).toString('base64'))
    c.set('reference', randomBytes(5).toString('hex'))
    await next()
  })
  app.use(securityHeaders(services.config))
  // Before the guard: whoever watches over the server asks by whatever name.
  app.get('/healthz', (c) => c.text('ok\n'))
  app.get('/readyz', (c) => (isReady() ? c.text('ok\n') : c.text('stopping\n', 503)))
  app.use(guard(services.config))
  app.use(surveysInFront(contextOf))

  app.use('/assets/*', serveStatic({ root: clientDir, precompressed: true, onFound: immutable }))
  app.use(serveStatic({ root: clientDir, precompressed: true, onFound: revalidated }))

  app.use(compress({ threshold: 512 }))
  app.use(pages.middleware)
  app.all('*', async (c) => {
    const response = await handle(c.req.raw, { ...contextOf(c) })
    if (response.status === 503 && !response.headers.has('Retry-After')) response.headers.set('Retry-After', '30')
    return response
  })

  app.onError((error, c) => {
    const reference = c.get('reference')
    console.error(`[${reference}] ${error.stack ?? error.message}`)
    return c.text(`Hệ thống gặp lỗi. Mã tham chiếu: ${reference}\n`, 500)
  })
  return {
    /** Answers a request. What is kept has been through all of the above with the same host and address before. */
    fetch: (request: Request, bindings?: object): Response | Promise<Response> => pages.answer(request) ?? app.fetch(request, bindings),
  }
}

// The response stands already when `onFound` is called, so it only leaves word for the headers to come.
type FoundContext = { set(name: 'cacheControl', value: string): void }
/** Built files carry their content's hash in the name. */
const immutable = (_path: string, c: FoundContext) => c.set('cacheControl', 'public, max-age=31536000, immutable')
const revalidated = (_path: string, c: FoundContext) => c.set('cacheControl', 'public, max-age=3600')
