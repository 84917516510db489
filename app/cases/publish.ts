import { randomUUID } from 'node:crypto'
import { dayOf, daysTaken, isOnTime } from '#app/calendar/index.ts'
import { foldDiacritics, formatDate } from '#app/i18n/format.ts'
import type { Tx } from '#db/connect.ts'
import type { CaseRow, Publication } from '#db/schema.ts'
import { changeCase, Refused } from './change.ts'
import type { CaseDesk, Outcome, StaffAct } from './change.ts'
import { coverProblem, outside, tidyCovers } from './covers.ts'
import { knownNames } from './known-names.ts'
import { publishMeasures } from './measures.ts'
import { notifyDeciders, notifyParent, notifyWorker } from './notices.ts'
import { proposedPictures, publishPictures, renderPictures, withdrawPictures } from './pictures.ts'
import { checkForPublic, logChange, withoutPersonalData } from './public-checks.ts'
import { isCorrection } from './transitions.ts'

/**
 * What the public reads of a case: proposed by one person, checked by another, corrected in the same way, taken down by one. The texts
 * carry covers as long as they stand inside; only what `outside` leaves of them is written to the tables that the public pages read.
 */

export interface PublicTexts {
  summary: string
  answer: string
  /** What is corrected, in words for the public: only where an answer stands in public already. */
  correctionNote?: string
}

/** Writes down what the public would read; a second person decides. Replaces an earlier proposal. */
export function proposePublication(desk: CaseDesk, act: StaffAct, input: PublicTexts): Promise<Outcome> {
  return changeCase(desk, act, 'proposePublication', null, async (tx, row) => {
    const texts = { summary: tidyCovers(input.summary), answer: tidyCovers(input.answer) }
    for (const text of Object.values(texts)) {
      const problem = coverProblem(text)
      if (problem !== null) return new Refused('bad-input', problem)
      // Nothing but covers tells nobody anything.
      if (!/\p{L}/u.test(text.replace(/⟦[^⟦⟧]*⟧/g, ''))) return new Refused('bad-input', 'Ngoài những chỗ đã che không còn chữ nào để đọc.')
    }
    const note = isCorrection(row) ? tidyCovers(input.correctionNote ?? '').trim() : null
    if (note !== null) {
      if (note === '') return new Refused('bad-input', 'Ghi rõ đã đính chính điều gì; mọi người sẽ đọc câu này.')
      if (/[⟦⟧]/.test(note)) return new Refused('bad-input', 'Lời đính chính không dùng dấu che: viết sao cho không cần che.')
      if (!(await differsFromPublic(tx, desk, row, texts))) return new Refused('bad-input', 'Bản này giống hệt bản đang công khai, nên không có gì để đính chính.')
    }
    const values = { ...texts, correction_note: note, proposed_by: act.staff.id, updated_at: act.now }
    await tx
      .insertInto('case_publication_drafts')
      .values({ case_id: row.id, ...values })
      .onConflict((oc) => oc.column('case_id').doUpdateSet(values))
      .execute()
    await notifyDeciders(tx, desk, row, 'case-to-publish', act.now, act.staff.id)
    return { note }
  })
}

/** Sends the public text back to whoever wrote it. */
export function returnPublication(desk: CaseDesk, act: StaffAct, input: { reason: string }): Promise<Outcome> {
  return changeCase(desk, act, 'returnPublication', null, async (tx, row) => {
    const draft = await tx
      .selectFrom('case_publication_drafts')
      .select('proposed_by')
      .where('case_id', '=', row.id)
      .executeTakeFirst()
    if (!draft) return new Refused('bad-input', 'Không còn bản công khai để trả lại.')
    await tx
      .insertInto('case_messages')
      .values({ case_id: row.id, direction: 'internal', staff_id: act.staff.id, body: `Trả lại bản công khai: ${input.reason}`, at: act.now })
      .execute()
    await notifyWorker(tx, desk, row, draft.proposed_by, 'case-rejected-publication', act.now)
    await dropDraft(tx, row)
    return { note: input.reason }
  })
}

/**
 * Publishes what another person proposed, after checking that nobody can be recognised. What is certainly personal (a telephone
 * number, an address, the sender's name) stops it; what may be (a class, a member of staff) must be confirmed as seen.
 * Of a protected sender the principal must have written or checked the text: nobody else could see that it names them.
 * A correction changes the words alone: dates, days taken and "on time" are those of the answer.
 */
