import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { loadCalendar } from '#app/calendar/index.ts'
import {
  acknowledge, addParentMessage, approveReply, ask, assign, deliverOutgoing, extend, message, openCase, parentCase, reclassify, sendNow, submitReply, undoSend,
} from '#app/cases/index.ts'
import type { CaseDesk, Outcome, StaffAct } from '#app/cases/index.ts'
import { nextTasks } from '#app/cases/next-tasks.ts'
import { queueReminders } from '#app/cases/reminders.ts'
import { serverJobs } from '#app/scheduler.ts'
import type { CaseRow, Role } from '#db/schema.ts'
import { createTestApp } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import { answerFields, answerOf, confirmedFields, readAndConfirmed, sendCase } from '#tests/support/cases.ts'
import type { Sent } from '#tests/support/cases.ts'
import { changeTriggers } from '#tests/support/engine.ts'
import type { SeededSchool } from '#tests/support/school.ts'

let app: TestApp
let seeded: SeededSchool
let desk: CaseDesk

beforeEach(async () => {
  app = await createTestApp()
  seeded = await app.seedSchool({ undo_minutes: 30 })
  desk = { db: app.db, calendar: await loadCalendar(app.db, seeded.school), school: seeded.school, publicOrigin: app.origin }
})
afterEach(() => app.close())

const held: Outcome = { ok: true, then: 'held' }
const ok: Outcome = { ok: true }
const lan = { sender: 'named', contact: { name: 'Nguyễn Thị Lan', phone: null, email: 'lan@example.com' }, consentContact: true } as const
const fresh = (row: CaseRow) => app.db.selectFrom('cases').selectAll().where('id', '=', row.id).executeTakeFirstOrThrow()
const by = async (role: Role, row: CaseRow): Promise<StaffAct> => ({ staff: seeded.staff[role], number: row.number, version: (await fresh(row)).version, now: app.now() })
const parentSees = (row: CaseRow) => parentCase(app.db, seeded.school, row.id, app.now().slice(0, 10))
const mailTo = (address: string) => app.db.selectFrom('outbox').select(['purpose', 'body', 'created_at']).where('recipient', '=', address).where('purpose', '!=', 'case-received').orderBy('id').execute()
const later = (minutes: number) => app.setNow(new Date(Date.parse(app.now()) + minutes * 60_000).toISOString())
const deliver = () => deliverOutgoing(app.db, { publicOrigin: app.origin }, app.now())

/** In the handler's hands, with the parent's mail so far left out of account. */
async function inHand(given: Sent = lan): Promise<CaseRow> {
  const row = await sendCase(app, seeded, given)
  await acknowledge(desk, await by('coordinator', row), { assigneeId: seeded.staff.handler.id, ...(given.childSafety ? { text: 'Cô đang ở bên bé.' } : {}) })
  await app.db.deleteFrom('outbox').execute()
  return row
}

async function approved(given: Sent = lan): Promise<CaseRow> {
  const row = await inHand(given)
  expect(await submitReply(desk, await by('handler', row), answerOf('Cổng mở từ 6 giờ 30.'))).toEqual(ok)
  expect(await approveReply(desk, await by('principal', row), readAndConfirmed)).toEqual(held)
  await app.db.deleteFrom('outbox').execute()
  return row
}

