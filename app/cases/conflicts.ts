import { randomUUID } from 'node:crypto'
import { staffPurposes } from '#app/mail/purposes.ts'
import type { Db, Tx } from '#db/connect.ts'
import type { CaseConflictsTable, CaseKind, CaseRow } from '#db/schema.ts'
import { mentionedStaff, readNames } from './named-staff.ts'
import type { Registered } from './named-staff.ts'

/**
 * Conflicts of interest: a case about a member of staff is never given to that person nor shown to them. `case_conflicts` says why,
 * `cases.barred` is what every list and page asks; `setBarred` keeps the second true to the first.
 */

type NewConflict = Pick<CaseConflictsTable, 'staff_id' | 'name' | 'source'>

/** The school's people, those who have left too: an account can be opened again. */
export function register(db: Db | Tx, school: { id: string }): Promise<Registered[]> {
  return db.selectFrom('staff').select(['id', 'name', 'job_title', 'role']).where('school_id', '=', school.id).orderBy('id').execute()
}

/** What a new report says about whom it is to be kept from: the people the sender named, and those its text speaks of. */
export interface Concerned {
  conflicts: NewConflict[]
  /** Ids of the people among them, each once. */
  staffIds: string[]
}

/**
 * Whom a report concerns. `keepFrom` is the sender's own answer; a name that is nobody's is kept for those who route. The text bars whom it names as
 * suspected, except in praise, which is about somebody without being against them. Of a denunciation the sender was asked about the principal
 * directly, so there only their own answer counts for the principal.
 */
export async function concernedStaff(db: Db | Tx, school: { id: string }, report: { kind: CaseKind; text: string; keepFrom: string }): Promise<Concerned> {
  return concernedAmong(await register(db, school), report)
}

/** The same for many reports in a row: the people are read once. */
export function concernedAmong(people: readonly Registered[], report: { kind: CaseKind; text: string; keepFrom: string }): Concerned {
  const conflicts: NewConflict[] = readNames(report.keepFrom, people).flatMap(({ written, staffIds }) =>
    (staffIds.length === 0 ? [null] : staffIds).map((staff_id) => ({ staff_id, name: written, source: 'sender' as const })),
  )
  conflicts.push(...suspected(people, report, conflicts))
  return { conflicts, staffIds: [...new Set(conflicts.flatMap(({ staff_id }) => staff_id ?? []))] }
}

function suspected(people: readonly Registered[], { kind, text }: { kind: CaseKind; text: string }, known: readonly Pick<NewConflict, 'staff_id'>[]): NewConflict[] {
  if (kind === 'praise') return []
  return mentionedStaff(text, people)
    .filter((id) => !known.some(({ staff_id }) => staff_id === id))
    .map((id) => people.find((person) => person.id === id)!)
    .filter(({ role }) => kind !== 'denunciation' || role !== 'principal')
    .map(({ id, name }) => ({ staff_id: id, name, source: 'words' as const }))
}

/** Writes down whom a new case concerns. `today` is a day: an anonymous report has no time. */
export async function noteConflicts(tx: Tx, caseId: string, conflicts: readonly NewConflict[], today: string): Promise<void> {
  for (const conflict of conflicts) {
    await tx.insertInto('case_conflicts').values({ id: randomUUID(), case_id: caseId, ...conflict, reason: null, noted_on: today, ...notCleared }).execute()
  }
}

export const notCleared = { cleared_by: null, cleared_on: null, cleared_reason: null }

/** Looks at the text again after a case was filed as something else: praise bars nobody, a report does. Whoever was cleared once stays so. */
export async function suspectAgain(tx: Tx, row: CaseRow, kind: CaseKind, today: string): Promise<void> {
  const known = await tx.selectFrom('case_conflicts').select('staff_id').where('case_id', '=', row.id).execute()
  await noteConflicts(tx, row.id, suspected(await register(tx, { id: row.school_id }), { kind, text: `${row.subject}\n${row.body}` }, known), today)
}

