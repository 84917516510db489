import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { loadCalendar } from '#app/calendar/index.ts'
import {
  acknowledge, approveReply, close, disagree, nextTasks, openCase, parentCase, proposePublication, publicFigures, publish, rejectMeasure, returnPublication, stateMeasure, submitReply,
  takeDown, verifyMeasure, withdrawMeasure,
} from '#app/cases/index.ts'
import type { CaseDesk, Outcome, StaffAct } from '#app/cases/index.ts'
import { withdrawPublication } from '#app/privacy/index.ts'
import type { CaseRow, StaffRow } from '#db/schema.ts'
import { createTestApp } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import { answerOf, readAndConfirmed, sendCase } from '#tests/support/cases.ts'
import type { Sent } from '#tests/support/cases.ts'
import type { SeededSchool } from '#tests/support/school.ts'

let app: TestApp
let school: SeededSchool
let desk: CaseDesk

beforeEach(async () => {
  app = await createTestApp()
  school = await app.seedSchool()
  desk = { db: app.db, calendar: await loadCalendar(app.db, school.school), school: school.school, publicOrigin: app.config.publicOrigin }
})
afterEach(() => app.close())

const ok: Outcome = { ok: true }
const saying = (words: string) => expect.stringContaining(words) as string
const fresh = (row: CaseRow) => app.db.selectFrom('cases').selectAll().where('id', '=', row.id).executeTakeFirstOrThrow()
async function by(who: StaffRow | 'principal' | 'coordinator' | 'handler', row: CaseRow): Promise<StaffAct> {
  const { number, version } = await fresh(row)
  return { staff: typeof who === 'string' ? school.staff[who] : who, number, version, now: app.now() }
}
const answerText = 'Nhà trường mở cổng sau từ 6 giờ 30.'

async function answered(given: Sent = {}): Promise<CaseRow> {
  const row = await sendCase(app, school, { body: 'Cổng sau mở muộn, con tôi là Nguyễn Minh Khôi lớp Lá 2 phải chờ.', ...given })
  expect(await acknowledge(desk, await by('coordinator', row), { assigneeId: school.staff.handler.id })).toEqual(ok)
  expect(await submitReply(desk, await by('handler', row), answerOf(answerText))).toEqual(ok)
  expect(await approveReply(desk, await by('principal', row), readAndConfirmed)).toEqual(ok)
  return fresh(row)
}
const covered = { summary: 'Con tôi là ⟦Nguyễn Minh Khôi⟧ ⟦lớp Lá 2⟧ phải chờ ở cổng sau.', answer: answerText }

async function published(given: Sent = {}, texts: { summary: string; answer: string } = covered): Promise<CaseRow> {
  const row = await answered(given)
  expect(await proposePublication(desk, await by('handler', row), texts)).toEqual(ok)
  expect(await publish(desk, await by('principal', row), { confirmed: true })).toEqual(ok)
  return fresh(row)
}
const publicRow = () => app.db.selectFrom('publications').selectAll().executeTakeFirstOrThrow()
const changes = () => app.db.selectFrom('publication_changes').select(['kind', 'changed_on', 'note']).orderBy('id').execute()
const file = async (row: CaseRow, who: StaffRow = school.staff.principal) => (await openCase(app.db, desk.school, who, row.number, app.now()))!
const page = async (address: string, role: 'principal' | 'coordinator' | 'handler' | 'viewer' = 'principal') => (await app.get(address, { cookie: await app.signInAs(role) })).text()
const visible = (html: string) => html.replace(/<script[\s\S]*?<\/script>/g, '')

