import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTestApp } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import { addCase } from '#tests/support/cases.ts'
import type { SeededSchool } from '#tests/support/school.ts'

let app: TestApp
let here: SeededSchool

beforeEach(async () => {
  app = await createTestApp()
  here = await app.seedSchool()
})
afterEach(() => app.close())

const page = '/office/phan-anh/khoi-luong'
const read = async (path: string) => (await (await app.get(path, { cookie: await app.signInAs(here.staff.coordinator) })).text()).replaceAll('<!-- -->', '').replaceAll('&amp;', '&')
/** The words of each row, from the first. */
const rows = (html: string) => html.split('<tbody')[1]!.split('</tbody>')[0]!.split('<tr').slice(1)
const numbers = (row: string) => [...row.matchAll(/<td[^>]*>(.*?)<\/td>/gs)].map(([, cell]) => Number(/\d+(?=\D*$)/.exec(cell!.replace(/<[^>]*>/g, ''))![0]))

test('shows what each holds, is late with and owes soon, whoever is late the most first, and leads to those cases', async () => {
  const { handler, coordinator } = here.staff
  const late = await addCase(app.db, here, { assignee_id: coordinator.id, answer_due: '2026-11-20' })
  const soon = await addCase(app.db, here, { assignee_id: coordinator.id, answer_due: '2026-11-24' })
  await addCase(app.db, here, { assignee_id: handler.id, answer_due: '2026-12-20' })
  await addCase(app.db, here, { assignee_id: handler.id, state: 'closed' })
  const html = await read(page)
  const [first, second] = rows(html)
  expect(first).toContain(coordinator.name)
  expect(numbers(first!)).toEqual([2, 1, 1])
  expect(second).toContain(handler.name)
  expect(numbers(second!)).toEqual([1, 0, 0])
  const [openHref, overdueHref] = [...first!.matchAll(/href="(\/office\/phan-anh\?[^"]*)"/g)].map((found) => found[1]!)
  const open = await read(openHref!)
  expect(open).toContain(late.number)
  expect(open).toContain(soon.number)
  const overdue = await read(overdueHref!)
  expect(overdue).toContain(late.number)
  expect(overdue).not.toContain(soon.number)
})

test('counts a complaint by the day until which it must be accepted, as the inbox does', async () => {
  const { coordinator } = here.staff
  const row = await addCase(app.db, here, { assignee_id: coordinator.id, kind: 'complaint', state: 'acknowledged', formal_stage: 'awaiting', intake_due: '2026-11-20', answer_due: '2026-12-20' })
  const [first] = rows(await read(page))
  expect(numbers(first!)).toEqual([1, 1, 0])
  const [, overdueHref] = [...first!.matchAll(/href="(\/office\/phan-anh\?[^"]*)"/g)].map((found) => found[1]!)
  expect(await read(overdueHref!)).toContain(row.number)
})

test('leaves out what is kept from whoever reads it, and says who is away until when', async () => {
  const { handler, coordinator, principal } = here.staff
  await addCase(app.db, here, { assignee_id: handler.id, barred: ` ${coordinator.id} ` })
  await addCase(app.db, here, { assignee_id: principal.id, kind: 'denunciation' })
  await app.db.insertInto('staff_absences').values({ id: 'away', school_id: here.school.id, staff_id: handler.id, deputy_id: principal.id, from_day: '2026-11-20', to_day: '2026-11-27', created_at: app.now() }).execute()
  const html = await read(page)
  expect(rows(html).map(numbers)).toEqual(rows(html).map(() => [0, 0, 0]))
  expect(rows(html).find((row) => row.includes('Vắng đến 27/11/2026'))).toContain(handler.name)
  expect(html).not.toContain(here.staff.viewer.name)
})

test('is reached from the inbox by those who hand out the work, and by nobody else', async () => {
  for (const role of ['principal', 'coordinator', 'handler', 'viewer'] as const) {
    const cookie = await app.signInAs(role)
    const leads = role === 'principal' || role === 'coordinator'
    expect((await (await app.get('/office/phan-anh', { cookie })).text()).includes(`href="${page}"`), role).toBe(leads)
    expect((await app.get(page, { cookie })).status, role).toBe(leads ? 200 : 403)
  }
})
