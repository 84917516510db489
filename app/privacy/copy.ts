import { dayOf } from '#app/calendar/index.ts'
import { keptFrom, parentCase } from '#app/cases/index.ts'
import type { KeptFrom, ParentCase } from '#app/cases/index.ts'
import type { Db } from '#db/connect.ts'
import type { Role, School } from '#db/schema.ts'
import { consentsOf } from './consents.ts'
import type { ConsentEntry } from './consents.ts'
import { identityViews } from './readers.ts'
import type { IdentityView } from './readers.ts'
import { requestsOf } from './requests.ts'
import type { DataRequestKind, DataRequestState } from './words.ts'

/**
 * Everything the school keeps about a case and its sender, for the sender: the right to see one's data, answered at once. Staff appear by their role.
 * Internal notes and unsent drafts are counted, not quoted: they are the school's own work, and may name others.
 */
export interface DataCopy {
  school: string
  madeOn: string
  case: Pick<ParentCase, 'number' | 'kind' | 'fieldVi' | 'fieldEn' | 'placeName' | 'body' | 'childSafety' | 'sender' | 'state' | 'submittedOn' | 'receivedOn' | 'rating'> & {
    subject: string
    lang: 'vi' | 'en'
    answerDue: string
    frozenOn: string | null
    anonymisedOn: string | null
  }
  /** Whom the sender wants it kept from, as they wrote it. */
  keptFrom: KeptFrom[]
  contact: { name: string | null; phone: string | null; email: string | null } | null
  consents: ConsentEntry[]
  conversation: { from: 'parent' | 'school'; on: string; body: string }[]
  history: ParentCase['steps']
  /** What stands, or stood, in public. */
  publication: { publishedOn: string; withdrawnOn: string | null; summary: string; answer: string } | null
  attachments: { type: 'image' | 'pdf'; bytes: number; addedOn: string; removedOn: string | null }[]
  /** Mail sent or waiting to be sent to the contact address. */
  mail: { subject: string; on: string; sent: boolean }[]
  requests: { kind: DataRequestKind; state: DataRequestState; body: string; receivedOn: string; due: string; endedOn: string | null; outcome: string | null }[]
  identityViews: IdentityView[]
  /** On how many days somebody of each role opened the case. */
  openedBy: { role: Role; days: number }[]
  internal: { notes: number; drafts: number }
}

/** The copy of one case of this school, or null where there is none. `today` is a day. */
export async function dataCopy(db: Db, school: Pick<School, 'id' | 'name'>, caseId: string, today: string): Promise<DataCopy | null> {
  const [file, row] = await Promise.all([
    parentCase(db, school, caseId, today),
    db.selectFrom('cases').select(['number', 'subject', 'lang', 'answer_due', 'frozen_on', 'anonymised_on']).where('id', '=', caseId).where('school_id', '=', school.id).executeTakeFirst(),
  ])
  if (!file || !row) return null
  const [contact, publication, attachments, mail, opened, notes, drafts] = await Promise.all([
    db.selectFrom('case_contacts').select(['name', 'phone', 'email']).where('case_id', '=', caseId).executeTakeFirst(),
    db
      .selectFrom('publications')
      .select(['published_on as publishedOn', 'withdrawn_on as withdrawnOn', 'summary', 'answer'])
      .where('school_id', '=', school.id)
      .where('number', '=', row.number)
      .executeTakeFirst(),
    db.selectFrom('attachments').select(['type', 'bytes', 'added_on as addedOn', 'removed_on as removedOn']).where('case_id', '=', caseId).where('origin', '=', 'parent').orderBy('added_on').orderBy('position').execute(),
    db
      .selectFrom('outbox')
      .innerJoin('case_contacts', (join) => join.onRef('case_contacts.case_id', '=', 'outbox.case_id').onRef('case_contacts.email', '=', 'outbox.recipient'))
      .select(['outbox.subject', 'outbox.created_at', 'outbox.sent_at'])
      .where('outbox.case_id', '=', caseId)
      .orderBy('outbox.id')
      .execute(),
    db
      .selectFrom('audit')
      .innerJoin('staff', 'staff.id', 'audit.staff_id')
      .select(['staff.role', 'audit.at'])
      .where('audit.school_id', '=', school.id)
      .where('audit.target', '=', row.number)
      .where('audit.action', '=', 'case:open')
      .execute(),
    db.selectFrom('case_messages').select('id').where('case_id', '=', caseId).where('direction', '=', 'internal').execute(),
    db.selectFrom('case_replies').select('id').where('case_id', '=', caseId).where('state', '!=', 'approved').execute(),
  ])
  const days = new Map<Role, Set<string>>()
  for (const { role, at } of opened) days.set(role, (days.get(role) ?? new Set()).add(dayOf(at)))
  const { number, kind, fieldVi, fieldEn, placeName, body, childSafety, sender, state, submittedOn, receivedOn, rating } = file
  return {
    school: school.name,
    madeOn: today,
    case: {
      number, kind, subject: row.subject, body, fieldVi, fieldEn, placeName, childSafety, sender, state, submittedOn, receivedOn, rating,
      lang: row.lang, answerDue: row.answer_due, frozenOn: row.frozen_on, anonymisedOn: row.anonymised_on,
    },
    keptFrom: await keptFrom(db, caseId),
    contact: contact ?? null,
    consents: await consentsOf(db, caseId),
    conversation: file.conversation.map(({ from, on, body: text }) => ({ from, on, body: text })),
    history: file.steps,
    publication: publication ?? null,
    attachments,
    mail: mail.map(({ subject, created_at, sent_at }) => ({ subject, on: dayOf(sent_at ?? created_at), sent: sent_at !== null })),
    requests: (await requestsOf(db, caseId)).map(({ kind: what, state: standing, body: words, received_on, due, ended_on, outcome }) => ({
      kind: what, state: standing, body: words, receivedOn: received_on, due, endedOn: ended_on, outcome,
    })),
    identityViews: await identityViews(db, school, number),
    openedBy: [...days].map(([role, set]) => ({ role, days: set.size })),
    internal: { notes: notes.length, drafts: drafts.length },
  }
}
