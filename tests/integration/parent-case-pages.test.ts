import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadCalendar } from '#app/calendar/index.ts'
import { acknowledge, approveReply, ask, assign, addNote, submitReply } from '#app/cases/index.ts'
import type { Outcome, StaffAct } from '#app/cases/index.ts'
import { limits } from '#app/http/limiter.ts'
import { newIdempotencyKey } from '#app/http/idempotency.ts'
import { cookiesFrom, createTestApp, inputValue } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import { answerOf, readAndConfirmed } from '#tests/support/cases.ts'
import type { SeededSchool } from '#tests/support/school.ts'
import type { StaffRow } from '#db/schema.ts'

let app: TestApp
let seeded: SeededSchool

beforeEach(async () => {
  app = await createTestApp()
  seeded = await app.seedSchool()
})
afterEach(() => app.close())

const words = 'Bữa trưa thứ Ba bị nguội. Cháu về nhà kêu đói.'

function filledIn(overrides: Record<string, string> = {}) {
  return { lan_gui: newIdempotencyKey(), kind: 'feedback', field: seeded.fields[0]!.code, body: words, sender: 'anonymous', intent: 'send', ...overrides }
}

const cases = () => app.db.selectFrom('cases').selectAll().execute()
const keyOn = (html: string) => html.match(/<p class="key-value">(.*?)<\/p>/s)![1]!.replace(/\D/g, '')

/** Sends a report through the form; the receipt's cookie and key. */
async function sent(overrides: Record<string, string> = {}) {
  const response = await app.post('/phan-anh', filledIn(overrides))
  expect(response.status).toBe(303)
  const cookie = cookiesFrom(response)
  const receipt = await (await app.get('/phan-anh/bien-nhan', { cookie })).text()
  const [row] = await cases()
  return { cookie, key: keyOn(receipt), receipt, row: row! }
}

/** What a member of staff does with the one case there is. */
async function staffDoes(who: StaffRow, deed: (desk: Parameters<typeof acknowledge>[0], act: StaffAct) => Promise<Outcome>) {
  const [row] = await cases()
  const desk = { db: app.db, school: seeded.school, calendar: await loadCalendar(app.db, seeded.school), publicOrigin: app.origin }
  expect(await deed(desk, { staff: who, number: row!.number, version: row!.version, now: app.now() })).toEqual({ ok: true })
}

async function answered(text = 'Nhà trường đã đổi giờ chia cơm.') {
  const { coordinator, handler, principal } = seeded.staff
  await staffDoes(coordinator, (desk, act) => acknowledge(desk, act, { assigneeId: null }))
  await staffDoes(coordinator, (desk, act) => assign(desk, act, { assigneeId: handler.id }))
  await staffDoes(handler, (desk, act) => addNote(desk, act, { text: 'CANARY nội bộ' }))
  await staffDoes(handler, (desk, act) => submitReply(desk, act, answerOf(text)))
  await staffDoes(principal, (desk, act) => approveReply(desk, act, readAndConfirmed))
}

