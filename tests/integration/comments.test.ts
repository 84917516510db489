import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { attendComments, moveComment } from '#app/comments/index.ts'
import { newIdempotencyKey } from '#app/http/idempotency.ts'
import { inviteStaff, updateStaff } from '#app/staff/index.ts'
import { closeRound, createRound, findRound, startRound, submitResponse } from '#app/surveys/index.ts'
import type { Round, StaffRow } from '#db/schema.ts'
import { createTestApp, testNow } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import type { SeededSchool } from '#tests/support/school.ts'

let app: TestApp
let seeded: SeededSchool
let other: SeededSchool

beforeEach(async () => {
  app = await createTestApp()
  seeded = await app.seedSchool()
  other = await app.seedSchool()
})
afterEach(() => app.close())

async function openRound(): Promise<Round> {
  const id = await createRound(app.db, seeded.school, { questionnaire: 'education', nameVi: 'Đợt một', nameEn: 'Round one', opensOn: '2026-11-16', closesOn: '2026-12-04', audienceSize: 50 }, null, testNow)
  await startRound(app.db, seeded.school, (await findRound(app.db, seeded.school, id))!, null, testNow)
  return (await findRound(app.db, seeded.school, id))!
}

const attend = () => attendComments(app.db, { secrets: app.secrets, publicOrigin: 'https://truong.example.vn' }, app.now())

async function write(comment: string | null, level = 4, { school } = seeded): Promise<void> {
  await submitResponse(
    app.db, app.secrets, school,
    { questionnaire: 'education', form: 'quick', answers: { A0: level, F1: level }, expectation: null, comment, relation: null, ageGroup: null, placeCode: 'CAMSANH', idempotencyKey: newIdempotencyKey() },
    testNow,
  )
}

/** A closed round with these comments, and so many forms without one that it may be read. */
async function closedWith(comments: [string, number?][], silent = 10): Promise<Round> {
  const round = await openRound()
  for (const [comment, level] of comments) await write(comment, level)
  for (let index = 0; index < silent; index += 1) await write(null)
  await closeRound(app.db, seeded.school, (await findRound(app.db, seeded.school, round.id))!, null, testNow)
  await attend()
  return (await findRound(app.db, seeded.school, round.id))!
}

const read = async (query = '', who: StaffRow = seeded.staff.coordinator) => (await app.get(`/office/gop-y${query}`, { cookie: await app.signInAs(who) })).text()
const idOf = async (words: string) => (await app.db.selectFrom('comments').innerJoin('responses', 'responses.id', 'comments.response_id').select('comments.id').where('responses.comment', '=', words).executeTakeFirstOrThrow()).id
const post = async (form: Record<string, string>, who: StaffRow = seeded.staff.coordinator, query = '') => app.post(`/office/gop-y${query}`, form, { cookie: await app.signInAs(who) })
const caseOf = (words: string) => app.db.selectFrom('cases').selectAll().where('body', '=', words).execute()

