import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { buildCalendar } from '#app/calendar/index.ts'
import { possibleAssignees, submitReply } from '#app/cases/index.ts'
import { queueReminders } from '#app/cases/reminders.ts'
import type { CaseRow, StaffRow } from '#db/schema.ts'
import { idempotencyField } from '#app/http/idempotency-field.ts'
import { cookiesFrom, createTestApp, inputValue, newId } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import { addCase, sendCase } from '#tests/support/cases.ts'
import type { Sent } from '#tests/support/cases.ts'
import type { SeededSchool } from '#tests/support/school.ts'

let app: TestApp
let seeded: SeededSchool
beforeEach(async () => {
  app = await createTestApp()
  seeded = await app.seedSchool()
})
afterEach(() => app.close())

const send = (given: Sent = {}) => sendCase(app, seeded, given)
const fresh = (row: CaseRow) => app.db.selectFrom('cases').selectAll().where('id', '=', row.id).executeTakeFirstOrThrow()
const conflicts = (row: CaseRow) => app.db.selectFrom('case_conflicts').selectAll().where('case_id', '=', row.id).orderBy('name').execute()
const recipients = async () => (await app.db.selectFrom('outbox').select('recipient').execute()).map(({ recipient }) => recipient.split('@')[0]).sort()
const statusFor = async (who: StaffRow, row: CaseRow) => (await app.get(`/office/phan-anh/${row.number}`, { cookie: await app.signInAs(who) })).status
async function act(who: StaffRow, row: CaseRow, viec: string, fields: Record<string, string>): Promise<Response> {
  const { version } = await fresh(row)
  return app.post(`/office/phan-anh/${row.number}`, { viec, version, ...fields }, { cookie: await app.signInAs(who) })
}

describe('whom the sender names', () => {
  test('sees nothing of the case, not even as principal, and is not told of it', async () => {
    const { principal, coordinator } = seeded.staff
    const row = await send({ keepFrom: 'cô hiệu trưởng' })
    expect(row.barred).toBe(` ${principal.id} `)
    expect(await recipients()).toEqual(['coordinator', 'coordinator-2'])
    expect(await statusFor(principal, row)).toBe(404)
    expect(await statusFor(coordinator, row)).toBe(200)
    expect((await app.get(`/office/phan-anh/${row.number}/nguoi-gui`, { cookie: await app.signInAs(principal) })).status).toBe(404)
  })

  test('is not proposed and cannot be given the case', async () => {
    const { handler, coordinator } = seeded.staff
    const row = await send({ keepFrom: 'Kim Sa' })
    expect(row.proposed_assignee_id).toBeNull()
    const choices = await possibleAssignees(app.db, seeded.school, coordinator, row, '2026-11-23')
    expect(choices.map(({ id }) => id)).not.toContain(handler.id)
    expect((await act(coordinator, row, 'acknowledge', { assigneeId: handler.id })).status).toBe(422)
    expect((await fresh(row)).state).toBe('submitted')
  })

  test('whose name is nobody’s is shown to those who hand out the work and to nobody else', async () => {
    const row = await send({ keepFrom: 'bác Tám bảo vệ' })
    expect(row.barred).toBe('')
    expect(await conflicts(row)).toMatchObject([{ staff_id: null, name: 'bác Tám bảo vệ', source: 'sender' }])
    const page = async (who: StaffRow) => (await app.get(`/office/phan-anh/${row.number}`, { cookie: await app.signInAs(who) })).text()
    expect(await page(seeded.staff.coordinator)).toContain('bác Tám bảo vệ')
    expect(await page(seeded.staff.handler)).not.toContain('bác Tám bảo vệ')
  })

  test('cannot count the days’ numbers to find that a case has come', async () => {
    const before = await send()
    const kept = await send({ keepFrom: 'hiệu trưởng' })
    const after = await send()
    expect([before.number, after.number]).toEqual(['PAKN.20261123.0001', 'PAKN.20261123.0002'])
    expect(kept.number).toMatch(/^PAKN\.20261123\.[5-9]\d{4}$/)
  })

  test('where nobody is left who decides, the sender is shown who does, and the mail says nothing', async () => {
    await app.db.updateTable('staff').set({ status: 'disabled' }).where('role', '=', 'coordinator').execute()
    await app.db
      .insertInto('authorities')
      .values({ id: newId(), school_id: seeded.school.id, kind: 'governing', name: 'Ủy ban nhân dân phường Chánh Bình', address: 'Số 40', phone: '0900 000 083', effective_from: '2025-07-01', effective_to: null })
      .execute()
    const form = await (await app.get('/phan-anh')).text()
    const fields = { [idempotencyField]: inputValue(form, idempotencyField), intent: 'send', kind: 'feedback', field: 'meals', body: 'Bữa xế thứ Ba còn ít.', sender: 'anonymous', keepFrom: 'hiệu trưởng, cô Hạnh' }
    const sent = await app.post('/phan-anh', fields)
    expect(sent.status).toBe(303)
    const cookie = cookiesFrom(sent)
    for (const address of ['/phan-anh/bien-nhan', '/ho-so', '/en/ho-so']) {
      const page = await (await app.get(address, { cookie })).text()
      expect(page).toContain(address.startsWith('/en') ? 'Nobody at the school may decide' : 'Ở trường không còn ai được quyết định')
      expect(page).toContain('Ủy ban nhân dân')
      expect(page).toContain('cô Hạnh')
      expect(page).not.toContain(seeded.staff.principal.name)
    }
    expect(await app.db.selectFrom('outbox').selectAll().execute()).toEqual([])
  })

  test('in a denunciation that only they could read, nothing is kept', async () => {
    await expect(send({ kind: 'denunciation', keepFrom: 'cô Diễm' })).rejects.toThrow('not-kept')
    expect(await app.db.selectFrom('cases').selectAll().execute()).toEqual([])
    expect(await app.db.selectFrom('case_conflicts').selectAll().execute()).toEqual([])
  })

  test('another wish is another report, though the words are the same', async () => {
    const idempotencyKey = 'khoa-cua-mot-trang-123456'
    await send({ idempotencyKey })
    await expect(send({ idempotencyKey })).rejects.toThrow('repeated')
    await expect(send({ idempotencyKey, keepFrom: 'cô Vân' })).rejects.toThrow('conflict')
  })
})