export async function publish(desk: CaseDesk, act: StaffAct, input: { confirmed: boolean; picturesChecked?: boolean }): Promise<Outcome> {
  const pictures = await renderPictures(desk, act)
  return changeCase(desk, act, 'publish', null, async (tx, row) => {
    const draft = await tx.selectFrom('case_publication_drafts').selectAll().where('case_id', '=', row.id).executeTakeFirst()
    if (!draft) return new Refused('bad-input', 'Chưa có bản công khai để duyệt.')
    if (draft.proposed_by === act.staff.id) return new Refused('own-work')
    const author = await tx.selectFrom('staff').select(['id', 'role']).where('id', '=', draft.proposed_by).executeTakeFirstOrThrow()
    const texts = { summary: outside(draft.summary), answer: outside(draft.answer) }
    const refused = await checkForPublic(tx, row, act.staff, author, [texts.summary, texts.answer, draft.correction_note ?? '', ...pictures.map(({ description }) => description)])
    if (refused) return refused
    if (!input.confirmed) return new Refused('bad-input', 'Cần xác nhận đã kiểm tra, không còn thông tin cá nhân.')
    if (pictures.length > 0 && !input.picturesChecked) return new Refused('bad-input', 'Cần xác nhận đã xem từng ảnh, không thấy ai và không có gì giúp nhận ra ai.')

    const today = dayOf(act.now)
    const corrects = isCorrection(row)
    if (corrects) {
      if (draft.correction_note === null) return new Refused('bad-input', 'Thiếu lời đính chính cho mọi người đọc.')
      if (!(await differsFromPublic(tx, desk, row, texts))) return new Refused('bad-input', 'Bản này giống hệt bản đang công khai, nên không có gì để đính chính.')
      await rewordPublication(tx, row, texts)
      await logChange(tx, row, 'correction', today, draft.correction_note)
    } else {
      const earlier = await publicationOf(tx, row)
      await replacePublication(tx, await publicationFor(tx, desk, row, texts, today))
      if (earlier?.withdrawn_on) await logChange(tx, row, 'republished', today, `Đã gỡ ngày ${formatDate(earlier.withdrawn_on)}.`)
      else if (earlier) await logChange(tx, row, 'answered_again', today, `Thay câu trả lời ngày ${formatDate(earlier.answered_on)}, vì phụ huynh chưa đồng ý.`)
      await publishMeasures(tx, row)
    }
    await publishPictures(tx, row, pictures)
    const inside = { summary: draft.summary, answer: draft.answer, proposed_by: draft.proposed_by, checked_by: act.staff.id }
    await tx
      .insertInto('case_published_texts')
      .values({ case_id: row.id, ...inside })
      .onConflict((oc) => oc.column('case_id').doUpdateSet(inside))
      .execute()
    await dropDraft(tx, row)
    if (!corrects) await notifyParent(tx, desk, row, { purpose: 'case-published' }, act.now)
    return corrects ? { note: `Đính chính: ${draft.correction_note}` } : { set: { state: 'published', published_on: today } }
  })
}

/**
 * Takes a published answer down at once, by one person: what should not stand in public must not wait for a second. The words go, the
 * day and the reason stay for everybody to see. It is published anew only as it was the first time, by two people.
 */
export function takeDown(desk: CaseDesk, act: StaffAct, input: { reason: string }): Promise<Outcome> {
  return changeCase(desk, act, 'takeDown', null, async (tx, row) => {
    const reason = withoutPersonalData(input.reason, await knownNames(tx, row))
    if (reason instanceof Refused) return reason
    const done = await emptyPublication(tx, row, dayOf(act.now), reason)
    if (!done) return new Refused('bad-input', 'Không còn bản công khai để gỡ.')
    await dropDraft(tx, row)
    await notifyParent(tx, desk, row, { purpose: 'case-unpublished', reason }, act.now)
    return { set: { published_on: null, ...(row.state === 'published' ? { state: 'answered' as const } : {}) }, note: reason }
  })
}

/** Takes a published text down at once because the sender took back the consent: its marked form inside goes too. `today` is a day. */
export async function withdrawForConsent(tx: Tx, row: Pick<CaseRow, 'id' | 'school_id' | 'number'>, today: string): Promise<void> {
  await emptyPublication(tx, row, today, consentWithdrawn)
  await tx.deleteFrom('case_published_texts').where('case_id', '=', row.id).execute()
}

/** Takes a published text down because its case turned out to be one of those that are never public. What it says for the reason tells nobody which. */
export async function takeDownForKind(tx: Tx, row: Pick<CaseRow, 'id' | 'school_id' | 'number'>, today: string): Promise<void> {
  await emptyPublication(tx, row, today, 'Nhà trường xem xét lại nội dung')
  await tx.deleteFrom('case_published_texts').where('case_id', '=', row.id).execute()
  await tx.deleteFrom('case_publication_drafts').where('case_id', '=', row.id).execute()
}

