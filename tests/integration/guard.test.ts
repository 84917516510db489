import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { maxFormBytes } from '#app/http/guard.ts'
import { createTestApp } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'

let app: TestApp
beforeAll(async () => {
  app = await createTestApp()
  await app.seedSchool()
})
afterAll(() => app.close())

describe('what no page of ours sends is refused before it reaches a route', () => {
  test.each(['evil.example', 'localhost:3000.evil.example', 'localhost', ''])('host %j: 421', async (host) => {
    const response = await app.request('/', { headers: { host } })
    expect(response.status).toBe(421)
  })

  test('a host in the request line itself: 421', async () => {
    expect((await app.request('http://evil.example/office')).status).toBe(421)
  })

  test.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS'])('method %s: 405 with the allowed ones', async (method) => {
    const response = await app.request('/', { method })
    expect(response.status).toBe(405)
    expect(response.headers.get('allow')).toBe('GET, HEAD, POST')
  })

  test('an address longer than 2 048 characters: 414', async () => {
    expect((await app.get(`/?q=${'a'.repeat(2050)}`)).status).toBe(414)
    expect((await app.get(`/?q=${'a'.repeat(1900)}`)).status).toBe(200)
  })

  test.each([
    '/office//',
    '/a//b',
    '/%2F%2Fevil.example',
    '/__manifest?p=/',
    '/__manifest',
    '/?_data=root',
    '/office?_data=routes%2Foffice%2Fdashboard',
    '/?q=%',
    '/?q=%E0%A4%A',
    '/%',
    '/%zz',
    '/%C0%AF',
    '/a%00b',
    '/tra-loi?tim=a%00b',
    '/a%0Ab',
    '/a%5Cb',
  ])('%s: 400', async (address) => {
    expect((await app.request(address)).status).toBe(400)
  })

  test('text with marks in an address is fine', async () => {
    expect((await app.get(`/?q=${encodeURIComponent('bữa ăn & 50%')}`)).status).toBe(200)
  })
})

