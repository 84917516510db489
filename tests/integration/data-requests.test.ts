import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { loadCalendar } from '#app/calendar/index.ts'
import { acknowledge, addNote, addParentMessage, approveReply, assign, loadCaseFacts, nextTasks, openIdentity, proposePublication, publicFigures, publish, submitReply } from '#app/cases/index.ts'
import type { CaseDesk, Outcome, StaffAct } from '#app/cases/index.ts'
import { queueReminders } from '#app/cases/reminders.ts'
import { identityViews, liftFreeze, remindOfRequests, removeExpired, submitRequest } from '#app/privacy/index.ts'
import type { DataRequestKind } from '#app/privacy/words.ts'
import { createTestApp } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import { addCase, answerOf, readAndConfirmed, sendCase } from '#tests/support/cases.ts'
import type { Sent } from '#tests/support/cases.ts'
import type { SeededSchool } from '#tests/support/school.ts'
import type { CaseRow, StaffRow } from '#db/schema.ts'
import { keptWith } from '#tests/support/engine.ts'

let app: TestApp
let seeded: SeededSchool
let desk: CaseDesk
beforeEach(async () => {
  app = await createTestApp()
  seeded = await app.seedSchool()
  desk = { db: app.db, calendar: await loadCalendar(app.db, seeded.school), school: seeded.school, publicOrigin: app.origin }
})
afterEach(() => app.close())

const contact = { name: 'Quỳnh Thị Chim Yến', phone: '0900 000 077', email: 'chim.yen.canary@example.com' }
const named: Sent = { sender: 'named', contact, consentContact: true }
const list = '/office/du-lieu-ca-nhan'
let asked = 0

async function ask(row: CaseRow, kind: DataRequestKind, body = 'Xin giúp'): Promise<string> {
  const id = `yeu-cau-${(asked += 1)}`
  expect(await submitRequest(desk, row.id, { id, kind, body }, app.now())).toEqual({ ok: true })
  return `${list}/${id}`
}

const request = async (address: string) => app.db.selectFrom('data_requests').selectAll().where('id', '=', address.split('/').at(-1)!).executeTakeFirstOrThrow()
const now = (row: CaseRow) => app.db.selectFrom('cases').selectAll().where('id', '=', row.id).executeTakeFirstOrThrow()
const contactOf = (row: CaseRow) => app.db.selectFrom('case_contacts').select(['name', 'phone', 'email']).where('case_id', '=', row.id).executeTakeFirst()

async function press(who: StaffRow, address: string, viec: string, fields: Record<string, string> = {}) {
  const cookie = await app.signInAs(who)
  return app.post(address, { viec, version: String((await request(address)).version), ...fields }, { cookie })
}

async function does(who: StaffRow, row: CaseRow, deed: (desk: CaseDesk, act: StaffAct) => Promise<Outcome>) {
  expect(await deed(desk, { staff: who, number: row.number, version: (await now(row)).version, now: app.now() })).toMatchObject({ ok: true })
}

async function answered(given: Sent = {}): Promise<CaseRow> {
  const { coordinator, handler, principal } = seeded.staff
  const row = await sendCase(app, seeded, given)
  await does(coordinator, row, (desk, act) => acknowledge(desk, act, { assigneeId: null }))
  await does(coordinator, row, (desk, act) => assign(desk, act, { assigneeId: handler.id }))
  await addParentMessage(desk, row.id, `Gọi tôi, ${contact.name}, số ${contact.phone}.`, app.now())
  await does(handler, row, (desk, act) => addNote(desk, act, { text: `Đã gọi ${contact.phone}.` }))
  await does(handler, row, (desk, act) => submitReply(desk, act, answerOf(`Kính gửi ${contact.name}, cổng đã sửa.`)))
  await does(principal, row, (desk, act) => approveReply(desk, act, readAndConfirmed))
  return now(row)
}

