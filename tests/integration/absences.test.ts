import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { escalateLateSteps } from '#app/cases/escalation.ts'
import type { StaffRow } from '#db/schema.ts'
import { createTestApp } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import { addCase, sendCase } from '#tests/support/cases.ts'
import type { SeededSchool } from '#tests/support/school.ts'

let app: TestApp
let here: SeededSchool

beforeEach(async () => {
  app = await createTestApp()
  here = await app.seedSchool()
})
afterEach(() => app.close())

const own = '/office/tai-khoan-cua-toi'
const of = (person: StaffRow) => `/office/tai-khoan/${person.id}`
const absences = () => app.db.selectFrom('staff_absences').selectAll().orderBy('from_day').execute()
const away = (deputy: StaffRow, from = '2026-11-23', to = '2026-11-27') => ({ viec: 'vang', from, to, deputyId: deputy.id })
const post = async (page: string, form: Record<string, string>, who: StaffRow) => app.post(page, form, { cookie: await app.signInAs(who) })
const shown = async (page: string, who: StaffRow) => (await (await app.get(page, { cookie: await app.signInAs(who) })).text()).replaceAll('<!-- -->', '')

describe('one’s own absence', () => {
  test('lets the deputy handle what the absent person holds, and sends new cases there, until it is taken back', async () => {
    const { handler, coordinator } = here.staff
    const row = await addCase(app.db, here, { kind: 'complaint', assignee_id: coordinator.id })
    const file = async () => (await app.get(`/office/phan-anh/${row.number}`, { cookie: await app.signInAs(handler) })).status
    expect(await file()).toBe(404)
    expect((await post(own, away(handler), coordinator)).headers.get('location')).toBe(`${own}?da=ghi-vang#top`)
    expect(await shown(own, coordinator)).toContain(`23/11/2026–27/11/2026: ${handler.name} thay`)
    expect(await file()).toBe(200)
    await app.db.updateTable('fields').set({ default_handler_id: coordinator.id }).execute()
    expect((await sendCase(app, here)).proposed_assignee_id).toBe(handler.id)

    const { id } = (await absences())[0]!
    expect((await post(own, { viec: 'xoa-vang', absenceId: id }, coordinator)).headers.get('location')).toBe(`${own}?da=xoa-vang#top`)
    expect(await absences()).toEqual([])
    expect(await file()).toBe(404)
    expect((await sendCase(app, here)).proposed_assignee_id).toBe(coordinator.id)
  })

  test('is written down for oneself alone, and nobody takes back a colleague’s', async () => {
    const { handler, coordinator, principal } = here.staff
    await post(own, { ...away(principal), staffId: coordinator.id }, handler)
    expect(await absences()).toMatchObject([{ staff_id: handler.id }])
    expect((await post(own, { viec: 'xoa-vang', absenceId: (await absences())[0]!.id }, coordinator)).status).toBe(404)
    expect(await absences()).toHaveLength(1)
  })

  test('is not asked of a viewer, who handles nothing', async () => {
    expect(await shown(own, here.staff.viewer)).not.toContain('Ngày vắng')
    expect((await post(own, away(here.staff.handler), here.staff.viewer)).status).toBe(403)
  })

  test('says in words what cannot be, and keeps what was typed', async () => {
    const { handler, coordinator, viewer } = here.staff
    await post(own, away(coordinator, '2026-12-07', '2026-12-09'), handler)
    const wrong: [StaffRow, Record<string, string>, string][] = [
      [handler, away(coordinator, '2026-12-09', '2026-12-11'), 'Đã ghi vắng trong một số ngày này.'],
      [handler, away(handler, '2026-12-14', '2026-12-15'), 'Người thay phải là người khác.'],
      [handler, away(viewer, '2026-12-14', '2026-12-15'), 'Người này không xử lý được phản ánh.'],
      [handler, away(coordinator, '2026-11-02', '2026-11-03'), 'Những ngày này đã qua.'],
      [handler, away(coordinator, '2026-12-15', '2026-12-14'), 'Ngày cuối phải từ ngày đầu trở đi.'],
      [handler, { ...away(coordinator), from: '' }, 'Chọn ngày đầu tiên vắng.'],
      [coordinator, away(handler, '2026-12-08', '2026-12-08'), 'việc thay lại quay về chính người vắng'],
    ]
    for (const [who, form, words] of wrong) {
      const response = await post(own, form, who)
      expect(response.status, words).toBe(422)
      const html = await response.text()
      expect(html).toContain(words)
      expect(/<input[^>]*name="to"[^>]*>/.exec(html)?.[0]).toContain(`value="${form.to}"`)
    }
    expect(await absences()).toHaveLength(1)
  })
})