describe('while an answer waits', () => {
  test('nothing has happened for the parent: no answer, no mail, the clock still runs', async () => {
    const row = await approved()
    expect(await fresh(row)).toMatchObject({ state: 'awaiting_approval', answered_on: null, outgoing_at: '2026-11-23T02:30:00.000Z' })
    expect(await parentSees(row)).toMatchObject({ state: 'in_progress', conversation: [], answerDue: '2026-12-08', mayDisagree: false, mayRate: false })
    expect((await parentSees(row))!.steps.map(({ step }) => step)).toEqual(['submitted', 'acknowledged'])
    expect(await mailTo('lan@example.com')).toEqual([])
    later(29)
    expect(await deliver()).toBe(0)
    expect((await fresh(row)).state).toBe('awaiting_approval')
  })

  test('nothing else can be done with the case, whoever tries, but to take it back, send it, note something or keep it from somebody it is about', async () => {
    const row = await approved()
    expect((await openCase(app.db, desk.school, seeded.staff.principal, row.number, app.now()))?.actions).toEqual(['undoSend', 'sendNow', 'note', 'addConflict'])
    const refused: Outcome = { ok: false, reason: 'not-allowed' }
    expect(await reclassify(desk, await by('principal', row), { kind: 'complaint', fieldId: row.field_id, reason: 'Khiếu nại.' })).toEqual(refused)
    expect(await assign(desk, await by('principal', row), { assigneeId: seeded.staff.coordinator.id })).toEqual(refused)
    expect(await extend(desk, await by('principal', row), { workingDays: 2, reason: 'Chờ.' })).toEqual(refused)
    expect(await approveReply(desk, await by('principal', row), readAndConfirmed)).toEqual(refused)
    expect(await message(desk, await by('principal', row), { text: 'Thêm.' })).toEqual(refused)
  })

  test('it is nobody’s task, no reminder is written, and the inbox says when it goes', async () => {
    const row = await approved()
    await app.db.updateTable('cases').set({ answer_due: '2026-11-20' }).execute()
    for (const role of ['principal', 'coordinator', 'handler'] as const) expect(await nextTasks(app.db, seeded.school, seeded.staff[role], '2026-11-23')).toEqual([])
    expect(await queueReminders(app.db, { publicOrigin: app.origin }, app.now())).toBe(0)
    const cookie = await app.signInAs('principal')
    expect(await (await app.get('/office/phan-anh', { cookie })).text()).toMatch(/Sẽ gửi lúc (<!-- -->)?09:30/)
    expect(await (await app.get('/office/phan-anh?xem=approve', { cookie })).text()).not.toContain(row.number)
  })
})

describe('when its time has come', () => {
  test('it goes out: the state, the day, the message, the mail, the history and the log are those of that moment', async () => {
    const row = await approved()
    later(31)
    expect(await deliver()).toBe(1)
    expect(await fresh(row)).toMatchObject({ state: 'answered', answered_on: '2026-11-23', outgoing_at: null })
    const sent = (await parentSees(row))!
    expect(sent.conversation).toMatchObject([{ from: 'school', body: 'Cổng mở từ 6 giờ 30.', isAnswer: true, on: '2026-11-23' }])
    expect(sent.steps.at(-1)).toEqual({ step: 'answered', on: '2026-11-23' })
    expect(await mailTo('lan@example.com')).toMatchObject([{ purpose: 'case-answered', created_at: app.now() }])
    expect(await app.db.selectFrom('case_events').select(['type', 'staff_id', 'from_state', 'to_state', 'at']).orderBy('id', 'desc').executeTakeFirst()).toEqual({
      type: 'answer', staff_id: seeded.staff.principal.id, from_state: 'awaiting_approval', to_state: 'answered', at: app.now(),
    })
    expect(await app.db.selectFrom('audit').select(['action', 'staff_id', 'target']).orderBy('id', 'desc').executeTakeFirst()).toEqual({ action: 'case:send', staff_id: seeded.staff.principal.id, target: row.number })
    const file = await openCase(app.db, desk.school, seeded.staff.handler, row.number, app.now())
    expect(file?.reply).toMatchObject({ state: 'approved', decidedByName: seeded.staff.principal.name, checkedAt: '2026-11-23T02:00:00.000Z' })
  })

  test('at most once, however often and from wherever it is tried', async () => {
    const row = await approved()
    later(31)
    expect((await Promise.all([deliver(), deliver(), deliver()])).reduce((sum, count) => sum + count)).toBe(1)
    expect(await sendNow(desk, await by('principal', row))).toEqual({ ok: false, reason: 'not-allowed' })
    expect(await mailTo('lan@example.com')).toHaveLength(1)
    expect((await parentSees(row))!.conversation).toHaveLength(1)
  })

  test('it is answered on the day on which it really went out, also after a night without a server', async () => {
    app.setNow('2026-11-23T16:50:00.000Z')
    const row = await approved()
    app.setNow('2026-11-25T00:10:00.000Z')
    await deliver()
    expect((await fresh(row)).answered_on).toBe('2026-11-25')
  })

  test('the server sends it before it sends the mail', async () => {
    const jobs = Object.keys(serverJobs(app.services))
    expect(jobs.indexOf('outgoing messages')).toBeGreaterThanOrEqual(0)
    expect(jobs.indexOf('outgoing messages')).toBeLessThan(jobs.indexOf('mail'))
    const row = await approved()
    later(30)
    await serverJobs(app.services)['outgoing messages']!(new AbortController().signal)
    expect((await fresh(row)).state).toBe('answered')
  })

  test('one that cannot be sent keeps no other from going out, and is tried again', async () => {
    const broken = await approved()
    const whole = await approved({})
    await changeTriggers(app, `create trigger broken before insert on case_messages when new.case_id = '${broken.id}' begin select raise(abort, 'broken'); end`)
    later(31)
    await expect(deliver()).rejects.toThrow('1 of 2')
    expect((await fresh(whole)).state).toBe('answered')
    expect((await fresh(broken)).state).toBe('awaiting_approval')
    await changeTriggers(app, 'drop trigger broken')
    expect(await deliver()).toBe(1)
    expect((await fresh(broken)).state).toBe('answered')
  })

  test('a question stops the clock on the day it goes out, a message does not stop it', async () => {
    const asked = await inHand()
    expect(await ask(desk, await by('handler', asked), { text: 'Vào hôm nào ạ?' })).toEqual(held)
    expect(await fresh(asked)).toMatchObject({ state: 'in_progress', paused_on: null })
    const written = await inHand({})
    expect(await message(desk, await by('handler', written), { text: 'Thợ đang tới.' })).toEqual(held)
    later(30)
    expect(await deliver()).toBe(2)
    expect(await fresh(asked)).toMatchObject({ state: 'more_info', paused_on: '2026-11-23' })
    expect((await parentSees(asked))!.steps.at(-1)).toMatchObject({ step: 'asked' })
    expect(await mailTo('lan@example.com')).toMatchObject([{ purpose: 'case-question' }])
    expect(await fresh(written)).toMatchObject({ state: 'in_progress', paused_on: null, outgoing_at: null })
    expect((await parentSees(written))!.conversation).toMatchObject([{ from: 'school', body: 'Thợ đang tới.', isAnswer: false }])
  })
})

