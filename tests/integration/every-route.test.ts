import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestApp } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import { addressesOf, dataAddress, siteRoutes } from '#tests/support/routes.ts'
import type { SiteRoute } from '#tests/support/routes.ts'

/** The guard and the headers in front of every route of remix.config.js, in each form in which Remix answers: a new route is tried here by itself. */
let app: TestApp
let secure: TestApp
let routes: SiteRoute[]
let principal: string

const values = { school: 'truong-2', number: 'PAKN.20261123.0001', id: '0'.repeat(32), token: 'abcdefghijklmnopqrstuv', file: 'phan-anh.csv', form: 'nhanh', code: 'CAMSANH' }

beforeAll(async () => {
  app = await createTestApp()
  await app.seedSchool()
  await app.seedSchool()
  principal = await app.signInAs('principal')
  secure = await createTestApp({ env: { PUBLIC_ORIGIN: 'https://langnghe.example.vn' } })
  await secure.seedSchool()
  await secure.seedSchool()
  routes = siteRoutes(app.build)
})
afterAll(async () => {
  await app.close()
  await secure.close()
})

/** All addresses of a route, each as document, as data, and as the data of this route alone. */
function allForms(route: SiteRoute): string[] {
  return addressesOf(route, values).flatMap((address) => [address, dataAddress(address), dataAddress(address, route.id)])
}

const body = 'a=1'
const right = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': String(body.length), 'sec-fetch-site': 'same-origin', origin: 'http://localhost:3000' }
type Forged = Partial<Record<keyof typeof right | 'host', string>>
const { 'sec-fetch-site': _site, origin: _origin, ...withoutOrigin } = right
const { 'content-length': _length, ...withoutLength } = right

/** Whatever a page of somebody else, or no page at all, sends. */
const forged: [what: string, headers: Forged, status: number][] = [
  ['from another site', { ...right, 'sec-fetch-site': 'cross-site' }, 403],
  ['from a neighbouring site', { ...right, 'sec-fetch-site': 'same-site' }, 403],
  ['from the address bar', { ...right, 'sec-fetch-site': 'none' }, 403],
  ['from another site that says it is ours', { ...right, origin: 'https://evil.example' }, 403],
  ['from an older browser on another site', { ...withoutOrigin, origin: 'https://evil.example' }, 403],
  ['from an older browser that hides its site', { ...withoutOrigin, origin: 'null' }, 403],
  ['from nowhere', withoutOrigin, 403],
  ['for another host', { ...right, host: 'evil.example' }, 421],
  ['as JSON', { ...right, 'content-type': 'application/json' }, 415],
  ['as text', { ...right, 'content-type': 'text/plain' }, 415],
  ['without a type', { ...right, 'content-type': '' }, 415],
  ['without a length', withoutLength, 411],
  ['with a length that is none', { ...right, 'content-length': '1e3' }, 411],
  ['too long', { ...right, 'content-length': '999999999' }, 413],
]
/** The links that end following by mail are posted to by mail programs, from anywhere (RFC 8058). */
const fromAnywhere = 'routes/public/following'

describe('a forged form is refused on every route, in every form of the request', () => {
  test.each(forged)('%s', async (_what, headers, status) => {
    const passed: string[] = []
    for (const route of routes) {
      for (const address of allForms(route)) {
        const isOneClick = route.id === fromAnywhere && !address.includes('.data')
        const response = await app.request(address, { method: 'POST', body, redirect: 'manual', headers: { cookie: principal, ...headers } })
        if (response.status !== status && !(isOneClick && status === 403)) passed.push(`${response.status} ${address}`)
      }
    }
    expect(passed).toEqual([])
  })

  test('and changes nothing: nobody is signed out by it', async () => {
    expect((await app.get('/office', { cookie: principal })).status).toBe(200)
  })

  test('while a form of ours passes the guard everywhere', async () => {
    const refused: string[] = []
    for (const route of routes.filter(({ takesForms }) => takesForms)) {
      for (const address of addressesOf(route, values)) {
        for (const headers of [right, { ...withoutOrigin, origin: right.origin }, { ...right, origin: 'null' }]) {
          const response = await app.request(address, { method: 'POST', body, redirect: 'manual', headers })
          // A page is a route's own answer; the guard speaks plain text.
          if (response.status >= 500 || (response.status >= 400 && response.headers.get('content-type')?.startsWith('text/plain'))) refused.push(`${response.status} ${address}`)
        }
      }
    }
    expect(refused).toEqual([])
  })
})

