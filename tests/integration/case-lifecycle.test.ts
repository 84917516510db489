import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { loadCalendar } from '#app/calendar/index.ts'
import {
  acknowledge, addNote, addParentMessage, approveReply, ask, assign, close, countInbox, declareIneligible, disagree, extend, inboxCounts, inboxViews, listInbox, openCase,
  openIdentity, parentCase, possibleAssignees, proposePublication, publicFigures, publish, rateAnswer, reclassify, returnReply, saveDraft, submitReply, transfer,
} from '#app/cases/index.ts'
import type { CaseDesk, Outcome, StaffAct } from '#app/cases/index.ts'
import type { CaseRow, Role, StaffRow } from '#db/schema.ts'
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

const send = (given: Sent = {}) => sendCase(app, school, { body: 'Cổng sau mở muộn, phụ huynh phải chờ ngoài nắng.', ...given })
const fresh = (row: CaseRow) => app.db.selectFrom('cases').selectAll().where('id', '=', row.id).executeTakeFirstOrThrow()
const staff = (role: Role): StaffRow => school.staff[role]
/** Acts on the newest version, as somebody does who has just opened the page. */
async function by(role: Role, row: CaseRow): Promise<StaffAct> {
  const { number, version } = await fresh(row)
  return { staff: staff(role), number, version, now: app.now() }
}
const ok: Outcome = { ok: true }

async function answered(given: Sent = {}): Promise<CaseRow> {
  const row = await send(given)
  expect(await acknowledge(desk, await by('coordinator', row), { assigneeId: staff('handler').id })).toEqual(ok)
  expect(await submitReply(desk, await by('handler', row), answerOf('Nhà trường mở cổng sau từ 6 giờ 30.'))).toEqual(ok)
  expect(await approveReply(desk, await by('principal', row), readAndConfirmed)).toEqual(ok)
  return fresh(row)
}

