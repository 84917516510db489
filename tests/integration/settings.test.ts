import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { recordAudit } from '#app/audit/index.ts'
import { defaultLimits, limitNames } from '#app/calendar/index.ts'
import { createTestApp, testNow } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import { sendCase } from '#tests/support/cases.ts'
import { readPdf } from '#tests/support/pdf.ts'
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

describe('the lunch break', () => {
  it('is told to parents and moves no day of receipt', async () => {
    await post('truong', { ...profile, lunchFrom: '11:30', lunchTo: '13:00' })
    expect(await (await app.get('/')).text()).toContain('07:15–11:30, 13:00–16:45')
    expect(await html('cai-dat/truong')).toContain('value="11:30"')
    app.setNow('2026-11-23T05:00:00.000Z') // 12:00
    expect((await sendCase(app, here)).received_on).toBe('2026-11-23')
    app.setNow(testNow)
    await post('truong', { ...profile, lunchFrom: '', lunchTo: '' })
    expect(await (await app.get('/')).text()).toContain('07:15–16:45')
  })

  it.each([
    [{ lunchFrom: '11:30', lunchTo: '' }, 'nhập cả giờ bắt đầu và giờ hết'],
    [{ lunchFrom: '', lunchTo: '13:00' }, 'nhập cả giờ bắt đầu và giờ hết'],
    [{ lunchFrom: '13:00', lunchTo: '12:00' }, 'Giờ hết nghỉ trưa phải sau'],
    [{ lunchFrom: '06:00', lunchTo: '12:00' }, 'phải trong giờ làm việc'],
    [{ lunchFrom: '11:30', lunchTo: '17:00' }, 'phải trong giờ làm việc'],
    [{ lunchFrom: 'trưa', lunchTo: '13:00' }, 'theo dạng giờ:phút'],
  ])('is refused as %j', async (part, message) => {
    const response = await post('truong', { ...profile, ...part })
    expect(response.status).toBe(422)
    expect(await response.text()).toContain(message)
  })
})