describe('taken back', () => {
  test('an answer is its author’s draft again, with all that was listed, and the parent never knew', async () => {
    const row = await approved()
    expect(await undoSend(desk, await by('principal', row))).toEqual(ok)
    expect(await fresh(row)).toMatchObject({ state: 'in_progress', outgoing_at: null })
    const file = await openCase(app.db, desk.school, seeded.staff.handler, row.number, app.now())
    expect(file?.reply).toMatchObject({ state: 'draft', body: 'Cổng mở từ 6 giờ 30.', questions: answerOf('').questions, decided_by: null, checkedAt: null })
    later(60)
    expect(await deliver()).toBe(0)
    expect(await mailTo('lan@example.com')).toEqual([])
    expect((await parentSees(row))!.steps.map(({ step }) => step)).toEqual(['submitted', 'acknowledged'])
    expect((await mailTo(seeded.staff.handler.email)).map(({ purpose }) => purpose)).toEqual(['case-taken-back'])

    expect(await submitReply(desk, await by('handler', row), answerOf('Cổng mở từ 6 giờ 15.'))).toEqual(ok)
    expect(await approveReply(desk, await by('principal', row), readAndConfirmed)).toEqual(held)
    later(30)
    await deliver()
    expect((await parentSees(row))!.conversation.map(({ body }) => body)).toEqual(['Cổng mở từ 6 giờ 15.'])
  })

  test.each(['ask', 'message'] as const)('the words of %s stand in their form again, for who wrote them and who took them back', async (viec) => {
    const row = await inHand()
    const handler = await app.signInAs('handler')
    const principal = await app.signInAs('principal')
    const address = `/office/phan-anh/${row.number}`
    const post = async (cookie: string, form: Record<string, string>) => app.post(address, { version: String((await fresh(row)).version), ...form }, { cookie })
    expect((await post(handler, { viec, text: 'Vào hôm nào, ở cổng nào ạ?' })).headers.get('location')).toBe(`${address}?da=hs-held#top`)
    expect((await post(principal, { viec: 'undoSend' })).headers.get('location')).toBe(`${address}?da=hs-undoSend#top`)
    for (const cookie of [handler, principal]) expect(await (await app.get(address, { cookie })).text()).toMatch(new RegExp(`id="${viec}-text"[^>]*>Vào hôm nào, ở cổng nào ạ\\?</textarea>`))
    expect(await (await app.get(address, { cookie: await app.signInAs('coordinator') })).text()).not.toContain('ở cổng nào ạ?')
    await post(handler, { viec, text: 'Ở cổng nào ạ?' })
    await post(handler, { viec: 'undoSend' })
    expect(await (await app.get(address, { cookie: handler })).text()).toContain('>Ở cổng nào ạ?</textarea>')
  })
})