describe('from the gate to the public page', () => {
  test('acknowledged, assigned, answered by two people, published by two people, closed', async () => {
    const row = await answered()
    expect(row).toMatchObject({ state: 'answered', acknowledged_on: '2026-11-23', answered_on: '2026-11-23', assignee_id: staff('handler').id })

    const text = { summary: 'Một phụ huynh phản ánh cổng sau mở muộn.', answer: 'Nhà trường mở cổng sau từ 6 giờ 30.' }
    expect(await proposePublication(desk, await by('coordinator', row), text)).toEqual(ok)
    expect(await publish(desk, await by('coordinator', row), { confirmed: true })).toEqual({ ok: false, reason: 'own-work' })
    expect(await publish(desk, await by('principal', row), { confirmed: false })).toMatchObject({ ok: false, reason: 'bad-input' })
    expect(await publish(desk, await by('principal', row), { confirmed: true })).toEqual(ok)
    expect(await app.db.selectFrom('publications').selectAll().execute()).toMatchObject([
      { number: row.number, ...text, sent_on: '2026-11-23', received_on: '2026-11-23', answered_on: '2026-11-23', published_on: '2026-11-23', days_taken: 0, on_time: 1 },
    ])
    expect(await close(desk, await by('coordinator', row))).toEqual(ok)

    const events = await app.db.selectFrom('case_events').select(['type', 'from_state', 'to_state']).where('case_id', '=', row.id).orderBy('id').execute()
    expect(events.map((event) => `${event.type}: ${event.from_state} → ${event.to_state}`)).toEqual([
      'submitted: null → submitted',
      'acknowledge: submitted → in_progress',
      'submitReply: in_progress → awaiting_approval',
      'approveReply: awaiting_approval → answered',
      'proposePublication: answered → answered',
      'publish: answered → published',
      'close: published → closed',
    ])
  })

  test('whoever wrote the reply cannot approve it, whatever their role', async () => {
    const row = await send()
    await acknowledge(desk, await by('coordinator', row), { assigneeId: staff('coordinator').id })
    await submitReply(desk, await by('coordinator', row), answerOf('Nhà trường đã xem.'))
    expect(await approveReply(desk, await by('coordinator', row), readAndConfirmed)).toEqual({ ok: false, reason: 'own-work' })
    expect((await fresh(row)).state).toBe('awaiting_approval')
  })

  test('a returned draft comes back with its reason and can be mended', async () => {
    const row = await send()
    await acknowledge(desk, await by('coordinator', row), { assigneeId: staff('handler').id })
    await saveDraft(desk, await by('handler', row), { body: 'Nháp' })
    await submitReply(desk, await by('handler', row), answerOf('Bản một'))
    expect(await returnReply(desk, await by('principal', row), { reason: 'Nói rõ ngày xong.' })).toEqual(ok)
    const file = await openCase(app.db, desk.school, staff('handler'), row.number, app.now())
    expect(file?.reply).toMatchObject({ state: 'returned', decision_note: 'Nói rõ ngày xong.', body: 'Bản một' })
    await submitReply(desk, await by('handler', row), answerOf('Bản hai'))
    expect(await approveReply(desk, await by('principal', row), readAndConfirmed)).toEqual(ok)
    const messages = await app.db.selectFrom('case_messages').select(['direction', 'body']).where('case_id', '=', row.id).execute()
    expect(messages).toEqual([{ direction: 'school', body: 'Bản hai' }])
  })

  test('whoever handed a reply on takes it back while nobody has decided, and nobody else does; then somebody else can write it', async () => {
    const row = await send()
    await acknowledge(desk, await by('coordinator', row), { assigneeId: staff('principal').id })
    await submitReply(desk, await by('principal', row), answerOf('Bản viết vội'))
    const address = `/office/phan-anh/${row.number}`
    const post = async (who: 'principal' | 'coordinator', form: Record<string, string>) => app.post(address, { version: (await fresh(row)).version, ...form }, { cookie: await app.signInAs(who) })
    const page = async (who: 'principal' | 'coordinator') => (await app.get(address, { cookie: await app.signInAs(who) })).text()
    expect(await page('coordinator')).not.toContain('value="recallReply"')
    expect((await post('coordinator', { viec: 'recallReply' })).status).toBe(403)
    expect(await page('principal')).toContain('value="recallReply"')
    expect((await post('principal', { viec: 'recallReply' })).headers.get('location')).toBe(`${address}?da=hs-recallReply#top`)
    expect(await fresh(row)).toMatchObject({ state: 'in_progress', answered_on: null })
    expect(await page('principal')).toContain('>Bản viết vội</textarea>')
    expect((await post('coordinator', { viec: 'approveReply' })).status).toBe(403)
    await assign(desk, await by('principal', row), { assigneeId: staff('handler').id })
    await submitReply(desk, await by('handler', row), answerOf('Bản kỹ hơn'))
    expect(await approveReply(desk, await by('principal', row), readAndConfirmed)).toEqual(ok)
    expect(await app.db.selectFrom('case_replies').select(['body', 'state', 'drafted_by']).execute()).toEqual([{ body: 'Bản kỹ hơn', state: 'approved', drafted_by: staff('handler').id }])
  })

  test('two people at once: the second is told, and nothing of theirs is half done', async () => {
    const row = await send()
    const first = await by('coordinator', row)
    const second = { ...(await by('principal', row)) }
    const outcomes = await Promise.all([acknowledge(desk, first, { assigneeId: null }), declareIneligible(desk, second, { reason: 'Trùng.' })])
    expect(outcomes).toEqual([ok, { ok: false, reason: 'changed' }])
    expect((await fresh(row)).state).toBe('acknowledged')
    expect(await app.db.selectFrom('case_messages').selectAll().execute()).toEqual([])
  })
})