describe('who reads comments', () => {
  it('nobody while the round is open, and nobody below ten forms', async () => {
    const round = await openRound()
    for (let index = 0; index < 12; index += 1) await write(`Canh mặn quá ${index}`)
    await attend()
    const open = await read(`?dot=${round.id}`)
    expect(open).toContain('Chưa đọc được góp ý của Đợt một')
    expect(open).not.toContain('Canh mặn')
    expect((await post({ viec: 'lap-ho-so', id: await idOf('Canh mặn quá 3') })).status).toBe(404)
  })

  it('not of a round that closed with nine forms', async () => {
    const round = await closedWith([['Canh mặn quá', 2]], 8)
    expect(await read(`?dot=${round.id}`)).not.toContain('Canh mặn')
    expect(await read()).toContain('Chưa có góp ý nào để đọc')
  })

  it('the leadership afterwards, with a line in the log; neither handlers nor viewers', async () => {
    const round = await closedWith([['Canh mặn quá', 2]])
    expect(await read(`?dot=${round.id}`)).toContain('Canh mặn quá')
    expect(await app.db.selectFrom('audit').select(['staff_id', 'target']).where('action', '=', 'comment:open').execute()).toEqual([{ staff_id: seeded.staff.coordinator.id, target: round.id }])
    for (const role of ['handler', 'viewer'] as const) expect((await app.get('/office/gop-y', { cookie: await app.signInAs(role) })).status).toBe(403)
  })

  it('without day, place, group or the id of the form', async () => {
    await closedWith([['Canh mặn quá', 2]])
    const { response_id } = await app.db.selectFrom('comments').select('response_id').executeTakeFirstOrThrow()
    const html = await read()
    expect(html).not.toContain(response_id)
    expect(html).not.toContain('2026-11-23')
    expect(html).not.toContain('23/11/2026')
    expect(html).not.toContain('Cổng chính')
  })

  it('never the person whom it names, who cannot act on it either', async () => {
    await closedWith([['Cô Lâm Ngọc Diễm chưa trả lời phụ huynh', 1], ['Canh mặn quá', 2]])
    expect(await read()).toContain('Ngọc Diễm chưa trả lời')
    const hers = await read('', seeded.staff.principal)
    expect(hers).not.toContain('chưa trả lời phụ huynh')
    expect(hers).toContain('Canh mặn quá')
    const id = await idOf('Cô Lâm Ngọc Diễm chưa trả lời phụ huynh')
    for (const viec of ['lap-ho-so', 'chuyen']) expect((await post({ viec, id, theme: 'fees' }, seeded.staff.principal)).status).toBe(404)
  })

  it('nor somebody whom it turns out to name, by an account made later or under another name', async () => {
    await closedWith([['Cô Tống Mỹ Hạnh nói to với trẻ', 1], ['Cô Quách Ngân Hà chưa trả lời', 1]])
    const { coordinator, principal } = seeded.staff
    expect(await read('', coordinator)).toContain('Ngân Hà chưa trả lời')

    const invited = await inviteStaff(app.db, { secrets: app.secrets, publicOrigin: 'https://truong.example.vn' }, seeded.school, { name: 'Tống Mỹ Hạnh', jobTitle: 'Giáo viên', email: 'hanh@truong.example.vn', role: 'coordinator' }, principal, testNow)
    if (invited.status !== 'invited') throw new Error(invited.status)
    await app.db.updateTable('staff').set({ status: 'active' }).where('id', '=', invited.id).execute()
    const newcomer = await app.db.selectFrom('staff').selectAll().where('id', '=', invited.id).executeTakeFirstOrThrow()
    await attend()
    const hers = await read('', newcomer)
    expect(hers).toContain('Ngân Hà chưa trả lời')
    expect(hers).not.toContain('nói to với trẻ')

    expect(await updateStaff(app.db, seeded.school, coordinator.id, coordinator.version, { name: 'Quách Ngân Hà', jobTitle: coordinator.job_title, email: coordinator.email }, principal, testNow)).toBe('done')
    await attend()
    expect(await read('', coordinator)).not.toContain('Ngân Hà chưa trả lời')
  })

  it('not another school', async () => {
    const round = await closedWith([['Canh mặn quá', 2]])
    expect((await app.get(`/office/gop-y?dot=${round.id}`, { cookie: await app.signInAs(other.staff.principal) })).status).toBe(404)
    expect(await read('', other.staff.principal)).not.toContain('Canh mặn')
    expect((await post({ viec: 'lap-ho-so', id: await idOf('Canh mặn quá') }, other.staff.principal)).status).toBe(404)
  })
})

