import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  acknowledge, addNote, addParentMessage, approveReply, assign, disagree, proposePublication, raiseAlarm, reclassify, rejectMeasure, returnPublication, returnReply, stateMeasure, submitReply, undoSend,
} from '#app/cases/index.ts'
import type { Outcome } from '#app/cases/index.ts'
import { publishConsent } from '#app/cases/consent-texts.ts'
import { staffPurposes } from '#app/mail/purposes.ts'
import { agreeToPublication, submitRequest, withdrawContact, withdrawPublication } from '#app/privacy/index.ts'
import { serverJobs } from '#app/scheduler.ts'
import type { NewCase, StaffRow } from '#db/schema.ts'
import { createTestApp } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import { deskOf } from '#tests/support/case-desk.ts'
import { addCase, answerOf, readAndConfirmed } from '#tests/support/cases.ts'
import type { SeededSchool } from '#tests/support/school.ts'

/**
 * Whom a case is about gets no mail about it, of any kind. For every purpose there is what makes that mail go out; the person it is tried on decides about
 * cases and stands in for the one who holds it, so that each of these mails would reach them.
 */

let app: TestApp
let seeded: SeededSchool
let concerned: StaffRow
let context: Awaited<ReturnType<typeof deskOf>>
beforeEach(async () => {
  app = await createTestApp()
  seeded = await app.seedSchool()
  concerned = seeded.secondCoordinator
  await app.db
    .insertInto('staff_absences')
    .values({ id: 'vang', school_id: seeded.school.id, staff_id: seeded.staff.handler.id, deputy_id: concerned.id, from_day: '2026-11-20', to_day: '2026-12-31', created_at: app.now() })
    .execute()
  context = await deskOf(app, seeded)
})
afterEach(() => app.close())

/** Writes or sends what the mail is about; `barred` is the column of the case, `keepFrom` the sender's own answer. */
type Scenario = (kept: { barred: string; keepFrom: string }) => Promise<unknown>

const late = { state: 'submitted', acknowledge_due: '2026-11-19', assignee_id: null } as const
const add = (facts: Partial<NewCase>) => addCase(app.db, seeded, { consent_publish: 1, ...facts })
async function done(outcome: Promise<Outcome>): Promise<void> {
  expect(await outcome).toMatchObject({ ok: true })
}
async function answering(facts: Partial<NewCase>) {
  const row = await add(facts)
  await done(submitReply(context.desk, await context.by('handler', row), answerOf('Cổng đã sửa.')))
  return row
}
async function proposing(facts: Partial<NewCase>) {
  const row = await add({ state: 'answered', answered_on: '2026-11-20', ...facts })
  await done(proposePublication(context.desk, await context.by('handler', row), { summary: 'Cổng', answer: 'Đã sửa' }))
  return row
}
async function stating(facts: Partial<NewCase>) {
  const row = await add({ state: 'answered', answered_on: '2026-11-20', ...facts })
  await done(stateMeasure(context.desk, await context.by('handler', row), { statement: 'Đã thay bóng đèn.', doneOn: '2026-11-21' }))
  return row
}

