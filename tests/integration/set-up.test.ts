import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createSetupToken } from '#app/staff/index.ts'
import { cookiesFrom, createTestApp, testNow } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'

const secret = 'con mèo ngồi bên cửa sổ'
const form = {
  schoolName: 'Trường Mầm non Hoa Phượng',
  slug: '',
  address: 'Số 12 đường số 9B, phường Chánh Bình, Thành phố Hồ Chí Minh',
  phone: '0900 000 001',
  schoolEmail: 'hoaphuong@example.vn',
  opens: '07:00',
  closes: '16:30',
  governing: 'Ủy ban nhân dân phường Chánh Bình',
  department: 'Sở Giáo dục và Đào tạo Thành phố Hồ Chí Minh',
  principalName: 'Lâm Ngọc Diễm',
  jobTitle: 'Hiệu trưởng',
  email: 'HieuTruong@hoaphuong.example.vn',
  password: secret,
  passwordAgain: secret,
}

let app: TestApp
let link: string

beforeEach(async () => {
  app = await createTestApp()
  link = await newLink()
})
afterEach(() => app.close())

const newLink = async () => `/office/thiet-lap/${await createSetupToken(app.db, app.secrets, app.now())}`

describe('the first visit', () => {
  it.each([['preschool', 'Đồ dùng, đồ chơi đủ'], ['primary', 'tuyển sinh lớp 1'], ['secondary', 'tuyển sinh lớp 6']])('gives a school of the level %s its questionnaire', async (level, words) => {
    expect((await app.post(link, { ...form, level })).status).toBe(303)
    const rows = await app.db.selectFrom('questionnaires').selectAll().orderBy('survey').execute()
    expect(rows.map((row) => [row.survey, row.version, row.state, row.based_on])).toEqual([['dossier', 1, 'in_use', 'template:dossier'], ['education', 1, 'in_use', `template:${level}`]])
    expect(rows[1]!.definition).toContain(words)
  })

  it('knows no other level', async () => {
    expect((await app.post(link, { ...form, level: 'university' })).status).toBe(422)
  })

  it('is led from the office to the set-up, which tells where the link is', async () => {
    const toSignIn = await app.get('/office')
    expect(toSignIn.status).toBe(303)
    const toSetUp = await app.get(toSignIn.headers.get('location') ?? '')
    expect(toSetUp.headers.get('location')).toBe('/office/thiet-lap')
    const page = await app.get('/office/thiet-lap')
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('cửa sổ dòng lệnh')
  })

  it('creates the school, ready for use, and signs its principal in', async () => {
    const response = await app.post(link, form)
    expect(response.headers.get('location')).toBe('/office?da=thiet-lap#top')
    const office = await app.get('/office?da=thiet-lap', { cookie: cookiesFrom(response) })
    expect(office.status).toBe(200)
    expect(await office.text()).toContain('Đã tạo trang của trường.')

    const school = await app.db.selectFrom('schools').selectAll().executeTakeFirstOrThrow()
    expect(school).toMatchObject({ slug: 'hoa-phuong', is_default: 1, name: form.schoolName, closes_minute: 16 * 60 + 30 })
    const staff = await app.db.selectFrom('staff').selectAll().executeTakeFirstOrThrow()
    expect(staff).toMatchObject({ school_id: school.id, role: 'principal', status: 'active', email: 'hieutruong@hoaphuong.example.vn' })
    expect(staff.password_hash).toContain('$argon2id$v=19$m=65536,t=3,p=1$')
    expect(await app.db.selectFrom('fields').selectAll().execute()).toHaveLength(9)
    expect((await app.db.selectFrom('calendar_days').selectAll().where('day', '=', '2026-11-24').execute())[0]?.name).toBe('Ngày Văn hóa Việt Nam')
    expect((await app.db.selectFrom('authorities').selectAll().execute()).map((row) => row.kind).sort()).toEqual(['department', 'governing'])
    expect((await app.db.selectFrom('audit').select('action').execute()).map((row) => row.action)).toContain('school:set-up')
  })

  it('keeps what was typed, but no password, and says what is wrong beside each field', async () => {
    const response = await app.post(link, { ...form, phone: '', password: '123456789012', closes: '06:00', slug: 'Hoa Phượng' })
    expect(response.status).toBe(422)
    const html = await response.text()
    expect(html).toContain('Vui lòng nhập số điện thoại của trường.')
    expect(html).toContain('dễ đoán')
    expect(html).toContain('Chỉ dùng chữ thường không dấu')
    expect(html).toContain('value="Trường Mầm non Hoa Phượng"')
    expect(html).not.toContain('123456789012')
    expect(await app.db.selectFrom('schools').selectAll().execute()).toHaveLength(0)
  })

  it('refuses office hours that end before they begin', async () => {
    const response = await app.post(link, { ...form, closes: '06:00' })
    expect(await response.text()).toContain('Giờ đóng cửa phải sau giờ mở cửa.')
  })
})

describe('the link', () => {
  it('works once, and every other one printed before is dead with it', async () => {
    const other = await newLink()
    await app.post(link, form)
    for (const used of [link, other]) {
      const page = await app.get(used)
      expect(page.status).toBe(410)
      expect(await page.text()).toContain('không còn dùng được')
      await app.post(used, { ...form, slug: 'truong-khac', email: 'khac@example.vn' })
    }
    expect(await app.db.selectFrom('schools').selectAll().execute()).toHaveLength(1)
    expect(await app.db.selectFrom('staff').selectAll().execute()).toHaveLength(1)
  })

  it('is gone once there is a principal: the set-up page leads to the sign-in', async () => {
    await app.post(link, form)
    expect((await app.get('/office/thiet-lap')).headers.get('location')).toBe('/office/dang-nhap')
  })

  it('dies after seven days', async () => {
    app.setNow(new Date(Date.parse(testNow) + 7 * 86_400_000 + 1000).toISOString())
    expect((await app.get(link)).status).toBe(410)
    await app.post(link, form)
    expect(await app.db.selectFrom('schools').selectAll().execute()).toHaveLength(0)
  })

  it('cannot be guessed or made up', async () => {
    for (const path of ['/office/thiet-lap/x', '/office/thiet-lap/%27%20or%201=1', `${link}x`]) expect((await app.get(path)).status).toBe(410)
  })

  it('is kept only as a hash', async () => {
    const rows = await app.db.selectFrom('setup_tokens').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain(link.split('/').at(-1))
  })

  it('adds a further school beside the first, with an address of its own', async () => {
    await app.post(link, form)
    const second = await newLink()
    expect((await app.get(second)).status).toBe(200)
    const taken = await app.post(second, { ...form, email: 'hieutruong@senhong.example.vn' })
    expect(await taken.text()).toContain('Một trường khác đã dùng địa chỉ này.')
    const sameMail = await app.post(second, { ...form, schoolName: 'Trường Mầm non Sen Hồng' })
    expect(await sameMail.text()).toContain('E-mail này đã có tài khoản.')
    const response = await app.post(second, { ...form, schoolName: 'Trường Mầm non Sen Hồng', email: 'hieutruong@senhong.example.vn' })
    expect(response.status).toBe(303)
    expect((await app.db.selectFrom('schools').select(['slug', 'is_default']).orderBy('slug').execute())).toEqual([
      { slug: 'hoa-phuong', is_default: 1 },
      { slug: 'sen-hong', is_default: 0 },
    ])
  })
})
