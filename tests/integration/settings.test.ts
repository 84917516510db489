import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { recordAudit } from '#app/audit/index.ts'
import { createTestApp, testNow } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import type { SeededSchool } from '#tests/support/school.ts'

let app: TestApp
let here: SeededSchool
let other: SeededSchool
let principal: string
let otherPrincipal: string

beforeAll(async () => {
  app = await createTestApp()
  here = await app.seedSchool()
  other = await app.seedSchool()
  principal = await app.signInAs('principal', here.school)
  otherPrincipal = await app.signInAs('principal', other.school)
})
afterAll(() => app.close())
beforeEach(() => app.setNow(testNow))

const post = (page: string, form: Record<string, string>, cookie = principal) => app.post(`/office/cai-dat/${page}`, form, { cookie })
const html = async (page: string, cookie = principal) => (await app.get(`/office/${page}`, { cookie })).text()
const lastAudit = () => app.db.selectFrom('audit').selectAll().orderBy('id', 'desc').limit(1).executeTakeFirstOrThrow()

const profile = {
  name: 'Trường Mầm non Hoa Phượng', principalName: 'Lâm Ngọc Diễm', address: 'Số 12 đường số 9B', phone: '0900 000 001', email: 'hoaphuong@example.vn',
  officialSite: 'https://mnhoaphuong.example.vn', introVi: 'Trường công lập.', introEn: 'A public school.', opens: '07:15', closes: '16:45',
}

describe("the school's data", () => {
  it('is saved, shown again and written down', async () => {
    const response = await post('truong', profile)
    expect(response.headers.get('location')).toBe('/office/cai-dat/truong?da=luu')
    const page = await html('cai-dat/truong?da=luu')
    expect(page).toContain('Đã lưu.')
    expect(page).toContain('value="16:45"')
    expect(await app.db.selectFrom('schools').selectAll().where('id', '=', here.school.id).executeTakeFirstOrThrow()).toMatchObject({ opens_minute: 435, intro_en: 'A public school.' })
    expect(await lastAudit()).toMatchObject({ action: 'school:update', school_id: here.school.id, staff_id: here.staff.principal.id })
  })

  it('says beside the field what is wrong and keeps what was typed', async () => {
    const response = await post('truong', { ...profile, name: '', officialSite: 'javascript:alert(1)', closes: '07:00', introVi: 'Chữ đã gõ' })
    expect(response.status).toBe(422)
    const page = await response.text()
    for (const message of ['Vui lòng nhập tên trường.', 'bắt đầu bằng https://', 'Chữ đã gõ']) expect(page).toContain(message)
  })
})

describe('fields', () => {
  const names = async () => (await app.db.selectFrom('fields').select(['name_vi', 'active']).where('school_id', '=', here.school.id).orderBy('position').execute()).map((row) => row.name_vi)
  const idOf = async (name: string) => (await app.db.selectFrom('fields').select('id').where('school_id', '=', here.school.id).where('name_vi', '=', name).executeTakeFirstOrThrow()).id

  it('are added at the end, renamed and moved', async () => {
    await post('linh-vuc', { viec: 'them', nameVi: 'Xe đưa đón', nameEn: 'School bus', handlerId: here.staff.handler.id })
    expect((await names()).at(-1)).toBe('Xe đưa đón')
    await post('linh-vuc', { viec: 'len', id: await idOf('Xe đưa đón') })
    expect((await names()).at(-2)).toBe('Xe đưa đón')
    await post('linh-vuc', { viec: 'sua', id: await idOf('Xe đưa đón'), nameVi: 'Xe đưa rước', nameEn: 'School bus', handlerId: '' })
    expect(await app.db.selectFrom('fields').selectAll().where('name_vi', '=', 'Xe đưa rước').executeTakeFirstOrThrow()).toMatchObject({ code: 'school-bus', default_handler_id: null })
  })

  it('go by their Vietnamese name where they have no English one', async () => {
    expect((await post('linh-vuc', { viec: 'them', nameVi: 'Sân chơi', nameEn: '', handlerId: '' })).status).toBe(303)
    expect(await app.db.selectFrom('fields').selectAll().where('name_vi', '=', 'Sân chơi').executeTakeFirstOrThrow()).toMatchObject({ name_en: 'Sân chơi', code: 'san-choi' })
  })

  it('are not proposed to a viewer or to somebody of another school', async () => {
    for (const handlerId of [here.staff.viewer.id, other.staff.handler.id, 'nobody']) {
      const response = await post('linh-vuc', { viec: 'them', nameVi: 'Thử', nameEn: 'Try', handlerId })
      expect(response.status).toBe(422)
      expect(await response.text()).toContain('chọn người khác')
    }
  })

  it('can be switched off but for the last one', async () => {
    const fields = await app.db.selectFrom('fields').selectAll().where('school_id', '=', here.school.id).execute()
    const answers = []
    for (const field of fields) answers.push((await post('linh-vuc', { viec: 'ngung', id: field.id })).status)
    expect(answers.filter((status) => status === 422)).toHaveLength(1)
    for (const field of fields) await post('linh-vuc', { viec: 'dung-lai', id: field.id })
    expect(await app.db.selectFrom('fields').select('id').where('school_id', '=', here.school.id).where('active', '=', 0).execute()).toHaveLength(0)
  })
})

