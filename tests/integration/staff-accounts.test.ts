import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StaffRow } from '#db/schema.ts'
import { cookiesFrom, createTestApp, testNow } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import type { SeededSchool } from '#tests/support/school.ts'

const secret = 'con mèo ngồi bên cửa sổ'

let app: TestApp
let here: SeededSchool
let other: SeededSchool
let principal: string

beforeAll(async () => {
  app = await createTestApp()
  here = await app.seedSchool()
  other = await app.seedSchool()
  principal = await app.signInAs('principal', here.school)
})
afterAll(() => app.close())

const invite = (form: Record<string, string> = {}) =>
  app.post('/office/tai-khoan/moi', { name: 'Võ Ngọc Thảo Nhi', jobTitle: 'Nhân viên y tế', email: `yte-${Math.random()}@example.vn`, role: 'handler', ...form }, { cookie: principal })

/** Invites somebody and returns the account with the path of the link as its page shows it. */
async function invited(form: Record<string, string> = {}) {
  const response = await invite(form)
  const page = (response.headers.get('location') ?? '').split('?')[0] ?? ''
  const html = await (await app.get(page, { cookie: `${principal}; ${cookiesFrom(response)}` })).text()
  const link = /\/office\/moi\/[\w-]+/.exec(html)?.[0]
  if (link === undefined) throw new Error('The page shows no link')
  return { id: page.split('/').at(-1) ?? '', page, link, response, html }
}

const account = (id: string) => app.db.selectFrom('staff').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const change = async (id: string, form: Record<string, string | number | undefined>, cookie = principal) =>
  app.post(`/office/tai-khoan/${id}`, { version: (await account(id)).version, ...form }, { cookie })
const setPassword = (link: string, password = secret) => app.post(link, { password, passwordAgain: password })