describe('themes', () => {
  it('are counted and filtered, and found without diacritics', async () => {
    const round = await closedWith([['Canh mặn quá', 2], ['Thực đơn ít rau', 2], ['Nhà vệ sinh hôi', 4]])
    expect(await read(`?dot=${round.id}&chu-de=meals`)).not.toContain('vệ sinh hôi')
    const found = await read('?q=ve+sinh')
    expect(found).toContain('Nhà vệ sinh hôi')
    expect(found).not.toContain('Canh mặn')
    expect(await read('?q=VE+HOI')).toContain('Nhà vệ sinh hôi')
    expect(await read('?q=%25')).toContain('Không có góp ý nào như vậy')
  })

  it('a level is told only where five comments came with it, and never so that the others can be worked out', async () => {
    const round = await closedWith([...Array.from({ length: 6 }, (_, index): [string, number] => [`Cơm ngon ${index}`, 5]), ['Canh mặn quá', 1]])
    // Hiding one of two cells would leave the other as the difference.
    expect(await read(`?dot=${round.id}`)).not.toContain('name="muc"')
    for (const level of ['khong-hai-long', 'hai-long']) {
      const html = await read(`?dot=${round.id}&muc=${level}`)
      expect(html).toContain('Mức này có quá ít góp ý')
      expect(html).not.toContain('Canh mặn')
      expect(html).not.toContain('Cơm ngon')
    }
  })

  it('a level with enough comments can be chosen, within one round', async () => {
    const many = (words: string, level: number) => Array.from({ length: 5 }, (_, index): [string, number] => [`${words} ${index}`, level])
    const round = await closedWith([...many('Cơm ngon', 5), ...many('Canh mặn', 1)])
    const html = await read(`?dot=${round.id}&muc=khong-hai-long`)
    expect(html).toContain('Canh mặn 3')
    expect(html).not.toContain('Cơm ngon')
    expect(await read('?muc=khong-hai-long')).not.toContain('Canh mặn')
  })

  it('a comment is moved by hand and stays there when the themes change', async () => {
    await closedWith([['Canh mặn quá', 2], ['Cơm nguội', 2]])
    const id = await idOf('Canh mặn quá')
    expect((await post({ viec: 'chuyen', id, theme: 'hygiene' })).headers.get('location')).toBe('/office/gop-y?da=chuyen-chu-de#top')
    expect((await post({ viec: 'chuyen', id, theme: 'nowhere' })).status).toBe(422)
    expect(await app.db.selectFrom('audit').select('detail').where('action', '=', 'comment:move').execute()).toEqual([{ detail: 'Bữa ăn → Vệ sinh, sức khỏe' }])

    const themes = { viec: 'luu', 'vi-0': 'Món canh', 'field-0': 'meals', 'words-0': 'canh\ncơm', 'code-1': 'hygiene', 'vi-1': 'Vệ sinh', 'field-1': 'health', 'words-1': 'vệ sinh' }
    expect((await app.post('/office/cai-dat/chu-de', themes, { cookie: await app.signInAs('principal') })).status).toBe(303)
    await attend()
    expect(await app.db.selectFrom('comments').select(['theme']).orderBy('theme').execute()).toEqual([{ theme: 'hygiene' }, { theme: 'own-1' }])
  })

  it('a comment that is moved while all are sorted again stays where it was moved to', async () => {
    await closedWith([['Canh mặn quá', 2]])
    const id = await idOf('Canh mặn quá')
    await app.db.updateTable('comments').set({ state: 'stale' }).execute()
    await Promise.all([attend(), moveComment(app.db, seeded.school, seeded.staff.coordinator, id, 'hygiene', { staff: seeded.staff.coordinator, now: testNow })])
    expect(await app.db.selectFrom('comments').select(['theme', 'themed_by', 'state']).execute()).toEqual([{ theme: 'hygiene', themed_by: seeded.staff.coordinator.id, state: 'sorted' }])
  })

  it('can be tried out, and keep what was typed where something is wrong', async () => {
    const cookie = await app.signInAs('principal')
    const trial = await (await app.get(`/office/cai-dat/chu-de?thu=${encodeURIComponent('nha ve sinh hoi')}`, { cookie })).text()
    expect(trial).toContain('Vệ sinh, sức khỏe')
    expect(trial).toContain('nhà vệ sinh')
    const wrong = await app.post('/office/cai-dat/chu-de', { viec: 'luu', 'vi-0': 'Món canh', 'field-0': 'meals', 'words-0': '' }, { cookie })
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain('href="#words-0"')
    await app.post('/office/cai-dat/chu-de', { viec: 'co-san' }, { cookie })
    expect((await app.db.selectFrom('schools').select('comment_themes').where('id', '=', seeded.school.id).executeTakeFirstOrThrow()).comment_themes).toBeNull()
  })
})