describe('whom the text names', () => {
  test('is kept away as suspected, praise excepted', async () => {
    const row = await send({ body: 'Cô Vân nói nặng lời với cháu trước cả lớp.' })
    expect(row.barred).toContain(seeded.staff.coordinator.id)
    expect((await conflicts(row))[0]).toMatchObject({ source: 'words' })
    expect((await send({ kind: 'praise', body: 'Cô Vân rất tận tâm với các cháu.' })).barred).toBe('')
  })

  test('the sender of a denunciation was asked about the principal and is believed', async () => {
    const row = await send({ kind: 'denunciation', body: 'Đã báo cô Diễm hai lần mà cô Vân vẫn thu tiền ngoài quy định.' })
    expect(await statusFor(seeded.staff.principal, row)).toBe(200)
    expect(row.barred).toContain(seeded.staff.coordinator.id)
  })

  test('praise that is filed as a report bars whom it names', async () => {
    const row = await send({ kind: 'praise', body: 'Cô Vân thật “tận tâm” khi mắng cháu.' })
    await act(seeded.staff.principal, row, 'reclassify', { kind: 'feedback', fieldId: row.field_id, reason: 'Nói ngược' })
    expect((await fresh(row)).barred).toContain(seeded.staff.coordinator.id)
  })
})

