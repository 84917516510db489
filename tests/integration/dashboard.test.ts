import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { buildCalendar } from '#app/calendar/index.ts'
import { monthlyOnTime, nextTasks, quarterFigures } from '#app/cases/index.ts'
import type { CaseFacts } from '#app/cases/index.ts'
import { firstSteps } from '#app/schools/index.ts'
import { createRound, findRound, startRound } from '#app/surveys/index.ts'
import type { CaseReply, NewCase, Role, StaffRow } from '#db/schema.ts'
import { createTestApp } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import { addCase } from '#tests/support/cases.ts'
import type { SeededSchool } from '#tests/support/school.ts'

const today = '2026-11-23'

let app: TestApp
let seeded: SeededSchool
beforeEach(async () => {
  app = await createTestApp()
  seeded = await app.seedSchool()
})
afterEach(() => app.close())

const add = (facts: Partial<NewCase> = {}) => addCase(app.db, seeded, facts)
const tasksOf = async (who: Role | StaffRow) =>
  (await nextTasks(app.db, seeded.school, typeof who === 'string' ? seeded.staff[who] : who, today)).map((task) => task.kind)
const reply = (caseId: string, by: StaffRow, state: CaseReply['state']) =>
  app.db.insertInto('case_replies').values({ case_id: caseId, body: 'Kính gửi', state, drafted_by: by.id, updated_at: app.now() }).execute()
const overview = async (role: Role, form = '') => (await app.get(`/office${form}`, { cookie: await app.signInAs(seeded.staff[role]) })).text()