describe('an invitation', () => {
  it('goes out by mail, is shown once, and lets the person in with a password of their own', async () => {
    const { id, page, link, response } = await invited({ name: 'Đặng Thị Tuyết Sương', email: 'To.ChuyenMon@example.vn' })
    expect(await account(id)).toMatchObject({ status: 'invited', email: 'to.chuyenmon@example.vn', password_hash: null, school_id: here.school.id })
    const mail = await app.db.selectFrom('outbox').selectAll().where('recipient', '=', 'to.chuyenmon@example.vn').executeTakeFirstOrThrow()
    expect(mail.body).toContain(`${app.origin}${link}`)
    expect(response.headers.get('set-cookie')).not.toContain(link.split('/').at(-1))
    expect(await (await app.get(page, { cookie: principal })).text()).not.toContain('/office/moi/')

    const welcome = await app.get(link)
    expect(welcome.status).toBe(200)
    expect(await welcome.text()).toContain('Chào mừng Đặng Thị Tuyết Sương')
    const entered = await setPassword(link)
    expect(entered.headers.get('location')).toBe('/office?da=nhan-loi-moi#top')
    expect((await app.get('/office', { cookie: cookiesFrom(entered) })).status).toBe(200)
    expect(await account(id)).toMatchObject({ status: 'active', invite_hash: null })
    expect(await app.db.selectFrom('outbox').select('id').where('recipient', '=', 'to.chuyenmon@example.vn').execute()).toEqual([])
  })

  it('forgets the link after the page that shows it', async () => {
    const response = await invite()
    const shown = await app.get((response.headers.get('location') ?? '').split('?')[0] ?? '', { cookie: `${principal}; ${cookiesFrom(response)}` })
    expect(shown.headers.getSetCookie().join()).toMatch(/lien_ket=;.*Max-Age=0/)
  })

  it('works once', async () => {
    const { link } = await invited()
    await setPassword(link)
    expect((await app.get(link)).status).toBe(410)
    expect((await setPassword(link, 'một mật khẩu khác hẳn')).status).toBe(410)
  })

  it('dies after seven days', async () => {
    const { link } = await invited()
    app.setNow(new Date(Date.parse(testNow) + 7 * 86_400_000).toISOString())
    expect((await app.get(link)).status).toBe(410)
    expect((await setPassword(link)).status).toBe(410)
    app.setNow(testNow)
    expect((await app.get(link)).status).toBe(200)
  })

  it('dies when a newer one is made, and when the account is closed', async () => {
    const first = await invited()
    const again = await change(first.id, { viec: 'duong-dan' })
    expect(again.headers.get('location')).toContain('da=gui-lai-loi-moi')
    expect((await app.get(first.link)).status).toBe(410)
    const second = await invited()
    await change(second.id, { viec: 'khoa' })
    expect((await app.get(second.link)).status).toBe(410)
  })

  it('asks for a password worth having, typed twice the same', async () => {
    const { link } = await invited()
    expect((await setPassword(link, 'ngắn')).status).toBe(422)
    const unequal = await app.post(link, { password: secret, passwordAgain: 'khác' })
    expect(await unequal.text()).toContain('chưa giống nhau')
    expect((await app.get(link)).status).toBe(200)
  })

  it('needs every field, and an address nobody has', async () => {
    const empty = await invite({ name: '', jobTitle: '', email: 'khong-phai', role: 'boss' })
    expect(empty.status).toBe(422)
    const html = await empty.text()
    for (const message of ['Vui lòng nhập họ và tên.', 'Vui lòng nhập chức vụ.', 'E-mail chưa đúng', 'Vui lòng chọn vai trò.']) expect(html).toContain(message)
    const taken = await invite({ email: other.staff.viewer.email.toUpperCase() })
    expect(taken.status).toBe(422)
    expect(await taken.text()).toContain('đã có tài khoản')
  })

  it('serves as the way back for a forgotten password, which ends the sessions there were', async () => {
    const { link } = await invited({ email: 'quen@example.vn' })
    const session = cookiesFrom(await setPassword(link))
    const staff = await app.db.selectFrom('staff').selectAll().where('email', '=', 'quen@example.vn').executeTakeFirstOrThrow()
    const response = await change(staff.id, { viec: 'duong-dan' })
    const html = await (await app.get(`/office/tai-khoan/${staff.id}`, { cookie: `${principal}; ${cookiesFrom(response)}` })).text()
    expect((await app.get('/office', { cookie: session })).status).toBe(200)
    const next = 'hàng cây phượng trước cổng'
    await setPassword(/\/office\/moi\/[\w-]+/.exec(html)?.[0] ?? '', next)
    expect((await app.get('/office', { cookie: session })).status).toBe(303)
    expect((await app.post('/office/dang-nhap', { email: staff.email, password: next })).status).toBe(303)
    expect((await app.post('/office/dang-nhap', { email: staff.email, password: secret })).status).toBe(422)
  })
})