describe('a case made of a comment', () => {
  it('goes through the same intake: number, field, route, limits; anonymous, without a key to show, not publishable', async () => {
    const round = await closedWith([['Thực đơn ít rau', 2]])
    const id = await idOf('Thực đơn ít rau')
    expect((await post({ viec: 'lap-ho-so', id }, seeded.staff.coordinator, '?chua-lap=1')).headers.get('location')).toBe('/office/gop-y?chua-lap=1&da=lap-ho-so#top')
    const [made] = await caseOf('Thực đơn ít rau')
    expect(made).toMatchObject({ sender_mode: 'anonymous', state: 'submitted', kind: 'feedback', consent_publish: 0, place_id: null, from_round_id: round.id, field_id: seeded.fields.find(({ code }) => code === 'meals')!.id, proposed_assignee_id: seeded.staff.handler.id, child_safety: 0 })
    expect(await app.db.selectFrom('case_contacts').selectAll().execute()).toEqual([])
    expect(await app.db.selectFrom('case_events').select(['type', 'actor', 'staff_id', 'at']).where('case_id', '=', made!.id).execute()).toEqual([{ type: 'fromComment', actor: 'staff', staff_id: seeded.staff.coordinator.id, at: '2026-11-23' }])
    const html = await read()
    expect(html).toContain(`/office/phan-anh/${made!.number}`)
    expect(await read('?chua-lap=1')).toContain('Không có góp ý nào như vậy')
    const page = await (await app.get(`/office/phan-anh/${made!.number}`, { cookie: await app.signInAs('handler') })).text()
    expect(page).toContain('Từ một góp ý trong phiếu khảo sát')
    // Nobody could answer.
    expect(page).not.toContain('value="ask"')
    expect(page).not.toContain('value="message"')
  })

  it('is one, however often it is asked for, by however many, and under whatever theme', async () => {
    await closedWith([['Thực đơn ít rau', 2]])
    const id = await idOf('Thực đơn ít rau')
    const answers = await Promise.all([post({ viec: 'lap-ho-so', id }), post({ viec: 'lap-ho-so', id }, seeded.secondCoordinator)])
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    await post({ viec: 'chuyen', id, theme: 'fees' })
    expect((await post({ viec: 'lap-ho-so', id })).headers.get('location')).toContain('da-lap-ho-so')
    expect(await caseOf('Thực đơn ít rau')).toHaveLength(1)
    expect(await app.db.selectFrom('audit').select('action').where('action', '=', 'comment:make-case').execute()).toHaveLength(1)
  })

  it('is kept from whom the comment names', async () => {
    await closedWith([['Cô Huỳnh Thị Kim Sa hay la các bé', 2]])
    await post({ viec: 'lap-ho-so', id: await idOf('Cô Huỳnh Thị Kim Sa hay la các bé') })
    const [made] = await caseOf('Cô Huỳnh Thị Kim Sa hay la các bé')
    expect(made!.barred).toContain(seeded.staff.handler.id)
    expect((await app.get(`/office/phan-anh/${made!.number}`, { cookie: await app.signInAs('handler') })).status).toBe(404)
  })
})

describe('words of danger', () => {
  it('become a case with the alarm at once: while the round is open, with one form only, once for the same words', async () => {
    const round = await openRound()
    await write('Con tôi bị bầm tím ở tay', 1)
    await write('Con tôi bị bầm tím ở tay', 1)
    await attend()
    await attend()
    const [made, ...more] = await caseOf('Con tôi bị bầm tím ở tay')
    expect(more).toEqual([])
    expect(made).toMatchObject({ child_safety: 1, safety_source: 'words', from_round_id: round.id, sender_mode: 'anonymous', place_id: null })
    expect(made!.respond_by).not.toBeNull()
    const mail = await app.db.selectFrom('outbox').select(['recipient', 'body']).where('case_id', '=', made!.id).execute()
    expect(mail.map(({ recipient }) => recipient)).toContain(seeded.staff.principal.email)
    for (const { body } of mail) expect(body).not.toContain('bầm')
    expect(await app.db.selectFrom('audit').select(['staff_id', 'target']).where('action', '=', 'comment:alarm').execute()).toEqual([{ staff_id: null, target: made!.number }])
    // What it came with stays closed like everything else of the round.
    expect(await read(`?dot=${round.id}`)).toContain('Chưa đọc được góp ý')
  })

  it('are heard in one school while the comments of another cannot be sorted, which is told', async () => {
    const round = await openRound()
    for (let index = 0; index < 8; index += 1) await write(`Con tôi bị đánh ${index}`, 1)
    await app.db.updateTable('fields').set({ active: 0 }).where('school_id', '=', seeded.school.id).execute()
    const elsewhere = await createRound(app.db, other.school, { questionnaire: 'education', nameVi: 'Đợt hai', nameEn: 'Round two', opensOn: '2026-11-16', closesOn: '2026-12-04', audienceSize: 50 }, null, testNow)
    await startRound(app.db, other.school, (await findRound(app.db, other.school, elsewhere))!, null, testNow)
    await write('Con tôi bị bầm tím ở tay', 1, other)
    await expect(attend()).rejects.toThrow('Of 8 comments')
    expect(await caseOf('Con tôi bị bầm tím ở tay')).toHaveLength(1)
    await app.db.updateTable('fields').set({ active: 1 }).where('school_id', '=', seeded.school.id).execute()
    await attend()
    expect(await app.db.selectFrom('cases').select('number').where('from_round_id', '=', round.id).execute()).toHaveLength(8)
  })

  it('raise nothing anew when a school changes its themes', async () => {
    await closedWith([['Cơm ngon', 5]])
    await app.db.updateTable('schools').set({ safety_words: 'cơm' }).execute()
    await app.post('/office/cai-dat/chu-de', { viec: 'co-san' }, { cookie: await app.signInAs('principal') })
    await attend()
    expect(await caseOf('Cơm ngon')).toEqual([])
  })
})