describe('an absence that the principal writes down', () => {
  test('stands on both pages, and either of the two takes it back', async () => {
    const { handler, coordinator, principal } = here.staff
    expect((await post(of(handler), away(coordinator), principal)).headers.get('location')).toBe(`${of(handler)}?da=ghi-vang#top`)
    expect(await absences()).toMatchObject([{ staff_id: handler.id, deputy_id: coordinator.id, from_day: '2026-11-23', to_day: '2026-11-27' }])
    for (const [page, who] of [[of(handler), principal], [own, handler]] as const) expect(await shown(page, who)).toContain(`${coordinator.name} thay`)
    expect((await post(of(handler), { viec: 'xoa-vang', absenceId: (await absences())[0]!.id }, principal)).status).toBe(303)
    expect(await absences()).toEqual([])
  })

  test('of another school does not exist', async () => {
    const other = await app.seedSchool({ slug: 'sen-hong' })
    await post(own, away(here.staff.coordinator), here.staff.handler)
    expect((await post(of(here.staff.handler), away(other.staff.handler), other.staff.principal)).status).toBe(404)
    expect((await post(of(here.staff.handler), { viec: 'xoa-vang', absenceId: (await absences())[0]!.id }, other.staff.principal)).status).toBe(404)
    expect((await post(of(here.staff.handler), away(other.staff.coordinator, '2026-12-21', '2026-12-22'), here.staff.principal)).status).toBe(422)
    expect(await absences()).toHaveLength(1)
  })
})

describe('what is late with somebody who is away', () => {
  const late = () => addCase(app.db, here, { answer_due: '2026-11-20' })

  test('is the deputy’s to do and stands among what is theirs', async () => {
    const { handler, coordinator, principal } = here.staff
    const row = await late()
    await post(own, away(coordinator), handler)
    const start = await shown('/office', coordinator)
    expect(start).toContain('Trả lời phụ huynh')
    expect(start).not.toContain('Nhắc người xử lý')
    expect(await shown('/office/phan-anh?xem=mine', coordinator)).toContain(row.number)
    // Everybody else is told to remind the deputy.
    expect(await shown('/office', principal)).toContain(`Nhắc người xử lý: ${coordinator.name}, thay ${handler.name}`)
    expect(await shown('/office/phan-anh', principal)).toContain(`${handler.name} (${coordinator.name} thay)`)
  })

  test('is brought higher than the deputy, who works on it', async () => {
    const { handler, coordinator } = here.staff
    await post(own, away(coordinator), handler)
    await late()
    await escalateLateSteps(app.db, app.config, app.now())
    expect((await app.db.selectFrom('outbox').select('recipient').where('purpose', '=', 'case-escalated').execute()).map(({ recipient }) => recipient)).toEqual([here.secondCoordinator.email])
  })

  test('is nobody’s to be reminded of in place of the holder where the deputy may not read it, or is away too', async () => {
    const { handler, coordinator, principal } = here.staff
    const row = await late()
    await post(own, away(coordinator), handler)
    await app.db.updateTable('cases').set({ barred: ` ${coordinator.id} ` }).where('id', '=', row.id).execute()
    expect(await shown('/office', principal)).toContain(`Nhắc người xử lý: ${handler.name}<`)
    await app.db.updateTable('cases').set({ barred: '' }).where('id', '=', row.id).execute()
    await post(own, away(here.secondCoordinator), coordinator)
    expect(await shown('/office', principal)).toContain(`Nhắc người xử lý: ${here.secondCoordinator.name}, thay ${handler.name}`)
  })
})