describe('the form', () => {
  it('promises of a complaint what the law does: other days than working days, and no reopening here', async () => {
    const ordinary = (await sent()).receipt
    expect(ordinary).toContain('Hạn được tính theo ngày làm việc')
    expect(ordinary).toContain('cho biết chưa đồng ý')
    const formal = (await sent({ kind: 'complaint' })).receipt
    expect(formal).toContain('Thời hạn giải quyết tính theo luật, kể cả ngày nghỉ')
    expect(formal).not.toContain('Hạn được tính theo ngày làm việc')
    expect(formal).not.toContain('cho biết chưa đồng ý')
  })

  it('is asked for, filled in, looked over and sent without a script', async () => {
    const page = await app.get('/phan-anh?noi=CAMSANH')
    const html = await page.text()
    expect(page.headers.get('cache-control')).toBe('no-store')
    expect(html).toContain('Cổng chính')
    const key = inputValue(html, 'lan_gui')

    const review = await app.post('/phan-anh?noi=CAMSANH', filledIn({ lan_gui: key, noi: 'CAMSANH', intent: 'review' }))
    expect(review.status).toBe(200)
    const checked = await review.text()
    expect(checked).toContain('Xem lại trước khi gửi')
    expect(inputValue(checked, 'lan_gui')).toBe(key)
    expect(inputValue(checked, 'noi')).toBe('CAMSANH')
    expect(await cases()).toEqual([])

    const edit = await (await app.post('/phan-anh', filledIn({ lan_gui: key, intent: 'edit' }))).text()
    expect(edit).toContain(words)

    const { receipt, row } = await sent({ lan_gui: key, noi: 'CAMSANH' })
    expect(receipt).toContain(row.number)
    expect(receipt).toContain('26/11/2026')
    expect(receipt).toContain('08/12/2026')
    expect(row.place_id).toBe(seeded.places[0]!.id)
  })

  it('gives back everything typed, with what is wrong, in the language of the page', async () => {
    const response = await app.post('/en/phan-anh', filledIn({ sender: 'named', name: 'Nguyễn "Hoa" <b>', email: 'no address', intent: 'review' }))
    expect(response.status).toBe(422)
    const html = await response.text()
    expect(html).toContain('An e-mail address looks like')
    expect(html).toContain('Tick the consent')
    expect(html).toContain(words)
    expect(html).toContain('Nguyễn &quot;Hoa&quot; &lt;b&gt;')
    expect(await cases()).toEqual([])
  })

  it('shows the whole form, unblamed, to whoever presses Continue before the scripts have come', async () => {
    const response = await app.post('/phan-anh', filledIn({ intent: 'whole', body: '', sender: '' }))
    expect(response.status).toBe(200)
    expect(await response.text()).not.toContain('error-summary')
  })

  it('sends a double tap to one receipt', async () => {
    const form = filledIn()
    const responses = await Promise.all([app.post('/phan-anh', form), app.post('/phan-anh', form)])
    expect(responses.map((response) => response.status)).toEqual([303, 303])
    const keys = await Promise.all(responses.map(async (response) => keyOn(await (await app.get('/phan-anh/bien-nhan', { cookie: cookiesFrom(response) })).text())))
    expect(keys[0]).toMatch(/^\d{16}$/)
    expect(keys[1]).toBe(keys[0])
    expect(await cases()).toHaveLength(1)
  })

  it('sends the very same form from the same browser to the receipt it has, whatever key the page came with', async () => {
    const form = filledIn()
    const cookie = cookiesFrom(await app.post('/phan-anh', form))
    for (const intent of ['review', 'send']) {
      const again = await app.post('/phan-anh', { ...form, lan_gui: newIdempotencyKey(), intent }, { cookie })
      expect(again.headers.get('location')).toBe('/phan-anh/bien-nhan')
    }
    expect(await cases()).toHaveLength(1)
    const other = await app.post('/phan-anh', filledIn({ body: 'Một việc khác hẳn, tôi muốn kể thêm.' }), { cookie })
    expect(other.status).toBe(303)
    expect(await cases()).toHaveLength(2)
  })

  it('does not send the very same form again after its sender has left the receipt, and gives nobody the key', async () => {
    const form = filledIn()
    const cookie = cookiesFrom(await app.post('/phan-anh', form))
    const left = cookiesFrom(await app.post('/ho-so', { intent: 'leave' }, { cookie }))
    expect(await (await app.get('/ho-so', { cookie: left })).text()).toContain('Nhập mã tra cứu để mở hồ sơ')
    expect((await app.get('/phan-anh/bien-nhan', { cookie: left })).headers.get('location')).toBe('/tra-cuu?het=1')
    for (const intent of ['review', 'send']) {
      const again = await app.post('/phan-anh', { ...form, lan_gui: newIdempotencyKey(), intent }, { cookie: left })
      expect(again.headers.get('location')).toBe('/tra-cuu?da-gui=1')
      expect(cookiesFrom(again)).toBe('')
    }
    expect(await (await app.get('/tra-cuu?da-gui=1', { cookie: left })).text()).toContain('đã được gửi từ máy này rồi')
    expect(await cases()).toHaveLength(1)
    expect((await app.post('/phan-anh', filledIn({ body: `${words} Thêm một câu.` }), { cookie: left })).status).toBe(303)
    expect(await cases()).toHaveLength(2)
  })

  it('leaves it to the sender to name the class whose code was scanned', async () => {
    const ticked = async (code: string) => /<input[^>]*name="noi"[^>]*>/.exec(await (await app.get(`/phan-anh?noi=${code}`)).text())?.[0]
    expect(await ticked('CAMSANH')).toContain('checked')
    expect(await ticked('DAUTAY')).toContain('value="DAUTAY"')
    expect(await ticked('DAUTAY')).not.toContain('checked')
  })

  it('asks for something to be written where there is nothing, and for more where there is little', async () => {
    expect(await (await app.post('/phan-anh', filledIn({ body: '  ' }))).text()).toContain('Hãy viết điều ông/bà muốn gửi')
    expect(await (await app.post('/phan-anh', filledIn({ body: 'Nguội' }))).text()).toContain('Kể rõ hơn một chút')
  })

  it('says from which day an evening report counts, on the receipt and in the case', async () => {
    const late = 'Gửi ngoài giờ làm việc hoặc ngày nghỉ nên tính từ ngày 25/11/2026.'
    const inTime = cookiesFrom(await app.post('/phan-anh', filledIn()))
    for (const page of ['/phan-anh/bien-nhan', '/ho-so']) expect(await (await app.get(page, { cookie: inTime })).text()).not.toContain('Gửi ngoài giờ')
    app.setNow('2026-11-23T10:30:00.000Z')
    const { cookie, receipt } = await sent()
    expect(receipt).toContain(late)
    const file = await (await app.get('/ho-so', { cookie })).text()
    expect(file).toContain(late)
    expect(file).toMatch(/Ngày gửi<\/dt><dd>23\/11\/2026.*Tính thời hạn từ ngày<\/dt><dd>25\/11\/2026/s)
  })

  it('leads other words under the same key to the earlier receipt, and offers to send them as new', async () => {
    const form = filledIn()
    await app.post('/phan-anh', form)
    const conflict = await app.post('/phan-anh', { ...form, body: 'Một việc khác hẳn, tôi muốn kể thêm.' })
    expect(conflict.status).toBe(409)
    const html = await conflict.text()
    expect(html).toContain('PAKN.20261123.0001')
    const receipt = await (await app.get('/phan-anh/bien-nhan', { cookie: cookiesFrom(conflict) })).text()
    expect(receipt).toContain('PAKN.20261123.0001')
    const again = await app.post('/phan-anh', { ...form, lan_gui: inputValue(html, 'lan_gui'), body: 'Một việc khác hẳn, tôi muốn kể thêm.' })
    expect(again.status).toBe(303)
    expect(await cases()).toHaveLength(2)
  })

  it('keeps and repeats nothing of a denunciation of the principal but the page itself', async () => {
    await app.db
      .insertInto('authorities')
      .values({ id: 'a', school_id: seeded.school.id, kind: 'governing', name: 'Ủy ban nhân dân phường Chánh Bình', address: 'Số 40', phone: '0900', effective_from: '2025-07-01', effective_to: null })
      .execute()
    for (const intent of ['review', 'send']) {
      const response = await app.post('/phan-anh', filledIn({ kind: 'denunciation', aboutPrincipal: 'yes', body: 'CANARY thu tiền ngoài sổ sách.', intent }))
      expect(response.status).toBe(200)
      const html = await response.text()
      expect(html).toContain('Ủy ban nhân dân phường Chánh Bình')
      expect(html).toContain('CANARY')
    }
    expect(await cases()).toEqual([])
    expect(await app.db.selectFrom('outbox').selectAll().execute()).toEqual([])
  })

  it('does not carry a name along that was typed before choosing to stay anonymous', async () => {
    const html = await (await app.post('/phan-anh', filledIn({ name: 'CANARY', email: 'canary@example.vn', consentContact: 'on', intent: 'review' }))).text()
    expect(html).not.toMatch(/canary/i)
  })
})

