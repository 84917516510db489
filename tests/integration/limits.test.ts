import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { clientAddress } from '#app/http/client-key.ts'
import { limits } from '#app/http/limiter.ts'
import { createTestApp } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import { siteRoutes } from '#tests/support/routes.ts'

let app: TestApp
beforeAll(async () => {
  app = await createTestApp()
  await app.seedSchool()
})
afterAll(() => app.close())

describe('the table of limits in docs/decisions/0037', () => {
  const rows = new Map(
    [...readFileSync('docs/decisions/0037-limits-and-floods.md', 'utf8').matchAll(/^\| (routes\/\S+) \| ([^|]*) \| ([^|]*) \|$/gm)].map(([, route, names, why]) => [route!, { names: names === '—' ? [] : names!.split(', '), why: why! }]),
  )

  test('states a limit, or why there is none, for every route that takes forms', () => {
    const taking = siteRoutes(app.build).filter(({ takesForms }) => takesForms).map(({ id }) => id)
    expect(taking.filter((id) => !rows.has(id))).toEqual([])
    expect([...rows.keys()].filter((id) => !taking.includes(id))).toEqual([])
    expect([...rows].filter(([, { names, why }]) => names.length === 0 && why.length < 10)).toEqual([])
  })

  test('names only limits that there are, and leaves none out', () => {
    const named = new Set([...rows.values()].flatMap(({ names }) => names))
    expect([...named].filter((name) => !(name in limits))).toEqual([])
    expect(Object.keys(limits).filter((name) => !named.has(name))).toEqual([])
  })

  test('and the routes take them', () => {
    // What stands between a route and its limit.
    const through: Record<string, string> = { officeWrites: 'requireStaff', multipart: 'readFormWithFiles', submission: 'admit|takeSurvey', submissionSchool: 'admit|takeSurvey', submissionInFlood: 'admit|takeSurvey', codes: 'mayTryCode', wrongCodes: 'countWrongCode' }
    for (const [route, { names }] of rows) {
      const source = ['.tsx', '.ts'].map((ending) => `app/${route}${ending}`).map((file) => { try { return readFileSync(file, 'utf8') } catch { return '' } }).join('')
      const action = source.slice(source.search(/export (?:async function|const) action/))
      for (const name of names) expect(source.includes(`limits.${name}`) || (through[name] !== undefined && new RegExp(String.raw`\b(?:${through[name]})\(`).test(action)), `${route}: ${name}`).toBe(true)
    }
  })
})

test('a member of staff who sends more than a person can is stopped, the others are not', async () => {
  const { limiter } = app.services
  const [cookie, other] = [await app.signInAs('principal'), await app.signInAs('coordinator')]
  const { id } = await app.db.selectFrom('staff').select('id').where('role', '=', 'principal').executeTakeFirstOrThrow()
  while (await limiter.take(limits.officeWrites, id, Date.parse(app.now()))) continue
  const refused = await app.post('/office/phan-anh/bo-loc', { viec: 'luu', name: '' }, { cookie })
  expect(refused.status).toBe(429)
  expect(await refused.text()).toContain('quá nhiều')
  expect((await app.get('/office', { cookie })).status).toBe(200)
  expect((await app.post('/office/phan-anh/bo-loc', { viec: 'luu', name: '' }, { cookie: other })).status).not.toBe(429)
})

describe('whose address it is', () => {
  const from = (socket: string, trustedProxy: string | null, forwarded?: string) =>
    clientAddress({ headers: new Headers(forwarded === undefined ? {} : { 'X-Forwarded-For': forwarded }) }, { incoming: { socket: { remoteAddress: socket, remotePort: 1, remoteFamily: 'IPv4' } } }, { ...app.config, trustedProxy })

  test.each([
    ['without a proxy the socket’s, whatever is claimed', '198.51.100.4', null, '203.0.113.9', '198.51.100.4'],
    ['from anybody but the proxy the socket’s', '198.51.100.4', '127.0.0.1', '203.0.113.9', '198.51.100.4'],
    ['from the proxy what it says last', '127.0.0.1', '127.0.0.1', '10.0.0.1, 203.0.113.9', '203.0.113.9'],
    ['also over a socket that takes both sorts of addresses', '::ffff:127.0.0.1', '127.0.0.1', '203.0.113.9', '203.0.113.9'],
    ['from the proxy without a word its own', '127.0.0.1', '127.0.0.1', undefined, '127.0.0.1'],
  ])('%s', (_what, socket, trusted, forwarded, expected) => {
    expect(from(socket, trusted, forwarded)).toBe(expected)
  })
})
