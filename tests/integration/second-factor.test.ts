import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { verifyAudit } from '#app/audit/index.ts'
import type { Limiter } from '#app/http/limiter.ts'
import { hashPassword } from '#app/staff/index.ts'
import type { StaffRow } from '#db/schema.ts'
import { cookiesFrom, createTestApp, inputValue, testNow } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import { appCode, codesOn, secretOn } from '#tests/support/authenticator-app.ts'
import type { SeededSchool } from '#tests/support/school.ts'

const password = 'con mèo ngồi bên cửa sổ'
const signInPage = '/office/dang-nhap'
const secondPage = '/office/dang-nhap/buoc-hai'
const appPage = '/office/hai-lop/ung-dung'
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
  for (const table of ['totp_factors', 'passkeys', 'totp_setups', 'recovery_codes', 'pending_sign_ins', 'sessions', 'outbox'] as const) await app.db.deleteFrom(table).execute()
  await app.db.updateTable('schools').set({ second_factor: 'off' }).execute()
})

/** Moves the clock on by minutes. */
const later = (minutes: number) => app.setNow(new Date(Date.parse(app.now()) + minutes * 60_000).toISOString())
const signIn = (email: string, secret = password, cookie?: string) => app.post(signInPage, { email, password: secret, tiep: '/office' }, cookie ? { cookie } : {})
const giveCode = (cookie: string, code: string) => app.post(secondPage, { viec: 'ma', code, tiep: '/office' }, { cookie })
const giveRecovery = (cookie: string, recovery: string) => app.post(secondPage, { viec: 'du-phong', recovery, tiep: '/office' }, { cookie })
const auditOf = (action: string) => app.db.selectFrom('audit').selectAll().where('action', '=', action).execute()
const lettersTo = (staff: StaffRow) => app.db.selectFrom('outbox').selectAll().where('recipient', '=', staff.email).where('purpose', '=', 'staff:security').orderBy('id').execute()
const isSignedIn = async (cookie: string) => (await app.get('/office', { cookie })).status === 200

/** Sets an app up through its pages; a minute later, so that the next code is a new one. */
async function setUpApp(staff: StaffRow, cookie?: string) {
  const before = cookie ?? (await app.signInAs(staff))
  await app.post(appPage, { viec: 'bat-dau' }, { cookie: before })
  const secret = secretOn(await (await app.get(appPage, { cookie: before })).text())
  const confirmed = await app.post(appPage, { viec: 'xac-nhan', code: appCode(secret, app.now()) }, { cookie: before })
  const cookies = cookiesFrom(confirmed)
  const codes = codesOn(await (await app.get('/office/hai-lop/ma-du-phong', { cookie: cookies })).text())
  later(1)
  return { secret, codes, before, confirmed, cookie: cookies }
}

/** The password, and the cookie of the second step. */
async function firstStep(staff: StaffRow): Promise<string> {
  const response = await signIn(staff.email)
  expect(response.headers.get('location')).toBe(`${secondPage}?tiep=%2Foffice`)
  return cookiesFrom(response)
}