describe('on every route', () => {
  test('only GET, HEAD and POST are known', async () => {
    const passed: string[] = []
    for (const route of routes) {
      for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
        const response = await app.request(addressesOf(route, values)[0]!, { method })
        if (response.status !== 405) passed.push(`${response.status} ${method} ${route.pattern}`)
      }
    }
    expect(passed).toEqual([])
  })

  test('an address that no page of ours has is refused', async () => {
    const passed: string[] = []
    for (const route of routes) {
      for (const address of addressesOf(route, values)) {
        const whole = address === '/' ? '' : address
        const spoilt = [`${address}?_data=root`, `${address}?_data=${encodeURIComponent(route.id)}`, `${whole}//`, `/${address}`, `/__manifest${whole}`, `/__manifest?p=${encodeURIComponent(address)}`, `/%2F${whole}`, `${whole}/%2F%2Fevil.example`, `${whole}/a%5Cb`, `${whole}/a%00b`, `${whole}/%`, `${address}?q=%E0%A4%A`]
        for (const one of spoilt) {
          const response = await app.request(one.startsWith('//') ? `${app.origin}${one}` : one)
          if (response.status !== 400) passed.push(`${response.status} ${one}`)
        }
        if ((await app.request(`${address}?q=${'x'.repeat(2100)}`)).status !== 414) passed.push(`too long ${address}`)
      }
    }
    expect(passed).toEqual([])
  })

  test('what a sender says of proxies changes no answer, and makes none fail', async () => {
    const told = { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https', 'x-forwarded-port': '444', 'x-forwarded-for': '203.0.113.9', 'x-forwarded-prefix': '/evil', forwarded: 'host=evil.example;proto=https' }
    const different: string[] = []
    for (const route of routes) {
      const address = addressesOf(route, values)[0]!
      const [plain, claimed] = [await app.get(address, { cookie: principal }), await app.get(address, { cookie: principal, headers: told })]
      const text = await claimed.text()
      await plain.text()
      if (plain.status !== claimed.status || plain.headers.get('location') !== claimed.headers.get('location') || text.includes('evil.example')) different.push(`${claimed.status} ${address}`)
      for (const origin of ['https://evil.example', 'null', '', 'http://[']) {
        const head = await app.request(dataAddress(address), { method: 'HEAD', headers: { origin } })
        if (head.status >= 500) different.push(`${head.status} HEAD ${address} from ${origin}`)
      }
      if (!route.takesForms) continue
      const posted = await app.request(address, { method: 'POST', body, redirect: 'manual', headers: { ...right, ...told } })
      if (posted.status >= 500 || (posted.headers.get('location') ?? '').includes('evil.example')) different.push(`${posted.status} POST ${address}`)
    }
    expect(different).toEqual([])
  })
})

