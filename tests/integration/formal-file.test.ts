import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  acceptFormal, acknowledge, addParentMessage, approveReply, ask, declareComplex, disagree, listInbox, nextTasks, openCase, parentCase, recordDecision, recordDialogue, refuseFormal,
  returnReply, submitReply,
} from '#app/cases/index.ts'
import type { Outcome } from '#app/cases/index.ts'
import { queueReminders } from '#app/cases/reminders.ts'
import type { CaseRow } from '#db/schema.ts'
import { createTestApp } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import { answerOf, readAndConfirmed } from '#tests/support/cases.ts'
import { deskOf } from '#tests/support/case-desk.ts'
import type { SeededSchool } from '#tests/support/school.ts'

let app: TestApp
let school: SeededSchool
let with_: Awaited<ReturnType<typeof deskOf>>
const ok: Outcome = { ok: true }
const contact = { name: 'Phạm Hữu Lợi', phone: null, email: 'loi@example.com' }

beforeEach(async () => {
  app = await createTestApp()
  school = await app.seedSchool()
  await app.db
    .insertInto('authorities')
    .values({ id: 'a1', school_id: school.school.id, kind: 'governing', name: 'Ủy ban nhân dân phường Chánh Bình', address: '', phone: '', effective_from: '2025-07-01', effective_to: null })
    .execute()
  with_ = await deskOf(app, school)
})
afterEach(() => app.close())

const send = (kind: 'complaint' | 'denunciation' = 'complaint') =>
  with_.send({ kind, consentPublish: false, sender: 'named', contact, consentContact: true, body: 'Tôi khiếu nại việc chuyển lớp của con tôi.' })
const file = (row: CaseRow) => app.db.selectFrom('case_formal').selectAll().where('case_id', '=', row.id).executeTakeFirstOrThrow()

async function accepted(kind: 'complaint' | 'denunciation' = 'complaint'): Promise<CaseRow> {
  const row = await send(kind)
  const who = kind === 'denunciation' ? 'principal' : 'coordinator'
  expect(await acknowledge(with_.desk, await with_.by(who, row), { assigneeId: school.staff[kind === 'denunciation' ? 'principal' : 'handler'].id })).toEqual(ok)
  expect(await acceptFormal(with_.desk, await with_.by('principal', row))).toEqual(ok)
  return with_.fresh(row)
}