describe('deadlines', () => {
  test('24/11 is a day off: received on Monday 23/11, acknowledged by 26/11, answered by 08/12', async () => {
    expect(await send()).toMatchObject({ received_on: '2026-11-23', acknowledge_due: '2026-11-26', answer_due: '2026-12-08' })
  })

  test('after closing time it counts from the next working day', async () => {
    app.setNow('2026-11-23T12:00:00.000Z')
    expect(await send()).toMatchObject({ submitted_on: '2026-11-23', received_on: '2026-11-25', answer_due: '2026-12-09' })
  })

  test('a question stops the clock, the answer starts it with as many working days as were left', async () => {
    const row = await send()
    await acknowledge(desk, await by('coordinator', row), { assigneeId: staff('handler').id })
    expect(await ask(desk, await by('handler', row), { text: 'Vào hôm nào ạ?' })).toEqual(ok)
    expect(await fresh(row)).toMatchObject({ state: 'more_info', paused_on: '2026-11-23' })
    app.setNow('2026-11-27T02:00:00.000Z')
    expect(await addParentMessage(desk, row.id, 'Hôm thứ Sáu.', app.now())).toEqual(ok)
    expect(await fresh(row)).toMatchObject({ state: 'in_progress', paused_on: null, paused_days: 3, answer_due: '2026-12-11' })
  })

  test.each([['on its day', '2026-12-08T09:00:00.000Z', ok], ['the day after', '2026-12-09T01:00:00.000Z', { ok: false, reason: 'bad-input', detail: 'Đã quá hạn trả lời ngày 08/12/2026 nên không gia hạn được nữa.' }]])('what is late stays late: %s', async (_, now, outcome) => {
    const row = await send()
    await acknowledge(desk, await by('coordinator', row), { assigneeId: staff('handler').id })
    app.setNow(now)
    expect(await extend(desk, await by('coordinator', row), { workingDays: 5, reason: 'Chờ thợ.' })).toEqual(outcome)
    const html = await (await app.get(`/office/phan-anh/${row.number}`, { cookie: await app.signInAs('coordinator') })).text()
    expect(html.includes('value="extend"')).toBe(false)
    expect(html.includes('Đã quá hạn trả lời nên không gia hạn được nữa.')).toBe(!outcome.ok)
  })

  test('an extension moves the date once and says why to the parent', async () => {
    const row = await send()
    await acknowledge(desk, await by('coordinator', row), { assigneeId: staff('handler').id })
    expect(await extend(desk, await by('coordinator', row), { workingDays: 5, reason: 'Chờ thợ.' })).toEqual(ok)
    expect(await fresh(row)).toMatchObject({ answer_due: '2026-12-15', extended_on: '2026-11-23' })
    expect(await extend(desk, await by('coordinator', row), { workingDays: 5, reason: 'Nữa.' })).toEqual({ ok: false, reason: 'not-allowed' })
    const message = await app.db.selectFrom('case_messages').select('body').where('case_id', '=', row.id).executeTakeFirstOrThrow()
    expect(message.body).toContain('Chờ thợ.')
    expect(message.body).toContain('15/12/2026')
  })

  test('disagreeing reopens with ten working days from then, and keeps the answer that stands in public', async () => {
    const row = await answered()
    await proposePublication(desk, await by('coordinator', row), { summary: 'Tóm tắt', answer: 'Trả lời' })
    await publish(desk, await by('principal', row), { confirmed: true })
    app.setNow('2026-12-01T02:00:00.000Z')
    expect(await disagree(desk, row.id, 'Cổng vẫn mở muộn.', app.now())).toEqual(ok)
    expect(await fresh(row)).toMatchObject({ state: 'in_progress', reopened_on: '2026-12-01', answered_on: null, answer_due: '2026-12-15' })
    expect(await app.db.selectFrom('publications').select(['answer', 'reopened_on']).execute()).toEqual([{ answer: 'Trả lời', reopened_on: '2026-12-01' }])

    await submitReply(desk, await by('handler', row), answerOf('Nhà trường xin lỗi, đã đổi ca trực.'))
    await approveReply(desk, await by('principal', row), readAndConfirmed)
    await proposePublication(desk, await by('coordinator', row), { summary: 'Tóm tắt 2', answer: 'Trả lời 2' })
    expect(await publish(desk, await by('principal', row), { confirmed: true })).toEqual(ok)
    expect(await app.db.selectFrom('publications').select(['number', 'answer', 'reopened_on']).execute()).toEqual([{ number: row.number, answer: 'Trả lời 2', reopened_on: null }])
  })
})