describe('setting up an app', () => {
  it('shows the secret as a drawing and for typing, and counts after one code of it', async () => {
    const { handler } = seeded.staff
    const elsewhere = await app.signInAs(handler)
    const { secret, codes, before, confirmed, cookie } = await setUpApp(handler)
    expect(secret).toMatch(/^[A-Z2-7]{32}$/)
    expect(confirmed.headers.get('location')).toBe('/office/hai-lop/ma-du-phong?da=cai-ung-dung#top')
    expect(codes).toHaveLength(10)
    expect(new Set(codes).size).toBe(10)
    // Every session began without it, so every session ends, and this one goes on under a new token.
    expect(await isSignedIn(before)).toBe(false)
    expect(await isSignedIn(elsewhere)).toBe(false)
    expect(await isSignedIn(cookie)).toBe(true)
    expect(await auditOf('staff:add-app')).toContainEqual(expect.objectContaining({ staff_id: handler.id }))
    expect(await lettersTo(handler)).toHaveLength(1)
  })

  it('keeps the secret over a reload, and a wrong code changes nothing', async () => {
    const { handler } = seeded.staff
    const cookie = await app.signInAs(handler)
    await app.post(appPage, { viec: 'bat-dau' }, { cookie })
    const first = secretOn(await (await app.get(appPage, { cookie })).text())
    const wrong = await app.post(appPage, { viec: 'xac-nhan', code: appCode(first, app.now(), 7) }, { cookie })
    expect(wrong.status).toBe(422)
    expect(secretOn(await wrong.text())).toBe(first)
    expect(await app.db.selectFrom('totp_factors').selectAll().execute()).toEqual([])
    expect(cookiesFrom(await signIn(handler.email))).toContain('van_phong=')
  })

  it('is forgotten after half an hour', async () => {
    const cookie = await app.signInAs('handler')
    await app.post(appPage, { viec: 'bat-dau' }, { cookie })
    const secret = secretOn(await (await app.get(appPage, { cookie })).text())
    await app.db.updateTable('totp_setups').set({ expires_at: app.now() }).execute()
    expect((await app.post(appPage, { viec: 'xac-nhan', code: appCode(secret, app.now()) }, { cookie })).status).toBe(422)
  })

  it('leaves the app that counts alone until the new one has proved itself', async () => {
    const { handler } = seeded.staff
    const old = await setUpApp(handler)
    await app.post(appPage, { viec: 'bat-dau' }, { cookie: old.cookie })
    expect((await giveCode(await firstStep(handler), appCode(old.secret, app.now()))).headers.get('location')).toBe('/office')
    later(1)
    const again = await setUpApp(handler)
    // The codes in the drawer still hold.
    expect(again.codes).toEqual([])
    expect((await giveCode(await firstStep(handler), appCode(old.secret, app.now()))).status).toBe(422)
    expect((await giveCode(await firstStep(handler), appCode(again.secret, app.now()))).status).toBe(303)
  })

  it('stores the secret sealed, and bound to its owner', async () => {
    const { handler, viewer } = seeded.staff
    const { secret } = await setUpApp(handler)
    const row = await app.db.selectFrom('totp_factors').selectAll().executeTakeFirstOrThrow()
    expect(JSON.stringify(row)).not.toContain(secret)
    // Whoever can write to the database but lacks the pepper cannot give another account a secret they know.
    await app.db.insertInto('totp_factors').values({ ...row, staff_id: viewer.id, last_step: 0 }).execute()
    later(1)
    expect((await giveCode(await firstStep(viewer), appCode(secret, app.now()))).status).toBe(422)
  })
})