describe("the school's data", () => {
  it('is saved, shown again and written down', async () => {
    const response = await post('truong', profile)
    expect(response.headers.get('location')).toBe('/office/cai-dat/truong?da=luu#top')
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
    expect((await post('lich', day)).headers.get('location')).toBe('/office/cai-dat/lich?nam=2027&da=them#top')
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
    [{ kind: 'short' }, 'Vui lòng nhập giờ đóng cửa của ngày này.'],
    [{ kind: 'short', closes: '25:00' }, 'theo dạng giờ:phút'],
    [{ kind: 'short', closes: '23:00' }, 'phải trong giờ làm việc'],
    [{ kind: 'short', closes: '11:30', day: '2027-09-04' }, 'từ thứ Hai đến thứ Sáu'],
  ])('refuses %j', async (part, message) => {
    const response = await post('lich', { ...day, ...part })
    expect(response.status).toBe(422)
    expect(await response.text()).toContain(message)
  })

  it('lets every fact of a day be changed, keeping what was typed where something is wrong', async () => {
    await post('lich', day)
    const form = await html('cai-dat/lich?sua=2027-08-31')
    expect(form).toContain('Sửa ngày')
    expect(form).toContain('value="Thông báo lịch nghỉ năm 2027"')
    const wrong = await app.post('/office/cai-dat/lich?sua=2027-08-31', { ...day, viec: 'sua', kind: 'short', closes: '', name: 'Họp hội đồng' }, { cookie: principal })
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain('value="Họp hội đồng"')
    const { confirmed: _, ...unconfirmed } = day
    await post('lich', { ...unconfirmed, viec: 'sua', kind: 'short', closes: '11:30', name: 'Họp hội đồng', legalBasis: 'Thông báo của hiệu trưởng' })
    expect(await app.db.selectFrom('calendar_days').selectAll().where('school_id', '=', here.school.id).where('day', '=', '2027-08-31').executeTakeFirstOrThrow()).toMatchObject({
      kind: 'short', closes_minute: 690, name: 'Họp hội đồng', legal_basis: 'Thông báo của hiệu trưởng', confirmed: 0,
    })
    expect(await lastAudit()).toMatchObject({ action: 'calendar:update', target: '2027-08-31', detail: 'Nghỉ hoán đổi: Nghỉ hoán đổi dịp Quốc khánh → Đóng cửa sớm 11:30: Họp hội đồng' })
    expect(await html('cai-dat/lich?nam=2027')).toContain('Đóng cửa sớm lúc 11:30')
    expect((await post('lich', { ...day, viec: 'sua' }, otherPrincipal)).status).toBe(404)
    expect((await app.get('/office/cai-dat/lich?sua=2027-08-31', { cookie: otherPrincipal })).status).toBe(404)
    await post('lich', { viec: 'xoa', day: '2027-08-31' })
  })

  it('fills a year by the law and overwrites nothing', async () => {
    const rowsOf = (year: number) => app.db.selectFrom('calendar_days').selectAll().where('school_id', '=', here.school.id).where('day', 'like', `${year}-%`).orderBy('day').execute()
    const own = { ...day, day: '2028-09-01', kind: 'swap_off', name: 'Nghỉ theo thông báo', legalBasis: 'Thông báo số 1' }
    await post('lich', own)
    expect(await html('cai-dat/lich?nam=2028')).toContain('Điền lịch năm')
    expect((await post('lich', { viec: 'dien', year: '2028' })).headers.get('location')).toBe('/office/cai-dat/lich?nam=2028&da=dien-lich#top')
    const filled = await rowsOf(2028)
    expect(filled.find((row) => row.day === '2028-01-26')).toMatchObject({ kind: 'off', name: 'Tết Nguyên đán (mùng 1)', confirmed: 0 })
    expect(filled.find((row) => row.day === '2028-09-01')).toMatchObject({ name: 'Nghỉ theo thông báo', confirmed: 1 })
    expect(await lastAudit()).toMatchObject({ action: 'calendar:fill', target: '2028', detail: `${filled.length - 1} ngày` })
    expect((await html('cai-dat/lich?nam=2028')).includes('Điền lịch năm')).toBe(false)
    await post('lich', { viec: 'dien', year: '2028' })
    expect(await rowsOf(2028)).toEqual(filled)
    expect((await html('cai-dat/lich?nam=2050')).includes('Điền lịch năm')).toBe(false)
    expect((await post('lich', { viec: 'dien', year: 'nam' })).status).toBe(400)
  })

  it('moves no promised date, says so, and lists the open cases that would be promised another one now', async () => {
    const sent = await sendCase(app, here)
    const before = await app.db.selectFrom('cases').selectAll().where('id', '=', sent.id).executeTakeFirstOrThrow()
    expect(await html('cai-dat/lich')).toMatch(/Hạn đã hẹn với phụ huynh không đổi .*chỉ cách đếm số ngày/)
    expect(await html('cai-dat/lich')).not.toContain('giữ hạn đã hẹn')
    await post('lich', { ...day, day: '2026-11-30', name: 'Trường đóng cửa' })
    const page = (await html('cai-dat/lich')).replaceAll('<!-- -->', '')
    expect(page).toMatch(/[1-9] hồ sơ đang mở giữ hạn đã hẹn/)
    expect(page).toMatch(new RegExp(`${sent.number}</a>: đã hẹn 08/12/2026; nếu hẹn hôm nay thì là 09/12/2026`))
    expect(await app.db.selectFrom('cases').selectAll().where('id', '=', sent.id).executeTakeFirstOrThrow()).toEqual(before)
    expect((await sendCase(app, here)).answer_due).toBe('2026-12-09')
    await post('lich', { viec: 'xoa', day: '2026-11-30' })
  })

  it('counts a report of a short day after its closing hour as received on the next working day', async () => {
    await post('lich', { ...day, day: '2026-11-23', kind: 'short', closes: '09:00', name: 'Họp hội đồng' })
    expect((await sendCase(app, here)).received_on).toBe('2026-11-25')
    app.setNow('2026-11-23T01:59:59.000Z')
    expect((await sendCase(app, here)).received_on).toBe('2026-11-23')
    await post('lich', { viec: 'xoa', day: '2026-11-23' })
  })

  it('asks before it lets a day go, naming the day', async () => {
    const page = (await html('cai-dat/lich?nam=2026')).replaceAll('<!-- -->', '')
    expect(page).toContain('Bỏ Quốc khánh, thứ Tư 02/09/2026, khỏi lịch?')
    for (const before of page.split('value="xoa"').slice(0, -1)) expect(before.lastIndexOf('<details')).toBeGreaterThan(before.lastIndexOf('</details>'))
  })
})