describe('the calendar', () => {
  const day = { viec: 'them', day: '2027-08-31', kind: 'swap_off', name: 'Nghỉ hoán đổi dịp Quốc khánh', legalBasis: 'Thông báo lịch nghỉ năm 2027', confirmed: 'on' }

  it('takes a day, confirms a guessed one and lets one go, all written down', async () => {
    expect((await post('lich', day)).headers.get('location')).toBe('/office/cai-dat/lich?nam=2027&da=them')
    expect(await html('cai-dat/lich?nam=2027')).toContain('31/08/2027')
    await post('lich', { viec: 'xac-nhan', day: '2027-02-07' })
    expect((await app.db.selectFrom('calendar_days').select('confirmed').where('school_id', '=', here.school.id).where('day', '=', '2027-02-07').executeTakeFirstOrThrow()).confirmed).toBe(1)
    await post('lich', { viec: 'xoa', day: '2027-08-31' })
    expect(await lastAudit()).toMatchObject({ action: 'calendar:delete', target: '2027-08-31', detail: 'Nghỉ hoán đổi: Nghỉ hoán đổi dịp Quốc khánh' })
    expect(await html('cai-dat/lich?nam=2027')).not.toContain('31/08/2027')
  })

  it.each([
    [{ day: '2027-02-30' }, 'Vui lòng chọn ngày.'],
    [{ day: '2027-09-04' }, 'từ thứ Hai đến thứ Sáu'],
    [{ day: '2027-08-31', kind: 'swap_work' }, 'thứ Bảy hoặc Chủ nhật'],
    [{ day: '2027-09-02', kind: 'off' }, 'đã có trong lịch'],
    [{ legalBasis: '' }, 'Vui lòng nhập căn cứ'],
    [{ kind: 'holiday' }, 'Vui lòng chọn loại ngày.'],
  ])('refuses %j', async (part, message) => {
    const response = await post('lich', { ...day, ...part })
    expect(response.status).toBe(422)
    expect(await response.text()).toContain(message)
  })

  it('says that promised dates stay', async () => {
    expect(await html('cai-dat/lich')).toMatch(/Hạn đã hẹn với phụ huynh không đổi .*chỉ cách đếm số ngày/)
  })

  it('asks before it lets a day go, naming the day', async () => {
    const page = (await html('cai-dat/lich?nam=2026')).replaceAll('<!-- -->', '')
    expect(page).toContain('Bỏ Quốc khánh, thứ Tư 02/09/2026, khỏi lịch?')
    for (const before of page.split('value="xoa"').slice(0, -1)) expect(before.lastIndexOf('<details')).toBeGreaterThan(before.lastIndexOf('</details>'))
  })
})

describe('authorities', () => {
  const authority = { viec: 'them', kind: 'governing', name: 'Ủy ban nhân dân phường Chánh Bình', address: '', phone: '', from: '2025-07-01', to: '' }

  it('have days from and to, and old ones stay for old documents', async () => {
    await post('co-quan', { ...authority, name: 'Ủy ban nhân dân Quận 8', from: '2010-01-01', to: '2025-06-30' })
    await post('co-quan', authority)
    const page = await html('cai-dat/co-quan')
    expect(page).toContain('01/01/2010 – 30/06/2025')
    expect(page).toContain('Từ 01/07/2025')
    const { id } = await app.db.selectFrom('authorities').select('id').where('name', '=', authority.name).executeTakeFirstOrThrow()
    await post('co-quan', { ...authority, viec: 'sua', id, phone: '0900 000 083' })
    expect(await html('cai-dat/co-quan')).toContain('0900 000 083')
    const wrong = await post('co-quan', { ...authority, from: '2025-07-01', to: '2025-06-30' })
    expect(await wrong.text()).toContain('Ngày kết thúc phải sau ngày bắt đầu.')
    expect((await post('co-quan', { ...authority, viec: 'sua', id }, otherPrincipal)).status).toBe(404)
    expect((await post('co-quan', { viec: 'xoa', id }, otherPrincipal)).status).toBe(404)
    await post('co-quan', { viec: 'xoa', id })
    expect(await lastAudit()).toMatchObject({ action: 'authority:delete', detail: authority.name })
  })
})

