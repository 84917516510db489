import { may } from '#app/staff/index.ts'
import type { Permission } from '#app/staff/index.ts'
import type { CaseKind, CaseRow, CaseState, FormalStage, School, StaffRow } from '#db/schema.ts'

const ordinaryKinds: readonly CaseKind[] = ['feedback', 'suggestion', 'praise', 'question']
const restrictedKinds: readonly CaseKind[] = ['complaint', 'denunciation']

/**
 * What can be done with a case, as one table: the office shows only what it allows, the server refuses the rest, and
 * docs/case-states.md is written from it (`npm run docs`).
 */
export interface Transition {
  from: readonly CaseState[]
  /** The state it leads to; null: the state stays. */
  to: CaseState | null
  /** Where else it can lead, by what it was told or by the kind of case: from, to. */
  or?: readonly (readonly [CaseState, CaseState])[]
  permission: Permission
  /** Left out: every kind. */
  kinds?: readonly CaseKind[]
  /** Done once: the date of the case that says it has been. */
  once?: 'extended_on'
  /** Only what the sender agreed to have published. */
  consent?: true
  /** Only with, or only without, the alarm for a child's safety. */
  alarm?: 'raised' | 'silent'
  /** How far the formal procedure must have come. */
  formal?: readonly FormalStage[]
  /** Only where somebody holds the key: nobody does of a case that was made of a survey comment. */
  sender?: true
  /** Only of a case that is answered together with another. */
  merged?: true
  /** `answered`: only where there is an answer; `public`: only while one stands in public. */
  only?: 'answered' | 'public'
  /** What the action itself checks besides, in words for the documentation. */
  checks?: string
}

const beforeAnswer = ['submitted', 'acknowledged', 'in_progress', 'more_info'] as const
const beingHandled = ['acknowledged', 'in_progress'] as const
const handledTo = (to: CaseState) => beingHandled.map((state) => [state, to] as const)

/** States in which the school still owes the sender an answer. */
export const openStates: readonly CaseState[] = ['submitted', 'acknowledged', 'in_progress', 'more_info', 'awaiting_approval']
const everyState = [...beforeAnswer, 'awaiting_approval', 'answered', 'published', 'closed', 'transferred', 'ineligible'] as const
const afterAnswer = ['answered', 'published', 'closed'] as const
/** Never the last word: closing a case, or ending it without an answer, is the deed of one person. */
const whereTheSchoolIsDone = [...afterAnswer, 'transferred', 'ineligible'] as const

