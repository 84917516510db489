import { randomInt, randomUUID } from 'node:crypto'
import { attachFiles } from '#app/attachments/index.ts'
import { caseDeadlines, dayOf, limitsOf, receivedOn, startOfDay, type Calendar } from '#app/calendar/index.ts'
import type { Lang } from '#app/i18n/index.ts'
import type { Secrets } from '#app/secrets.ts'
import type { Db, Tx } from '#db/connect.ts'
import type { CaseKind, CaseRow, NewCase, Place, School, SenderMode } from '#db/schema.ts'
import { caseKeyFor, findCaseByKey, hashCaseKey } from './case-key.ts'
import { barredText, concernedStaff, nobodyDecides, noteConflicts } from './conflicts.ts'
import { consentVersion, contactConsent, publishConsent } from './consent-texts.ts'
import { openFormalFile } from './formal.ts'
import { tellParent, tellStaff } from './intake-mail.ts'
import { notifyWorker } from './notices.ts'
import { routeFor } from './routing.ts'
import type { Routed } from './routing.ts'
import { findSafetyWords } from './safety.ts'
import { searchTextOf, subjectOf } from './subject.ts'
import { isRestricted } from './transitions.ts'

export interface IntakeDeps {
  secrets: Secrets
  calendar: Calendar
  /** `https://…`, for the links in mail. */
  publicOrigin: string
}

export interface CaseInput {
  /** Issued with the page; the same one with the same words gets the same receipt. */
  idempotencyKey: string
  /** The language the parent wrote the form in: their mail is in it, and the consent was shown in it. */
  lang: Lang
  kind: CaseKind
  /** Code of one of the school's fields. Throws where the school has none such. */
  fieldCode: string
  /** From the QR code. One that is unknown or no longer used is left out: a worn-out poster must not cost anybody their report. */
  placeCode: string | null
  /** Made from the first words where it is left out. */
  subject?: string
  body: string
  childSafety: boolean
  /** Whom at the school the sender does not want to read it, in their own words. */
  keepFrom?: string
  /** A denunciation that concerns the principal is not kept: the school shows who takes it instead. */
  aboutPrincipal: boolean
  sender: SenderMode
  contact: { name: string | null; phone: string | null; email: string | null }
  consentContact: boolean
  consentPublish: boolean
  /** Files that have come already and wait for this form, in their order. */
  files?: readonly { id: string; checksum: string }[]
  /** Taken in a flood without the check against machines. */
  unproven?: boolean
  /** The round of the survey comment that the report is made of, and who made it; null where the words of danger did. Nobody gets its key. */
  comment?: { roundId: string; staffId: string | null }
}

export interface CaseReceipt {
  caseId: string
  number: string
  /** The sixteen digits, to be shown now and never again. */
  key: string
  kind: CaseKind
  submittedOn: string
  /** The working day the limits are counted from: a later one where it was sent after hours or on a day off. */
  receivedOn: string
  acknowledgeDue: string
  answerDue: string
  /** Only with the child-safety flag: the instant by which somebody will have responded. */
  respondBy: string | null
  /** Nobody is left at the school who may decide: the sender is shown who can. */
  nobodyDecides: boolean
}

export type Submitted =
  | ({ status: 'created' | 'repeated' } & CaseReceipt)
  /** The page was sent before with other words; `earlier` is what that made. */
  | { status: 'conflict'; earlier: CaseReceipt }
  /** Nothing was kept. */
  | { status: 'not-kept' }

/**
 * Takes in a parent's report: case, files, contact, consents, first event, number, due dates and mail in one transaction. `now` is an instant.
 * Throws `FilesRefused`, and keeps nothing, where a file is not there any more.
 */
