import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { ServerBuild } from '@remix-run/node'
import { sessionCookie } from '#app/http/cookies.ts'
import { newIdempotencyKey } from '#app/http/idempotency.ts'
import { findSession, startSession } from '#app/staff/index.ts'
import type { Role, StaffRow } from '#db/schema.ts'
import { loadDemo } from '#db/seed/load.ts'
import { cookiesFrom } from './app.ts'
import type { TestApp } from './app.ts'
import { demoNow } from './demo.ts'
import { formsOf, linksOf } from './page-forms.ts'
import type { PageForm } from './page-forms.ts'
import { addressesOf, dataAddress, routeOf, siteRoutes } from './routes.ts'
import type { SiteRoute } from './routes.ts'

/**
 * Requests that no page of ours would send, made from those that they do send: somebody walks through the whole demo as each sort of person, writes down every address and every form as it
 * stands on its page, and then sends each of them again with something wrong in it. A form that is right in all but one place gets deep; one that is wrong everywhere is refused at the door.
 *
 * The same seed makes the same requests.
 */
export interface FuzzReport {
  seed: number
  requests: number
  /** How often each route was reached. */
  reached: Map<string, number>
  statuses: Map<number, number>
  /** Answers of 500 and more, with the request and the first line of the error. */
  broken: string[]
  /** Requests that were not answered in time. */
  hanging: string[]
  unhandled: string[]
  /** Bytes in use after half of the requests and at the end, both after a collection: by then everything that is loaded at its first use (fonts, PDF) is there. */
  memory: { early: number; late: number }
}

/** What may stay: kept pages (16 MB) and what is remembered beside them (a thousand things), the counts of limits. Five kilobytes lost with each request would be more in any longer run. */
export const mostGrowth = 64 * 1024 * 1024
/** Far beyond what any request takes on a busy machine: what is found here has stopped. */
const hangsAfterMs = 20_000
/** Between two requests, so that the limits per hour leave room to get deep. */
const secondsBetween = 30

const people = ['nobody', 'parent', 'kiosk', 'principal', 'coordinator', 'handler', 'viewer'] as const
type Person = (typeof people)[number]

/** A request as a page of ours sends it. */
interface Recorded {
  person: Person
  route: string
  address: string
  /** Null for what is only looked at. */
  form: PageForm | null
}

interface Draft {
  method: string
  address: string
  headers: Record<string, string>
  body: Uint8Array<ArrayBuffer> | null
}

/** Loads the demo into an empty app, walks through it, and sends `requests` spoilt requests. */
export async function fuzz(app: TestApp, { seed, requests }: { seed: number; requests: number }): Promise<FuzzReport> {
  app.setNow(demoNow)
  const demo = await loadDemo({ db: app.db, files: app.files, secrets: app.secrets, publicOrigin: app.origin }, demoNow)
  const routes = siteRoutes(app.build)
  const cookies = await signedIn(app, demo)
  const recorded = await walk(app, routes, cookies)
  const spoil = spoiler(seed, recorded)

  const report: FuzzReport = { seed, requests, reached: new Map(), statuses: new Map(), broken: [], hanging: [], unhandled: [], memory: { early: 0, late: 0 } }
  const note = (reason: unknown) => report.unhandled.push(String(reason instanceof Error ? reason.stack : reason))
  process.on('unhandledRejection', note)
  const logged: string[] = []
  const realError = console.error
  console.error = (...said: unknown[]) => {
    logged.push(said.map((one) => (one instanceof Error ? one.stack : String(one))).join(' '))
  }
  try {
    for (let count = 0; count < requests; count += 1) {
      if (count === Math.floor(requests / 2)) report.memory.early = memoryInUse()
      app.setNow(new Date(Date.parse(app.now()) + secondsBetween * 1000).toISOString())
      const { draft, person, route } = spoil()
      const cookie = await cookieOf(app, cookies, person)
      if (cookie !== '' && !('cookie' in draft.headers)) draft.headers.cookie = cookie
      const words = () => `${draft.method} ${draft.address} as ${person} ${JSON.stringify(draft.headers)} ${draft.body ? Buffer.from(draft.body).toString('latin1').slice(0, 600) : ''}`
      logged.length = 0
      const status = await answerOf(app, draft)
      if (status === 'hangs') report.hanging.push(words())
      else {
        report.statuses.set(status, (report.statuses.get(status) ?? 0) + 1)
        if (status >= 500) report.broken.push(`${status} ${words()}\n  ${logged.join(' ').slice(0, 900)}`)
      }
      report.reached.set(route, (report.reached.get(route) ?? 0) + 1)
    }
    // A promise that nobody waits for is told of a turn later.
    await new Promise((resolve) => setTimeout(resolve, 20))
    report.memory.late = memoryInUse()
  } finally {
    console.error = realError
    process.off('unhandledRejection', note)
  }
  return report
}

