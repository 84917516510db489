import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sql } from 'kysely'
import { newIdempotencyKey } from '#app/http/idempotency.ts'
import { closeRound, createRound, findRound, headlineByGroup, issueSlips, participation, recount, startRound, submitResponse } from '#app/surveys/index.ts'
import type { Round } from '#db/schema.ts'
import { createTestApp, testNow } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import type { SeededSchool } from '#tests/support/school.ts'

let app: TestApp
let seeded: SeededSchool
let other: SeededSchool
let cookie: string

beforeAll(async () => {
  app = await createTestApp()
  seeded = await app.seedSchool()
  other = await app.seedSchool({ slug: 'sen-hong' })
  cookie = await app.signInAs(seeded.staff.coordinator)
})
afterAll(() => app.close())

beforeEach(async () => {
  for (const one of await app.db.selectFrom('rounds').selectAll().where('state', '=', 'open').execute()) {
    await closeRound(app.db, { id: one.school_id }, one, null, testNow)
  }
})

const fields = { nameVi: 'Giữa học kỳ I', nameEn: '', opensOn: '2026-11-23', closesOn: '2026-12-04', audienceSize: '260' }
const reload = async (id: string) => (await findRound(app.db, seeded.school, id))!

async function openNew(): Promise<Round> {
  const input = { questionnaire: 'education' as const, nameVi: 'Đợt', nameEn: 'Round', opensOn: '2026-11-16', closesOn: '2026-12-04', audienceSize: 50 }
  const id = await createRound(app.db, seeded.school, input, null, testNow)
  await startRound(app.db, seeded.school, await reload(id), null, testNow)
  return reload(id)
}

async function answer(count: number, ageGroup: string | null, placeCode: string | null = null): Promise<void> {
  for (let i = 0; i < count; i += 1) {
    await submitResponse(
      app.db,
      app.secrets,
      seeded.school,
      {
        questionnaire: 'education', form: i % 2 ? 'quick' : 'full', answers: { F1: (i % 4) + 2 }, expectation: null,
        comment: `Góp ý ${ageGroup ?? 'chung'} ${i}`, relation: null, ageGroup, placeCode, idempotencyKey: newIdempotencyKey(),
      },
      testNow,
    )
  }
}

describe('the list of rounds', () => {
  it('plans a round and keeps what was typed when it is wrong', async () => {
    const wrong = await app.post('/office/dot-khao-sat', { ...fields, questionnaire: 'education', closesOn: '2026-11-01', audienceSize: 'nhiều' }, { cookie })
    const html = await wrong.text()
    expect(wrong.status).toBe(422)
    expect(html).toContain('Ngày kết thúc phải bằng hoặc sau ngày bắt đầu.')
    expect(html).toContain('href="#audienceSize"')
    expect(html).toContain('value="Giữa học kỳ I"')

    const right = await app.post('/office/dot-khao-sat', { ...fields, questionnaire: 'dossier' }, { cookie })
    expect(right.status).toBe(303)
    const id = /dot-khao-sat\/([\w-]+)/.exec(right.headers.get('location')!)![1]!
    expect(await reload(id)).toMatchObject({ name_vi: 'Giữa học kỳ I', name_en: 'Giữa học kỳ I', audience_size: 260, state: 'planned' })
  })

  it('plans no round that would have begun before it was planned, and none in the days of another', async () => {
    const dossier = { ...fields, questionnaire: 'dossier', nameVi: 'Hồ sơ quý I', opensOn: '2027-01-08', closesOn: '2027-04-07' }
    const refused = async (overrides: object, words: string) => {
      const response = await app.post('/office/dot-khao-sat', { ...dossier, ...overrides }, { cookie })
      const html = await response.text()
      expect(response.status).toBe(422)
      expect(html).toContain(words)
      expect(html).toContain('href="#opensOn"')
      expect(html).toContain('value="Hồ sơ quý I"')
    }
    await refused({ opensOn: '2026-11-22' }, 'Vui lòng chọn hôm nay (23/11/2026) hoặc một ngày sau đó.')
    expect((await app.post('/office/dot-khao-sat', dossier, { cookie })).status).toBe(303)
    for (const days of [{}, { opensOn: '2027-04-07', closesOn: '2027-05-01' }, { opensOn: '2026-12-20', closesOn: '2027-01-08' }, { opensOn: '2027-02-01', closesOn: '2027-02-02' }]) {
      await refused(days, 'Trùng ngày với đợt “Hồ sơ quý I” (08/01/2027 – 07/04/2027).')
    }
    // The other questionnaire, another school and the next day are free.
    expect((await app.post('/office/dot-khao-sat', { ...dossier, questionnaire: 'education' }, { cookie })).status).toBe(303)
    expect((await app.post('/office/dot-khao-sat', { ...dossier, opensOn: '2027-04-08', closesOn: '2027-07-07' }, { cookie })).status).toBe(303)
    const theirs = await app.signInAs('coordinator', other.school)
    expect((await app.post('/office/dot-khao-sat', dossier, { cookie: theirs })).status).toBe(303)
  })

  it('lets a viewer look and not plan', async () => {
    const viewer = await app.signInAs('viewer')
    const page = await app.get('/office/dot-khao-sat', { cookie: viewer })
    expect(page.status).toBe(200)
    expect(await page.text()).not.toContain('Lên lịch đợt mới')
    expect((await app.post('/office/dot-khao-sat', { ...fields, questionnaire: 'education' }, { cookie: viewer })).status).toBe(403)
  })
})

