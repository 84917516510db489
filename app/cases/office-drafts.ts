import type { Db, Tx } from '#db/connect.ts'
import type { CaseRow } from '#db/schema.ts'
import type { CaseAction } from './transitions.ts'

/** Texts that a member of staff has not sent yet, by the form that they belong to and the names of its fields. */
export type OfficeDrafts = Partial<Record<CaseAction, Record<string, string>>>

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
export async function officeDrafts(db: Db, staffId: string, caseId: string): Promise<OfficeDrafts> {
  const rows = await db.selectFrom('office_drafts').select(['action', 'fields']).where('staff_id', '=', staffId).where('case_id', '=', caseId).execute()
  return Object.fromEntries(rows.map(({ action, fields }) => [action, JSON.parse(fields) as Record<string, string>]))
}

/** What was sent is no draft any more. */
export async function dropOfficeDraft(tx: Tx, staffId: string, caseId: string, action: CaseAction): Promise<void> {
  await tx.deleteFrom('office_drafts').where('staff_id', '=', staffId).where('case_id', '=', caseId).where('action', '=', action).execute()
}