export const transitions = {
  acknowledge: { from: ['submitted'], to: 'acknowledged', or: [['submitted', 'in_progress']], permission: 'case:acknowledge', checks: 'leads to in_progress where a handler is named at once; where a child may be in danger a first word to the sender is needed' },
  assign: { from: ['acknowledged', 'in_progress', 'more_info'], to: null, or: [['acknowledged', 'in_progress']], permission: 'case:assign', checks: 'only to active staff who may open the case' },
  reclassify: {
    from: beforeAnswer, to: null, or: [['in_progress', 'acknowledged'], ['more_info', 'acknowledged']], permission: 'case:acknowledge',
    checks: 'a reason is needed, which goes to the sender where the procedure changes; what becomes restricted gets a formal file and loses its handler; not while others are merged into it',
  },
  passOutside: {
    from: beforeAnswer, to: 'transferred', permission: 'case:acknowledge',
    checks: 'a denunciation of the principal that was noticed only here: the sender is shown the outside authority, and nobody at the school can open it any more',
  },
  acceptFormal: {
    from: beforeAnswer, to: null, or: [['submitted', 'acknowledged']], permission: 'case:acknowledge', kinds: restrictedKinds, formal: ['awaiting'],
    checks: 'starts the clock of the law: 30 days to resolve',
  },
  refuseFormal: {
    from: beforeAnswer, to: 'ineligible', permission: 'case:acknowledge', kinds: restrictedKinds, formal: ['awaiting'],
    checks: 'the reason goes to the sender, with what they can do next',
  },
  ask: {
    from: beingHandled, to: 'more_info', or: beingHandled.map((state) => [state, state] as const), permission: 'case:reply', sender: true,
    checks: 'stops the clock until the sender answers; held back for as long as the school can take it back; no question stops the clock that the law gives a complaint or denunciation, whose state stays',
  },
  resume: {
    from: ['more_info'], to: 'in_progress', or: [['more_info', 'acknowledged']], permission: 'case:reply',
    checks: 'the clock goes on with as many working days as were left; the sender is told, and can still write',
  },
  message: { from: openStates, to: null, permission: 'case:reply', sender: true, checks: 'the clock goes on; held back like a question' },
  addFiles: { from: beforeAnswer, to: null, permission: 'case:reply', checks: 'the sender sees them only with the next answer, question or message that goes out' },
  removeFile: { from: beforeAnswer, to: null, permission: 'case:reply', checks: 'only what has not gone out' },
  extend: {
    from: [...beingHandled, 'awaiting_approval'], to: null, permission: 'case:approve', kinds: ordinaryKinds, once: 'extended_on',
    checks: 'by up to ten working days, before the date has passed; the reason goes to the sender',
  },
  declareComplex: {
    from: [...beingHandled, 'more_info', 'awaiting_approval'], to: null, permission: 'case:approve', kinds: restrictedKinds, formal: ['accepted'],
    checks: 'once, before the day has passed: 45 days for a complaint, 60 for a denunciation; the reason goes to the sender',
  },
  recordDialogue: { from: [...beingHandled, 'more_info'], to: null, permission: 'case:reply', kinds: ['complaint'], formal: ['accepted', 'complex'], checks: 'a day still to come needs no record yet' },
  draft: { from: beingHandled, to: null, permission: 'case:reply', kinds: ordinaryKinds },
  submitReply: {
    from: beingHandled, to: 'awaiting_approval', or: handledTo('answered'), permission: 'case:reply', kinds: ordinaryKinds,
    checks: 'every question listed and answered; where no second person is needed the author reads it against the list and it goes out, held back like any answer',
  },
  recordDecision: {
    from: beingHandled, to: 'awaiting_approval', or: handledTo('answered'), permission: 'case:reply', kinds: restrictedKinds, formal: ['accepted', 'complex'],
    checks: 'approved as every answer is; a denunciation has no second person, so its conclusion goes out at once',
  },
  returnReply: { from: ['awaiting_approval'], to: 'in_progress', permission: 'case:approve', checks: 'a reason is needed' },
  recallReply: { from: ['awaiting_approval'], to: 'in_progress', or: [['awaiting_approval', 'acknowledged']], permission: 'case:reply', checks: 'only by the person who wrote the reply; it is a draft again' },
  approveReply: { from: ['awaiting_approval'], to: 'answered', permission: 'case:approve', checks: 'never by the person who wrote the reply; every question and every point of the checklist confirmed; held back for as long as the school can take it back' },
  undoSend: { from: openStates, to: null, or: [['awaiting_approval', 'in_progress']], permission: 'case:reply', checks: 'only while something is about to go out; an answer is a draft again' },
  sendNow: {
    from: openStates, to: null, or: [...handledTo('answered'), ...handledTo('more_info'), ['awaiting_approval', 'answered']], permission: 'case:reply',
    checks: 'only while something is about to go out; does what it would have done later',
  },
  proposePublication: {
    from: afterAnswer, to: null, permission: 'case:reply', kinds: ordinaryKinds, consent: true, only: 'answered',
    checks: 'marks of covers must be balanced; where an answer stands in public already it is a correction, which needs a note for the public and another text',
  },
  returnPublication: { from: afterAnswer, to: null, permission: 'case:publish', kinds: ordinaryKinds, consent: true, only: 'answered', checks: 'a reason is needed' },
  publish: {
    from: afterAnswer, to: 'published', or: [['closed', 'closed']], permission: 'case:publish', kinds: ordinaryKinds, consent: true, only: 'answered',
    checks: 'never by the person who wrote the text; refused while personal data are found in it; of a protected sender the principal is one of the two; a correction leaves a closed case closed',
  },
  coverPicture: {
    from: ['acknowledged', 'in_progress', 'more_info', 'awaiting_approval', 'answered', 'published'], to: null, permission: 'case:reply', kinds: ordinaryKinds,
    checks: 'while a proposal waits for its second person, only by whoever made it; a picture is proposed only where the school shows pictures and the sender agreed to it',
  },
  merge: {
    from: beforeAnswer, to: 'in_progress', or: beforeAnswer.map((state) => [state, 'acknowledged'] as const), permission: 'case:acknowledge',
    checks: 'into an open case of the same procedure that the person may open and that names the same people; never into a merged one; the sender is told',
  },
  unmerge: { from: ['acknowledged', 'in_progress'], to: null, permission: 'case:acknowledge', merged: true, checks: 'a reason is needed; the sender is told' },
  takeDown: {
    from: [...beingHandled, 'more_info', 'awaiting_approval', ...afterAnswer], to: null, or: [['published', 'answered']], permission: 'case:publish', only: 'public',
    checks: 'a reason for the public is needed; text, measures and pictures leave the public pages at once',
  },
  stateMeasure: { from: afterAnswer, to: null, permission: 'case:reply', kinds: ordinaryKinds, only: 'answered', checks: 'refused while personal data are found in it' },
  verifyMeasure: {
    from: afterAnswer, to: null, permission: 'case:publish', kinds: ordinaryKinds, only: 'answered',
    checks: 'never by the person who stated it; with what was seen on the spot; of a protected sender the principal is one of the two',
  },
  rejectMeasure: { from: afterAnswer, to: null, permission: 'case:publish', kinds: ordinaryKinds, only: 'answered', checks: 'a reason is needed' },
  withdrawMeasure: { from: afterAnswer, to: null, permission: 'case:publish', kinds: ordinaryKinds, only: 'answered', checks: 'a reason is needed; it leaves the public pages at once' },
  transfer: { from: beforeAnswer, to: 'transferred', permission: 'case:acknowledge', checks: 'authority and reason go to the sender' },
  declareIneligible: { from: beforeAnswer, to: 'ineligible', permission: 'case:acknowledge', kinds: ordinaryKinds, checks: 'the reason goes to the sender' },
  close: { from: ['answered', 'published', 'transferred', 'ineligible'], to: 'closed', permission: 'case:acknowledge' },
  note: { from: everyState, to: null, permission: 'case:note' },
  addConflict: {
    from: everyState, to: null, or: [['in_progress', 'acknowledged'], ['awaiting_approval', 'in_progress'], ['awaiting_approval', 'acknowledged']], permission: 'case:assign',
    checks: 'never by the person concerned; whatever they hold of the case is taken from them',
  },
  clearConflict: { from: everyState, to: null, permission: 'case:assign', checks: 'what the sender asked for only by the principal, and by nobody where it concerns a principal' },
  raiseAlarm: { from: openStates, to: null, permission: 'case:note', alarm: 'silent', checks: 'a reason is needed; the hours for a child’s safety run from that moment, and all who decide are told' },
  clearAlarm: { from: openStates, to: null, permission: 'case:acknowledge', alarm: 'raised', checks: 'a reason is needed; what the sender flagged only by the principal' },
} as const satisfies Record<string, Transition>

