import { generateKeyPairSync } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { hashPassword, keySite } from '#app/staff/index.ts'
import type { StaffRow } from '#db/schema.ts'
import { cookiesFrom, createTestApp, testNow } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import { createAuthenticator } from '#tests/support/authenticator.ts'
import type { Wrong } from '#tests/support/authenticator.ts'
import { codesOn } from '#tests/support/authenticator-app.ts'
import type { SeededSchool } from '#tests/support/school.ts'

const password = 'con mèo ngồi bên cửa sổ'
const signInPage = '/office/dang-nhap'
const askSignIn = '/office/dang-nhap/khoa'
const askOwn = '/office/hai-lop/khoa/hoi'
const keyPage = '/office/hai-lop/khoa'
const ownPage = '/office/tai-khoan-cua-toi'

let app: TestApp
let seeded: SeededSchool

beforeAll(async () => {
  app = await createTestApp()
  seeded = await app.seedSchool()
  for (const staff of Object.values(seeded.staff)) {
    await app.db.updateTable('staff').set({ password_hash: await hashPassword(password, 'handler') }).where('id', '=', staff.id).execute()
  }
})
afterAll(() => app.close())
beforeEach(async () => {
  app.setNow(testNow)
  await app.forgetLimits()
  for (const table of ['passkeys', 'passkey_challenges', 'recovery_codes', 'sessions', 'outbox'] as const) await app.db.deleteFrom(table).execute()
})

interface Question {
  challenge: string
  user: { id: string }
}
const later = (minutes: number) => app.setNow(new Date(Date.parse(app.now()) + minutes * 60_000).toISOString())
const isSignedIn = async (cookie: string) => (await app.get('/office', { cookie })).status === 200
const auditOf = (action: string) => app.db.selectFrom('audit').selectAll().where('action', '=', action).execute()

async function addKey(staff: StaffRow, wrong: Wrong = {}) {
  const key = createAuthenticator(app.origin)
  const cookie = await app.signInAs(staff)
  const question = (await (await app.post(askOwn, { viec: 'them' }, { cookie })).json()) as Question
  const response = await app.post(keyPage, { viec: 'khoa', name: 'Điện thoại thử', answer: key.register(question, wrong) }, { cookie })
  return { key, question, response, cookie }
}

/** What the sign-in page is asked, with the cookie that binds it to this browser. */
async function ask(): Promise<{ question: Question; cookie: string }> {
  const response = await app.post(askSignIn)
  return { question: (await response.json()) as Question, cookie: cookiesFrom(response) }
}
const use = (cookie: string, answer: string) => app.post(signInPage, { viec: 'khoa', answer, tiep: '/office' }, { cookie })