describe('restricted kinds', () => {
  const denunciation = { kind: 'denunciation' as const, consentPublish: false }

  test('a denunciation is for the principal alone: to others it does not exist', async () => {
    const row = await send(denunciation)
    for (const role of ['coordinator', 'handler', 'viewer'] as const) {
      expect(await openCase(app.db, desk.school, staff(role), row.number, app.now())).toBeNull()
      expect(await listInbox(app.db, desk.school, staff(role), { view: 'all' }, '2026-11-23')).toEqual({ rows: [], total: 0, hasMore: false })
      expect((await inboxCounts(app.db, desk.school, staff(role), '2026-11-23')).all).toBe(0)
      expect(await acknowledge(desk, await by(role, row), { assigneeId: null })).toEqual({ ok: false, reason: 'not-found' })
    }
    expect((await listInbox(app.db, desk.school, staff('principal'), { view: 'all' }, '2026-11-23')).total).toBe(1)
    expect(await acknowledge(desk, await by('principal', row), { assigneeId: staff('coordinator').id })).toMatchObject({ ok: false, reason: 'bad-input' })
  })

  test('nobody can tell from numbers and counts that a denunciation has come', async () => {
    const before = await send()
    const sealed = await send(denunciation)
    const after = await send()
    expect([before.number, after.number]).toEqual(['PAKN.20261123.0001', 'PAKN.20261123.0002'])
    expect(sealed.number).toMatch(/^PAKN\.20261123\.[5-9]\d{4}$/)
    await acknowledge(desk, await by('principal', sealed), { assigneeId: staff('principal').id })
    const people = await possibleAssignees(app.db, desk.school, staff('principal'), { kind: 'feedback', barred: '' }, '2026-11-23')
    expect(people.map((person) => person.open)).toEqual(people.map(() => 0))
    const { all } = await publicFigures(app.db, desk.school, desk.calendar, '2026-11-23')
    expect(Object.values(all.leftOut).reduce((sum, count) => sum + count, 0)).toBe(2)
  })

  test('a viewer who held a complaint in an earlier role sees it no more', async () => {
    const row = await send({ kind: 'complaint', consentPublish: false })
    await acknowledge(desk, await by('coordinator', row), { assigneeId: staff('handler').id })
    const demoted: StaffRow = { ...staff('handler'), role: 'viewer' }
    expect(await openCase(app.db, desk.school, staff('handler'), row.number, app.now())).not.toBeNull()
    expect(await openCase(app.db, desk.school, demoted, row.number, app.now())).toBeNull()
    expect((await listInbox(app.db, desk.school, demoted, { view: 'all' }, '2026-11-23')).total).toBe(0)
  })

  test('mail about a denunciation goes to the principal alone', async () => {
    await send(denunciation)
    const recipients = await app.db.selectFrom('outbox').select('recipient').execute()
    expect(recipients.map((mail) => mail.recipient)).toEqual([staff('principal').email])
  })

  test('filed as ordinary feedback and found to be a denunciation, it leaves everybody else’s sight', async () => {
    const row = await send()
    await acknowledge(desk, await by('coordinator', row), { assigneeId: staff('handler').id })
    expect(await reclassify(desk, await by('coordinator', row), { kind: 'denunciation', fieldId: row.field_id, reason: 'Nội dung tố cáo.' })).toEqual(ok)
    expect(await fresh(row)).toMatchObject({ kind: 'denunciation', assignee_id: null, state: 'acknowledged' })
    expect(await openCase(app.db, desk.school, staff('handler'), row.number, app.now())).toBeNull()
    expect(await openCase(app.db, desk.school, staff('coordinator'), row.number, app.now())).toBeNull()
  })

  test('a complaint is never published, even with consent', async () => {
    const row = await send({ kind: 'complaint', consentPublish: true })
    await acknowledge(desk, await by('coordinator', row), { assigneeId: staff('coordinator').id })
    await submitReply(desk, await by('coordinator', row), answerOf('Trả lời'))
    await approveReply(desk, await by('principal', row), readAndConfirmed)
    expect(await proposePublication(desk, await by('principal', row), { summary: 'a', answer: 'b' })).toEqual({ ok: false, reason: 'not-allowed' })
  })
})