export type CaseAction = keyof typeof transitions

/** What can be done while something is about to go out: it would be sent into a case that is no longer the one it was written for. */
export const whileOutgoing: readonly CaseAction[] = ['undoSend', 'sendNow', 'takeDown', 'note', 'addConflict']
/** What makes sense only while something is about to go out. */
const onlyOutgoing: readonly CaseAction[] = ['undoSend', 'sendNow']
/** What can be done with a case that is answered together with the one it repeats. */
export const whileMerged: readonly CaseAction[] = ['unmerge', 'extend', 'message', 'undoSend', 'sendNow', 'takeDown', 'note', 'addConflict', 'clearConflict']
/** What can be done with a case that is only kept, because the sender asked for that. */
export const whileFrozen: readonly CaseAction[] = ['takeDown']

/** What the holder of the case key can do; it needs no role and no version. */
export const parentTransitions = {
  parentMessage: { from: openStates, to: null, or: [['more_info', 'in_progress'], ['more_info', 'acknowledged']], checks: 'after a question of the school it starts the clock again, with as many working days as were left' },
  disagree: {
    from: whereTheSchoolIsDone, to: 'in_progress', or: whereTheSchoolIsDone.map((state) => [state, 'acknowledged'] as const), kinds: ordinaryKinds,
    checks: 'with an answer, or with being passed on or turned away, closed or not; a new limit counts from that day; not once the content has been removed; against a decision on a complaint the law gives another way',
  },
  rate: { from: ['answered', 'published', 'closed'], to: null, checks: 'only where there is an answer; a later rating replaces the earlier one' },
  withdrawPublication: { from: everyState, to: null, or: [['published', 'answered']], checks: 'what stands in public is taken down at once' },
  withdrawContact: { from: everyState, to: null, checks: 'the contact and all mail to it are deleted at once' },
  agreeToPublication: { from: [...openStates, 'answered'], to: null, kinds: ordinaryKinds },
  requestData: { from: everyState, to: null, checks: 'to see, correct, withdraw, restrict or delete' },
  liftFreeze: { from: everyState, to: null, checks: 'only of a case that is only kept' },
} as const satisfies Record<string, Omit<Transition, 'permission'>>