export async function submitCase(db: Db, deps: IntakeDeps, school: School, input: CaseInput, now: string): Promise<Submitted> {
  // Before anything else, and before anything could be written down.
  if (input.kind === 'denunciation' && input.aboutPrincipal) return { status: 'not-kept' }

  const { secrets } = deps
  const key = caseKeyFor(secrets, input.idempotencyKey)
  const idempotencyHash = secrets.hash('case-idempotency', input.idempotencyKey)
  const bodyHash = secrets.hash('case-body', fingerprint(school, input))

  return db.transaction().execute(async (tx) => {
    const earlier = await tx.selectFrom('cases').selectAll().where('idempotency_hash', '=', idempotencyHash).executeTakeFirst()
    if (earlier) {
      const receipt = await receiptOf(tx, earlier, key)
      return earlier.body_hash === bodyHash ? { status: 'repeated', ...receipt } : { status: 'conflict', earlier: receipt }
    }

    const concerned = await concernedStaff(tx, school, { kind: input.kind, text: `${input.subject ?? ''}\n${input.body}`, keepFrom: input.keepFrom ?? '' })
    const barred = barredText(concerned.staffIds)
    // Only the principal could read it, and the sender does not want that: as if it were said to be about them.
    if (input.kind === 'denunciation' && (await nobodyDecides(tx, school, { kind: input.kind, barred }))) return { status: 'not-kept' }

    const reported = await newRow(tx, deps.calendar, school, { ...input, barred }, now, { key_hash: hashCaseKey(secrets, key), idempotency_hash: idempotencyHash, body_hash: bodyHash })
    const route = await routeFor(tx, school, reported, reported.submitted_on)
    const row = await tx
      .insertInto('cases')
      .values({ ...reported, assignee_id: route.atOnce ? route.staffId : null, proposed_assignee_id: route.staffId, routing_note: route.note })
      .returningAll()
      .executeTakeFirstOrThrow()
    if (isRestricted(row.kind)) await openFormalFile(tx, reported)
    await noteConflicts(tx, row.id, concerned.conflicts, row.submitted_on)
    const email = await keepContact(tx, row.id, input)
    await keepConsents(tx, row, input)
    await attachFiles(tx, { schoolId: school.id, caseId: row.id, messageId: null, origin: 'parent' }, (input.files ?? []).map(({ id }) => id), row.submitted_on)
    await tx
      .insertInto('case_events')
      .values({
        case_id: row.id,
        ...(input.comment ? commentEvent(input.comment) : { type: 'submitted', actor: 'parent' as const }),
        to_state: 'submitted',
        // The time of day could be matched to an access log: without a name only the day is kept.
        at: input.sender === 'anonymous' ? row.submitted_on : now,
      })
      .execute()
    await tellStaff(tx, school, deps.publicOrigin, row, now)
    if (row.assignee_id !== null) await noteRouting(tx, school, deps.publicOrigin, row, now)
    if (email !== null) await tellParent(tx, school, deps.publicOrigin, row, email, input.lang, now)
    return { status: 'created', ...(await receiptOf(tx, row, key)) }
  })
}

/** How the history of a case begins that was made of a comment. */
function commentEvent({ staffId }: { staffId: string | null }) {
  return staffId === null
    ? { type: 'fromComment', actor: 'system' as const, note: 'Tự động, vì từ ngữ cho thấy trẻ có thể gặp nguy hiểm.' }
    : { type: 'fromComment', actor: 'staff' as const, staff_id: staffId }
}

/** A rule has given the case away as it came in: the history says so, and whoever got it is told. */
async function noteRouting(tx: Tx, school: School, publicOrigin: string, row: CaseRow, now: string): Promise<void> {
  const at = row.sender_mode === 'anonymous' ? row.submitted_on : now
  await tx.insertInto('case_events').values({ case_id: row.id, type: 'route', actor: 'system', to_state: row.state, note: row.routing_note, at, case_version: row.version }).execute()
  if (row.assignee_id !== null) await notifyWorker(tx, { school, publicOrigin }, row, row.assignee_id, 'case-assigned', now)
}

/** True where that case of this school was made of exactly this form, in words and choices. */
export async function isSameReport(db: Db, secrets: Secrets, school: Pick<School, 'id'>, caseId: string, form: Decided): Promise<boolean> {
  const row = await db.selectFrom('cases').select('body_hash').where('id', '=', caseId).where('school_id', '=', school.id).executeTakeFirst()
  return row?.body_hash === secrets.hash('case-body', fingerprint(school, form))
}

/** The receipt of a case of this school again, for whoever holds its key; null where the key is not its own. */
export async function receiptFor(db: Db, secrets: Secrets, school: Pick<School, 'id'>, key: string): Promise<CaseReceipt | null> {
  const row = await findCaseByKey(db, secrets, school, key)
  return row ? receiptOf(db, row, key) : null
}

async function newRow(
  tx: Tx,
  calendar: Calendar,
  school: School,
  input: CaseInput & { barred: string },
  now: string,
  hashes: Pick<NewCase, 'key_hash' | 'idempotency_hash' | 'body_hash'>,
): Promise<NewCase & Routed & { submitted_on: string; intake_due: string }> {
  const today = dayOf(now)
  const received = receivedOn(now, calendar, { closesAt: school.closes_minute })
  const alarm = input.childSafety ? 'sender' : findSafetyWords(`${input.subject ?? ''}\n${input.body}`, school.safety_words).length > 0 ? 'words' : null
  const due = caseDeadlines({ kind: input.kind, receivedOn: received, submittedAt: now, childSafety: alarm !== null, calendar, limits: limitsOf(school) })
  const number = await nextNumber(tx, school, today, input.kind !== 'denunciation' && input.barred === '')
  const subject = input.subject ?? subjectOf(input.body)
  return {
    id: randomUUID(),
    school_id: school.id,
    number,
    kind: input.kind,
    field_id: await fieldId(tx, school, input.fieldCode),
    place_id: input.placeCode === null ? null : ((await placeByCode(tx, school, input.placeCode))?.id ?? null),
    subject,
    body: input.body,
    sender_mode: input.sender,
    state: 'submitted',
    child_safety: alarm === null ? 0 : 1,
    unproven: input.unproven ? 1 : 0,
    safety_source: alarm,
    consent_publish: mayBePublished(input) ? 1 : 0,
    lang: input.lang,
    ...hashes,
    submitted_on: today,
    received_on: received,
    acknowledge_due: due.acknowledgeDue,
    classify_due: due.classifyDue,
    intake_due: due.intakeDue,
    formal_stage: isRestricted(input.kind) ? 'awaiting' : null,
    answer_due: due.answerDue,
    respond_by: due.childSafetyDue,
    assignee_id: null,
    barred: input.barred,
    from_round_id: input.comment?.roundId ?? null,
    search_text: searchTextOf({ number, subject, body: input.body }),
    updated_at: input.sender === 'anonymous' ? startOfDay(today) : now,
  }
}

