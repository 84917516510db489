import { fileOfCase, filesOfCase } from '#app/attachments/index.ts'
import type { CaseFileEntry } from '#app/attachments/index.ts'
import { recordAudit } from '#app/audit/index.ts'
import type { Selectable } from 'kysely'
import { dayOf } from '#app/calendar/index.ts'
import { absencesOn, awayUntil, may } from '#app/staff/index.ts'
import type { ActingStaff } from '#app/staff/index.ts'
import type { Db } from '#db/connect.ts'
import type { CaseReply, CaseRow, PublicationChangesTable, SchoolsTable } from '#db/schema.ts'
import { checklistOf, questionsOf } from './answer-checklist.ts'
import type { Question } from './answer-checklist.ts'
import { listConflicts, nobodyDecides } from './conflicts.ts'
import type { ShownConflict } from './conflicts.ts'
import { cover, outside, withoutMarks, writeCovers } from './covers.ts'
import { knownNames } from './known-names.ts'
import type { FormalFile } from './formal-words.ts'
import { followersOf } from './merged.ts'
import type { MergedCase } from './merged.ts'
import type { KnownNames } from './known-names.ts'
import { officeDrafts } from './office-drafts.ts'
import type { DraftNotes, OfficeDrafts } from './office-drafts.ts'
import { outgoingOf } from './outgoing.ts'
import type { Outgoing } from './outgoing.ts'
import { suggestQuestions } from './questions.ts'
import { pictureForCovering, proposedPictures } from './pictures.ts'
import type { ProposedPicture } from './pictures.ts'
import { findPersonalData, locatePersonalData } from './redaction.ts'
import type { Finding } from './redaction.ts'
import { isPresent, loadRoutingTable, routeFor } from './routing.ts'
import { similarCases } from './similar.ts'
import type { SimilarCase } from './similar.ts'
import { allowedActions, holds, isPublishable, isReopened, mayCheckPublication, mayDo, mayOpen, mayViewIdentity, needsSecondPerson } from './transitions.ts'
import type { CaseAction, Person } from './transitions.ts'
import { isAlarmUnread } from './unread-alarm.ts'
import { loadsOf } from './workload.ts'

type School = Pick<SchoolsTable, 'id'>
type SchoolOfCase = Pick<Selectable<SchoolsTable>, 'id' | 'undo_minutes' | 'lighter_approval' | 'publish_pictures'>

export interface PublishedFile {
  /** As the public reads it; empty once it was taken down. */
  summary: string
  answer: string
  publishedOn: string
  withdrawnOn: string | null
  withdrawalReason: string | null
  /** With the covers, and by whom it was written and checked; null where it was published without any or the consent is gone. */
  inside: { summary: string; answer: string; proposedByName: string; checkedByName: string } | null
  changes: { id: number; kind: PublicationChangesTable['kind']; on: string; note: string }[]
}

export interface MeasureFile {
  id: string
  /** With its covers. */
  statement: string
  doneOn: string
  statedByName: string
  statedOn: string
  state: 'stated' | 'verified' | 'rejected' | 'withdrawn'
  verifiedByName: string | null
  verifiedOn: string | null
  note: string | null
  isMine: boolean
  /** Whether this person may say that it is so. */
  mayVerify: boolean
}