describe('the list', () => {
  test('orders by what is due next, and shows only what the reader may open', async () => {
    const ordinary = await sendCase(app, seeded)
    const denunciation = await sendCase(app, seeded, { kind: 'denunciation' })
    const hidden = await sendCase(app, seeded, { ...named, sender: 'protected' })
    await ask(ordinary, 'delete')
    await press(seeded.staff.coordinator, `${list}/yeu-cau-${asked}`, 'xac-nhan')
    await ask(denunciation, 'see')
    await ask(hidden, 'correct', 'BÍ-MẬT-TÊN')
    const shown = async (who: StaffRow) => [...(await (await app.get(list, { cookie: await app.signInAs(who) })).text()).matchAll(/PAKN\.\d{8}\.\d+/g)].map(([number]) => number).filter((number, index, all) => all.indexOf(number) === index)
    expect(await shown(seeded.staff.principal)).toEqual([denunciation.number, hidden.number, ordinary.number])
    expect(await shown(seeded.staff.coordinator)).toEqual([ordinary.number])
    for (const id of [asked - 1, asked]) expect((await app.get(`${list}/yeu-cau-${id}`, { cookie: await app.signInAs('coordinator') })).status).toBe(404)
    expect((await press(seeded.staff.coordinator, `${list}/yeu-cau-${asked}`, 'xac-nhan')).status).toBe(404)
  })

  test('somebody the case is about neither sees nor touches a request about it; then a coordinator deals with it', async () => {
    const row = await addCase(app.db, seeded, { sender_mode: 'protected', barred: ` ${seeded.staff.principal.id} ` })
    const address = await ask(row, 'see')
    expect((await app.get(address, { cookie: await app.signInAs('principal') })).status).toBe(404)
    expect((await app.get(address, { cookie: await app.signInAs('coordinator') })).status).toBe(200)
    expect((await app.db.selectFrom('outbox').select('recipient').where('purpose', '=', 'data-request-new').execute()).map(({ recipient }) => recipient.split('@')[0]).sort()).toEqual(['coordinator', 'coordinator-2'])
  })

  test('waits on the dashboard of those who deal with it', async () => {
    await ask(await sendCase(app, seeded), 'correct')
    expect(await (await app.get('/office', { cookie: await app.signInAs('coordinator') })).text()).toContain('Yêu cầu về dữ liệu cá nhân')
    expect(await (await app.get('/office', { cookie: await app.signInAs('handler') })).text()).not.toContain('Yêu cầu về dữ liệu cá nhân')
  })
})