describe('the limits', () => {
  const form = (part: Record<string, string> = {}) => ({ ...Object.fromEntries(limitNames.map((name) => [name, String(defaultLimits[name])])), reason: 'Quyết định số 12', ...part })
  const kept = async () => (await app.db.selectFrom('schools').select('limits').where('id', '=', here.school.id).executeTakeFirstOrThrow()).limits

  it('hold wherever something is promised from then on, and move nothing promised before', async () => {
    const before = await sendCase(app, here)
    expect((await post('thoi-han', form({ answerWorkingDays: '7', extensionWorkingDays: '4', complaintAcceptDays: '5', childSafetyHours: '12' }))).headers.get('location')).toBe('/office/cai-dat/thoi-han?da=luu#top')
    expect(await lastAudit()).toMatchObject({ action: 'school:limits', detail: expect.stringMatching(/Trả lời .*: 10 → 7 ngày làm việc.* Lý do: Quyết định số 12$/) as unknown })
    expect((await app.db.selectFrom('cases').selectAll().where('id', '=', before.id).executeTakeFirstOrThrow()).answer_due).toBe('2026-12-08')

    const after = await sendCase(app, here, { childSafety: true })
    expect(after.answer_due).toBe('2026-12-03')
    expect(after.respond_by).toBe('2026-11-23T14:00:00.000Z')
    expect((await sendCase(app, here, { kind: 'complaint' })).acknowledge_due).toBe('2026-11-26')
    const page = (await html('cai-dat/thoi-han')).replaceAll('<!-- -->', '')
    expect(page).toMatch(new RegExp(`${before.number}</a>: đã hẹn 08/12/2026; nếu hẹn hôm nay thì là 03/12/2026`))
    expect(await html('cai-dat')).toContain('thời hạn riêng của trường')

    const parents = async (path: string) => (await (await app.get(path)).text()).replaceAll('<!-- -->', '')
    for (const path of ['/phan-anh', '/cam-ket']) {
      expect(await parents(path), path).toContain('trong 7 ngày làm việc')
      expect(await parents(path), path).not.toContain('10 ngày làm việc.')
      expect(await parents(path), path).toContain('trong 12 giờ')
    }
    expect(await parents('/en/phan-anh')).toContain('within 7 working days')
    expect(await parents('/cam-ket')).toContain('không quá 4 ngày làm việc')
    const sheet = await app.get(`/office/ma-qr/${here.places[0]!.id}/in/to-a4.pdf`, { cookie: await app.signInAs('handler') })
    expect((await readPdf(new Uint8Array(await sheet.arrayBuffer())))[0]!.text).toContain('trả lời trong 7 ngày làm việc')

    const { assignee_id: _, ...row } = after
    await app.db.updateTable('cases').set({ state: 'in_progress', acknowledged_on: '2026-11-23', assignee_id: here.staff.handler.id }).where('id', '=', row.id).execute()
    const extend = (workingDays: string) => app.post(`/office/phan-anh/${row.number}`, { viec: 'extend', version: String(row.version), workingDays, reason: 'Chờ báo giá' }, { cookie: principal })
    expect(await (await extend('5')).text()).toContain('Chỉ gia hạn từ 1 đến 4 ngày làm việc.')
    expect((await extend('4')).status).toBe(303)
    expect((await app.db.selectFrom('cases').selectAll().where('id', '=', row.id).executeTakeFirstOrThrow()).answer_due).toBe('2026-12-09')
  })

  it.each([
    [{ complaintResolveDays: '31' }, 'Luật cho nhiều nhất 30 ngày; nhà trường chỉ được hẹn ngắn hơn.'],
    [{ denunciationAcceptWorkingDays: '8' }, 'Luật cho nhiều nhất 7 ngày làm việc'],
    [{ intakeWorkingDays: '11' }, 'Luật cho nhiều nhất 10 ngày làm việc'],
    [{ answerWorkingDays: '0' }, 'Ít nhất 1 ngày làm việc.'],
    [{ answerWorkingDays: 'mười' }, 'Vui lòng nhập số nguyên.'],
    [{ complaintResolveComplexDays: '20' }, 'Việc phức tạp không thể có hạn ngắn hơn'],
    [{ acknowledgeWorkingDays: '5', answerWorkingDays: '3' }, 'Hạn tiếp nhận không được dài hơn'],
    [{ reason: '' }, 'Vui lòng ghi lý do thay đổi'],
  ])('refuses %j and keeps what was typed', async (part, message) => {
    const before = await kept()
    const response = await post('thoi-han', form(part))
    expect(response.status).toBe(422)
    const page = await response.text()
    expect(page).toContain(message)
    for (const value of Object.values(part)) expect(page).toContain(`value="${value}"`.replace('value=""', ''))
    expect(await kept()).toBe(before)
  })

  it('follow the product again where the school has none of its own', async () => {
    await post('thoi-han', form())
    expect(await kept()).toBeNull()
    const { id } = await lastAudit()
    await post('thoi-han', form({ reason: 'Không đổi gì' }))
    expect((await lastAudit()).id).toBe(id)
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
  /** The rows alone: the filter names every deed there is. */
  const lines = async (page: string, cookie = principal) => (await html(page, cookie)).split('class="filters-actions"')[1]!.split(/Làm sao biết|<script/)[0]!

  it('shows what was done in words, the newest first, filtered by person, kind and day', async () => {
    app.setNow('2026-11-24T17:30:00.000Z') // 00:30 on 25/11 in Ho Chi Minh City
    const cookie = await app.signInAs('principal', here.school)
    await app.post('/office/cai-dat/truong', { ...profile }, { cookie })
    const all = await lines('nhat-ky', cookie)
    expect(all).toContain('Sửa thông tin trường')
    expect(all.indexOf('00:30 25/11/2026')).toBeGreaterThan(-1)
    expect(await lines('nhat-ky?tu=2026-11-25&den=2026-11-25', cookie)).toContain('00:30 25/11/2026')
    expect(await lines('nhat-ky?den=2026-11-24', cookie)).not.toContain('00:30 25/11/2026')
    const calendarOnly = await lines('nhat-ky?loai=calendar', cookie)
    expect(calendarOnly).toContain('Xóa ngày khỏi lịch')
    expect(calendarOnly).not.toContain('00:30 25/11/2026')
    expect(await lines('nhat-ky?nguoi=none', cookie)).toContain('Không có dòng nào')
  })

  it("never shows another school's lines", async () => {
    const page = await lines('nhat-ky', otherPrincipal)
    expect(page).not.toContain('Xóa ngày khỏi lịch')
    expect(await lines(`nhat-ky?nguoi=${here.staff.principal.id}`, otherPrincipal)).toContain('Không có dòng nào')
  })

  it('comes in pages', async () => {
    for (let index = 0; index < 60; index += 1) {
      await recordAudit(app.db, { schoolId: here.school.id, staffId: null, action: 'staff:sign-in-failed', detail: `Lần ${index}`, at: testNow })
    }
    const second = await lines('nhat-ky?trang=2&nguoi=none')
    expect(second).toContain('Lần 0')
    expect(second).not.toContain('Lần 59')
    expect((await app.get('/office/nhat-ky?trang=999999', { cookie: principal })).status).toBe(200)
  })
})

describe('who may', () => {
  it.each(['coordinator', 'handler', 'viewer'] as const)('not the %s', async (role) => {
    const cookie = await app.signInAs(role, here.school)
    for (const page of ['cai-dat', 'cai-dat/truong', 'cai-dat/linh-vuc', 'cai-dat/lich', 'cai-dat/thoi-han', 'cai-dat/co-quan', 'cai-dat/chi-tieu', 'nhat-ky']) {
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
