import { recordAudit } from '#app/audit/index.ts'
import { addDays, monthsAgo, monthsLater, startOfDay } from '#app/calendar/index.ts'
import { isRestricted, mayOpen, openStates } from '#app/cases/index.ts'
import { pruneMail } from '#app/mail/index.ts'
import { forgetExpired } from '#app/staff/index.ts'
import type { ActingStaff } from '#app/staff/index.ts'
import { emptyJournal } from '#db/dialect.ts'
import type { Db, Tx } from '#db/connect.ts'
import type { CaseKind, CaseState } from '#db/schema.ts'
import { deleteContact } from './consents.ts'
import { maskCase, maskKeptFrom } from './texts.ts'

/**
 * What is kept for how long, as the privacy notice and the words of the consent promise it (docs/decisions/0015). In days unless named otherwise.
 */
export const retention = {
  /** Contact data, and personal data in the texts, after the case has ended. */
  contactMonths: 12,
  parentMailDays: 30,
  staffMailDays: 90,
  /** Fingerprints of what was sent: they let a retry find its receipt, and nobody retries after a month. */
  fingerprintDays: 30,
  /** What somebody was typing about a case that has ended. */
  draftDays: 7,
  /** What somebody was typing at all: by then it is forgotten, not unfinished. */
  oldDraftDays: 14,
} as const

/** So much in one pass, that no page waits for it; the next pass goes on. */
const casesAtOnce = 20
const rowsAtOnce = 500

/**
 * Removes what has been kept long enough: contact data and, with them, personal data in the texts of the case; mail; fingerprints; drafts; sessions. Every
 * figure stays as it is. Safe to call as often as one likes: each pass takes a little, and last of all empties the journal, so that nothing deleted, by this
 * job or at somebody's request, stays in a file. `today` is a day in Vietnam, `now` an instant. Returns how many cases lost their contact data or were masked.
 */
export async function removeExpired(db: Db, today: string, now: string): Promise<number> {
  const due = await endedBefore(db, monthsAgo(today, retention.contactMonths)).limit(casesAtOnce).execute()
  for (const { id } of due) await db.transaction().execute((tx) => forgetSender(tx, id, today, now))

  await pruneMail(db, { toParents: startOfDay(addDays(today, -retention.parentMailDays)), toStaff: startOfDay(addDays(today, -retention.staffMailDays)) }, rowsAtOnce)
  await dropFingerprints(db, addDays(today, -retention.fingerprintDays))
  await dropDrafts(db, startOfDay(addDays(today, -retention.draftDays)))
  await dropUnreadableDrafts(db, startOfDay(addDays(today, -retention.oldDraftDays)), today)
  await forgetExpired(db, now)
  await emptyJournal(db)
  return due.length
}

const stillOpen: readonly CaseState[] = openStates
/** States in which a case has ended of itself, so that nobody is writing about it. */
const ended: readonly CaseState[] = ['closed', 'transferred', 'ineligible']

/** The day a case ended on: its closing, or the last thing that happened to one that nobody closed. */
function endedBefore(db: Db, lastDay: string) {
  return db
    .selectFrom('cases')
    .leftJoin('case_contacts', 'case_contacts.case_id', 'cases.id')
    .select((eb) => ['cases.id', 'cases.school_id', 'cases.number', 'cases.subject', 'cases.kind', 'cases.assignee_id', 'cases.barred', 'case_contacts.case_id as contactOf', 'cases.anonymised_on', eb.fn.coalesce('cases.closed_on', eb.fn<string>('substr', ['cases.updated_at', eb.val(1), eb.val(10)])).as('endedOn')])
    .where('cases.state', 'not in', [...stillOpen])
    // Once more where something was written since.
    .where((eb) => eb.or([eb('cases.anonymised_on', 'is', null), eb('case_contacts.case_id', 'is not', null), eb('cases.updated_at', '>=', eb.ref('cases.anonymised_on'))]))
    .where((eb) => eb(eb.fn.coalesce('cases.closed_on', eb.fn<string>('substr', ['cases.updated_at', eb.val(1), eb.val(10)])), '<=', lastDay))
    .orderBy('endedOn')
    .orderBy('cases.id')
}