describe('who sent it', () => {
  const contact = { name: 'Nguyễn Thị Lan', phone: '0900 000 012', email: 'lan@example.com' }

  test('a protected name opens for the principal only, and every look is written down', async () => {
    const row = await send({ sender: 'protected', contact, consentContact: true })
    expect(await openIdentity(app.db, desk.school, staff('coordinator'), row.number, app.now())).toBeNull()
    expect(await openIdentity(app.db, desk.school, staff('principal'), row.number, app.now())).toEqual(contact)
    const looks = await app.db.selectFrom('audit').select(['staff_id', 'target']).where('action', '=', 'case:view-identity').execute()
    expect(looks).toEqual([{ staff_id: staff('principal').id, target: row.number }])
  })

  test('the case file never carries the name, whoever opens it', async () => {
    const row = await send({ sender: 'named', contact, consentContact: true })
    const file = await openCase(app.db, desk.school, staff('principal'), row.number, app.now())
    expect(JSON.stringify(file)).not.toContain('Lan')
  })

  test('publication is refused while the text names the sender', async () => {
    const row = await answered({ sender: 'named', contact, consentContact: true })
    await proposePublication(desk, await by('coordinator', row), { summary: 'Chị Nguyễn Thị Lan phản ánh', answer: 'Trả lời' })
    expect(await publish(desk, await by('principal', row), { confirmed: true })).toMatchObject({ ok: false, reason: 'bad-input' })
    expect(await app.db.selectFrom('publications').selectAll().execute()).toEqual([])
  })

  test('who the protected sender is cannot be found out by writing names into the public text', async () => {
    const row = await answered({ sender: 'protected', contact, consentContact: true })
    await proposePublication(desk, await by('coordinator', row), { summary: 'Nguyễn Thị Lan, Trần Văn Bình, Lê Thị Hoa', answer: 'Trả lời' })
    const findings = async (role: Role) => (await openCase(app.db, desk.school, staff(role), row.number, app.now()))?.proposal?.findings.map(({ kind }) => kind)
    for (const role of ['coordinator', 'handler', 'viewer'] as const) expect(await findings(role)).not.toContain('contact')
    expect(await findings('principal')).toContain('contact')

    const second = { ...(await by('coordinator', row)), staff: school.secondCoordinator }
    const refused = await publish(desk, second, { confirmed: true })
    await proposePublication(desk, await by('coordinator', row), { summary: 'Một phụ huynh góp ý', answer: 'Trả lời' })
    const alike = await publish(desk, { ...(await by('coordinator', row)), staff: school.secondCoordinator }, { confirmed: true })
    expect(refused).toEqual(alike)
    expect(alike).toMatchObject({ ok: false, reason: 'not-allowed' })
    expect(await publish(desk, await by('principal', row), { confirmed: true })).toEqual(ok)
  })

  test('what the principal wrote about a protected sender may be checked by another, who still learns no name', async () => {
    const row = await answered({ sender: 'protected', contact, consentContact: true })
    await proposePublication(desk, await by('principal', row), { summary: 'Chị Nguyễn Thị Lan góp ý', answer: 'Trả lời' })
    const outcome = await publish(desk, await by('coordinator', row), { confirmed: true })
    expect(outcome).toMatchObject({ ok: false, reason: 'bad-input' })
    expect(JSON.stringify(outcome)).not.toContain('Lan')
  })

  test('the answer goes by mail to who left an address, and never to an anonymous sender', async () => {
    await answered({ sender: 'named', contact, consentContact: true })
    await answered({ sender: 'anonymous' })
    const mails = await app.db.selectFrom('outbox').select(['purpose', 'body']).where('recipient', '=', contact.email).orderBy('id').execute()
    expect(mails.map((mail) => mail.purpose)).toEqual(expect.arrayContaining(['case-acknowledged', 'case-answered']))
    expect(mails.find((mail) => mail.purpose === 'case-answered')?.body).toContain('Nhà trường mở cổng sau từ 6 giờ 30.')
    const addresses = [...Object.values(school.staff), school.secondCoordinator].map((person) => person.email)
    const others = await app.db.selectFrom('outbox').select('recipient').where('recipient', '!=', contact.email).execute()
    expect(others.every((mail) => addresses.includes(mail.recipient))).toBe(true)
  })
})

