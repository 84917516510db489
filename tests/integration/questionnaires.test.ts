import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { newIdempotencyKey } from '#app/http/idempotency.ts'
import {
  asQuestionnaire, askNewest, closeRound, createRound, findQuestionnaire, findRound, loadQuestionnaire, publishDraft, questionnaireOf, roundHistory, saveDraft, startDraft, startRound, submitResponse,
  templates, turnRounds, withTexts,
} from '#app/surveys/index.ts'
import type { Round, School } from '#db/schema.ts'
import { createTestApp, testNow } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import type { SeededSchool } from '#tests/support/school.ts'

let app: TestApp
let seeded: SeededSchool
beforeEach(async () => {
  app = await createTestApp()
  seeded = await app.seedSchool()
})
afterEach(() => app.close())

const actor = () => ({ staffId: seeded.staff.coordinator.id })

/** Rewords the version in use and puts it into use. */
async function reword(texts: Record<string, string>, school: School = seeded.school): Promise<void> {
  const current = (await questionnaireOf(app.db, school, 'education'))!
  const begun = await startDraft(app.db, school, { questionnaireId: current.id }, actor(), testNow)
  if (begun.status !== 'done') throw new Error(begun.status)
  const row = (await findQuestionnaire(app.db, school, begun.id))!
  const { title, definition } = withTexts({ title: current.title, definition: { areas: current.areas, overall: current.overall, expectation: current.expectation, comment: current.comment, groups: current.groups } }, texts)
  expect(await saveDraft(app.db, school, row, { title, definition }, actor(), testNow)).toEqual({ status: 'done' })
  expect(await publishDraft(app.db, school, { id: row.id, revision: row.revision + 1 }, actor(), testNow)).toMatchObject({ status: 'done' })
}

async function plan(name: string): Promise<Round> {
  const input = { questionnaire: 'education' as const, nameVi: name, nameEn: name, opensOn: '2026-11-16', closesOn: '2026-11-30', audienceSize: 100 }
  const id = await createRound(app.db, seeded.school, input, null, testNow)
  return (await findRound(app.db, seeded.school, id))!
}

/** A whole round on one day: twelve forms, of which `satisfied` are satisfied. */
async function held(name: string, day: string, satisfied: number): Promise<void> {
  const at = `${day}T03:00:00.000Z`
  const input = { questionnaire: 'education' as const, nameVi: name, nameEn: name, opensOn: day, closesOn: day, audienceSize: 100 }
  const id = await createRound(app.db, seeded.school, input, null, at)
  await startRound(app.db, seeded.school, (await findRound(app.db, seeded.school, id))!, null, at)
  for (let n = 0; n < 12; n += 1) {
    const level = n < satisfied ? 5 : 2
    const answers = { A1: level, F1: level }
    const form = { questionnaire: 'education' as const, form: 'full' as const, answers, expectation: 90, comment: null, relation: null, ageGroup: null, placeCode: null, idempotencyKey: newIdempotencyKey() }
    expect((await submitResponse(app.db, app.secrets, seeded.school, form, at)).status).toBe('saved')
  }
  await closeRound(app.db, seeded.school, (await findRound(app.db, seeded.school, id))!, null, at)
}