async function forgetSender(tx: Tx, id: string, today: string, now: string): Promise<void> {
  const row = await tx.selectFrom('cases').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const contact = await tx.selectFrom('case_contacts').select('case_id').where('case_id', '=', id).executeTakeFirst()
  // The file of a complaint or denunciation is kept whole by law; only the contact data go as promised.
  const masked = (isRestricted(row.kind) ? 0 : await maskCase(tx, row)) + (await maskKeptFrom(tx, row))
  await deleteContact(tx, row)
  await tx.deleteFrom('office_drafts').where('case_id', '=', id).execute()
  // Neither its version nor its last change: nobody has handled it.
  await tx.updateTable('cases').set({ anonymised_on: today }).where('id', '=', id).execute()
  const action = contact ? 'case:forget-contact' : masked > 0 ? 'case:mask' : null
  if (action) await recordAudit(tx, { schoolId: row.school_id, staffId: null, action, target: row.number, at: now })
}

async function dropFingerprints(db: Db, before: string): Promise<void> {
  const cases = db.selectFrom('cases').select('id').where('submitted_on', '<', before).where('body_hash', '!=', '').limit(rowsAtOnce)
  if (await cases.executeTakeFirst()) {
    // Unique, so each keeps one that says nothing.
    await db.updateTable('cases').set((eb) => ({ body_hash: '', idempotency_hash: eb.ref('id') })).where('id', 'in', cases).execute()
  }
  const messages = db.selectFrom('case_messages').select('id').where('at', '<', before).where('idempotency_hash', 'is not', null).limit(rowsAtOnce)
  if (await messages.executeTakeFirst()) await db.updateTable('case_messages').set({ idempotency_hash: null }).where('id', 'in', messages).execute()
}

async function dropDrafts(db: Db, savedBefore: string): Promise<void> {
  const stale = db
    .selectFrom('office_drafts')
    .innerJoin('cases', 'cases.id', 'office_drafts.case_id')
    .select('office_drafts.case_id')
    .where('cases.state', 'in', [...ended])
    .where('office_drafts.saved_at', '<', savedBefore)
  if (await stale.executeTakeFirst()) await db.deleteFrom('office_drafts').where('case_id', 'in', stale).where('saved_at', '<', savedBefore).execute()
}

/** Drafts that are too old, and those of people who may not open the case any more or work here no longer. */
async function dropUnreadableDrafts(db: Db, savedBefore: string, today: string): Promise<void> {
  const drafts = await db
    .selectFrom('office_drafts')
    .innerJoin('cases', 'cases.id', 'office_drafts.case_id')
    .innerJoin('staff', 'staff.id', 'office_drafts.staff_id')
    .select(['office_drafts.staff_id', 'office_drafts.case_id', 'office_drafts.saved_at', 'cases.kind', 'cases.assignee_id', 'cases.barred', 'staff.role', 'staff.status'])
    .execute()
  if (drafts.length === 0) return
  const absences = await db.selectFrom('staff_absences').select(['staff_id', 'deputy_id']).where('from_day', '<=', today).where('to_day', '>=', today).execute()
  for (const draft of drafts) {
    const actsFor = absences.filter(({ deputy_id }) => deputy_id === draft.staff_id).map(({ staff_id }) => staff_id)
    if (draft.saved_at >= savedBefore && draft.status === 'active' && mayOpen({ id: draft.staff_id, role: draft.role, actsFor }, draft)) continue
    await db.deleteFrom('office_drafts').where('staff_id', '=', draft.staff_id).where('case_id', '=', draft.case_id).execute()
  }
}

export interface Upcoming {
  number: string
  subject: string
  kind: CaseKind
  /** The day on which it goes. */
  on: string
  /** Contact data are still there; otherwise only the texts are masked. */
  hasContact: boolean
  isKeptByLaw: boolean
}

/** What goes within the next `days`, soonest first: of the cases that this person may open. Nothing is removed. */
export async function upcomingRemovals(db: Db, school: { id: string }, person: ActingStaff, today: string, days: number): Promise<Upcoming[]> {
  const rows = await endedBefore(db, monthsAgo(addDays(today, days), retention.contactMonths)).where('cases.school_id', '=', school.id).execute()
  return rows
    .filter((row) => mayOpen(person, row) && (row.contactOf !== null || !isRestricted(row.kind)))
    .map((row) => ({
      number: row.number,
      subject: row.subject,
      kind: row.kind,
      on: laterOf(monthsLater(row.endedOn, retention.contactMonths), today),
      hasContact: row.contactOf !== null,
      isKeptByLaw: isRestricted(row.kind),
    }))
}

function laterOf(a: string, b: string): string {
  return a > b ? a : b
}

