import { parentCase } from '#app/cases/index.ts'
import type { ParentCase } from '#app/cases/index.ts'
import type { Db } from '#db/connect.ts'
import type { School } from '#db/schema.ts'
import { consentsOf, mayAgreeToPublication } from './consents.ts'
import type { ConsentEntry } from './consents.ts'
import { identityViews } from './readers.ts'
import type { IdentityView } from './readers.ts'
import { requestsOf } from './requests.ts'
import type { DataRequestKind, DataRequestState } from './words.ts'

/** What the holder of a case key sees and can do about their data. */
export interface OwnData {
  number: string
  sender: ParentCase['sender']
  consents: ConsentEntry[]
  hasContact: boolean
  agreesToPublication: boolean
  isPublished: boolean
  /** The sender can agree to publication now. */
  mayAgree: boolean
  frozenOn: string | null
  identityViews: IdentityView[]
  requests: { id: string; kind: DataRequestKind; state: DataRequestState; body: string; receivedOn: string; acknowledgeDue: string; due: string; acknowledgedOn: string | null; endedOn: string | null; outcome: string | null }[]
}

/** The sender's data page of a case of this school, or null where there is none. `today` is a day. */
export async function ownData(db: Db, school: Pick<School, 'id'>, caseId: string, today: string): Promise<OwnData | null> {
  const file = await parentCase(db, school, caseId, today)
  if (!file) return null
  const row = await db.selectFrom('cases').selectAll().where('id', '=', caseId).executeTakeFirstOrThrow()
  const [contact, published] = await Promise.all([
    db.selectFrom('case_contacts').select('case_id').where('case_id', '=', caseId).executeTakeFirst(),
    db.selectFrom('publications').select('id').where('school_id', '=', school.id).where('number', '=', row.number).where('withdrawn_on', 'is', null).executeTakeFirst(),
  ])
  return {
    number: row.number,
    sender: row.sender_mode,
    consents: await consentsOf(db, caseId),
    hasContact: contact !== undefined,
    agreesToPublication: row.consent_publish === 1,
    isPublished: published !== undefined,
    mayAgree: mayAgreeToPublication(row),
    frozenOn: row.frozen_on,
    identityViews: await identityViews(db, school, row.number),
    requests: (await requestsOf(db, caseId)).map((request) => ({
      id: request.id,
      kind: request.kind,
      state: request.state,
      body: request.body,
      receivedOn: request.received_on,
      acknowledgeDue: request.acknowledge_due,
      due: request.due,
      acknowledgedOn: request.acknowledged_on,
      endedOn: request.ended_on,
      outcome: request.outcome,
    })),
  }
}