describe('versions', () => {
  test('a new school has the questionnaire of its level as version 1', async () => {
    const first = (await questionnaireOf(app.db, seeded.school, 'education'))!
    expect(first).toMatchObject({ version: 1, areas: templates.preschool.areas })
    expect(await questionnaireOf(app.db, seeded.school, 'dossier', 1)).toMatchObject({ version: 1, overall: templates.dossier.overall })
    expect(await questionnaireOf(app.db, seeded.school, 'education', 2)).toBeUndefined()
  })

  test('a round keeps asking what it was planned with, and may take the newer version only before it opens', async () => {
    const planned = await plan('Đợt một')
    await reword({ 'A1-vi': 'Thông tin nhập học dễ hiểu' })
    expect((await loadQuestionnaire(app.db, planned)).version).toBe(1)
    const later = await plan('Đợt hai')
    expect(await loadQuestionnaire(app.db, later)).toMatchObject({ version: 2 })
    expect((await loadQuestionnaire(app.db, later)).areas[0]!.items[0]).toMatchObject({ code: 'A1', wording: { vi: 'Thông tin nhập học dễ hiểu' } })

    expect(await askNewest(app.db, seeded.school, planned, actor(), testNow)).toEqual({ status: 'done' })
    const changed = (await findRound(app.db, seeded.school, planned.id))!
    expect(changed.questionnaire_version).toBe(2)
    await startRound(app.db, seeded.school, changed, null, testNow)
    expect(await askNewest(app.db, seeded.school, (await findRound(app.db, seeded.school, planned.id))!, actor(), testNow)).toEqual({ status: 'stale' })
    const first = await app.db.selectFrom('questionnaires').select('id').where('school_id', '=', seeded.school.id).where('survey', '=', 'education').where('version', '=', 1).executeTakeFirstOrThrow()
    await expect(app.db.updateTable('rounds').set({ questionnaire_id: first.id }).where('id', '=', planned.id).execute()).rejects.toThrow(/keeps its questionnaire/)
  })

  test('what has been published cannot be changed or deleted, whoever writes to the database', async () => {
    await reword({ 'F3-vi': 'Góp ý thêm' })
    for (const version of [1, 2]) {
      const of = { school_id: seeded.school.id, survey: 'education' as const, version }
      const where = (row: { id: string }) => row.id
      const row = await app.db.selectFrom('questionnaires').selectAll().where('school_id', '=', of.school_id).where('survey', '=', of.survey).where('version', '=', version).executeTakeFirstOrThrow()
      await expect(app.db.updateTable('questionnaires').set({ definition: '{}' }).where('id', '=', where(row)).execute()).rejects.toThrow(/never changed/)
      await expect(app.db.updateTable('questionnaires').set({ title_vi: 'Khác' }).where('id', '=', where(row)).execute()).rejects.toThrow(/never changed/)
      await expect(app.db.updateTable('questionnaires').set({ state: 'draft', version: null }).where('id', '=', where(row)).execute()).rejects.toThrow()
      await expect(app.db.deleteFrom('questionnaires').where('id', '=', where(row)).execute()).rejects.toThrow()
    }
  })

  test('another school is not touched, and its questionnaire cannot be worked on', async () => {
    const other = await app.seedSchool()
    await reword({ 'A1-vi': 'Chỉ ở trường này' })
    expect((await questionnaireOf(app.db, other.school, 'education'))!.version).toBe(1)
    const foreign = (await questionnaireOf(app.db, other.school, 'education'))!
    expect(await startDraft(app.db, seeded.school, { questionnaireId: foreign.id }, actor(), testNow)).toEqual({ status: 'not-found' })
  })

  test('a draft must be whole, must say something new, and two people notice each other', async () => {
    const current = (await questionnaireOf(app.db, seeded.school, 'education'))!
    const begun = await startDraft(app.db, seeded.school, { questionnaireId: current.id }, actor(), testNow)
    const id = begun.status === 'done' ? begun.id : ''
    expect(await startDraft(app.db, seeded.school, { template: 'primary' }, actor(), testNow)).toEqual({ status: 'other-draft', id })
    expect(await publishDraft(app.db, seeded.school, { id, revision: 1 }, actor(), testNow)).toEqual({ status: 'unchanged' })
    const row = (await findQuestionnaire(app.db, seeded.school, id))!
    const { areas, overall, expectation, comment, groups } = asQuestionnaire(row)
    const blankComment = { ...comment, wording: { vi: '', en: '' } }
    await saveDraft(app.db, seeded.school, { id, revision: 1 }, { title: current.title, definition: { areas, overall, expectation, comment: blankComment, groups } }, actor(), testNow)
    expect(await saveDraft(app.db, seeded.school, { id, revision: 1 }, { title: current.title, definition: { areas, overall, expectation, comment, groups } }, actor(), testNow)).toEqual({ status: 'stale' })
    expect(await publishDraft(app.db, seeded.school, { id, revision: 2 }, actor(), testNow)).toMatchObject({ status: 'incomplete', problems: [{ field: 'F3-vi' }, { field: 'F3-en' }] })
    expect((await questionnaireOf(app.db, seeded.school, 'education'))!.version).toBe(1)
  })
})