describe('what to do next', () => {
  test('a new case is for those who receive it, an answer for who holds it, whenever it is due', async () => {
    await add({ state: 'submitted', assignee_id: null })
    await add({ answer_due: '2026-12-20' })
    await add({ answer_due: '2026-11-25' })
    expect((await nextTasks(app.db, seeded.school, seeded.staff.handler, today)).map((task) => task.due)).toEqual(['2026-11-25', '2026-12-20'])
    expect(await tasksOf('principal')).toEqual(['acknowledge'])
    expect(await tasksOf('coordinator')).toEqual(['acknowledge'])
    expect(await tasksOf('handler')).toEqual(['answer', 'answer'])
    expect(await tasksOf('viewer')).toEqual([])
  })

  test('a child whose danger became known later comes first too, for who holds the case and for those who give out the work, until staff do something', async () => {
    const row = await add({ answer_due: '2026-12-20', child_safety: 1, safety_source: 'words', respond_by: '2026-11-24T02:00:00.000Z' })
    await add({ answer_due: today })
    const event = (type: string, actor: 'system' | 'staff', version: number) =>
      app.db.insertInto('case_events').values({ case_id: row.id, type, actor, from_state: 'in_progress', to_state: 'in_progress', at: app.now(), case_version: version }).execute()
    await event('alarmOfWords', 'system', 2)
    expect(await tasksOf('handler')).toEqual(['protect', 'answer'])
    expect(await tasksOf('principal')).toEqual(['protect'])
    // The hours of the child, not the working days of the answer.
    for (const path of ['/office', '/office/phan-anh', `/office/phan-anh/${row.number}`]) {
      const html = await (await app.get(path, { cookie: await app.signInAs(seeded.staff.handler) })).text()
      expect(html, path).toContain('Phản hồi trước 09:00 24/11/2026')
    }
    app.setNow('2026-11-24T02:00:00.000Z')
    expect(await overview('handler')).toContain('Quá hạn phản hồi 09:00 24/11/2026')
    await event('note', 'staff', 3)
    expect(await tasksOf('handler')).toEqual(['answer', 'answer'])
    expect(await overview('handler')).not.toContain('phản hồi 09:00')
  })

  test('a child in danger comes first, then what is late, then today, then what holds up others', async () => {
    const waiting = await add({ state: 'awaiting_approval', answer_due: '2026-12-01' })
    await reply(waiting.id, seeded.staff.handler, 'awaiting_approval')
    await add({ state: 'submitted', assignee_id: null, acknowledge_due: '2026-11-25' })
    await add({ state: 'submitted', assignee_id: null, acknowledge_due: today })
    await add({ state: 'submitted', assignee_id: null, acknowledge_due: '2026-11-20' })
    await add({ state: 'submitted', assignee_id: null, child_safety: 1, respond_by: '2026-11-24T02:00:00.000Z', acknowledge_due: '2026-11-24' })
    await add({ state: 'acknowledged', assignee_id: null, answer_due: '2026-12-02' })
    const tasks = await nextTasks(app.db, seeded.school, seeded.staff.principal, today)
    expect(tasks.map((task) => [task.kind, task.due])).toEqual([
      ['protect', '2026-11-24'],
      ['acknowledge', '2026-11-20'],
      ['acknowledge', today],
      ['approve', '2026-12-01'],
      ['acknowledge', '2026-11-25'],
      ['assign', '2026-12-02'],
    ])
  })

  test('nobody is sent to approve or to check their own words', async () => {
    const waiting = await add({ state: 'awaiting_approval' })
    await reply(waiting.id, seeded.staff.coordinator, 'awaiting_approval')
    const answered = await add({ state: 'answered', answered_on: '2026-11-20', consent_publish: 1 })
    await app.db
      .insertInto('case_publication_drafts')
      .values({ case_id: answered.id, summary: 's', answer: 'a', proposed_by: seeded.staff.coordinator.id, updated_at: app.now() })
      .execute()
    expect(await tasksOf('coordinator')).toEqual([])
    expect(await tasksOf(seeded.secondCoordinator)).toEqual(['approve', 'check-publication'])
    expect(await tasksOf('handler')).toEqual([])
  })

  test('who holds a case mends what came back, and writes the public text where the sender agreed', async () => {
    const back = await add({})
    await reply(back.id, seeded.staff.handler, 'returned')
    await add({ state: 'answered', answered_on: '2026-11-20', consent_publish: 1 })
    await add({ state: 'answered', answered_on: '2026-11-20', consent_publish: 0 })
    expect(await tasksOf('handler')).toEqual(['rewrite', 'write-publication'])
  })

  test('an answer that the sender did not accept is owed again, and says so', async () => {
    await add({ reopened_on: '2026-11-20', answer_due: '2026-12-04' })
    expect(await tasksOf('handler')).toEqual(['answer-again'])
    const page = await overview('handler')
    expect(page).toContain('Trả lời lại (phụ huynh chưa đồng ý)')
    expect(page).toContain('>Mở lại</span>')
    for (const address of ['/office/phan-anh', '/office/phan-anh/PAKN.20261120.0001']) {
      expect(await (await app.get(address, { cookie: await app.signInAs(seeded.staff.handler) })).text()).toContain('>Mở lại</span>')
    }
  })

  test('what is late with others is for those who give out the work, behind what is late with themselves', async () => {
    await add({ answer_due: '2026-11-10' })
    await add({ answer_due: '2026-11-19', assignee_id: seeded.staff.principal.id })
    await add({ answer_due: '2026-11-27' })
    expect(await tasksOf('principal')).toEqual(['answer', 'remind'])
    expect(await tasksOf('coordinator')).toEqual(['remind', 'remind'])
    expect(await tasksOf('handler')).toEqual(['answer', 'answer'])
    expect((await overview('principal')).replaceAll('<!-- -->', '')).toContain(`Nhắc người xử lý: ${seeded.staff.handler.name}`)
  })

  test('the public text of a protected sender is checked by the principal, unless the principal wrote it', async () => {
    const row = await add({ state: 'answered', answered_on: '2026-11-20', consent_publish: 1, sender_mode: 'protected' })
    await app.db.insertInto('case_contacts').values({ case_id: row.id, name: 'Cao Thị Gấm', phone: null, email: null }).execute()
    const draft = { case_id: row.id, summary: 's', answer: 'a', proposed_by: seeded.staff.handler.id, updated_at: app.now() }
    await app.db.insertInto('case_publication_drafts').values(draft).execute()
    const page = async () => (await app.get(`/office/phan-anh/${row.number}`, { cookie: await app.signInAs(seeded.staff.coordinator) })).text()
    expect(await tasksOf('principal')).toEqual(['check-publication'])
    expect(await tasksOf('coordinator')).toEqual([])
    expect(await page()).toContain('hiệu trưởng là người kiểm tra bản này')
    expect(await page()).not.toContain('value="publish"')

    await app.db.updateTable('case_publication_drafts').set({ proposed_by: seeded.staff.principal.id }).execute()
    expect(await tasksOf('coordinator')).toEqual(['check-publication'])
    expect(await page()).toContain('value="publish"')
  })

  test('while the school waits for the sender nothing is to be done', async () => {
    await add({ state: 'more_info', answer_due: '2026-11-01' })
    for (const role of ['principal', 'coordinator', 'handler'] as const) expect(await tasksOf(role)).toEqual([])
  })
})

