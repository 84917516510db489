import type { Db } from '#db/connect.ts'
import { staffPurposes } from './purposes.ts'

export interface NewMail {
  schoolId: string
  /** The case it tells of: without it the office shows the message to the principal alone. */
  caseId?: string
  recipient: string
  subject: string
  body: string
  purpose: string
  /** Where given, a second message with the same key is not queued: a reminder goes out once. */
  dedupeKey?: string
  /** Where a post ends what the message belongs to: mail programs show a button for it. */
  unsubscribeUrl?: string
}

/** Puts a message into the outbox. Call it with the transaction of what it tells: the message goes out only if that is saved. `now` is an instant. */
export async function queueMail(db: Db, mail: NewMail, now: string): Promise<void> {
  await db
    .insertInto('outbox')
    .values({
      school_id: mail.schoolId,
      case_id: mail.caseId ?? null,
      recipient: mail.recipient,
      subject: mail.subject,
      body: mail.body,
      purpose: mail.purpose,
      dedupe_key: mail.dedupeKey ?? null,
      unsubscribe_url: mail.unsubscribeUrl ?? null,
      created_at: now,
      next_attempt_at: now,
      attempts: 0,
    })
    .onConflict((oc) => oc.column('dedupe_key').doNothing())
    .execute()
}

/** Deletes all mail to parents about a case, sent or waiting: it carries their address and what was written to them. */
export async function deleteParentMail(db: Db, caseId: string): Promise<void> {
  await db.deleteFrom('outbox').where('case_id', '=', caseId).where('purpose', 'not in', [...staffPurposes]).execute()
}

/**
 * Empties messages that were sent before these instants, of recipient and body: the row stays, so that a reminder is not written again. What could
 * not be sent until then goes altogether. At most `limit` of each; returns how many.
 */
export async function pruneMail(db: Db, before: { toParents: string; toStaff: string }, limit: number): Promise<number> {
  const old = db
    .selectFrom('outbox')
    .select('id')
    .where((eb) =>
      eb.or([
        eb.and([eb('purpose', 'not in', [...staffPurposes]), eb(eb.fn.coalesce('sent_at', 'created_at'), '<', before.toParents)]),
        eb.and([eb('purpose', 'in', [...staffPurposes]), eb(eb.fn.coalesce('sent_at', 'created_at'), '<', before.toStaff)]),
      ]),
    )
    .limit(limit)
  const deleted = await db.deleteFrom('outbox').where('id', 'in', old.where('sent_at', 'is', null)).executeTakeFirst()
  const emptied = await db.updateTable('outbox').set({ recipient: '', body: '', last_error: null }).where('id', 'in', old.where('sent_at', 'is not', null).where('recipient', '!=', '')).executeTakeFirst()
  return Number(deleted.numDeletedRows + emptied.numUpdatedRows)
}