describe('sent at once', () => {
  test('by who presses "Gửi ngay"', async () => {
    const row = await approved()
    expect(await sendNow(desk, await by('principal', row))).toEqual(ok)
    expect(await fresh(row)).toMatchObject({ state: 'answered', outgoing_at: null })
    expect(await mailTo('lan@example.com')).toHaveLength(1)
    expect(await deliver()).toBe(0)
  })

  test('in a school that keeps nothing back', async () => {
    desk = { ...desk, school: { ...desk.school, undo_minutes: 0 } }
    const row = await inHand()
    expect(await message(desk, await by('handler', row), { text: 'Thợ đang tới.' })).toEqual(ok)
    expect(await mailTo('lan@example.com')).toMatchObject([{ purpose: 'case-message' }])
  })

  test('where a child may be in danger', async () => {
    const row = await inHand({ ...lan, childSafety: true })
    expect(await ask(desk, await by('handler', row), { text: 'Bé đang ở đâu ạ?' })).toEqual(ok)
    expect(await fresh(row)).toMatchObject({ state: 'more_info', outgoing_at: null })
  })

  test('where waiting would carry it past its day', async () => {
    const row = await inHand()
    app.setNow('2026-12-08T16:45:00.000Z')
    await submitReply(desk, await by('handler', row), answerOf('Cổng mở từ 6 giờ 30.'))
    expect(await approveReply(desk, await by('principal', row), readAndConfirmed)).toEqual(ok)
    expect(await fresh(row)).toMatchObject({ state: 'answered', answered_on: '2026-12-08' })
  })
})

describe('what the parent does meanwhile', () => {
  test('writing is taken, staff are warned beside what is about to go, and it still goes', async () => {
    const row = await approved()
    expect(await addParentMessage(desk, row.id, 'Hôm nay cổng đã mở sớm.', app.now())).toEqual(ok)
    const page = await (await app.get(`/office/phan-anh/${row.number}`, { cookie: await app.signInAs('principal') })).text()
    expect(page).toContain('Phụ huynh vừa viết thêm')
    later(31)
    expect(await deliver()).toBe(1)
    expect((await parentSees(row))!.conversation.map(({ from }) => from)).toEqual(['parent', 'school'])
  })

  test('an address taken back gets no mail, the answer stands on the page all the same', async () => {
    const row = await approved()
    await app.db.updateTable('case_consents').set({ withdrawn_on: '2026-11-23' }).where('purpose', '=', 'contact').execute()
    later(31)
    expect(await deliver()).toBe(1)
    expect(await mailTo('lan@example.com')).toEqual([])
    expect((await parentSees(row))!.conversation).toHaveLength(1)
  })

  test('what ends or freezes the case stops it: nothing goes out, nothing is lost', async () => {
    const ended = await approved()
    await app.db.updateTable('cases').set({ state: 'closed' }).where('id', '=', ended.id).execute()
    const frozen = await inHand({})
    await message(desk, await by('handler', frozen), { text: 'Thợ đang tới.' })
    await app.db.updateTable('cases').set({ frozen_on: '2026-11-23' }).where('id', '=', frozen.id).execute()
    later(31)
    expect(await deliver()).toBe(0)
    expect(await fresh(ended)).toMatchObject({ state: 'closed', outgoing_at: null, answered_on: null })
    expect(await app.db.selectFrom('case_replies').select(['state', 'body']).execute()).toEqual([{ state: 'draft', body: 'Cổng mở từ 6 giờ 30.' }])
    expect(await fresh(frozen)).toMatchObject({ state: 'in_progress', outgoing_at: null })
    expect((await openCase(app.db, desk.school, seeded.staff.handler, frozen.number, app.now()))?.drafts).toEqual({ message: { text: 'Thợ đang tới.' } })
    expect(await app.db.selectFrom('case_messages').selectAll().execute()).toEqual([])
  })
})