describe('a change of account', () => {
  it('disabled: the open session ends at once, and sign-in is refused', async () => {
    const session = await app.signInAs(here.staff.viewer)
    expect((await app.get('/office', { cookie: session })).status).toBe(200)
    await change(here.staff.viewer.id, { viec: 'khoa' })
    expect((await app.get('/office', { cookie: session })).status).toBe(303)
    expect(await app.db.selectFrom('sessions').selectAll().where('staff_id', '=', here.staff.viewer.id).execute()).toHaveLength(0)
    await change(here.staff.viewer.id, { viec: 'mo' })
    expect(await account(here.staff.viewer.id)).toMatchObject({ status: 'invited' })
    await app.db.updateTable('staff').set({ status: 'active' }).where('id', '=', here.staff.viewer.id).execute()
    expect((await app.get('/office', { cookie: session })).status).toBe(303)
  })

  it('disabled: no new case is proposed to the person', async () => {
    const { id } = here.staff.handler
    await change(id, { viec: 'khoa' })
    expect(await app.db.selectFrom('fields').select('id').where('default_handler_id', '=', id).execute()).toHaveLength(0)
    await app.db.updateTable('staff').set({ status: 'active' }).where('id', '=', id).execute()
  })

  it('another role: the sessions of the old one end', async () => {
    const session = await app.signInAs(here.secondCoordinator)
    const response = await change(here.secondCoordinator.id, { viec: 'vai-tro', role: 'handler' })
    expect(response.headers.get('location')).toContain('da=doi-vai-tro')
    expect((await app.get('/office', { cookie: session })).status).toBe(303)
    const audit = await app.db.selectFrom('audit').selectAll().where('action', '=', 'staff:change-role').executeTakeFirstOrThrow()
    expect(audit).toMatchObject({ staff_id: here.staff.principal.id, target: here.secondCoordinator.id })
    expect(audit.detail).toContain('Người điều phối → Người xử lý')
  })

  it.each([{ viec: 'khoa' }, { viec: 'vai-tro', role: 'viewer' }])('never takes the last principal away: %j', async (form) => {
    const response = await change(here.staff.principal.id, form)
    expect(response.status).toBe(422)
    expect(await response.text()).toContain('ít nhất một hiệu trưởng')
    expect(await account(here.staff.principal.id)).toMatchObject({ role: 'principal', status: 'active' })
  })

  it('lets a principal go when there is another, but an invited one does not count', async () => {
    const { id, link } = await invited({ role: 'principal' })
    expect((await change(here.staff.principal.id, { viec: 'vai-tro', role: 'coordinator' })).status).toBe(422)
    await setPassword(link)
    expect((await change(here.staff.principal.id, { viec: 'vai-tro', role: 'coordinator' })).status).toBe(303)
    expect((await app.get('/office/tai-khoan', { cookie: principal })).status).toBe(303)
    await app.db.updateTable('staff').set({ role: 'principal' }).where('id', '=', here.staff.principal.id).execute()
    await app.db.updateTable('staff').set({ role: 'viewer' }).where('id', '=', id).execute()
    principal = await app.signInAs(here.staff.principal)
  })

  it('is refused where somebody else was faster, and shows what is true now', async () => {
    const { id, version } = await account(here.staff.coordinator.id)
    await change(id, { viec: 'sua', name: 'Trịnh Thị Bích Vân', jobTitle: 'Phó hiệu trưởng', email: here.staff.coordinator.email })
    const late = await app.post(`/office/tai-khoan/${id}`, { viec: 'sua', version, name: 'Tên Cũ', jobTitle: 'Cũ', email: here.staff.coordinator.email }, { cookie: principal })
    expect(late.status).toBe(409)
    const html = await late.text()
    expect(html).toContain('vừa được thay đổi ở nơi khác')
    expect(html).toContain('value="Phó hiệu trưởng"')
    expect(html).not.toContain('Tên Cũ')
  })

  it('refuses an address that another account has, in this school or elsewhere', async () => {
    const response = await change(here.staff.coordinator.id, { viec: 'sua', name: 'Trịnh Thị Bích Vân', jobTitle: 'Phó hiệu trưởng', email: other.staff.principal.email })
    expect(response.status).toBe(422)
    expect(await response.text()).toContain('đã có tài khoản khác')
  })
})

describe('who may', () => {
  const pages = ['/office/tai-khoan', '/office/tai-khoan/moi']

  it.each(['coordinator', 'handler', 'viewer'] as const)('not the %s', async (role) => {
    const cookie = await app.signInAs(role, here.school)
    for (const page of [...pages, `/office/tai-khoan/${here.staff.principal.id}`]) expect((await app.get(page, { cookie })).status).toBe(403)
    const response = await change(here.staff.principal.id, { viec: 'khoa' }, cookie)
    expect(response.status).toBe(403)
    expect(await (await app.get('/office', { cookie })).text()).not.toContain('href="/office/tai-khoan"')
  })

  it("not another school's principal, for whom these accounts do not exist", async () => {
    const cookie = await app.signInAs('principal', other.school)
    const staff: StaffRow = here.staff.viewer
    expect((await app.get(`/office/tai-khoan/${staff.id}`, { cookie })).status).toBe(404)
    for (const form of [{ viec: 'khoa' }, { viec: 'mo' }, { viec: 'duong-dan' }, { viec: 'vai-tro', role: 'principal' }, { viec: 'sua', name: 'X', jobTitle: 'X', email: 'x@example.vn' }]) {
      expect((await change(staff.id, form, cookie)).status).toBe(404)
    }
    expect(await account(staff.id)).toMatchObject({ name: staff.name, role: 'viewer', status: 'active', invite_hash: null })
    expect(await (await app.get('/office/tai-khoan', { cookie })).text()).not.toContain(staff.email)
  })
})
