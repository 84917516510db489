import { randomUUID } from 'node:crypto'
import { translate } from '#app/i18n/index.ts'
import type { Lang } from '#app/i18n/index.ts'
import { changeText, followText } from '#app/i18n/messages/follow.ts'
import { queueMail } from '#app/mail/index.ts'
import { schoolUrl } from '#app/schools/index.ts'
import type { Secrets } from '#app/secrets.ts'
import type { Db, Tx } from '#db/connect.ts'
import type { School } from '#db/schema.ts'

/**
 * Who follows a published answer by mail. Following begins with a link in a mail and ends with one; whoever asks is never told whether an
 * address follows already. The token of the links is made from the row's id and the pepper: it stands in the mail alone, the row has its hash.
 */

const dayMs = 24 * 60 * 60 * 1000

/** Unconfirmed addresses are deleted after so long. */
const unconfirmedMs = 2 * dayMs

export interface Following {
  schoolId: string
  number: string
  isConfirmed: boolean
}

/** Asks the address to confirm, unless it follows already or was asked within a day: nobody's mailbox is to be filled by somebody else. False where the school has published no such answer. `now` is an instant. */
export async function askToFollow(db: Db, secrets: Secrets, school: School, publicOrigin: string, input: { number: string; email: string; lang: Lang }, now: string): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const publication = await tx.selectFrom('publications').select('id').where('school_id', '=', school.id).where('number', '=', input.number).executeTakeFirst()
    if (!publication) return false
    const { number, lang } = input
    const email = input.email.toLowerCase()
    const standing = await tx
      .selectFrom('followers')
      .select(['id', 'asked_at', 'confirmed_at'])
      .where('school_id', '=', school.id)
      .where('number', '=', number)
      .where('email', '=', email)
      .executeTakeFirst()
    if (standing && (standing.confirmed_at !== null || Date.parse(now) - Date.parse(standing.asked_at) < dayMs)) return true
    const id = standing?.id ?? randomUUID()
    const token = tokenOf(secrets, id)
    if (standing) await tx.updateTable('followers').set({ asked_at: now, lang }).where('id', '=', id).execute()
    else {
      await tx
        .insertInto('followers')
        .values({ id, school_id: school.id, number, email, lang, token_hash: hashOf(secrets, token), asked_at: now, confirmed_at: null })
        .execute()
    }
    const t = (message: { vi: string; en: string }) => translate(lang, message)
    const link = schoolUrl(publicOrigin, school, `/theo-doi/${token}`, lang)
    const { mail } = followText
    await queueMail(
      tx,
      {
        schoolId: school.id,
        recipient: email,
        subject: `[${number}] ${t(mail.confirmSubject)}`,
        body: [t(mail.confirm(number, school.name)), '', link, '', t(mail.ignore)].join('\n'),
        purpose: 'follow-confirm',
        dedupeKey: `follow:${id}:ask:${now}`,
        unsubscribeUrl: link,
      },
      now,
    )
    return true
  })
}

/** What the link of a mail belongs to; null where it follows nothing (any more). `now` is an instant. */
export async function findFollowing(db: Db, secrets: Secrets, school: { id: string }, token: string, now: string): Promise<Following | null> {
  const row = await byToken(db, secrets, school, token, now)
  return row ? { schoolId: row.school_id, number: row.number, isConfirmed: row.confirmed_at !== null } : null
}

/** Begins to follow; what happened before is not told. False where the link follows nothing any more. */
export async function confirmFollowing(db: Db, secrets: Secrets, school: { id: string }, token: string, now: string): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const row = await byToken(tx, secrets, school, token, now)
    if (!row) return false
    if (row.confirmed_at !== null) return true
    const last = await tx
      .selectFrom('publication_changes')
      .select((eb) => eb.fn.max('id').as('id'))
      .where('school_id', '=', row.school_id)
      .where('number', '=', row.number)
      .executeTakeFirst()
    await tx.updateTable('followers').set({ confirmed_at: now, told_change: last?.id ?? 0 }).where('id', '=', row.id).execute()
    return true
  })
}