/** Everything a member of staff sees of one case. The sender's name is not in it: see `openIdentity`. */
export interface CaseFile {
  row: Omit<CaseRow, 'key_hash' | 'idempotency_hash' | 'body_hash' | 'search_text'>
  fieldName: string
  placeName: string | null
  assigneeName: string | null
  /** Whom the routing rules name, or whoever looks after the field; with why, in words. Null where nobody can be proposed. */
  proposedAssigneeId: string | null
  routingNote: string | null
  /** True where the case is this person's to handle. */
  isMine: boolean
  /** For whom they do so, and until when, where they stand in. */
  standingInFor: { name: string; until: string } | null
  /** Whom the case is kept from, for those who hand out the work; null for everybody else. */
  conflicts: ShownConflict[] | null
  nobodyDecides: boolean
  hasContact: boolean
  mayViewIdentity: boolean
  publishable: boolean
  messages: { id: number; direction: 'parent' | 'school' | 'internal'; body: string; at: string; staffName: string | null }[]
  /** Pictures and PDFs; those of the first report have no `messageId`. */
  files: CaseFileEntry[]
  events: { id: number; type: string; at: string; note: string | null; staffName: string | null; actor: 'parent' | 'staff' | 'system' }[]
  /** Nobody has done anything since a child was said to be in danger. */
  alarmUnread: boolean
  /** The sender did not accept an earlier answer. */
  reopened: boolean
  /** Pictures that go before the public with the next publication. */
  pictures: ProposedPicture[]
  reply: Reply | null
  /** Somebody else must read the answer before it goes out. */
  needsSecondPerson: boolean
  /** What the sender seems to ask and has had no answer to: a proposal for the author of the answer. */
  suggestedQuestions: string[]
  /** What is about to go out. */
  outgoing: (Outgoing & { parentWroteSince: boolean }) | null
  /** For so many minutes what is sent now can be taken back; 0: it goes at once. */
  undoMinutes: number
  /** What this person has not sent yet, or taken back. */
  drafts: OfficeDrafts
  draftNotes: DraftNotes
  /** Both texts with their covers, and the list of what to look at in what would stay readable. */
  proposal: { summary: string; answer: string; correctionNote: string | null; proposedBy: string; proposedByName: string; findings: Finding[]; mayCheck: boolean } | null
  /** What stands in public, or stood there until it was taken down. */
  published: PublishedFile | null
  measures: MeasureFile[]
  /** For whoever writes the public text: where to look for personal data, and what of the sender's stands in the original. */
  writing: { names: KnownNames; summary: string; answer: string } | null
  rating: { level: number; ratedOn: string } | null
  /** Of a complaint or denunciation, or what once was filed as one. */
  formal: FormalFile | null
  /** The case this one is answered together with; the number only for whoever may open it. */
  main: { number: string | null } | null
  /** The cases that are answered together with this one. */
  followers: MergedCase[]
  /** Open cases that this one may repeat; asked for only where it can be merged. */
  similar: SimilarCase[]
  actions: CaseAction[]
}

type Reply = Omit<CaseReply, 'questions' | 'checklist'> & {
  draftedByName: string
  decidedByName: string | null
  questions: Question[]
  /** When whoever decided read it against the list: an instant. */
  checkedAt: string | null
}

/**
 * Opens a case and writes down who did. Null where this school has no such case or it is not for this person's eyes: the two
 * look alike from outside. `now` is an instant.
 */
