import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { loadCalendar } from '#app/calendar/index.ts'
import { publicFigures } from '#app/cases/index.ts'
import { foldDiacritics } from '#app/i18n/format.ts'
import { publishedPageSize, searchPublished } from '#app/publication/index.ts'
import type { CaseRow, Publication } from '#db/schema.ts'
import { createTestApp, newId } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import type { SeededSchool } from '#tests/support/school.ts'

let app: TestApp
let seeded: SeededSchool

beforeEach(async () => {
  app = await createTestApp()
})
afterEach(() => app.close())

let serial = 0
async function addCase(facts: Partial<CaseRow> = {}, to = seeded): Promise<CaseRow> {
  serial += 1
  return app.db
    .insertInto('cases')
    .values({
      id: newId(),
      school_id: to.school.id,
      number: `PAKN.20261102.${String(serial).padStart(4, '0')}`,
      kind: 'feedback',
      field_id: to.fields[0]!.id,
      place_id: null,
      subject: 'CANARY-SUBJECT',
      body: 'CANARY-BODY',
      sender_mode: 'named',
      state: 'in_progress',
      child_safety: 0,
      consent_publish: 1,
      key_hash: newId(),
      idempotency_hash: newId(),
      body_hash: newId(),
      submitted_on: '2026-11-02',
      received_on: '2026-11-02',
      acknowledge_due: '2026-11-04',
      answer_due: '2026-11-16',
      respond_by: null,
      paused_on: null,
      extended_on: null,
      reopened_on: null,
      acknowledged_on: '2026-11-03',
      answered_on: null,
      published_on: null,
      closed_on: null,
      assignee_id: to.staff.handler.id,
      search_text: 'canary-search',
      updated_at: app.now(),
      ...facts,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

async function addPublication(facts: Partial<Publication> = {}, to = seeded): Promise<void> {
  serial += 1
  const row: Publication = {
    id: newId(),
    school_id: to.school.id,
    number: `PAKN.20261103.${String(serial).padStart(4, '0')}`,
    kind: 'feedback',
    field_code: 'meals',
    field_name_vi: 'Bữa ăn, bán trú',
    field_name_en: 'Meals and day boarding',
    sent_on: '2026-11-03',
    received_on: '2026-11-03',
    answered_on: '2026-11-10',
    published_on: '2026-11-12',
    withdrawn_on: null,
    withdrawal_reason: null,
    days_taken: 5,
    days_waited: 0,
    on_time: 1,
    reopened_on: null,
    summary: 'Canh trưa bị nguội.',
    answer: 'Bếp đã dùng xô có nắp.',
    search_text: '',
    ...facts,
  }
  await app.db.insertInto('publications').values({ ...row, search_text: foldDiacritics(`${row.number} ${row.field_name_vi} ${row.summary} ${row.answer}`) }).execute()
}

async function text(address: string): Promise<string> {
  const response = await app.get(address)
  expect(response.status, address).toBe(200)
  return response.text()
}

describe('before the set-up', () => {
  test('the root says so and leads to the office; other pages are not there', async () => {
    const html = await text('/')
    expect(html).toContain('Trang này chưa được thiết lập')
    expect(html).toContain('href="/office"')
    expect(await text('/en')).toContain('has not been set up yet')
    expect((await app.get('/cam-ket')).status).toBe(404)
    expect((await app.get('/du-lieu/phan-bo.csv')).status).toBe(404)
  })
})

describe('with a school', () => {
  beforeEach(async () => {
    serial = 0
    seeded = await app.seedSchool()
  })

  const pages = ['/', '/ty-le-hai-long', '/tra-loi', '/cam-ket', '/rieng-tu', '/du-lieu']
  const csvFiles = ['ty-le-hai-long', 'phan-bo', 'phan-anh-da-tra-loi', 'tinh-hinh-xu-ly'].map((name) => `/du-lieu/${name}.csv`)

  test.each(pages)('%s: both languages name each other, and it may be kept but must be asked again', async (page) => {
    const english = page === '/' ? '/en' : `/en${page}`
    for (const [address, lang] of [[page, 'vi'], [english, 'en']] as const) {
      const response = await app.get(address)
      expect(response.status).toBe(200)
      expect(response.headers.get('cache-control')).toBe('public, max-age=0, must-revalidate')
      expect(response.headers.get('set-cookie')).toBeNull()
      const html = await response.text()
      expect(html).toContain(`<html lang="${lang}"`)
      expect(html).toContain(`hrefLang="vi" href="${app.origin}${page}"`)
      expect(html).toContain(`hrefLang="en" href="${app.origin}${english}"`)
      expect(html).toMatch(/<meta name="description" content="[^"]{20,}"/)
      expect(html).toContain('property="og:title"')
      expect(html).not.toContain('style=')
    }
  })

  test('no page asks for a script before it has been painted', async () => {
    for (const address of ['/', '/ty-le-hai-long', '/phan-anh', '/tra-cuu', '/office/dang-nhap']) {
      const html = await (await app.get(address)).text()
      // Named, for the lines that ask for them after the first frame (app/root.tsx), and for the worker that keeps them on the phone.
      expect(html.match(/<link rel="later" href="\/assets\/[^"]+\.js"/g)?.length).toBeGreaterThan(2)
      expect(html).toContain(' type="later">')
      expect(html).not.toMatch(/<link rel="modulepreload"|<script[^>]* (?:type="module"|src=)/)
    }
  })

  test('every file has its type, a name and the byte order mark; the same from both languages', async () => {
    await addPublication()
    for (const file of csvFiles) {
      const response = await app.get(file)
      expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8')
      expect(response.headers.get('content-disposition')).toContain('attachment; filename="hoa-phuong-')
      const bytes = new Uint8Array(await response.arrayBuffer())
      expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
      for (const page of ['/du-lieu', '/en/du-lieu']) expect(await text(page)).toContain(`href="${file}"`)
    }
    expect((await app.get('/du-lieu/khong-co.csv')).status).toBe(404)
  })

  test('nothing of cases, contacts and conversations reaches the public, only what was published', async () => {
    const row = await addCase({ number: 'PAKN.20261102.0100', state: 'published', answered_on: '2026-11-10', published_on: '2026-11-12' })
    await app.db.insertInto('case_contacts').values({ case_id: row.id, name: 'CANARY-NAME', phone: 'CANARY-PHONE', email: 'CANARY-EMAIL' }).execute()
    await app.db.insertInto('case_messages').values([
      { case_id: row.id, direction: 'parent', staff_id: null, body: 'CANARY-MESSAGE', at: '2026-11-03' },
      { case_id: row.id, direction: 'internal', staff_id: seeded.staff.handler.id, body: 'CANARY-NOTE', at: app.now() },
    ]).execute()
    await app.db.insertInto('case_replies').values({ case_id: row.id, body: 'CANARY-REPLY', state: 'approved', drafted_by: seeded.staff.handler.id, decided_by: null, decision_note: 'CANARY-DECISION', updated_at: app.now() }).execute()
    await app.db.insertInto('case_events').values({ case_id: row.id, type: 'note', actor: 'staff', staff_id: seeded.staff.handler.id, from_state: null, to_state: null, note: 'CANARY-EVENT', at: app.now() }).execute()
    await app.db.insertInto('case_publication_drafts').values({ case_id: row.id, summary: 'CANARY-DRAFT', answer: 'CANARY-DRAFT', proposed_by: seeded.staff.handler.id, updated_at: app.now() }).execute()
    await addCase({ kind: 'denunciation', number: 'CANARY-NUMBER' })
    await addPublication({ number: row.number, summary: 'Bản tóm tắt công khai.' })

    const number = row.number
    const addresses = [
      ...pages, ...pages.map((page) => `/en${page === '/' ? '' : page}`), `/tra-loi/${number}`, `/en/tra-loi/${number}`, '/tra-loi?tu=canary', ...csvFiles,
      '/_root.data', '/ty-le-hai-long.data', '/tra-loi.data', `/tra-loi/${number}.data`, '/cam-ket.data', '/du-lieu.data',
    ]
    for (const address of addresses) {
      const shown = await text(address)
      expect(shown.toLowerCase().replaceAll('?tu=canary', '').replaceAll('value="canary"', '').includes('canary-'), address).toBe(false)
      for (const person of Object.values(seeded.staff)) if (person.role !== 'principal') expect(shown.includes(person.name), `${person.name} in ${address}`).toBe(false)
    }
    expect(await text(`/tra-loi/${number}`)).toContain('Bản tóm tắt công khai.')
    expect(await text('/du-lieu/phan-anh-da-tra-loi.csv')).toContain('Bản tóm tắt công khai.')
    expect((await app.get('/tra-loi/CANARY-NUMBER')).status).toBe(404)
  })

  test('search needs no diacritics, filters by field and year, and takes signs literally', async () => {
    await addPublication({ summary: 'Nhà vệ sinh có mùi hôi.', field_code: 'facilities', field_name_vi: 'Cơ sở vật chất' })
    await addPublication({ summary: 'Đón trẻ trễ ở cổng sau, giảm 100% phí.', answered_on: '2025-12-30' })
    const found = async (query: string) => {
      const page = await text(`/tra-loi?${query}`)
      return [...page.matchAll(/href="\/tra-loi\/(PAKN\.[\d.]+)"/g)].map((match) => match[1])
    }
    const [toilet, gate] = ['PAKN.20261103.0001', 'PAKN.20261103.0002']
    expect(await found('tu=nha+ve+sinh')).toEqual([toilet])
    expect(await found(`tu=${encodeURIComponent('ĐÓN TRẺ')}`)).toEqual([gate])
    expect(await found('tu=sau+don')).toEqual([gate])
    expect(await found('linh-vuc=facilities')).toEqual([toilet])
    expect(await found('nam=2025')).toEqual([gate])
    expect(await found('nam=2025&linh-vuc=facilities')).toEqual([])
    expect(await found('tu=100%25')).toEqual([gate])
    expect(await found('tu=_')).toEqual([])
    expect(await found('nam=abc&trang=-4')).toEqual([gate, toilet])
    expect(await text('/tra-loi?tu=khongcochunao')).toContain('Không tìm thấy câu trả lời nào')
  })

  test('pages of a long list, and one beyond the end', async () => {
    for (let i = 0; i < publishedPageSize + 3; i += 1) await addPublication()
    const first = await text('/tra-loi?linh-vuc=meals')
    expect(first).toContain('href="/tra-loi?linh-vuc=meals&amp;trang=2"')
    expect((await searchPublished(app.db, seeded.school, {}, 2)).answers).toHaveLength(3)
    expect((await searchPublished(app.db, seeded.school, {}, 99)).page).toBe(2)
  })

  test('what came on a day off and was answered before its limit began: the dates and the time taken agree', async () => {
    await addPublication({ number: 'PAKN.20261123.0001', sent_on: '2026-11-23', received_on: '2026-11-25', answered_on: '2026-11-24', days_taken: 0 })
    const page = await text('/tra-loi/PAKN.20261123.0001')
    expect(page).toMatch(/Ngày gửi.*23\/11\/2026.*tính hạn từ ngày 25\/11\/2026.*Ngày trả lời.*24\/11\/2026.*chưa đến 1 ngày làm việc/s)
    expect(page.toLowerCase()).not.toContain('trong ngày')
    expect(await text('/tra-loi')).toContain('chưa đến 1 ngày làm việc')

    await addPublication({ number: 'PAKN.20261103.0002', answered_on: '2026-11-03', days_taken: 0 })
    const sameDay = await text('/tra-loi/PAKN.20261103.0002')
    expect(sameDay).toContain('trong ngày')
    expect(sameDay).not.toContain('tính hạn từ')

    await addPublication({ number: 'PAKN.20261103.0003', days_taken: 2, days_waited: 3 })
    expect(await text('/tra-loi/PAKN.20261103.0003')).toContain('2 ngày làm việc, không tính 3 ngày chờ phụ huynh bổ sung')

    const csv = await text('/du-lieu/phan-anh-da-tra-loi.csv')
    expect(csv.split('\r\n')[0]).toMatch(/,ngay_nhan,.*,ngay_gui,/)
    expect(csv).toContain(',2026-11-25,2026-11-24,')
    expect(csv).toContain(',2026-11-23,')
  })

  test('an answer the sender does not agree with says so in place of the badge, and leaves the share published', async () => {
    const again = await addCase({ number: 'PAKN.20261102.0100', state: 'in_progress', answer_due: '2026-12-02' })
    await addPublication({ number: again.number, reopened_on: '2026-11-18' })
    const done = await addCase({ number: 'PAKN.20261102.0101', state: 'published', answered_on: '2026-11-10' })
    await addPublication({ number: done.number })

    for (const address of ['/tra-loi', `/tra-loi/${again.number}`]) {
      expect(await text(address)).toContain('Phụ huynh chưa đồng ý, nhà trường đang trả lời lại (từ ngày 18/11/2026)')
    }
    expect(await text(`/tra-loi/${again.number}`)).not.toContain('Đúng hạn')
    expect(await text(`/tra-loi/${done.number}`)).toContain('Đúng hạn')
    expect(await text('/')).toContain('1 trong 1 hồ sơ đã trả lời và được phép công khai. 1 câu trả lời đã công khai đang được trả lời lại')
    expect(await text('/du-lieu/tinh-hinh-xu-ly.csv')).toMatch(/2026,dang_tra_loi_lai,.*,1,,,2026-11-23/)
  })

  test('the privacy notice names every cookie that parents get, and the drafts on their device', async () => {
    const page = await text('/rieng-tu')
    expect(page).not.toContain('cookie chỉ dùng khi')
    for (const words of ['Khi gửi phản ánh hoặc nhập mã tra cứu: một cookie', 'Khi gửi phiếu khảo sát: một cookie', 'bản nháp chỉ nằm trong trình duyệt', 'Khi nhân viên nhà trường đăng nhập: cookie']) {
      expect(page).toContain(words)
    }
  })

  test('a wrong address within a school leads back to that school, in the language of the address', async () => {
    await app.seedSchool({ slug: 'sen-hong', name: 'Trường Mầm non Sen Hồng' })
    for (const [address, home] of [['/sen-hong/khong-co', '/sen-hong'], ['/en/sen-hong/khong-co', '/en/sen-hong'], ['/khong-co/gi', '/'], ['/en/khong-co/gi', '/en']] as const) {
      const response = await app.get(address)
      expect(response.status).toBe(404)
      const html = await response.text()
      expect([...html.matchAll(/<a [^>]*href="([^"#]*)"/g)].map((match) => match[1]), address).toEqual([home, home])
      // Once in the page; a missing title in the head is none of it.
      expect(html.match(/<main.*<\/main>/s)![0].match(/Không tìm thấy trang|Page not found/g), address).toHaveLength(1)
    }
  })

  test('the authorities of the school are named as the law names them', async () => {
    await app.db.insertInto('authorities').values({
      id: newId(), school_id: seeded.school.id, kind: 'governing', name: 'Ủy ban nhân dân phường Chánh Bình', address: '', phone: '', effective_from: '2025-07-01', effective_to: null,
    }).execute()
    expect(await text('/')).toContain('Cơ quan chủ quản')
    expect(await text('/cam-ket')).toContain('Cơ quan chủ quản')
  })

  test('an empty list says why it is empty', async () => {
    expect(await text('/tra-loi')).toContain('Chưa có câu trả lời nào được công khai')
  })

  test('another school’s answers, figures and authorities stay its own', async () => {
    const other = await app.seedSchool({ slug: 'sen-hong', name: 'Trường Mầm non Sen Hồng' })
    await addPublication({ number: 'PAKN.20261103.0901', summary: 'CỦA SEN HỒNG' }, other)
    await addCase({ answer_due: '2026-11-05' }, other)
    for (const page of [...pages, ...csvFiles]) expect((await text(page)).includes('CỦA SEN HỒNG'), page).toBe(false)
    expect(await text('/sen-hong/tra-loi/PAKN.20261103.0901')).toContain('CỦA SEN HỒNG')
    expect((await app.get('/tra-loi/PAKN.20261103.0901')).status).toBe(404)
    const calendar = await loadCalendar(app.db, seeded.school)
    expect((await publicFigures(app.db, seeded.school, calendar, '2026-11-23')).all.received).toBe(0)
    expect((await publicFigures(app.db, other.school, calendar, '2026-11-23')).all).toMatchObject({ received: 1, overdue: 1 })
  })

  test('figures come from the stored facts: this year, all time, and why some are left out', async () => {
    const done = await addCase({ state: 'published', answered_on: '2026-11-10' })
    await addPublication({ number: done.number })
    await addCase({ state: 'answered', answered_on: '2026-11-18', consent_publish: 0 })
    const passedOn = await addCase({ state: 'closed' })
    await app.db.insertInto('case_events').values({ case_id: passedOn.id, type: 'transfer', actor: 'staff', staff_id: null, from_state: 'submitted', to_state: 'transferred', note: null, at: app.now() }).execute()
    await addCase({ kind: 'complaint' })
    await addCase({ received_on: '2025-12-01', answer_due: '2025-12-15', state: 'answered', answered_on: '2025-12-20' })

    // What was received adds up: answered and the rest.
    expect(await text('/')).toContain('Còn lại: 1 đã chuyển cơ quan khác.')
    const figures = await publicFigures(app.db, seeded.school, await loadCalendar(app.db, seeded.school), '2026-11-23')
    expect(figures.year).toBe(2026)
    expect(figures.thisYear).toMatchObject({
      received: 3, answered: 2, answeredInTime: { inTime: 1, outOf: 2 }, overdue: 0, published: { done: 1, outOf: 1 },
      leftOut: { restricted: 1, unanswered: 0, noConsent: 1, transferred: 1, ineligible: 0 },
    })
    expect(figures.all).toMatchObject({ received: 4, answered: 3, answeredInTime: { inTime: 1, outOf: 3 }, published: { done: 1, outOf: 2 } })

    const csv = await text('/du-lieu/tinh-hinh-xu-ly.csv')
    expect(csv).toContain('2026,tra_loi_dung_han,"Trả lời đúng hạn, trên số đã trả lời và số đang quá hạn",1,2,50,2026-11-23')
    expect(csv).toContain('tat_ca,khieu_nai,"Khiếu nại, giải quyết theo trình tự riêng; tố cáo được giữ kín, không nằm trong số liệu nào",1,,,2026-11-23')
    expect(await text('/')).toContain('50,00\u00a0%')
  })

  test('promises stand beside what came of them, misses plainly', async () => {
    await app.db.insertInto('targets').values([
      { id: newId(), school_id: seeded.school.id, year: 2026, section: 'II.4', indicator: 'cases_answered_published', statement_vi: 'Trả lời và công khai 100%.', statement_en: 'Answer and publish 100%.', target_percent: 100, position: 1 },
      { id: newId(), school_id: seeded.school.id, year: 2026, section: 'II.2.1', indicator: 'dossiers_on_time', statement_vi: 'Đúng hạn 98%.', statement_en: '98% on time.', target_percent: 98, position: 2 },
      { id: newId(), school_id: seeded.school.id, year: 2025, section: 'CŨ', indicator: null, statement_vi: 'KẾ HOẠCH CŨ', statement_en: 'OLD PLAN', target_percent: null, position: 1 },
    ]).execute()
    const done = await addCase({ state: 'published', answered_on: '2026-11-10' })
    await addPublication({ number: done.number })
    expect(await text('/cam-ket')).toContain('Đạt')
    expect(await text('/cam-ket')).not.toContain('Chưa đạt')

    await addCase({ answer_due: '2026-11-20' })
    const page = await text('/cam-ket')
    expect(page).toContain('Chưa đạt')
    expect(page).toContain('1 hồ sơ quá hạn chưa trả lời')
    expect(page).toContain('Chưa theo dõi tại đây')
    expect(page).not.toContain('KẾ HOẠCH CŨ')
  })
})
