import { recordAudit } from '#app/audit/index.ts'
import type { Db } from '#db/connect.ts'
import { openStates } from './transitions.ts'

/**
 * Deletes what the privacy notice promises to delete: the contact data of cases that ended twelve months ago or longer, and the mail
 * that carried their address. The case itself, its history and every figure stay. `today` is a day in Vietnam, `now` an instant.
 * Returns how many cases lost their contact data.
 */
export async function forgetOldContacts(db: Db, today: string, now: string): Promise<number> {
  // The same date a year ago; compared as text, a 29 February that did not exist does no harm.
  const lastDay = `${Number(today.slice(0, 4)) - 1}${today.slice(4)}`
  return db.transaction().execute(async (tx) => {
    const due = await tx
      .selectFrom('cases')
      .innerJoin('case_contacts', 'case_contacts.case_id', 'cases.id')
      .select(['cases.id', 'cases.school_id', 'cases.number', 'case_contacts.email'])
      .where('cases.state', 'not in', [...openStates])
      // A case that nobody closed ended with the last thing that happened to it.
      .where((eb) => eb(eb.fn.coalesce('cases.closed_on', eb.fn<string>('substr', ['cases.updated_at', eb.val(1), eb.val(10)])), '<=', lastDay))
      .execute()
    for (const row of due) {
      await tx.deleteFrom('case_contacts').where('case_id', '=', row.id).execute()
      // Only what went to the sender: what went to staff names no one.
      if (row.email !== null) await tx.deleteFrom('outbox').where('case_id', '=', row.id).where('recipient', '=', row.email).execute()
      await recordAudit(tx, { schoolId: row.school_id, staffId: null, action: 'case:forget-contact', target: row.number, at: now })
    }
    return due.length
  })
}