export async function openCase(db: Db, school: SchoolOfCase, person: ActingStaff, number: string, now: string): Promise<CaseFile | null> {
  const found = await db
    .selectFrom('cases')
    .innerJoin('fields', 'fields.id', 'cases.field_id')
    .leftJoin('places', 'places.id', 'cases.place_id')
    .leftJoin('staff', 'staff.id', 'cases.assignee_id')
    .selectAll('cases')
    .select(['fields.name_vi as fieldName', 'places.name as placeName', 'staff.name as assigneeName'])
    .where('cases.school_id', '=', school.id)
    .where('cases.number', '=', number)
    .executeTakeFirst()
  if (!found || !mayOpen(person, found)) return null
  await recordAudit(db, { schoolId: school.id, staffId: person.id, action: 'case:open', target: number, at: now })

  const { fieldName, placeName, assigneeName, key_hash, idempotency_hash, body_hash, search_text, ...row } = found
  const [alarm, contact, messages, events, reply, proposal, published, rating, files, outgoing, typed] = await Promise.all([
    db.selectFrom('cases').select(isAlarmUnread.as('alarmUnread')).where('id', '=', row.id).executeTakeFirstOrThrow(),
    db.selectFrom('case_contacts').select('case_id').where('case_id', '=', row.id).executeTakeFirst(),
    db
      .selectFrom('case_messages')
      .leftJoin('staff', 'staff.id', 'case_messages.staff_id')
      .select(['case_messages.id', 'direction', 'body', 'at', 'staff.name as staffName'])
      .where('case_id', '=', row.id)
      .orderBy('case_messages.id')
      .execute(),
    db
      .selectFrom('case_events')
      .leftJoin('staff', 'staff.id', 'case_events.staff_id')
      .select(['case_events.id', 'type', 'at', 'note', 'actor', 'staff.name as staffName'])
      .where('case_id', '=', row.id)
      .orderBy('case_events.id')
      .execute(),
    db
      .selectFrom('case_replies')
      .innerJoin('staff as author', 'author.id', 'case_replies.drafted_by')
      .leftJoin('staff as decider', 'decider.id', 'case_replies.decided_by')
      .selectAll('case_replies')
      .select(['author.name as draftedByName', 'decider.name as decidedByName'])
      .where('case_id', '=', row.id)
      .orderBy('case_replies.id', 'desc')
      .limit(1)
      .executeTakeFirst(),
    db
      .selectFrom('case_publication_drafts')
      .innerJoin('staff', 'staff.id', 'case_publication_drafts.proposed_by')
      .select(['summary', 'answer', 'correction_note as correctionNote', 'proposed_by as proposedBy', 'staff.name as proposedByName', 'staff.role as proposedByRole'])
      .where('case_id', '=', row.id)
      .executeTakeFirst(),
    db
      .selectFrom('publications')
      .select(['summary', 'answer', 'published_on as publishedOn', 'withdrawn_on as withdrawnOn', 'withdrawal_reason as withdrawalReason'])
      .where('school_id', '=', school.id)
      .where('number', '=', number)
      .executeTakeFirst(),
    db.selectFrom('case_ratings').select(['level', 'rated_on as ratedOn']).where('case_id', '=', row.id).executeTakeFirst(),
    filesOfCase(db, row.id),
    outgoingOf(db, row.id),
    officeDrafts(db, person.id, row),
  ])

  const actions = allowedActions(person, found)
  const [formal, main, followers, similar] = await Promise.all([
    db.selectFrom('case_formal').selectAll().where('case_id', '=', row.id).executeTakeFirst(),
    row.merged_into === null ? undefined : db.selectFrom('cases').selectAll().where('id', '=', row.merged_into).executeTakeFirst(),
    followersOf(db, person, row),
    actions.includes('merge') ? similarCases(db, person, found) : [],
  ])
  return {
    row,
    fieldName,
    placeName,
    assigneeName,
    ...(await proposalFor(db, school, found, dayOf(now))),
    isMine: holds(person, found),
    standingInFor: await standingInFor(db, school, person, found, assigneeName, dayOf(now)),
    conflicts: may(person.role, 'case:assign') ? await listConflicts(db, found, person) : null,
    nobodyDecides: await nobodyDecides(db, school, found),
    hasContact: contact !== undefined,
    mayViewIdentity: contact !== undefined && mayViewIdentity(person, row),
    publishable: isPublishable(row),
    messages,
    files,
    events,
    alarmUnread: alarm.alarmUnread === 1,
    reopened: isReopened(row),
    pictures: await proposedPictures(db, school, row),
    reply: reply ? { ...reply, questions: questionsOf(reply), checkedAt: checklistOf(reply)?.at ?? null } : null,
    needsSecondPerson: needsSecondPerson(row, school),
    suggestedQuestions: unansweredQuestions(row, messages, await bodiesOf(db, row, followers)),
    outgoing: outgoing ? { ...outgoing, parentWroteSince: events.slice(events.findLastIndex(({ type }) => type.startsWith('hold'))).some(({ actor }) => actor === 'parent') } : null,
    undoMinutes: row.child_safety === 1 ? 0 : school.undo_minutes,
    ...typed,
    proposal: proposal
      ? {
          summary: proposal.summary,
          answer: proposal.answer,
          correctionNote: proposal.correctionNote,
          proposedBy: proposal.proposedBy,
          proposedByName: proposal.proposedByName,
          findings: await findingsFor(db, person, row, [outside(proposal.summary), outside(proposal.answer), proposal.correctionNote ?? ''].join('\n')),
          mayCheck: mayCheckPublication(person, found, { id: proposal.proposedBy, role: proposal.proposedByRole }, contact !== undefined),
        }
      : null,
    published: published ? { ...published, ...(await publishedInside(db, row)) } : null,
    measures: await measuresOf(db, person, found, contact !== undefined),
    writing: actions.includes('proposePublication') ? await writingHelp(db, person, found, reply?.state === 'approved' ? reply.body : '') : null,
    rating: rating ?? null,
    formal: formal ?? null,
    main: main ? { number: mayOpen(person, main) ? main.number : null } : null,
    followers,
    similar,
    actions,
  }
}

/** What was asked since the last answer, by the sender and by those answered together with them (`others`); where nothing is asked in so many words, what the case is about wants an answer. */
function unansweredQuestions(row: Pick<CaseRow, 'subject' | 'body' | 'reopened_on'>, messages: readonly { direction: string; body: string; at: string }[], others: readonly string[]): string[] {
  const { reopened_on } = row
  const own = messages.filter(({ direction }) => direction === 'parent')
  const texts = reopened_on === null ? [row.body, ...own.map(({ body }) => body)] : own.filter(({ at }) => at >= reopened_on).map(({ body }) => body)
  const found = suggestQuestions([...texts, ...others])
  return found.length > 0 ? found : [row.subject]
}

