import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { hashPassword } from '#app/staff/index.ts'
import type { StaffRow } from '#db/schema.ts'
import { cookiesFrom, createTestApp, testNow } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import type { SeededSchool } from '#tests/support/school.ts'

const password = 'con mèo ngồi bên cửa sổ'
const signInPage = '/office/dang-nhap'

let app: TestApp
let seeded: SeededSchool

beforeAll(async () => {
  app = await createTestApp()
  seeded = await app.seedSchool()
  for (const staff of [...Object.values(seeded.staff), seeded.secondCoordinator]) {
    await app.db.updateTable('staff').set({ password_hash: await hashPassword(password, staff.role) }).where('id', '=', staff.id).execute()
  }
})
afterAll(() => app.close())
beforeEach(async () => {
  app.setNow(testNow)
  await app.forgetLimits()
})

const signIn = (email: string, secret: string, options: { cookie?: string; tiep?: string } = {}) =>
  app.post(signInPage, { email, password: secret, tiep: options.tiep ?? '/office' }, options.cookie === undefined ? {} : { cookie: options.cookie })

const auditOf = (action: string) => app.db.selectFrom('audit').selectAll().where('action', '=', action).execute()

/** The page without what differs from one response to the next. */
const withoutNoise = (html: string) => html.replace(/nonce="[^"]*"/g, '').replace(/[\w+/]{20,}={0,2}/g, '').replace(/"?[0-9a-f]{10}\\?"/g, '').replace(/value="[^"@]*@[^"]*"/g, '').replace(/[\w.-]+@[\w.-]+/g, '')

describe('signing in', () => {
  it('leads on and sets a cookie that scripts cannot read', async () => {
    const response = await signIn(seeded.staff.handler.email, password, { tiep: '/office/phan-anh?xem=mine' })
    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toBe('/office/phan-anh?xem=mine')
    expect(response.headers.get('set-cookie')).toMatch(/^van_phong=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/)
    const office = await app.get('/office', { cookie: cookiesFrom(response) })
    expect(office.status).toBe(200)
    expect(office.headers.get('cache-control')).toBe('no-store')
    expect(office.headers.get('x-robots-tag')).toBe('noindex')
    expect(await auditOf('staff:sign-in')).toContainEqual(expect.objectContaining({ staff_id: seeded.staff.handler.id }))
  })

  it('takes the address in any case and with spaces around it', async () => {
    expect((await signIn(`  ${seeded.staff.viewer.email.toUpperCase()} `, password)).status).toBe(303)
  })

  it('leads nowhere outside the office', async () => {
    const response = await signIn(seeded.staff.viewer.email, password, { tiep: '//evil.example/office' })
    expect(response.headers.get('location')).toBe('/office')
  })

  it('ends the session there was before, so that a planted cookie is worth nothing', async () => {
    const before = await app.signInAs('viewer')
    const after = cookiesFrom(await signIn(seeded.staff.viewer.email, password, { cookie: before }))
    expect(after).not.toBe(before)
    expect((await app.get('/office', { cookie: before })).status).toBe(303)
    expect((await app.get('/office', { cookie: after })).status).toBe(200)
  })

  it('gives a handler who became principal the stronger hash', async () => {
    const { secondCoordinator: staff } = seeded
    await app.db.updateTable('staff').set({ role: 'principal' }).where('id', '=', staff.id).execute()
    await signIn(staff.email, password)
    const { password_hash: hash } = await app.db.selectFrom('staff').select('password_hash').where('id', '=', staff.id).executeTakeFirstOrThrow()
    expect(hash).toContain('m=65536,t=3')
    await app.db.updateTable('staff').set({ role: 'coordinator' }).where('id', '=', staff.id).execute()
    expect((await signIn(staff.email, password)).status).toBe(303)
  })
})

