import { randomUUID } from 'node:crypto'
import { daysTaken, isOnTime } from '#app/calendar/index.ts'
import { foldDiacritics } from '#app/i18n/format.ts'
import type { Tx } from '#db/connect.ts'
import type { CaseRow, Publication } from '#db/schema.ts'
import type { CaseDesk } from './change.ts'
import { withdrawPictures } from './pictures.ts'

/**
 * The row the public reads: the edited texts and facts of the case, nothing that points back to it but its number.
 * `today` is a day. Throws where the case has no answer yet, which the transition table rules out.
 */
export async function publicationFor(tx: Tx, desk: CaseDesk, row: CaseRow, draft: { summary: string; answer: string }, today: string): Promise<Publication> {
  if (row.answered_on === null) throw new Error('Only an answered case is published')
  const field = await tx.selectFrom('fields').selectAll().where('id', '=', row.field_id).executeTakeFirstOrThrow()
  return {
    id: randomUUID(),
    school_id: row.school_id,
    number: row.number,
    kind: row.kind,
    field_code: field.code,
    field_name_vi: field.name_vi,
    field_name_en: field.name_en,
    sent_on: row.submitted_on,
    received_on: row.received_on,
    answered_on: row.answered_on,
    published_on: today,
    days_taken: daysTaken({ receivedOn: row.received_on, doneOn: row.answered_on, calendar: desk.calendar, pausedDays: row.paused_days }),
    days_waited: row.paused_days,
    on_time: isOnTime(row.answer_due, row.answered_on) ? 1 : 0,
    reopened_on: null,
    withdrawn_on: null,
    withdrawal_reason: null,
    summary: draft.summary,
    answer: draft.answer,
    search_text: foldDiacritics(`${row.number} ${field.name_vi} ${draft.summary} ${draft.answer}`),
  }
}

/** Puts it before the public; an earlier publication of the same case gives way, at the same address. */
export async function replacePublication(tx: Tx, publication: Publication): Promise<void> {
  await tx.deleteFrom('publications').where('school_id', '=', publication.school_id).where('number', '=', publication.number).execute()
  await tx.insertInto('publications').values(publication).execute()
}

/** Takes a published text down at once because the sender took back the consent; the reason is public, the words are gone. */
export async function withdrawForConsent(tx: Tx, row: Pick<CaseRow, 'id' | 'school_id' | 'number'>, today: string): Promise<void> {
  await tx
    .updateTable('publications')
    .set({ summary: '', answer: '', search_text: '', withdrawn_on: today, withdrawal_reason: 'Người gửi rút lại sự đồng ý' })
    .where('school_id', '=', row.school_id)
    .where('number', '=', row.number)
    .where('withdrawn_on', 'is', null)
    .execute()
  await tx.deleteFrom('case_published_texts').where('case_id', '=', row.id).execute()
  await withdrawPictures(tx, row)
}

/** Takes a published text down because its case turned out to be one of those that are never public. What it says for the reason tells nobody which. */
export async function takeDown(tx: Tx, row: Pick<CaseRow, 'id' | 'school_id' | 'number'>, today: string): Promise<void> {
  await tx
    .updateTable('publications')
    .set({ summary: '', answer: '', search_text: '', withdrawn_on: today, withdrawal_reason: 'Nhà trường xem xét lại nội dung' })
    .where('school_id', '=', row.school_id)
    .where('number', '=', row.number)
    .where('withdrawn_on', 'is', null)
    .execute()
  await tx.deleteFrom('case_published_texts').where('case_id', '=', row.id).execute()
  await tx.deleteFrom('case_publication_drafts').where('case_id', '=', row.id).execute()
}

/**
 * A case that the sender had reopened has ended without a new answer: the published one no longer says that it is being answered again, and
 * what came of it stands in the public log of corrections instead, as `note`.
 */
export async function settleDispute(tx: Tx, row: Pick<CaseRow, 'school_id' | 'number'>, today: string, note: string): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('publications')
    .set({ reopened_on: null })
    .where('school_id', '=', row.school_id)
    .where('number', '=', row.number)
    .where('reopened_on', 'is not', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return
  await tx.insertInto('publication_corrections').values({ school_id: row.school_id, number: row.number, corrected_on: today, note }).execute()
}