describe('a request', () => {
  test('is acknowledged, carried out and answered; each step is mailed, shown and written down', async () => {
    const row = await sendCase(app, seeded, { ...named, lang: 'en' })
    const address = await ask(row, 'see')
    const acknowledged = await press(seeded.staff.coordinator, address, 'xac-nhan')
    expect(acknowledged.headers.get('location')).toBe(`${address}?da=dl-xac-nhan#top`)
    expect(await request(address)).toMatchObject({ state: 'acknowledged', acknowledged_on: '2026-11-23' })
    expect((await press(seeded.staff.coordinator, address, 'thuc-hien')).status).toBe(422)
    await press(seeded.staff.coordinator, address, 'thuc-hien', { answer: 'Mời tải về.' })
    expect(await request(address)).toMatchObject({ state: 'done', ended_on: '2026-11-23', outcome: 'Mời tải về.', handled_by: seeded.staff.coordinator.id })
    const mails = await app.db.selectFrom('outbox').select(['subject', 'body']).where('purpose', '=', 'data-request').orderBy('id').execute()
    expect(mails.map(({ subject }) => subject)).toEqual([`[${row.number}] Your request about your personal data`, `[${row.number}] Your request about your personal data`])
    expect(mails[0]!.body).toContain('carry it out by 03/12/2026')
    expect(mails[1]!.body).toContain('Mời tải về.')
    const lines = await app.db.selectFrom('audit').select(['action', 'staff_id']).where('target', '=', row.number).where('action', 'like', 'data:%').orderBy('id').execute()
    expect(lines.map(({ action }) => action)).toEqual(['data:request', 'data:acknowledge', 'data:open', 'data:carry-out'])
    expect(lines.map(({ staff_id }) => staff_id)).toEqual([null, seeded.staff.coordinator.id, seeded.staff.coordinator.id, seeded.staff.coordinator.id])
  })

  test('is carried out once: whoever comes second is told', async () => {
    const address = await ask(await sendCase(app, seeded), 'see')
    const form = { viec: 'thuc-hien', version: '1', answer: 'Xong.' }
    const cookie = await app.signInAs('principal')
    expect((await app.post(address, form, { cookie })).status).toBe(303)
    expect((await app.post(address, form, { cookie })).status).toBe(409)
    expect((await app.post(address, { ...form, version: '2' }, { cookie })).status).toBe(403)
    expect((await app.post(address, { viec: 'khac', version: '2' }, { cookie })).status).toBe(400)
  })

  test('is refused with a reason that the sender reads', async () => {
    const row = await sendCase(app, seeded)
    const address = await ask(row, 'delete')
    expect((await press(seeded.staff.principal, address, 'tu-choi', { reason: ' ' })).status).toBe(422)
    await press(seeded.staff.principal, address, 'tu-choi', { reason: 'Hồ sơ đang được cơ quan điều tra giữ.' })
    expect(await request(address)).toMatchObject({ state: 'refused', outcome: 'Hồ sơ đang được cơ quan điều tra giữ.' })
    expect((await now(row)).body).toBe('Cổng sau mở muộn.')
  })

  test('reminds those who deal with it before each date and when it has passed, once each', async () => {
    const row = await sendCase(app, seeded)
    const address = await ask(row, 'see')
    const remind = async (day: string) => {
      app.setNow(`${day}T02:00:00.000Z`)
      return remindOfRequests(app.db, app.config, app.now())
    }
    expect(await remind('2026-11-23')).toBe(0)
    expect(await remind('2026-11-25')).toBe(3)
    expect(await remind('2026-11-25')).toBe(0)
    expect(await remind('2026-11-27')).toBe(3)
    await press(seeded.staff.coordinator, address, 'xac-nhan')
    expect(await remind('2026-12-01')).toBe(0)
    expect(await remind('2026-12-02')).toBe(3)
    expect(await remind('2026-12-04')).toBe(3)
    await press(seeded.staff.coordinator, address, 'thuc-hien', { answer: 'Xong.' })
    expect(await remind('2026-12-05')).toBe(0)
  })
})

describe('to correct', () => {
  test('the wrong data are gone from the case, from the search and from every file', async () => {
    const row = await sendCase(app, seeded, { ...named, body: 'Hôm 02/11 ở lớp SAICANARY có việc.' })
    const address = await ask(row, 'correct')
    const cookie = await app.signInAs('principal')
    expect(await (await app.get(address, { cookie })).text()).toContain('Hôm 02/11 ở lớp SAICANARY có việc.')
    expect((await press(seeded.staff.principal, address, 'thuc-hien', { answer: 'Đã sửa.', email: 'khong phai email' })).status).toBe(422)
    await press(seeded.staff.principal, address, 'thuc-hien', { answer: 'Đã sửa.', email: 'dung@example.com', body: 'Hôm 03/11 có việc.' })
    expect(await contactOf(row)).toEqual({ ...contact, email: 'dung@example.com' })
    expect(await now(row)).toMatchObject({ body: 'Hôm 03/11 có việc.', version: row.version + 2 })
    expect((await now(row)).search_text).toContain('hom 03/11')
    await removeExpired(app.db, '2026-11-23', app.now())
    expect(await keptWith(app, ['SAICANARY', 'saicanary', contact.email])).toEqual([])
  })

  test('contact data are corrected only by who may know them', async () => {
    const row = await sendCase(app, seeded, { ...named, consentContact: true })
    const address = await ask(row, 'correct')
    await app.db.updateTable('cases').set({ sender_mode: 'anonymous' }).execute()
    expect((await press(seeded.staff.coordinator, address, 'thuc-hien', { answer: 'Đã sửa.', name: 'Người khác' })).status).toBe(403)
    expect(await contactOf(row)).toEqual(contact)
  })
})