describe('the second step', () => {
  it('comes after the right password and opens the office with a new session', async () => {
    const { handler } = seeded.staff
    const { secret } = await setUpApp(handler)
    const half = await firstStep(handler)
    expect(half).not.toContain('van_phong')
    const page = await app.get(secondPage, { cookie: half })
    expect(page.status).toBe(200)
    expect(page.headers.get('cache-control')).toBe('no-store')
    const response = await giveCode(half, appCode(secret, app.now()))
    expect(response.headers.get('location')).toBe('/office')
    expect(await isSignedIn(cookiesFrom(response))).toBe(true)
    expect(response.headers.getSetCookie().join('\n')).toMatch(/buoc_hai=;.*Max-Age=0/)
    expect((await auditOf('staff:sign-in')).at(-1)).toMatchObject({ staff_id: handler.id, detail: 'Mật khẩu và ứng dụng tạo mã' })
    // The first step is used up.
    expect((await app.get(secondPage, { cookie: half })).headers.get('location')).toContain('ly-do=buoc-hai')
  })

  it('takes each code once, also of two at the same moment', async () => {
    const { handler } = seeded.staff
    const { secret } = await setUpApp(handler)
    const code = appCode(secret, app.now())
    const halves = [await firstStep(handler), await firstStep(handler), await firstStep(handler)]
    const statuses = (await Promise.all(halves.map((half) => giveCode(half, code)))).map((response) => response.status)
    expect(statuses.sort()).toEqual([303, 422, 422])
  })

  it('does not take the code again that set the app up, nor one from before the last used', async () => {
    const { handler } = seeded.staff
    const { secret } = await setUpApp(handler)
    expect((await giveCode(await firstStep(handler), appCode(secret, testNow))).status).toBe(422)
    expect((await giveCode(await firstStep(handler), appCode(secret, app.now(), 1))).status).toBe(303)
    expect((await giveCode(await firstStep(handler), appCode(secret, app.now()))).status).toBe(422)
  })

  it('is over after ten minutes, after five wrong codes, and when the password is changed', async () => {
    const { handler } = seeded.staff
    const { secret } = await setUpApp(handler)
    const slow = await firstStep(handler)
    later(10)
    expect((await giveCode(slow, appCode(secret, app.now()))).headers.get('location')).toContain('ly-do=buoc-hai')

    const guessing = await firstStep(handler)
    for (let attempt = 0; attempt < 4; attempt += 1) expect((await giveCode(guessing, appCode(secret, app.now(), 5 + attempt))).status).toBe(422)
    expect((await giveCode(guessing, appCode(secret, app.now(), 9))).headers.get('location')).toContain('ly-do=buoc-hai')
    expect((await giveCode(guessing, appCode(secret, app.now()))).headers.get('location')).toContain('ly-do=buoc-hai')

    const half = await firstStep(handler)
    const own = await app.signInAs(handler)
    await app.post(ownPage, { viec: 'doi-mat-khau', current: password, password: 'hàng cây phượng trước cổng', passwordAgain: 'hàng cây phượng trước cổng' }, { cookie: own })
    expect((await giveCode(half, appCode(secret, app.now()))).headers.get('location')).toContain('ly-do=buoc-hai')
    await app.db.updateTable('staff').set({ password_hash: await hashPassword(password, 'handler') }).where('id', '=', handler.id).execute()
  })

  it('closes for the account, not for the address, after ten wrong codes, and writes it down', async () => {
    const { handler, viewer } = seeded.staff
    const [one, other] = [await setUpApp(handler), await setUpApp(viewer)]
    for (const half of [await firstStep(handler), await firstStep(handler)]) {
      for (let attempt = 0; attempt < 5; attempt += 1) await giveCode(half, '000000')
    }
    const refused = await giveCode(await firstStep(handler), appCode(one.secret, app.now()))
    expect(refused.status).toBe(429)
    expect(await refused.text()).toContain('chờ 15 phút')
    expect((await auditOf('staff:sign-in-blocked')).at(-1)).toMatchObject({ target: handler.id })
    await app.forgetLimits()
    Object.assign(app.services, { limiter: limiterOfOther(handler.id, app.services.limiter) })
    expect((await giveCode(await firstStep(viewer), appCode(other.secret, app.now()))).status).toBe(303)
  })

  it('tells the owner of wrong codes once a day, and the log each time', async () => {
    const { handler } = seeded.staff
    await setUpApp(handler)
    const before = (await auditOf('staff:second-factor-failed')).length
    for (let attempt = 0; attempt < 3; attempt += 1) await giveCode(await firstStep(handler), '000000')
    const lines = (await auditOf('staff:second-factor-failed')).slice(before)
    expect(lines.map(({ staff_id, target, detail }) => ({ staff_id, target, detail }))).toEqual(Array(3).fill({ staff_id: null, target: handler.id, detail: null }))
    expect((await lettersTo(handler)).filter(({ subject }) => subject.startsWith('Có người nhập sai'))).toHaveLength(1)
  })

  it.each(['', '12 34', 'abcdef', '1234567'])('asks for six digits beside the field where %j was typed', async (code) => {
    const { handler } = seeded.staff
    await setUpApp(handler)
    const response = await giveCode(await firstStep(handler), code)
    expect(response.status).toBe(422)
    expect(await response.text()).toMatch(/aria-invalid="true"/)
  })

  it('is asked for after a link for a new password too: the mailbox is no second factor', async () => {
    const { viewer, principal } = seeded.staff
    await setUpApp(viewer)
    const cookie = await app.signInAs(principal)
    const made = await app.post(`/office/tai-khoan/${viewer.id}`, { viec: 'duong-dan' }, { cookie })
    const html = await (await app.get(`/office/tai-khoan/${viewer.id}`, { cookie: `${cookie}; ${cookiesFrom(made)}` })).text()
    const link = /\/office\/moi\/[\w-]+/.exec(html)![0]
    const response = await app.post(link, { password, passwordAgain: password })
    expect(response.headers.get('location')).toContain(secondPage)
    expect(cookiesFrom(response)).not.toContain('van_phong')
  })
})

