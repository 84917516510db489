import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { attendComments, removeComments } from '#app/comments/index.ts'
import { newIdempotencyKey } from '#app/http/idempotency.ts'
import { sealDays, verifyLedger } from '#app/ledger/index.ts'
import { removeExpired } from '#app/privacy/index.ts'
import { dataDictionary } from '#app/publication/index.ts'
import { closeRound, createRound, findRound, recount, startRound, submitResponse } from '#app/surveys/index.ts'
import { createTestApp, testNow } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import { keptWith, tamper } from '#tests/support/engine.ts'
import type { SeededSchool } from '#tests/support/school.ts'

let app: TestApp
let seeded: SeededSchool
let roundId: string

const canary = 'canhmặnchátchim'
/** As it is searched, and as the log of changes could have it. */
const canaries = [canary, 'canhmanchatchim']
const dayBefore = '2027-11-22'
const due = '2027-11-23'

let receipt: string
beforeEach(async () => {
  app = await createTestApp()
  seeded = await app.seedSchool()
  roundId = await createRound(app.db, seeded.school, { questionnaire: 'education', nameVi: 'Đợt một', nameEn: 'Round one', opensOn: '2026-11-16', closesOn: '2026-12-04', audienceSize: 150 }, null, testNow)
  const round = async () => (await findRound(app.db, seeded.school, roundId))!
  await startRound(app.db, seeded.school, await round(), null, testNow)
  // More than go in one commit.
  for (let index = 0; index < 60; index += 1) receipt = await write(`Thưa cô, ${canary} ${index}`)
  await write(null)
  await closeRound(app.db, seeded.school, await round(), null, testNow)
  await attendComments(app.db, { secrets: app.secrets, publicOrigin: app.origin }, testNow)
  await sealDays(app.db, '2026-11-24')
})
afterEach(() => app.close())

async function write(comment: string | null): Promise<string> {
  const result = await submitResponse(app.db, app.secrets, seeded.school, { questionnaire: 'education', form: 'quick', answers: { A0: 4, F1: 3 }, expectation: null, comment, relation: 'mother', ageGroup: null, placeCode: 'CAMSANH', idempotencyKey: newIdempotencyKey() }, testNow)
  if (result.status !== 'saved') throw new Error(result.status)
  return result.receipt
}

/** As the server does every minute. */
async function pass(today: string): Promise<number> {
  const now = `${today}T02:00:00.000Z`
  const removed = await removeComments(app.db, app.secrets, today, now)
  await removeExpired(app.db, today, now)
  return removed
}

async function figures(): Promise<string> {
  const pages: string[] = []
  for (const address of ['/', '/ty-le-hai-long', `/ty-le-hai-long?dot=${roundId}`, '/so-niem-phong/so.txt', ...dataDictionary().map(({ name }) => `/du-lieu/${name}.csv`)]) {
    const response = await app.get(address)
    expect([address, response.status]).toEqual([address, 200])
    pages.push((await response.text()).replaceAll(/nonce="[^"]*"/g, '').replaceAll(/"(?:nonce|reference)\\",\\"[^"]*"/g, ''))
  }
  const counters = await Promise.all((['answer_counters', 'response_counters', 'answers', 'ledger_entries', 'ledger_seals'] as const).map((table) => app.db.selectFrom(table).selectAll().execute()))
  return JSON.stringify([pages, counters])
}

const verified = async () => (await verifyLedger(app.db, app.secrets)).problems
const withComment = () => app.db.selectFrom('responses').selectAll().where('comment', 'is not', null).execute()

describe('twelve months after a round has closed', () => {
  it('its comments stand in no byte of any file, and figures and ledger are as they were', async () => {
    expect(await pass(dayBefore)).toBe(0)
    expect((await keptWith(app, canaries)).length).toBeGreaterThan(0)
    app.setNow(`${due}T02:00:00.000Z`)
    const before = await figures()
    expect(await pass(due)).toBe(60)
    expect(await pass(due)).toBe(0)
    expect(await keptWith(app, canaries)).toEqual([])
    expect(await figures()).toBe(before)
    expect(await (await app.post('/bien-nhan', { ma: receipt })).text()).toContain('Còn nguyên như khi gửi')
    expect(await recount(app.db)).toEqual([])
    expect(await verified()).toEqual([])
    expect(await app.db.selectFrom('comments').selectAll().execute()).toEqual([])
    expect(await app.db.selectFrom('audit').select('target').where('action', '=', 'comment:forget').execute()).toEqual([{ target: roundId }])
  })

  it('the leadership reads beforehand until when, and afterwards that they are gone', async () => {
    const read = async () => (await app.get(`/office/gop-y?dot=${roundId}`, { cookie: await app.signInAs('coordinator') })).text()
    expect(await read()).toContain('giữ đến 23/11/2027')
    await pass(due)
    app.setNow(`${due}T02:00:00.000Z`)
    expect(await read()).toContain('Góp ý của đợt này đã được xóa')
  })

  it('a case that was made of one stays, and is still known to come from the round', async () => {
    const { id } = await app.db.selectFrom('comments').select('id').limit(1).executeTakeFirstOrThrow()
    await app.post('/office/gop-y', { viec: 'lap-ho-so', id }, { cookie: await app.signInAs('coordinator') })
    await pass(due)
    expect(await app.db.selectFrom('comment_cases').selectAll().execute()).toEqual([])
    expect(await app.db.selectFrom('cases').select('from_round_id').execute()).toEqual([{ from_round_id: roundId }])
  })

  it('whoever alters such a form later is found out, and so is whoever had altered one before', async () => {
    const [altered, later] = (await withComment()).map(({ id }) => id) as [string, string]
    await tamper(app, `update responses set comment = 'Tuyệt vời' where id = '${altered}'`)
    await pass(due)
    expect(await verified()).toEqual(['Phiếu ngày 2026-11-23 không còn như khi gửi (an answer was altered)'])
    await tamper(app, `update answers set level = 5 where item = 'F1' and response_id = '${later}'`)
    expect(await verified()).toHaveLength(2)
  })
})

describe('the database', () => {
  const refused = /responses are never changed/
  it('lets nobody remove or write a comment otherwise', async () => {
    const [first] = await withComment()
    const change = (comment: string | null) => app.db.updateTable('responses').set({ comment }).where('id', '=', first!.id).execute()
    await expect(change(null)).rejects.toThrow(refused)
    await expect(change('Tuyệt vời')).rejects.toThrow(refused)
    await pass(due)
    await expect(change('Tuyệt vời')).rejects.toThrow(refused)
    await expect(app.db.deleteFrom('removed_comments').execute()).rejects.toThrow('never deleted')
  })

  it('lets nobody change any other column of a form', async () => {
    const { columns } = (await app.db.introspection.getTables()).find(({ name }) => name === 'responses')!
    for (const { name } of columns) await expect(sql`update responses set ${sql.ref(name)} = ${sql.ref(name)} where comment is not null`.execute(app.db), name).rejects.toThrow(refused)
  })
})