describe('the clock of the law', () => {
  test('ten days to accept a complaint, seven working days a denunciation, both stored when they come in', async () => {
    expect(await file(await send())).toMatchObject({ accept_due: '2026-12-03', accepted_on: null, resolve_due: null })
    expect(await file(await send('denunciation'))).toMatchObject({ accept_due: '2026-12-03' })
    expect(await send()).toMatchObject({ formal_stage: 'awaiting', intake_due: '2026-12-03', classify_due: '2026-12-01' })
    expect(await with_.send()).toMatchObject({ formal_stage: null, intake_due: '2026-12-08', classify_due: '2026-12-01' })
  })

  test('reading it starts no clock; accepting it does, for thirty days from that day', async () => {
    const row = await send()
    const before = row.answer_due
    await acknowledge(with_.desk, await with_.by('coordinator', row), { assigneeId: school.staff.handler.id })
    expect((await with_.fresh(row)).answer_due).toBe(before)
    app.setNow('2026-11-27T02:00:00.000Z')
    expect(await acceptFormal(with_.desk, await with_.by('principal', row))).toEqual(ok)
    // The 27th of December is a Sunday.
    expect(await with_.fresh(row)).toMatchObject({ formal_stage: 'accepted', answer_due: '2026-12-28', state: 'in_progress' })
    expect(await file(row)).toMatchObject({ accepted_on: '2026-11-27', resolve_due: '2026-12-28' })
    expect((await with_.told(row)).at(-1)).toContain('28/12/2026')
    expect(await acceptFormal(with_.desk, await with_.by('principal', row))).toEqual({ ok: false, reason: 'not-allowed' })
  })

  test('complex once: forty-five days from acceptance, sixty for a denunciation, with the reason to the sender', async () => {
    for (const [kind, due] of [['complaint', '2027-01-07'], ['denunciation', '2027-01-22']] as const) {
      const row = await accepted(kind)
      expect(await declareComplex(with_.desk, await with_.by('principal', row), { reason: 'Nhiều bên liên quan.' })).toEqual(ok)
      expect(await with_.fresh(row)).toMatchObject({ answer_due: due, formal_stage: 'complex' })
      expect((await with_.told(row)).at(-1)).toContain('Nhiều bên liên quan.')
      expect(await declareComplex(with_.desk, await with_.by('principal', row), { reason: 'Nữa.' })).toEqual({ ok: false, reason: 'not-allowed' })
    }
  })

  test('complex only before its day has passed', async () => {
    const row = await accepted()
    app.setNow('2026-12-24T02:00:00.000Z')
    expect(await declareComplex(with_.desk, await with_.by('principal', row), { reason: 'Nhiều bên.' })).toMatchObject({ ok: false, reason: 'bad-input' })
    expect(await (await app.get(`/office/phan-anh/${row.number}`, { cookie: await app.signInAs('principal') })).text()).not.toContain('value="declareComplex"')
    expect(await with_.fresh(row)).toMatchObject({ answer_due: row.answer_due, formal_stage: 'accepted' })
  })

  test('a question to the sender does not stop it', async () => {
    const row = await accepted()
    expect(await ask(with_.desk, await with_.by('handler', row), { text: 'Gửi bản chụp giấy ạ.' })).toEqual(ok)
    expect(await with_.fresh(row)).toMatchObject({ state: 'in_progress', paused_on: null, answer_due: row.answer_due })
    app.setNow('2026-11-30T02:00:00.000Z')
    await addParentMessage(with_.desk, row.id, 'Tôi gửi rồi.', app.now())
    expect(await with_.fresh(row)).toMatchObject({ answer_due: row.answer_due, paused_days: 0 })
  })

  test('a day for acceptance that is near or over is what the inbox, the tasks and the reminders show', async () => {
    const row = await send()
    await acknowledge(with_.desk, await with_.by('coordinator', row), { assigneeId: school.staff.handler.id })
    const today = '2026-12-04'
    const overdue = await listInbox(app.db, school.school, school.staff.principal, { view: 'overdue' }, today)
    expect(overdue.rows).toMatchObject([{ number: row.number, due: '2026-12-03' }])
    expect(await nextTasks(app.db, school.school, school.staff.principal, today)).toMatchObject([{ kind: 'accept', due: '2026-12-03' }])
    expect(await nextTasks(app.db, school.school, school.staff.handler, today)).toMatchObject([{ kind: 'answer' }])
    await queueReminders(app.db, { publicOrigin: app.origin }, '2026-12-04T02:00:00.000Z')
    const mails = await app.db.selectFrom('outbox').select('subject').where('purpose', '=', 'case-reminder').execute()
    expect(new Set(mails.map(({ subject }) => subject))).toEqual(new Set([`[${row.number}] Quá hạn thụ lý`]))
  })
})

describe('refused', () => {
  test('ends the case and tells the sender why and where they can go on', async () => {
    const row = await send()
    expect(await refuseFormal(with_.desk, await with_.by('coordinator', row), { reason: 'Việc đã có quyết định lần hai.' })).toEqual(ok)
    expect(await with_.fresh(row)).toMatchObject({ state: 'ineligible', formal_stage: 'refused' })
    const told = (await with_.told(row)).at(-1)
    expect(told).toContain('Việc đã có quyết định lần hai.')
    expect(told).toContain('Ủy ban nhân dân phường Chánh Bình')
    expect(told).toContain('Tòa án')
    const mail = await app.db.selectFrom('outbox').select(['subject', 'body']).where('recipient', '=', contact.email).orderBy('id', 'desc').executeTakeFirstOrThrow()
    expect(mail.body).toContain('Tòa án')
    expect(mail.subject).not.toContain('khiếu nại')
  })

  test('never after acceptance, and an ordinary report has no such step', async () => {
    expect(await refuseFormal(with_.desk, await with_.by('principal', await accepted()), { reason: 'x' })).toEqual({ ok: false, reason: 'not-allowed' })
    expect(await acceptFormal(with_.desk, await with_.by('principal', await with_.send()))).toEqual({ ok: false, reason: 'not-allowed' })
  })
})

