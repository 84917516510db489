import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { queueReminders } from '#app/cases/reminders.ts'
import type { NewCase } from '#db/schema.ts'
import { createTestApp } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import { addCase as writeCase } from '#tests/support/cases.ts'
import type { SeededSchool } from '#tests/support/school.ts'

let app: TestApp
let seeded: SeededSchool
beforeEach(async () => {
  app = await createTestApp()
  seeded = await app.seedSchool()
})
afterEach(() => app.close())

const secret = 'Cháu Minh Khôi bị ngã ở cầu thang'

const addCase = (facts: Partial<NewCase> = {}) => writeCase(app.db, seeded, { subject: secret, body: secret, ...facts })

const remind = () => queueReminders(app.db, { publicOrigin: 'https://hoaphuong.example.vn' }, app.now())
async function mails() {
  const rows = await app.db.selectFrom('outbox').selectAll().orderBy('id').execute()
  return rows.map((row) => ({ ...row, role: row.recipient.split('@')[0] }))
}
const rolesOf = async () => (await mails()).map((mail) => mail.role).sort()

describe('the answer', () => {
  // 2026-11-24 is a day off (Ngày Văn hóa Việt Nam), so from Monday the 23rd the third working day is Friday the 27th.
  test('is reminded of within 3 and 1 working days and when overdue, once each, to whoever holds the case', async () => {
    await addCase({ answer_due: '2026-11-27' })
    expect(await remind()).toBe(1)
    expect(await remind()).toBe(0)
    app.setNow('2026-11-25T02:00:00Z')
    expect(await remind()).toBe(0)
    app.setNow('2026-11-26T02:00:00Z')
    expect(await remind()).toBe(1)
    app.setNow('2026-11-27T09:00:00Z')
    expect(await remind()).toBe(0)
    app.setNow('2026-11-30T02:00:00Z')
    expect(await remind()).toBe(1)
    app.setNow('2026-12-04T02:00:00Z')
    expect(await remind()).toBe(0)
    const sent = await mails()
    expect(sent.map((mail) => mail.role)).toEqual(['handler', 'handler', 'handler'])
    expect(sent.map((mail) => mail.subject.replace(/^\[.*\] /, ''))).toEqual(['Còn 3 ngày làm việc để trả lời', 'Còn 1 ngày làm việc để trả lời', 'Quá hạn trả lời'])
  })

  test('is reminded of again when its date has moved', async () => {
    const row = await addCase({ answer_due: '2026-11-20' })
    expect(await remind()).toBe(1)
    await app.db.updateTable('cases').set({ answer_due: '2026-11-23' }).where('id', '=', row.id).execute()
    expect(await remind()).toBe(1)
  })

  test('goes to the coordinators and the principal where nobody holds the case, or who held it has left', async () => {
    await addCase({ assignee_id: null, answer_due: '2026-11-23' })
    await remind()
    expect(await rolesOf()).toEqual(['coordinator', 'coordinator-2', 'principal'])
    await app.db.updateTable('staff').set({ status: 'disabled' }).where('id', '=', seeded.staff.handler.id).execute()
    await addCase({ answer_due: '2026-11-23' })
    expect(await remind()).toBe(3)
  })

  test('that waits for approval is also told to those who approve', async () => {
    await addCase({ state: 'awaiting_approval', answer_due: '2026-11-23' })
    await remind()
    expect(await rolesOf()).toEqual(['coordinator', 'coordinator-2', 'handler', 'principal'])
  })

  test.each(['more_info', 'answered', 'published', 'closed', 'transferred', 'ineligible'] as const)('owes nothing in the state %s', async (state) => {
    await addCase({ state, answer_due: '2026-11-01', acknowledge_due: '2026-11-01' })
    expect(await remind()).toBe(0)
  })
})

describe('a question that the sender does not answer', () => {
  test('is brought before whoever holds the case after two weeks, once', async () => {
    await addCase({ state: 'more_info', paused_on: '2026-11-10' })
    expect(await remind()).toBe(0)
    app.setNow('2026-11-24T02:00:00Z')
    expect(await remind()).toBe(1)
    app.setNow('2026-12-20T02:00:00Z')
    expect(await remind()).toBe(0)
    expect((await mails()).map(({ role, subject, body }) => [role, subject.replace(/^\[.*\] /, ''), body.includes('10/11/2026')])).toEqual([['handler', 'Phụ huynh chưa bổ sung', true]])
  })

  test('keeps no alarm for a child from being told again', async () => {
    await addCase({ state: 'more_info', paused_on: '2026-11-20', child_safety: 1, respond_by: '2026-11-24T02:00:00.000Z' })
    await app.db.insertInto('case_events').values({ case_id: (await app.db.selectFrom('cases').select('id').executeTakeFirstOrThrow()).id, type: 'raiseAlarm', actor: 'staff', staff_id: seeded.staff.handler.id, from_state: 'more_info', to_state: 'more_info', at: '2026-11-23T02:00:00.000Z', case_version: 2 }).execute()
    app.setNow('2026-11-23T06:30:00Z')
    await remind()
    expect((await mails()).map(({ subject }) => subject.replace(/^\[.*\] /, ''))).toContain('KHẨN: chưa ai xử lý, an toàn của trẻ')
  })
})

