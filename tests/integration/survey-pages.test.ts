import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeRound, createRound, findRound, startRound } from '#app/surveys/index.ts'
import type { QuestionnaireCode } from '#db/schema.ts'
import { cookiesFrom, createTestApp, inputValue, testNow } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import type { SeededSchool } from '#tests/support/school.ts'

let app: TestApp
let seeded: SeededSchool
let other: SeededSchool

beforeAll(async () => {
  app = await createTestApp()
  seeded = await app.seedSchool()
  other = await app.seedSchool({ slug: 'sen-hong' })
  await openNew('education')
})
afterAll(() => app.close())

async function openNew(questionnaire: QuestionnaireCode): Promise<string> {
  const input = { questionnaire, nameVi: 'Đợt tháng 11', nameEn: 'November round', opensOn: '2026-11-16', closesOn: '2026-11-30', audienceSize: 100 }
  const id = await createRound(app.db, seeded.school, input, null, testNow)
  await startRound(app.db, seeded.school, (await findRound(app.db, seeded.school, id))!, null, testNow)
  return id
}

const countRows = async () => (await app.db.selectFrom('responses').select('id').execute()).length
const keyOf = async (address: string) => inputValue(await (await app.get(address)).text(), 'lan_gui')

describe('the short address', () => {
  it('shows school and place and takes the place along', async () => {
    const html = await (await app.get('/s/camsanh')).text()
    expect(html).toContain('Trường Mầm non Hoa Phượng')
    expect(html).toContain('Cổng chính')
    expect(html).toContain('href="/khao-sat?noi=CAMSANH"')
    expect(html).toContain('href="/phan-anh?noi=CAMSANH"')
  })

  it('speaks English and finds places of every school', async () => {
    const code = other.places[0]!.code
    const html = await (await app.get(`/en/s/${code}`)).text()
    expect(html).toContain(`href="/en/sen-hong/phan-anh?noi=${code}"`)
    expect(html).toContain('Rate the school')
  })

  it('sends nobody to a survey that is closed: feedback comes first, and it says when the next round opens', async () => {
    const code = other.places[0]!.code
    const pages = async () => [await (await app.get(`/s/${code}`)).text(), await (await app.get('/sen-hong')).text()]
    for (const html of await pages()) {
      expect(html).toContain('Hiện chưa có đợt khảo sát.')
      expect(html).not.toMatch(/href="\/sen-hong\/khao-sat["?]/)
      expect(html).not.toMatch(/1 phút|Một phút/)
      expect(html).toContain('href="/sen-hong/phan-anh')
    }
    expect((await pages())[0]).toMatch(/card-accent[^>]*>(?:(?!<\/section>).)*\/sen-hong\/phan-anh/s)
    expect((await pages())[1]).toMatch(/button-primary[^>]*href="\/sen-hong\/phan-anh"|href="\/sen-hong\/phan-anh"[^>]*button-primary/)

    const input = { questionnaire: 'education' as const, nameVi: 'Học kỳ II', nameEn: 'Second term', opensOn: '2027-01-11', closesOn: '2027-01-22', audienceSize: null }
    await createRound(app.db, other.school, input, null, testNow)
    const dossier = await createRound(app.db, other.school, { ...input, questionnaire: 'dossier', opensOn: '2026-11-23' }, null, testNow)
    await startRound(app.db, other.school, (await findRound(app.db, other.school, dossier))!, null, testNow)
    for (const html of await pages()) {
      expect(html).toContain('Đợt tới mở từ ngày 11/01/2027.')
      expect(html).toContain('href="/sen-hong/khao-sat/thu-tuc')
    }
  })

  it('says what a class code is not used for', async () => {
    expect(await (await app.get('/s/DAUTAY')).text()).toContain('không ai biết phiếu là của phụ huynh lớp nào')
  })

  it('leads to the check of a receipt, which knows the key of a case when it sees one', async () => {
    for (const page of ['/s/CAMSANH', '/tra-cuu', '/phan-anh']) expect(await (await app.get(page)).text(), page).toContain('href="/bien-nhan"')
    const response = await app.post('/bien-nhan', { ma: '1234 5678 9012 3456' })
    expect(response.status).toBe(422)
    const html = await response.text()
    expect(html).toContain('Đây là mã tra cứu phản ánh')
    expect(html).toContain('Đến trang Tra cứu phản ánh đã gửi')
  })

  it('still leads on when the place is out of use or the code unknown', async () => {
    const place = { id: crypto.randomUUID(), school_id: seeded.school.id, code: 'CUCVANG', name: 'Ngày hội', kind: 'event' as const, active: 0 as const, created_at: testNow }
    await app.db.insertInto('places').values(place).execute()
    const retired = await app.get('/s/CUCVANG')
    expect(retired.status).toBe(200)
    expect(await retired.text()).toContain('href="/khao-sat"')

    const unknown = await app.get('/s/KHONGCO')
    expect(unknown.status).toBe(404)
    expect(await unknown.text()).toContain('href="/sen-hong"')
  })
})