const scenarios: Record<string, Scenario> = {
  'case-new': ({ keepFrom }) => context.send({ keepFrom }),
  'child-safety': async ({ barred, keepFrom }) => {
    await context.send({ childSafety: true, keepFrom })
    const row = await add({ barred })
    await done(raiseAlarm(context.desk, await context.by('handler', row), { reason: 'Vết bầm' }))
    await done(addParentMessage(context.desk, (await add({ barred })).id, 'Cháu bị đánh trong giờ ngủ trưa.', app.now()))
  },
  'case-reminder': async ({ barred }) => {
    await add({ barred, ...late })
    await add({ barred, answer_due: '2026-11-23' })
    await add({ barred, kind: 'complaint', state: 'acknowledged', assignee_id: null, formal_stage: 'awaiting', intake_due: '2026-11-23' })
    await add({ barred, state: 'submitted', assignee_id: null, child_safety: 1, respond_by: '2026-11-22T14:00:00.000Z' })
  },
  'case-escalated': ({ barred }) => add({ barred, ...late }),
  'case-assigned': async ({ barred }) => {
    const row = await add({ barred, state: 'acknowledged', assignee_id: null })
    await done(assign(context.desk, await context.by('principal', row), { assigneeId: seeded.staff.handler.id }))
    const fresh = await add({ barred, state: 'submitted', assignee_id: null })
    await done(acknowledge(context.desk, await context.by('principal', fresh), { assigneeId: seeded.staff.handler.id }))
  },
  'case-to-approve': ({ barred }) => answering({ barred }),
  'case-returned': async ({ barred }) => {
    const row = await answering({ barred })
    await done(returnReply(context.desk, await context.by('principal', row), { reason: 'Nói rõ hơn' }))
  },
  'case-taken-back': async ({ barred }) => {
    await app.db.updateTable('schools').set({ undo_minutes: 30 }).execute()
    const held = await deskOf(app, { ...seeded, school: { ...seeded.school, undo_minutes: 30 } })
    const row = await answering({ barred })
    await done(approveReply(held.desk, await held.by('principal', row), readAndConfirmed))
    await done(undoSend(held.desk, await held.by('principal', row)))
  },
  'case-to-publish': ({ barred }) => proposing({ barred }),
  'case-rejected-publication': async ({ barred }) => {
    const row = await proposing({ barred })
    await done(returnPublication(context.desk, await context.by('principal', row), { reason: 'Còn tên lớp' }))
  },
  'case-parent-wrote': async ({ barred }) => {
    for (const assignee_id of [seeded.staff.handler.id, null]) await done(addParentMessage(context.desk, (await add({ barred, assignee_id })).id, 'Hôm nay vẫn vậy.', app.now()))
  },
  'case-reopened': async ({ barred }) => done(disagree(context.desk, (await add({ barred, state: 'answered', answered_on: '2026-11-20' })).id, 'Vẫn chưa sửa', app.now())),
  'case-reclassified': async ({ barred }) => {
    // What keeps a case from somebody is read again with the text when it is filed anew.
    const row = await add({ barred })
    if (barred !== '') await app.db.insertInto('case_conflicts').values({ id: 'nguoi', case_id: row.id, staff_id: concerned.id, name: concerned.name, source: 'staff', reason: null, noted_on: '2026-11-20', cleared_by: null, cleared_on: null, cleared_reason: null }).execute()
    await done(reclassify(context.desk, await context.by('principal', row), { kind: 'complaint', fieldId: row.field_id, reason: 'Đề nghị xem lại quyết định' }))
  },
  'case-mentioned': async ({ barred }) => {
    const row = await add({ barred })
    for (const { name } of [concerned, seeded.staff.coordinator]) await addNote(context.desk, await context.by('principal', row), { text: `@${name} xem giúp.` })
  },
  'case-measure-to-verify': ({ barred }) => stating({ barred }),
  'case-measure-rejected': async ({ barred }) => {
    const row = await stating({ barred })
    const { id } = await app.db.selectFrom('measures').select('id').where('case_id', '=', row.id).executeTakeFirstOrThrow()
    await done(rejectMeasure(context.desk, await context.by('principal', row), { measureId: id, reason: 'Chưa thấy' }))
  },
  'case-consent-withdrawn': async ({ barred }) => done(withdrawPublication(context.desk, (await add({ barred })).id, app.now())),
  'case-contact-withdrawn': async ({ barred }) => {
    const row = await add({ barred, sender_mode: 'named' })
    await app.db.insertInto('case_contacts').values({ case_id: row.id, name: 'Quỳnh', phone: '0900 000 077', email: null }).execute()
    await done(withdrawContact(context.desk, row.id, app.now()))
  },
  'case-consent-given': async ({ barred }) => done(agreeToPublication(context.desk, (await add({ barred, consent_publish: 0 })).id, { version: publishConsent.version, lang: 'vi' }, app.now())),
  'data-request-new': async ({ barred }) => done(submitRequest(context.desk, (await add({ barred })).id, { id: 'yeu-cau', kind: 'see', body: '' }, app.now())),
  'data-request-reminder': async ({ barred }) => {
    await done(submitRequest(context.desk, (await add({ barred })).id, { id: 'yeu-cau', kind: 'see', body: '' }, '2026-11-18T02:00:00.000Z'))
  },
}

/** Mail to staff that is about no case. */
const aboutAccounts = ['staff:invitation', 'staff:new-password', 'staff:security']

test('every purpose of mail to staff is tried here', () => {
  expect([...staffPurposes].sort()).toEqual([...Object.keys(scenarios), ...aboutAccounts].sort())
})

/** The purposes of what this person and others are told of a case, once the server has done all that is due today. */
async function told(scenario: Scenario, kept: { barred: string; keepFrom: string }) {
  await scenario(kept)
  for (const job of Object.values(serverJobs(app.services))) await job(new AbortController().signal)
  const mails = await app.db.selectFrom('outbox').select(['recipient', 'purpose']).execute()
  const purposesOf = (isTheirs: boolean) => [...new Set(mails.filter(({ recipient }) => (recipient === concerned.email) === isTheirs).map(({ purpose }) => purpose))]
  return { concerned: purposesOf(true), others: purposesOf(false) }
}

describe.each(Object.entries(scenarios))('%s', (purpose, scenario) => {
  test('reaches somebody whom the case is not about', async () => {
    expect((await told(scenario, { barred: '', keepFrom: '' })).concerned).toContain(purpose)
  })

  test('does not reach whom it is about, nor does any other mail about the case', async () => {
    const mails = await told(scenario, { barred: ` ${concerned.id} `, keepFrom: concerned.name })
    expect(mails.concerned).toEqual([])
    expect(mails.others).toContain(purpose)
  })
})