describe('to take a consent back', () => {
  test('what was ticked ends, and only that', async () => {
    const row = await answered(named)
    const address = await ask(row, 'withdraw')
    expect((await press(seeded.staff.coordinator, address, 'thuc-hien', { answer: 'Đã ghi nhận.' })).status).toBe(422)
    await press(seeded.staff.coordinator, address, 'thuc-hien', { answer: 'Đã ghi nhận.', publish: 'on' })
    expect((await now(row)).consent_publish).toBe(0)
    expect(await contactOf(row)).toEqual(contact)
    expect(await app.db.selectFrom('case_consents').select(['purpose', 'withdrawn_via']).orderBy('purpose').execute()).toEqual([
      { purpose: 'contact', withdrawn_via: null },
      { purpose: 'publish', withdrawn_via: 'request' },
    ])
  })
})

describe('to restrict', () => {
  test('nothing can be done with the case, nobody is reminded, and the dates stand still until the sender lets it go on', async () => {
    const row = await sendCase(app, seeded)
    await does(seeded.staff.coordinator, row, (desk, act) => acknowledge(desk, act, { assigneeId: seeded.staff.handler.id }))
    const address = await ask(row, 'restrict')
    await press(seeded.staff.coordinator, address, 'thuc-hien', { answer: 'Chỉ lưu giữ.' })
    const frozen = await now(row)
    expect(frozen).toMatchObject({ frozen_on: '2026-11-23', answer_due: '2026-12-08' })
    const note = await addNote(desk, { staff: seeded.staff.principal, number: row.number, version: frozen.version, now: app.now() }, { text: 'x' })
    expect(note).toMatchObject({ ok: false, reason: 'not-allowed' })
    expect(await addParentMessage(desk, row.id, 'Thêm', app.now())).toMatchObject({ ok: false })

    app.setNow('2026-12-10T02:00:00.000Z')
    expect(await queueReminders(app.db, app.config, app.now())).toBe(0)
    expect(await nextTasks(app.db, seeded.school, seeded.staff.handler, '2026-12-10')).toEqual([])
    expect((await publicFigures(app.db, seeded.school, desk.calendar, '2026-12-10')).all).toMatchObject({ overdue: 0, waitingForSender: 1 })
    expect(await (await app.get(`/office/phan-anh/${row.number}`, { cookie: await app.signInAs('handler') })).text()).toContain('Chỉ lưu giữ từ ngày 23/11/2026')

    expect(await liftFreeze(desk, row.id, app.now())).toEqual({ ok: true })
    // Twelve working days rested (24/11 is a day off), so twelve more: 24/12.
    expect(await now(row)).toMatchObject({ frozen_on: null, answer_due: '2026-12-24', paused_days: 12 })
    expect(await nextTasks(app.db, seeded.school, seeded.staff.handler, '2026-12-10')).toHaveLength(1)
  })

  test('the school goes on of its own accord only with a reason to the sender', async () => {
    const row = await sendCase(app, seeded)
    const address = await ask(row, 'restrict')
    await press(seeded.staff.principal, address, 'thuc-hien', { answer: 'Chỉ lưu giữ.' })
    expect((await press(seeded.staff.principal, address, 'xu-ly-tiep')).status).toBe(422)
    expect((await press(seeded.staff.principal, address, 'xu-ly-tiep', { reason: 'Trẻ có thể gặp nguy hiểm.' })).status).toBe(303)
    expect((await now(row)).frozen_on).toBeNull()
    expect((await request(address)).outcome).toContain('Trẻ có thể gặp nguy hiểm.')
  })
})

