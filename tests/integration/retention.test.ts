import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { loadCalendar } from '#app/calendar/index.ts'
import {
  acknowledge, addNote, addParentMessage, approveReply, assign, close, declareIneligible, refuseFormal, extend, loadCaseFacts, proposePublication, publicFigures, publish, submitReply,
} from '#app/cases/index.ts'
import type { CaseDesk, Outcome, StaffAct } from '#app/cases/index.ts'
import { queueMail } from '#app/mail/index.ts'
import { dataDictionary } from '#app/publication/index.ts'
import { caseTexts } from '#app/privacy/texts.ts'
import { removeExpired, retention, upcomingRemovals } from '#app/privacy/index.ts'
import { createTestApp } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import { addCase, answerOf, readAndConfirmed, sendCase } from '#tests/support/cases.ts'
import type { SeededSchool } from '#tests/support/school.ts'
import type { StaffRow } from '#db/schema.ts'
import { keptWith } from '#tests/support/engine.ts'

let app: TestApp
let school: SeededSchool
let desk: CaseDesk
beforeEach(async () => {
  app = await createTestApp()
  school = await app.seedSchool()
  desk = { db: app.db, calendar: await loadCalendar(app.db, school.school), school: school.school, publicOrigin: app.origin }
})
afterEach(() => app.close())

const contact = { name: 'Quỳnh Thị Chim Yến', phone: '0900 000 077', email: 'chim.yen.canary@example.com' }
const canaries = [contact.name, contact.phone, contact.email, '0911222333', 'ong.canary@example.com', '079199000123']
const send = () => sendCase(app, school, { sender: 'named', contact, consentContact: true })
const yearLater = '2027-11-23'
const expire = (today = yearLater) => removeExpired(app.db, today, `${today}T02:00:00.000Z`)

async function does(who: StaffRow, number: string, deed: (desk: CaseDesk, act: StaffAct) => Promise<Outcome>) {
  const { version } = await app.db.selectFrom('cases').select('version').where('number', '=', number).executeTakeFirstOrThrow()
  expect(await deed(desk, { staff: who, number, version, now: app.now() })).toMatchObject({ ok: true })
}

/** A case whose sender stands in every text that people can write about it. */
async function fullCase(): Promise<string> {
  const { coordinator, handler, principal } = school.staff
  const row = await sendCase(app, school, { sender: 'named', contact, consentContact: true, body: `Tôi là ${contact.name}, số ${contact.phone}. Ông của cháu: ong.canary@example.com, 0911222333.` })
  const { number } = row
  await does(coordinator, number, (desk, act) => acknowledge(desk, act, { assigneeId: null }))
  await does(coordinator, number, (desk, act) => assign(desk, act, { assigneeId: handler.id }))
  expect(await addParentMessage(desk, row.id, `CCCD 079199000123 của ${contact.name}`, app.now())).toMatchObject({ ok: true })
  await does(handler, number, (desk, act) => addNote(desk, act, { text: `Đã gọi ${contact.phone}.` }))
  await does(coordinator, number, (desk, act) => extend(desk, act, { workingDays: 3, reason: `Chờ ${contact.name} đến gặp.` }))
  await does(handler, number, (desk, act) => submitReply(desk, act, answerOf(`Kính gửi ${contact.name}, nhà trường đã sửa cổng.`)))
  await does(principal, number, (desk, act) => approveReply(desk, act, readAndConfirmed))
  await does(handler, number, (desk, act) => proposePublication(desk, act, { summary: 'Cổng sau mở muộn.', answer: 'Nhà trường đã sửa cổng.' }))
  await does(principal, number, (desk, act) => publish(desk, act, { confirmed: true }))
  await does(principal, number, (desk, act) => close(desk, act))
  await app.db.insertInto('office_drafts').values({ staff_id: handler.id, case_id: row.id, action: 'note', fields: JSON.stringify({ text: contact.name }), case_version: 1, saved_at: app.now() }).execute()
  await app.db.insertInto('data_requests').values({ id: 'r', school_id: row.school_id, case_id: row.id, kind: 'see', body: `Xin xem dữ liệu của ${contact.name}`, state: 'done', received_on: '2026-11-23', acknowledge_due: '2026-11-26', due: '2026-12-03', acknowledged_on: null, ended_on: '2026-11-25', outcome: `Đã gửi ${contact.email}`, handled_by: null }).execute()
  return number
}

