import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { acknowledge, approveReply, close, disagree, likeEnough, likeness, listInbox, merge, openCase, parentCase, passOutside, publicFigures, reclassify, submitReply, transfer, unmerge } from '#app/cases/index.ts'
import type { Outcome } from '#app/cases/index.ts'
import type { CaseRow } from '#db/schema.ts'
import { createTestApp } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import { deskOf } from '#tests/support/case-desk.ts'
import { answerOf, readAndConfirmed } from '#tests/support/cases.ts'
import type { SeededSchool } from '#tests/support/school.ts'

let app: TestApp
let school: SeededSchool
let here: Awaited<ReturnType<typeof deskOf>>
const ok: Outcome = { ok: true }
beforeEach(async () => {
  app = await createTestApp()
  school = await app.seedSchool()
  here = await deskOf(app, school)
})
afterEach(() => app.close())

const roof = 'Mái che từ cổng vô lớp bị dột, mưa xuống gạch trơn lắm.'
const contact = { name: 'Phạm Hữu Lợi', phone: null, email: 'loi@example.com' }
const into = (main: CaseRow) => ({ mainNumber: main.number, reason: 'Cùng một mái che.' })

async function pair(): Promise<[main: CaseRow, other: CaseRow]> {
  const main = await here.send({ body: roof })
  await acknowledge(here.desk, await here.by('coordinator', main), { assigneeId: school.staff.handler.id })
  const other = await here.send({ body: `${roof} Sáng nay suýt té.`, sender: 'named', contact, consentContact: true, consentPublish: false })
  expect(await merge(here.desk, await here.by('coordinator', other), into(main))).toEqual(ok)
  return [main, other]
}

const answer = async (main: CaseRow, body = 'Nhà trường sửa mái che trước ngày 30/11.') => {
  const handed = await submitReply(here.desk, await here.by('handler', main), answerOf(body))
  return handed.ok ? approveReply(here.desk, await here.by('principal', main), readAndConfirmed) : handed
}

test('likeness sees the same matter without diacritics, and not two matters of one field', () => {
  const report = (text: string, fieldId = 'a', receivedOn = '2026-11-20') => ({ text, fieldId, receivedOn })
  expect(likeness(report(roof), report('Mai che tu cong vo lop bi dot, gach tron, mong truong sua'))).toBeGreaterThan(likeEnough)
  expect(likeness(report(roof), report('Bữa xế toàn bánh bông lan với sữa hộp.'))).toBeLessThan(likeEnough)
  expect(likeness(report(roof), report(roof, 'a', '2026-09-01'))).toBe(0)
})

