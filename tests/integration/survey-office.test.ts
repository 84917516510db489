import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sql } from 'kysely'
import { newIdempotencyKey } from '#app/http/idempotency.ts'
import { closeRound, createRound, findRound, headlineByGroup, participation, recount, startRound, submitResponse } from '#app/surveys/index.ts'
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
