import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { loadCalendar } from '#app/calendar/index.ts'
import { addParentMessage, disagree } from '#app/cases/index.ts'
import { schoolById } from '#app/schools/index.ts'
import { createTestApp } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import { addCase, sendCase } from '#tests/support/cases.ts'
import type { CaseRow, StaffRow } from '#db/schema.ts'
import type { SeededSchool } from '#tests/support/school.ts'

let app: TestApp
let seeded: SeededSchool
beforeEach(async () => {
  app = await createTestApp()
  seeded = await app.seedSchool()
})
afterEach(() => app.close())

const mails = async () => (await app.db.selectFrom('outbox').selectAll().execute()).map(({ recipient, purpose }) => `${recipient.split('@')[0]} ${purpose}`).sort()

test('words that may mean a child in danger alert all who decide at once and start the 24 hours, though the sender did not say so', async () => {
  const row = await sendCase(app, seeded, { body: 'Cháu bị đánh trong giờ ngủ trưa.' })
  expect(row).toMatchObject({ child_safety: 1, safety_source: 'words', respond_by: '2026-11-24T02:00:00.000Z', acknowledge_due: '2026-11-24' })
  expect(await mails()).toEqual(['coordinator child-safety', 'coordinator-2 child-safety', 'principal child-safety'])
})

test('whom it is about is not alerted', async () => {
  await sendCase(app, seeded, { body: 'Cháu bị đánh trong giờ ngủ trưa.', keepFrom: 'hiệu trưởng' })
  expect(await mails()).toEqual(['coordinator child-safety', 'coordinator-2 child-safety'])
})

test('a school’s own words hold in place of the shipped ones', async () => {
  await app.db.updateTable('schools').set({ safety_words: 'trèo rào' }).execute()
  expect((await sendCase(app, seeded, { body: 'Cháu bị đánh trong giờ ngủ trưa.' })).child_safety).toBe(0)
  expect((await sendCase(app, seeded, { body: 'Bé trèo rào ra ngoài đường.' })).safety_source).toBe('words')
})

test('is taken on with a word to the sender, never by one press on a button', async () => {
  const row = await sendCase(app, seeded, { childSafety: true })
  const cookie = await app.signInAs('coordinator')
  const fresh = () => app.db.selectFrom('cases').select('state').where('id', '=', row.id).executeTakeFirstOrThrow()
  const refused = await app.post(`/office/phan-anh/${row.number}`, { viec: 'acknowledge', version: '1', assigneeId: seeded.staff.handler.id }, { cookie })
  expect(refused.status).toBe(422)
  const html = await refused.text()
  expect(html).toContain('href="#acknowledge-text"')
  expect(html).toContain('viết cho phụ huynh biết nhà trường đã làm gì')
  expect(await (await app.get('/office/phan-anh', { cookie })).text()).not.toContain('Tiếp nhận và giao')
  const together = await app.post('/office/phan-anh/hang-loat', [['viec', 'acknowledge'], ['hs', `${row.number}:1`]], { cookie })
  expect(await together.text()).toContain('viết cho phụ huynh biết nhà trường đã làm gì')
  expect(await fresh()).toEqual({ state: 'submitted' })
  expect((await app.post(`/office/phan-anh/${row.number}`, { viec: 'acknowledge', version: '1', text: 'Cô y tế đang ở bên bé.' }, { cookie })).status).toBe(303)
  expect(await fresh()).toEqual({ state: 'acknowledged' })
})