describe('the decision', () => {
  const decision = { decisionNumber: '07/QĐ-MNHP', decidedOn: '2026-11-23', body: 'Chấp nhận khiếu nại.' }

  test('only after acceptance, and no ordinary reply stands in its place', async () => {
    const row = await send()
    await acknowledge(with_.desk, await with_.by('coordinator', row), { assigneeId: school.staff.handler.id })
    expect(await recordDecision(with_.desk, await with_.by('handler', row), decision)).toEqual({ ok: false, reason: 'not-allowed' })
    expect(await submitReply(with_.desk, await with_.by('handler', row), answerOf('x'))).toEqual({ ok: false, reason: 'not-allowed' })
  })

  test('goes out after a second person approved it, with number, date and what the sender can do next', async () => {
    const row = await accepted()
    expect(await recordDecision(with_.desk, await with_.by('handler', row), { ...decision, decidedOn: '2026-11-25' })).toMatchObject({ ok: false, reason: 'bad-input' })
    expect(await recordDecision(with_.desk, await with_.by('coordinator', row), decision)).toEqual(ok)
    expect((await parentCase(app.db, school.school, row.id, '2026-11-23'))?.formal?.decision).toBeNull()
    expect(await approveReply(with_.desk, await with_.by('coordinator', row), readAndConfirmed)).toEqual({ ok: false, reason: 'own-work' })
    expect(await returnReply(with_.desk, await with_.by('principal', row), { reason: 'Nêu căn cứ.' })).toEqual(ok)
    expect(await recordDecision(with_.desk, await with_.by('coordinator', row), { ...decision, body: 'Chấp nhận khiếu nại, theo Điều 5 Điều lệ.' })).toEqual(ok)
    expect(await approveReply(with_.desk, await with_.by('principal', row), readAndConfirmed)).toEqual(ok)
    expect(await with_.fresh(row)).toMatchObject({ state: 'answered', answered_on: '2026-11-23' })
    const told = (await with_.told(row)).at(-1)!
    for (const words of ['Quyết định giải quyết khiếu nại số 07/QĐ-MNHP, ngày 23/11/2026', 'Điều 5 Điều lệ', 'khiếu nại lần hai']) expect(told).toContain(words)
    expect((await parentCase(app.db, school.school, row.id, '2026-11-23'))?.formal).toEqual({
      acceptDue: '2026-12-03', acceptedOn: '2026-11-23', resolveDue: '2026-12-23', isComplex: false, dialogue: null, decision: { number: '07/QĐ-MNHP', on: '2026-11-23' },
    })
  })

  test('on a denunciation goes out at once, since nobody else may read it', async () => {
    const row = await accepted('denunciation')
    expect(await recordDecision(with_.desk, await with_.by('principal', row), decision)).toEqual({ ok: true, then: 'sent' })
    expect((await with_.told(row)).at(-1)).toContain('Kết luận nội dung tố cáo số 07/QĐ-MNHP')
    expect((await with_.fresh(row)).state).toBe('answered')
  })

  test('the way against it is the one of the law, not a reopening', async () => {
    const row = await accepted()
    await recordDecision(with_.desk, await with_.by('handler', row), decision)
    await approveReply(with_.desk, await with_.by('principal', row), readAndConfirmed)
    expect(await disagree(with_.desk, row.id, 'Tôi không đồng ý.', app.now())).toEqual({ ok: false, reason: 'not-allowed' })
    expect((await parentCase(app.db, school.school, row.id, '2026-11-23'))?.mayDisagree).toBe(false)
  })
})

describe('the dialogue', () => {
  test('a day to come invites the sender once; its record comes afterwards and is not shown to them', async () => {
    const row = await accepted()
    const when = { heldOn: '2026-11-25', place: 'phòng họp' }
    expect(await recordDialogue(with_.desk, await with_.by('handler', row), { ...when, record: 'Đã họp.' })).toMatchObject({ ok: false, reason: 'bad-input' })
    expect(await recordDialogue(with_.desk, await with_.by('handler', row), { ...when, record: null })).toEqual(ok)
    expect((await with_.told(row)).at(-1)).toContain('25/11/2026 tại phòng họp')
    const told = (await with_.told(row)).length
    app.setNow('2026-11-25T08:00:00.000Z')
    expect(await recordDialogue(with_.desk, await with_.by('handler', row), { ...when, record: 'Hai bên thống nhất cho cháu về lớp cũ.' })).toEqual(ok)
    expect((await with_.told(row)).length).toBe(told)
    const parent = await parentCase(app.db, school.school, row.id, '2026-11-25')
    expect(parent?.formal?.dialogue).toEqual({ on: '2026-11-25', place: 'phòng họp' })
    expect(JSON.stringify(parent)).not.toContain('thống nhất')
  })
})