describe('looking a case up', () => {
  it('opens it with the key as people write it, and never in an address', async () => {
    const { key } = await sent()
    const response = await app.post('/tra-cuu', { ma: key.replace(/(.{4})/g, '$1-') })
    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toBe('/ho-so')
    const page = await app.get('/ho-so', { cookie: cookiesFrom(response) })
    expect(page.status).toBe(200)
    const html = await page.text()
    expect(html).toContain(words)
    expect(html).not.toContain(key)
  })

  it('answers a hit and a miss alike', async () => {
    const { key } = await sent()
    const miss = await app.post('/tra-cuu', { ma: '0000111122223333' })
    const hit = await app.post('/tra-cuu', { ma: key })
    expect(miss.status).toBe(hit.status)
    expect([...miss.headers.keys()].sort()).toEqual([...hit.headers.keys()].sort())
    expect(miss.headers.get('set-cookie')!.length).toBe(hit.headers.get('set-cookie')!.length)
    expect(await miss.text()).toBe(await hit.text())
    const values = (response: Response) => [...response.headers].filter(([name]) => !['set-cookie', 'location', 'content-security-policy'].includes(name))
    expect(values(miss)).toEqual(values(hit))
    const attributes = (response: Response) => response.headers.get('set-cookie')!.replace(/=[^;]*/, '')
    expect(attributes(miss)).toBe(attributes(hit))

    const cookie = cookiesFrom(miss)
    const page = await app.get('/tra-cuu', { cookie })
    expect(inputValue(await page.text(), 'ma')).toBe('0000 1111 2222 3333')
    expect(page.headers.get('set-cookie')).toContain('Max-Age=0')
    expect(await (await app.get('/ho-so', { cookie })).text()).toContain('Nhập mã tra cứu để mở hồ sơ')
  })

  it('opens nothing of another school', async () => {
    const { key, cookie } = await sent()
    const other = await app.seedSchool()
    expect((await app.post(`/${other.school.slug}/tra-cuu`, { ma: key })).headers.get('location')).toBe(`/${other.school.slug}/tra-cuu`)
    expect(await (await app.get(`/${other.school.slug}/ho-so`, { cookie })).text()).not.toContain(words)
  })

  it('stops after ten wrong keys from one address, right ones not counted, and for longer when it goes on', async () => {
    const { key } = await sent()
    for (let i = 0; i < 32; i++) expect((await app.post('/tra-cuu', { ma: key })).status).toBe(303)
    const miss = async () => (await app.post('/tra-cuu', { ma: String(1000000000000000 + Math.floor(Math.random() * 1e9)) })).status
    const start = Date.parse(app.now())
    let tries = 0
    // An hour of trying as fast as it is let.
    for (let minute = 0; minute < 60; minute += 6) {
      app.setNow(new Date(start + minute * 60_000).toISOString())
      for (let i = 0; i < 12 && (await miss()) === 303; i++) tries += 1
      if (minute === 0) {
        expect(tries).toBe(10)
        // A right key too: otherwise the answer would tell that it is right.
        expect((await app.post('/tra-cuu', { ma: key })).status).toBe(429)
      }
    }
    expect(tries).toBeGreaterThan(20)
    expect(tries).toBeLessThanOrEqual(30)
    app.setNow(new Date(start + 4 * 60 * 60_000).toISOString())
    expect((await app.post('/tra-cuu', { ma: key })).status).toBe(303)
    app.setNow(new Date(start).toISOString())
  })

  it('says that there is no such case in words of its own, and shows the way to the other kind of code', async () => {
    const missed = cookiesFrom(await app.post('/tra-cuu', { ma: '0000111122223333' }))
    expect(await (await app.get('/tra-cuu', { cookie: missed })).text()).toContain('Không mở được hồ sơ')
    const receipt = await app.post('/tra-cuu', { ma: 'k7qm 2hxd 9rta' })
    expect(receipt.status).toBe(422)
    const html = await receipt.text()
    expect(html).toContain('Đây là mã biên nhận của phiếu đánh giá')
    expect(html).toContain('href="/bien-nhan"')
  })

  it('keeps what was typed where it is no key', async () => {
    const response = await app.post('/tra-cuu', { ma: '1234 5678' })
    expect(response.status).toBe(422)
    expect(inputValue(await response.text(), 'ma')).toBe('1234 5678')
  })
})