describe('a half-signed-in visitor', () => {
  it('has a token that is no session, and a session is no first step', async () => {
    const { handler } = seeded.staff
    await setUpApp(handler)
    const half = (await firstStep(handler)).split('=')[1]!
    expect((await app.get('/office', { cookie: `van_phong=${half}` })).status).toBe(303)
    const session = (await app.signInAs(handler)).split('=')[1]!
    expect((await app.get(secondPage, { cookie: `buoc_hai=${session}` })).status).toBe(303)
  })
})

describe('before the password is right', () => {
  it('an account with a second factor answers like any other, in body, status and headers', async () => {
    const { handler, viewer } = seeded.staff
    await setUpApp(handler)
    const answers = []
    for (const email of [handler.email, viewer.email, 'nobody@example.vn']) {
      const response = await signIn(email, 'sai mật khẩu rồi')
      const html = (await response.text()).replaceAll(email, 'ADDRESS').replace(/nonce="[^"]*"/g, '').replace(/[0-9a-f]{10}/g, '')
      const headers = Object.fromEntries([...response.headers].filter(([name]) => !['content-security-policy', 'content-length', 'date'].includes(name)))
      answers.push({ status: response.status, headers, html: html.replace(/[\w+/-]{22,}={0,2}/g, '') })
    }
    expect(answers[0]).toMatchObject({ status: 422 })
    for (const answer of answers) expect(answer).toEqual(answers[0])
  })
})

describe('recovery codes', () => {
  it('stand in for the app once each, in any spelling, with a letter and a line in the log', async () => {
    const { handler } = seeded.staff
    const { codes } = await setUpApp(handler)
    const typed = codes[3]!.toUpperCase().replaceAll('-', ' ')
    const response = await giveRecovery(await firstStep(handler), typed)
    expect(response.headers.get('location')).toBe('/office?da=dung-ma-du-phong#top')
    const cookie = cookiesFrom(response)
    expect(await (await app.get(ownPage, { cookie })).text()).toContain('9<!-- -->/<!-- -->10')
    expect((await auditOf('staff:use-code')).at(-1)).toMatchObject({ staff_id: handler.id, detail: 'Còn 9 mã' })
    expect((await lettersTo(handler)).at(-1)?.subject).toContain('mã dự phòng')
    expect((await giveRecovery(await firstStep(handler), codes[3]!)).status).toBe(422)
    expect((await giveRecovery(await firstStep(handler), codes[4]!)).status).toBe(303)
  })

  it('are kept as hashes, belong to one person, and are shown once', async () => {
    const { handler, viewer } = seeded.staff
    const one = await setUpApp(handler)
    await setUpApp(viewer)
    const rows = JSON.stringify(await app.db.selectFrom('recovery_codes').selectAll().execute())
    for (const code of one.codes) expect(rows).not.toContain(code.replaceAll('-', '').slice(0, 8))
    expect((await giveRecovery(await firstStep(viewer), one.codes[0]!)).status).toBe(422)
    const session = one.cookie.split('; ').find((pair) => pair.startsWith('van_phong'))!
    expect(codesOn(await (await app.get('/office/hai-lop/ma-du-phong', { cookie: session })).text())).toEqual([])
    // Another person's session does not open what travels in the sealed cookie.
    const sealed = one.cookie.split('; ').find((pair) => pair.startsWith('lien_ket'))!
    expect(codesOn(await (await app.get('/office/hai-lop/ma-du-phong', { cookie: `${await app.signInAs(viewer)}; ${sealed}` })).text())).toEqual([])
  })

  it('can be made anew, which voids the old ones', async () => {
    const { handler } = seeded.staff
    const { codes, cookie } = await setUpApp(handler)
    const response = await app.post(ownPage, { viec: 'ma-moi' }, { cookie })
    const fresh = codesOn(await (await app.get('/office/hai-lop/ma-du-phong', { cookie: cookiesFrom(response) })).text())
    expect(fresh).toHaveLength(10)
    expect((await giveRecovery(await firstStep(handler), codes[0]!)).status).toBe(422)
    expect((await giveRecovery(await firstStep(handler), fresh[0]!)).status).toBe(303)
    expect(await auditOf('staff:renew-codes')).not.toEqual([])
  })

  it('are not made for whoever has nothing to recover', async () => {
    expect((await app.post(ownPage, { viec: 'ma-moi' }, { cookie: await app.signInAs('handler') })).status).toBe(400)
  })
})

