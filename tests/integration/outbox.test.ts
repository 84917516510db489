import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { countMail, deliverMail, listMail, queueMail, retryMail } from '#app/mail/index.ts'
import { createTestApp } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import { addCase } from '#tests/support/cases.ts'
import type { SeededSchool } from '#tests/support/school.ts'

let app: TestApp
let ours: SeededSchool
let theirs: SeededSchool
beforeAll(async () => {
  app = await createTestApp()
  ours = await app.seedSchool()
  theirs = await app.seedSchool()
  await app.db.deleteFrom('outbox').execute()

  await mailAbout(await addCase(app.db, ours, { kind: 'feedback' }), 'PHAN-ANH', ours.staff.coordinator.email)
  await mailAbout(await addCase(app.db, ours, { kind: 'complaint' }), 'KHIEU-NAI', ours.staff.coordinator.email)
  await mailAbout(await addCase(app.db, ours, { kind: 'denunciation' }), 'TO-CAO', ours.staff.principal.email)
  await mailAbout(await addCase(app.db, ours, { kind: 'feedback', sender_mode: 'protected' }), 'CHO-PHU-HUYNH', 'me-cua-khoi@example.vn')
  await queueMail(app.db, { schoolId: ours.school.id, recipient: ours.staff.handler.email, subject: 'LOI-MOI', body: '/office/moi/bi-mat', purpose: 'staff:invitation' }, app.now())
  await queueMail(app.db, { schoolId: theirs.school.id, recipient: theirs.staff.principal.email, subject: 'TRUONG-KHAC', body: 'x', purpose: 'test' }, app.now())
})
afterAll(() => app.close())

const mailAbout = (row: { id: string; number: string }, subject: string, recipient: string) =>
  queueMail(app.db, { schoolId: ours.school.id, caseId: row.id, recipient, subject: `[${row.number}] ${subject}`, body: `Nội dung ${subject}`, purpose: 'test' }, app.now())
const seenBy = async (person: SeededSchool['staff']['principal']) =>
  (await listMail(app.db, ours.school, person, { state: 'waiting' }, app.now())).rows.map((mail) => mail.subject.replace(/^\[.*\] /, '')).sort()
const idOf = async (subject: string) => (await app.db.selectFrom('outbox').select('id').where('subject', 'like', `%${subject}`).executeTakeFirstOrThrow()).id

describe('who may read which mail', () => {
  test('the principal all of the school’s', async () => {
    expect(await seenBy(ours.staff.principal)).toEqual(['CHO-PHU-HUYNH', 'KHIEU-NAI', 'LOI-MOI', 'PHAN-ANH', 'TO-CAO'])
    expect((await countMail(app.db, ours.school, ours.staff.principal, app.now())).waiting).toBe(5)
  })

  test('a coordinator neither that of a denunciation nor a link that opens somebody’s account', async () => {
    expect(await seenBy(ours.staff.coordinator)).toEqual(['CHO-PHU-HUYNH', 'KHIEU-NAI', 'PHAN-ANH'])
    expect((await countMail(app.db, ours.school, ours.staff.coordinator, app.now())).waiting).toBe(3)
    const cookie = await app.signInAs(ours.staff.coordinator)
    const page = await (await app.get('/office/thu-gui?xem=waiting', { cookie })).text()
    expect(page).toContain('PHAN-ANH')
    for (const hidden of ['TO-CAO', 'LOI-MOI', 'bi-mat', 'PAKN.20261120.0003', 'TRUONG-KHAC']) expect(page).not.toContain(hidden)
    const data = await (await app.get('/office/thu-gui.data?xem=waiting', { cookie })).text()
    for (const hidden of ['TO-CAO', 'LOI-MOI', 'PAKN.20261120.0003']) expect(data).not.toContain(hidden)
  })

  test('a parent’s address nobody: it is looked up on the case’s page, where that is written down', async () => {
    const cookie = await app.signInAs(ours.staff.principal)
    for (const address of ['/office/thu-gui?xem=waiting', '/office/thu-gui.data?xem=waiting']) {
      const page = await (await app.get(address, { cookie })).text()
      expect(page).toContain('CHO-PHU-HUYNH')
      expect(page).not.toContain('me-cua-khoi')
    }
  })

  test('nor the name of a colleague who wrote as a parent', async () => {
    const row = await addCase(app.db, ours, { sender_mode: 'protected', assignee_id: null })
    const mail = { schoolId: ours.school.id, caseId: row.id, recipient: ours.staff.viewer.email, subject: 'CO-GIAO-LA-PHU-HUYNH', body: 'x', purpose: 'case-received' }
    await queueMail(app.db, mail, '2026-11-23T01:00:00.000Z')
    const { rows } = await listMail(app.db, ours.school, ours.staff.coordinator, { state: 'waiting' }, app.now())
    expect(rows.find((one) => one.subject === mail.subject)?.recipient).toBeNull()
    await app.db.deleteFrom('outbox').where('subject', '=', mail.subject).execute()
  })

  test('nobody the minute in which mail about a case was written or sent', async () => {
    const cookie = await app.signInAs(ours.staff.principal)
    const page = await (await app.get('/office/thu-gui?xem=waiting&q=PHAN-ANH', { cookie })).text()
    expect(page.replaceAll('<!-- -->', '')).toContain('Viết ngày 23/11/2026')
    const data = await (await app.get('/office/thu-gui.data?xem=waiting&q=PHAN-ANH', { cookie })).text()
    for (const minute of ['09:00 23/11', 'T02:0']) expect(page + data).not.toContain(minute)
    expect(await (await app.get('/office/thu-gui?xem=waiting&q=LOI-MOI', { cookie })).text()).toContain('Viết lúc 09:00 23/11/2026')
  })

  test('a handler and a viewer none', async () => {
    for (const role of ['handler', 'viewer'] as const) {
      const cookie = await app.signInAs(ours.staff[role])
      expect((await app.get('/office/thu-gui', { cookie })).status).toBe(403)
      expect((await app.post('/office/thu-gui', { thu: 'tat-ca' }, { cookie })).status).toBe(403)
    }
  })
})

