import { fileOfCase, filesOfCase } from '#app/attachments/index.ts'
import type { CaseFileEntry } from '#app/attachments/index.ts'
import { dayOf } from '#app/calendar/index.ts'
import type { Db } from '#db/connect.ts'
import type { CaseEvent, CaseKind, CaseState, School, SenderMode } from '#db/schema.ts'
import { keptFrom, nobodyDecides } from './conflicts.ts'
import type { KeptFrom } from './conflicts.ts'
import { outside } from './covers.ts'
import type { FormalFile } from './formal-words.ts'
import { mayAdd, mayDisagree, mayRate } from './parent-actions.ts'
import { isRestricted, openStates } from './transitions.ts'

/** What has happened, as far as it concerns the sender: the office's drafts, notes and assignments are left out. */
export type ParentStep =
  | 'submitted'
  | 'accepted'
  | 'refused'
  | 'complex'
  | 'dialogue'
  | 'together'
  | 'apart'
  | 'acknowledged'
  | 'reclassified'
  | 'asked'
  | 'added'
  | 'supplied'
  | 'resumed'
  | 'extended'
  | 'answered'
  | 'disagreed'
  | 'published'
  | 'corrected'
  | 'measured'
  | 'transferred'
  | 'ineligible'
  | 'closed'
  | 'unpublished'
  | 'agreed'
  | 'contactRemoved'
  | 'dataRequested'
  | 'dataDone'
  | 'dataRefused'
  | 'unfrozen'

/** Everything the holder of a case key sees of the case. There is no name of any member of staff in it. */
export interface ParentCase {
  number: string
  kind: CaseKind
  fieldVi: string
  fieldEn: string
  placeName: string | null
  body: string
  childSafety: boolean
  /** The school counts it among what concerns a child's safety, though the sender did not say so. */
  prioritised: boolean
  /** Whom the sender asked to keep it from, as they wrote it. */
  keptFrom: KeptFrom[]
  /** Nobody is left at the school who may decide. */
  nobodyDecides: boolean
  sender: SenderMode
  /** Waiting for approval looks like work going on: nothing is promised before it is decided. */
  state: Exclude<CaseState, 'awaiting_approval'>
  submittedOn: string
  /** The working day the first limits are counted from. */
  receivedOn: string
  /** The same day while it needs saying: another than that of sending, and a date counted from it still open. */
  countedFrom: string | null
  /** The promise: the day by which the school answers, while it still owes an answer. */
  answerDue: string | null
  /** The day by which the school says that it has read it, until it has. */
  acknowledgeDue: string | null
  /** The instant by which somebody responds to a danger, until the school has acknowledged. */
  respondBy: string | null
  overdue: boolean
  /** Of a complaint or denunciation: the steps the law gives it. */
  formal: ParentFormal | null
  steps: { step: ParentStep; on: string }[]
  /** Both sides in the order in which they wrote, the first report left out. */
  conversation: { id: number; from: 'parent' | 'school'; isAnswer: boolean; body: string; on: string }[]
  /** Pictures and PDFs of either side; those of the first report have no `messageId`. */
  files: CaseFileEntry[]
  /** What the school has done because of it, as a second person has seen it. */
  measures: { statement: string; doneOn: string; verifiedOn: string }[]
  rating: number | null
  /** Since when the school only keeps it, at the sender's wish; null where it is handled. */
  frozenOn: string | null
  mayAdd: boolean
  mayDisagree: boolean
  mayRate: boolean
}

/** The formal procedure as its sender sees it: days, and no word of what the office wrote for itself. */
export interface ParentFormal {
  acceptDue: string
  acceptedOn: string | null
  resolveDue: string | null
  isComplex: boolean
  dialogue: { on: string; place: string } | null
  /** Once it has gone out. */
  decision: { number: string; on: string } | null
}

function parentFormal(file: FormalFile, sent: boolean): ParentFormal {
  return {
    acceptDue: file.accept_due,
    acceptedOn: file.accepted_on,
    resolveDue: file.resolve_due,
    isComplex: file.is_complex === 1,
    dialogue: file.dialogue_on === null ? null : { on: file.dialogue_on, place: file.dialogue_place ?? '' },
    decision: sent && file.decision_number !== null && file.decision_on !== null ? { number: file.decision_number, on: file.decision_on } : null,
  }
}