describe('the rest of the branches', () => {
  test('transfer and refusal end the case with words for the parent; closing files it away', async () => {
    const one = await send()
    expect(await transfer(desk, await by('coordinator', one), { authority: 'UBND phường', reason: 'Vỉa hè do phường quản lý.' })).toEqual(ok)
    expect((await fresh(one)).state).toBe('transferred')
    const two = await send()
    expect(await declareIneligible(desk, await by('coordinator', two), { reason: 'Không rõ nội dung.' })).toEqual(ok)
    expect(await close(desk, await by('coordinator', two))).toEqual(ok)
    const words = await app.db.selectFrom('case_messages').select('body').where('direction', '=', 'school').orderBy('id').execute()
    expect(words[0]?.body).toContain('UBND phường')
    expect(words[1]?.body).toContain('Không rõ nội dung.')
  })

  test.each<[string, (row: CaseRow) => Promise<Outcome>]>([
    ['turned away', async (row) => declareIneligible(desk, await by('coordinator', row), { reason: 'Không rõ nội dung.' })],
    ['passed on', async (row) => transfer(desk, await by('coordinator', row), { authority: 'UBND phường', reason: 'Vỉa hè do phường quản lý.' })],
  ])('one person alone does not have the last word: what was %s is reopened by its sender, closed or not, and is owed an answer anew', async (_, end) => {
    for (const isClosed of [false, true]) {
      app.setNow('2026-11-23T02:00:00.000Z')
      const row = await send()
      expect(await end(row)).toEqual(ok)
      if (isClosed) expect(await close(desk, await by('coordinator', row))).toEqual(ok)
      expect((await parentCase(app.db, school.school, row.id, '2026-11-23'))?.mayDisagree).toBe(true)
      app.setNow('2026-12-01T02:00:00.000Z')
      expect(await disagree(desk, row.id, 'Đó là việc của trường.', app.now())).toEqual(ok)
      // It was read on the day it was ended, not on the day its sender came back.
      expect(await fresh(row)).toMatchObject({ state: 'acknowledged', acknowledged_on: '2026-11-23', reopened_on: '2026-12-01', closed_on: null, answer_due: '2026-12-15' })
      expect(await submitReply(desk, await by('coordinator', row), answerOf('Nhà trường xin lỗi, đã cho mở cổng.'))).toEqual(ok)
      expect(await approveReply(desk, await by('principal', row), readAndConfirmed)).toEqual(ok)
    }
    const told = await app.db.selectFrom('outbox').select('recipient').where('purpose', '=', 'case-reopened').distinct().execute()
    expect(told.map(({ recipient }) => recipient)).toContain(staff('principal').email)
    const { all } = await publicFigures(app.db, school.school, desk.calendar, '2026-12-01')
    expect([all.answered, all.leftOut.ineligible, all.leftOut.transferred]).toEqual([2, 0, 0])
  })

  test('closing an answered case keeps nobody from saying that it is not settled, until its content has been removed', async () => {
    const row = await answered()
    expect(await close(desk, await by('coordinator', row))).toEqual(ok)
    await app.db.updateTable('cases').set({ anonymised_on: '2026-11-23' }).where('id', '=', row.id).execute()
    expect(await disagree(desk, row.id, 'Cổng vẫn mở muộn.', app.now())).toEqual({ ok: false, reason: 'not-allowed' })
    await app.db.updateTable('cases').set({ anonymised_on: null }).where('id', '=', row.id).execute()
    expect(await disagree(desk, row.id, 'Cổng vẫn mở muộn.', app.now())).toEqual(ok)
    expect(await fresh(row)).toMatchObject({ state: 'in_progress', closed_on: null, answered_on: null })
  })

  test('what was passed on first and turned away later counts as turned away', async () => {
    const row = await send()
    await transfer(desk, await by('coordinator', row), { authority: 'UBND phường', reason: 'Vỉa hè do phường quản lý.' })
    await addNote(desk, await by('coordinator', row), { text: 'Đã gọi phường.' })
    await disagree(desk, row.id, 'Đó là việc của trường.', app.now())
    await declareIneligible(desk, await by('coordinator', row), { reason: 'Không rõ nội dung.' })
    await close(desk, await by('coordinator', row))
    const { leftOut } = (await publicFigures(app.db, school.school, desk.calendar, '2026-12-01')).all
    expect([leftOut.ineligible, leftOut.transferred]).toEqual([1, 0])
  })

  test('internal notes stay internal; ratings replace each other', async () => {
    const row = await answered()
    await addNote(desk, await by('coordinator', row), { text: 'Nhớ hỏi bảo vệ.' })
    expect(await app.db.selectFrom('case_messages').select('direction').where('body', '=', 'Nhớ hỏi bảo vệ.').execute()).toEqual([{ direction: 'internal' }])
    expect(await rateAnswer(desk, row.id, 2, app.now())).toEqual(ok)
    expect(await rateAnswer(desk, row.id, 4, app.now())).toEqual(ok)
    expect(await app.db.selectFrom('case_ratings').select('level').execute()).toEqual([{ level: 4 }])
    expect(await rateAnswer(desk, row.id, 6, app.now())).toMatchObject({ ok: false })
  })

  test('what a parent does keeps the day, not the minute', async () => {
    const row = await answered()
    await rateAnswer(desk, row.id, 5, app.now())
    const events = await app.db.selectFrom('case_events').select(['at']).where('case_id', '=', row.id).where('actor', '=', 'parent').execute()
    expect(events.every((event) => /^\d{4}-\d{2}-\d{2}$/.test(event.at))).toBe(true)
    await addParentMessage(desk, (await send()).id, 'Hôm nay cổng vẫn mở muộn.', app.now())
    const rows = await app.db.selectFrom('cases').select('updated_at').execute()
    expect(rows.map((one) => one.updated_at)).toEqual(rows.map(() => '2026-11-22T17:00:00.000Z'))
  })
})