describe('a form is taken from our own pages only', () => {
  const address = '/office/dang-nhap'
  const refused = 403

  test.each(['cross-site', 'same-site', 'none', 'something'])('Sec-Fetch-Site %s: 403', async (site) => {
    expect((await app.post(address, {}, { headers: { 'sec-fetch-site': site } })).status).toBe(refused)
  })

  const bare = (headers: Record<string, string>) =>
    app.request(address, { method: 'POST', body: 'a=1', headers: { 'content-type': 'application/x-www-form-urlencoded', 'content-length': '3', ...headers } })

  test.each(['https://evil.example', 'null', 'http://localhost:3000.evil.example', 'not an origin'])('an older browser with Origin %s: 403', async (origin) => {
    expect((await bare({ origin })).status).toBe(refused)
  })

  test('neither header: 403', async () => {
    expect((await bare({})).status).toBe(refused)
  })

  test('an older browser with our own Origin passes the guard', async () => {
    expect((await bare({ origin: 'http://localhost:3000' })).status).not.toBe(refused)
  })

  test('a data request and a request to one route alone are held to the same', async () => {
    for (const form of [`${address}.data`, `${address}.data?_routes=routes%2Foffice%2Fsign-in`]) {
      expect((await app.post(form, {}, { headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(refused)
    }
  })
})

describe('the body of a form', () => {
  const address = '/office/dang-nhap'

  test.each(['application/json', 'text/plain', 'multipart/form-data; boundary=x', ''])('content type %j: 415', async (type) => {
    expect((await app.post(address, {}, { headers: { 'content-type': type } })).status).toBe(415)
  })

  test.each(['', 'abc', '-1', '1.5'])('Content-Length %j: 411', async (length) => {
    expect((await app.post(address, {}, { headers: { 'content-length': length } })).status).toBe(411)
  })

  test('longer than the longest form: 413', async () => {
    expect((await app.post(address, {}, { headers: { 'content-length': String(maxFormBytes + 1) } })).status).toBe(413)
  })
})

describe('headers', () => {
  test('a page carries the whole policy, with a nonce of its own that its scripts use', async () => {
    const [first, second] = [await app.get('/tra-cuu'), await app.get('/tra-cuu')]
    const policy = first.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("form-action 'self'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe')
    expect(policy).not.toBe(second.headers.get('content-security-policy'))
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? ''
    const html = await first.text()
    const inline = [...html.matchAll(/<script(?![^>]*\ssrc=)([^>]*)>/g)]
    expect(inline.length).toBeGreaterThan(0)
    for (const [, attributes] of inline) expect(attributes).toContain(`nonce="${nonce}"`)
    expect(html).not.toMatch(/<[^>]+\sstyle="/)
    expect(first.headers.get('x-content-type-options')).toBe('nosniff')
    expect(first.headers.get('referrer-policy')).toBe('same-origin')
    expect(first.headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(first.headers.get('cross-origin-resource-policy')).toBe('same-origin')
    expect(first.headers.has('strict-transport-security')).toBe(false)
  })

  test('refusals carry them too', async () => {
    const response = await app.request('/', { method: 'PUT' })
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  })

  test('the office is never stored and never indexed', async () => {
    const response = await app.get('/office', { cookie: await app.signInAs('principal') })
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('x-robots-tag')).toBe('noindex')
  })

  test('an unknown address is a 404 page of the site', async () => {
    const response = await app.get('/en/hoa-phuong/khong/co/trang-nay')
    expect(response.status).toBe(404)
    expect(response.headers.get('content-type')).toContain('text/html')
  })

  test('behind TLS, HSTS is sent and cookies are tied to the host', async () => {
    const secure = await createTestApp({ env: { PUBLIC_ORIGIN: 'https://langnghe.example.vn' } })
    try {
      await secure.seedSchool()
      const response = await secure.get('/')
      expect(response.status).toBe(200)
      expect(response.headers.get('strict-transport-security')).toContain('max-age=31536000')
      expect(await secure.signInAs('principal')).toMatch(/^__Host-/)
    } finally {
      await secure.close()
    }
  })
})

describe('built files', () => {
  test('are kept for a year under a name that changes with them, and are sent compressed', async () => {
    const html = await (await app.get('/')).text()
    const script = /\/assets\/[\w.-]+\.js/.exec(html)?.[0] ?? ''
    const response = await app.get(script, { headers: { 'accept-encoding': 'gzip, deflate, br' } })
    expect(response.status).toBe(200)
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(response.headers.get('content-encoding')).toBe('br')
    expect(response.headers.get('vary')).toMatch(/accept-encoding/i)
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  })

  test('a file that is not there is a 404 and is not kept', async () => {
    const response = await app.get('/assets/none.js')
    expect(response.status).toBe(404)
    expect(response.headers.get('cache-control')).toBe('no-store')
  })

  test.each(['/assets/../../package.json', '/assets/%2e%2e/%2e%2e/package.json', '/..%2f..%2fpackage.json', '/.vite/manifest.json', '/assets/..%5c..%5cpackage.json'])(
    '%s gives nothing away',
    async (address) => {
      const response = await app.request(address)
      expect(await response.text()).not.toMatch(/better-sqlite3|"dependencies"/)
    },
  )
})

test('health and readiness answer without the rest, under the same headers', async () => {
  const response = await app.request('/healthz', { headers: { host: '10.0.0.7' } })
  expect(await response.text()).toBe('ok\n')
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect((await app.request('/readyz')).status).toBe(200)
})

test('what goes wrong behind a one-time link is logged without its token', async () => {
  const broken = await createTestApp()
  const log = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  try {
    for (const table of ['staff', 'setup_tokens']) await broken.db.schema.alterTable(table).renameTo(`${table}_gone`).execute()
    for (const address of ['/office/moi/BIMAT123', '/office/thiet-lap/BIMAT123', '/office/moi/BIMAT123.data']) expect((await broken.get(address)).status).toBe(500)
    const lines = log.mock.calls.map(([line]) => String(line))
    expect(lines.some((line) => line.includes('GET /office/moi/…'))).toBe(true)
    expect(lines.join('\n')).not.toContain('BIMAT123')
  } finally {
    log.mockRestore()
    await broken.close()
  }
})