describe('the page of a round', () => {
  it('opens, changes and, after a clear yes, closes for good', async () => {
    const id = await createRound(app.db, seeded.school, { ...fields, questionnaire: 'education', audienceSize: 260 }, null, testNow)
    const path = `/office/dot-khao-sat/${id}`
    expect((await app.post(path, { viec: 'mo', version: 1 }, { cookie })).headers.get('location')).toBe(`${path}?da=mo-dot#top`)
    expect((await app.post(path, { viec: 'sua', version: 2, ...fields, closesOn: '2026-12-11' }, { cookie })).status).toBe(303)
    expect(await reload(id)).toMatchObject({ state: 'open', closes_on: '2026-12-11', version: 3 })

    const hasty = await app.post(path, { viec: 'dong', version: 3 }, { cookie })
    expect(hasty.status).toBe(422)
    expect(await hasty.text()).toContain('href="#hieu"')
    expect((await app.post(path, { viec: 'dong', version: 2, hieu: 'on' }, { cookie })).status).toBe(409)
    expect((await app.post(path, { viec: 'dong', version: 3, hieu: 'on' }, { cookie })).status).toBe(303)
    expect(await reload(id)).toMatchObject({ state: 'closed', closed_on: '2026-11-23' })
    expect((await app.post(path, { viec: 'sua', version: 4, ...fields }, { cookie })).status).toBe(409)
    expect(await (await app.get(path, { cookie })).text()).not.toContain('Đóng và công bố')
    // Edited while open to end on 11 December, closed on 23 November: the school sees what the public sees.
    expect(await (await app.get(path, { cookie })).text()).toContain('Đóng sớm ngày 23/11/2026, dự kiến đến hết ngày 11/12/2026')
  })

  it('is not moved into the past or onto another round, and can keep its own days', async () => {
    const opened = await openNew()
    const planned = await createRound(app.db, seeded.school, { questionnaire: 'education', nameVi: 'Đợt sau', nameEn: 'Next', opensOn: '2026-12-07', closesOn: '2026-12-18', audienceSize: null }, null, testNow)
    const edit = async (id: string, version: number, days: object) => {
      const response = await app.post(`/office/dot-khao-sat/${id}`, { viec: 'sua', version, ...fields, ...days }, { cookie })
      return { status: response.status, html: response.status === 303 ? '' : await response.text() }
    }
    expect((await edit(opened.id, opened.version, { opensOn: opened.opens_on, closesOn: '2026-11-22' })).html).toContain('muốn kết thúc ngay thì dùng “Đóng và công bố”')
    expect((await edit(opened.id, opened.version, { opensOn: opened.opens_on, closesOn: '2026-12-07' })).html).toContain('Trùng ngày với đợt “Đợt sau”')
    expect(await edit(opened.id, opened.version, { opensOn: opened.opens_on, closesOn: '2026-12-06' })).toMatchObject({ status: 303 })
    expect((await edit(planned, 1, { opensOn: '2026-11-20', closesOn: '2026-12-18' })).html).toContain('Ngày này đã qua.')
    expect((await edit(planned, 1, { opensOn: '2026-12-06', closesOn: '2026-12-18' })).html).toContain('Trùng ngày với đợt')
    expect(await edit(planned, 1, { opensOn: '2026-12-07', closesOn: '2026-12-20' })).toMatchObject({ status: 303 })
  })

  it('is taken back while it is planned and nothing belongs to it, and then no more', async () => {
    const plan = (opensOn: string, closesOn: string) => createRound(app.db, seeded.school, { questionnaire: 'education', nameVi: 'Lên lịch nhầm', nameEn: 'By mistake', opensOn, closesOn, audienceSize: null }, null, testNow)
    const removal = (id: string, version: number, as = cookie) => app.post(`/office/dot-khao-sat/${id}`, { viec: 'bo', version }, { cookie: as })
    const mistake = await plan('2027-02-01', '2027-02-12')
    expect((await removal(mistake, 1, await app.signInAs('viewer'))).status).toBe(403)
    expect((await removal(mistake, 1, await app.signInAs('coordinator', other.school))).status).toBe(404)
    expect((await removal(mistake, 2)).status).toBe(409)
    expect(await (await app.get(`/office/dot-khao-sat/${mistake}`, { cookie })).text()).toContain('Bỏ đợt khảo sát')
    expect((await removal(mistake, 1)).headers.get('location')).toBe('/office/dot-khao-sat?da=bo-dot#top')
    expect(await (await app.get('/office/dot-khao-sat', { cookie })).text()).not.toContain(mistake)
    expect((await app.get(`/office/dot-khao-sat/${mistake}`, { cookie })).status).toBe(404)
    expect((await app.db.selectFrom('audit').select('action').where('target', '=', mistake).orderBy('id', 'desc').executeTakeFirst())?.action).toBe('round:remove')

    const printed = await plan('2027-02-01', '2027-02-12')
    const round = await reload(printed)
    await app.db.transaction().execute((tx) => issueSlips(tx, app.secrets, round, 'Lá', 3))
    const refused = await removal(printed, 1)
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('nên không bỏ được')
    const opened = await openNew()
    expect((await removal(opened.id, opened.version)).status).toBe(409)
    expect(await (await app.get(`/office/dot-khao-sat/${opened.id}`, { cookie })).text()).not.toContain('Bỏ đợt khảo sát')
  })

  it('gives the words for Zalo with the address of its own form, which opens that form', async () => {
    for (const [questionnaire, path] of [['dossier', '/khao-sat/thu-tuc'], ['education', '/khao-sat']] as const) {
      for (const [school, prefix] of [[seeded, ''], [other, '/sen-hong']] as const) {
        const days = { opensOn: '2026-11-16', closesOn: '2026-11-30' }
        const id = await createRound(app.db, school.school, { questionnaire, nameVi: `Đợt ${questionnaire}`, nameEn: 'Round', ...days, audienceSize: 50 }, null, testNow)
        expect(await startRound(app.db, school.school, (await findRound(app.db, school.school, id))!, null, testNow)).toEqual({ status: 'done' })
        const page = (await (await app.get(`/office/dot-khao-sat/${id}`, { cookie: await app.signInAs('coordinator', school.school) })).text()).replaceAll('<!-- -->', '')
        const texts = [...page.matchAll(/<blockquote[^>]*>([^<]*)<\/blockquote>/g)].map(([, text]) => text!.split('\n'))
        expect(texts).toHaveLength(2)
        expect(texts.map(([first]) => /mời|nhắc/.exec(first!)?.[0])).toEqual(['mời', 'nhắc'])
        // On a line of its own, so that Zalo makes a link of all of it and of nothing else.
        for (const lines of texts) expect(lines.filter((line) => line.includes('http'))).toEqual([`${app.origin}${prefix}${path}`])
        const form = await app.get(`${prefix}${path}`)
        expect(form.status).toBe(200)
        if (questionnaire === 'dossier') expect(await form.text()).toMatch(new RegExp(`name="dot"[^>]*value="${id}"|value="${id}"[^>]*name="dot"`))
      }
    }
  })

  it('leads to its own figures on the public page, and says there and here when more came than were invited', async () => {
    const round = await openNew()
    await answer(51, null)
    const before = (await (await app.get(`/office/dot-khao-sat/${round.id}`, { cookie })).text()).replaceAll('<!-- -->', '')
    expect(before).toContain('51 phiếu trên 50 gia đình được mời')
    expect(before).toContain('xin sửa trước khi đóng đợt')
    await closeRound(app.db, seeded.school, await reload(round.id), null, testNow)
    const later = await createRound(app.db, seeded.school, { questionnaire: 'education', nameVi: 'Đợt sau nữa', nameEn: 'Later', opensOn: '2026-11-23', closesOn: '2026-12-04', audienceSize: 50 }, null, testNow)
    await startRound(app.db, seeded.school, await reload(later), null, testNow)
    await answer(50, null)
    await closeRound(app.db, seeded.school, await reload(later), null, testNow)
    const words = async (id: string) => {
      const href = /href="(\/ty-le-hai-long\?dot=[^"]+)"/.exec(await (await app.get(`/office/dot-khao-sat/${id}`, { cookie })).text())![1]!
      expect(href).toBe(`/ty-le-hai-long?dot=${id}`)
      return (await (await app.get(href)).text()).replaceAll('<!-- -->', '')
    }
    expect(await words(round.id)).toContain('51 phiếu từ 50 gia đình được mời')
    expect(await words(later)).not.toContain('50 phiếu từ 50')
  })

  it('says when another round of the questionnaire is open', async () => {
    await openNew()
    const id = await createRound(app.db, seeded.school, { ...fields, questionnaire: 'education', audienceSize: null }, null, testNow)
    const response = await app.post(`/office/dot-khao-sat/${id}`, { viec: 'mo', version: 1 }, { cookie })
    expect(response.status).toBe(422)
    expect(await response.text()).toContain('đang có một đợt khác mở')
  })

  it('is not there for another school', async () => {
    const round = await openNew()
    const theirs = await app.signInAs('principal', other.school)
    expect((await app.get(`/office/dot-khao-sat/${round.id}`, { cookie: theirs })).status).toBe(404)
    for (const task of ['mo', 'dong', 'sua']) {
      const response = await app.post(`/office/dot-khao-sat/${round.id}`, { viec: task, version: round.version, hieu: 'on', ...fields }, { cookie: theirs })
      expect(response.status).toBe(404)
    }
    expect(await reload(round.id)).toEqual(round)
  })

  it('shows participation while open, and neither figures nor comments', async () => {
    const round = await openNew()
    await answer(20, 'mam')
    const html = await (await app.get(`/office/dot-khao-sat/${round.id}`, { cookie })).text()
    expect(html).toContain('10 phiếu một phút, 10 phiếu đầy đủ')
    expect(html).toContain('40,00')
    expect(html).toContain('Chưa có kết quả khi đợt còn mở')
    expect(html).not.toContain('Góp ý mam')
    expect(await headlineByGroup(app.db, round, 'age_group')).toBeNull()
  })

  it('shows figures after closing, and the way to the comments only to those who may read them', async () => {
    const round = await openNew()
    await answer(12, 'mam')
    await answer(8, 'la')
    await closeRound(app.db, seeded.school, round, null, testNow)
    const html = await (await app.get(`/office/dot-khao-sat/${round.id}`, { cookie })).text()
    expect(html).toContain('Hài lòng chung')
    expect(html).toContain(`/office/gop-y?dot=${round.id}`)
    expect(html).not.toContain('Góp ý mam 3')
    const asViewer = await (await app.get(`/office/dot-khao-sat/${round.id}`, { cookie: await app.signInAs('viewer') })).text()
    expect(asViewer).toContain('Hài lòng chung')
    expect(asViewer).not.toContain('/office/gop-y')
  })
})