/** The `barred` of these people: each id between spaces, so that a search for one finds no part of another. */
export function barredText(staffIds: readonly string[]): string {
  return staffIds.length === 0 ? '' : ` ${[...staffIds].sort().join(' ')} `
}

/**
 * Makes the case closed to everybody whom a conflict names that is not cleared, and takes from them what they hold of it: the case itself, the proposal, a
 * reply or public text they wrote, unsent mail. Returns what of the case's own row has to change with it; the caller writes it.
 */
export async function setBarred(tx: Tx, caseId: string): Promise<Partial<Pick<CaseRow, 'barred' | 'assignee_id' | 'state' | 'proposed_assignee_id' | 'outgoing_at'>>> {
  const row = await tx.selectFrom('cases').selectAll().where('id', '=', caseId).executeTakeFirstOrThrow()
  const open = await tx.selectFrom('case_conflicts').select('staff_id').where('case_id', '=', caseId).where('cleared_on', 'is', null).where('staff_id', 'is not', null).distinct().execute()
  const staffIds = open.map(({ staff_id }) => staff_id!)
  if (staffIds.length === 0) return { barred: '' }
  const isBarred = (id: string | null) => id !== null && staffIds.includes(id)
  await forgetMail(tx, caseId, staffIds)
  await tx.deleteFrom('office_drafts').where('case_id', '=', caseId).where('staff_id', 'in', staffIds).execute()
  await tx.deleteFrom('case_publication_drafts').where('case_id', '=', caseId).where('proposed_by', 'in', staffIds).execute()
  const recalled = await takeBackReply(tx, row, staffIds)
  const assigneeId = isBarred(row.assignee_id) ? null : row.assignee_id
  return {
    barred: barredText(staffIds),
    assignee_id: assigneeId,
    ...(isBarred(row.proposed_assignee_id) ? { proposed_assignee_id: null } : {}),
    ...(recalled.outgoing ? { outgoing_at: null } : {}),
    ...(row.state === 'awaiting_approval' && recalled.reply ? { state: assigneeId === null ? ('acknowledged' as const) : ('in_progress' as const) } : {}),
    ...(row.state === 'in_progress' && assigneeId === null ? { state: 'acknowledged' as const } : {}),
  }
}

/** A reply by somebody whom the case is about goes no further: what is to be approved, and what is about to go out. */
async function takeBackReply(tx: Tx, row: CaseRow, staffIds: readonly string[]): Promise<{ reply: boolean; outgoing: boolean }> {
  const { numUpdatedRows } = await tx
    .updateTable('case_replies')
    .set({ state: 'returned', decision_note: 'Người soạn có liên quan đến nội dung hồ sơ nên không được xử lý hồ sơ này.' })
    .where('case_id', '=', row.id)
    .where('drafted_by', 'in', staffIds)
    .where('state', 'in', ['draft', 'awaiting_approval'])
    .executeTakeFirst()
  await tx.updateTable('case_replies').set({ decided_by: null, checklist: null }).where('case_id', '=', row.id).where('decided_by', 'in', staffIds).where('state', '=', 'awaiting_approval').execute()
  const outgoing = await tx
    .deleteFrom('case_outgoing')
    .where('case_id', '=', row.id)
    .where((eb) => eb.or([eb('staff_id', 'in', staffIds), eb('reply_id', 'in', eb.selectFrom('case_replies').select('id').where('case_id', '=', row.id).where('drafted_by', 'in', staffIds))]))
    .executeTakeFirst()
  return { reply: numUpdatedRows > 0n, outgoing: outgoing.numDeletedRows > 0n }
}

