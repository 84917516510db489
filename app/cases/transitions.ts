import { may } from '#app/staff/index.ts'
import type { Permission } from '#app/staff/index.ts'
import type { CaseKind, CaseRow, CaseState, StaffRow } from '#db/schema.ts'

/**
 * What can be done with a case, as one table: the office shows only what it allows, the server refuses the rest.
 * `to: null` means that the state stays or that the action itself decides.
 */
interface Transition {
  from: readonly CaseState[]
  to: CaseState | null
  permission: Permission
}

const beforeAnswer = ['submitted', 'acknowledged', 'in_progress', 'more_info'] as const
const beingHandled = ['acknowledged', 'in_progress'] as const

export const transitions = {
  acknowledge: { from: ['submitted'], to: 'acknowledged', permission: 'case:acknowledge' },
  assign: { from: ['acknowledged', 'in_progress', 'more_info'], to: null, permission: 'case:assign' },
  reclassify: { from: beforeAnswer, to: null, permission: 'case:acknowledge' },
  ask: { from: beingHandled, to: 'more_info', permission: 'case:reply' },
  extend: { from: [...beingHandled, 'awaiting_approval'], to: null, permission: 'case:approve' },
  draft: { from: beingHandled, to: null, permission: 'case:reply' },
  submitReply: { from: beingHandled, to: 'awaiting_approval', permission: 'case:reply' },
  returnReply: { from: ['awaiting_approval'], to: 'in_progress', permission: 'case:approve' },
  approveReply: { from: ['awaiting_approval'], to: 'answered', permission: 'case:approve' },
  proposePublication: { from: ['answered'], to: null, permission: 'case:reply' },
  returnPublication: { from: ['answered'], to: null, permission: 'case:publish' },
  publish: { from: ['answered'], to: 'published', permission: 'case:publish' },
  transfer: { from: beforeAnswer, to: 'transferred', permission: 'case:acknowledge' },
  declareIneligible: { from: beforeAnswer, to: 'ineligible', permission: 'case:acknowledge' },
  close: { from: ['answered', 'published', 'transferred', 'ineligible'], to: 'closed', permission: 'case:acknowledge' },
  note: {
    from: [...beforeAnswer, 'awaiting_approval', 'answered', 'published', 'closed', 'transferred', 'ineligible'],
    to: null,
    permission: 'case:note',
  },
} as const satisfies Record<string, Transition>

export type CaseAction = keyof typeof transitions

/** What can be done while something is about to go out: it would be sent into a case that is no longer the one it was written for. */
const whileOutgoing: readonly CaseAction[] = ['note']
/** What can be done with a case that is answered together with the one it repeats. */
const whileMerged: readonly CaseAction[] = ['note']

/** States in which the school still owes the sender an answer. */
export const openStates: readonly CaseState[] = ['submitted', 'acknowledged', 'in_progress', 'more_info', 'awaiting_approval']

/** True where the sender did not accept the answer and a better one is still owed. */
export function isReopened(row: Pick<CaseRow, 'state' | 'reopened_on'>): boolean {
  return row.reopened_on !== null && openStates.includes(row.state)
}

/** Kinds with a procedure of their own, which are never published. */
export function isRestricted(kind: CaseKind): boolean {
  return kind === 'complaint' || kind === 'denunciation'
}

/** A member of staff; `actsFor` names those who are away today and for whom they stand in. */
export type Person = Pick<StaffRow, 'id' | 'role'> & { actsFor?: readonly string[] }

/** True where the case is this person's to handle: given to them, or to somebody they stand in for. */
export function holds(person: Person, row: Pick<CaseRow, 'assignee_id'>): boolean {
  return row.assignee_id !== null && (row.assignee_id === person.id || (person.actsFor?.includes(row.assignee_id) ?? false))
}

/** True where the case is about this person, who then must not even know of it. */
export function isBarred(person: Pick<Person, 'id'>, row: Pick<CaseRow, 'barred'>): boolean {
  return row.barred.split(' ').includes(person.id)
}

/** Who may see a case at all: nobody it is about, a denunciation only the principal, a complaint those who handle it. */
export function mayOpen(person: Person, row: Pick<CaseRow, 'kind' | 'assignee_id' | 'barred'>): boolean {
  if (!may(person.role, 'case:list') || isBarred(person, row)) return false
  if (row.kind === 'denunciation') return person.role === 'principal'
  // Not a viewer either who held it in an earlier role.
  if (row.kind === 'complaint') return person.role === 'principal' || person.role === 'coordinator' || (person.role === 'handler' && holds(person, row))
  return true
}

/** Who may see the sender's name: of a protected sender the principal alone. */
export function mayViewIdentity(person: Person, row: Pick<CaseRow, 'kind' | 'assignee_id' | 'barred' | 'sender_mode'>): boolean {
  if (row.sender_mode === 'anonymous' || !mayOpen(person, row)) return false
  if (person.role === 'principal') return true
  return row.sender_mode === 'named' && (person.role === 'coordinator' || (person.role === 'handler' && holds(person, row)))
}

/** Whether this person may do this with this case now. A handler acts on the cases assigned to them. */
export function mayDo(person: Person, action: CaseAction, row: Pick<CaseRow, 'kind' | 'assignee_id' | 'barred' | 'state' | 'consent_publish' | 'extended_on' | 'merged_into' | 'outgoing_at'>): boolean {
  const { from, permission } = transitions[action]
  if (!mayOpen(person, row) || !may(person.role, permission)) return false
  if (!(from as readonly CaseState[]).includes(row.state)) return false
  if (person.role === 'handler' && !holds(person, row)) return false
  if (row.outgoing_at !== null && !whileOutgoing.includes(action)) return false
  if (row.merged_into !== null && !whileMerged.includes(action)) return false
  switch (action) {
    case 'extend':
      return row.extended_on === null && !isRestricted(row.kind)
    case 'proposePublication':
    case 'returnPublication':
    case 'publish':
      return isPublishable(row)
    default:
      return true
  }
}

/** Published is what is no complaint or denunciation and whose sender agreed. */
export function isPublishable(row: Pick<CaseRow, 'kind' | 'consent_publish'>): boolean {
  return !isRestricted(row.kind) && row.consent_publish === 1
}

/**
 * Whether this person may check what `author` wrote for the public. Of a protected sender one of the two must know who it is:
 * nobody else could see that the text names them.
 */
export function mayCheckPublication(person: Person, row: CaseRow, author: Person, hasContact: boolean): boolean {
  if (author.id === person.id || !mayDo(person, 'publish', row)) return false
  return !hasContact || mayViewIdentity(person, row) || mayViewIdentity(author, row)
}

/** A reply needs a second pair of eyes; a denunciation has none, since only the principal may read it. */
export function needsSecondPerson(kind: CaseKind): boolean {
  return kind !== 'denunciation'
}

/** All that this person may do with this case now, in the order of the table. */
export function allowedActions(person: Person, row: CaseRow): CaseAction[] {
  return (Object.keys(transitions) as CaseAction[]).filter((action) => mayDo(person, action, row))
}