/** What the senders of these followers wrote: the answer is for them too. */
async function bodiesOf(db: Db, main: Pick<CaseRow, 'id'>, followers: readonly Pick<MergedCase, 'number'>[]): Promise<string[]> {
  if (followers.length === 0) return []
  const numbers = followers.map(({ number }) => number)
  const rows = await db.selectFrom('cases').select('body').where('merged_into', '=', main.id).where('number', 'in', numbers).orderBy('number').execute()
  return rows.map(({ body }) => body)
}

/** The stored proposal, while whoever it names is here and may have the case; otherwise the choice of today. */
async function proposalFor(db: Db, school: School, row: CaseRow, today: string): Promise<{ proposedAssigneeId: string | null; routingNote: string | null }> {
  if (row.assignee_id !== null) return { proposedAssigneeId: row.assignee_id, routingNote: row.routing_note }
  const proposed = row.proposed_assignee_id
  const table = await loadRoutingTable(db, school, row.field_id, today)
  if (proposed !== null && isPresent(table, proposed, row)) return { proposedAssigneeId: proposed, routingNote: row.routing_note }
  const route = await routeFor(db, school, row, today)
  return { proposedAssigneeId: route.staffId, routingNote: route.note }
}

async function standingInFor(db: Db, school: School, person: ActingStaff, row: CaseRow, assigneeName: string | null, today: string): Promise<{ name: string; until: string } | null> {
  if (row.assignee_id === null || row.assignee_id === person.id || !holds(person, row)) return null
  const until = awayUntil(await absencesOn(db, school, today), row.assignee_id)
  return until === null || assigneeName === null ? null : { name: assigneeName, until }
}

/** One file of a case, with a line in the audit log unless it is only a small copy on the page of the case, whose opening has a line already. Null as for `openCase`. */
export async function openCaseFile(db: Db, school: School, person: ActingStaff, number: string, fileId: string, now: string, { small = false, covered = false } = {}): Promise<CaseFileEntry | null> {
  const row = await db.selectFrom('cases').selectAll().where('school_id', '=', school.id).where('number', '=', number).executeTakeFirst()
  if (!row || !mayOpen(person, row)) return null
  const file = await fileOfCase(db, row.id, fileId)
  if (!file) return null
  if (!small) await recordAudit(db, { schoolId: school.id, staffId: person.id, action: 'case:open-file', target: number, detail: covered ? `${fileName(file)}, bản đã che` : fileName(file), at: now })
  return file
}

/** A picture for whoever may black it out now. Null as for `openCase`, and where it is no picture or nothing is to be done with it. */
export async function openPicture(db: Db, school: Pick<SchoolOfCase, 'id' | 'publish_pictures'>, person: ActingStaff, number: string, fileId: string) {
  const row = await db.selectFrom('cases').selectAll().where('school_id', '=', school.id).where('number', '=', number).executeTakeFirst()
  if (!row || !mayDo(person, 'coverPicture', row)) return null
  const picture = await pictureForCovering(db, school, row, fileId)
  return picture && { ...picture, version: row.version }
}

/** What a file is called where it is saved. The name that it had on the sender's device was never kept. */
export function fileName(file: Pick<CaseFileEntry, 'type' | 'nth'>): string {
  return file.type === 'image' ? `anh-${file.nth}.jpg` : `tep-${file.nth}.pdf`
}

async function publishedInside(db: Db, row: Pick<CaseRow, 'id' | 'school_id' | 'number'>): Promise<Pick<PublishedFile, 'inside' | 'changes'>> {
  const inside = await db
    .selectFrom('case_published_texts')
    .innerJoin('staff as author', 'author.id', 'case_published_texts.proposed_by')
    .innerJoin('staff as checker', 'checker.id', 'case_published_texts.checked_by')
    .select(['summary', 'answer', 'author.name as proposedByName', 'checker.name as checkedByName'])
    .where('case_id', '=', row.id)
    .executeTakeFirst()
  const changes = await db
    .selectFrom('publication_changes')
    .select(['id', 'kind', 'changed_on as on', 'note'])
    .where('school_id', '=', row.school_id)
    .where('number', '=', row.number)
    .orderBy('id')
    .execute()
  return { inside: inside ?? null, changes }
}