describe('on the screen', () => {
  test('the file stands on the page of the case with what is missing, and every step is one form', async () => {
    const row = await send()
    const cookie = await app.signInAs('principal')
    const address = `/office/phan-anh/${row.number}`
    const page = async () => (await (await app.get(address, { cookie })).text()).replaceAll('<!-- -->', '')
    const press = async (viec: string, form: Record<string, string> = {}) => app.post(address, { viec, version: (await with_.fresh(row)).version, ...form }, { cookie })
    expect((await press('acknowledge', { assigneeId: school.staff.handler.id })).status).toBe(303)
    expect(await page()).toContain('quyết định thụ lý khiếu nại')
    expect((await press('acceptFormal')).status).toBe(303)
    const html = await page()
    expect(html).toContain('Hồ sơ giải quyết khiếu nại')
    expect(html).toContain('23/12/2026')
    expect(html).toContain('Quyết định giải quyết khiếu nại (số, ngày, nội dung)')
    // Nobody was asked for consent to what is never published.
    expect(html).toContain('Không bao giờ, theo loại hồ sơ')
    expect(html).not.toContain('Phụ huynh không đồng ý')
    const refused = await press('recordDecision', { decisionNumber: '', decidedOn: '2026-13-01', body: 'Chấp nhận từng điểm.' })
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('Chấp nhận từng điểm.')
  })

  test('on paper for those who may open the case, and for nobody else', async () => {
    const row = await accepted()
    const address = `/office/phan-anh/${row.number}/ho-so-giai-quyet`
    const printed = async (role: 'principal' | 'handler' | 'viewer') => app.get(address, { cookie: await app.signInAs(role) })
    const html = await (await printed('principal')).text()
    for (const words of ['HỒ SƠ GIẢI QUYẾT', 'Đơn khiếu nại', '23/12/2026', 'ỦY BAN NHÂN DÂN PHƯỜNG CHÁNH BÌNH']) expect(html).toContain(words)
    expect(html).not.toContain('Phạm Hữu Lợi')
    expect((await printed('handler')).status).toBe(200)
    expect((await printed('viewer')).status).toBe(404)
    const ordinary = await with_.send()
    expect((await app.get(`/office/phan-anh/${ordinary.number}/ho-so-giai-quyet`, { cookie: await app.signInAs('principal') })).status).toBe(404)
  })

  test('lists the papers in their order on paper, the letter first, though it came before dawn', async () => {
    // 05:00 in Vietnam; in UTC it is the day before.
    app.setNow('2026-11-22T22:00:00.000Z')
    const row = await accepted()
    const html = await (await app.get(`/office/phan-anh/${row.number}/ho-so-giai-quyet`, { cookie: await app.signInAs('principal') })).text()
    const places = ['<td>1</td><td>23/11/2026</td><td>Đơn khiếu nại</td>', '<td>2</td><td>23/11/2026</td><td>Nhà trường thụ lý khiếu nại'].map((cells) => html.replaceAll('<!-- -->', '').indexOf(cells))
    expect(places[0]).toBeGreaterThan(0)
    expect(places[1]).toBeGreaterThan(places[0]!)
  })

  test('a file that is decided keeps the authority of its day, an open one has that of today', async () => {
    const decided = await accepted()
    expect(await recordDecision(with_.desk, await with_.by('handler', decided), { decisionNumber: '07/QĐ-MNHP', decidedOn: '2026-11-23', body: 'Chấp nhận.' })).toEqual(ok)
    const open = await accepted()
    await app.db.updateTable('authorities').set({ effective_to: '2026-12-31' }).execute()
    await app.db.insertInto('authorities').values({ id: 'a2', school_id: school.school.id, kind: 'governing', name: 'Ủy ban nhân dân phường Mới', address: '', phone: '', effective_from: '2027-01-01', effective_to: null }).execute()
    app.setNow('2027-01-05T02:00:00.000Z')
    const printed = async ({ number }: CaseRow) => (await app.get(`/office/phan-anh/${number}/ho-so-giai-quyet`, { cookie: await app.signInAs('principal') })).text()
    expect(await printed(decided)).toContain('ỦY BAN NHÂN DÂN PHƯỜNG CHÁNH BÌNH')
    expect(await printed(open)).toContain('ỦY BAN NHÂN DÂN PHƯỜNG MỚI')
  })

  test('an earlier complaint without a file can still be opened', async () => {
    const row = await send()
    await app.db.deleteFrom('case_formal').execute()
    expect((await openCase(app.db, school.school, school.staff.principal, row.number, app.now()))?.formal).toBeNull()
    expect((await app.get(`/office/phan-anh/${row.number}`, { cookie: await app.signInAs('principal') })).status).toBe(200)
  })
})