describe('the conversation', () => {
  test('goes both ways in every open state, also for somebody nobody knows', async () => {
    const row = await sendCase(app, seeded)
    const states: string[] = []
    const bothWays = async (role: Role) => {
      expect(await message(desk, await by(role, row), { text: `Nhà trường ${states.length}` })).toMatchObject({ ok: true })
      await sendNow(desk, await by(role, row))
      expect(await addParentMessage(desk, row.id, `Phụ huynh ${states.length}`, app.now())).toEqual(ok)
      states.push((await fresh(row)).state)
    }
    await bothWays('coordinator')
    await acknowledge(desk, await by('coordinator', row), { assigneeId: null })
    await bothWays('coordinator')
    await assign(desk, await by('coordinator', row), { assigneeId: seeded.staff.handler.id })
    await bothWays('handler')
    await ask(desk, await by('handler', row), { text: 'Hôm nào ạ?' })
    await sendNow(desk, await by('handler', row))
    expect(await message(desk, await by('handler', row), { text: 'Chúng tôi vẫn chờ.' })).toEqual(held)
    await sendNow(desk, await by('handler', row))
    expect((await fresh(row)).state).toBe('more_info')
    await addParentMessage(desk, row.id, 'Hôm thứ Sáu.', app.now())
    await submitReply(desk, await by('handler', row), answerOf('Đã sửa.'))
    await bothWays('handler')
    expect(states).toEqual(['submitted', 'acknowledged', 'in_progress', 'awaiting_approval'])
    const { conversation } = (await parentSees(row))!
    expect(conversation.map(({ from }) => from).join(' ')).toBe('school parent school parent school parent school school parent school parent')
    expect(await app.db.selectFrom('outbox').select('recipient').where('purpose', '=', 'case-message').execute()).toEqual([])
  })
})