describe('covers', () => {
  test('inside the words are kept, outside nothing of them is written anywhere', async () => {
    const row = await published()
    const { summary, search_text } = await publicRow()
    expect(summary).toBe('Con tôi là [đã che] [đã che] phải chờ ở cổng sau.')
    expect(search_text).not.toMatch(/khoi|la 2/)
    expect((await file(row)).published?.inside).toMatchObject({ ...covered, proposedByName: school.staff.handler.name, checkedByName: school.staff.principal.name })
    for (const address of ['/', '/tra-loi', `/tra-loi/${row.number}`, `/tra-loi/${row.number}.data`, '/du-lieu/phan-anh-da-tra-loi.csv', '/tra-loi?tu=khoi']) expect(await (await app.get(address)).text(), address).not.toMatch(/Khôi|Lá 2/)
    expect(await (await app.get('/tra-loi?tu=cong+sau')).text()).toContain(row.number)
  })

  test.each(['Con tôi là ⟦Nguyễn Minh Khôi', 'Con tôi là ⟦Nguyễn ⟦Minh⟧⟧ Khôi', '⟦Tất cả⟧'])('a text whose marks do not fit together, or that covers everything, is refused: %s', async (summary) => {
    const row = await answered()
    expect(await proposePublication(desk, await by('handler', row), { summary, answer: answerText })).toMatchObject({ ok: false, reason: 'bad-input' })
    expect(await app.db.selectFrom('case_publication_drafts').selectAll().execute()).toEqual([])
  })

  test('what is covered no longer stops publication, what is left does', async () => {
    const row = await answered()
    await proposePublication(desk, await by('handler', row), { summary: 'Gọi 0900 000 012 hoặc 0900 000 013.', answer: answerText })
    expect(await publish(desk, await by('principal', row), { confirmed: true })).toMatchObject({ reason: 'bad-input', detail: saying('0900 000 012') })
    await proposePublication(desk, await by('handler', row), { summary: 'Gọi ⟦0900 000 012⟧ hoặc [[0900 000 013]].', answer: answerText })
    expect(await publish(desk, await by('principal', row), { confirmed: true })).toEqual(ok)
    expect((await publicRow()).summary).toBe('Gọi [đã che] hoặc [đã che].')
  })

  test('without scripts one press covers or uncovers and keeps the rest of what was typed; nothing is saved', async () => {
    const row = await answered()
    const address = `/office/phan-anh/${row.number}`
    const cookie = await app.signInAs('handler')
    const press = async (form: Record<string, string>) => {
      const response = await app.post(address, { version: String(row.version), ...form }, { cookie })
      expect(response.status).toBe(200)
      return areas(await response.text())
    }
    const begun = await press({ che: 'bat-dau:summary', summary: '', answer: 'Đang viết dở.' })
    expect(begun).toEqual({ summary: 'Cổng sau mở muộn, con tôi là [[Nguyễn Minh Khôi]] [[lớp Lá 2]] phải chờ.', answer: 'Đang viết dở.' })
    const open = await press({ che: 'summary:40:lớp Lá 2', ...begun })
    expect(open.summary).toBe('Cổng sau mở muộn, con tôi là [[Nguyễn Minh Khôi]] lớp Lá 2 phải chờ.')
    expect((await press({ che: 'summary:40:lớp Lá 2', ...open })).summary).toBe(begun.summary)
    expect((await press({ che: 'bat-dau:summary', summary: 'Đã có chữ', answer: '' })).summary).toBe('Đã có chữ')
    expect((await fresh(row)).version).toBe(row.version)
    expect((await app.post(address, { version: '1', che: 'la-gi' }, { cookie })).status).toBe(400)
    const other = await app.seedSchool()
    expect((await app.post(address, { che: 'bat-dau:summary' }, { cookie: await app.signInAs('handler', other.school) })).status).toBe(404)
  })

  test('whoever may not know the sender is not helped to find the name', async () => {
    const row = await answered({ sender: 'protected', contact: { name: 'Lò Thị Xuyến', phone: null, email: null }, consentContact: true, body: 'toi la lo thi xuyen, cong mo muon' })
    expect((await file(row, school.staff.coordinator)).writing?.summary).toBe('toi la lo thi xuyen, cong mo muon')
    expect(JSON.stringify((await file(row, school.staff.coordinator)).writing)).not.toContain('Xuyến')
    expect((await file(row)).writing?.summary).toBe('toi la ⟦lo thi xuyen⟧, cong mo muon')
  })

  test('the second person sees both sides, the differences, and the covered words only on demand', async () => {
    const row = await answered()
    await proposePublication(desk, await by('handler', row), { summary: 'Cổng sau mở muộn, con tôi là ⟦Nguyễn Minh Khôi⟧ lớp Lá 2 phải chờ lâu.', answer: answerText })
    const html = visible(await page(`/office/phan-anh/${row.number}`))
    expect(html).toMatch(/<ins class="diff">[^<]*\[đã che\]/)
    expect(html).toMatch(/<del class="diff">[^<]*Nguyễn Minh Khôi/)
    const [, demand = ''] = /Xem cả chữ đã che([\s\S]*?)<\/details>/.exec(html) ?? []
    expect(demand).toContain('Nguyễn Minh Khôi')
    expect(html).toMatch(/<strong>lớp Lá 2<\/strong>/)
    expect((await file(row)).proposal?.findings.map(({ text }) => text)).toEqual(['lớp Lá 2'])
  })

  test('two people who do not know a protected sender cannot publish, corrections and measures included', async () => {
    const row = await answered({ sender: 'protected', contact: { name: 'Lò Thị Xuyến', phone: null, email: null }, consentContact: true })
    await proposePublication(desk, await by('handler', row), covered)
    expect(await publish(desk, await by('coordinator', row), { confirmed: true })).toMatchObject({ reason: 'not-allowed' })
    expect((await file(row, school.staff.coordinator)).proposal?.mayCheck).toBe(false)
    await stateMeasure(desk, await by('handler', row), { statement: 'Đã mở cổng sớm.', doneOn: '2026-11-23' })
    const { id } = await app.db.selectFrom('measures').select('id').executeTakeFirstOrThrow()
    expect((await file(row, school.staff.coordinator)).measures[0]).toMatchObject({ mayVerify: false })
    expect(await verifyMeasure(desk, await by('coordinator', row), { measureId: id, seen: true, note: 'x' })).toMatchObject({ reason: 'not-allowed' })
    expect(await verifyMeasure(desk, await by('principal', row), { measureId: id, seen: true, note: 'x' })).toEqual(ok)
  })
})