/** The sender's view of a case of this school, or null where there is none. `today` is a day in Vietnam. */
export async function parentCase(db: Db, school: Pick<School, 'id'>, caseId: string, today: string): Promise<ParentCase | null> {
  const row = await db
    .selectFrom('cases')
    .innerJoin('fields', 'fields.id', 'cases.field_id')
    .leftJoin('places', 'places.id', 'cases.place_id')
    .selectAll('cases')
    .select(['fields.name_vi', 'fields.name_en', 'places.name as placeName'])
    .where('cases.id', '=', caseId)
    .where('cases.school_id', '=', school.id)
    .executeTakeFirst()
  if (!row) return null

  const [events, messages, answers, rating, files, formal, measures] = await Promise.all([
    db.selectFrom('case_events').select(['type', 'from_state', 'to_state', 'at']).where('case_id', '=', row.id).orderBy('id').execute(),
    db
      .selectFrom('case_messages')
      .select(['id', 'direction', 'body', 'at'])
      .where('case_id', '=', row.id)
      .where('direction', '!=', 'internal')
      .orderBy('id')
      .execute(),
    db.selectFrom('case_replies').select(['body', 'updated_at']).where('case_id', '=', row.id).where('state', '=', 'approved').execute(),
    db.selectFrom('case_ratings').select('level').where('case_id', '=', row.id).executeTakeFirst(),
    filesOfCase(db, row.id),
    db.selectFrom('case_formal').selectAll().where('case_id', '=', row.id).executeTakeFirst(),
    db
      .selectFrom('measures')
      .select(['statement', 'done_on', 'verified_on'])
      .where('case_id', '=', row.id)
      .where('state', '=', 'verified')
      .orderBy('done_on')
      .execute(),
  ])

  const owed = openStates.includes(row.state)
  const due = row.state === 'more_info' ? null : row.formal_stage === 'awaiting' ? row.intake_due : row.answer_due
  return {
    number: row.number,
    kind: row.kind,
    fieldVi: row.name_vi,
    fieldEn: row.name_en,
    placeName: row.placeName,
    body: row.body,
    childSafety: row.child_safety === 1 && row.safety_source === 'sender',
    prioritised: row.child_safety === 1 && row.safety_source !== 'sender',
    keptFrom: await keptFrom(db, row.id),
    nobodyDecides: await nobodyDecides(db, school, row),
    sender: row.sender_mode,
    state: row.state === 'awaiting_approval' ? 'in_progress' : row.state,
    submittedOn: row.submitted_on,
    receivedOn: row.received_on,
    countedFrom: owed && row.reopened_on === null && row.received_on !== row.submitted_on ? row.received_on : null,
    // Before it is accepted nobody knows the day of its resolution.
    answerDue: owed ? (row.formal_stage === 'awaiting' ? row.intake_due : row.answer_due) : null,
    acknowledgeDue: row.state === 'submitted' ? row.acknowledge_due : null,
    respondBy: row.state === 'submitted' ? row.respond_by : null,
    overdue: owed && row.frozen_on === null && due !== null && due < today,
    formal: formal && formal.refused_on === null && isRestricted(row.kind) ? parentFormal(formal, row.answered_on !== null) : null,
    steps: events.flatMap((event) => {
      const step = stepOf(event)
      return step === null ? [] : [{ step, on: dayPart(event.at) }]
    }),
    conversation: messages.map((message) => ({
      id: message.id,
      from: message.direction === 'parent' ? ('parent' as const) : ('school' as const),
      // The approved reply is sent as a message in the same transaction.
      isAnswer: message.direction === 'school' && answers.some((answer) => answer.body === message.body && answer.updated_at === message.at),
      body: message.body,
      on: dayPart(message.at),
    })),
    // What staff keep among themselves is in no message that the sender reads.
    files: files.filter((file) => file.origin === 'parent' || messages.some(({ id }) => id === file.messageId)),
    measures: measures.map(({ statement, done_on, verified_on }) => ({ statement: outside(statement), doneOn: done_on, verifiedOn: verified_on ?? done_on })),
    rating: rating?.level ?? null,
    frozenOn: row.frozen_on,
    mayAdd: mayAdd(row),
    mayDisagree: mayDisagree(row),
    mayRate: mayRate(row),
  }
}

/** One file of a case of this school, for the holder of its key; null where there is none. */
export async function parentFile(db: Db, school: Pick<School, 'id'>, caseId: string, fileId: string): Promise<(CaseFileEntry & { number: string }) | null> {
  const row = await db.selectFrom('cases').select('number').where('id', '=', caseId).where('school_id', '=', school.id).executeTakeFirst()
  const file = row && (await fileOfCase(db, caseId, fileId))
  if (!file) return null
  if (file.origin === 'staff') {
    const message = file.messageId === null ? undefined : await db.selectFrom('case_messages').select('direction').where('id', '=', file.messageId).executeTakeFirst()
    if (message?.direction !== 'school') return null
  }
  return { ...file, number: row.number }
}

const stepOfType: Record<string, ParentStep> = {
  submitted: 'submitted',
  acknowledge: 'acknowledged',
  reclassify: 'reclassified',
  ask: 'asked',
  resume: 'resumed',
  acceptFormal: 'accepted',
  refuseFormal: 'refused',
  declareComplex: 'complex',
  recordDialogue: 'dialogue',
  passOutside: 'transferred',
  merge: 'together',
  unmerge: 'apart',
  extend: 'extended',
  disagree: 'disagreed',
  publish: 'published',
  verifyMeasure: 'measured',
  transfer: 'transferred',
  declareIneligible: 'ineligible',
  close: 'closed',
  agreeToPublication: 'agreed',
  withdrawContact: 'contactRemoved',
  requestData: 'dataRequested',
  dataDone: 'dataDone',
  dataRefused: 'dataRefused',
  liftFreeze: 'unfrozen',
  dataUnfrozen: 'unfrozen',
}

function stepOf(event: Pick<CaseEvent, 'type' | 'from_state' | 'to_state'>): ParentStep | null {
  const from = event.from_state
  if (event.type === 'publish' && (from === 'published' || from === 'closed') && event.to_state === from) return 'corrected'
  // Back to answered because nothing stands in public any more, not because of an answer.
  if (event.type === 'takeDown' || event.type === 'withdrawPublication') return 'unpublished'
  // A reply is approved by a second person, or goes out at once where there is none: either way the state tells.
  if (event.to_state === 'answered' && event.from_state !== 'answered') return 'answered'
  if (event.type === 'parentMessage') return event.from_state === 'more_info' ? 'supplied' : 'added'
  return stepOfType[event.type] ?? null
}

/** An event holds an instant, or only a day where the time could give somebody away. */
function dayPart(at: string): string {
  return at.length === 10 ? at : dayOf(at)
}