/** Ends it and deletes the address, with all mail to it about this answer, sent or waiting. Nothing to end is no error. */
export async function stopFollowing(db: Db, secrets: Secrets, school: { id: string }, token: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const row = await tx.selectFrom('followers').select('id').where('school_id', '=', school.id).where('token_hash', '=', hashOf(secrets, token)).executeTakeFirst()
    if (row) await forget(tx, row.id)
  })
}

/** Writes to followers what has happened since they were last told, one mail for everything. Returns how many were written. `now` is an instant. */
export async function tellFollowers(db: Db, secrets: Secrets, publicOrigin: string, now: string): Promise<number> {
  const due = await db
    .selectFrom('followers')
    .selectAll()
    .where('confirmed_at', 'is not', null)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('publication_changes')
          .select('publication_changes.id')
          .whereRef('publication_changes.school_id', '=', 'followers.school_id')
          .whereRef('publication_changes.number', '=', 'followers.number')
          .whereRef('publication_changes.id', '>', 'followers.told_change'),
      ))
    .execute()
  for (const follower of due) {
    await db.transaction().execute(async (tx) => {
      const school = await tx.selectFrom('schools').selectAll().where('id', '=', follower.school_id).executeTakeFirstOrThrow()
      const changes = await tx
        .selectFrom('publication_changes')
        .selectAll()
        .where('school_id', '=', follower.school_id)
        .where('number', '=', follower.number)
        .where('id', '>', follower.told_change)
        .orderBy('id')
        .execute()
      const last = changes.at(-1)
      if (!last) return
      // Somebody who has just stopped is written to no more.
      const { numUpdatedRows } = await tx.updateTable('followers').set({ told_change: last.id }).where('id', '=', follower.id).where('told_change', '=', follower.told_change).executeTakeFirst()
      if (numUpdatedRows !== 1n) return
      const { number, lang } = follower
      const t = (message: { vi: string; en: string }) => translate(lang, message)
      const stop = schoolUrl(publicOrigin, school, `/theo-doi/${tokenOf(secrets, follower.id)}`, lang)
      const { mail } = followText
      await queueMail(
        tx,
        {
          schoolId: school.id,
          recipient: follower.email,
          subject: `[${number}] ${t(mail.newsSubject)}`,
          body: [
            t(mail.news(number, school.name)),
            '',
            ...changes.map(({ kind, changed_on, note }) => `- ${t(changeText[kind](changed_on))}${note === '' ? '' : `: ${note}`}`),
            '',
            t(mail.see(schoolUrl(publicOrigin, school, `/tra-loi/${number}`, lang))),
            '',
            t(mail.stop(stop)),
          ].join('\n'),
          purpose: 'follow-news',
          dedupeKey: `follow:${follower.id}:${last.id}`,
          unsubscribeUrl: stop,
        },
        now,
      )
    })
  }
  return due.length
}

/** Deletes addresses that nobody confirmed for two days, with the mail that asked. Returns how many. `now` is an instant. */
export async function forgetUnconfirmed(db: Db, now: string): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const old = await tx.selectFrom('followers').select('id').where('confirmed_at', 'is', null).where('asked_at', '<', confirmableSince(now)).execute()
    for (const { id } of old) await forget(tx, id)
    return old.length
  })
}

async function forget(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('followers').where('id', '=', id).execute()
  await tx.deleteFrom('outbox').where('dedupe_key', 'like', `follow:${id}:%`).execute()
}

function byToken(db: Db | Tx, secrets: Secrets, school: { id: string }, token: string, now: string) {
  return db
    .selectFrom('followers')
    .selectAll()
    .where('school_id', '=', school.id)
    .where('token_hash', '=', hashOf(secrets, token))
    .where((eb) => eb.or([eb('confirmed_at', 'is not', null), eb('asked_at', '>=', confirmableSince(now))]))
    .executeTakeFirst()
}

function confirmableSince(now: string): string {
  return new Date(Date.parse(now) - unconfirmedMs).toISOString()
}

const tokenOf = (secrets: Secrets, id: string) => secrets.hash('follower', id)
const hashOf = (secrets: Secrets, token: string) => secrets.hash('follower-token', token)