describe('corrections', () => {
  const better = { summary: 'Một gia đình phải chờ ở cổng sau.', answer: 'Nhà trường mở cổng sau từ 6 giờ 15.', correctionNote: 'Sửa giờ mở cổng, trước đây ghi nhầm.' }

  test('another person checks; the words change and the public is told, the dates and days stay', async () => {
    const row = await published()
    const before = await publicRow()
    app.setNow('2026-12-14T02:00:00.000Z')
    expect(await proposePublication(desk, await by('handler', row), better)).toEqual(ok)
    expect((await publicRow()).answer).toBe(before.answer)
    expect(await publish(desk, await by('handler', row), { confirmed: true })).toMatchObject({ ok: false, reason: 'not-allowed' })
    expect((await nextTasks(app.db, desk.school, school.staff.principal, '2026-12-14')).map(({ kind }) => kind)).toEqual(['check-publication'])
    expect(await publish(desk, await by('principal', row), { confirmed: true })).toEqual(ok)
    expect(await publicRow()).toEqual({ ...before, summary: better.summary, answer: better.answer, search_text: saying('6 gio 15') })
    expect(await changes()).toEqual([{ kind: 'correction', changed_on: '2026-12-14', note: better.correctionNote }])
    expect(await fresh(row)).toMatchObject({ state: 'published', published_on: '2026-11-23' })
    expect((await parentCase(app.db, desk.school, row.id, '2026-12-14'))!.steps.map(({ step }) => step).slice(-2)).toEqual(['published', 'corrected'])

    for (const address of [`/tra-loi/${row.number}`, '/dinh-chinh']) expect(await (await app.get(address)).text(), address).toMatch(/Đính chính ngày(?:<!-- -->)? ?14\/12\/2026[\s\S]*Sửa giờ mở cổng/)
    expect(await (await app.get(`/en/tra-loi/${row.number}`)).text()).toMatch(/Corrected on(?:<!-- -->)? ?14\/12\/2026/)
    expect(await (await app.get('/du-lieu/phan-anh-da-tra-loi.csv')).text()).toContain('2026-12-14')
  })

  test('a closed case stays closed', async () => {
    const row = await published()
    await close(desk, await by('coordinator', row))
    await proposePublication(desk, await by('handler', row), better)
    expect(await publish(desk, await by('principal', row), { confirmed: true })).toEqual(ok)
    expect(await fresh(row)).toMatchObject({ state: 'closed', closed_on: '2026-11-23' })
  })

  test('refused without a word for the public, with personal data in it, and where the public would see no difference', async () => {
    const row = await published()
    const act = () => by('handler', row)
    expect(await proposePublication(desk, await act(), { ...better, correctionNote: ' ' })).toMatchObject({ reason: 'bad-input' })
    expect(await proposePublication(desk, await act(), { ...better, correctionNote: 'Sửa ⟦tên⟧' })).toMatchObject({ reason: 'bad-input' })
    // Another cover over the same words outside.
    expect(await proposePublication(desk, await act(), { summary: 'Con tôi là ⟦bé Khôi⟧ ⟦lớp Lá 2⟧ phải chờ ở cổng sau.', answer: answerText, correctionNote: 'Không gì' })).toMatchObject({ detail: saying('giống hệt') })
    await proposePublication(desk, await act(), { ...better, correctionNote: 'Gọi 0900 000 012' })
    expect(await publish(desk, await by('principal', row), { confirmed: true })).toMatchObject({ detail: saying('0900 000 012') })
    expect(await changes()).toEqual([])
  })

  test('sent back, the standing text stays and can be corrected anew', async () => {
    const row = await published()
    await proposePublication(desk, await by('handler', row), better)
    expect(await returnPublication(desk, await by('principal', row), { reason: 'Chưa rõ.' })).toEqual(ok)
    expect((await file(row)).proposal).toBeNull()
    expect((await publicRow()).answer).toBe(answerText)
    expect(visible(await page(`/office/phan-anh/${row.number}`, 'handler'))).toContain('Trình bản đính chính')
  })

  test('reopened and answered again: the new answer takes the place of the old one, with its own dates, and says so', async () => {
    const row = await published()
    app.setNow('2026-12-01T02:00:00.000Z')
    await disagree(desk, row.id, 'Cổng vẫn mở muộn.', app.now())
    await submitReply(desk, await by('handler', row), answerOf('Nhà trường xin lỗi, đã đổi ca trực.'))
    await approveReply(desk, await by('principal', row), readAndConfirmed)
    // It is no correction: no note is asked for.
    expect(await proposePublication(desk, await by('handler', row), { summary: 'Cổng sau mở muộn.', answer: 'Đã đổi ca trực.' })).toEqual(ok)
    expect(await publish(desk, await by('principal', row), { confirmed: true })).toEqual(ok)
    expect(await publicRow()).toMatchObject({ answered_on: '2026-12-01', published_on: '2026-12-01', reopened_on: null, answer: 'Đã đổi ca trực.' })
    expect(await changes()).toEqual([{ kind: 'answered_again', changed_on: '2026-12-01', note: 'Thay câu trả lời ngày 23/11/2026, vì phụ huynh chưa đồng ý.' }])
  })
})

