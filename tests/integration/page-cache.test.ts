import { createHash } from 'node:crypto'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays } from '#app/calendar/index.ts'
import { visitCookie } from '#app/http/cookies.ts'
import { keyMark } from '#app/http/idempotency-field.ts'
import { closeRound, createRound, findRound, startRound } from '#app/surveys/index.ts'
import { connect } from '#db/connect.ts'
import { createTestApp, inputValue, testNow } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import { settled } from '#tests/support/engine.ts'
import type { SeededSchool } from '#tests/support/school.ts'

/** Pages that are kept and given out again (app/http/page-cache.ts): never to the wrong person, never after they have changed. */

let app: TestApp
let seeded: SeededSchool
let roundId: string

const today = '2026-11-23'
const form = '/khao-sat/nhanh'

beforeAll(async () => {
  app = await createTestApp()
  seeded = await app.seedSchool()
  await app.seedSchool({ slug: 'sen-hong', name: 'Trường Mầm non Sen Hồng' })
  roundId = await openNew('Đợt tháng 11')
  await settled(app)
})
afterAll(() => app.close())

async function openNew(nameVi: string): Promise<string> {
  const id = await createRound(app.db, seeded.school, { questionnaire: 'education', nameVi, nameEn: 'Round', opensOn: today, closesOn: addDays(today, 3), audienceSize: 100 }, null, testNow)
  await startRound(app.db, seeded.school, (await findRound(app.db, seeded.school, id))!, null, testNow)
  return id
}

const isHit = (response: Response) => response.headers.get('cache-status') === 'lang-nghe; hit'

/** Twice, so that the second answer is the kept one; throws where it is not. */
async function kept(address: string, headers: Record<string, string> = {}): Promise<Response> {
  await settled(app)
  await app.get(address, { headers })
  const response = await app.get(address, { headers })
  if (!isHit(response)) throw new Error(`${address} is not kept`)
  return response
}

const answer = async (key: string, cookie?: string) => app.post(form, { lan_gui: key, dot: roundId, F1: '5', A0: '4' }, cookie ? { cookie } : {})

describe('what is kept', () => {
  it.each(['/', '/en', '/sen-hong', '/ty-le-hai-long', '/tra-loi', '/cam-ket', '/khao-sat', form, '/en/khao-sat/day-du', '/du-lieu/ty-le-hai-long.csv', '/tra-loi.atom', '/nhung/the.html'])('%s, and it is what was made', async (address) => {
    const made = await app.get(address)
    const again = await app.get(address)
    expect([isHit(made), isHit(again)]).toEqual([false, true])
    const withoutKey = (html: string) => html.replace(/name="lan_gui" value="[^"]*"/, '')
    expect(withoutKey(await again.text())).toBe(withoutKey(await made.text()))
    expect(again.headers.get('content-type')).toBe(made.headers.get('content-type'))
    expect(again.headers.get('content-security-policy')).toBe(made.headers.get('content-security-policy'))
  })

  it.each(['/phan-anh', '/tra-cuu', '/khao-sat/bien-nhan', '/office/dang-nhap', '/khong-co', '/healthz'])('%s is not', async (address) => {
    await app.get(address)
    expect((await app.get(address)).headers.has('cache-status')).toBe(false)
  })

  it('schools and languages do not mix', async () => {
    expect(await (await kept('/sen-hong')).text()).toContain('Sen Hồng')
    expect(await (await kept('/')).text()).not.toContain('Sen Hồng')
    expect(await (await kept('/en')).text()).toContain('lang="en"')
  })

  it('a host that is not ours gets nothing of it', async () => {
    await kept('/')
    expect((await app.get('/', { headers: { host: 'evil.example' } })).status).toBe(421)
  })

  it('no cookie of ours is answered from it, or leaves anything in it', async () => {
    await kept(form)
    for (const cookie of [`${visitCookie.name}=x`, 'van_phong=x', 'a=b; phieu=x']) expect((await app.get(form, { cookie })).headers.has('cache-status')).toBe(false)
    expect(isHit(await app.get(form, { cookie: 'somebody=else' }))).toBe(true)
  })
})

describe('how it is sent', () => {
  it('compressed as the browser takes it, and the same text in each form', async () => {
    const plain = await (await kept('/')).text()
    const gzip = await kept('/', { 'accept-encoding': 'gzip, deflate' })
    expect(gzip.headers.get('content-encoding')).toBe('gzip')
    expect(gzip.headers.get('vary')).toContain('Accept-Encoding')
    expect(gunzipSync(Buffer.from(await gzip.arrayBuffer())).toString()).toBe(plain)
    const brotli = await kept('/', { 'accept-encoding': 'gzip, br' })
    expect(brotli.headers.get('content-encoding')).toBe('br')
    expect(brotliDecompressSync(Buffer.from(await brotli.arrayBuffer())).toString()).toBe(plain)
    expect((await kept('/', { 'accept-encoding': 'br;q=0, gzip;q=0' })).headers.has('content-encoding')).toBe(false)
  })

  it('HEAD has the headers and no body', async () => {
    const get = await kept('/')
    const head = await app.request('/', { method: 'HEAD' })
    expect(head.headers.get('content-length')).toBe(get.headers.get('content-length'))
    expect(await head.text()).toBe('')
  })

  it('who has it already gets a 304, until it changes', async () => {
    const etag = (await kept('/tra-loi')).headers.get('etag')!
    const ask = () => app.get('/tra-loi', { headers: { 'if-none-match': `"other", ${etag}` } })
    expect((await ask()).status).toBe(304)
    await app.db.updateTable('schools').set({ phone: '028 0000 0000' }).where('id', '=', seeded.school.id).execute()
    expect((await ask()).status).toBe(200)
  })

  it('a page that was made again without any change is the same to the byte', async () => {
    const first = await (await kept('/ty-le-hai-long')).text()
    app.services.changes.noteWritten()
    const again = await app.get('/ty-le-hai-long')
    expect(isHit(again)).toBe(false)
    expect(await again.text()).toBe(first)
  })

  it('its scripts run by their hashes, and no nonce is given out twice', async () => {
    for (const address of ['/', form]) {
      const response = await kept(address)
      const policy = response.headers.get('content-security-policy') ?? ''
      const html = await response.text()
      expect(policy).not.toMatch(/unsafe|nonce/)
      expect(html).not.toMatch(/nonce="[^"]/)
      const scripts = [...html.matchAll(/<script\b(?![^>]*\ssrc=)[^>]*>(.*?)<\/script>/gs)].map(([, text]) => text!)
      expect(scripts.length).toBeGreaterThan(2)
      for (const script of scripts) expect(policy).toContain(`'sha256-${createHash('sha256').update(script).digest('base64')}'`)
    }
  })
})

