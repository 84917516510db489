import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { acknowledge, addParentMessage, ask, nextTasks } from '#app/cases/index.ts'
import type { CaseRow } from '#db/schema.ts'
import { createTestApp } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import { answerFields } from '#tests/support/cases.ts'
import { deskOf } from '#tests/support/case-desk.ts'
import type { SeededSchool } from '#tests/support/school.ts'

/** A sender who does not answer a question is no reason to leave the matter: the school can go on with what it has. */

let app: TestApp
let school: SeededSchool
let with_: Awaited<ReturnType<typeof deskOf>>
let row: CaseRow
beforeEach(async () => {
  app = await createTestApp()
  school = await app.seedSchool()
  with_ = await deskOf(app, school)
  row = await with_.send({ sender: 'named', contact: { name: 'Phạm Hữu Lợi', phone: null, email: 'loi@example.com' }, consentContact: true })
  await acknowledge(with_.desk, await with_.by('coordinator', row), { assigneeId: school.staff.handler.id })
  await ask(with_.desk, await with_.by('handler', row), { text: 'Vào hôm nào ạ?' })
})
afterEach(() => app.close())

const address = () => `/office/phan-anh/${row.number}`
async function post(who: 'handler' | 'coordinator' | 'viewer', form: Record<string, string>): Promise<Response> {
  const { version } = await with_.fresh(row)
  return app.post(address(), { version, ...form }, { cookie: await app.signInAs(who) })
}
const page = async (who: 'handler' | 'viewer') => (await app.get(address(), { cookie: await app.signInAs(who) })).text()

describe('a question that the sender does not answer', () => {
  test('is given up by whoever handles the case: the clock goes on with as many days as were left, and the sender is told', async () => {
    app.setNow('2026-11-27T02:00:00.000Z')
    const waiting = await page('handler')
    expect(waiting).toContain('Đang chờ phụ huynh bổ sung từ ngày 23/11/2026')
    expect(waiting).toContain(', tạm dừng từ 23/11/2026')
    const response = await post('handler', { viec: 'resume' })
    expect(response.headers.get('location')).toBe(`${address()}?da=hs-resume#top`)
    // Three working days went by: the 25th, 26th and 27th, since the 24th is a day off.
    expect(await with_.fresh(row)).toMatchObject({ state: 'in_progress', paused_on: null, paused_days: 3, answer_due: '2026-12-11' })
    expect(await page('handler')).not.toContain('tạm dừng từ')
    expect((await with_.told(row)).at(-1)).toContain('trả lời chậm nhất ngày 11/12/2026')
    const mail = await app.db.selectFrom('outbox').select('body').where('recipient', '=', 'loi@example.com').orderBy('id', 'desc').executeTakeFirstOrThrow()
    expect(mail.body).toContain('không chờ bổ sung nữa')
    expect((await post('handler', { viec: 'submitReply', ...answerFields('Đã mở cổng lúc 6 giờ 30.') })).status).toBe(303)
  })

  test('stays one that can be answered: what the sender writes later is taken, and moves no date', async () => {
    app.setNow('2026-11-27T02:00:00.000Z')
    await post('handler', { viec: 'resume' })
    app.setNow('2026-12-01T02:00:00.000Z')
    expect(await addParentMessage(with_.desk, row.id, 'Hôm thứ Sáu.', app.now())).toEqual({ ok: true })
    expect(await with_.fresh(row)).toMatchObject({ state: 'in_progress', answer_due: '2026-12-11', paused_days: 3 })
  })

  test('is given up by nobody else, and nowhere else', async () => {
    expect((await post('viewer', { viec: 'resume' })).status).toBe(403)
    expect(await page('viewer')).not.toContain('value="resume"')
    await post('coordinator', { viec: 'resume' })
    expect((await post('handler', { viec: 'resume' })).status).toBe(403)
  })

  test('is a task after two weeks, for whoever holds the case and for nobody else', async () => {
    const tasks = async (who: 'handler' | 'coordinator', today: string) => (await nextTasks(app.db, school.school, school.staff[who], today)).map(({ kind }) => kind)
    expect(await tasks('handler', '2026-12-06')).toEqual([])
    expect(await tasks('handler', '2026-12-07')).toEqual(['go-on'])
    expect(await tasks('coordinator', '2026-12-07')).toEqual([])
    await app.db.updateTable('cases').set({ assignee_id: null }).execute()
    expect(await tasks('coordinator', '2026-12-07')).toEqual(['go-on'])
  })
})