describe('staff', () => {
  const fresh = (row: CaseRow) => app.db.selectFrom('cases').selectAll().where('id', '=', row.id).executeTakeFirstOrThrow()
  async function act(who: StaffRow, row: CaseRow, viec: string, reason: string): Promise<number> {
    const { version } = await fresh(row)
    return (await app.post(`/office/phan-anh/${row.number}`, { viec, version: String(version), reason }, { cookie: await app.signInAs(who) })).status
  }
  const page = async (who: StaffRow, row: CaseRow) => (await app.get(`/office/phan-anh/${row.number}`, { cookie: await app.signInAs(who) })).text()

  test('raise the alarm on a case they handle: the hours run from that moment, and all who decide are told, but not whoever raised it', async () => {
    const { handler } = seeded.staff
    const row = await addCase(app.db, seeded)
    expect(await act(handler, row, 'raiseAlarm', 'Cháu có vết bầm')).toBe(303)
    expect(await fresh(row)).toMatchObject({ child_safety: 1, safety_source: 'staff', respond_by: '2026-11-24T02:00:00.000Z', acknowledge_due: row.acknowledge_due, state: 'in_progress' })
    expect(await mails()).toEqual(['coordinator child-safety', 'coordinator-2 child-safety', 'principal child-safety'])
    expect((await app.db.selectFrom('outbox').select(['subject', 'body']).execute()).every(({ subject, body }) => subject.includes('KHẨN') && !body.includes('bầm'))).toBe(true)
    expect(await page(handler, row)).toContain('Nhân viên báo trẻ có thể gặp nguy hiểm')
  })

  test('raise it on a new case, which is then due sooner, and whoever holds it is told too', async () => {
    const row = await addCase(app.db, seeded, { state: 'submitted', acknowledge_due: '2026-11-25' })
    expect(await act(seeded.staff.coordinator, row, 'raiseAlarm', 'Có người trông thấy')).toBe(303)
    expect((await fresh(row)).acknowledge_due).toBe('2026-11-24')
    expect(await mails()).toEqual(['coordinator-2 child-safety', 'handler child-safety', 'principal child-safety'])
  })

  test('whom it is about is not told', async () => {
    const row = await addCase(app.db, seeded, { barred: ` ${seeded.staff.principal.id} ` })
    await act(seeded.staff.coordinator, row, 'raiseAlarm', 'Có người trông thấy')
    expect(await mails()).toEqual(['coordinator-2 child-safety', 'handler child-safety'])
  })

  test('say why', async () => {
    const row = await addCase(app.db, seeded)
    expect(await act(seeded.staff.handler, row, 'raiseAlarm', ' ')).toBe(422)
    expect((await fresh(row)).child_safety).toBe(0)
  })

  test('who decide clear what the words raised, and the ordinary day is back', async () => {
    const row = await sendCase(app, seeded, { body: 'Cháu bị đánh trong giờ ngủ trưa.' })
    const ordinary = await sendCase(app, seeded)
    expect(row.acknowledge_due).not.toBe(ordinary.acknowledge_due)
    expect(await act(seeded.staff.coordinator, row, 'clearAlarm', 'Trẻ kể chuyện phim')).toBe(303)
    expect(await fresh(row)).toMatchObject({ child_safety: 0, safety_source: null, respond_by: null, acknowledge_due: ordinary.acknowledge_due })
    expect(await page(seeded.staff.coordinator, row)).toContain('Trẻ kể chuyện phim')
  })

  test('leave what the sender flagged to the principal', async () => {
    const row = await sendCase(app, seeded, { childSafety: true })
    expect(await act(seeded.staff.coordinator, row, 'clearAlarm', 'Nhầm')).toBe(403)
    expect((await fresh(row)).child_safety).toBe(1)
    expect(await page(seeded.staff.coordinator, row)).not.toContain('Bỏ báo động')
    expect(await act(seeded.staff.principal, row, 'clearAlarm', 'Đã gặp gia đình')).toBe(303)
    expect((await fresh(row)).child_safety).toBe(0)
  })
})

describe('what a parent writes later', () => {
  const fresh = (row: CaseRow) => app.db.selectFrom('cases').selectAll().where('id', '=', row.id).executeTakeFirstOrThrow()
  const desk = async () => {
    const school = await schoolById(app.db, seeded.school.id)
    return { db: app.db, school, calendar: await loadCalendar(app.db, school), publicOrigin: app.origin }
  }

  test('raises the alarm by its words too: all who decide and whoever holds the case are told at once', async () => {
    const row = await addCase(app.db, seeded, { acknowledged_on: '2026-11-20' })
    expect((await addParentMessage(await desk(), row.id, 'Hôm qua cháu lại bị đánh.', app.now())).ok).toBe(true)
    expect(await fresh(row)).toMatchObject({ child_safety: 1, safety_source: 'words', respond_by: '2026-11-24T02:00:00.000Z', acknowledge_due: row.acknowledge_due })
    expect(await mails()).toEqual(['coordinator child-safety', 'coordinator-2 child-safety', 'handler child-safety', 'principal child-safety'])
    const page = await (await app.get(`/office/phan-anh/${row.number}`, { cookie: await app.signInAs(seeded.staff.handler) })).text()
    expect(page).toContain('Nội dung có từ ngữ cho thấy trẻ có thể gặp nguy hiểm')
    expect(page).toContain('Cần có biện pháp trước')
    // No minute of what an anonymous parent did.
    expect((await app.db.selectFrom('case_events').select('at').where('case_id', '=', row.id).execute()).map(({ at }) => at)).toEqual(['2026-11-23', '2026-11-23'])
  })

  test('also where it answers a question of the school, and in a disagreement', async () => {
    const asked = await addCase(app.db, seeded, { state: 'more_info', paused_on: '2026-11-20' })
    await addParentMessage(await desk(), asked.id, 'Cháu bị đánh.', app.now())
    expect(await fresh(asked)).toMatchObject({ child_safety: 1, state: 'in_progress', paused_on: null })
    const answered = await addCase(app.db, seeded, { state: 'answered', answered_on: '2026-11-20' })
    await disagree(await desk(), answered.id, 'Cháu vẫn bị đánh.', app.now())
    expect(await fresh(answered)).toMatchObject({ child_safety: 1, state: 'in_progress', answered_on: null })
  })

  test('raises nothing by ordinary words, nor a second time', async () => {
    const row = await addCase(app.db, seeded)
    await addParentMessage(await desk(), row.id, 'Cháu chưa được đánh răng.', app.now())
    expect((await fresh(row)).child_safety).toBe(0)
    const raised = await addCase(app.db, seeded, { child_safety: 1, safety_source: 'sender', respond_by: '2026-11-23T09:00:00.000Z' })
    await addParentMessage(await desk(), raised.id, 'Cháu bị đánh.', app.now())
    expect(await fresh(raised)).toMatchObject({ safety_source: 'sender', respond_by: '2026-11-23T09:00:00.000Z' })
    expect(await mails()).toEqual(['handler case-parent-wrote', 'handler case-parent-wrote'])
  })
})