describe('taking down', () => {
  const reason = 'Còn một chỗ giúp nhận ra gia đình.'

  test('by one person, at once: the words are gone everywhere, the day and the reason are public', async () => {
    const row = await published()
    await stateMeasure(desk, await by('handler', row), { statement: 'Đã đổi khóa cổng sau.', doneOn: '2026-11-23' })
    const { id } = await app.db.selectFrom('measures').select('id').executeTakeFirstOrThrow()
    await verifyMeasure(desk, await by('principal', row), { measureId: id, seen: true, note: 'Đã xem' })
    app.setNow('2026-12-14T02:00:00.000Z')
    expect(await takeDown(desk, await by('handler', row), { reason })).toMatchObject({ reason: 'not-allowed' })
    expect(await takeDown(desk, await by('coordinator', row), { reason: 'Gọi 0900 000 012' })).toMatchObject({ reason: 'bad-input' })
    expect(await takeDown(desk, await by('coordinator', row), { reason })).toEqual(ok)
    expect(await publicRow()).toMatchObject({ summary: '', answer: '', withdrawn_on: '2026-12-14', withdrawal_reason: reason })
    expect(await fresh(row)).toMatchObject({ state: 'answered', published_on: null })
    for (const address of ['/', '/en', '/tra-loi', `/tra-loi/${row.number}`, '/du-lieu/phan-anh-da-tra-loi.csv', '/du-lieu/viec-da-lam.csv', '/viec-da-lam', '/dinh-chinh', '/tra-loi?tu=cong+sau']) {
      expect(await (await app.get(address)).text(), address).not.toMatch(/phải chờ|6 giờ 30|khóa cổng/)
    }
    for (const address of ['/tra-loi', `/tra-loi/${row.number}`]) expect(await (await app.get(address)).text(), address).toMatch(/Đã gỡ ngày(?:<!-- -->)? ?14\/12\/2026[\s\S]*Còn một chỗ giúp nhận ra gia đình/)
    expect(await (await app.get('/tra-loi?tu=cong+sau')).text()).not.toContain(row.number)
    expect(await (await app.get('/tra-loi?tu=khoi')).text()).not.toContain(row.number)
    // Inside the words are kept for whoever mends them.
    expect((await file(row)).published?.inside?.summary).toBe(covered.summary)
  })

  test('the share published falls, and the figures say why', async () => {
    const row = await published()
    const figures = async () => (await publicFigures(app.db, desk.school, desk.calendar, '2026-11-23')).all
    expect((await figures()).published).toEqual({ done: 1, outOf: 1 })
    await takeDown(desk, await by('coordinator', row), { reason })
    expect(await figures()).toMatchObject({ published: { done: 0, outOf: 1 }, takenDown: 1 })
    const home = visible(await (await app.get('/')).text())
    expect(home).toContain('1 câu trả lời đã bị gỡ xuống')
    expect(home).toMatch(/Đã công khai rồi nhà trường gỡ xuống<\/th><td[^>]*>1</)
    expect(await (await app.get('/du-lieu/tinh-hinh-xu-ly.csv')).text()).toMatch(/da_go,[^\n]*,1,,,2026-11-23/)
  })

  test('published anew only by two people, and the log of changes tells it', async () => {
    const row = await published()
    await takeDown(desk, await by('coordinator', row), { reason })
    app.setNow('2026-12-14T02:00:00.000Z')
    expect(await publish(desk, await by('principal', row), { confirmed: true })).toMatchObject({ reason: 'bad-input' })
    expect(await proposePublication(desk, await by('coordinator', row), { summary: 'Phụ huynh phải chờ.', answer: answerText })).toEqual(ok)
    expect(await publish(desk, await by('coordinator', row), { confirmed: true })).toMatchObject({ reason: 'own-work' })
    expect(await publish(desk, await by('principal', row), { confirmed: true })).toEqual(ok)
    expect(await publicRow()).toMatchObject({ summary: 'Phụ huynh phải chờ.', withdrawn_on: null, withdrawal_reason: null, published_on: '2026-12-14', answered_on: '2026-11-23' })
    expect((await changes()).map(({ kind, note }) => [kind, note])).toEqual([['withdrawal', reason], ['republished', 'Đã gỡ ngày 23/11/2026.']])
    expect(await fresh(row)).toMatchObject({ state: 'published', published_on: '2026-12-14' })
  })

  test('the note of an earlier correction goes with it, the day stays', async () => {
    const row = await published()
    await proposePublication(desk, await by('handler', row), { summary: 'Phụ huynh chờ ở cổng.', answer: answerText, correctionNote: 'Bỏ tên bé Bông.' })
    await publish(desk, await by('principal', row), { confirmed: true })
    await takeDown(desk, await by('coordinator', row), { reason })
    expect(await changes()).toEqual([{ kind: 'correction', changed_on: '2026-11-23', note: '' }, { kind: 'withdrawal', changed_on: '2026-11-23', note: reason }])
    expect(await (await app.get(`/tra-loi/${row.number}`)).text()).not.toContain('Bông')
  })

  test('the parent takes back the consent: everything goes at once, in fixed words, and cannot be published again', async () => {
    const row = await published()
    await close(desk, await by('coordinator', row))
    await withdrawPublication(desk, row.id, app.now())
    expect(await publicRow()).toMatchObject({ summary: '', answer: '', withdrawal_reason: 'Người gửi rút lại sự đồng ý' })
    expect(await fresh(row)).toMatchObject({ state: 'closed', published_on: null, consent_publish: 0 })
    expect((await file(row)).published?.inside).toBeNull()
    expect(await proposePublication(desk, await by('handler', row), covered)).toMatchObject({ reason: 'not-allowed' })
    expect((await publicFigures(app.db, desk.school, desk.calendar, '2026-11-23')).all).toMatchObject({ published: { done: 0, outOf: 0 }, takenDown: 0, leftOut: { noConsent: 1 } })
    expect((await parentCase(app.db, desk.school, row.id, '2026-11-23'))!.steps.at(-1)?.step).toBe('unpublished')
  })

  test('while it is being answered again it can come down too, and the case goes on', async () => {
    const row = await published()
    await disagree(desk, row.id, 'Chưa được.', app.now())
    expect(await takeDown(desk, await by('coordinator', row), { reason })).toEqual(ok)
    expect((await fresh(row)).state).toBe('in_progress')
    expect((await publicFigures(app.db, desk.school, desk.calendar, '2026-11-23')).all).toMatchObject({ answeredAgain: 0, takenDown: 0 })
  })
})

