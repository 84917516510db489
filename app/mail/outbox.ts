import type { Db } from '#db/connect.ts'

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
      created_at: now,
      next_attempt_at: now,
      attempts: 0,
    })
    .onConflict((oc) => oc.column('dedupe_key').doNothing())
    .execute()
}