describe('to delete', () => {
  test('what came from the sender is in no byte of any file, the published text is down, every figure stays', async () => {
    const row = await answered({ ...named, body: `Tôi là ${contact.name}: chuyện XOACANARY ở cổng sau.` })
    await does(seeded.staff.handler, row, (desk, act) => proposePublication(desk, act, { summary: 'TOMTATCANARY', answer: 'Đã sửa cổng.' }))
    await does(seeded.staff.principal, row, (desk, act) => publish(desk, act, { confirmed: true }))
    const address = await ask(row, 'delete', 'Xóa giúp chuyện XOACANARY')
    const before = (await loadCaseFacts(app.db, seeded.school)).map(({ state, consent_publish, isPublished, isWithdrawn, ...facts }) => facts)

    expect((await press(seeded.staff.coordinator, address, 'thuc-hien', { answer: 'Đã xóa.', xoa: '1' })).status).toBe(422)
    expect((await press(seeded.staff.coordinator, address, 'thuc-hien', { answer: 'Đã xóa.', xoa: '1', sure: 'on' })).status).toBe(303)
    await removeExpired(app.db, '2026-11-23', app.now())
    expect(await keptWith(app, [...Object.values(contact), 'XOACANARY', 'xoacanary', 'TOMTATCANARY'])).toEqual([])

    const mark = '[đã xóa theo yêu cầu ngày 23/11/2026]'
    expect(await now(row)).toMatchObject({ subject: mark, body: mark, consent_publish: 0, body_hash: '', anonymised_on: '2026-11-23' })
    expect(await app.db.selectFrom('case_messages').select(['direction', 'body']).orderBy('id').execute()).toEqual([
      { direction: 'parent', body: mark },
      { direction: 'internal', body: 'Đã gọi [đã che].' },
      { direction: 'school', body: 'Kính gửi [đã che], cổng đã sửa.' },
    ])
    expect(await request(address)).toMatchObject({ body: mark, state: 'done', outcome: 'Đã xóa.' })
    expect(await (await app.get('/tra-loi')).text()).toContain('Đã gỡ ngày 23/11/2026')
    expect((await loadCaseFacts(app.db, seeded.school)).map(({ state, consent_publish, isPublished, isWithdrawn, ...facts }) => facts)).toEqual(before)
    expect(await (await app.get(`/office/phan-anh/${row.number}`, { cookie: await app.signInAs('principal') })).text()).toContain(mark)
  })

  test('the file of a complaint or denunciation is kept by law: it can only be refused', async () => {
    const row = await sendCase(app, seeded, { kind: 'complaint' })
    const address = await ask(row, 'delete')
    const page = await (await app.get(address, { cookie: await app.signInAs('principal') })).text()
    expect(page).toContain('phải được lưu giữ theo luật')
    expect(page).not.toContain('Xóa và báo phụ huynh')
    expect((await press(seeded.staff.principal, address, 'thuc-hien', { answer: 'Đã xóa.', xoa: '1', sure: 'on' })).status).toBe(403)
    expect((await now(row)).body).toBe('Cổng sau mở muộn.')
  })
})

describe('on the page of a case', () => {
  test('the consents stand with their text and days, and the principal alone sees who opened it', async () => {
    const row = await sendCase(app, seeded, named)
    const address = `/office/phan-anh/${row.number}`
    const handler = await app.signInAs('handler')
    await app.get(address, { cookie: handler })
    const seen = (await (await app.get(address, { cookie: handler })).text()).replaceAll('<!-- -->', '')
    expect(seen).toContain('cong-khai-2026-11c/vi')
    expect(seen).not.toContain('Ai đã mở hồ sơ')
    await openIdentity(app.db, seeded.school, seeded.staff.coordinator, row.number, app.now())
    const principal = (await (await app.get(address, { cookie: await app.signInAs('principal') })).text()).replaceAll('<!-- -->', '')
    expect(principal).toContain('Ai đã mở hồ sơ')
    expect(principal).toContain('2 lần, gần nhất ngày 23/11/2026')
    expect(principal).toContain('Xem tên người gửi 1 lần')
    expect(await identityViews(app.db, seeded.school, row.number)).toEqual([{ role: 'coordinator', on: '2026-11-23', times: 1 }])
  })
})
