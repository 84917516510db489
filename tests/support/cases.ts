import { randomUUID } from 'node:crypto'
import { loadCalendar } from '#app/calendar/index.ts'
import { submitCase } from '#app/cases/index.ts'
import { newIdempotencyKey } from '#app/http/idempotency.ts'
import { schoolById } from '#app/schools/index.ts'
import type { Db } from '#db/connect.ts'
import type { CaseRow, NewCase } from '#db/schema.ts'
import type { TestApp } from './app.ts'
import type { SeededSchool } from './school.ts'

/**
 * Writes a case as a row of its own, in whatever state a test needs; how cases come to be in that state has tests elsewhere.
 * Without facts: feedback of an anonymous sender in the hands of the handler, with nothing due soon.
 */
export async function addCase(db: Db, seeded: SeededSchool, facts: Partial<NewCase> = {}): Promise<CaseRow> {
  const { count } = await db.selectFrom('cases').select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
  return db
    .insertInto('cases')
    .values({
      id: randomUUID(),
      school_id: seeded.school.id,
      number: `PAKN.20261120.${String(count + 1).padStart(4, '0')}`,
      kind: 'feedback',
      field_id: seeded.fields[0]!.id,
      subject: 'Bữa xế',
      body: 'Bữa xế còn ít.',
      sender_mode: 'anonymous',
      state: 'in_progress',
      child_safety: 0,
      consent_publish: 0,
      key_hash: randomUUID(),
      idempotency_hash: randomUUID(),
      body_hash: randomUUID(),
      submitted_on: '2026-11-20',
      received_on: '2026-11-20',
      acknowledge_due: '2026-11-25',
      answer_due: '2026-12-20',
      assignee_id: seeded.staff.handler.id,
      search_text: '',
      updated_at: '2026-11-20T02:00:00.000Z',
      ...facts,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

export type Sent = Partial<Parameters<typeof submitCase>[3]>

/** Sends a report as a parent does, through the real intake. Without facts: feedback of an anonymous sender who agrees to publication. */
export async function sendCase(app: TestApp, seeded: SeededSchool, given: Sent = {}): Promise<CaseRow> {
  // As it is now: a test may have changed its settings.
  const school = await schoolById(app.db, seeded.school.id)
  const receipt = await submitCase(
    app.db,
    { secrets: app.secrets, calendar: await loadCalendar(app.db, school), publicOrigin: app.origin },
    school,
    {
      idempotencyKey: newIdempotencyKey(),
      lang: 'vi',
      kind: 'feedback',
      fieldCode: seeded.fields[0]!.code,
      placeCode: null,
      body: 'Cổng sau mở muộn.',
      childSafety: false,
      aboutPrincipal: false,
      sender: 'anonymous',
      contact: { name: null, phone: null, email: null },
      consentContact: false,
      consentPublish: true,
      ...given,
    },
    app.now(),
  )
  if (receipt.status !== 'created') throw new Error(receipt.status)
  return app.db.selectFrom('cases').selectAll().where('id', '=', receipt.caseId).executeTakeFirstOrThrow()
}

/** A reply whose author has listed what was asked and says that it is answered; `ticked` where they send it without a second person. */
export const answerOf = (body: string) => ({ body, questions: [{ text: 'Khi nào nhà trường sửa xong?', answered: true }], ticked: [...everyCheck] })
const everyCheck = ['q1', 'deed', 'privacy', 'tone'] as const
/** What a second person confirms who has read `answerOf(…)` against its list. */
export const readAndConfirmed = { ticked: [...everyCheck] }

/** The same as forms of the case page. */
export const answerFields = (body: string) => ({ body, 'question-1': 'Khi nào nhà trường sửa xong?', 'answered-1': 'on' })
export const confirmedFields = Object.fromEntries(everyCheck.map((code) => [`check-${code}`, 'on']))