describe('the case page', () => {
  test('says when it goes, offers both ways out, and says what was done', async () => {
    const row = await inHand()
    const handler = await app.signInAs('handler')
    const principal = await app.signInAs('principal')
    const address = `/office/phan-anh/${row.number}`
    const post = async (cookie: string, form: Record<string, string>) => app.post(address, { version: String((await fresh(row)).version), ...form }, { cookie })
    await post(handler, { viec: 'submitReply', ...answerFields('Cổng mở từ 6 giờ 30.') })
    expect((await post(principal, { viec: 'approveReply', ...confirmedFields })).headers.get('location')).toBe(`${address}?da=hs-held#top`)
    const page = (await (await app.get(`${address}?da=hs-held`, { cookie: principal })).text()).replaceAll('<!-- -->', '')
    expect(page).toContain('Câu trả lời sẽ gửi lúc 09:30')
    expect(page).toContain('value="undoSend"')
    expect(page).toContain('value="sendNow"')
    expect(page).toContain('Phụ huynh chưa thấy gì: trước giờ gửi, thầy/cô còn thu hồi được.')
    const viewer = await (await app.get(address, { cookie: await app.signInAs('viewer') })).text()
    expect(viewer).not.toContain('value="undoSend"')
    expect((await post(principal, { viec: 'sendNow' })).headers.get('location')).toBe(`${address}?da=hs-sendNow#top`)
    expect(await (await app.get(address, { cookie: principal })).text()).toContain('Câu trả lời đã được đọc lại')
  })

  test('an answer without its list, or read without every box, is refused beside what is missing, and nothing typed is lost', async () => {
    const row = await inHand()
    const handler = await app.signInAs('handler')
    const principal = await app.signInAs('principal')
    const address = `/office/phan-anh/${row.number}`
    const post = async (cookie: string, form: Record<string, string>) => app.post(address, { version: String((await fresh(row)).version), ...form }, { cookie })
    expect((await (await app.get(address, { cookie: handler })).text())).toContain('value="Cổng sau mở muộn"')

    const unlisted = await post(handler, { viec: 'submitReply', body: 'Đã sửa.', 'question-1': '  ' })
    expect(unlisted.status).toBe(422)
    expect(await unlisted.text()).toMatch(/submitReply-question-1-loi.*Ghi ít nhất một điều/s)
    const open = await post(handler, { viec: 'submitReply', body: 'Đã sửa.', 'question-1': 'Bao giờ xong?', 'answered-1': 'on', 'question-2': 'Ai trông bé?' })
    expect(open.status).toBe(422)
    const openPage = await open.text()
    expect(openPage).toMatch(/submitReply-answered-2-loi.*chưa được trả lời/s)
    expect(openPage).toContain('value="Ai trông bé?"')
    expect(openPage).toContain('>Đã sửa.</textarea>')
    expect((await fresh(row)).state).toBe('in_progress')

    await post(handler, { viec: 'submitReply', body: 'Đã sửa.', 'question-1': 'Bao giờ xong?', 'answered-1': 'on', 'question-5': 'Ai trông bé?', 'answered-5': 'on' })
    const unread = await post(principal, { viec: 'approveReply', 'check-q1': 'on', 'check-deed': 'on', 'check-tone': 'on' })
    expect(unread.status).toBe(422)
    const unreadPage = await unread.text()
    expect(unreadPage).toMatch(/approveReply-check-q2-loi/)
    expect(unreadPage).toMatch(/approveReply-check-privacy-loi/)
    expect(unreadPage).not.toMatch(/approveReply-check-q1-loi/)
    // Each line of the summary says which one it is.
    expect(unreadPage).toContain('Chưa xác nhận “Không có thông tin cá nhân của người khác”')
    expect(unreadPage).toMatch(/id="approveReply-check-q1"[^>]*checked/)
    expect((await fresh(row)).outgoing_at).toBeNull()
    expect((await post(principal, { viec: 'approveReply', 'check-q1': 'on', 'check-q2': 'on', 'check-deed': 'on', 'check-tone': 'on', 'check-privacy': 'on' })).status).toBe(303)
  })
})

describe('a second person', () => {
  const lighter = () => (desk = { ...desk, school: { ...desk.school, undo_minutes: 0, lighter_approval: 1 } })

  test.each(['praise', 'suggestion', 'question'] as const)('is not needed for %s where the school says so, but the author reads it against the list', async (kind) => {
    lighter()
    const row = await inHand({ kind })
    const unread = await submitReply(desk, await by('handler', row), { ...answerOf('Cảm ơn ông/bà.'), ticked: ['deed'] })
    expect(unread).toMatchObject({ ok: false, problems: [{ field: 'check-privacy' }, { field: 'check-tone' }] })
    expect(await submitReply(desk, await by('handler', row), answerOf('Cảm ơn ông/bà.'))).toEqual({ ok: true, then: 'sent' })
    expect((await fresh(row)).state).toBe('answered')
    expect(await app.db.selectFrom('case_replies').select(['state', 'decided_by']).execute()).toEqual([{ state: 'approved', decided_by: seeded.staff.handler.id }])
  })

  test.each([
    { kind: 'feedback' }, { kind: 'question', childSafety: true },
  ] satisfies Sent[])('is needed for %o whatever the school says', async (given) => {
    lighter()
    const row = await sendCase(app, seeded, given)
    await acknowledge(desk, await by('coordinator', row), { assigneeId: seeded.staff.coordinator.id, text: 'Nhà trường đang xem.' })
    expect(await submitReply(desk, await by('coordinator', row), answerOf('Đã xem.'))).toEqual(ok)
    expect(await approveReply(desk, await by('coordinator', row), readAndConfirmed)).toEqual({ ok: false, reason: 'own-work' })
    expect((await fresh(row)).state).toBe('awaiting_approval')
  })
})
