import { describe, expect, test } from 'vitest'
import { isPublishable, mayDo, mayOpen, mayViewIdentity, transitions } from '#app/cases/transitions.ts'
import type { CaseAction } from '#app/cases/transitions.ts'
import type { CaseKind, CaseState, FormalStage, Role, SenderMode } from '#db/schema.ts'

const states: CaseState[] = ['submitted', 'acknowledged', 'in_progress', 'more_info', 'awaiting_approval', 'answered', 'published', 'closed', 'transferred', 'ineligible']
const kinds: CaseKind[] = ['feedback', 'suggestion', 'praise', 'question', 'complaint', 'denunciation']
const roles: Role[] = ['principal', 'coordinator', 'handler', 'viewer']
const person = (role: Role, id = 'me') => ({ id, role })
const row = (given: Partial<{ kind: CaseKind; state: CaseState; assignee_id: string | null; consent_publish: 0 | 1; extended_on: string | null; sender_mode: SenderMode; barred: string; merged_into: string | null; outgoing_at: string | null; answered_on: string | null; published_on: string | null; formal_stage: FormalStage | null; frozen_on: string | null; child_safety: 0 | 1; safety_source: 'sender' | 'words' | 'staff' | null }> = {}) => ({
  kind: 'feedback' as CaseKind,
  state: 'in_progress' as CaseState,
  assignee_id: null as string | null,
  consent_publish: 1 as 0 | 1,
  extended_on: null as string | null,
  sender_mode: 'named' as SenderMode,
  barred: '',
  merged_into: null as string | null,
  outgoing_at: null as string | null,
  formal_stage: null as FormalStage | null,
  frozen_on: null as string | null,
  child_safety: 0 as 0 | 1,
  safety_source: null as 'sender' | 'words' | 'staff' | null,
  answered_on: null as string | null,
  published_on: null as string | null,
  ...given,
})

describe('who may see a case', () => {
  test('nobody reads a case that is about them, whatever their role', () => {
    for (const role of roles) {
      for (const kind of kinds) expect(mayOpen(person(role), row({ kind, assignee_id: 'me', barred: ' other me ' }))).toBe(false)
    }
    expect(mayOpen(person('principal'), row({ barred: ' other ' }))).toBe(true)
  })

  test('who stands in for an absent colleague reads and handles what that colleague holds, and no more', () => {
    const deputy = { ...person('handler'), actsFor: ['away'] }
    expect(mayOpen(deputy, row({ kind: 'complaint', assignee_id: 'away' }))).toBe(true)
    expect(mayDo(deputy, 'submitReply', row({ assignee_id: 'away' }))).toBe(true)
    expect(mayDo(deputy, 'submitReply', row({ assignee_id: 'somebody' }))).toBe(false)
    expect(mayOpen(deputy, row({ kind: 'denunciation', assignee_id: 'away' }))).toBe(false)
  })

  test('a complaint stays closed to a viewer, even one who held it in an earlier role', () => {
    expect(roles.filter((role) => mayOpen(person(role), row({ kind: 'complaint', assignee_id: 'me' })))).toEqual(['principal', 'coordinator', 'handler'])
  })

  test('a denunciation is sealed to the principal, even when somebody else were assigned', () => {
    expect(roles.filter((role) => mayOpen(person(role), row({ kind: 'denunciation', assignee_id: 'me' })))).toEqual(['principal'])
  })

  test('a complaint is for those who handle it', () => {
    expect(roles.filter((role) => mayOpen(person(role), row({ kind: 'complaint' })))).toEqual(['principal', 'coordinator'])
    expect(mayOpen(person('handler'), row({ kind: 'complaint', assignee_id: 'me' }))).toBe(true)
    expect(mayOpen(person('handler'), row({ kind: 'complaint', assignee_id: 'somebody else' }))).toBe(false)
  })

  test('everything else is for everybody who works here', () => {
    for (const kind of kinds.filter((one) => one !== 'complaint' && one !== 'denunciation')) {
      expect(roles.filter((role) => mayOpen(person(role), row({ kind })))).toEqual(roles)
    }
  })
})

describe('who may see the sender', () => {
  test('of a protected sender the principal alone', () => {
    expect(roles.filter((role) => mayViewIdentity(person(role), row({ sender_mode: 'protected', assignee_id: 'me' })))).toEqual(['principal'])
  })
  test('of a named sender also the coordinator and the handler of the case, never a viewer', () => {
    expect(roles.filter((role) => mayViewIdentity(person(role), row({ assignee_id: 'me' })))).toEqual(['principal', 'coordinator', 'handler'])
    expect(mayViewIdentity(person('handler'), row({ assignee_id: 'somebody else' }))).toBe(false)
  })
  test('of an anonymous sender nobody', () => {
    expect(roles.filter((role) => mayViewIdentity(person(role), row({ sender_mode: 'anonymous' })))).toEqual([])
  })
})