describe('answered together', () => {
  test('each sender reads the answer on their own page, and nothing of the other', async () => {
    const [main, other] = await pair()
    const due = other.answer_due
    expect(await here.fresh(other)).toMatchObject({ merged_into: main.id, state: 'in_progress', acknowledged_on: '2026-11-23', answer_due: due })
    expect((await here.told(other)).at(-1)).toContain('cùng với các ý kiến giống nhau')
    expect(await answer(main)).toEqual(ok)
    for (const row of [main, other]) {
      expect(await here.fresh(row)).toMatchObject({ state: 'answered', answered_on: '2026-11-23' })
      const page = await parentCase(app.db, school.school, row.id, '2026-11-23')
      expect(page?.conversation.at(-1)).toMatchObject({ isAnswer: true, body: 'Nhà trường sửa mái che trước ngày 30/11.' })
    }
    expect(JSON.stringify(await parentCase(app.db, school.school, other.id, '2026-11-23'))).not.toContain(main.number)
    expect(JSON.stringify(await parentCase(app.db, school.school, main.id, '2026-11-23'))).not.toContain(other.number)
    const mails = await app.db.selectFrom('outbox').selectAll().where('recipient', '=', contact.email).execute()
    expect(mails.filter(({ purpose }) => purpose === 'case-answered')).toHaveLength(1)
    expect(JSON.stringify(mails)).not.toContain(main.number)
    expect(await here.history(other)).toEqual(['submitted', 'merge', 'answerTogether'])
    expect(await here.history(main)).toContain('joined')
  })

  test('what each of the senders asks is proposed as a question that the answer is for', async () => {
    const [main, other] = await pair()
    await app.db.updateTable('cases').set({ body: `${roof} Bao giờ sửa xong?` }).where('id', '=', other.id).execute()
    const file = await openCase(app.db, here.desk.school, school.staff.handler, main.number, app.now())
    expect(file?.suggestedQuestions).toEqual(['Bao giờ sửa xong?'])
  })

  test('a text that names one of the senders is refused', async () => {
    const [main, other] = await pair()
    expect(await answer(main, 'Chào anh Phạm Hữu Lợi.')).toMatchObject({ ok: false, reason: 'bad-input' })
    expect(await answer(main, `Xem hồ sơ ${other.number}.`)).toMatchObject({ ok: false, reason: 'bad-input' })
  })

  test('passed on together; who disagrees reopens alone; taken out, it is answered by itself', async () => {
    const [main, other] = await pair()
    expect(await transfer(here.desk, await here.by('coordinator', main), { authority: 'Phòng Quản lý đô thị', reason: 'Thuộc đường công cộng.' })).toEqual(ok)
    expect((await here.fresh(other)).state).toBe('transferred')
    expect((await here.told(other)).at(-1)).toContain('Phòng Quản lý đô thị')

    const [second, follower] = await pair()
    await answer(second)
    expect(await disagree(here.desk, follower.id, 'Vẫn dột.', app.now())).toEqual(ok)
    expect(await here.fresh(follower)).toMatchObject({ merged_into: null, state: 'in_progress' })
    expect((await here.fresh(second)).state).toBe('answered')

    const [third, apart] = await pair()
    expect(await unmerge(here.desk, await here.by('coordinator', apart), { reason: 'Mái khác.' })).toEqual(ok)
    await answer(third)
    expect((await here.fresh(apart)).state).toBe('in_progress')
  })

  test('no chain and no circle: who is merged brings the others along', async () => {
    const [first, other] = await pair()
    expect(await merge(here.desk, await here.by('coordinator', first), into(first))).toMatchObject({ ok: false })
    expect(await merge(here.desk, await here.by('coordinator', first), into(other))).toMatchObject({ ok: false })
    const top = await here.send({ body: roof })
    expect(await merge(here.desk, await here.by('coordinator', first), into(top))).toEqual(ok)
    expect((await here.fresh(first)).merged_into).toBe(top.id)
    expect((await here.fresh(other)).merged_into).toBe(top.id)
    expect(await merge(here.desk, await here.by('coordinator', await here.send({ kind: 'complaint', consentPublish: false })), into(top))).toMatchObject({ ok: false, reason: 'bad-input' })
  })

  test.each<[string, Partial<CaseRow>, Partial<CaseRow>, RegExp]>([
    ['a child in danger is not lost among ordinary reports', { child_safety: 1 }, {}, /Hãy gộp theo chiều ngược lại/],
    ['whom one is about must not learn of it through the other', { barred: ' p1 ' }, {}, /nêu những người khác nhau/],
    ['whoever did not accept an answer is owed one of their own', { reopened_on: '2026-11-20' }, {}, /cần câu trả lời riêng/],
    ['what has ended answers nobody', {}, { state: 'closed' }, /đã kết thúc/],
    ['what is about to go out is not for a newcomer', {}, { outgoing_at: '2026-11-23T02:30:00.000Z' }, /đang chờ gửi/],
    ['what is only kept is worked on by nobody', {}, { frozen_on: '2026-11-20' }, /chỉ được lưu giữ/],
    ['a complaint is accepted first', { kind: 'complaint', formal_stage: 'awaiting' }, { kind: 'complaint', formal_stage: 'accepted' }, /sau khi cả hai đã được thụ lý/],
  ])('kept apart: %s', async (_, row, main, reason) => {
    const [standing, newer] = [await here.send({ body: roof }), await here.send({ body: roof })]
    await app.db.updateTable('cases').set({ state: 'in_progress', assignee_id: school.staff.handler.id, ...main }).where('id', '=', standing.id).execute()
    await app.db.updateTable('cases').set({ search_text: '', ...row }).where('id', '=', newer.id).execute()
    const outcome = await merge(here.desk, await here.by('coordinator', newer), into(standing))
    expect(outcome).toMatchObject({ ok: false, reason: 'bad-input' })
    expect(JSON.stringify(outcome)).toMatch(reason)
    expect((await here.fresh(newer)).merged_into).toBeNull()
  })

  test('the other way round a child in danger takes the ordinary reports along; closed, all are closed; of what answers others the procedure stays', async () => {
    const [main, other] = await pair()
    const urgent = await here.send({ body: roof, childSafety: true })
    await acknowledge(here.desk, await here.by('coordinator', urgent), { assigneeId: school.staff.handler.id, text: 'Đã rào lại.' })
    expect(await merge(here.desk, await here.by('coordinator', main), into(urgent))).toEqual(ok)
    expect(await reclassify(here.desk, await here.by('coordinator', urgent), { kind: 'complaint', fieldId: urgent.field_id, reason: 'Đòi xem lại.' })).toMatchObject({ ok: false, reason: 'bad-input' })
    expect(await passOutside(here.desk, await here.by('coordinator', urgent), { authority: 'Ủy ban nhân dân phường', confirmed: true })).toMatchObject({ ok: false, reason: 'bad-input' })
    await answer(urgent)
    expect(await close(here.desk, await here.by('coordinator', urgent))).toEqual(ok)
    for (const row of [urgent, main, other]) expect(await here.fresh(row)).toMatchObject({ state: 'closed', closed_on: '2026-11-23' })
  })

  test('the inbox shows one piece of work, and the figures count each report once', async () => {
    const [main] = await pair()
    const list = await listInbox(app.db, school.school, school.staff.principal, { view: 'waiting' }, '2026-11-23')
    expect(list.rows).toMatchObject([{ number: main.number, followers: 1 }])
    await answer(main)
    const { all } = await publicFigures(app.db, school.school, here.desk.calendar, '2026-11-23')
    expect(all).toMatchObject({ received: 2, answered: 2, published: { done: 0, outOf: 1 }, leftOut: { merged: 1, noConsent: 0 } })
  })
})