describe('the trend over a change of the questionnaire', () => {
  const text = async (address: string) => (await app.get(address)).text()

  test('the headline stays comparable while its words stay, and breaks where they change', async () => {
    await held('Đợt một', '2026-11-02', 9)
    await reword({ 'A1-vi': 'Thông tin nhập học dễ hiểu' })
    await held('Đợt hai', '2026-11-09', 10)
    await reword({ 'F1-vi': 'Ông/bà đánh giá chung về nhà trường thế nào?' })
    await held('Đợt ba', '2026-11-16', 11)
    await held('Đợt bốn', '2026-11-17', 12)

    const history = await roundHistory(app.db, seeded.school, 'education')
    expect(history.map((entry) => entry.results.round.name.vi)).toEqual(['Đợt một', 'Đợt hai', 'Đợt ba', 'Đợt bốn'])
    expect(history.map((entry) => entry.formChange)).toEqual([
      null,
      { from: 1, to: 2, headlineSame: true, changed: ['A1'] },
      { from: 2, to: 3, headlineSame: false, changed: ['F1'] },
      null,
    ])
    expect(history.map((entry) => entry.change?.change.toFixed(3) ?? null)).toEqual([null, '0.083', null, '0.083'])
    // A question is compared as long as its own words stay, whatever became of the headline.
    expect(history.map((entry) => Object.keys(entry.questionChanges))).toEqual([[], [], ['A1'], ['A1']])
    // Each round has its own words.
    expect(history.map((entry) => entry.results.areas[0]!.questions[0]!.wording.vi)).toEqual([
      templates.preschool.areas[0]!.items[0]!.wording.vi, ...Array.from({ length: 3 }, () => 'Thông tin nhập học dễ hiểu'),
    ])

    const page = await text('/ty-le-hai-long')
    expect(page.match(/break-mark">Đổi mẫu phiếu từ đợt này</g)).toHaveLength(2)
    expect(page).toContain('đường biểu diễn ngắt')
    const third = await text(`/ty-le-hai-long?dot=${history[2]!.results.round.id}`)
    expect(third).toContain('kể cả lời câu hỏi chung: không so sánh tỷ lệ với đợt trước')
    const second = await text(`/en/ty-le-hai-long?dot=${history[1]!.results.round.id}`)
    expect(second).toContain('the rate can still be compared with the round before')
    expect(second.match(/new or reworded in this round/g)!.length).toBeGreaterThan(0)

    const csv = (await text('/du-lieu/ty-le-hai-long.csv')).trimEnd().split('\r\n')
    const versions = new Map(csv.slice(1).map((line) => [/Đợt \S+?(?=,)/.exec(line)![0], line.split(',').at(-1)]))
    expect(csv[0]!.endsWith(',phien_ban_mau')).toBe(true)
    expect([...versions]).toEqual([['Đợt một', '1'], ['Đợt hai', '2'], ['Đợt ba', '3'], ['Đợt bốn', '3']])
  })

  test('without a change there is no break in sight', async () => {
    await held('Đợt một', '2026-11-02', 9)
    await held('Đợt hai', '2026-11-09', 10)
    expect(await text('/ty-le-hai-long')).not.toMatch(/Đổi mẫu phiếu|đường biểu diễn ngắt/)
  })
})

test('a database from before is given the first templates, and its rounds are pinned to them', async () => {
  // A copy of this very database, taken back to the step before.
  const dir = mkdtempSync(path.join(tmpdir(), 'lang-nghe-005-'))
  try {
    const { start } = await import('#db/migrations/001-start.ts')
    const { giveQuestionnaires, questionnaireRules, questionnaires } = await import('#db/migrations/005-questionnaires.ts')
    const sqlite = new Database(path.join(dir, 'old.sqlite'))
    sqlite.exec(start)
    sqlite.exec("insert into schools (id, slug, is_default, name, address, phone, email, intro_vi, intro_en, principal_name, opens_minute, closes_minute, created_at) values ('s', 's', 1, 'Trường', '', '', '', '', '', '', 420, 1020, '2026-01-01')")
    sqlite.exec("insert into rounds (id, school_id, questionnaire, questionnaire_version, name_vi, name_en, opens_on, closes_on, planned_closes_on, state, created_at) values ('r', 's', 'dossier', 1, 'Đợt cũ', 'Old', '2026-01-01', '2026-01-31', '2026-01-31', 'closed', '2026-01-01')")
    sqlite.exec(questionnaires)
    giveQuestionnaires(sqlite)
    sqlite.exec(questionnaireRules)
    const pinned = sqlite.prepare('select q.survey, q.version, q.state, q.definition from rounds r join questionnaires q on q.id = r.questionnaire_id').get() as { survey: string; version: number; state: string; definition: string }
    expect(pinned).toMatchObject({ survey: 'dossier', version: 1, state: 'in_use' })
    expect(JSON.parse(pinned.definition)).toMatchObject({ overall: templates.dossier.overall, areas: templates.dossier.areas })
    expect(sqlite.prepare('select count(*) as count from questionnaires').get()).toEqual({ count: 2 })
    expect(() => sqlite.exec("update rounds set questionnaire_id = null where id = 'r'")).toThrow(/keeps its questionnaire/)
    sqlite.close()
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
  expect(existsSync(dir)).toBe(false)
})

test('rounds turned by the calendar keep their questionnaire', async () => {
  const round = await plan('Đợt tự mở')
  await reword({ 'A1-vi': 'Câu đã đổi' })
  await turnRounds(app.db, seeded.school, testNow)
  expect(await findRound(app.db, seeded.school, round.id)).toMatchObject({ state: 'open', questionnaire_version: 1 })
})
