import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays, loadCalendar, startOfDay } from '#app/calendar/index.ts'
import {
  acceptFormal, acknowledge, addParentMessage, approveReply, ask, close, declareIneligible, disagree, extend, proposePublication, publicFigures, publish, recordDecision, submitReply, transfer, verifyPublished,
} from '#app/cases/index.ts'
import type { CaseDesk, Outcome, StaffAct } from '#app/cases/index.ts'
import type { CaseRow, Role } from '#db/schema.ts'
import { createTestApp } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import { answerOf, readAndConfirmed, sendCase } from '#tests/support/cases.ts'
import type { SeededSchool } from '#tests/support/school.ts'
import { slowAdd, slowCount, slowDays, slowReceived } from '#tests/support/slow-calendar.ts'
import type { SlowDay } from '#tests/support/slow-calendar.ts'

/**
 * The public on-time figure is not kept anywhere: it follows from the dates of the cases. Random histories are led through the real
 * actions; what the public page, the figures and the file say is then reckoned again from the stored rows by rules written down here once more.
 */

let app: TestApp
beforeAll(async () => {
  app = await createTestApp()
})
afterAll(() => app.close())

/** Numbers that are the same at every run (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

interface World {
  seeded: SeededSchool
  desk: CaseDesk
  slow: SlowDay[]
  random: () => number
}

async function world(seed: number): Promise<World> {
  const seeded = await app.seedSchool()
  const random = randomFrom(seed)
  const rows = await app.db.selectFrom('calendar_days').selectAll().where('school_id', '=', seeded.school.id).execute()
  // Two days of the run on which the office closes early.
  for (const day of ['2026-12-04', '2026-12-18']) {
    await app.db.insertInto('calendar_days').values({ school_id: seeded.school.id, day, kind: 'short', closes_minute: 690, name: 'Họp', legal_basis: 'Thông báo', confirmed: 1 }).execute()
    rows.push({ school_id: seeded.school.id, day, kind: 'short', closes_minute: 690, name: '', legal_basis: '', confirmed: 1 })
  }
  const desk = { db: app.db, calendar: await loadCalendar(app.db, seeded.school), school: seeded.school, publicOrigin: app.origin }
  const slow = slowDays(rows.map(({ day, kind, closes_minute }) => ({ day, kind, ...(closes_minute === null ? {} : { closesMinute: closes_minute }) })), seeded.school.closes_minute)
  return { seeded, desk, slow, random }
}

/** Leads one case through a history of its own. Returns the due date that its steps give by the slow reckoning. */
async function live({ seeded, desk, slow, random }: World): Promise<{ id: string; due: string }> {
  const chance = (share: number) => random() < share
  const days = (most: number) => Math.floor(random() * (most + 1))
  let instant = new Date(Date.parse('2026-11-16T00:00:00Z') + random() * 30 * 86_400_000)
  const wait = (most: number) => {
    instant = new Date(instant.getTime() + days(most) * 86_400_000 + Math.floor(random() * 36_000_000))
    app.setNow(instant.toISOString())
  }
  app.setNow(instant.toISOString())

  const kind = (['feedback', 'suggestion', 'praise', 'question', 'complaint'] as const)[days(4)]!
  const { id } = await sendCase(app, seeded, { kind, consentPublish: chance(0.8), body: `Cổng sau mở muộn ${days(999)}.` })
  const row = () => app.db.selectFrom('cases').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const act = async (role: Role): Promise<StaffAct> => {
    const { number, version } = await row()
    return { staff: seeded.staff[role], number, version, now: app.now() }
  }
  const did = (outcome: Outcome) => expect(outcome).toEqual({ ok: true })
  let due = slowAdd(slow, (await row()).received_on, 10)
  expect((await row()).received_on).toBe(slowReceived(slow, instant))

  if (chance(0.15)) return { id, due }
  wait(4)
  did(await acknowledge(desk, await act('coordinator'), { assigneeId: seeded.staff.handler.id }))
  const isComplaint = kind === 'complaint'
  if (isComplaint) did(await acceptFormal(desk, await act('coordinator')))
  for (let n = 0; n < 2 && chance(0.4); n += 1) {
    wait(3)
    did(await ask(desk, await act('handler'), { text: 'Lớp nào?' }))
    const pausedOn = slowReceivedDay(instant)
    if (chance(0.15)) return { id, due }
    wait(12)
    did(await addParentMessage(desk, id, 'Lớp Mầm.', app.now()))
    due = slowAddOrSame(slow, due, slowCount(slow, pausedOn, slowReceived(slow, instant)))
  }
  if (!isComplaint && chance(0.2)) {
    const workingDays = 1 + days(9)
    did(await extend(desk, await act('principal'), { workingDays, reason: 'Chờ báo giá' }))
    due = slowAdd(slow, due, workingDays)
  }
  const end = chance(0.1) ? 'transfer' : chance(0.1) ? 'declareIneligible' : null
  if (end !== null) {
    wait(5)
    if (end === 'transfer') did(await transfer(desk, await act('coordinator'), { authority: 'Ủy ban nhân dân phường', reason: 'Không thuộc thẩm quyền' }))
    else if (!isComplaint) did(await declareIneligible(desk, await act('coordinator'), { reason: 'Không rõ nội dung' }))
    if (isComplaint || chance(0.5)) return { id, due }
    if (chance(0.5)) did(await close(desk, await act('coordinator')))
    wait(5)
    did(await disagree(desk, id, 'Đó là việc của trường.', app.now()))
    due = slowAdd(slow, slowReceived(slow, instant), 10)
  }
  for (let round = 0; round < 2; round += 1) {
    if (chance(0.2)) return { id, due }
    wait(14)
    const body = 'Nhà trường mở cổng sau từ 6 giờ 30.'
    did(isComplaint ? await recordDecision(desk, await act('handler'), { decisionNumber: '07/QĐ-MNHP', decidedOn: app.now().slice(0, 10), body }) : await submitReply(desk, await act('handler'), answerOf(body)))
    wait(2)
    did(await approveReply(desk, await act('principal'), readAndConfirmed))
    if (!isComplaint && (await row()).consent_publish === 1 && chance(0.7)) {
      did(await proposePublication(desk, await act('handler'), { summary: 'Cổng sau mở muộn.', answer: 'Mở từ 6 giờ 30.' }))
      wait(3)
      did(await publish(desk, await act('principal'), { confirmed: true }))
    }
    if (isComplaint || !chance(0.3)) break
    wait(5)
    did(await disagree(desk, id, 'Vẫn mở muộn.', app.now()))
    due = slowAdd(slow, slowReceived(slow, instant), 10)
  }
  if ((await row()).answered_on !== null && chance(0.3)) did(await close(desk, await act('coordinator')))
  return { id, due }
}

