import { dayOf } from '#app/calendar/index.ts'
import type { Tx } from '#db/connect.ts'
import type { CaseRow, School } from '#db/schema.ts'
import type { SharedDeed } from './merged.ts'
import { notifyParent } from './notices.ts'
import { isRestricted } from './transitions.ts'

/** The answer of a case as it goes out: which reply it is, and who answers for it. */
interface Answer {
  replyId: number | null
  body: string
  staffId: string
}

/** The answer of a case as each sender of a case answered together with it gets it: the same words, on their own page and by their own mail. */
export async function sharedAnswer(tx: Tx, sender: { school: School; publicOrigin: string }, main: CaseRow, { replyId, body, staffId }: Answer, now: string): Promise<SharedDeed> {
  const { drafted_by } = await tx.selectFrom('case_replies').select('drafted_by').where('id', '=', replyId).executeTakeFirstOrThrow()
  return {
    event: 'answerTogether',
    set: { state: 'answered', answered_on: dayOf(now) },
    tell: async (row) => {
      // Its own approved reply, so that the answer stands where the answer of a case always stands.
      await tx.insertInto('case_replies').values({ case_id: row.id, body, state: 'approved', drafted_by, decided_by: staffId, updated_at: now }).execute()
      await tx.insertInto('case_messages').values({ case_id: row.id, direction: 'school', staff_id: staffId, body, at: now }).execute()
      if (isRestricted(row.kind)) await copyDecision(tx, main, row)
      await notifyParent(tx, sender, row, { purpose: isRestricted(row.kind) ? 'case-decided' : 'case-answered', text: body }, now)
    },
  }
}

async function copyDecision(tx: Tx, main: Pick<CaseRow, 'id'>, row: Pick<CaseRow, 'id'>): Promise<void> {
  const { decision_number, decision_on, decision_body } = await tx.selectFrom('case_formal').selectAll().where('case_id', '=', main.id).executeTakeFirstOrThrow()
  await tx.updateTable('case_formal').set({ decision_number, decision_on, decision_body }).where('case_id', '=', row.id).execute()
}