describe('proving again who is at work', () => {
  it.each([
    ['get', appPage, {}],
    ['post', appPage, { viec: 'bat-dau' }],
    ['post', ownPage, { viec: 'bo-ung-dung' }],
    ['post', ownPage, { viec: 'ma-moi' }],
    ['get', '/office/hai-lop/khoa', {}],
    ['post', '/office/hai-lop/khoa', { viec: 'khoa', name: 'Máy', answer: '{}' }],
    ['post', ownPage, { viec: 'bo-khoa', khoa: 'khoa' }],
    ['post', '/office/tai-khoan/:handler', { viec: 'dat-lai-hai-lop' }],
    ['post', '/office/cai-dat/hai-lop', { secondFactor: 'everybody' }],
  ] as const)('is asked for ten minutes after sign-in: %s %s %j', async (method, path, form) => {
    const { principal, handler } = seeded.staff
    const address = path.replace(':handler', handler.id)
    await setUpApp(handler)
    const { cookie } = await setUpApp(principal)
    await app.db.insertInto('passkeys').values({ id: 'khoa', staff_id: principal.id, name: 'Máy', public_key: 'x', counter: 0, transports: '', created_at: app.now(), last_used_at: null }).execute()
    const rows = () => Promise.all([app.db.selectFrom('totp_factors').selectAll().execute(), app.db.selectFrom('passkeys').selectAll().execute(), app.db.selectFrom('totp_setups').selectAll().execute(), app.db.selectFrom('recovery_codes').selectAll().execute(), app.db.selectFrom('schools').select('second_factor').execute()])
    const before = await rows()
    later(10)
    const response = method === 'get' ? await app.get(address, { cookie }) : await app.post(address, form, { cookie, headers: { referer: `${app.origin}${address}` } })
    expect(response.headers.get('location')).toBe(`/office/xac-nhan?tiep=${encodeURIComponent(address)}`)
    expect(await rows()).toEqual(before)
  })

  it('is done with the password, which renews the session and leads back', async () => {
    const cookie = await app.signInAs('handler')
    later(11)
    const html = await (await app.get(`/office/xac-nhan?tiep=${appPage}`, { cookie })).text()
    expect(inputValue(html, 'tiep')).toBe(appPage)
    const response = await app.post('/office/xac-nhan', { viec: 'mat-khau', current: password, tiep: appPage }, { cookie })
    expect(response.headers.get('location')).toBe(`${appPage}?da=da-xac-nhan#top`)
    expect(await isSignedIn(cookie)).toBe(false)
    expect((await app.get(appPage, { cookie: cookiesFrom(response) })).status).toBe(200)
  })

  it('or with a code of the app, which is used up by it', async () => {
    const { handler } = seeded.staff
    const { secret, cookie } = await setUpApp(handler)
    later(11)
    const code = appCode(secret, app.now())
    const response = await app.post('/office/xac-nhan', { viec: 'ma', code, tiep: ownPage }, { cookie })
    expect(response.headers.get('location')).toBe(`${ownPage}?da=da-xac-nhan#top`)
    expect((await giveCode(await firstStep(handler), code)).status).toBe(422)
  })

  it('fails with a wrong password, is written down, and is not a place to guess', async () => {
    const { handler } = seeded.staff
    const cookie = await app.signInAs(handler)
    const tried = async () => (await app.post('/office/xac-nhan', { viec: 'mat-khau', current: 'sai', tiep: appPage }, { cookie })).status
    for (let attempt = 0; attempt < 8; attempt += 1) expect(await tried()).toBe(422)
    expect(await tried()).toBe(429)
    expect((await auditOf('staff:confirm-failed')).at(-1)).toMatchObject({ staff_id: handler.id })
    expect(await isSignedIn(cookie)).toBe(true)
  })
})

