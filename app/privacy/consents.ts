import { randomUUID } from 'node:crypto'
import { recordAudit } from '#app/audit/index.ts'
import { dayOf, startOfDay } from '#app/calendar/index.ts'
import { Refused } from '#app/cases/change.ts'
import type { CaseDesk, Change, Outcome } from '#app/cases/change.ts'
import { isRestricted, openStates, parentChange } from '#app/cases/index.ts'
import { consentTextOf, consentVersion, publishConsent } from '#app/cases/consent-texts.ts'
import { tellStaff } from '#app/cases/parent-actions.ts'
import { withdrawForConsent } from '#app/cases/publish.ts'
import type { Lang } from '#app/i18n/index.ts'
import { deleteParentMail } from '#app/mail/index.ts'
import type { Db, Tx } from '#db/connect.ts'
import type { CaseRow } from '#db/schema.ts'
import { maskCase } from './texts.ts'

/**
 * Consents are taken back as easily as they are given (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15). A row is never changed but for the
 * day it was taken back; giving a consent again is a new row with the words shown then.
 */

export type ConsentPurpose = 'contact' | 'publish'

export interface ConsentEntry {
  purpose: ConsentPurpose
  version: string
  /** The exact words that were shown, in the language in which they were; null where that version is unknown. */
  words: { label: string; detail: string } | null
  givenOn: string
  /** Where: on the form, or on the page of the case. */
  givenVia: 'form' | 'case-page'
  withdrawnOn: string | null
  withdrawnVia: 'case-page' | 'request' | null
}

/** Everything the sender has agreed to and taken back, oldest first. */
export async function consentsOf(db: Db, caseId: string): Promise<ConsentEntry[]> {
  const rows = await db.selectFrom('case_consents').selectAll().where('case_id', '=', caseId).orderBy('given_on').orderBy('purpose').orderBy('id').execute()
  return rows.map((row) => {
    const shown = consentTextOf(row.text_version)
    return {
      purpose: row.purpose,
      version: row.text_version,
      words: shown && { label: shown.text.label[shown.lang], detail: shown.text.detail[shown.lang] },
      givenOn: row.given_on,
      givenVia: row.given_via,
      withdrawnOn: row.withdrawn_on,
      withdrawnVia: row.withdrawn_via,
    }
  })
}

/** True where the sender can still agree to publication: not of a kind that is never published, and not once the case has ended. */
export function mayAgreeToPublication(row: Pick<CaseRow, 'kind' | 'state' | 'consent_publish' | 'merged_into' | 'frozen_on'>): boolean {
  return row.consent_publish === 0 && !isRestricted(row.kind) && row.merged_into === null && row.frozen_on === null && (openStates.includes(row.state) || row.state === 'answered')
}

/**
 * The sender takes back the consent to publication: what waits for publication is dropped, what stands in public is taken down at once. `now` is
 * an instant, of which the day is kept. A second tap finds it done.
 */
export function withdrawPublication(desk: CaseDesk, caseId: string, now: string): Promise<Outcome> {
  return parentChange(desk.db, caseId, now, 'withdrawPublication', async (tx, row) => {
    if (row.consent_publish === 0) return 'already done'
    const change = await takeBackPublication(tx, row, dayOf(now), 'case-page')
    await byParent(tx, row, 'consent:withdraw-publication', now)
    await tellStaff(desk, tx, row, 'case-consent-withdrawn', now)
    return change
  })
}

/** The sender takes back the consent to contact data: they are deleted at once, with the mail that carried them, and masked where the case repeats them. */
export function withdrawContact(desk: CaseDesk, caseId: string, now: string): Promise<Outcome> {
  return parentChange(desk.db, caseId, now, 'withdrawContact', async (tx, row) => {
    const contact = await tx.selectFrom('case_contacts').select('case_id').where('case_id', '=', row.id).executeTakeFirst()
    if (!contact) return 'already done'
    await takeBackContact(tx, row, dayOf(now), 'case-page')
    await byParent(tx, row, 'consent:withdraw-contact', now)
    await tellStaff(desk, tx, row, 'case-contact-withdrawn', now)
    return {}
  })
}

/**
 * The sender agrees to publication later on, having read these words (`version` is the one the page showed). Refused where they have changed
 * since, so that nobody agrees to what they have not seen.
 */
export function agreeToPublication(desk: CaseDesk, caseId: string, input: { version: string; lang: Lang }, now: string): Promise<Outcome> {
  return parentChange(desk.db, caseId, now, 'agreeToPublication', async (tx, row) => {
    if (row.consent_publish === 1) return 'already done'
    if (!mayAgreeToPublication(row)) return new Refused('not-allowed')
    if (input.version !== publishConsent.version) return new Refused('changed')
    await tx
      .insertInto('case_consents')
      .values({ id: randomUUID(), case_id: row.id, purpose: 'publish', text_version: consentVersion(publishConsent, input.lang), given_on: dayOf(now), given_via: 'case-page', withdrawn_on: null })
      .execute()
    await byParent(tx, row, 'consent:give-publication', now)
    await tellStaff(desk, tx, row, 'case-consent-given', now)
    return { set: { consent_publish: 1 } }
  })
}

/** What follows from the end of the consent to publication. Also where staff carry out a request for it. */
export async function takeBackPublication(tx: Tx, row: CaseRow, day: string, via: 'case-page' | 'request'): Promise<Change> {
  await endConsent(tx, row, 'publish', day, via)
  await tx.deleteFrom('case_publication_drafts').where('case_id', '=', row.id).execute()
  await withdrawForConsent(tx, row, day)
  return { set: { consent_publish: 0, published_on: null, ...(row.state === 'published' ? { state: 'answered' as const } : {}) } }
}

/** What follows from the end of the consent to contact data. Also where staff carry out a request for it. */
export async function takeBackContact(tx: Tx, row: CaseRow, day: string, via: 'case-page' | 'request'): Promise<void> {
  await endConsent(tx, row, 'contact', day, via)
  // A sender who signed their report has left their name there too. Masked while it is still known.
  await maskCase(tx, row)
  await deleteContact(tx, row)
}

/** Deletes what the sender left to be reached by, and all mail to them about this case, sent or waiting. */
export async function deleteContact(tx: Tx, row: Pick<CaseRow, 'id'>): Promise<void> {
  await tx.deleteFrom('case_contacts').where('case_id', '=', row.id).execute()
  await deleteParentMail(tx, row.id)
}

async function endConsent(tx: Tx, row: CaseRow, purpose: ConsentPurpose, day: string, via: 'case-page' | 'request'): Promise<void> {
  await tx
    .updateTable('case_consents')
    .set({ withdrawn_on: day, withdrawn_via: via })
    .where('case_id', '=', row.id)
    .where('purpose', '=', purpose)
    .where('withdrawn_on', 'is', null)
    .execute()
}

/** Of what a parent does the audit log keeps the day, never the minute. */
export async function byParent(tx: Tx, row: Pick<CaseRow, 'school_id' | 'number'>, action: string, now: string): Promise<void> {
  await recordAudit(tx, { schoolId: row.school_id, staffId: null, action, target: row.number, at: startOfDay(dayOf(now)) })
}