describe('what may be done', () => {
  const allowed = (role: Role, state: CaseState, given: Parameters<typeof row>[0] = {}) =>
    (Object.keys(transitions) as CaseAction[]).filter((action) => mayDo(person(role), action, row({ state, ...given })))

  const answer = { answered_on: '2026-11-03' }
  const always = ['note', 'addConflict', 'clearConflict']
  const measures = ['stateMeasure', 'verifyMeasure', 'rejectMeasure', 'withdrawMeasure']

  test('a viewer does nothing in any state', () => {
    for (const state of states) expect(allowed('viewer', state, { assignee_id: 'me' })).toEqual([])
  })

  test('a handler works on the cases given to them and on no other', () => {
    expect(allowed('handler', 'in_progress', { assignee_id: 'me' })).toEqual(['ask', 'message', 'addFiles', 'removeFile', 'draft', 'submitReply', 'coverPicture', 'note', 'raiseAlarm'])
    expect(allowed('handler', 'in_progress', { assignee_id: 'somebody else' })).toEqual([])
    expect(allowed('handler', 'awaiting_approval', { assignee_id: 'me' })).toEqual(['message', 'recallReply', 'coverPicture', 'note', 'raiseAlarm'])
  })

  test('nothing is answered without having been acknowledged, nor published without an answer', () => {
    for (const role of roles) {
      expect(allowed(role, 'submitted')).not.toContain('submitReply')
      for (const state of states) expect(allowed(role, state)).not.toContain('publish')
    }
  })

  test('a closed case without an answer only takes notes and whom it is kept from; with one it can still be published, corrected and have things done because of it', () => {
    expect(allowed('principal', 'closed')).toEqual(always)
    expect(allowed('principal', 'closed', answer)).toEqual(['proposePublication', 'returnPublication', 'publish', ...measures, ...always])
    expect(allowed('principal', 'closed', { ...answer, consent_publish: 0 })).toEqual([...measures, ...always])
  })

  test('what stands in public comes down in every state, while something is on its way and while the case is only kept; nothing else does', () => {
    const standing = { ...answer, published_on: '2026-11-05' }
    for (const state of ['acknowledged', 'in_progress', 'more_info', 'awaiting_approval', 'answered', 'published', 'closed'] as const) {
      for (const also of [{}, { outgoing_at: '2026-11-23T02:30:00.000Z' }, { merged_into: 'another' }, { frozen_on: '2026-11-20' }]) expect(allowed('coordinator', state, { ...standing, ...also })).toContain('takeDown')
      expect(allowed('coordinator', state, answer)).not.toContain('takeDown')
      expect(allowed('handler', state, { ...standing, assignee_id: 'me' })).not.toContain('takeDown')
    }
  })

  test('whoever handled a case says what was done because of it, and only those who decide confirm it', () => {
    expect(allowed('handler', 'published', { ...answer, assignee_id: 'me' })).toEqual(['proposePublication', 'coverPicture', 'stateMeasure', 'note'])
    expect(allowed('coordinator', 'answered', { kind: 'complaint', ...answer }).filter((action) => action.endsWith('Measure'))).toEqual([])
  })

  test('a case that the sender wants only kept takes nothing, not even a note', () => {
    for (const state of states) expect(allowed('principal', state, { frozen_on: '2026-11-20' })).toEqual([])
  })

  test('the alarm is raised where there is none, by whoever handles the case, and cleared by those who decide; the sender’s own by the principal alone', () => {
    expect(roles.filter((role) => allowed(role, 'in_progress', { assignee_id: 'me' }).includes('raiseAlarm'))).toEqual(['principal', 'coordinator', 'handler'])
    const raised = (source: 'sender' | 'words' | 'staff') => ({ assignee_id: 'me', child_safety: 1 as const, safety_source: source })
    expect(roles.filter((role) => allowed(role, 'in_progress', raised('staff')).includes('raiseAlarm'))).toEqual([])
    for (const source of ['words', 'staff'] as const) expect(roles.filter((role) => allowed(role, 'in_progress', raised(source)).includes('clearAlarm'))).toEqual(['principal', 'coordinator'])
    expect(roles.filter((role) => allowed(role, 'submitted', raised('sender')).includes('clearAlarm'))).toEqual(['principal'])
    expect(allowed('principal', 'in_progress')).not.toContain('clearAlarm')
  })

  test('a case is extended once, a complaint never', () => {
    expect(allowed('principal', 'in_progress')).toContain('extend')
    expect(allowed('principal', 'in_progress', { extended_on: '2026-11-02' })).not.toContain('extend')
    expect(allowed('principal', 'in_progress', { kind: 'complaint' })).not.toContain('extend')
  })

  test('only what the sender agreed to and no restricted kind is published', () => {
    for (const kind of kinds) {
      const restricted = kind === 'complaint' || kind === 'denunciation'
      expect(isPublishable({ kind, consent_publish: 1 })).toBe(!restricted)
      expect(isPublishable({ kind, consent_publish: 0 })).toBe(false)
      expect(allowed('principal', 'answered', { kind, ...answer }).includes('publish')).toBe(!restricted)
    }
  })
})