describe('what staff note', () => {
  test('takes the case, the reply, drafts and unsent mail from whoever holds it', async () => {
    const { handler, coordinator } = seeded.staff
    const row = await send()
    await act(coordinator, row, 'acknowledge', { assigneeId: handler.id })
    expect(await recipients()).toContain('handler')
    await submitReply(
      { db: app.db, calendar: buildCalendar([]), school: seeded.school, publicOrigin: app.origin },
      { staff: handler, number: row.number, version: (await fresh(row)).version, now: app.now() },
      { body: 'Trả lời của người bị nêu.', questions: [{ text: 'Bữa xế còn ít?', answered: true }] },
    )
    expect((await act(seeded.secondCoordinator, row, 'addConflict', { staffId: handler.id, reason: 'Là người bị phản ánh' })).status).toBe(303)
    expect(await fresh(row)).toMatchObject({ assignee_id: null, state: 'acknowledged', barred: ` ${handler.id} ` })
    expect(await app.db.selectFrom('case_replies').select(['state']).execute()).toEqual([{ state: 'returned' }])
    expect(await recipients()).not.toContain('handler')
    expect(await statusFor(handler, row)).toBe(404)
    await app.db.updateTable('cases').set({ answer_due: '2026-11-20' }).execute()
    await queueReminders(app.db, { publicOrigin: app.origin }, app.now())
    expect(await recipients()).not.toContain('handler')
  })

  test('is never written by the person concerned, nor read by a handler', async () => {
    const row = await send()
    expect((await act(seeded.staff.coordinator, row, 'addConflict', { staffId: seeded.staff.coordinator.id, reason: 'Tự ghi' })).status).toBe(403)
    expect((await act(seeded.staff.handler, row, 'addConflict', { staffId: seeded.staff.viewer.id, reason: 'Thử' })).status).toBe(403)
    expect(await conflicts(row)).toEqual([])
  })

  test('is cleared with a reason, and the person sees the case again', async () => {
    const { coordinator, principal } = seeded.staff
    const row = await send({ body: 'Cô Vân dặn cháu uống thuốc mà trường quên.' })
    const [conflict] = await conflicts(row)
    expect((await act(principal, row, 'clearConflict', { conflictId: conflict!.id, reason: '' })).status).toBe(422)
    expect((await act(principal, row, 'clearConflict', { conflictId: conflict!.id, reason: 'Chỉ nhắc tên' })).status).toBe(303)
    expect((await conflicts(row))[0]).toMatchObject({ cleared_by: principal.id, cleared_on: '2026-11-23', cleared_reason: 'Chỉ nhắc tên' })
    expect(await statusFor(coordinator, row)).toBe(200)
  })

  test('what the sender asked for is cleared by the principal alone, and by nobody where it is the principal', async () => {
    const { coordinator, principal, handler } = seeded.staff
    const row = await send({ keepFrom: 'Kim Sa' })
    const [conflict] = await conflicts(row)
    expect((await act(coordinator, row, 'clearConflict', { conflictId: conflict!.id, reason: 'Nhầm' })).status).toBe(403)
    expect((await act(principal, row, 'clearConflict', { conflictId: conflict!.id, reason: 'Phụ huynh nói lại' })).status).toBe(303)
    expect(await statusFor(handler, row)).toBe(200)

    const other = await send({ keepFrom: 'hiệu trưởng' })
    const [named] = await conflicts(other)
    expect((await act(coordinator, other, 'clearConflict', { conflictId: named!.id, reason: 'Nhầm' })).status).toBe(403)
    expect((await act(principal, other, 'clearConflict', { conflictId: named!.id, reason: 'Tôi muốn xem' })).status).toBe(404)
  })

  test('a case that nobody could decide any more is not filed so', async () => {
    const row = await send({ keepFrom: 'hiệu trưởng' })
    expect((await act(seeded.staff.coordinator, row, 'reclassify', { kind: 'denunciation', fieldId: row.field_id, reason: 'Thử' })).status).toBe(422)
  })
})

describe('every page of the office, as the person concerned', () => {
  const secret = 'CHUYENRIENGCUACAOLANH'

  test.each(['principal', 'coordinator', 'handler'] as const)('tells the %s nothing of a case about them', async (role) => {
    const person = seeded.staff[role]
    const other = role === 'principal' ? seeded.staff.coordinator : seeded.staff.principal
    const row = await send({ subject: secret, body: `${secret}: ${person.name} nặng lời.`, sender: 'named', contact: { name: 'Ngô Canary', phone: null, email: 'phu-huynh@example.vn' }, consentContact: true })
    await act(other, row, 'acknowledge', { assigneeId: other.id })
    await act(other, row, 'note', { text: secret })
    const published = await addCase(app.db, seeded, { state: 'in_progress' })
    const cookie = await app.signInAs(person)
    const seen: string[] = []
    for (const [id, route] of Object.entries(app.build.routes)) {
      if (!id.startsWith('routes/office/') || !route || !('loader' in route.module)) continue
      const path = pathOf(id).replace(':number', row.number).replace(/:[a-z]+/gi, row.id)
      const lists = /phan-anh|nhat-ky|thu-gui|phan-cong/.test(path) && !path.includes(row.number) ? ['?xem=all', '?xem=mine', '?xem=escalated', '?xem=sent', '?q=nang+loi', '?so=PAKN', `?nguoi=${other.id}`] : []
      for (const address of [path, `${path}.data`, ...lists.map((query) => path + query)]) {
        const response = await app.get(address, { cookie })
        const text = await response.text()
        expect(response.status, address).toBeLessThan(500)
        if (text.includes(secret) || (text.includes(row.number) && !path.includes(row.number))) seen.push(address)
      }
    }
    expect(seen).toEqual([])
    // The walk sees what it should: another case stands in the list.
    expect(await (await app.get('/office/phan-anh?xem=all', { cookie })).text()).toContain(published.number)
  })

  /** The address of a route, from the table of the build. */
  function pathOf(id: string): string {
    const parts: string[] = []
    for (let route = app.build.routes[id]; route; route = route.parentId ? app.build.routes[route.parentId] : undefined) {
      if (route.path) parts.unshift(route.path)
    }
    return `/${parts.join('/')}`
  }
})