/** What waits in the outbox for them as staff. A teacher may be a parent too: mail to the sender stays. */
async function forgetMail(tx: Tx, caseId: string, staffIds: readonly string[]): Promise<void> {
  const addresses = await tx.selectFrom('staff').select('email').where('id', 'in', staffIds).execute()
  await tx
    .deleteFrom('outbox')
    .where('case_id', '=', caseId)
    .where('sent_at', 'is', null)
    .where('recipient', 'in', addresses.map(({ email }) => email))
    .where('purpose', 'in', [...staffPurposes])
    .execute()
}

/** True where the conflicts of a case leave nobody at the school who may decide about it: then the sender is told who can. */
export async function nobodyDecides(db: Db | Tx, school: { id: string }, row: { kind: CaseKind; barred: string }): Promise<boolean> {
  if (row.barred.trim() === '') return false
  const decider = await db
    .selectFrom('staff')
    .select('id')
    .where('school_id', '=', school.id)
    .where('status', '=', 'active')
    .where('role', 'in', row.kind === 'denunciation' ? ['principal'] : ['principal', 'coordinator'])
    .where('id', 'not in', row.barred.trim().split(' '))
    .limit(1)
    .executeTakeFirst()
  return decider === undefined
}

/** What a parent named and what came of it, in their own words: no name of the register stands in it. */
export interface KeptFrom {
  written: string
  /** False where the name is nobody's on the staff: those who route will look. */
  isKnown: boolean
}

/** Whom the sender asked to keep the case from, as they wrote it. */
export async function keptFrom(db: Db, caseId: string): Promise<KeptFrom[]> {
  const rows = await db.selectFrom('case_conflicts').select(['name', 'staff_id']).where('case_id', '=', caseId).where('source', '=', 'sender').orderBy('noted_on').orderBy('name').execute()
  return [...new Map(rows.map(({ name, staff_id }) => [name, { written: name, isKnown: staff_id !== null }])).values()]
}

/** A conflict as those who route see it. */
export interface ShownConflict {
  id: string
  staffName: string | null
  /** As the sender wrote it; the register's name otherwise. */
  name: string
  source: 'sender' | 'words' | 'staff'
  reason: string | null
  notedOn: string
  cleared: { by: string | null; on: string; reason: string | null } | null
  mayClear: boolean
}

/** All conflicts of a case, those that hold first. */
export async function listConflicts(db: Db, row: Pick<CaseRow, 'id'>, person: { id: string; role: string }): Promise<ShownConflict[]> {
  const rows = await db
    .selectFrom('case_conflicts')
    .leftJoin('staff', 'staff.id', 'case_conflicts.staff_id')
    .leftJoin('staff as clearer', 'clearer.id', 'case_conflicts.cleared_by')
    .selectAll('case_conflicts')
    .select(['staff.name as staffName', 'staff.role as staffRole', 'clearer.name as clearedBy'])
    .where('case_id', '=', row.id)
    .orderBy('noted_on')
    .orderBy('case_conflicts.name')
    .execute()
  return rows
    .map((conflict) => ({
      id: conflict.id,
      staffName: conflict.staffName,
      name: conflict.name,
      source: conflict.source,
      reason: conflict.reason,
      notedOn: conflict.noted_on,
      cleared: conflict.cleared_on === null ? null : { by: conflict.clearedBy, on: conflict.cleared_on, reason: conflict.cleared_reason },
      mayClear: mayClear(person, { ...conflict, isPrincipal: conflict.staffRole === 'principal' }),
    }))
    .sort((a, b) => Number(a.cleared !== null) - Number(b.cleared !== null))
}

/** Never the person concerned; what the sender asked for, the principal alone, and nobody at all where it keeps the case from a principal. */
export function mayClear(person: { id: string; role: string }, conflict: Pick<CaseConflictsTable, 'source' | 'staff_id' | 'cleared_on'> & { isPrincipal: boolean }): boolean {
  if (conflict.cleared_on !== null || conflict.staff_id === person.id) return false
  return conflict.source !== 'sender' || (person.role === 'principal' && !conflict.isPrincipal)
}
