import type { Tx } from '#db/connect.ts'
import type { CaseRow } from '#db/schema.ts'
import type { CaseDesk, StaffAct } from './change.ts'
import { notifyParent } from './notices.ts'

/** Says something to the sender in the school's name: on their page of the case, and by mail where they left an address. */
export async function tellSender(tx: Tx, desk: CaseDesk, row: CaseRow, act: StaffAct, text: string): Promise<void> {
  await tx.insertInto('case_messages').values({ case_id: row.id, direction: 'school', staff_id: act.staff.id, body: text, at: act.now }).execute()
  await notifyParent(tx, desk, row, { purpose: 'case-message', text }, act.now)
}