describe('targets', () => {
  it('are filled once from the usual ones, then edited with a decimal comma', async () => {
    expect((await post('chi-tieu', { viec: 'mau', year: '2026' })).headers.get('location')).toContain('da=chi-tieu-mau')
    await post('chi-tieu', { viec: 'mau', year: '2026' })
    const targets = await app.db.selectFrom('targets').selectAll().where('school_id', '=', here.school.id).execute()
    expect(targets).toHaveLength(5)
    const { id, section, statement_vi: statementVi, statement_en: statementEn } = targets[0]!
    const form = { viec: 'sua', year: '2026', id, section, statementVi, statementEn, indicator: 'dossiers_on_time' }
    await post('chi-tieu', { ...form, percent: '97,5' })
    expect(await html('cai-dat/chi-tieu?nam=2026')).toContain('97,5 %')
    expect((await post('chi-tieu', { ...form, percent: '101' })).status).toBe(422)
    expect((await post('chi-tieu', { ...form, percent: 'nhiều' })).status).toBe(422)
    expect((await post('chi-tieu', { ...form, percent: '1' }, otherPrincipal)).status).toBe(404)
    expect((await post('chi-tieu', { viec: 'xoa', year: '2026', id }, otherPrincipal)).status).toBe(404)
    expect((await post('chi-tieu', { viec: 'xoa', year: '2026', id })).status).toBe(303)
    expect(await lastAudit()).toMatchObject({ action: 'target:delete', target: '2026 II.2.1' })
  })
})

describe('the audit log', () => {
  it('shows what was done in words, the newest first, filtered by person, kind and day', async () => {
    app.setNow('2026-11-24T17:30:00.000Z') // 00:30 on 25/11 in Ho Chi Minh City
    const cookie = await app.signInAs('principal', here.school)
    await app.post('/office/cai-dat/truong', { ...profile }, { cookie })
    const all = await html('nhat-ky', cookie)
    expect(all).toContain('Sửa thông tin trường')
    expect(all.indexOf('00:30 25/11/2026')).toBeGreaterThan(-1)
    expect(await html('nhat-ky?tu=2026-11-25&den=2026-11-25', cookie)).toContain('00:30 25/11/2026')
    expect(await html('nhat-ky?den=2026-11-24', cookie)).not.toContain('00:30 25/11/2026')
    const calendarOnly = await html('nhat-ky?viec=calendar', cookie)
    expect(calendarOnly).toContain('Xóa ngày khỏi lịch')
    expect(calendarOnly).not.toContain('00:30 25/11/2026')
    expect(await html('nhat-ky?nguoi=none', cookie)).toContain('Không có dòng nào')
  })

  it("never shows another school's lines", async () => {
    const page = await html('nhat-ky', otherPrincipal)
    expect(page).not.toContain('Xóa ngày khỏi lịch')
    expect(await html(`nhat-ky?nguoi=${here.staff.principal.id}`, otherPrincipal)).toContain('Không có dòng nào')
  })

  it('comes in pages', async () => {
    for (let index = 0; index < 60; index += 1) {
      await recordAudit(app.db, { schoolId: here.school.id, staffId: null, action: 'staff:sign-in-failed', detail: `Lần ${index}`, at: testNow })
    }
    const second = await html('nhat-ky?trang=2&nguoi=none')
    expect(second).toContain('Lần 0')
    expect(second).not.toContain('Lần 59')
    expect((await app.get('/office/nhat-ky?trang=999999', { cookie: principal })).status).toBe(200)
  })
})

describe('who may', () => {
  it.each(['coordinator', 'handler', 'viewer'] as const)('not the %s', async (role) => {
    const cookie = await app.signInAs(role, here.school)
    for (const page of ['cai-dat', 'cai-dat/truong', 'cai-dat/linh-vuc', 'cai-dat/lich', 'cai-dat/co-quan', 'cai-dat/chi-tieu', 'nhat-ky']) {
      expect((await app.get(`/office/${page}`, { cookie })).status).toBe(403)
    }
    expect((await post('truong', profile, cookie)).status).toBe(403)
  })

  it("not another school's principal", async () => {
    const [field] = here.fields
    for (const viec of ['sua', 'len', 'ngung']) {
      expect((await post('linh-vuc', { viec, id: field!.id, nameVi: 'X', nameEn: 'X', handlerId: '' }, otherPrincipal)).status).toBe(404)
    }
    expect((await app.get(`/office/cai-dat/linh-vuc?sua=${field!.id}`, { cookie: otherPrincipal })).status).toBe(404)
    await post('lich', { viec: 'xoa', day: '2027-09-02' }, otherPrincipal)
    expect(await app.db.selectFrom('calendar_days').select('day').where('school_id', '=', here.school.id).where('day', '=', '2027-09-02').execute()).toHaveLength(1)
  })
})