/** All that is public and every count, as text; what changes with every page is taken out. */
async function figures(): Promise<string> {
  const pages: string[] = []
  const files = dataDictionary().map(({ name }) => `/du-lieu/${name}.csv`)
  for (const address of ['/', '/en', '/ty-le-hai-long', '/tra-loi', '/cam-ket', ...files]) {
    const response = await app.get(address)
    expect([address, response.status]).toEqual([address, 200])
    // The nonce and the reference are new on each page.
    pages.push((await response.text()).replaceAll(/nonce="[^"]*"/g, '').replaceAll(/"(?:nonce|reference)\\",\\"[^"]*"/g, ''))
  }
  const counters = await Promise.all((['answer_counters', 'response_counters', 'case_numbers', 'case_ratings', 'publications'] as const).map((table) => app.db.selectFrom(table).selectAll().execute()))
  return JSON.stringify([pages, counters, await loadCaseFacts(app.db, school.school), await publicFigures(app.db, school.school, desk.calendar, yearLater)])
}

describe('twelve months after a case has ended', () => {
  test('contact data go with the mail that carried them; an open case keeps them', async () => {
    const ended = (await send()).number
    const open = (await send()).number
    await does(school.staff.principal, ended, (desk, act) => declareIneligible(desk, act, { reason: 'Không rõ.' }))
    expect(await expire('2027-11-22')).toBe(0)
    expect(await expire()).toBe(1)
    expect(await expire()).toBe(0)

    const left = await app.db.selectFrom('case_contacts').innerJoin('cases', 'cases.id', 'case_contacts.case_id').select('cases.number').execute()
    expect(left).toEqual([{ number: open }])
    expect(await app.db.selectFrom('cases').select('number').where('number', '=', ended).execute()).toHaveLength(1)
    expect(await app.db.selectFrom('audit').select('target').where('action', '=', 'case:forget-contact').execute()).toEqual([{ target: ended }])
  })

  test('the sender stands in no byte of any file any more, and every figure is the same', async () => {
    const number = await fullCase()
    expect((await keptWith(app, canaries)).length).toBeGreaterThan(0)
    app.setNow(`${yearLater}T02:00:00.000Z`)
    const before = await figures()
    expect(await expire()).toBe(1)
    expect(await keptWith(app, canaries)).toEqual([])
    expect(await figures()).toBe(before)

    const row = await app.db.selectFrom('cases').selectAll().where('number', '=', number).executeTakeFirstOrThrow()
    expect(row.body).toBe('Tôi là [đã che], số [đã che]. Ông của cháu: [đã che], [đã che].')
    expect(row.search_text).not.toContain('chim yen')
    const page = await (await app.get(`/office/phan-anh/${number}`, { cookie: await app.signInAs('principal') })).text()
    expect(page).toContain('Chờ [đã che] đến gặp.')
  })

  test('what is written about it later is masked in its turn', async () => {
    const number = await fullCase()
    await expire()
    app.setNow('2027-12-01T02:00:00.000Z')
    await does(school.staff.principal, number, (desk, act) => addNote(desk, act, { text: 'Ông gọi lại từ 0911222333.' }))
    expect(await expire('2027-12-01')).toBe(1)
    expect(await expire('2027-12-02')).toBe(1)
    expect(await expire('2027-12-03')).toBe(0)
    expect(await keptWith(app, canaries)).toEqual([])
  })

  test('the file of a complaint is kept whole by law; its contact data go as promised', async () => {
    const body = 'Tôi khiếu nại quyết định ngày 02/11, gọi 0911222333.'
    const { number } = await sendCase(app, school, { kind: 'complaint', sender: 'named', contact, consentContact: true, body })
    await does(school.staff.principal, number, (desk, act) => refuseFormal(desk, act, { reason: 'Không rõ.' }))
    await expire()
    expect(await app.db.selectFrom('case_contacts').selectAll().execute()).toEqual([])
    expect((await app.db.selectFrom('cases').select('body').executeTakeFirstOrThrow()).body).toBe(body)
  })

  test.each(['feedback', 'complaint'] as const)('the words in which the sender of a %s named whom to keep it from go; whom they meant is kept from it all the same', async (kind) => {
    const { handler, principal } = school.staff
    const { id, number } = await sendCase(app, school, { kind, keepFrom: 'cô Kim Sa, bà Sáu canary bán nước' })
    await (kind === 'complaint' ? does(principal, number, (desk, act) => refuseFormal(desk, act, { reason: 'Không rõ.' })) : does(principal, number, (desk, act) => declareIneligible(desk, act, { reason: 'Không rõ.' })))
    expect(await expire('2027-11-22')).toBe(0)
    expect((await keptWith(app, ['cô Kim Sa', 'bà Sáu canary'])).length).toBeGreaterThan(0)
    expect(await expire()).toBe(1)
    expect(await keptWith(app, ['cô Kim Sa', 'bà Sáu canary'])).toEqual([])
    expect((await app.db.selectFrom('case_conflicts').select(['name', 'staff_id']).where('case_id', '=', id).orderBy('staff_id', (order) => order.asc().nullsFirst()).execute())).toEqual([{ name: '[đã che]', staff_id: null }, { name: '[đã che]', staff_id: handler.id }])
    expect((await app.get(`/office/phan-anh/${number}`, { cookie: await app.signInAs(handler) })).status).toBe(404)
  })

  test('a long list goes a little at a time', async () => {
    for (let n = 0; n < 25; n += 1) await addCase(app.db, school, { state: 'closed', closed_on: '2026-11-20', body: `Gọi 0911222333 nhé ${n}` })
    expect(await expire()).toBe(20)
    expect(await expire()).toBe(5)
    expect(await keptWith(app, canaries)).toEqual([])
  })

  test('the principal sees beforehand what will go and when; a case about somebody stays hidden from them', async () => {
    await addCase(app.db, school, { state: 'closed', closed_on: '2026-01-10', number: 'PAKN.20260105.0001' })
    await addCase(app.db, school, { state: 'closed', closed_on: '2026-01-11', number: 'PAKN.20260105.0002', barred: ` ${school.staff.principal.id} ` })
    await addCase(app.db, school, { state: 'closed', closed_on: '2026-06-11', number: 'PAKN.20260105.0003' })
    await addCase(app.db, school, { state: 'closed', closed_on: '2024-02-29', number: 'PAKN.20240105.0001' })
    const coming = await upcomingRemovals(app.db, school.school, school.staff.principal, '2026-11-23', 60)
    expect(coming.map(({ number, on }) => [number, on])).toEqual([
      ['PAKN.20240105.0001', '2026-11-23'],
      ['PAKN.20260105.0001', '2027-01-10'],
    ])
  })
})