/**
 * The next day that is promised to the sender, or set by law: acknowledgement while the case is new, then acceptance of a complaint or
 * denunciation, then the answer. Null while the school waits for the sender and where nothing is owed.
 */
export function nextDueOf(row: Pick<CaseRow, 'state' | 'formal_stage' | 'acknowledge_due' | 'intake_due' | 'answer_due'>): string | null {
  if (row.state === 'more_info' || !openStates.includes(row.state)) return null
  if (row.state === 'submitted') return row.acknowledge_due
  return row.formal_stage === 'awaiting' && row.intake_due !== null ? row.intake_due : row.answer_due
}

/** True where the sender did not accept the answer and a better one is still owed. */
export function isReopened(row: Pick<CaseRow, 'state' | 'reopened_on'>): boolean {
  return row.reopened_on !== null && openStates.includes(row.state)
}

/** Kinds with a procedure of their own, which are never published. */
export function isRestricted(kind: CaseKind): boolean {
  return restrictedKinds.includes(kind)
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

/** The kinds of which this person may have a case in their list. */
export function kindsFor(person: Person): CaseKind[] {
  return [...ordinaryKinds, ...restrictedKinds].filter((kind) => mayOpen(person, { kind, assignee_id: person.id, barred: '' }))
}

/** Who may see the sender's name: of a protected sender the principal alone. */
export function mayViewIdentity(person: Person, row: Pick<CaseRow, 'kind' | 'assignee_id' | 'barred' | 'sender_mode'>): boolean {
  if (row.sender_mode === 'anonymous' || !mayOpen(person, row)) return false
  if (person.role === 'principal') return true
  return row.sender_mode === 'named' && (person.role === 'coordinator' || (person.role === 'handler' && holds(person, row)))
}

/** Whether this person may do this with this case now. A handler acts on the cases assigned to them. */
export function mayDo(person: Person, action: CaseAction, row: Pick<CaseRow, 'kind' | 'assignee_id' | 'barred' | 'state' | 'consent_publish' | 'extended_on' | 'merged_into' | 'outgoing_at' | 'frozen_on' | 'answered_on' | 'published_on' | 'child_safety' | 'safety_source' | 'formal_stage'> & Partial<Pick<CaseRow, 'from_round_id'>>): boolean {
  const rule: Transition = transitions[action]
  if (!mayOpen(person, row) || !may(person.role, rule.permission)) return false
  if (!rule.from.includes(row.state)) return false
  if (person.role === 'handler' && !holds(person, row)) return false
  if (row.outgoing_at === null ? onlyOutgoing.includes(action) : !whileOutgoing.includes(action)) return false
  if (row.merged_into !== null && !whileMerged.includes(action)) return false
  if (row.frozen_on !== null && !whileFrozen.includes(action)) return false
  if (rule.merged && row.merged_into === null) return false
  if (rule.sender && (row.from_round_id ?? null) !== null) return false
  if (rule.kinds && !rule.kinds.includes(row.kind)) return false
  if (rule.formal && (row.formal_stage === null || !rule.formal.includes(row.formal_stage))) return false
  if (rule.once && row[rule.once] !== null) return false
  if (rule.alarm && (rule.alarm === 'raised') !== (row.child_safety === 1)) return false
  // What a parent says of their child's safety is not for everybody to unsay.
  if (rule.alarm === 'raised' && row.safety_source === 'sender' && person.role !== 'principal') return false
  if (rule.only === 'answered' && row.answered_on === null) return false
  if (rule.only === 'public' && row.published_on === null) return false
  return !rule.consent || isPublishable(row)
}

/** True where an answer stands in public and is the one that holds: what is written for the public then corrects it. */
export function isCorrection(row: Pick<CaseRow, 'state' | 'published_on'>): boolean {
  return row.published_on !== null && (row.state === 'published' || row.state === 'closed')
}

/** True where the table lets the action lead from the one state to the other. */
export function leadsTo(action: CaseAction, from: CaseState, to: CaseState): boolean {
  return reachable(transitions[action]).some(([start, end]) => start === from && end === to)
}

/** Every step that a row of the table allows: from, to. */
export function reachable({ from, to, or = [] }: Pick<Transition, 'from' | 'to' | 'or'>): (readonly [CaseState, CaseState])[] {
  return [...from.map((state) => [state, to ?? state] as const), ...or]
}

/** Published is what is no complaint or denunciation and whose sender agreed. */
export function isPublishable(row: Pick<CaseRow, 'kind' | 'consent_publish'>): boolean {
  return !isRestricted(row.kind) && row.consent_publish === 1
}

/**
 * Whether this person may check what `author` wrote for the public, by itself (`publish`) or as something done because of the case
 * (`verifyMeasure`).
 */
export function mayCheckPublication(
  person: Person, row: Parameters<typeof mayDo>[2] & Parameters<typeof mayViewIdentity>[1], author: Person, hasContact: boolean, action: 'publish' | 'verifyMeasure' = 'publish',
): boolean {
  return author.id !== person.id && mayDo(person, action, row) && oneKnowsSender(person, author, row, hasContact)
}

/** Of a protected sender one of the two must know who it is: nobody else could see that the text names them, and two who do not could try out names. */
export function oneKnowsSender(person: Person, author: Person, row: Parameters<typeof mayViewIdentity>[1], hasContact: boolean): boolean {
  return !hasContact || mayViewIdentity(person, row) || mayViewIdentity(author, row)
}

/**
 * Whether a reply needs a second pair of eyes: always where something was reported, demanded, or a child may be in danger; praise, suggestions
 * and questions only where the school has not decided otherwise. A denunciation has none, since only the principal may read it.
 */
export function needsSecondPerson(row: Pick<CaseRow, 'kind' | 'child_safety'>, school: Pick<School, 'lighter_approval'>): boolean {
  if (row.kind === 'denunciation') return false
  if (row.child_safety === 1 || row.kind === 'feedback' || row.kind === 'complaint') return true
  return school.lighter_approval === 0
}

/** All that this person may do with this case now, in the order of the table. */
export function allowedActions(person: Person, row: CaseRow): CaseAction[] {
  return (Object.keys(transitions) as CaseAction[]).filter((action) => mayDo(person, action, row))
}

/** How the history names a text for the sender that waits and can still be taken back. Once gone out it has the name of its own action. */
export const heldEvents = { answer: 'holdAnswer', ask: 'holdAsk', message: 'holdMessage' } as const