describe('what fails looks alike', () => {
  it('for an unknown, an invited, a disabled account and a wrong password', async () => {
    const { handler, viewer, coordinator, principal } = seeded.staff
    await setStatus(viewer, 'disabled')
    await setStatus(coordinator, 'invited')
    const attempts: [string, string][] = [
      ['nobody@example.vn', password],
      [handler.email, 'sai mật khẩu rồi'],
      [principal.email, 'sai mật khẩu rồi'],
      [viewer.email, password],
      [coordinator.email, password],
    ]
    const answers = []
    for (const [email, secret] of attempts) {
      const response = await signIn(email, secret)
      answers.push({ status: response.status, cookies: response.headers.getSetCookie(), html: withoutNoise(await response.text()) })
    }
    expect(answers[0]).toMatchObject({ status: 422, cookies: [] })
    expect(answers[0]?.html).toContain('E-mail hoặc mật khẩu chưa đúng.')
    for (const answer of answers) expect(answer).toEqual(answers[0])
    await setStatus(viewer, 'active')
    await setStatus(coordinator, 'active')
  })

  it('keeps the address that was typed and never the password', async () => {
    const html = await (await signIn('nobody@example.vn', 'bí mật của tôi')).text()
    expect(html).toContain('nobody@example.vn')
    expect(html).not.toContain('bí mật của tôi')
  })

  it('is written down without what was typed', async () => {
    await signIn('nobody@example.vn', 'x')
    await signIn(seeded.staff.handler.email, 'x')
    const failures = await auditOf('staff:sign-in-failed')
    expect(failures.at(-1)).toMatchObject({ staff_id: null, target: seeded.staff.handler.id })
    expect(JSON.stringify(failures)).not.toContain('nobody@')
  })
})

describe('too many attempts', () => {
  it('close the account for this address, with the right password too, and open again later', async () => {
    const { email } = seeded.staff.handler
    for (let attempt = 0; attempt < 8; attempt += 1) expect((await signIn(email, 'sai')).status).toBe(422)
    const refused = await signIn(email, password)
    expect(refused.status).toBe(429)
    expect(await refused.text()).toContain('chờ 15 phút')
    app.setNow('2026-11-23T02:31:00.000Z')
    expect((await signIn(email, password)).status).toBe(303)
  })

  it('say the same for an account that does not exist', async () => {
    for (let attempt = 0; attempt < 8; attempt += 1) await signIn('nobody@example.vn', 'sai')
    expect((await signIn('nobody@example.vn', 'sai')).status).toBe(429)
  })

  it('close the address for all accounts', async () => {
    for (let attempt = 0; attempt < 30; attempt += 1) await signIn(`nobody${attempt}@example.vn`, 'sai')
    expect((await signIn(seeded.staff.handler.email, password)).status).toBe(429)
  })
})

describe('the end of a session', () => {
  it('comes after 30 minutes without a click, and the sign-in page says so', async () => {
    const cookie = await app.signInAs('handler')
    app.setNow('2026-11-23T02:31:00.000Z')
    const response = await app.get('/office/phan-anh?xem=mine', { cookie })
    expect(response.headers.get('location')).toBe('/office/dang-nhap?tiep=%2Foffice%2Fphan-anh%3Fxem%3Dmine&ly-do=het-phien')
    expect(await (await app.get(response.headers.get('location') ?? '', { cookie })).text()).toContain('Phiên làm việc đã kết thúc')
  })

  it('comes after 12 hours in any case', async () => {
    const cookie = await app.signInAs('handler')
    for (let minutes = 25; minutes < 12 * 60; minutes += 25) {
      app.setNow(new Date(Date.parse(testNow) + minutes * 60_000).toISOString())
      expect((await app.get('/office/tai-khoan-cua-toi', { cookie })).status).toBe(200)
    }
    app.setNow('2026-11-23T14:00:00.000Z')
    expect((await app.get('/office/tai-khoan-cua-toi', { cookie })).status).toBe(303)
  })

  it('tells whoever was sending a form that it was not saved, and leads back to its page', async () => {
    const response = await app.post('/office/cai-dat/truong', { name: 'X' }, { cookie: 'van_phong=gone', headers: { referer: `${app.origin}/office/cai-dat/truong` } })
    const location = response.headers.get('location') ?? ''
    expect(location).toBe('/office/dang-nhap?tiep=%2Foffice%2Fcai-dat%2Ftruong&ly-do=chua-luu')
    expect(await (await app.get(location)).text()).toContain('Nội dung vừa gửi chưa được lưu')
  })

  it('believes no referring page of another site', async () => {
    const response = await app.post('/office/cai-dat/truong', {}, { headers: { referer: 'https://evil.example/office/phan-anh' } })
    expect(response.headers.get('location')).toContain('tiep=%2Foffice%2Fcai-dat%2Ftruong')
  })

  it('comes with signing out, which only a post does', async () => {
    const cookie = await app.signInAs('handler')
    expect((await app.get('/office/dang-xuat', { cookie })).headers.get('location')).toBe('/office')
    expect((await app.get('/office', { cookie })).status).toBe(200)
    const response = await app.post('/office/dang-xuat', {}, { cookie })
    expect(response.headers.get('location')).toBe('/office/dang-nhap?da=dang-xuat#top')
    expect(response.headers.get('set-cookie')).toMatch(/^van_phong=;.*Max-Age=0/)
    expect((await app.get('/office', { cookie })).status).toBe(303)
  })
})