describe('the key of a form', () => {
  it('is fresh on every page, compressed or not, with a cookie or without', async () => {
    const keys = new Set<string>()
    const read = async (headers: Record<string, string>, cookie?: string) => {
      const response = await app.get(form, { headers, ...(cookie ? { cookie } : {}) })
      const body = Buffer.from(await response.arrayBuffer())
      const html = (response.headers.get('content-encoding') === 'gzip' ? gunzipSync(body) : body).toString()
      expect(html).not.toContain(keyMark)
      keys.add(inputValue(html, 'lan_gui'))
    }
    for (let i = 0; i < 3; i += 1) {
      await read({})
      await read({ 'accept-encoding': 'br, gzip' })
      await read({}, 'bien_nhan=x')
    }
    expect(keys.size).toBe(9)
    for (const key of keys) expect(key).toMatch(/^[\w-]{22}$/)
  })

  it('of a kept page counts once: a double tap gets the same receipt, another page another one', async () => {
    const keyOf = async () => inputValue(await (await kept(form)).text(), 'lan_gui')
    const [one, two] = [await keyOf(), await keyOf()]
    const answers = [await answer(one), await answer(one), await answer(two)]
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303])
    expect(await app.db.selectFrom('responses').select('id').execute()).toHaveLength(2)
  })

  it('that was not put in is no key', async () => {
    expect((await answer(keyMark)).status).toBe(422)
  })
})

describe('when it holds no longer', () => {
  it('a change of what it shows is on the next page, in both languages', async () => {
    await kept('/')
    await kept('/en')
    await app.db.updateTable('schools').set({ intro_vi: 'Lời mới', intro_en: 'New words' }).where('id', '=', seeded.school.id).execute()
    expect(await (await app.get('/')).text()).toContain('Lời mới')
    expect(await (await app.get('/en')).text()).toContain('New words')
  })

  it('answers of parents leave the form as it is; how many there are is on the public page within a second', async () => {
    await kept(form)
    await kept('/')
    const key = inputValue(await (await app.get(form)).text(), 'lan_gui')
    expect((await answer(key)).status).toBe(303)
    expect(isHit(await app.get(form))).toBe(true)
    await new Promise((resolve) => setTimeout(resolve, 1050))
    expect(isHit(await app.get('/'))).toBe(false)
  })

  it('a write to a table that a page was not made from leaves it as it is', async () => {
    await kept('/khao-sat')
    await app.signInAs('principal')
    expect(isHit(await app.get('/khao-sat'))).toBe(true)
  })

  it('another process, and SQL as text', async () => {
    await kept('/')
    const elsewhere = connect(app.config.database)
    await elsewhere.updateTable('schools').set({ intro_vi: 'Từ nơi khác' }).where('id', '=', seeded.school.id).execute()
    await elsewhere.destroy()
    await new Promise((resolve) => setTimeout(resolve, 40))
    expect(await (await app.get('/')).text()).toContain('Từ nơi khác')
    await kept('/')
    await sql`update schools set intro_vi = 'Bằng lời' where id = ${seeded.school.id}`.execute(app.db)
    expect(await (await app.get('/')).text()).toContain('Bằng lời')
  })

  it('closing a round publishes its figures at once', async () => {
    await kept('/ty-le-hai-long')
    await kept(form)
    await closeRound(app.db, seeded.school, (await findRound(app.db, seeded.school, roundId))!, null, app.now())
    expect(await (await app.get('/ty-le-hai-long')).text()).toContain('Đợt tháng 11')
    expect(await (await app.get(form)).text()).not.toContain('name="lan_gui"')
  })

  it('midnight in Vietnam', async () => {
    roundId = await openNew('Đợt sau')
    await kept(form)
    app.setNow('2026-11-26T16:59:59.000Z')
    expect(await (await app.get(form)).text()).toContain('name="lan_gui"')
    await kept(form)
    app.setNow('2026-11-26T17:00:01.000Z')
    const next = await app.get(form)
    expect(isHit(next)).toBe(false)
    expect(await next.text()).not.toContain('name="lan_gui"')
  })

  it('who comes while it is made again waits for the new one, and nobody gets the old one', async () => {
    await kept('/')
    await app.db.updateTable('schools').set({ intro_vi: 'Rất mới' }).where('id', '=', seeded.school.id).execute()
    const pages = await Promise.all(Array.from({ length: 10 }, async () => app.get('/')))
    expect(pages.filter(isHit).length).toBeGreaterThan(0)
    for (const page of pages) expect(await page.text()).toContain('Rất mới')
  })
})