describe('what else is removed', () => {
  test('sent mail loses recipient and body, to parents after 30 days and to staff after 90; a reminder is not written again', async () => {
    const { number } = await send()
    await app.db.updateTable('outbox').set({ sent_at: app.now() }).execute()
    const left = async () => (await app.db.selectFrom('outbox').select(['purpose', 'recipient', 'body']).execute()).filter(({ recipient, body }) => recipient !== '' || body !== '').map(({ purpose }) => purpose)
    await expire('2026-12-23')
    expect(await left()).toContain('case-received')
    await expire('2026-12-24')
    expect(new Set(await left())).toEqual(new Set(['case-new']))
    await expire('2027-02-22')
    expect(await left()).toEqual([])
    const rows = await app.db.selectFrom('outbox').selectAll().execute()
    expect(rows.every(({ subject, dedupe_key }) => subject.includes(number) && dedupe_key !== null)).toBe(true)
    const page = await (await app.get('/office/thu-gui?xem=sent', { cookie: await app.signInAs('principal') })).text()
    expect(page).toContain('Nội dung đã được xóa khi hết hạn lưu')
  })

  test('mail that never went out goes altogether', async () => {
    await queueMail(app.db, { schoolId: school.school.id, recipient: contact.email, subject: 'x', body: 'y', purpose: 'case-answered' }, app.now())
    await expire('2026-12-24')
    expect(await app.db.selectFrom('outbox').selectAll().execute()).toEqual([])
  })

  test('fingerprints of what was sent go after 30 days, and the case key still opens the case', async () => {
    const row = await send()
    await addParentMessage(desk, row.id, 'Thêm một điều.', app.now(), 'once')
    await expire('2026-12-23')
    expect(await app.db.selectFrom('cases').select('body_hash').executeTakeFirstOrThrow()).toEqual({ body_hash: row.body_hash })
    await expire('2026-12-24')
    expect(await app.db.selectFrom('cases').select(['body_hash', 'idempotency_hash', 'key_hash']).executeTakeFirstOrThrow()).toEqual({ body_hash: '', idempotency_hash: row.id, key_hash: row.key_hash })
    expect(await app.db.selectFrom('case_messages').select('idempotency_hash').execute()).toEqual([{ idempotency_hash: null }])
  })

  test('drafts of a case that has ended, and sessions that have run out', async () => {
    const ended = await addCase(app.db, school, { state: 'closed', closed_on: '2026-11-23' })
    const open = await addCase(app.db, school)
    const draft = { staff_id: school.staff.handler.id, action: 'note', fields: '{}', case_version: 1, saved_at: app.now() }
    await app.db.insertInto('office_drafts').values([{ ...draft, case_id: ended.id }, { ...draft, case_id: open.id }]).execute()
    await app.signInAs('principal')
    await expire('2026-11-30')
    expect(await app.db.selectFrom('office_drafts').select('case_id').execute()).toHaveLength(2)
    expect(await app.db.selectFrom('sessions').selectAll().execute()).toEqual([])
    await expire('2026-12-01')
    expect(await app.db.selectFrom('office_drafts').select('case_id').execute()).toEqual([{ case_id: open.id }])
  })
})

