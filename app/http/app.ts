import path from 'node:path'
import type { ServerBuild } from '@remix-run/node'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { compress } from 'hono/compress'
import type { AppContext } from '#app/context.ts'
import { mayHaveOthers } from '#db/dialect.ts'
import { randomText } from './chance.ts'
import { clientAddress, createClientKeys } from './client-key.ts'
import { createGuard, guarded } from './guard.ts'
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
  Variables: HeaderVariables
  Bindings: { sent?: AppContext['sent'] }
}

/** The whole HTTP side: kept pages, health, static files, the guard, headers, survey forms, then Remix. */
export function createApp({ services, build, clientDir, isReady = () => true }: AppOptions) {
  const app = new Hono<Env>()
  const handle = createRemixHandler(withNotSaved(build))
  const clientKey = createClientKeys(mayHaveOthers(services.db) ? path.join(services.config.dataDir, 'address-salts') : null)
  const pages = createPageCache(services)
  const refuse = createGuard(services.config)

  app.use(async (c, next) => {
    c.set('nonce', randomText(16, 'base64'))
    c.set('reference', randomText(5, 'hex'))
    await next()
  })
  app.use(securityHeaders(services.config))
  // Before the guard: whoever watches over the server asks by whatever name.
  app.get('/healthz', (c) => c.text('ok\n'))
  app.get('/readyz', (c) => (isReady() ? c.text('ok\n') : c.text('stopping\n', 503)))
  app.use(guarded(refuse))

  app.use('/assets/*', serveStatic({ root: clientDir, precompressed: true, onFound: immutable }))
  app.use(serveStatic({ root: clientDir, precompressed: true, onFound: revalidated }))

  app.use(compress({ threshold: 512 }))
  app.use(pages.middleware)
  app.all('*', async (c) => {
    const response = await handle(c.req.raw, { ...requestContext(c.req.raw, c.env), nonce: c.get('nonce'), reference: c.get('reference'), sent: c.env.sent ?? { form: null } })
    if (response.status === 503 && !response.headers.has('Retry-After')) response.headers.set('Retry-After', '30')
    return response
  })

  app.onError((error, c) => {
    const reference = c.get('reference')
    console.error(`[${reference}] ${error.stack ?? error.message}`)
    return c.text(`Hệ thống gặp lỗi. Mã tham chiếu: ${reference}\n`, 500)
  })
  const surveys = surveysInFront({
    config: services.config,
    refuse,
    // The reference is what the log says of a failure: that of the route is on the page.
    contextOf: (request, bindings) => ({ ...requestContext(request, bindings), nonce: '', reference: '', sent: { form: null } }),
    others: (request, bindings, sent) => app.fetch(request, { ...bindings, sent }),
  })

  return {
    /** Answers a request. What is kept has been through all of the above with the same host and address before. */
    fetch: (request: Request, bindings?: object): Response | Promise<Response> => pages.answer(request) ?? surveys(request, bindings) ?? app.fetch(request, { ...bindings }),
  }

  function requestContext(request: Request, bindings: object | undefined) {
    return { ...services, clientKey: clientKey(clientAddress(request, bindings, services.config), services.now()) }
  }
}

// The response stands already when `onFound` is called, so it only leaves word for the headers to come.
type FoundContext = { set(name: 'cacheControl', value: string): void }
/** Built files carry their content's hash in the name. */
const immutable = (_path: string, c: FoundContext) => c.set('cacheControl', 'public, max-age=31536000, immutable')
const revalidated = (_path: string, c: FoundContext) => c.set('cacheControl', 'public, max-age=3600')