describe('what staff see of groups', () => {
  it('hides a group under five, and one more so that it cannot be worked out', async () => {
    const round = await openNew()
    await answer(12, 'mam')
    await answer(9, 'choi')
    await answer(3, 'la')
    await closeRound(app.db, seeded.school, round, null, testNow)
    const view = (await headlineByGroup(app.db, await reload(round.id), 'age_group'))!
    const shown = Object.fromEntries(view.groups.map((group) => [group.code, group.statistics?.nValid ?? null]))
    expect(shown).toMatchObject({ mam: 12, choi: null, la: null })
  })

  it('are sums kept with each answer, equal to what the answers themselves add up to', async () => {
    const round = await openNew()
    const gate = seeded.places.find((place) => place.kind === 'gate')!.code
    const sent = Array.from({ length: 60 }, (_, i) => ({
      level: (i * 7) % 6, ageGroup: ['mam', 'choi', null][i % 3]!, relation: (['mother', 'father', null] as const)[(i >> 1) % 3]!, day: `2026-11-2${3 + (i % 4)}`, atGate: i % 2 === 0, full: i % 5 === 0,
    }))
    for (const one of sent) {
      const input = {
        questionnaire: 'education' as const, form: one.full ? ('full' as const) : ('quick' as const), answers: { F1: one.level, A0: 1 }, expectation: null, comment: null,
        relation: one.relation, ageGroup: one.ageGroup, placeCode: one.atGate ? gate : null, idempotencyKey: newIdempotencyKey(),
      }
      expect((await submitResponse(app.db, app.secrets, seeded.school, { ...input, answers: one.full ? { F1: one.level } : input.answers }, `${one.day}T03:00:00.000Z`)).status).toBe('saved')
    }
    expect(await participation(app.db, round)).toMatchObject({
      total: 60, full: 12, quick: 48, places: [{ name: 'Cổng chính', count: 30 }], days: [3, 4, 5, 6].map((day) => ({ day: `2026-11-2${day}`, count: 15 })),
    })
    await closeRound(app.db, seeded.school, round, null, testNow)
    const closed = await reload(round.id)
    for (const [grouping, field] of [['age_group', 'ageGroup'], ['relation', 'relation']] as const) {
      for (const group of (await headlineByGroup(app.db, closed, grouping))!.groups) {
        if (!group.statistics) continue
        const valid = sent.filter((one) => one[field] === group.code && one.level > 0)
        expect(valid.length).toBeGreaterThan(4)
        expect(group.statistics.nValid).toBe(valid.length)
        expect(group.statistics.mean).toBeCloseTo(valid.reduce((sum, one) => sum + one.level, 0) / valid.length, 10)
      }
    }
    expect((await headlineByGroup(app.db, closed, 'age_group'))!.groups.filter((group) => group.statistics).length).toBeGreaterThan(0)
    expect(await recount(app.db)).toEqual([])
    // Every one of them is looked at: a counter that is wrong by one is found.
    for (const [table, what] of [['day_counters', 'day '], ['place_counters', 'place '], ['group_counters', 'age_group '], ['ledger_counters', 'ledger']] as const) {
      const change = (by: number) => sql`update ${sql.table(table)} set count = count + ${sql.lit(by)} where round_id = ${round.id}`.execute(app.db)
      await change(1)
      expect((await recount(app.db)).map((one) => one.what)).toContainEqual(expect.stringContaining(what))
      await change(-1)
    }
  })

  it('counts a place only from five forms on, and a class never', async () => {
    const round = await openNew()
    const code = (kind: string) => seeded.places.find((place) => place.kind === kind)!.code
    await answer(4, null, code('gate'))
    await answer(6, null, code('class'))
    expect((await participation(app.db, round)).places).toEqual([{ name: 'Cổng chính', count: null }])
    await answer(1, null, code('gate'))
    expect(await participation(app.db, round)).toMatchObject({ total: 11, places: [{ name: 'Cổng chính', count: 5 }], days: [{ day: '2026-11-23' }] })
  })
})
