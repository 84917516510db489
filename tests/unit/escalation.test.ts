import { describe, expect, test } from 'vitest'
import { buildCalendar } from '#app/calendar/index.ts'
import { escalationFor, toldOf } from '#app/cases/escalation.ts'
import type { CaseState, Role } from '#db/schema.ts'

const calendar = buildCalendar([])
type Late = Parameters<typeof escalationFor>[0]
const row = (given: Partial<Late> = {}): Late => ({ kind: 'feedback', state: 'in_progress', acknowledge_due: '2026-10-01', answer_due: '2026-10-09', frozen_on: null, merged_into: null, formal_stage: null, intake_due: null, ...given })

describe('whom a late case is brought before', () => {
  // 9 October 2026 is a Friday.
  test('the coordinators after one working day, the principal after three; days off do not count', () => {
    const on = (today: string) => escalationFor(row(), calendar, today)
    expect(['2026-10-09', '2026-10-10', '2026-10-11', '2026-10-12', '2026-10-13', '2026-10-14'].map(on)).toEqual([null, null, null, 'coordinator', 'coordinator', 'principal'])
  })

  test('a new case by the day of its acknowledgement', () => {
    const submitted = row({ state: 'submitted', acknowledge_due: '2026-10-08', answer_due: '2026-10-20' })
    expect(escalationFor(submitted, calendar, '2026-10-08')).toBeNull()
    expect(escalationFor(submitted, calendar, '2026-10-09')).toBe('coordinator')
  })

  test('what waits for approval, the principal at once', () => {
    expect(escalationFor(row({ state: 'awaiting_approval' }), calendar, '2026-10-09')).toBeNull()
    expect(escalationFor(row({ state: 'awaiting_approval' }), calendar, '2026-10-10')).toBe('principal')
  })

  test('a denunciation, only ever the principal', () => {
    expect(escalationFor(row({ kind: 'denunciation' }), calendar, '2026-10-12')).toBe('principal')
  })

  test('nobody, where nothing is owed or the clock stands still', () => {
    const done: CaseState[] = ['more_info', 'answered', 'published', 'closed', 'transferred', 'ineligible']
    for (const state of done) expect(escalationFor(row({ state }), calendar, '2026-11-09'), state).toBeNull()
    expect(escalationFor(row({ frozen_on: '2026-10-01' }), calendar, '2026-11-09')).toBeNull()
    expect(escalationFor(row({ merged_into: 'other' }), calendar, '2026-11-09')).toBeNull()
  })
})

describe('who is told', () => {
  const person = (id: string, role: Role) => ({ id, role, email: `${id}@example.vn` })
  const everybody = [person('p', 'principal'), person('c', 'coordinator'), person('h', 'handler'), person('v', 'viewer')]
  const told = (wanted: 'coordinator' | 'principal', given: Partial<Parameters<typeof toldOf>[0]> = {}, absences: { staff_id: string; deputy_id: string; to_day: string }[] = []) => {
    const found = toldOf({ kind: 'feedback', barred: '', assignee_id: 'h', ...given }, wanted, { people: everybody, absences })
    return found && [found.level, ...found.people.map(({ id }) => id)]
  }

  test('those of the level', () => {
    expect(told('coordinator')).toEqual(['coordinator', 'c'])
    expect(told('principal')).toEqual(['principal', 'p'])
  })

  test('the principal where no coordinator is left but the one who holds it, or whom it is about', () => {
    expect(told('coordinator', { assignee_id: 'c' })).toEqual(['principal', 'p'])
    expect(told('coordinator', { barred: ' c ' })).toEqual(['principal', 'p'])
  })

  test('never the principal whom it is about, nor anybody else of a denunciation', () => {
    expect(told('principal', { barred: ' p ' })).toEqual(['coordinator', 'c'])
    expect(told('principal', { barred: ' c p ' })).toBeNull()
    expect(told('principal', { kind: 'denunciation', barred: ' p ' })).toBeNull()
  })
  test('whoever stands in works on it like the one who holds it, and is told like the one who decides', () => {
    const away = (staff_id: string, deputy_id: string) => [{ staff_id, deputy_id, to_day: '2026-12-31' }]
    expect(told('coordinator', { assignee_id: 'h' }, away('h', 'c'))).toEqual(['principal', 'p'])
    expect(told('principal', { assignee_id: 'h' }, away('p', 'c'))).toEqual(['principal', 'p', 'c'])
    expect(told('coordinator', { assignee_id: null }, away('c', 'h'))).toEqual(['coordinator', 'c', 'h'])
    expect(told('coordinator', { assignee_id: null, barred: ' h ' }, away('c', 'h'))).toEqual(['coordinator', 'c'])
    expect(told('principal', { kind: 'denunciation', assignee_id: null }, away('p', 'c'))).toEqual(['principal', 'p'])
  })
})