describe('the sign-in page', () => {
  it('bears the name of the school where there is one, and of none where there are several', async () => {
    expect(await (await app.get(signInPage)).text()).toContain(seeded.school.name)
    await app.seedSchool({ slug: 'truong-thu-hai', name: 'Trường Mầm non Thứ Hai' })
    const html = await (await app.get(signInPage)).text()
    expect(html).not.toContain(seeded.school.name)
    expect(html).toContain('Dành cho nhân viên nhà trường')
  })
})

describe("one's own account", () => {
  it('changes the password, ends the other sessions and gives this one a new cookie', async () => {
    const staff = seeded.staff.handler
    const [here, elsewhere] = [await app.signInAs(staff), await app.signInAs(staff)]
    const next = 'hàng cây phượng trước cổng'
    const response = await app.post('/office/tai-khoan-cua-toi', { viec: 'doi-mat-khau', current: password, password: next, passwordAgain: next }, { cookie: here })
    expect(response.headers.get('location')).toBe('/office/tai-khoan-cua-toi?da=doi-mat-khau#top')
    expect((await app.get('/office', { cookie: here })).status).toBe(303)
    expect((await app.get('/office', { cookie: elsewhere })).status).toBe(303)
    expect((await app.get('/office', { cookie: cookiesFrom(response) })).status).toBe(200)
    expect((await signIn(staff.email, password)).status).toBe(422)
    expect((await signIn(staff.email, next)).status).toBe(303)
    await app.db.updateTable('staff').set({ password_hash: await hashPassword(password, 'handler') }).where('id', '=', staff.id).execute()
  })

  it.each([
    [{ current: 'sai', password: 'hàng cây phượng trước cổng', passwordAgain: 'hàng cây phượng trước cổng' }, 'Mật khẩu hiện tại chưa đúng'],
    [{ current: password, password: 'ngắn', passwordAgain: 'ngắn' }, 'ít nhất 10 ký tự'],
    [{ current: password, password: 'hàng cây phượng trước cổng', passwordAgain: 'hàng cây phượng' }, 'chưa giống nhau'],
  ])('refuses %j', async (form, message) => {
    const cookie = await app.signInAs('handler')
    const response = await app.post('/office/tai-khoan-cua-toi', { viec: 'doi-mat-khau', ...form }, { cookie })
    expect(response.status).toBe(422)
    expect(await response.text()).toContain(message)
    expect((await app.get('/office', { cookie })).status).toBe(200)
  })

  it('lists the open sessions', async () => {
    const staff = seeded.staff.handler
    await app.db.deleteFrom('sessions').where('staff_id', '=', staff.id).execute()
    const here = await app.signInAs(staff)
    await app.signInAs(staff)
    const html = await (await app.get('/office/tai-khoan-cua-toi', { cookie: here })).text()
    expect(html.match(/Thiết bị khác/g)).toHaveLength(1)
    expect(html).toContain('Phiên này')
    expect(html).toContain('Đăng xuất nơi khác')
  })
})

async function setStatus(staff: StaffRow, status: StaffRow['status']): Promise<void> {
  await app.db.updateTable('staff').set({ status }).where('id', '=', staff.id).execute()
}
