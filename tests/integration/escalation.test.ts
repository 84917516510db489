import { afterEach, beforeEach, expect, test } from 'vitest'
import { escalateLateSteps } from '#app/cases/escalation.ts'
import type { CaseRow, NewCase } from '#db/schema.ts'
import { createTestApp } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import { addCase } from '#tests/support/cases.ts'
import type { SeededSchool } from '#tests/support/school.ts'

let app: TestApp
let seeded: SeededSchool
beforeEach(async () => {
  app = await createTestApp()
  seeded = await app.seedSchool()
})
afterEach(() => app.close())

const secret = 'Cháu Minh Khôi bị ngã ở cầu thang'
const add = (facts: Partial<NewCase> = {}) => addCase(app.db, seeded, { subject: secret, body: secret, ...facts })
const run = () => escalateLateSteps(app.db, { publicOrigin: 'https://hoaphuong.example.vn' }, app.now())
const fresh = (row: CaseRow) => app.db.selectFrom('cases').selectAll().where('id', '=', row.id).executeTakeFirstOrThrow()
const mails = async () => (await app.db.selectFrom('outbox').selectAll().orderBy('id').execute()).map((mail) => ({ ...mail, role: mail.recipient.split('@')[0] }))
const rolesTold = async () => (await mails()).map(({ role }) => role).sort()
const history = (row: CaseRow) => app.db.selectFrom('case_events').selectAll().where('case_id', '=', row.id).where('type', '=', 'escalate').orderBy('id').execute()
// Monday the 23rd of November 2026; the 24th is a day off.
const friday = '2026-11-20'

test('a late answer goes to the coordinators, then to the principal, once each', async () => {
  const row = await add({ answer_due: friday })
  expect(await run()).toBe(1)
  expect(await run()).toBe(0)
  expect(await fresh(row)).toMatchObject({ escalated_to: 'coordinator', escalated_on: '2026-11-23', version: row.version, state: 'in_progress' })
  expect(await rolesTold()).toEqual(['coordinator', 'coordinator-2'])
  app.setNow('2026-11-25T02:00:00Z')
  expect(await run()).toBe(0)
  app.setNow('2026-11-26T02:00:00Z')
  expect(await run()).toBe(1)
  expect(await run()).toBe(0)
  expect(await fresh(row)).toMatchObject({ escalated_to: 'principal', escalated_on: '2026-11-26' })
  expect(await rolesTold()).toEqual(['coordinator', 'coordinator-2', 'principal'])
  expect(await history(row)).toMatchObject([{ actor: 'system', staff_id: null }, { actor: 'system', staff_id: null }])
  expect((await history(row))[1]!.note).toContain('hiệu trưởng')
})

test('the mail says which case and since when, never what was written', async () => {
  const row = await add({ answer_due: friday })
  await run()
  const [mail] = await mails()
  expect(mail).toMatchObject({ purpose: 'case-escalated', case_id: row.id })
  expect(mail!.body).toContain(row.number)
  expect(mail!.body).toContain('20/11/2026')
  expect(`${mail!.subject}\n${mail!.body}`).not.toContain('Khôi')
})

test('the mark goes once the step is done, and the next late step is told anew', async () => {
  const row = await add({ state: 'submitted', assignee_id: null, acknowledge_due: friday, answer_due: '2026-11-25' })
  await run()
  expect((await fresh(row)).escalated_to).toBe('coordinator')
  const { handler, coordinator } = seeded.staff
  const cookie = await app.signInAs(coordinator)
  expect((await app.post(`/office/phan-anh/${row.number}`, { viec: 'acknowledge', version: String(row.version), assigneeId: handler.id }, { cookie })).status).toBe(303)
  expect(await run()).toBe(0)
  expect(await fresh(row)).toMatchObject({ escalated_to: null, escalated_on: null, state: 'in_progress' })
  app.setNow('2026-11-26T02:00:00Z')
  expect(await run()).toBe(1)
  expect(await history(row)).toHaveLength(2)
})

test('whom it is about is not told, and a denunciation only ever reaches the principal', async () => {
  await add({ answer_due: friday, barred: ` ${seeded.secondCoordinator.id} ` })
  await run()
  expect(await rolesTold()).toEqual(['coordinator'])
  await app.db.deleteFrom('outbox').execute()
  const sealed = await add({ kind: 'denunciation', answer_due: friday, assignee_id: null })
  const kept = await add({ kind: 'denunciation', answer_due: friday, assignee_id: null, barred: ` ${seeded.staff.principal.id} ` })
  await run()
  expect(await rolesTold()).toEqual(['principal'])
  expect((await fresh(sealed)).escalated_to).toBe('principal')
  expect((await fresh(kept)).escalated_to).toBeNull()
})

test('nothing is written at night, nor while something is about to go out', async () => {
  const row = await add({ answer_due: friday })
  app.setNow('2026-11-22T18:00:00Z')
  expect(await run()).toBe(0)
  app.setNow('2026-11-23T02:00:00Z')
  await app.db.updateTable('cases').set({ outgoing_at: '2026-11-23T02:20:00.000Z' }).where('id', '=', row.id).execute()
  expect(await run()).toBe(0)
})

test('the inbox has them in a view of their own, with who was told, and the start page leads there', async () => {
  const row = await add({ answer_due: friday })
  const other = await add()
  await run()
  const cookie = await app.signInAs(seeded.staff.principal)
  const list = await (await app.get('/office/phan-anh?xem=escalated', { cookie })).text()
  expect(list).toContain(row.number)
  expect(list).not.toContain(other.number)
  expect(list).toMatch(/Đã báo cấp trên: (?:<!-- -->)?người điều phối/)
  expect(await (await app.get(`/office/phan-anh/${row.number}`, { cookie })).text()).toContain('Quá hạn, tự động báo cấp trên')
  expect(await (await app.get('/office', { cookie })).text()).toContain('/office/phan-anh?xem=escalated')
})