describe('filed under another procedure', () => {
  test('into a complaint and back: the file opens and closes, and the sender is told why', async () => {
    const row = await here.send()
    await acknowledge(here.desk, await here.by('coordinator', row), { assigneeId: school.staff.handler.id })
    const file = (kind: 'complaint' | 'question') => ({ kind, fieldId: row.field_id, reason: 'Nội dung yêu cầu xem lại quyết định.' })
    expect(await reclassify(here.desk, await here.by('coordinator', row), file('complaint'))).toEqual(ok)
    expect(await here.fresh(row)).toMatchObject({ formal_stage: 'awaiting', assignee_id: null, state: 'acknowledged' })
    expect((await here.told(row)).at(-1)).toContain('Luật Khiếu nại')
    expect(await reclassify(here.desk, await here.by('coordinator', row), file('question'))).toEqual(ok)
    expect(await here.fresh(row)).toMatchObject({ formal_stage: null, answer_due: '2026-12-08' })
    expect((await app.db.selectFrom('case_formal').select('refusal_reason').executeTakeFirstOrThrow()).refusal_reason).toContain('yêu cầu xem lại')
  })

  test('filed to and fro, a late answer does not become one on time', async () => {
    const late = await here.send({ kind: 'complaint', consentPublish: false })
    await app.db.updateTable('cases').set({ answer_due: '2026-11-20' }).where('id', '=', late.id).execute()
    expect(await reclassify(here.desk, await here.by('coordinator', late), { kind: 'question', fieldId: late.field_id, reason: 'Chỉ hỏi thủ tục.' })).toEqual(ok)
    expect((await here.fresh(late)).answer_due).toBe('2026-11-20')
  })

  test('a denunciation of the principal noticed late leaves every hand, and its sender still reads it', async () => {
    const row = await here.send({ body: 'Hiệu trưởng thu tiền không có biên lai.' })
    const input = { authority: 'Ủy ban nhân dân phường', confirmed: true }
    expect(await passOutside(here.desk, await here.by('coordinator', row), { ...input, confirmed: false })).toMatchObject({ ok: false })
    expect(await passOutside(here.desk, await here.by('coordinator', row), input)).toEqual(ok)
    for (const person of Object.values(school.staff)) expect(await openCase(app.db, school.school, person, row.number, app.now())).toBeNull()
    const page = await parentCase(app.db, school.school, row.id, '2026-11-23')
    expect(page).toMatchObject({ state: 'transferred', body: 'Hiệu trưởng thu tiền không có biên lai.' })
    expect((await here.told(row)).at(-1)).toContain('Ủy ban nhân dân phường')
  })
})
