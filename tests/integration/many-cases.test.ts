import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyAudit } from '#app/audit/index.ts'
import { loadCaseFacts, monthlyOnTime, nextTasks, officeFiguresFrom, quarterFigures } from '#app/cases/index.ts'
import { taskFor } from '#app/cases/next-tasks.ts'
import { isAlarmUnread } from '#app/cases/unread-alarm.ts'
import type { Person } from '#app/cases/index.ts'
import { loadCalendar } from '#app/calendar/index.ts'
import { addManyCases } from '#db/seed/many.ts'
import type { Role } from '#db/schema.ts'
import { createTestApp } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import type { SeededSchool } from '#tests/support/school.ts'

const today = '2026-11-23'
let app: TestApp
let school: SeededSchool

beforeAll(async () => {
  app = await createTestApp()
  school = await app.seedSchool()
  await addManyCases(app.db, school.school, 1500, today)
  await addOddities()
})
afterAll(() => app.close())

/** What the generator leaves out: texts for the public, cases that wait, rest or repeat others, and people whom a case is about. */
async function addOddities(): Promise<void> {
  const { db } = app
  const { principal, coordinator, handler } = school.staff
  const answered = await db.selectFrom('cases').select('id').where('state', '=', 'answered').execute()
  for (const [index, { id }] of answered.entries()) {
    if (index % 3 === 0) continue
    const proposed_by = [principal.id, coordinator.id, handler.id][index % 3]!
    await db.insertInto('case_publication_drafts').values({ case_id: id, summary: 'Tóm tắt', answer: 'Trả lời', proposed_by, updated_at: app.now() }).execute()
  }
  const open = await db.selectFrom('cases').select('id').where('state', 'in', ['submitted', 'acknowledged', 'in_progress', 'awaiting_approval']).execute()
  const odd = [
    { barred: ` ${principal.id} ` }, { barred: ` ${handler.id} ${coordinator.id} ` }, { outgoing_at: app.now() }, { merged_into: answered[0]!.id }, { frozen_on: today },
    { reopened_on: today }, { child_safety: 1 as const }, { assignee_id: null }, { kind: 'denunciation' as const }, { kind: 'complaint' as const },
  ]
  for (const [index, { id }] of open.entries()) {
    const facts = odd[index % 14]
    if (!facts) continue
    await db.updateTable('cases').set(facts).where('id', '=', id).execute()
    if ('child_safety' in facts) await db.insertInto('case_events').values({ case_id: id, type: 'alarmOfWords', actor: 'system', from_state: 'in_progress', to_state: 'in_progress', at: app.now(), case_version: 99 }).execute()
  }
}

describe('what is read of thousands of cases', () => {
  const people = (): [string, Person][] => [
    ...(['principal', 'coordinator', 'handler', 'viewer'] as Role[]).map((role): [string, Person] => [role, school.staff[role]]),
    ['a deputy', { ...school.secondCoordinator, role: 'handler', actsFor: [school.staff.handler.id] }],
    ['a coordinator who stands in', { ...school.staff.coordinator, actsFor: [school.staff.handler.id] }],
  ]

  test('leaves out no task that the rule finds among all of them', async () => {
    const rows = await app.db.selectFrom('cases').selectAll().where('frozen_on', 'is', null).where('merged_into', 'is', null).execute()
    const alarming = new Set((await app.db.selectFrom('cases').select('id').where(isAlarmUnread, '=', 1).execute()).map(({ id }) => id))
    expect(alarming.size).toBeGreaterThan(0)
    for (const [name, person] of people()) {
      const expected: string[] = []
      for (const row of rows) {
        const reply = await app.db.selectFrom('case_replies').select(['state', 'drafted_by']).where('case_id', '=', row.id).orderBy('id', 'desc').executeTakeFirst()
        const draft = await app.db.selectFrom('case_publication_drafts').innerJoin('staff', 'staff.id', 'proposed_by').select(['staff.id', 'staff.role']).where('case_id', '=', row.id).executeTakeFirst()
        const contact = await app.db.selectFrom('case_contacts').select('case_id').where('case_id', '=', row.id).executeTakeFirst()
        const measuresBy = await app.db.selectFrom('measures').innerJoin('staff', 'staff.id', 'stated_by').select(['staff.id', 'staff.role']).where('case_id', '=', row.id).where('state', '=', 'stated').execute()
        const kind = taskFor(person, row, { reply, publicationBy: draft ?? null, measuresBy, hasContact: contact !== undefined, isAlarmUnread: alarming.has(row.id) }, today)
        if (kind !== null) expected.push(`${row.number} ${kind}`)
      }
      const found = (await nextTasks(app.db, school.school, person, today)).map((task) => `${task.number} ${task.kind}`)
      expect(found.sort(), name).toEqual(expected.sort())
      expect(found.length > 0, name).toBe(name !== 'viewer')
    }
  }, 60_000)

  test('is enough for the figures of the overview', async () => {
    const calendar = await loadCalendar(app.db, school.school)
    const [all, recent] = [await loadCaseFacts(app.db, school.school), await loadCaseFacts(app.db, school.school, officeFiguresFrom(today))]
    expect(recent.length).toBeLessThan(all.length / 3)
    expect(quarterFigures(recent, calendar, today)).toEqual(quarterFigures(all, calendar, today))
    expect(monthlyOnTime(recent, calendar, today)).toEqual(monthlyOnTime(all, calendar, today))
  })

  test('comes from a generator whose log is whole', async () => {
    expect((await verifyAudit(app.db)).problems).toEqual([])
  })
})