/**
 * A case that the sender had reopened has ended without a new answer: the published one no longer says that it is being answered again, and
 * what came of it stands in the public log of changes instead, as `note`.
 */
export async function settleDispute(tx: Tx, row: Pick<CaseRow, 'school_id' | 'number'>, today: string, note: string): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('publications')
    .set({ reopened_on: null })
    .where('school_id', '=', row.school_id)
    .where('number', '=', row.number)
    .where('reopened_on', 'is not', null)
    .executeTakeFirst()
  if (numUpdatedRows > 0n) await logChange(tx, row, 'settled', today, note)
}

/** The public reason where the sender took back the consent. */
const consentWithdrawn = 'Người gửi rút lại sự đồng ý'

function publicationOf(tx: Tx, row: Pick<CaseRow, 'school_id' | 'number'>): Promise<Publication | undefined> {
  return tx.selectFrom('publications').selectAll().where('school_id', '=', row.school_id).where('number', '=', row.number).executeTakeFirst()
}

/** Whether the public would see a difference: another cover over the same outside words is none. Of pictures it cannot be told beforehand. */
async function differsFromPublic(tx: Tx, desk: CaseDesk, row: CaseRow, texts: { summary: string; answer: string }): Promise<boolean> {
  const standing = await publicationOf(tx, row)
  const shown = await tx.selectFrom('publication_pictures').select('id').where('school_id', '=', row.school_id).where('number', '=', row.number).executeTakeFirst()
  if (shown || (await proposedPictures(tx, desk.school, row)).length > 0) return true
  return standing?.summary !== outside(texts.summary) || standing.answer !== outside(texts.answer)
}

/**
 * The row the public reads: the edited texts and facts of the case, nothing that points back to it but its number.
 * `today` is a day. Throws where the case has no answer yet, which the transition table rules out.
 */
async function publicationFor(tx: Tx, desk: CaseDesk, row: CaseRow, texts: { summary: string; answer: string }, today: string): Promise<Publication> {
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
    ...texts,
    search_text: searchText(row.number, field.name_vi, texts),
  }
}

/** Puts it before the public; an earlier publication of the same case gives way, at the same address. */
async function replacePublication(tx: Tx, publication: Publication): Promise<void> {
  await tx.deleteFrom('publications').where('school_id', '=', publication.school_id).where('number', '=', publication.number).execute()
  await tx.insertInto('publications').values(publication).execute()
}

async function rewordPublication(tx: Tx, row: CaseRow, texts: { summary: string; answer: string }): Promise<void> {
  const standing = await publicationOf(tx, row)
  if (!standing) throw new Error('Only what is published can be corrected')
  await tx
    .updateTable('publications')
    .set({ ...texts, search_text: searchText(row.number, standing.field_name_vi, texts) })
    .where('id', '=', standing.id)
    .execute()
}

/** Leaves of a published answer its facts, the day and the reason. False where nothing stood in public. */
async function emptyPublication(tx: Tx, row: Pick<CaseRow, 'school_id' | 'number'>, today: string, reason: string): Promise<boolean> {
  const standing = await publicationOf(tx, row)
  if (!standing || standing.withdrawn_on !== null) return false
  await tx
    .updateTable('publications')
    .set({ summary: '', answer: '', search_text: searchText(row.number, standing.field_name_vi, { summary: '', answer: '' }), withdrawn_on: today, withdrawal_reason: reason })
    .where('id', '=', standing.id)
    .execute()
  // A note may quote what is to go, and so may the mail that tells followers of it.
  await tx.updateTable('publication_changes').set({ note: '' }).where('school_id', '=', row.school_id).where('number', '=', row.number).execute()
  await tx.deleteFrom('outbox').where('school_id', '=', row.school_id).where('purpose', '=', 'follow-news').where('subject', 'like', `[${row.number}] %`).execute()
  await tx.deleteFrom('published_measures').where('school_id', '=', row.school_id).where('number', '=', row.number).execute()
  await withdrawPictures(tx, row)
  await logChange(tx, row, 'withdrawal', today, reason)
  return true
}

function searchText(number: string, field: string, { summary, answer }: { summary: string; answer: string }): string {
  return foldDiacritics(`${number} ${field} ${summary} ${answer}`).trim()
}

async function dropDraft(tx: Tx, row: CaseRow): Promise<void> {
  await tx.deleteFrom('case_publication_drafts').where('case_id', '=', row.id).execute()
}