test('without a mail server the screen says so plainly and offers no retry', async () => {
  const cookie = await app.signInAs(ours.staff.principal)
  const page = await (await app.get('/office/thu-gui', { cookie })).text()
  expect(page).toContain('Hệ thống chưa gửi được e-mail')
  expect(page).toContain('SMTP_URL')
  expect(page).not.toContain('Gửi lại ngay')
  // How to set it up is nothing a coordinator can do.
  const coordinator = await app.signInAs(ours.staff.coordinator)
  for (const address of ['/office/thu-gui', '/office/thu-gui.data']) expect(await (await app.get(address, { cookie: coordinator })).text()).not.toMatch(/SMTP_URL=|MAIL_FROM|no-reply@/)
})

test('a message is found by its case number, and what is typed is taken literally', async () => {
  const find = async (q: string) => (await listMail(app.db, ours.school, ours.staff.principal, { state: 'waiting', q }, app.now())).total
  expect(await find('20261120.0002')).toBe(1)
  expect(await find('%')).toBe(0)
  expect(await find('_')).toBe(0)
})

describe('a message that failed', () => {
  test('stands among the failed ones with its reason, and goes out when asked for', async () => {
    const failing = { send: () => Promise.reject(Object.assign(new Error('550 no such user'), { code: 'EENVELOPE', responseCode: 550 })) }
    const warn = console.warn
    console.warn = () => undefined
    expect((await deliverMail(app.db, failing, app.now)).failed).toBe(6)
    console.warn = warn
    const { rows } = await listMail(app.db, ours.school, ours.staff.principal, { state: 'failed' }, app.now())
    expect(rows).toHaveLength(5)
    expect(rows[0]).toMatchObject({ attempts: 1, lastError: 'EENVELOPE 550: 550 no such user', nextAttemptAt: '2026-11-23T02:01:00.000Z' })

    const sent: string[] = []
    const working = { send: (mail: { subject: string }) => Promise.resolve(void sent.push(mail.subject)) }
    expect(await deliverMail(app.db, working, app.now)).toEqual({ sent: 0, failed: 0 })
    const cookie = await app.signInAs(ours.staff.coordinator)
    const answer = await app.post('/office/thu-gui', { thu: String(await idOf('PHAN-ANH')) }, { cookie })
    expect(answer.status).toBe(303)
    expect(await deliverMail(app.db, working, app.now)).toEqual({ sent: 1, failed: 0 })
    expect(sent).toEqual(['[PAKN.20261120.0001] PHAN-ANH'])
    expect((await countMail(app.db, ours.school, ours.staff.principal, app.now())).sent).toBe(1)
  })

  test('cannot be sent again by who may not read it', async () => {
    const cookie = await app.signInAs(ours.staff.coordinator)
    for (const subject of ['TO-CAO', 'LOI-MOI', 'TRUONG-KHAC']) {
      expect((await app.post('/office/thu-gui', { thu: String(await idOf(subject)) }, { cookie })).status).toBe(404)
    }
    expect((await app.post('/office/thu-gui', { thu: 'x' }, { cookie })).status).toBe(404)
    // "All" means all that this person may see.
    expect(await retryMail(app.db, ours.school, ours.staff.coordinator, null, app.now())).toBe(2)
    const untouched = await app.db.selectFrom('outbox').select('attempts').where('id', 'in', [await idOf('TO-CAO'), await idOf('LOI-MOI'), await idOf('TRUONG-KHAC')]).execute()
    expect(untouched.map((row) => row.attempts)).toEqual([1, 1, 1])
  })
})