async function measuresOf(db: Db, person: ActingStaff, row: CaseRow, hasContact: boolean): Promise<MeasureFile[]> {
  const measures = await db
    .selectFrom('measures')
    .innerJoin('staff as author', 'author.id', 'measures.stated_by')
    .leftJoin('staff as checker', 'checker.id', 'measures.verified_by')
    .selectAll('measures')
    .select(['author.name as statedByName', 'author.role as statedByRole', 'checker.name as verifiedByName'])
    .where('case_id', '=', row.id)
    .orderBy('done_on')
    .orderBy('measures.id')
    .execute()
  return measures.map((measure) => ({
    id: measure.id,
    statement: measure.statement,
    doneOn: measure.done_on,
    statedByName: measure.statedByName,
    statedOn: measure.stated_on,
    state: measure.state,
    verifiedByName: measure.verifiedByName,
    verifiedOn: measure.verified_on,
    note: measure.note,
    isMine: measure.stated_by === person.id,
    mayVerify: measure.state === 'stated' && mayCheckPublication(person, row, { id: measure.stated_by, role: measure.statedByRole }, hasContact, 'verifyMeasure'),
  }))
}

/**
 * Where to begin and what to look for. The sender's own name goes along only where it stands in the original already and this person may
 * know it: the page of a case carries no name that is not in its texts.
 */
async function writingHelp(db: Db, person: ActingStaff, row: CaseRow, reply: string): Promise<NonNullable<CaseFile['writing']>> {
  const known = await knownNames(db, row)
  const original = `${withoutMarks(row.body)}\n${withoutMarks(reply)}`
  const contact = mayViewIdentity(person, row) ? findPersonalData(original, known).filter(({ kind }) => kind === 'contact').map(({ text }) => text) : []
  const names = { ...known, contact }
  const begin = (text: string) => {
    const plain = withoutMarks(text)
    return writeCovers(cover({ plain, covers: [] }, locatePersonalData(plain, names)))
  }
  return { names, summary: begin(row.body), answer: begin(reply) }
}

/** What is personal in a text. That a name in it is the sender's own is said to nobody who may not know the sender: they could find it out by trying names. */
async function findingsFor(db: Db, person: ActingStaff, row: Parameters<typeof mayViewIdentity>[1] & Parameters<typeof knownNames>[1], text: string): Promise<Finding[]> {
  const findings = findPersonalData(text, await knownNames(db, row))
  return mayViewIdentity(person, row) ? findings : findings.filter(({ kind }) => kind !== 'contact')
}

/** The sender's name and address, written to the audit log in the same transaction. Null where there is none or this person may not see it. */
export async function openIdentity(db: Db, school: School, person: ActingStaff, number: string, now: string): Promise<{ name: string | null; phone: string | null; email: string | null } | null> {
  return db.transaction().execute(async (tx) => {
    const row = await tx.selectFrom('cases').selectAll().where('school_id', '=', school.id).where('number', '=', number).executeTakeFirst()
    if (!row || !mayViewIdentity(person, row)) return null
    const contact = await tx.selectFrom('case_contacts').select(['name', 'phone', 'email']).where('case_id', '=', row.id).executeTakeFirst()
    if (!contact) return null
    await recordAudit(tx, { schoolId: school.id, staffId: person.id, action: 'case:view-identity', target: number, at: now })
    return contact
  })
}

export interface Assignee {
  id: string
  name: string
  jobTitle: string
  /** Open cases, as far as whoever asks may know of them. */
  open: number
  overdue: number
  /** The last day of their absence; null where they are here. */
  awayUntil: string | null
}

/** Who can be given this case, with how much each has already as far as `person` may know, and who is away. `today` is a day. */
export async function possibleAssignees(db: Db, school: School, person: Person, row: Pick<CaseRow, 'kind' | 'barred'>, today: string): Promise<Assignee[]> {
  const people = await db.selectFrom('staff').select(['id', 'name', 'role', 'job_title as jobTitle']).where('school_id', '=', school.id).where('status', '=', 'active').where('role', '!=', 'viewer').orderBy('name').execute()
  const loads = await loadsOf(db, school, person, today)
  const absences = await absencesOn(db, school, today)
  return people
    .filter((one) => mayOpen(one, { ...row, assignee_id: one.id }))
    .map(({ id, name, jobTitle }) => ({ id, name, jobTitle, open: loads.get(id)?.open ?? 0, overdue: loads.get(id)?.overdue ?? 0, awayUntil: awayUntil(absences, id) }))
}
