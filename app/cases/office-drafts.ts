import type { Db, Tx } from '#db/connect.ts'
import type { CaseRow } from '#db/schema.ts'
import { heldEvents, mayDo } from './transitions.ts'
import type { CaseAction, Person } from './transitions.ts'

/** Texts that a member of staff has not sent yet, by the form that they belong to and the names of its fields. */
export type OfficeDrafts = Partial<Record<CaseAction, Record<string, string>>>

/** When a draft was kept, and whether the case has changed since. */
export type DraftNotes = Partial<Record<CaseAction, { savedAt: string; isOlder: boolean }>>

/** So much may be kept of one form: its two longest texts, and a little. */
export const draftLimits = { fields: 40, letters: 20_000 } as const

/**
 * Keeps what is being typed, so that a closed laptop costs nothing: the same person finds it again on any device. Nothing is kept of a
 * case that they may not work on, nor of an empty form. `version` is the one the page showed, `now` an instant. False where it was not kept.
 */
export function keepTyped(
  db: Db,
  school: { id: string },
  person: Person,
  number: string,
  draft: { action: CaseAction; version: number; fields: Record<string, string> },
  now: string,
): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const row = await tx.selectFrom('cases').selectAll().where('school_id', '=', school.id).where('number', '=', number).executeTakeFirst()
    if (!row || !mayDo(person, draft.action, row)) return false
    if (await wasSentSince(tx, row, person.id, draft)) return true
    if (Object.values(draft.fields).every((text) => text.trim() === '')) await dropOfficeDraft(tx, person.id, row.id, draft.action)
    else await keepOfficeDraft(tx, { id: row.id, version: Math.min(draft.version, row.version) }, { staffId: person.id, action: draft.action, fields: draft.fields, at: now })
    return true
  })
}

/** On a slow line what was typed may come in after the form itself, which has sent it: it is nothing that waits any more. */
async function wasSentSince(tx: Tx, row: CaseRow, staffId: string, { action, version }: { action: CaseAction; version: number }): Promise<boolean> {
  const sent = await tx
    .selectFrom('case_events')
    .select('id')
    .where('case_id', '=', row.id)
    .where('staff_id', '=', staffId)
    .where('case_version', '>', version)
    .where('type', 'in', action === 'submitReply' ? [action, 'draft'] : action === 'ask' || action === 'message' ? [action, heldEvents[action]] : [action])
    .executeTakeFirst()
  return sent !== undefined
}

/** Throws away what this person has typed in one form of a case. */
export async function discardTyped(db: Db, school: { id: string }, person: Person, number: string, action: CaseAction): Promise<void> {
  await db
    .deleteFrom('office_drafts')
    .where('staff_id', '=', person.id)
    .where('action', '=', action)
    .where('case_id', 'in', db.selectFrom('cases').select('id').where('school_id', '=', school.id).where('number', '=', number))
    .execute()
}

/** Keeps what was being written in one form of a case; a later draft of the same form replaces it. `at` is an instant. */
export async function keepOfficeDraft(tx: Tx, row: Pick<CaseRow, 'id' | 'version'>, draft: { staffId: string; action: CaseAction; fields: Record<string, string>; at: string }): Promise<void> {
  const values = { fields: JSON.stringify(draft.fields), case_version: row.version, saved_at: draft.at }
  await tx
    .insertInto('office_drafts')
    .values({ staff_id: draft.staffId, case_id: row.id, action: draft.action, ...values })
    .onConflict((oc) => oc.columns(['staff_id', 'case_id', 'action']).doUpdateSet(values))
    .execute()
}

/** What this person still has to send in this case. */
export async function officeDrafts(db: Db, staffId: string, row: Pick<CaseRow, 'id' | 'version'>): Promise<{ drafts: OfficeDrafts; draftNotes: DraftNotes }> {
  const rows = await db.selectFrom('office_drafts').selectAll().where('staff_id', '=', staffId).where('case_id', '=', row.id).execute()
  return {
    drafts: Object.fromEntries(rows.map(({ action, fields }) => [action, JSON.parse(fields) as Record<string, string>])),
    draftNotes: Object.fromEntries(rows.map(({ action, saved_at, case_version }) => [action, { savedAt: saved_at, isOlder: case_version < row.version }])),
  }
}

/** What was sent is no draft any more. */
export async function dropOfficeDraft(tx: Tx, staffId: string, caseId: string, action: CaseAction): Promise<void> {
  await tx.deleteFrom('office_drafts').where('staff_id', '=', staffId).where('case_id', '=', caseId).where('action', '=', action).execute()
}