test('every text column of a table about a case is masked, or stands here with the reason why not', async () => {
  const kept: Record<string, string> = {
    case_contacts: 'deleted whole',
    case_consents: 'the proof of the consent; no words of anybody',
    case_formal: 'the file of a complaint or denunciation is kept by law',
    case_ratings: 'a level',
    comment_cases: 'which words of a round made which case, as a keyed hash',
    attachments: 'files go by a job of their own',
    outbox: 'pruned by its own age',
    office_drafts: 'deleted whole',
  }
  const facts = new Set(['id', 'case_id', 'school_id', 'staff_id', 'type', 'kind', 'state', 'action', 'source', 'actor', 'direction', 'idempotency_hash', 'from_state', 'to_state', 'version'])
  const isFact = (column: string) => facts.has(column) || /(_on|_by|_at|_due|^at|^due)$/.test(column)
  const tables = (await app.db.introspection.getTables()).filter(({ columns }) => columns.some(({ name }) => name === 'case_id'))
  for (const { name, columns } of tables) {
    if (name in kept) continue
    const texts = columns.filter(({ name: column, dataType }) => dataType.toLowerCase() === 'text' && !isFact(column)).map(({ name: column }) => column)
    const known = caseTexts.find(({ table }) => table === name)?.texts ?? []
    expect([name, texts.sort()]).toEqual([name, [...known].sort()])
  }
  expect(retention.contactMonths).toBe(12)
})