/** The day on the clock in Vietnam. */
const slowReceivedDay = (instant: Date) => new Date(instant.getTime() + 7 * 3_600_000).toISOString().slice(0, 10)
const slowAddOrSame = (slow: SlowDay[], day: string, count: number) => (count === 0 ? day : slowAdd(slow, day, count))

/** On time out of all that count, from the rows and the history alone. */
async function onTimeFromFacts(schoolId: string, today: string): Promise<{ inTime: number; outOf: number }> {
  const cases = await app.db.selectFrom('cases').selectAll().where('school_id', '=', schoolId).execute()
  let inTime = 0
  let outOf = 0
  for (const row of cases as CaseRow[]) {
    if (row.kind === 'complaint' || row.kind === 'denunciation') continue
    const events = await app.db.selectFrom('case_events').selectAll().where('case_id', '=', row.id).orderBy('id').execute()
    const lastOf = (...types: string[]) => events.findLast((event) => types.includes(event.type))
    const ended = lastOf('transfer', 'declareIneligible')
    const answer = events.findLast((event) => event.to_state === 'answered' && event.from_state !== 'answered')
    const reopened = lastOf('disagree')
    const isAnswered = answer !== undefined && (reopened === undefined || reopened.id < answer.id)
    const isWaiting = events.at(-1)?.to_state === 'more_info'
    if (isAnswered) {
      outOf += 1
      if (slowReceivedDay(new Date(answer.at)) <= row.answer_due) inTime += 1
    } else if ((ended === undefined || (reopened !== undefined && reopened.id > ended.id)) && !isWaiting && row.answer_due < today) outOf += 1
  }
  return { inTime, outOf }
}