describe('acknowledgement', () => {
  test('is reminded of on its day and when overdue', async () => {
    await addCase({ state: 'submitted', assignee_id: null, acknowledge_due: '2026-11-23' })
    expect(await remind()).toBe(3)
    app.setNow('2026-11-25T02:00:00Z')
    expect(await remind()).toBe(3)
    expect(await remind()).toBe(0)
    expect([...new Set((await mails()).map((mail) => mail.subject.replace(/^\[.*\] /, '')))]).toEqual(['Hôm nay là hạn tiếp nhận', 'Quá hạn tiếp nhận'])
  })

  test('is not written about at night', async () => {
    await addCase({ state: 'submitted', acknowledge_due: '2026-11-23' })
    app.setNow('2026-11-22T18:00:00Z')
    expect(await remind()).toBe(0)
    app.setNow('2026-11-22T23:00:00Z')
    expect(await remind()).toBeGreaterThan(0)
  })
})

describe('a child in danger', () => {
  test('is told again after four hours of silence, at any hour, and once more after a day', async () => {
    await addCase({ state: 'submitted', assignee_id: null, child_safety: 1, respond_by: '2026-11-23T14:00:00.000Z', acknowledge_due: '2026-11-25' })
    app.setNow('2026-11-22T17:59:00Z')
    expect(await remind()).toBe(0)
    app.setNow('2026-11-22T18:00:00Z')
    expect(await remind()).toBe(3)
    expect(await remind()).toBe(0)
    app.setNow('2026-11-23T14:00:00Z')
    expect(await remind()).toBe(3)
    expect((await mails()).every((mail) => mail.subject.includes('KHẨN'))).toBe(true)
  })

  test('is not told again once somebody has taken it on', async () => {
    await addCase({ state: 'in_progress', child_safety: 1, respond_by: '2026-11-23T01:00:00.000Z' })
    expect(await remind()).toBe(0)
  })

  test('is told again too where it became known later, until staff have done something since', async () => {
    const row = await addCase({ state: 'in_progress', child_safety: 1, respond_by: '2026-11-23T14:00:00.000Z' })
    const event = { case_id: row.id, from_state: row.state, to_state: row.state, at: '2026-11-22' }
    await app.db.insertInto('case_events').values([{ ...event, type: 'acknowledge', actor: 'staff' }, { ...event, type: 'alarmOfWords', actor: 'system' }]).execute()
    app.setNow('2026-11-22T18:00:00Z')
    expect(await remind()).toBe(4)
    await app.db.insertInto('case_events').values({ ...event, type: 'note', actor: 'staff' }).execute()
    app.setNow('2026-11-23T14:00:00Z')
    expect(await remind()).toBe(0)
  })
})

describe('who may know', () => {
  test('of a denunciation the principal alone, whoever is noted as holding it', async () => {
    await addCase({ kind: 'denunciation', answer_due: '2026-11-20' })
    await addCase({ kind: 'denunciation', state: 'submitted', assignee_id: null, acknowledge_due: '2026-11-20', child_safety: 1, respond_by: '2026-11-20T10:00:00.000Z' })
    await remind()
    expect([...new Set(await rolesOf())]).toEqual(['principal'])
  })

  test('of a complaint the principal, the coordinators and whoever holds it', async () => {
    await addCase({ kind: 'complaint', answer_due: '2026-11-20' })
    await remind()
    expect(await rolesOf()).toEqual(['coordinator', 'coordinator-2', 'handler', 'principal'])
  })

  test('never whom it is about, not even of a denunciation', async () => {
    const barred = ` ${seeded.staff.principal.id} ${seeded.secondCoordinator.id} `
    await addCase({ kind: 'denunciation', answer_due: '2026-11-20', barred })
    expect(await remind()).toBe(0)
    await addCase({ answer_due: '2026-11-20', assignee_id: null, barred })
    await remind()
    expect(await rolesOf()).toEqual(['coordinator'])
  })

  test('who stands in for whoever holds it, but not what the deputy may not read', async () => {
    const away = (id: string, staff_id: string, deputy_id: string) => ({ id, school_id: seeded.school.id, staff_id, deputy_id, from_day: '2026-11-20', to_day: '2026-11-27', created_at: app.now() })
    const { handler, coordinator, principal } = seeded.staff
    await app.db.insertInto('staff_absences').values([away('a', handler.id, coordinator.id), away('b', principal.id, handler.id)]).execute()
    await addCase({ kind: 'denunciation', answer_due: '2026-11-20', assignee_id: principal.id })
    await remind()
    expect(await rolesOf()).toEqual(['principal'])
    await addCase({ answer_due: '2026-11-20' })
    await remind()
    expect(await rolesOf()).toEqual(['coordinator', 'handler', 'principal'])
  })

  test('those who decide, where who holds it may no longer read or handle it', async () => {
    await app.db.updateTable('staff').set({ role: 'viewer' }).where('id', '=', seeded.staff.handler.id).execute()
    await addCase({ answer_due: '2026-11-20' })
    await remind()
    expect(await rolesOf()).toEqual(['coordinator', 'coordinator-2', 'principal'])
  })

  test('another school’s staff never', async () => {
    const other = await app.seedSchool()
    await addCase({ kind: 'complaint', answer_due: '2026-11-20' })
    await remind()
    expect((await mails()).filter((mail) => mail.school_id === other.school.id || mail.recipient.endsWith(`@${other.school.slug}.example.vn`))).toEqual([])
  })

  test('mail carries number, kind, date and link, never what was written', async () => {
    const row = await addCase({ answer_due: '2026-11-20' })
    await remind()
    const [mail] = await mails()
    expect(mail!.case_id).toBe(row.id)
    expect(`${mail!.subject}\n${mail!.body}`).not.toContain('Khôi')
    expect(mail!.body).toContain(row.number)
    expect(mail!.body).toContain('Phản ánh, kiến nghị')
    expect(mail!.body).toContain('20/11/2026')
    expect(mail!.body).toContain(`https://hoaphuong.example.vn/office/phan-anh/${row.number}`)
  })
})