/**
 * `PAKN.20261123.0001`: per school and day, without gaps, since it is taken in the transaction of the case itself. A denunciation, and what is
 * kept from somebody, stays out of the row: a gap in it would tell whoever may not see it that it has come. It gets a number far above, drawn at random.
 */
async function nextNumber(tx: Tx, school: School, day: string, inSequence: boolean): Promise<string> {
  const number = (last: number) => `PAKN.${day.replaceAll('-', '')}.${String(last).padStart(4, '0')}`
  if (!inSequence) {
    const taken = await tx.selectFrom('cases').select('number').where('school_id', '=', school.id).where('submitted_on', '=', day).execute()
    const numbers = new Set(taken.map((row) => row.number))
    let drawn = number(randomInt(50_000, 100_000))
    while (numbers.has(drawn)) drawn = number(randomInt(50_000, 100_000))
    return drawn
  }
  const { last } = await tx
    .insertInto('case_numbers')
    .values({ school_id: school.id, day, last: 1 })
    .onConflict((oc) => oc.columns(['school_id', 'day']).doUpdateSet((eb) => ({ last: eb('case_numbers.last', '+', 1) })))
    .returning('last')
    .executeTakeFirstOrThrow()
  return number(last)
}

/** Also a field that was retired since the page was opened: what was chosen then is still what is meant. */
async function fieldId(tx: Tx, school: School, code: string): Promise<string> {
  const field = await tx.selectFrom('fields').select('id').where('school_id', '=', school.id).where('code', '=', code).executeTakeFirst()
  if (!field) throw new RangeError('The school has no such field')
  return field.id
}

/** The place of this school whose QR code carries `code`, while it is in use. */
function placeByCode(db: Db, school: Pick<School, 'id'>, code: string): Promise<Place | undefined> {
  return db.selectFrom('places').selectAll().where('school_id', '=', school.id).where('code', '=', code).where('active', '=', 1).executeTakeFirst()
}

/** Writes the contact where it was left knowingly. Returns the address to which mail may go. */
async function keepContact(tx: Tx, caseId: string, { sender, contact, consentContact }: CaseInput): Promise<string | null> {
  const { name, phone, email } = contact
  if (sender === 'anonymous' || !consentContact || (!name && !phone && !email)) return null
  await tx.insertInto('case_contacts').values({ case_id: caseId, name, phone, email }).execute()
  return email
}

async function keepConsents(tx: Tx, row: { id: string; submitted_on: string }, input: CaseInput): Promise<void> {
  const given = [
    ...(input.sender !== 'anonymous' && input.consentContact ? [{ purpose: 'contact', text: contactConsent } as const] : []),
    ...(mayBePublished(input) ? [{ purpose: 'publish', text: publishConsent } as const] : []),
  ]
  for (const { purpose, text } of given) {
    await tx
      .insertInto('case_consents')
      .values({ id: randomUUID(), case_id: row.id, purpose, text_version: consentVersion(text, input.lang), given_on: row.submitted_on })
      .execute()
  }
}

/** Complaints and denunciations are never published, whatever was ticked. */
function mayBePublished(input: CaseInput): boolean {
  return input.consentPublish && input.kind !== 'complaint' && input.kind !== 'denunciation'
}

type Decided = Omit<CaseInput, 'idempotencyKey' | 'lang' | 'subject' | 'aboutPrincipal'>

/** All that the parent decided, in a fixed order. Files count by what is in them: a form without scripts sends them anew each time. */
function fingerprint(school: Pick<School, 'id'>, input: Decided): string {
  const { kind, fieldCode, placeCode, body, childSafety, sender, contact, consentContact, consentPublish, keepFrom = '', files = [] } = input
  return JSON.stringify([school.id, kind, fieldCode, placeCode, body, childSafety, sender, contact.name, contact.phone, contact.email, consentContact, consentPublish, keepFrom, ...files.map(({ checksum }) => checksum)])
}

async function receiptOf(db: Db, row: CaseRow, key: string): Promise<CaseReceipt> {
  return {
    caseId: row.id,
    number: row.number,
    key,
    kind: row.kind,
    submittedOn: row.submitted_on,
    receivedOn: row.received_on,
    acknowledgeDue: row.acknowledge_due,
    answerDue: row.answer_due,
    respondBy: row.respond_by,
    nobodyDecides: await nobodyDecides(db, { id: row.school_id }, row),
  }
}