/** Routes that were never reached, which a longer run would. */
export const unreached = (build: ServerBuild, { reached }: FuzzReport): string[] => siteRoutes(build).map(({ id }) => id).filter((id) => !reached.has(id))

async function answerOf(app: TestApp, { method, address, headers, body }: Draft): Promise<number | 'hangs'> {
  let timer: NodeJS.Timeout | undefined
  const tooLong = new Promise<'hangs'>((resolve) => {
    timer = setTimeout(() => resolve('hangs'), hangsAfterMs)
  })
  const answer = app.request(address, { method, headers, body, redirect: 'manual' }).then(async (response) => {
    await response.arrayBuffer()
    return response.status
  })
  try {
    return await Promise.race([answer, tooLong])
  } finally {
    clearTimeout(timer)
  }
}

let collect: (() => void) | undefined
function memoryInUse(): number {
  if (!collect) {
    setFlagsFromString('--expose-gc')
    collect = runInNewContext('gc') as () => void
  }
  collect()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

// Who comes.

type Cookies = Map<Person, { cookie: string; staff?: StaffRow }>

async function signedIn(app: TestApp, demo: { caseKey: string; kioskCode: string }): Promise<Cookies> {
  const cookies: Cookies = new Map([['nobody', { cookie: '' }]])
  cookies.set('parent', { cookie: cookiesFrom(await app.post('/tra-cuu', { ma: demo.caseKey })) })
  cookies.set('kiosk', { cookie: cookiesFrom(await app.post('/may', { ma: demo.kioskCode })) })
  for (const role of ['principal', 'coordinator', 'handler', 'viewer'] as const) {
    const staff = await app.db
      .selectFrom('staff')
      .selectAll('staff')
      .innerJoin('schools', 'schools.id', 'staff.school_id')
      .where('schools.is_default', '=', 1)
      .where('staff.role', '=', role)
      .where('staff.status', '=', 'active')
      .orderBy('staff.email')
      .executeTakeFirst()
    if (staff) cookies.set(role, { cookie: '', staff })
  }
  return cookies
}

/** A session that still holds: some of what is sent signs people out or takes their role away. */
async function cookieOf(app: TestApp, cookies: Cookies, person: Person): Promise<string> {
  const known = cookies.get(person)
  if (!known) return ''
  if (!known.staff) return known.cookie
  const { id } = known.staff
  const role: Role = known.staff.role
  const token = known.cookie.split('=')[1]
  const session = token === undefined ? null : await findSession(app.db, app.secrets, token, app.now())
  if (session?.staff.role === role) return known.cookie
  await app.db.updateTable('staff').set({ role, status: 'active' }).where('id', '=', id).execute()
  known.cookie = `${sessionCookie.name}=${await startSession(app.db, app.secrets, id, app.now())}`
  return known.cookie
}

// What they find.

const perRoute = 2

/** Everything each person reaches by following links, at most two addresses of each route, with the forms on them; and each route by a guess where no link leads. */
async function walk(app: TestApp, routes: SiteRoute[], cookies: Cookies): Promise<Recorded[]> {
  const recorded: Recorded[] = []
  const values = await examples(app)
  for (const person of people) {
    const cookie = await cookieOf(app, cookies, person)
    const mayGo = (id: string) => (person === 'nobody' || !id.startsWith('routes/public/')) && (cookies.get(person)?.staff !== undefined || !id.startsWith('routes/office/') || person === 'nobody')
    const seen = new Set<string>()
    const counts = new Map<string, number>()
    const queue = routes.filter(({ id }) => mayGo(id)).map((route) => addressesOf(route, values)[0]!)
    for (let address = queue.shift(); address !== undefined; address = queue.shift()) {
      const { pathname } = new URL(address, app.origin)
      const route = routeOf(routes, pathname)
      const count = counts.get(route.id) ?? 0
      if (seen.has(address) || count >= perRoute || !mayGo(route.id)) continue
      seen.add(address)
      counts.set(route.id, count + 1)
      recorded.push({ person, route: route.id, address, form: null })
      if (!route.isPage) continue
      const response = await app.get(address, cookie ? { cookie } : {})
      const html = await response.text()
      if (response.status !== 200) continue
      for (const form of formsOf(html, address)) {
        const action = routeOf(routes, new URL(form.action, app.origin).pathname)
        if (form.method === 'post') recorded.push({ person, route: action.id, address: form.action, form })
        else queue.push(`${new URL(form.action, app.origin).pathname}?${new URLSearchParams(form.fields.map(({ name, value }) => [name, value]))}`)
      }
      queue.push(...linksOf(html, address).filter((link) => link.startsWith('/')))
    }
  }
  // What scripts send.
  const script = (person: Person, address: string, fields: Record<string, string>, encoding: PageForm['encoding'] = 'urlencoded'): Recorded => ({
    person, route: routeOf(routes, new URL(address, app.origin).pathname).id, address, form: { method: 'post', action: address, encoding, fields: Object.entries(fields).map(([name, value]) => ({ name, value, type: 'text', choices: [] })) },
  })
  for (let n = 0; n < 3; n += 1) {
    recorded.push(
      script('nobody', '/tep', { bytes: '1200' }),
      script('nobody', '/tep?offset=0', { piece: 'x' }, 'octets'),
      script('handler', `/office/phan-anh/${values.number}/nhap`, { viec: 'note', version: '1', 'o:text': 'Đang viết' }),
      script('nobody', `/theo-doi/${values.token}`, { 'List-Unsubscribe': 'One-Click' }),
      script('nobody', `/office/moi/${values.token}`, { password: 'mat khau rat dai 1', passwordAgain: 'mat khau rat dai 1' }),
      script('nobody', `/office/thiet-lap/${values.token}`, { schoolName: 'Trường Mầm non Sao Mai', slug: 'sao-mai', principalName: 'Cô Mai', email: 'mai@example.vn', password: 'mat khau rat dai 1', passwordAgain: 'mat khau rat dai 1' }),
    )
  }
  return recorded
}

/** What stands in place of the parameters of addresses. */
async function examples(app: TestApp): Promise<Record<string, string>> {
  const { number } = await app.db.selectFrom('cases').select('number').orderBy('number').executeTakeFirstOrThrow()
  const { id } = await app.db.selectFrom('rounds').select('id').executeTakeFirstOrThrow()
  return { school: 'sen-hong', number, id, token: 'abcdefghijklmnopqrstuv', file: 'phan-anh.csv', form: 'nhanh', code: 'CAMSANH' }
}

// What goes wrong.

const texts = [
  '', ' ', '0', '-1', '1e9', '1e309', '-0', '0x10', '99999999999999999999', '9007199254740993', '2147483648', '-2147483649', 'NaN', 'Infinity', 'null', 'undefined', 'true', '[object Object]', '[]', '{}', '{"a":1}',
  '\u0000', 'a\u0000b', '\ud800', '\udfff\ud800', 'a\ud83d', '\u202e\u202dabc', '\u200f\u061c', '\ufeff', '\ufffe\uffff', '\u2028\u2029', '\u0007\u001b[31m', '😀'.repeat(40), '👨‍👩‍👧‍👦'.repeat(30), '𠜎'.repeat(60), 'e\u0323\u0302'.repeat(100),
  '__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', '2026-02-30', '0000-00-00', '9999-12-31', '2026-13-01', '2026-11-23T00:00:00Z', '1969-12-31', '+275760-09-13', '30/11/2026', '23:59', '24:00', '99:99',
  "' or 1=1 --", '"; drop table cases; --', '%', '_', '%_%', '\\', '../..', '..%2f..', '//evil.example', 'https://evil.example', 'javascript:alert(1)', '<script>alert(1)</script>', '</textarea><b>', '{{7*7}}', '${7*7}', '=cmd()', '@sum(1)',
  'ệ'.repeat(300), 'a'.repeat(6000), '\n'.repeat(500), '\r\n'.repeat(300), ' '.repeat(3000), 'lớp '.repeat(500), '.'.repeat(4000), '⟦'.repeat(2000), '-'.repeat(2000), '(((('.repeat(500), 'a@'.repeat(1500), '+'.repeat(3000),
  '00000000-0000-0000-0000-000000000000', 'PAKN.20261123.0001', 'PAKN.99999999.9999', 'on', 'off', '1234567890123456', '1234 5678 9012 3456', 'CAMSANH', '1,5', '1.5', '100,001', '１２３', '٣', '½', 'vi', 'en',
] as const
const oddNames = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', '__proto__[a]', 'a[b][c]', 'a.b.c', 'length', '', ' ', '\u0000', 'ệ', '😀', '\ud800', 'a'.repeat(500), '_method', '_data', 'index', 'then'] as const
const segments = ['en', 'EN', 'sen-hong', 'hoa-phuong', 'khong-co', 'constructor', '__proto__', 'office', 'assets', '.', '..', '%2e%2e', '%F0%9F%98%80', '%00', '%ff', '%', '%2F', '%5C', 'a;b=c', 'PAKN.20261123.0001', '0'.repeat(32), 'a'.repeat(300), 'ệ', '%E1%BB%87', '*', ':id', 'null'] as const
const oddHeaders: readonly [string, readonly string[]][] = [
  ['range', ['bytes=0-0', 'bytes=-1', 'bytes=5-1', 'bytes=0-,0-,0-,0-,0-', 'bytes=99999999999-', 'lines=1-2', 'bytes=a-b']],
  ['accept-encoding', ['', '*', 'br;q=9', 'gzip, br, zstd', 'identity;q=0', 'x'.repeat(3000)]],
  ['accept-language', ['', 'en', 'vi-VN,vi;q=0.9', '*;q=x', 'x'.repeat(3000)]],
  ['accept', ['', '*/*', 'application/json', 'text/html;q=']],
  ['if-none-match', ['*', '"x"', 'W/"', 'x'.repeat(3000)]],
  ['if-modified-since', ['', 'yesterday', 'Thu, 01 Jan 1970 00:00:00 GMT', 'Fri, 31 Dec 9999 23:59:59 GMT']],
  ['referer', ['', 'http://localhost:3000/office/phan-anh', 'https://evil.example/', 'about:blank', 'http://[', 'http://localhost:3000//evil.example', 'x'.repeat(3000)]],
  ['x-forwarded-for', ['1.2.3.4', '::1', ', ,', 'x'.repeat(3000)]],
  ['x-forwarded-host', ['evil.example']],
  ['x-forwarded-proto', ['https', 'ftp']],
  ['forwarded', ['for=1.2.3.4;host=evil.example;proto=https']],
  ['origin', ['null', 'https://evil.example', 'http://localhost:3000', '']],
  ['sec-fetch-site', ['cross-site', 'none', '', 'same-site']],
  ['upload-token', ['', 'x', 'x'.repeat(3000), '__proto__']],
  ['content-length', ['0', '1', '-1', '99999999', '1e3', '']],
  ['user-agent', ['', '${jndi:ldap://x}', 'x'.repeat(5000)]],
  ['x-remix-response', ['yes', '']],
  ['purpose', ['prefetch']],
  ['transfer-encoding', ['chunked']],
  ['expect', ['100-continue']],
  ['host', ['evil.example', '', 'localhost:3000:3000']],
]
const oddTypes = [
  '', 'text/plain', 'application/json', 'application/xml', 'multipart/form-data', 'multipart/form-data; boundary=', `multipart/form-data; boundary=${'x'.repeat(500)}`, 'multipart/mixed; boundary=x', 'application/octet-stream',
  'application/x-www-form-urlencoded; charset=utf-16', 'application/x-www-form-urlencoded; charset=', 'APPLICATION/X-WWW-FORM-URLENCODED', 'application/x-www-form-urlencoded;;;', 'application/x-www-form-urlencoded, text/plain',
] as const
const wildBodies = [
  '%', '%zz=%', '&&&===', '\u0000', '%00=%00', '%ff%fe=%c0%af', 'a=1&'.repeat(20_000), '__proto__=1&__proto__=2', '%F0%9F=1', '='.repeat(50_000), 'a[b]'.repeat(5000), `${'['.repeat(40_000)}`, '{"a":'.repeat(10_000), '<!DOCTYPE x [<!ENTITY a "b">]>',
  '--x\r\n\r\n--x--', '--x\r\nContent-Disposition: form-data; name="a"', '--x\r\nContent-Disposition: form-data\r\n\r\n1\r\n--x--\r\n', 'a'.repeat(127_000),
] as const

function spoiler(seed: number, recorded: Recorded[]): () => { draft: Draft; person: Person; route: string } {
  const { random, pick, chance } = dice(seed)
  const byRoute = [...Map.groupBy(recorded, ({ route, form }) => `${route} ${form === null ? 'get' : 'post'}`).values()]
  const names = [...new Set(recorded.flatMap(({ form }) => form?.fields.map(({ name }) => name) ?? []))]
  const queries = [...new Set(recorded.flatMap(({ address }) => [...new URL(address, 'http://x').searchParams.keys()])), '_routes', 'index', '__proto__', 'constructor', 'trang', 'tu', 'noi', 'tiep', 'offset']
  const routeIds = [...new Set(recorded.map(({ route }) => route)), 'root', 'routes/office/layout', '__proto__', 'constructor', '']

  const text = (): string => (chance(6) ? pick(texts) + pick(texts) : pick(texts))

  function spoiltFields(fields: [string, string][]): void {
    const at = random(fields.length || 1)
    const way = random(9)
    if (fields.length > 0) {
      if (way <= 2) fields[at]![1] = text()
      if (way === 3) fields.splice(at, 1)
      if (way === 4) fields.push([fields[at]![0], text()])
      if (way === 5) fields[at]![0] = pick(oddNames)
      if (way === 6) fields[at]![1] = fields[random(fields.length)]![1]
    }
    if (way === 7) fields.push([pick(names), text()])
    if (way === 8) fields.push([pick(oddNames), text()])
  }

  function spoiltAddress(address: string): string {
    const [path = '/', query = ''] = address.split('?')
    const parts = path.split('/').slice(1)
    const search = new URLSearchParams(query)
    const way = random(8)
    if (way === 0) parts[random(parts.length)] = chance(2) ? pick(segments) : encodeURIComponent(text().toWellFormed()).slice(0, 400)
    if (way === 1) parts.unshift(pick(segments))
    if (way === 2) parts.push(pick(segments))
    if (way === 3) parts.splice(random(parts.length), 1)
    if (way >= 4 && way <= 6) {
      for (let count = 1 + random(3); count > 0; count -= 1) {
        const name = search.size > 0 && chance(2) ? pick([...search.keys()]) : pick(queries)
        if (chance(3)) search.append(name, text().toWellFormed().slice(0, 300))
        else search.set(name, text().toWellFormed().slice(0, 300))
      }
    }
    const spoilt = `/${parts.join('/')}`
    const whole = search.size > 0 ? `${spoilt}?${search}` : spoilt
    if (way === 7) return `${whole}${whole.includes('?') ? '&' : '?'}${pick(['%', '%zz=1', '%E0%A4%A', 'a=%00', '=', '&&&', 'a=1&a=2&a=3', `q=${'x'.repeat(2100)}`, '__proto__[x]=1', '?', '%ED%A0%80=1'])}`
    return whole
  }

  let turn = 0
  /** The whole request: right, then wrong in one to three places. Each route and form once, then as the dice fall. */
  return () => {
    const { person, route, address: plain, form } = pick(byRoute[turn] ?? pick(byRoute))
    turn += 1
    let address = plain
    const headers: Record<string, string> = { 'sec-fetch-site': form ? 'same-origin' : 'none' }
    const fields: [string, string][] = (form?.fields ?? []).flatMap((field) => filledIn(field, { random, pick, chance }))
    let encoding: PageForm['encoding'] | 'broken' = form?.encoding ?? 'urlencoded'
    let method = form ? 'POST' : pick(['GET', 'GET', 'GET', 'HEAD'])
    let bytes: Uint8Array<ArrayBuffer> | null = null
    let type: string | null = null
    let cookie: string | null = null
    const data = chance(3)
    for (let count = 1 + random(3); count > 0; count -= 1) {
      const way = random(form ? 14 : 9)
      if (way <= 1) address = spoiltAddress(address)
      else if (way === 2) {
        const [name, values] = pick(oddHeaders)
        headers[name] = pick(values)
      } else if (way === 3 && chance(3)) cookie = pick(['van_phong=x', 'luot_xem=%; phieu=%', 'may=', `van_phong=${'x'.repeat(5000)}`, ';;;===;;;', 'van_phong=x; van_phong=y', '__proto__=1', `bien_nhan=${'A'.repeat(60)}; luot_xem=${'A'.repeat(600)}; lien_ket=${'_'.repeat(60)}`, 'a\u00ff=\u00fe'])
      else if (way === 4 && chance(3)) method = pick(['POST', 'GET', 'HEAD', 'PUT', 'OPTIONS', 'DELETE'])
      else if (way >= 9 && way <= 12) spoiltFields(fields)
      else if (way === 13) {
        const kind = random(5)
        if (kind === 0) type = pick(oddTypes)
        if (kind === 1) bytes = encoded(pick(wildBodies))
        if (kind === 2) encoding = 'multipart'
        if (kind === 3) encoding = 'broken'
        if (kind === 4) bytes = Uint8Array.from({ length: 1 + random(4000) }, () => random(256))
      } else if (form) spoiltFields(fields)
      else address = spoiltAddress(address)
    }
    if (data) address = dataAddress(address, chance(2) ? (chance(2) ? route : pick(routeIds)) : undefined)
    if (method === 'GET' || method === 'HEAD') bytes = null
    else {
      const made = bodyOf(fields, encoding, { random, pick, chance })
      bytes ??= made.bytes
      headers['content-type'] = type ?? made.type
      headers['content-length'] ??= String(bytes.length)
    }
    if (cookie !== null) headers.cookie = cookie
    return { draft: { method, address: address.startsWith('//') ? `http://localhost:3000${address}` : address, headers, body: bytes }, person, route }
  }
}

type Dice = ReturnType<typeof dice>

/** What a person might have put into a field of the page. */
function filledIn({ name, value, type, choices }: PageForm['fields'][number], { pick, chance, random }: Dice): [string, string][] {
  if (name === 'lan_gui') return [[name, newIdempotencyKey()]]
  // Left empty on purpose: only machines fill it in.
  if (name === 'website') return [[name, chance(30) ? 'x' : '']]
  if (type === 'button') return chance(2) ? [[name, value]] : []
  if (type === 'hidden') return [[name, value]]
  if (type === 'checkbox') return chance(2) ? [[name, value || 'on']] : []
  if (type === 'file') return [[name, chance(2) ? '' : pick(['\u0089PNG\r\n\u001a\n', 'GIF89a', '%PDF-1.7', '<svg>', 'MZ', '\u00ff\u00d8\u00ff'])]]
  if (choices.length > 0) return [[name, pick(choices)]]
  if (value !== '' && !chance(3)) return [[name, value]]
  if (type === 'email') return [[name, pick(['me.be@example.com', ''])]]
  if (type === 'date') return [[name, pick(['2026-12-20', '2026-11-23', '2027-01-31'])]]
  if (type === 'time') return [[name, '16:30']]
  if (type === 'password') return [[name, 'mat khau rat dai 1']]
  if (type === 'number') return [[name, String(random(50))]]
  return [[name, pick(['Bữa trưa thứ Ba bị nguội.', 'Lớp Lá 1: 28', '5', '98,5', '2026-12-20', 'Nguyễn Thị Thử'])]]
}

function bodyOf(fields: [string, string][], encoding: PageForm['encoding'] | 'broken', { pick, random }: Dice): { bytes: Uint8Array<ArrayBuffer>; type: string } {
  if (encoding === 'octets') return { bytes: encoded(fields[0]?.[1] ?? ''), type: 'application/octet-stream' }
  if (encoding === 'urlencoded') return { bytes: encoded(new URLSearchParams(fields.map(([name, value]) => [name.toWellFormed(), value.toWellFormed()])).toString()), type: 'application/x-www-form-urlencoded' }
  const boundary = 'ranh-gioi-0123456789'
  const parts = fields.map(([name, value]) => {
    const file = name === 'tep' || name === 'tep-moi' || value.startsWith('\u0089PNG') ? `; filename="${pick(['a.png', '', '../../x', 'ệ.pdf', 'a'.repeat(300), 'a\u0000b'])}"\r\nContent-Type: ${pick(['image/png', 'application/pdf', '', 'x'])}` : ''
    return `--${boundary}\r\nContent-Disposition: form-data; name="${name.replaceAll('"', '%22')}"${file}\r\n\r\n${value}\r\n`
  })
  let body = `${parts.join('')}--${boundary}--\r\n`
  if (encoding === 'broken') {
    const way = random(5)
    if (way === 0) body = body.slice(0, random(body.length))
    if (way === 1) body = body.replaceAll('\r\n', '\n')
    if (way === 2) body = body.replace('Content-Disposition: form-data', pick(['Content-Disposition: attachment', 'X: y', `Content-Disposition: form-data; name="${'a'.repeat(9000)}"`, 'content-disposition:form-data;name=']))
    if (way === 3) body = body.slice(random(40))
    if (way === 4) body = parts.join('').repeat(40)
  }
  return { bytes: encoded(body), type: `multipart/form-data; boundary=${boundary}` }
}

const encoded = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text, 'utf8'))

/** The same throws for the same seed (mulberry32). */
function dice(seed: number) {
  let state = seed >>> 0
  function random(below: number): number {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below)
  }
  return { random, pick: <T>(list: readonly T[]): T => list[random(list.length)]!, chance: (outOf: number): boolean => random(outOf) === 0 }
}