describe('the page', () => {
  test('shows nothing of a denunciation to anybody but the principal, of a complaint to nobody but those who handle it', async () => {
    const denunciation = await add({ kind: 'denunciation', state: 'submitted', assignee_id: null, acknowledge_due: today, subject: 'Chuyện thu chi' })
    const complaint = await add({ kind: 'complaint', state: 'submitted', assignee_id: null, acknowledge_due: today, subject: 'Quyết định xếp lớp' })
    for (const form of ['', '.data', '.data?_routes=routes%2Foffice%2Fdashboard']) {
      const sees = async (role: Role) => {
        const page = await overview(role, form)
        return [denunciation, complaint].map((row) => page.includes(row.number) || page.includes(row.subject))
      }
      expect(await sees('principal')).toEqual([true, true])
      expect(await sees('coordinator')).toEqual([false, true])
      expect(await sees('handler')).toEqual([false, false])
      expect(await sees('viewer')).toEqual([false, false])
    }
    const openCases = async (role: Role) => /Chưa trả lời<\/p><p class="stat-value">(\d+)</.exec(await overview(role))?.[1]
    expect(await Promise.all((['principal', 'coordinator', 'handler', 'viewer'] as const).map(openCases))).toEqual(['2', '1', '0', '0'])
  })

  test('a viewer sees figures and no tasks', async () => {
    await add({ state: 'submitted', assignee_id: null })
    const page = await overview('viewer')
    expect(page).toContain('Số liệu')
    expect(page).not.toContain('>Việc cần làm<')
  })

  test('an open round shows how many forms have come in, and no rate', async () => {
    const id = await createRound(
      app.db,
      seeded.school,
      { questionnaire: 'education', nameVi: 'Học kỳ I', nameEn: 'Term 1', opensOn: today, closesOn: '2026-12-04', audienceSize: 200 },
      null,
      app.now(),
    )
    const round = await findRound(app.db, seeded.school, id)
    await startRound(app.db, seeded.school, round!, null, app.now())
    await app.db.insertInto('response_counters').values({ round_id: id, channel: 'open', form: 'quick', count: 50 }).execute()
    const page = await overview('handler')
    expect(page).toContain('Học kỳ I')
    expect(page).toContain('25,0')
    expect(page).toContain('Chưa có đợt khảo sát nào kết thúc')
  })

  test('mail that did not go out is pointed to, for those who may read mail', async () => {
    const values = { school_id: seeded.school.id, recipient: 'x@example.vn', subject: 's', body: 'b', purpose: 'test', created_at: app.now(), next_attempt_at: app.now(), last_error: 'ESOCKET', attempts: 1 }
    await app.db.insertInto('outbox').values(values).execute()
    expect(await overview('principal')).toContain('1 thư chưa gửi được')
    expect(await overview('coordinator')).not.toContain('thư chưa gửi được')
    expect(await overview('handler')).not.toContain('thư chưa gửi được')
  })
})