describe('the case page', () => {
  it('shows the promise, then the answer, and nothing internal', async () => {
    const { cookie } = await sent()
    expect(await (await app.get('/ho-so', { cookie })).text()).toContain('08/12/2026')
    await answered()
    const html = await (await app.get('/ho-so', { cookie })).text()
    expect(html).toContain('Nhà trường đã đổi giờ chia cơm.')
    expect(html).toContain('Tôi chưa đồng ý')
    expect(html).not.toContain('CANARY')
    for (const person of Object.values(seeded.staff)) {
      expect(html).not.toContain(person.name)
      expect(html).not.toContain(person.id)
      expect(html).not.toContain(person.email)
    }
  })

  it('takes what the parent adds, once however often it is sent', async () => {
    const { cookie } = await sent()
    const { coordinator } = seeded.staff
    await staffDoes(coordinator, (desk, act) => acknowledge(desk, act, { assigneeId: null }))
    await staffDoes(coordinator, (desk, act) => ask(desk, act, { text: 'Việc xảy ra hôm nào ạ?' }))
    const form = { lan_gui: newIdempotencyKey(), intent: 'add', body: 'Hôm thứ Ba tuần trước.' }
    const responses = await Promise.all([app.post('/ho-so', form, { cookie }), app.post('/ho-so', form, { cookie })])
    expect(responses.map((response) => response.headers.get('location'))).toEqual(['/ho-so?da=add', '/ho-so?da=add'])
    expect(await app.db.selectFrom('case_messages').selectAll().where('direction', '=', 'parent').execute()).toHaveLength(1)
    expect(await app.db.selectFrom('case_events').selectAll().where('type', '=', 'parentMessage').execute()).toHaveLength(1)
    expect((await cases())[0]!.state).toBe('acknowledged')
  })

  it('lists what the parent added of their own accord', async () => {
    const { cookie } = await sent()
    await app.post('/ho-so', { lan_gui: newIdempotencyKey(), intent: 'add', body: 'Hôm nay vẫn nguội.' }, { cookie })
    const html = await (await app.get('/ho-so?da=add', { cookie })).text()
    expect(html).toContain('Ông/bà viết thêm')
    expect(html.indexOf('Hôm nay vẫn nguội.')).toBeLessThan(html.indexOf('Nhà trường đã nhận được phần bổ sung.'))
  })

  it('reopens on "I do not agree", once, with a new date', async () => {
    const { key } = await sent()
    await answered()
    app.setNow('2026-12-01T02:00:00.000Z')
    const fresh = cookiesFrom(await app.post('/tra-cuu', { ma: key }))
    const form = { lan_gui: newIdempotencyKey(), intent: 'disagree', body: 'Hôm qua cơm vẫn nguội.' }
    const responses = await Promise.all([app.post('/ho-so', form, { cookie: fresh }), app.post('/ho-so', form, { cookie: fresh })])
    expect(responses.map((response) => response.status)).toEqual([303, 303])
    const [row] = await cases()
    expect(row).toMatchObject({ state: 'in_progress', reopened_on: '2026-12-01', answer_due: '2026-12-15' })
    expect((await app.post('/ho-so', { ...form, lan_gui: newIdempotencyKey() }, { cookie: fresh })).status).toBe(409)
  })

  it('takes a rating of the answer, and another in its place', async () => {
    const { cookie } = await sent()
    expect((await app.post('/ho-so', { intent: 'rate', level: '4' }, { cookie })).status).toBe(409)
    await answered()
    expect((await app.post('/ho-so', { intent: 'rate' }, { cookie })).status).toBe(422)
    for (const level of ['2', '4']) expect((await app.post('/ho-so', { intent: 'rate', level }, { cookie })).status).toBe(303)
    expect(await app.db.selectFrom('case_ratings').select('level').execute()).toEqual([{ level: 4 }])
    expect(await (await app.get('/ho-so', { cookie })).text()).toContain('Ông/bà đã đánh giá')
  })

  it('ends after half an hour and gives back what was being written', async () => {
    const { cookie } = await sent()
    app.setNow('2026-11-23T02:31:00.000Z')
    const locked = await app.get('/ho-so', { cookie })
    expect(locked.headers.has('set-cookie')).toBe(false)
    expect(await locked.text()).not.toContain(words)
    expect((await app.get('/phan-anh/bien-nhan', { cookie })).headers.get('location')).toBe('/tra-cuu?het=1')
    const late = await app.post('/ho-so', { lan_gui: newIdempotencyKey(), intent: 'add', body: 'Viết dở dang.' }, { cookie })
    expect(late.status).toBe(422)
    const html = await late.text()
    expect(html).toContain('Viết dở dang.')
    expect(html).not.toContain(words)
    expect(await app.db.selectFrom('case_messages').selectAll().execute()).toEqual([])
  })

  it('forgets the case when the parent leaves', async () => {
    const { cookie } = await sent()
    const response = await app.post('/ho-so', { intent: 'leave' }, { cookie })
    expect(response.headers.get('location')).toBe('/tra-cuu?roi=1')
    expect(await (await app.get('/ho-so', { cookie: cookiesFrom(response) })).text()).toContain('Nhập mã tra cứu để mở hồ sơ')
    expect((await app.post('/ho-so', { intent: 'leave' })).headers.get('set-cookie')).toContain('Max-Age=0')
  })

  it('takes words only for the case whose page they were written on', async () => {
    const first = await sent()
    const page = await (await app.get('/ho-so', { cookie: first.cookie })).text()
    const second = cookiesFrom(await app.post('/phan-anh', filledIn()))
    const form = { intent: 'add', body: 'Chuyện của hồ sơ thứ nhất.', so: inputValue(page, 'so'), lan_gui: inputValue(page, 'lan_gui') }
    const elsewhere = await app.post('/ho-so', form, { cookie: second })
    expect(elsewhere.status).toBe(422)
    expect(await elsewhere.text()).toContain(form.body)
    expect((await app.post('/ho-so', form, { cookie: first.cookie })).status).toBe(303)
    // A key that has served one case is a new one for another.
    expect((await app.post('/ho-so', { ...form, so: undefined }, { cookie: second })).status).toBe(303)
  })

  it('takes so many additions in an hour and no more', async () => {
    const { cookie } = await sent()
    const add = () => app.post('/ho-so', { intent: 'add', body: 'Thêm một điều.', lan_gui: newIdempotencyKey() }, { cookie })
    for (let count = 0; count < limits.parentWrites.limit; count += 1) expect((await add()).status).toBe(303)
    const refused = await add()
    expect(refused.status).toBe(429)
    expect(await refused.text()).toContain('Thêm một điều.')
  })

  it('takes no cookie but its own', async () => {
    const { row } = await sent()
    const open = JSON.stringify({ schoolId: seeded.school.id, caseId: row.id, key: null, typed: null, until: '2026-11-24T00:00:00.000Z' })
    expect(await (await app.get('/ho-so', { cookie: `luot_xem=${app.secrets.seal('case visit', open)}` })).text()).toContain(row.number)
    for (const cookie of ['luot_xem=abc', `luot_xem=${app.secrets.seal('case visit', '{"caseId":1}')}`, `luot_xem=${app.secrets.seal('survey receipt', '{}')}`, `luot_xem=${app.secrets.seal('survey receipt', open)}`]) {
      expect(await (await app.get('/ho-so', { cookie })).text()).toContain('Nhập mã tra cứu để mở hồ sơ')
    }
  })
})