describe('the inbox', () => {
  test('the number in the menu is the number of the view, and tells nobody of a sealed case', async () => {
    await send()
    await send({ kind: 'denunciation', consentPublish: false })
    for (const role of ['principal', 'coordinator', 'handler', 'viewer'] as const) {
      const counts = await inboxCounts(app.db, desk.school, staff(role), '2026-11-23')
      for (const view of inboxViews) expect(await countInbox(app.db, desk.school, staff(role), view, '2026-11-23')).toBe(counts[view])
      expect(counts.waiting).toBe(role === 'principal' ? 2 : 1)
    }
    const menu = async (role: Role) => /class="count">(\d+)</.exec(await (await app.get('/office/tai-khoan-cua-toi', { cookie: await app.signInAs(role) })).text())?.[1]
    expect(await menu('principal')).toBe('2')
    expect(await menu('coordinator')).toBe('1')
    expect(await menu('viewer')).toBeUndefined()
  })

  test('due first, the paused last, the searched without diacritics', async () => {
    const late = await send({ body: 'Nhà vệ sinh có mùi hôi vào buổi trưa.' })
    app.setNow('2026-11-25T02:00:00.000Z')
    const later = await send({ body: 'Bữa xế hơi ít so với sức ăn của trẻ.' })
    app.setNow('2026-12-20T02:00:00.000Z')
    const paused = await send()
    await acknowledge(desk, await by('coordinator', paused), { assigneeId: staff('handler').id })
    await ask(desk, await by('coordinator', paused), { text: 'Ở đâu ạ?' })
    const { rows } = await listInbox(app.db, desk.school, staff('coordinator'), { view: 'waiting' }, '2026-12-20')
    expect(rows.map((row) => row.number)).toEqual([late.number, later.number, paused.number])
    expect(rows[2]?.due).toBeNull()
    const found = await listInbox(app.db, desk.school, staff('coordinator'), { view: 'all', q: 'bua XE' }, '2026-12-20')
    expect(found.rows.map((row) => row.number)).toEqual([later.number])
    expect((await listInbox(app.db, desk.school, staff('coordinator'), { view: 'all', q: '100%' }, '2026-12-20')).total).toBe(0)
    expect(await inboxCounts(app.db, desk.school, staff('handler'), '2026-12-20')).toMatchObject({ waiting: 3, mine: 1, overdue: 2, all: 3 })
  })

  test('another school’s cases are neither listed nor opened nor changed', async () => {
    const row = await send()
    const other = await app.seedSchool({ slug: 'sen-hong' })
    const principal = other.staff.principal
    expect((await listInbox(app.db, other.school, principal, { view: 'all' }, '2026-11-23')).total).toBe(0)
    expect(await openCase(app.db, other.school, principal, row.number, app.now())).toBeNull()
    const act = { staff: principal, number: row.number, version: row.version, now: app.now() }
    expect(await acknowledge({ ...desk, school: other.school }, act, { assigneeId: null })).toEqual({ ok: false, reason: 'not-found' })
    expect(await assign(desk, await by('coordinator', row), { assigneeId: principal.id })).toMatchObject({ ok: false })
  })
})