describe('a new school', () => {
  test('is led through its first steps, ticked from its own records, until parents come', async () => {
    await app.db.updateTable('fields').set({ default_handler_id: null }).where('code', '=', 'meals').execute()
    await app.db.deleteFrom('places').execute()
    expect(await firstSteps(app.db, seeded.school)).toEqual({ handlers: false, colleagues: true, places: false, round: false, secondFactor: false, isUnderWay: false })
    const page = await overview('principal')
    expect(page).toContain('Chuẩn bị để bắt đầu')
    expect(page).toContain('Xong 1/5')
    for (const href of ['/office/tai-khoan/moi', '/office/cai-dat/linh-vuc', '/office/ma-qr', '/office/dot-khao-sat', '/office/cai-dat/hai-lop']) expect(page).toContain(`href="${href}"`)
    // A coordinator is shown only what a coordinator can do, a handler nothing.
    expect(await overview('coordinator')).toContain('Xong 0/2')
    expect(await overview('handler')).not.toContain('Chuẩn bị để bắt đầu')

    await app.db.updateTable('fields').set({ default_handler_id: seeded.staff.handler.id }).execute()
    expect(await overview('principal')).toContain('Xong 2/5')
    await app.db.updateTable('schools').set({ second_factor: 'leads' }).where('id', '=', seeded.school.id).execute()
    expect((await firstSteps(app.db, seeded.school)).secondFactor).toBe(true)
  })

  test('another school’s records tick nothing', async () => {
    const other = await app.seedSchool()
    await app.db.deleteFrom('places').where('school_id', '=', seeded.school.id).execute()
    expect((await firstSteps(app.db, seeded.school)).places).toBe(false)
    expect((await firstSteps(app.db, other.school)).places).toBe(true)
    await app.db.updateTable('schools').set({ second_factor: 'everybody' }).where('id', '=', seeded.school.id).execute()
    expect((await firstSteps(app.db, other.school)).secondFactor).toBe(false)
  })
})

describe('figures of the office', () => {
  const calendar = buildCalendar([])
  const fact = (facts: Partial<CaseFacts>): CaseFacts => ({
    kind: 'feedback', state: 'answered', consent_publish: 1, received_on: '2026-10-01', acknowledge_due: '2026-10-05', acknowledged_on: '2026-10-02',
    answer_due: '2026-10-15', answered_on: '2026-10-14', paused_days: 0, isPublished: false, isDisputed: false, wasTransferred: false, ...facts,
  })

  test('a case counts in the month in which it was due: answered later or not at all, it is late there', () => {
    const cases = [
      fact({}),
      fact({ answered_on: '2026-11-02' }),
      fact({ answer_due: '2026-11-10', answered_on: null, state: 'in_progress' }),
      fact({ answer_due: '2026-11-30', answered_on: null, state: 'in_progress' }),
      fact({ kind: 'complaint', answered_on: '2026-12-30' }),
    ]
    expect(monthlyOnTime(cases, calendar, today, 3)).toEqual([
      { month: '2026-09', inTime: 0, outOf: 0 },
      { month: '2026-10', inTime: 1, outOf: 2 },
      { month: '2026-11', inTime: 0, outOf: 1 },
    ])
    expect(quarterFigures(cases, calendar, today)).toMatchObject({ quarter: 4, year: 2026, answeredInTime: { inTime: 1, outOf: 3 }, received: 4 })
  })

  test('months go back over the turn of the year, and a quarter holds its own months alone', () => {
    expect(monthlyOnTime([], calendar, '2027-02-10', 4).map((row) => row.month)).toEqual(['2026-11', '2026-12', '2027-01', '2027-02'])
    expect(quarterFigures([fact({})], calendar, '2027-01-10')).toMatchObject({ quarter: 1, received: 0 })
  })
})