describe('a passkey', () => {
  it('is added with a name, gives recovery codes, and signs in without address and password', async () => {
    const { handler } = seeded.staff
    const { key, response } = await addKey(handler)
    expect(response.headers.get('location')).toBe('/office/hai-lop/ma-du-phong?da=them-khoa#top')
    expect(codesOn(await (await app.get('/office/hai-lop/ma-du-phong', { cookie: cookiesFrom(response) })).text())).toHaveLength(10)
    expect(await (await app.get(ownPage, { cookie: cookiesFrom(response) })).text()).toContain('Điện thoại thử')
    const { question, cookie } = await ask()
    expect(JSON.stringify(question)).not.toContain(key.id)
    const signedIn = await use(cookie, key.sign(question))
    expect(signedIn.headers.get('location')).toBe('/office')
    expect(await isSignedIn(cookiesFrom(signedIn))).toBe(true)
    expect((await auditOf('staff:sign-in')).at(-1)).toMatchObject({ staff_id: handler.id, detail: 'Khóa đăng nhập' })
    expect((await app.db.selectFrom('outbox').select('subject').where('recipient', '=', handler.email).execute()).map(({ subject }) => subject.split(' – ')[0])).toEqual(['Đã thêm khóa đăng nhập cho tài khoản', 'Khóa đăng nhập được dùng lần đầu'])
  })

  it('makes the password alone too little', async () => {
    const { handler } = seeded.staff
    await addKey(handler)
    expect((await app.post(signInPage, { email: handler.email, password })).headers.get('location')).toContain('/office/dang-nhap/buoc-hai')
  })

  it('answers a question once, in the browser that asked, within five minutes', async () => {
    const { key } = await addKey(seeded.staff.handler)
    const first = await ask()
    const answer = key.sign(first.question)
    const other = await ask()
    expect((await use(other.cookie, answer)).status).toBe(422)
    expect((await use(first.cookie, answer)).status).toBe(303)
    expect((await use(first.cookie, key.sign(first.question))).status).toBe(422)
    const slow = await ask()
    later(5)
    expect((await use(slow.cookie, key.sign(slow.question))).status).toBe(422)
  })

  it.each<[string, Wrong]>([
    ['another origin', { origin: 'https://hoaphuong.example.net' }],
    ['another site', { rpId: 'example.net' }],
    ['a question nobody asked', { challenge: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }],
    ['a device that did not check its user', { userVerified: false }],
    ['a counter that went back', { counter: 1 }],
    ['the name of another person', { userHandle: 'c29tZWJvZHkgZWxzZQ' }],
    ['a forged signature', { key: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey }],
  ])('is refused with %s, all in the same words, and its owner is told', async (_, wrong) => {
    const { handler } = seeded.staff
    const { key } = await addKey(handler)
    const before = (await auditOf('staff:passkey-failed')).length
    const { question, cookie } = await ask()
    const response = await use(cookie, key.sign(question, wrong))
    expect(response.status).toBe(422)
    expect(await response.text()).toContain('Không đăng nhập được bằng khóa này')
    expect((await auditOf('staff:passkey-failed')).slice(before)).toEqual([expect.objectContaining({ staff_id: null, target: handler.id })])
    expect((await app.db.selectFrom('outbox').select('subject').where('recipient', '=', handler.email).execute()).at(-1)?.subject).toContain('lớp xác thực thứ hai')
  })

  it('that is unknown, or of a closed account, is refused in the same words', async () => {
    const stranger = createAuthenticator(app.origin)
    const { key } = await addKey(seeded.staff.viewer)
    await app.db.updateTable('staff').set({ status: 'disabled' }).where('id', '=', seeded.staff.viewer.id).execute()
    for (const one of [stranger, key]) {
      const { question, cookie } = await ask()
      const response = await use(cookie, one.sign(question))
      expect(response.status).toBe(422)
      expect(await response.text()).toContain('Không đăng nhập được bằng khóa này')
    }
    await app.db.updateTable('staff').set({ status: 'active' }).where('id', '=', seeded.staff.viewer.id).execute()
  })

  it.each<[string, Wrong]>([
    ['for another origin', { origin: 'https://example.net' }],
    ['for another site', { rpId: 'example.net' }],
    ['without a check of the user', { userVerified: false }],
    ['for another question', { challenge: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' }],
  ])('is not added %s', async (_, wrong) => {
    expect((await addKey(seeded.staff.handler, wrong)).response.status).toBe(422)
    expect(await app.db.selectFrom('passkeys').selectAll().execute()).toEqual([])
  })

  it('proves again who is at work, for its owner alone', async () => {
    const { handler, viewer } = seeded.staff
    const { key } = await addKey(handler)
    const tried = async (staff: StaffRow) => {
      const cookie = await app.signInAs(staff)
      const question = (await (await app.post(askOwn, { viec: 'xac-nhan' }, { cookie })).json()) as Question
      return app.post('/office/xac-nhan', { viec: 'khoa', answer: key.sign(question), tiep: ownPage }, { cookie })
    }
    expect((await tried(viewer)).status).toBe(422)
    const response = await tried(handler)
    expect(response.headers.get('location')).toBe(`${ownPage}?da=da-xac-nhan#top`)
    expect(await isSignedIn(cookiesFrom(response))).toBe(true)
  })

  it('is taken away by its owner alone', async () => {
    const { handler, viewer } = seeded.staff
    const { key } = await addKey(handler)
    expect((await app.post(ownPage, { viec: 'bo-khoa', khoa: key.id }, { cookie: await app.signInAs(viewer) })).status).toBe(404)
    expect((await app.post(ownPage, { viec: 'bo-khoa', khoa: key.id }, { cookie: await app.signInAs(handler) })).headers.get('location')).toBe(`${ownPage}?da=bo-khoa#top`)
    const { question, cookie } = await ask()
    expect((await use(cookie, key.sign(question))).status).toBe(422)
  })

  it.each(['', '{', '[]', '{"id":"x"}', 'null', `{"id":"${'a'.repeat(30_000)}"}`])('is no %j', async (answer) => {
    const { cookie } = await ask()
    expect((await use(cookie, answer)).status).toBe(422)
  })
})

describe('questions to passkeys', () => {
  it('are kept for one browser each, limited for an address, and forgotten', async () => {
    for (let count = 0; count < 60; count += 1) expect((await app.post(askSignIn)).status).toBe(200)
    expect((await app.post(askSignIn)).status).toBe(429)
  })

  it('for a new key are for whoever has just proved who they are', async () => {
    const cookie = await app.signInAs('handler')
    later(11)
    expect((await app.post(askOwn, { viec: 'them' }, { cookie })).headers.get('location')).toContain('/office/xac-nhan')
    expect((await app.post(askOwn, { viec: 'them' })).headers.get('location')).toContain('/office/dang-nhap')
  })
})

describe('the site that keys are made for', () => {
  it.each([
    ['https://langnghe.truong.edu.vn', 'langnghe.truong.edu.vn'],
    ['https://langnghe.truong.edu.vn:8443', 'langnghe.truong.edu.vn'],
    ['http://localhost:3000', 'localhost'],
    ['http://langnghe.truong.edu.vn', null],
    ['https://192.168.1.10', null],
    ['https://[::1]:3000', null],
  ])('%s: %s', (origin, id) => {
    expect(keySite(origin)?.id ?? null).toBe(id)
  })
})