describe('what the school asks for', () => {
  const ask = (secondFactor: 'off' | 'leads' | 'everybody') => app.db.updateTable('schools').set({ second_factor: secondFactor }).where('id', '=', seeded.school.id).execute()

  it.each([
    ['off', []],
    ['leads', ['principal', 'coordinator']],
    ['everybody', ['principal', 'coordinator', 'handler', 'viewer']],
  ] as const)('%s: these are led to the set-up and reach nothing else', async (policy, led) => {
    await ask(policy)
    for (const role of ['principal', 'coordinator', 'handler', 'viewer'] as const) {
      const response = await app.get('/office/phan-anh?xem=mine', { cookie: await app.signInAs(role) })
      if ((led as readonly string[]).includes(role)) expect(response.headers.get('location')).toBe('/office/hai-lop?tiep=%2Foffice%2Fphan-anh%3Fxem%3Dmine')
      else expect(response.status).toBe(200)
    }
  })

  it('lets them set up an app there, and then opens', async () => {
    await ask('leads')
    const { principal } = seeded.staff
    const signedIn = await signIn(principal.email)
    expect(signedIn.headers.get('location')).toBe('/office')
    const cookie = cookiesFrom(signedIn)
    expect((await app.get('/office', { cookie })).headers.get('location')).toBe('/office/hai-lop?tiep=%2Foffice')
    expect(await (await app.get('/office/hai-lop?tiep=/office', { cookie })).text()).toContain('Thêm lớp bảo vệ thứ hai')
    const set = await setUpApp(principal, cookie)
    expect(set.codes).toHaveLength(10)
    expect(await isSignedIn(set.cookie)).toBe(true)
    expect((await app.get('/office/hai-lop', { cookie: set.cookie })).headers.get('location')).toBe('/office')
  })

  it('keeps the last factor from being taken away, and lets it go where nothing is asked', async () => {
    const { principal } = seeded.staff
    const { cookie } = await setUpApp(principal)
    await ask('leads')
    const refused = await app.post(ownPage, { viec: 'bo-ung-dung' }, { cookie })
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('Nhà trường yêu cầu')
    await ask('off')
    const removed = await app.post(ownPage, { viec: 'bo-ung-dung' }, { cookie })
    expect(removed.headers.get('location')).toBe(`${ownPage}?da=bo-ung-dung#top`)
    expect(await app.db.selectFrom('recovery_codes').selectAll().execute()).toEqual([])
    expect(await auditOf('staff:remove-app')).not.toEqual([])
    expect(cookiesFrom(await signIn(principal.email))).toContain('van_phong=')
  })

  it('is set by the principal, with a line in the log', async () => {
    const { cookie } = await setUpApp(seeded.staff.principal)
    expect((await app.post('/office/cai-dat/hai-lop', { secondFactor: 'nobody' }, { cookie })).status).toBe(422)
    const response = await app.post('/office/cai-dat/hai-lop', { secondFactor: 'everybody' }, { cookie })
    expect(response.headers.get('location')).toBe('/office/cai-dat/hai-lop?da=luu#top')
    expect((await auditOf('school:second-factor')).at(-1)).toMatchObject({ staff_id: seeded.staff.principal.id, detail: 'Không bắt buộc → Mọi tài khoản' })
    expect((await app.get('/office', { cookie: await app.signInAs('viewer') })).headers.get('location')).toContain('/office/hai-lop')
  })
})