describe('what was done because of a case', () => {
  const statement = 'Từ 23/11 cổng sau mở lúc 6 giờ 15, có thêm một bảo vệ.'
  const state = async (row: CaseRow, words = statement) => {
    expect(await stateMeasure(desk, await by('handler', row), { statement: words, doneOn: '2026-11-23' })).toEqual(ok)
    return (await app.db.selectFrom('measures').selectAll().orderBy('id').execute()).find((one) => one.state === 'stated')!.id
  }
  const contact = { name: 'Phạm Hữu Lợi', phone: null, email: 'loi@example.com' }

  test('stated by one, seen by another, then told to the sender and to everybody', async () => {
    const row = await published({ sender: 'named', contact, consentContact: true })
    const measureId = await state(row)
    expect((await nextTasks(app.db, desk.school, school.staff.principal, '2026-11-23')).map(({ kind }) => kind)).toEqual(['verify-measure'])
    expect(await (await app.get('/viec-da-lam')).text()).not.toContain('6 giờ 15')
    expect((await parentCase(app.db, desk.school, row.id, '2026-11-23'))!.measures).toEqual([])
    expect(await verifyMeasure(desk, await by('handler', row), { measureId, seen: true, note: 'x' })).toMatchObject({ reason: 'not-allowed' })
    expect(await verifyMeasure(desk, await by('principal', row), { measureId, seen: false, note: 'x' })).toMatchObject({ reason: 'bad-input' })
    expect(await verifyMeasure(desk, await by('principal', row), { measureId, seen: true, note: 'Tôi đứng ở cổng sáng nay.' })).toEqual(ok)
    for (const address of ['/', '/viec-da-lam', `/tra-loi/${row.number}`, '/du-lieu/viec-da-lam.csv']) {
      const text = await (await app.get(address)).text()
      expect(text, address).toContain('6 giờ 15')
      expect(text, address).not.toContain('Tôi đứng ở cổng')
    }
    expect((await parentCase(app.db, desk.school, row.id, '2026-11-23'))!.measures).toEqual([{ statement, doneOn: '2026-11-23', verifiedOn: '2026-11-23' }])
    const mail = await app.db.selectFrom('outbox').selectAll().where('purpose', '=', 'case-measure').execute()
    expect(mail.map(({ recipient, subject, body }) => [recipient, subject.includes('6 giờ'), body.includes(statement)])).toEqual([[contact.email, false, true]])

    expect(await withdrawMeasure(desk, await by('coordinator', row), { measureId, reason: 'Bảo vệ đã nghỉ.' })).toEqual(ok)
    for (const address of ['/', '/viec-da-lam', `/tra-loi/${row.number}`, '/du-lieu/viec-da-lam.csv']) expect(await (await app.get(address)).text(), address).not.toContain('6 giờ 15')
    expect((await parentCase(app.db, desk.school, row.id, '2026-11-23'))!.measures).toEqual([])
  })

  test('whoever stated it does not confirm it, whatever their role, and a rejection says why', async () => {
    const row = await answered()
    expect(await stateMeasure(desk, await by('coordinator', row), { statement, doneOn: '2026-11-23' })).toEqual(ok)
    const { id } = await app.db.selectFrom('measures').select('id').executeTakeFirstOrThrow()
    expect(await verifyMeasure(desk, await by('coordinator', row), { measureId: id, seen: true, note: 'x' })).toMatchObject({ reason: 'own-work' })
    expect(await rejectMeasure(desk, await by('coordinator', row), { measureId: id, reason: 'x' })).toMatchObject({ reason: 'own-work' })
    expect(await rejectMeasure(desk, await by('principal', row), { measureId: id, reason: 'Cổng vẫn khóa.' })).toEqual(ok)
    expect(await verifyMeasure(desk, await by('principal', row), { measureId: id, seen: true, note: 'x' })).toMatchObject({ reason: 'bad-input' })
    expect((await file(row)).measures).toMatchObject([{ state: 'rejected', note: 'Cổng vẫn khóa.' }])
    expect((await app.db.selectFrom('outbox').select('recipient').where('purpose', '=', 'case-measure-rejected').execute()).map(({ recipient }) => recipient)).toEqual([school.staff.coordinator.email])
  })

  test('not in the future, not before the case, nor with personal data; covers work as in every public text', async () => {
    const row = await published()
    expect(await stateMeasure(desk, await by('handler', row), { statement, doneOn: '2026-11-24' })).toMatchObject({ reason: 'bad-input' })
    expect(await stateMeasure(desk, await by('handler', row), { statement, doneOn: '2026-11-22' })).toMatchObject({ reason: 'bad-input' })
    expect(await stateMeasure(desk, await by('handler', row), { statement: 'Cô ⟦Sa', doneOn: '2026-11-23' })).toMatchObject({ reason: 'bad-input' })
    const bad = await state(row, 'Đã gọi 0900 000 012.')
    expect(await verifyMeasure(desk, await by('principal', row), { measureId: bad, seen: true, note: 'x' })).toMatchObject({ detail: saying('0900 000 012') })
    await withdrawMeasure(desk, await by('principal', row), { measureId: bad, reason: 'x' })
    const good = await state(row, 'Cô ⟦Sa⟧ đứng đón ở cổng.')
    await verifyMeasure(desk, await by('principal', row), { measureId: good, seen: true, note: 'x' })
    expect(await app.db.selectFrom('published_measures').select('statement').execute()).toEqual([{ statement: 'Cô [đã che] đứng đón ở cổng.' }])
  })

  test('of a case that is not published the sender alone is told; publishing brings it before everybody', async () => {
    const row = await answered()
    const measureId = await state(row)
    await verifyMeasure(desk, await by('principal', row), { measureId, seen: true, note: 'x' })
    expect(await app.db.selectFrom('published_measures').selectAll().execute()).toEqual([])
    expect((await parentCase(app.db, desk.school, row.id, '2026-11-23'))!.measures).toHaveLength(1)
    await proposePublication(desk, await by('handler', row), covered)
    await publish(desk, await by('principal', row), { confirmed: true })
    expect(await app.db.selectFrom('published_measures').select(['number', 'statement']).execute()).toEqual([{ number: row.number, statement }])
  })

  test('every step has its form on the page of the case, and what was refused keeps what was typed', async () => {
    const row = await published()
    const address = `/office/phan-anh/${row.number}`
    const post = async (role: 'handler' | 'principal', form: Record<string, string>) => app.post(address, { version: String((await fresh(row)).version), ...form }, { cookie: await app.signInAs(role) })
    expect((await post('handler', { viec: 'stateMeasure', statement, doneOn: '2026-11-23' })).headers.get('location')).toContain('da=hs-stateMeasure')
    const html = await page(address)
    const measureId = /name="measureId" value="([^"]+)"/.exec(html)![1]!
    const refused = await post('principal', { viec: 'verifyMeasure', measureId, note: 'Đã thấy ở cổng' })
    expect(refused.status).toBe(422)
    expect(visible(await refused.text())).toMatch(/tận mắt[\s\S]*Đã thấy ở cổng/)
    expect((await post('principal', { viec: 'verifyMeasure', measureId, note: 'Đã thấy', seen: 'on' })).status).toBe(303)
    expect((await post('principal', { viec: 'takeDown', reason: 'Thử gỡ.' })).headers.get('location')).toContain('da=hs-takeDown')
  })
})

/** The two texts as they stand in the boxes of the page. */
function areas(html: string): { summary: string; answer: string } {
  const of = (name: string) => new RegExp(`<textarea[^>]*name="${name}"[^>]*>([^<]*)`).exec(html)?.[1]?.replaceAll('&quot;', '"') ?? 'no box'
  return { summary: of('summary'), answer: of('answer') }
}