describe('every answer carries the policy', () => {
  const directives = (policy: string) => new Map(policy.split(';').map((part) => part.trim().split(/\s+/)).map(([name, ...sources]) => [name!, sources]))
  /** Made to stand on other sites: docs/decisions/0002. */
  const framable = 'routes/public/embed'

  interface Answered {
    route: SiteRoute
    address: string
    response: Response
    text: string
  }
  const answered: Answered[] = []
  const behindTls: Answered[] = []

  /** To the principal in the office, to nobody elsewhere; every address as a document, the first also as data. */
  async function ask(of: TestApp, addresses: (route: SiteRoute) => string[], to: Answered[]): Promise<void> {
    const cookie = await of.signInAs('principal')
    for (const route of routes) {
      for (const address of addresses(route)) {
        const response = await of.get(address, route.id.startsWith('routes/office/') ? { cookie } : {})
        to.push({ route, address, response, text: await response.text() })
      }
    }
  }
  const everyAnswer = (check: (route: SiteRoute, response: Response, text: string, address: string) => string[], of = answered) => of.flatMap(({ route, address, response, text }) => check(route, response, text, address).map((what) => `${address}: ${what}`))

  beforeAll(async () => {
    await ask(app, (route) => [...addressesOf(route, values), dataAddress(addressesOf(route, values)[0]!), dataAddress(addressesOf(route, values)[0]!, route.id)], answered)
    await ask(secure, (route) => addressesOf(route, values).slice(0, 1), behindTls)
  }, 120_000)

  test('scripts only from our own files, or known by a nonce or their hash; nothing unsafe; nothing from elsewhere', () => {
    const wrong = everyAnswer((route, response, text) => {
      const policy = response.headers.get('content-security-policy') ?? ''
      const found: string[] = []
      const known = directives(policy)
      if (policy.includes('unsafe')) found.push('unsafe')
      if (known.get('default-src')?.join() !== "'none'") found.push('default-src')
      if (route.id !== framable && known.get('frame-ancestors')?.join() !== "'none'") found.push('frame-ancestors')
      for (const [name, sources] of known) {
        if (name !== 'frame-ancestors' && sources.some((source) => !/^('none'|'self'|'nonce-[\w+/=-]+'|'sha(?:256|384|512)-[\w+/=]+'|data:|blob:|allow-[\w-]+)$/.test(source))) found.push(`${name} ${sources.join(' ')}`)
      }
      if (!(response.headers.get('content-type') ?? '').startsWith('text/html')) return found
      const scripts = known.get('script-src') ?? known.get('default-src') ?? []
      for (const [, attributes, script] of text.matchAll(/<script\b([^>]*)>(.*?)<\/script>/gs)) {
        if (/\ssrc=/.test(attributes!)) continue
        const nonce = /\snonce="([^"]*)"/.exec(attributes!)?.[1]
        const hash = createHash('sha256').update(script!).digest('base64')
        if (!(nonce !== undefined && nonce !== '' && scripts.includes(`'nonce-${nonce}'`)) && !scripts.includes(`'sha256-${hash}'`)) found.push(`a script that the policy does not know: ${script!.slice(0, 60)}`)
      }
      if (/<[^>]+\sstyle="/.test(text)) found.push('a style attribute')
      if (/<[a-z][^>]*\son[a-z]+="/.test(text)) found.push('a handler attribute')
      for (const [, link] of text.matchAll(/<(?:script|img|link|iframe|source)\b[^>]*\s(?:src|href)="(https?:\/\/[^"]*)"/g)) if (!link!.startsWith(app.origin)) found.push(`loads ${link}`)
      return found
    })
    expect(wrong).toEqual([])
  })

  test('nosniff, no sender to others, a window and a process of its own', () => {
    const wrong = everyAnswer((route, { headers }) => [
      ...(headers.get('x-content-type-options') === 'nosniff' ? [] : ['nosniff']),
      ...(headers.get('referrer-policy') === 'same-origin' ? [] : ['referrer-policy']),
      ...(headers.get('cross-origin-opener-policy') === 'same-origin' ? [] : ['coop']),
      ...(['same-origin', ...(route.id.startsWith('routes/public/') ? ['cross-origin'] : [])].includes(headers.get('cross-origin-resource-policy') ?? '') ? [] : ['corp']),
      ...(headers.has('strict-transport-security') ? ['HSTS without TLS'] : []),
      ...(headers.has('x-powered-by') || headers.has('server') ? ['says what it is made of'] : []),
    ])
    expect(wrong).toEqual([])
  })

  test('HSTS behind TLS', () => {
    const wrong = everyAnswer((_route, { headers }) => (/^max-age=(?:[3-9]\d{7,}|\d{9,})/.test(headers.get('strict-transport-security') ?? '') ? [] : ['no HSTS']), behindTls)
    expect(wrong).toEqual([])
  })

  test('what is not public is neither stored nor found by search', () => {
    const wrong = everyAnswer((route, { headers, status }, _text, address) => {
      const isPublic = route.id.startsWith('routes/public/') && status === 200 && !address.endsWith('.data') && !address.includes('.data?')
      if (isPublic && headers.get('cache-control') !== 'no-store') return /^public, /.test(headers.get('cache-control') ?? '') && !headers.has('set-cookie') ? [] : [`cache-control ${headers.get('cache-control')}`]
      // The form of a survey is empty and the same for everybody; its key has to be there again for whoever goes back to it.
      const mayLie = route.id === 'routes/parent/survey-form' && status === 200 && headers.get('cache-control') === 'private, max-age=0' && !headers.has('set-cookie')
      return [...(mayLie || /\bno-store\b/.test(headers.get('cache-control') ?? '') || status === 304 ? [] : [`cache-control ${headers.get('cache-control')} (${status})`]), ...(isPublic || (headers.get('x-robots-tag') ?? '').includes('noindex') ? [] : ['no noindex'])]
    })
    expect(wrong).toEqual([])
  })
})