describe('the forms', () => {
  it('are offered with the number of questions they really ask', async () => {
    const offered = await (await app.get('/khao-sat')).text()
    for (const slug of ['nhanh', 'day-du']) {
      const asked = (await (await app.get(`/khao-sat/${slug}`)).text()).match(/<fieldset[^>]*level-question/g) ?? []
      expect(asked.length).toBeGreaterThan(5)
      expect(offered).toContain(`${asked.length} câu`)
    }
  })

  it('choose nothing beforehand and give every page a key of its own', async () => {
    const html = await (await app.get('/khao-sat/day-du')).text()
    expect(html).not.toMatch(/\schecked/)
    expect(html.match(/type="radio"/g)).toHaveLength(26 * 6 + 10)
    expect(inputValue(html, 'lan_gui')).not.toBe(await keyOf('/khao-sat/day-du'))
  })

  it('arrive without the gaps that the renderer leaves between its blocks', async () => {
    for (const address of ['/khao-sat/day-du', '/khao-sat/nhanh', '/s/DAUTAY']) {
      expect(Buffer.from(await (await app.get(address)).arrayBuffer()).includes(0)).toBe(false)
    }
  })

  it('send to a receipt that a reload shows again, and that counts once', async () => {
    const before = await countRows()
    const form = { lan_gui: await keyOf('/khao-sat/nhanh?noi=CAMSANH'), noi: 'CAMSANH', A0: '5', F1: '4', F3: 'Cảm ơn' }
    const [first, second] = await Promise.all([app.post('/khao-sat/nhanh', form), app.post('/khao-sat/nhanh', form)])
    expect([first.status, second.status]).toEqual([303, 303])
    expect(first.headers.get('location')).toBe('/khao-sat/bien-nhan')
    expect(await countRows()).toBe(before + 1)

    const codes = await Promise.all([first, second, second].map(async (response) => receiptOn(await app.get('/khao-sat/bien-nhan', { cookie: cookiesFrom(response) }))))
    expect(new Set(codes).size).toBe(1)
    expect(codes[0]).toMatch(/^[2-9A-Z]{12}$/)

    const checked = await (await app.post('/bien-nhan', { ma: codes[0]!.toLowerCase() })).text()
    expect(checked).toContain('Phiếu đã được tính')
    expect(checked).toContain('23/11/2026')
    expect(checked).not.toContain('Cảm ơn')
    expect(await (await app.post('/sen-hong/bien-nhan', { ma: codes[0] })).text()).toContain('Không có phiếu nào mang mã này')
  })

  it('forget the receipt after half an hour, and never show it to another school', async () => {
    const sent = await app.post('/khao-sat/nhanh', { lan_gui: await keyOf('/khao-sat/nhanh'), A0: '3' })
    const cookie = cookiesFrom(sent)
    expect(await (await app.get('/sen-hong/khao-sat/bien-nhan', { cookie })).text()).toContain('Biên nhận không còn hiện ở đây')
    app.setNow('2026-11-23T02:31:00Z')
    expect(await (await app.get('/khao-sat/bien-nhan', { cookie })).text()).toContain('Biên nhận không còn hiện ở đây')
    app.setNow(testNow)
    expect(await (await app.get('/khao-sat/bien-nhan', { cookie: 'bien_nhan=AAAA' })).text()).toContain('Biên nhận không còn hiện ở đây')
  })

  it('keep everything typed, and the key, when something is wrong', async () => {
    const key = await keyOf('/khao-sat/day-du')
    const response = await app.post('/khao-sat/day-du', { lan_gui: key, F2: '900', F3: 'Góp ý <b>dài</b>', quan_he: 'mother' })
    const html = await response.text()
    expect(response.status).toBe(422)
    expect(html).toContain('href="#A1"')
    expect(html).toContain('href="#F2"')
    expect(inputValue(html, 'F2')).toBe('900')
    expect(html).toContain('Góp ý &lt;b&gt;dài&lt;/b&gt;')
    expect(html).toMatch(/<input[^>]*name="quan_he"[^>]*checked=""[^>]*value="mother"|<input[^>]*name="quan_he"[^>]*value="mother"[^>]*checked/)
    expect(inputValue(html, 'lan_gui')).toBe(key)
  })

  it('offer a fresh form when the same page is sent with other answers', async () => {
    const key = await keyOf('/khao-sat/nhanh')
    await app.post('/khao-sat/nhanh', { lan_gui: key, A0: '5' })
    const before = await countRows()
    const response = await app.post('/khao-sat/nhanh', { lan_gui: key, A0: '1', F3: 'Viết thêm' })
    const html = await response.text()
    expect(response.status).toBe(409)
    expect(html).toContain('Phiếu này đã gửi rồi, với câu trả lời khác')
    expect(html).toContain('Viết thêm')
    expect(await countRows()).toBe(before)
    const again = await app.post('/khao-sat/nhanh', { lan_gui: inputValue(html, 'lan_gui'), A0: '1', F3: 'Viết thêm' })
    expect(again.status).toBe(303)
    expect(await countRows()).toBe(before + 1)
  })


  it('ask to send once more when the page had no key', async () => {
    const response = await app.post('/khao-sat/nhanh', { A0: '5' })
    expect(response.status).toBe(422)
    expect(inputValue(await response.text(), 'lan_gui')).toMatch(/^[\w-]{22}$/)
  })

  it('say that nothing is open, and when the next round is', async () => {
    expect(await (await app.get('/khao-sat/thu-tuc')).text()).toContain('Phiếu này hiện chưa mở')
    const input = { questionnaire: 'dossier' as const, nameVi: 'a', nameEn: 'a', opensOn: '2026-12-07', closesOn: '2026-12-31', audienceSize: null }
    await createRound(app.db, seeded.school, input, null, testNow)
    expect(await (await app.get('/khao-sat/thu-tuc')).text()).toContain('07/12/2026')
    expect(await (await app.get('/sen-hong/khao-sat')).text()).toContain('Hiện chưa có đợt khảo sát nào mở')
    expect((await app.get('/khao-sat/khac')).status).toBe(404)
  })

  it('may lie on the phone while the round is open, unlike what is somebody’s own', async () => {
    const mark = async (address: string) => (await app.get(address)).headers.get('X-Keep-Offline')
    for (const address of ['/s/CAMSANH', '/khao-sat', '/khao-sat/nhanh', '/en/khao-sat/day-du?noi=CAMSANH']) expect(await mark(address), address).toBe('1')
    for (const address of ['/khao-sat/thu-tuc', '/khao-sat/bien-nhan', '/phan-anh', '/tra-cuu', '/', '/sen-hong/khao-sat/nhanh', '/office/dang-nhap']) expect(await mark(address), address).toBeNull()
  })

  it('are counted under the wordings that they showed, or not at all', async () => {
    const before = await countRows()
    const html = await (await app.get('/khao-sat/nhanh')).text()
    const roundId = inputValue(html, 'dot')
    const old = await createRound(app.db, seeded.school, { questionnaire: 'education', nameVi: 'Đợt trước', nameEn: 'Earlier', opensOn: '2026-09-01', closesOn: '2026-09-10', audienceSize: null }, null, testNow)
    const form = { A: '4', F1: '4', lan_gui: inputValue(html, 'lan_gui') }
    for (const dot of [old, 'khong-co', 'x'.repeat(500)]) {
      const refused = await app.post('/khao-sat/nhanh', { ...form, dot })
      expect(refused.status, dot).toBe(409)
      expect(await refused.text()).toContain('phiếu chưa được ghi nhận')
    }
    expect(await countRows()).toBe(before)
    expect((await app.post('/khao-sat/nhanh', { ...form, dot: roundId })).status).toBe(303)
    expect(await countRows()).toBe(before + 1)
  })

  it('give the comment back when the round closed meanwhile', async () => {
    const id = await openNew('dossier')
    const key = await keyOf('/khao-sat/thu-tuc')
    await closeRound(app.db, seeded.school, (await findRound(app.db, seeded.school, id))!, null, testNow)
    const response = await app.post('/khao-sat/thu-tuc', { lan_gui: key, T1: '2', T7: 'Chờ lâu quá' })
    expect(response.status).toBe(409)
    expect(await response.text()).toContain('Chờ lâu quá')
  })

})

async function receiptOn(response: Response): Promise<string> {
  const html = await response.text()
  return [.../class="key-value">(.*?)<\/p>/s.exec(html)?.[1]?.replace(/<[^>]*>/g, '').matchAll(/[0-9A-Z]/g) ?? []].join('')
}
