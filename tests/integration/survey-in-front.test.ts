import type { ActionFunction } from '@remix-run/node'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createApp } from '#app/http/app.ts'
import { newIdempotencyKey } from '#app/http/idempotency.ts'
import { limits } from '#app/http/limiter.ts'
import { createRound, findRound, startRound } from '#app/surveys/index.ts'
import { createTestApp, testNow } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import type { SeededSchool } from '#tests/support/school.ts'

/** docs/decisions/0034: a survey form that is simply accepted never reaches Remix, and nobody can tell. */
let app: TestApp
let seeded: SeededSchool
let server: ReturnType<typeof createApp>
/** How often the route's own action ran. */
let actions: number

beforeEach(async () => {
  app = await createTestApp()
  seeded = await app.seedSchool()
  const other = await app.seedSchool({ slug: 'sen-hong' })
  for (const { school } of [seeded, other]) {
    const input = { questionnaire: 'education' as const, nameVi: 'Đợt tháng 11', nameEn: 'November round', opensOn: '2026-11-16', closesOn: '2026-11-30', audienceSize: 100 }
    const id = await createRound(app.db, school, input, null, testNow)
    await startRound(app.db, school, (await findRound(app.db, school, id))!, null, testNow)
  }
  actions = 0
  const [id, route] = Object.entries(app.build.routes).find(([name]) => name.endsWith('parent/survey-form'))!
  const action: ActionFunction = (args) => {
    actions += 1
    return route.module.action!(args)
  }
  server = createApp({ services: app.services, build: { ...app.build, routes: { ...app.build.routes, [id]: { ...route, module: { ...route.module, action } } } }, clientDir: 'build/client' })
})
afterEach(() => app.close())

async function post(address: string, form: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> {
  const body = new URLSearchParams(form).toString()
  return server.fetch(new Request(new URL(address, app.origin), {
    method: 'POST',
    body,
    headers: { host: new URL(app.origin).host, origin: app.origin, 'content-type': 'application/x-www-form-urlencoded', 'content-length': String(body.length), ...headers },
  }))
}

const form = (more: Record<string, string> = {}) => ({ lan_gui: newIdempotencyKey(), A0: '4', F3: 'Cảm ơn', ...more })
const answers = async () => (await app.db.selectFrom('responses').select('id').execute()).length

/** Everything about an answer but what is chance. */
async function shapeOf(response: Response) {
  const headers = [...response.headers].map(([name, value]) => [name, value.replace(/ 'nonce-[^']+'/, '').replace(/^(bien_nhan=)[\w-]+/, '$1')])
  return { status: response.status, headers, body: await response.text() }
}

it.each(['/khao-sat/nhanh', '/en/khao-sat/nhanh', '/sen-hong/khao-sat/nhanh?noi=CAMSANH', '/en/sen-hong/khao-sat/nhanh'])('answers a form sent to %s as the route does, without it', async (address) => {
  const short = await shapeOf(await post(address, form()))
  expect([short.status, actions, await answers()]).toEqual([303, 0, 1])
  // Remix reads addresses without regard to capitals.
  const long = await shapeOf(await post(address.replace('khao-sat', 'Khao-sat'), form()))
  expect([long.status, actions, await answers()]).toEqual([303, 1, 2])
  expect(short).toEqual(long)
})

it('sends the same form twice to the same receipt, and leaves another form with its key to the route', async () => {
  const sent = form()
  for (let time = 0; time < 2; time += 1) expect((await post('/khao-sat/nhanh', sent)).status).toBe(303)
  expect([actions, await answers()]).toEqual([0, 1])
  const other = await post('/khao-sat/nhanh', { ...sent, A0: '1' })
  expect([other.status, actions, await answers()]).toEqual([409, 1, 1])
  expect(await other.text()).toContain('Cảm ơn')
})

it('takes a form that the page must explain once, not a second time in the route', async () => {
  const { limiter } = app.services
  const left = () => limiter.left(limits.submissionSchool, seeded.school.id, Date.parse(app.now()))
  const before = await left()
  const odd = await post('/khao-sat/nhanh', form({ website: 'x' }))
  expect([odd.status, actions]).toEqual([429, 1])
  expect(await odd.text()).toContain('Cảm ơn')
  expect(await left()).toBe(before - 1)

  const invalid = await post('/khao-sat/nhanh', form({ A0: '9' }))
  expect([invalid.status, actions]).toEqual([422, 2])
  expect(await invalid.text()).toContain('Cảm ơn')
  expect(await answers()).toBe(0)
})

it('leaves what is no form of a school to the route, and lets the guard speak first', async () => {
  expect((await post('/khao-sat/khong-co', form())).status).toBe(404)
  expect((await post('/khong-co/khao-sat/nhanh', form())).status).toBe(404)
  expect((await post('/khao-sat/nhanh', form(), { origin: 'https://elsewhere.example' })).status).toBe(403)
  expect((await post('/khao-sat/nhanh', form(), { 'content-type': 'text/plain' })).status).toBe(415)
  expect(await answers()).toBe(0)
})