describe.each([1, 2, 3, 4])('random histories, draw %i', (seed) => {
  test('the stored due dates are those of the slow reckoning, and figures, page and file are those of the stored facts', async () => {
    const here = await world(seed)
    const school = here.seeded.school
    let lastDay = '2026-11-16'
    for (let n = 0; n < 25; n += 1) {
      const { id, due } = await live(here)
      const row = await app.db.selectFrom('cases').select(['answer_due', 'kind']).where('id', '=', id).executeTakeFirstOrThrow()
      if (row.kind !== 'complaint') expect(row.answer_due).toBe(due)
      if (app.now().slice(0, 10) > lastDay) lastDay = app.now().slice(0, 10)
    }
    // After the last step, and after Tết when whatever is still open is overdue.
    for (const today of [addDays(lastDay, 1), addDays(lastDay, 90)]) {
      app.setNow(startOfDay(today))
      const expected = await onTimeFromFacts(school.id, today)
      expect(expected.outOf).toBeGreaterThan(5)
      expect((await publicFigures(app.db, school, here.desk.calendar, today)).all.answeredInTime).toEqual(expected)
      const prefix = school.is_default === 1 ? '' : `/${school.slug}`
      const page = (await (await app.get(`${prefix}/cam-ket`)).text()) + (await (await app.get(prefix === '' ? '/' : prefix)).text())
      expect(page).toContain(`(${expected.inTime}/${expected.outOf})`)
      const csv = await (await app.get(`${prefix}/du-lieu/tinh-hinh-xu-ly.csv`)).text()
      const line = csv.split('\r\n').find((one) => one.startsWith('tat_ca') && one.includes('tra_loi_dung_han'))!
      expect(line).toContain(`,${expected.inTime},${expected.outOf},`)
    }
    expect((await verifyPublished(app.db)).problems).toEqual([])
  })
})

describe('a published row that does not follow from its case', () => {
  const published = () => app.db.selectFrom('publications').select(['id', 'number', 'days_taken', 'on_time', 'answered_on', 'received_on', 'school_id']).where('reopened_on', 'is', null).where('days_taken', '>', 0).orderBy('number').limit(1).executeTakeFirstOrThrow()

  test.each([
    ['days_taken', (row: { days_taken: number }) => ({ days_taken: row.days_taken - 1 }), 'số ngày làm việc'],
    ['on_time', (row: { on_time: 0 | 1 }) => ({ on_time: row.on_time === 1 ? (0 as const) : (1 as const) }), 'đúng hạn'],
    ['answered_on', (row: { answered_on: string }) => ({ answered_on: addDays(row.answered_on, -1) }), 'ngày trả lời'],
    ['received_on', (row: { received_on: string }) => ({ received_on: addDays(row.received_on, 3) }), 'ngày nhận'],
  ] as const)('is found: %s', async (_, change, words) => {
    const row = await published()
    const { id, number, school_id: _school, ...facts } = row
    await app.db.updateTable('publications').set(change(row as never)).where('id', '=', id).execute()
    expect((await verifyPublished(app.db)).problems.join('\n')).toMatch(new RegExp(`${number}: ${words}`))
    await app.db.updateTable('publications').set(facts).where('id', '=', id).execute()
    expect((await verifyPublished(app.db)).problems).toEqual([])
  })

  test('is found where there is no such case', async () => {
    const { id, number } = await published()
    await app.db.updateTable('publications').set({ number: 'PAKN.20990101.0001' }).where('id', '=', id).execute()
    expect((await verifyPublished(app.db)).problems).toEqual([expect.stringContaining('PAKN.20990101.0001')])
    await app.db.updateTable('publications').set({ number }).where('id', '=', id).execute()
  })
})