describe('a reset', () => {
  it('by the principal takes every factor away, ends the sessions and tells the person', async () => {
    const { handler, principal } = seeded.staff
    const { cookie } = await setUpApp(handler)
    const half = await firstStep(handler)
    const own = await app.signInAs(principal)
    const response = await app.post(`/office/tai-khoan/${handler.id}`, { viec: 'dat-lai-hai-lop' }, { cookie: own })
    expect(response.headers.get('location')).toContain('da=dat-lai-hai-lop')
    expect(await isSignedIn(cookie)).toBe(false)
    expect((await app.get(secondPage, { cookie: half })).status).toBe(303)
    for (const table of ['totp_factors', 'totp_setups', 'recovery_codes'] as const) expect(await app.db.selectFrom(table).selectAll().where('staff_id', '=', handler.id).execute()).toEqual([])
    expect((await auditOf('staff:reset-second-factor')).at(-1)).toMatchObject({ staff_id: principal.id, target: handler.id })
    expect((await lettersTo(handler)).at(-1)?.subject).toContain('đặt lại')
    expect(cookiesFrom(await signIn(handler.email))).toContain('van_phong=')
  })

  it('is for nobody else, and for no account of another school', async () => {
    const { handler } = seeded.staff
    await setUpApp(handler)
    const other = await app.seedSchool()
    const tried = async (cookie: string) => (await app.post(`/office/tai-khoan/${handler.id}`, { viec: 'dat-lai-hai-lop' }, { cookie })).status
    for (const role of ['coordinator', 'handler', 'viewer'] as const) expect(await tried(await app.signInAs(role, seeded.school))).toBe(403)
    expect(await tried(await app.signInAs('principal', other.school))).toBe(404)
    expect(await app.db.selectFrom('totp_factors').selectAll().execute()).toHaveLength(1)
  })
})

describe('the sessions of a person', () => {
  it('elsewhere end at their wish, and this one goes on', async () => {
    const { handler } = seeded.staff
    await setUpApp(handler)
    const [here, elsewhere, half] = [await app.signInAs(handler), await app.signInAs(handler), await firstStep(handler)]
    const response = await app.post(ownPage, { viec: 'dang-xuat-noi-khac' }, { cookie: here })
    expect(response.headers.get('location')).toBe(`${ownPage}?da=dang-xuat-noi-khac#top`)
    expect(await isSignedIn(here)).toBe(true)
    expect(await isSignedIn(elsewhere)).toBe(false)
    expect((await app.get(secondPage, { cookie: half })).status).toBe(303)
  })
})

it('leaves the chain of the log whole, and no secret in it', async () => {
  const rows = await app.db.selectFrom('audit').selectAll().execute()
  expect(JSON.stringify(rows)).not.toMatch(/[A-Z2-7]{32}/)
  expect((await verifyAudit(app.db)).problems).toEqual([])
})

/** A limiter on which one account has used its codes up. */
function limiterOfOther(staffId: string, limiter: Limiter): Limiter {
  return { ...limiter, take: (rule, key, at) => (key.includes(staffId) ? Promise.resolve(false) : limiter.take(rule, key, at)) }
}
