import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newIdempotencyKey } from '#app/http/idempotency.ts'
import { sealDays, verifyLedger } from '#app/ledger/index.ts'
import {
  checkReceipt, checkSlip, closeRound, countedAndSealed, createRound, findRound, formatSlip, issueSlips, loadEnvelopeKeys, openEnvelopes, readSlip, recount, roundResults, slipBatches, startRound, submitResponse, submitWithSlip,
} from '#app/surveys/index.ts'
import type { ResponseInput } from '#app/surveys/index.ts'
import { connect } from '#db/connect.ts'
import { migrateDatabase } from '#db/migrate.ts'
import type { Round } from '#db/schema.ts'
import { openSqlite } from '#db/sqlite-file.ts'
import { createTestApp, testNow } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import { filesWith } from '#tests/support/canary.ts'
import { postgres } from '#tests/support/database.ts'
import { asAdmin, startPostgres } from '#tests/support/postgres-server.ts'
import type { PostgresServer } from '#tests/support/postgres-server.ts'
import type { SeededSchool } from '#tests/support/school.ts'

let app: TestApp
let seeded: SeededSchool
let round: Round
let slips: string[]
/** Of a single test. */
let server: PostgresServer | undefined

beforeEach(async () => {
  app = await createTestApp()
  seeded = await app.seedSchool()
  round = await newRound()
  slips = await app.db.transaction().execute((tx) => issueSlips(tx, app.secrets, round, 'Lớp Lá 1', 40))
})
afterEach(async () => {
  await app.close()
  await server?.stop()
  server = undefined
})

const deps = () => ({ secrets: app.secrets, keys: app.services.envelopeKeys })
const current = async () => (await findRound(app.db, seeded.school, round.id))!

async function newRound(to = seeded): Promise<Round> {
  const input = { questionnaire: 'education' as const, nameVi: 'Đợt thử', nameEn: 'Test round', opensOn: '2026-11-16', closesOn: '2026-11-30', audienceSize: 40 }
  const id = await createRound(app.db, to.school, input, null, testNow)
  await startRound(app.db, to.school, (await findRound(app.db, to.school, id))!, null, testNow)
  return (await findRound(app.db, to.school, id))!
}

const answer = (more: Partial<ResponseInput> = {}): ResponseInput => ({
  questionnaire: 'education', form: 'quick', answers: { A0: 4, F1: 2 }, expectation: null, comment: null, relation: null, ageGroup: null, placeCode: null, idempotencyKey: newIdempotencyKey(), ...more,
})
const use = (slip: string, more: Partial<ResponseInput> = {}, now = testNow) => submitWithSlip(app.db, deps(), seeded.school, slip, answer(more), now)
const responses = () => app.db.selectFrom('responses').selectAll().execute()

describe('a slip', () => {
  it('is read however it is typed', () => {
    const slip = slips[0]!
    expect(readSlip(formatSlip(slip).toLowerCase())).toBe(slip)
    expect(readSlip(slip.replaceAll('0', 'o').replaceAll('1', 'l'))).toBe(slip)
    expect(readSlip(slip.slice(1))).toBeNull()
  })

  it('answers once', async () => {
    expect(await use(slips[0]!)).toMatchObject({ status: 'saved' })
    expect(await use(slips[0]!)).toEqual({ status: 'used' })
    expect(await use('0000000000000000')).toEqual({ status: 'unknown' })
    expect(await checkSlip(app.db, app.secrets, seeded.school, slips[0]!, '2026-11-23')).toMatchObject({ state: 'used' })
    expect(await checkSlip(app.db, app.secrets, seeded.school, slips[1]!, '2026-11-23')).toMatchObject({ state: 'good' })
    expect(await slipBatches(app.db, round)).toEqual({ batches: [{ batch: 'Lớp Lá 1', issued: 40 }], issued: 40, used: 1 })
  })

  it('gives the same receipt to the same page, before and after the envelope is opened, and refuses other words under its key', async () => {
    const idempotencyKey = newIdempotencyKey()
    const first = await use(slips[0]!, { idempotencyKey })
    expect(await use(slips[0]!, { idempotencyKey })).toEqual({ ...first, status: 'repeated' })
    expect(await use(slips[0]!, { idempotencyKey, answers: { F1: 5 } })).toEqual({ status: 'conflict' })
    for (const slip of slips.slice(1, 6)) await use(slip)
    await openEnvelopes(app.db, deps(), '2026-11-24')
    expect(await use(slips[0]!, { idempotencyKey })).toEqual({ ...first, status: 'repeated' })
    expect(await responses()).toHaveLength(6)
  })

  it('of another school or a closed round does not count', async () => {
    const other = await app.seedSchool({ slug: 'sen-hong' })
    await newRound(other)
    expect(await submitWithSlip(app.db, deps(), other.school, slips[0]!, answer(), testNow)).toEqual({ status: 'unknown' })
    await closeRound(app.db, seeded.school, await current(), null, testNow, deps())
    expect(await use(slips[0]!)).toEqual({ status: 'closed' })
  })
})

describe('the envelopes', () => {
  it('are opened together once the day is over and there are five, counted as slips, with a receipt for each', async () => {
    const receipts: string[] = []
    for (const slip of slips.slice(0, 4)) receipts.push(((await use(slip)) as { receipt: string }).receipt)
    expect(await openEnvelopes(app.db, deps(), '2026-11-23')).toBe(0)
    expect(await openEnvelopes(app.db, deps(), '2026-11-24')).toBe(0)
    expect(await responses()).toEqual([])
    expect(await roundResults(app.db, round)).toMatchObject({ collected: 4, channels: { slip: 4, open: 0 } })
    expect(await countedAndSealed(app.db, seeded.school)).toMatchObject([{ counted: 4, sealed: 0, waiting: 4 }])

    receipts.push(((await use(slips[4]!)) as { receipt: string }).receipt)
    expect(await openEnvelopes(app.db, deps(), '2026-11-24')).toBe(5)
    expect((await responses()).map(({ channel, answered_on }) => ({ channel, answered_on }))).toEqual(Array(5).fill({ channel: 'slip', answered_on: '2026-11-23' }))
    for (const receipt of receipts) expect(await checkReceipt(app.db, app.secrets, seeded.school, receipt)).toMatchObject({ answeredOn: '2026-11-23' })
    await sealDays(app.db, '2026-11-24')
    expect(await countedAndSealed(app.db, seeded.school)).toMatchObject([{ counted: 5, sealed: 5, waiting: 0 }])
    expect((await verifyLedger(app.db, app.secrets)).problems).toEqual([])
    expect(await recount(app.db)).toEqual([])
  })

  it('are all opened when the round closes, however few', async () => {
    await use(slips[0]!)
    await expect(closeRound(app.db, seeded.school, await current(), null, testNow)).rejects.toThrow('envelopes')
    expect(await closeRound(app.db, seeded.school, await current(), null, testNow, deps())).toEqual({ status: 'done' })
    expect(await responses()).toHaveLength(1)
  })

  it('leave no key behind, and one that came while they were opened has a key of its own', async () => {
    for (const slip of slips.slice(0, 5)) await use(slip)
    const [old] = await app.db.selectFrom('slip_envelopes').selectAll().execute()
    await openEnvelopes(app.db, deps(), '2026-11-24')
    expect(readdirSync(path.join(app.config.dataDir, 'envelope-keys'))).toEqual([])
    expect(() => deps().keys.open(old!.key_id, old!.content)).toThrow()
    await use(slips[5]!)
    const [fresh] = await app.db.selectFrom('slip_envelopes').selectAll().execute()
    expect(fresh!.key_id).not.toBe(old!.key_id)
    expect(deps().keys.open(fresh!.key_id, fresh!.content)).toContain('"F1":2')
  })

  it('whose key was lost stay closed and keep no other closed', async () => {
    await use(slips[0]!)
    rmSync(path.join(app.config.dataDir, 'envelope-keys'), { recursive: true })
    await use(slips[1]!)
    expect(await closeRound(app.db, seeded.school, await current(), null, testNow, deps())).toEqual({ status: 'done' })
    expect(await responses()).toHaveLength(1)
    expect(await app.db.selectFrom('slip_envelopes').select('id').execute()).toHaveLength(1)
  })
})

describe('two instances', () => {
  it('close envelopes of a round with one key, and neither with one that the other has deleted', async () => {
    const other = connect(app.config.database)
    const there = { secrets: app.secrets, keys: loadEnvelopeKeys(app.config.dataDir) }
    const answerThere = (slip: string) => submitWithSlip(other, there, seeded.school, slip, answer(), testNow)
    for (const slip of slips.slice(0, 3)) await use(slip)
    for (const slip of slips.slice(3, 6)) await answerThere(slip)
    expect(await app.db.selectFrom('slip_envelopes').select('key_id').distinct().execute()).toHaveLength(1)
    expect(await openEnvelopes(other, there, '2026-11-24')).toBe(6)
    expect(await use(slips[6]!)).toMatchObject({ status: 'saved' })
    expect(await answerThere(slips[7]!)).toMatchObject({ status: 'saved' })
    await closeRound(other, seeded.school, await current(), null, testNow, there)
    expect(await responses()).toHaveLength(8)
    await other.destroy()
  })

  it('lose no answer that comes in while the other opens envelopes, and leave no key behind', async () => {
    const other = connect(app.config.database)
    const there = { secrets: app.secrets, keys: loadEnvelopeKeys(app.config.dataDir) }
    let isOver = false
    const opening = (async () => {
      while (!isOver) {
        await openEnvelopes(other, there, '2026-11-24')
        // Where there was nothing to write nothing was waited for, and the others would never be heard.
        await new Promise((resolve) => setImmediate(resolve))
      }
    })()
    const results = await Promise.all(slips.map((slip, index) => submitWithSlip(index % 2 ? app.db : other, index % 2 ? deps() : there, seeded.school, slip, answer(), testNow)))
    isOver = true
    await opening
    expect(results.map(({ status }) => status)).toEqual(slips.map(() => 'saved'))
    await closeRound(app.db, seeded.school, await current(), null, testNow, deps())
    expect(await responses()).toHaveLength(slips.length)
    expect(await app.db.selectFrom('envelope_keys').select('id').execute()).toEqual([])
    expect(readdirSync(path.join(app.config.dataDir, 'envelope-keys'))).toEqual([])
    await other.destroy()
  })

  it('count a slip once that comes to both at the same time', async () => {
    const other = connect(app.config.database)
    for (const slip of slips.slice(0, 10)) {
      const results = await Promise.all([app.db, other, app.db, other].map((db) => submitWithSlip(db, deps(), seeded.school, slip, answer(), testNow)))
      expect(results.map(({ status }) => status).sort()).toEqual(['saved', 'used', 'used', 'used'])
    }
    await other.destroy()
  })

  it('delete what a crash left: a key whose envelopes were opened just before', async () => {
    for (const slip of slips.slice(0, 5)) await use(slip)
    const keys = { ...deps().keys, forget: () => { throw new Error('killed') } }
    await expect(openEnvelopes(app.db, { ...deps(), keys }, '2026-11-24')).rejects.toThrow('killed')
    expect(readdirSync(path.join(app.config.dataDir, 'envelope-keys'))).toHaveLength(1)
    await openEnvelopes(app.db, deps(), '2026-11-24')
    expect(readdirSync(path.join(app.config.dataDir, 'envelope-keys'))).toEqual([])
  })
})

describe('slip answers and open answers', () => {
  it('are counted apart, and their headlines shown apart only where both have ten', async () => {
    for (const slip of slips.slice(0, 12)) await use(slip, { answers: { F1: 5 } })
    for (let i = 0; i < 9; i += 1) await submitResponse(app.db, app.secrets, seeded.school, answer({ answers: { F1: 1 } }), testNow)
    const released = async () => {
      const results = await roundResults(app.db, await current())
      if (results.state !== 'closed') throw new Error(results.state)
      return results
    }
    const other = await newCopy(10)
    await closeRound(app.db, seeded.school, await current(), null, testNow, deps())
    expect(await released()).toMatchObject({ collected: { all: 21 }, channels: { slip: 12, open: 9, paper: 0, kiosk: 0 }, overallBy: null })
    expect(other).toMatchObject({ overallBy: { verified: { nValid: 12, rate: 1 }, open: { nValid: 10, rate: 0 } } })
  })

  /** The same in a school of its own, with so many open answers. */
  async function newCopy(open: number) {
    const copy = await app.seedSchool({ slug: 'truong-ba' })
    const its = await newRound(copy)
    const its_slips = await app.db.transaction().execute((tx) => issueSlips(tx, app.secrets, its, 'Lá', 12))
    for (const slip of its_slips) await submitWithSlip(app.db, deps(), copy.school, slip, answer({ answers: { F1: 5 } }), testNow)
    for (let i = 0; i < open; i += 1) await submitResponse(app.db, app.secrets, copy.school, answer({ answers: { F1: 1 } }), testNow)
    await closeRound(app.db, copy.school, (await findRound(app.db, copy.school, its.id))!, null, testNow, deps())
    return roundResults(app.db, (await findRound(app.db, copy.school, its.id))!)
  }
})

describe.skipIf(postgres)('whoever copies the database and its log after every single commit', () => {
  it('sees which slip was used, and which answers came, but never which belongs to which', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'lang-nghe-wal-'))
    const beside = openSqlite(app.config.databaseFile)
    beside.pragma('wal_checkpoint(truncate)')
    beside.close()
    copyFileSync(app.config.databaseFile, path.join(folder, 'base'))
    const comments = Array.from({ length: 8 }, (_, index) => `dấu-vết-${index}-${Math.random().toString(36).slice(2)}`)
    for (const [index, comment] of comments.entries()) await use(slips[index]!, { comment })
    const before = readFileSync(`${app.config.databaseFile}-wal`)
    for (const comment of comments) expect(before.includes(comment)).toBe(false)
    await openEnvelopes(app.db, deps(), '2026-11-24')

    const states = history(folder, readFileSync(`${app.config.databaseFile}-wal`))
    rmSync(folder, { recursive: true, force: true })
    let uses = 0
    let arrivals = 0
    for (const [index, state] of states.entries()) {
      const earlier = states[index - 1] ?? { used: new Set<string>(), answers: new Set<string>() }
      const used = [...state.used].filter((hash) => !earlier.used.has(hash))
      const came = [...state.answers].filter((id) => !earlier.answers.has(id))
      if (used.length > 0) expect(came).toEqual([])
      if (came.length > 0) expect(came).toHaveLength(8)
      uses += used.length
      arrivals += came.length
    }
    expect({ uses, arrivals }).toEqual({ uses: 8, arrivals: 8 })

    // Nothing that stood beside a slip in any commit stands beside an answer now.
    const row = JSON.stringify(await responses()) + JSON.stringify(await app.db.selectFrom('ledger_entries').selectAll().execute())
    for (const state of states) for (const word of state.words) expect(row).not.toContain(word)
  })

  interface State {
    used: Set<string>
    answers: Set<string>
    /** All identifying words of the envelopes. */
    words: string[]
  }

  /** Every state that the log of the database has gone through: the log cut off after each of its commits. */
  function history(folder: string, wal: Buffer): State[] {
    const pageSize = wal.readUInt32BE(8)
    const frame = 24 + pageSize
    const states: State[] = []
    for (let end = 32 + frame; end <= wal.length; end += frame) {
      if (wal.readUInt32BE(end - frame + 4) === 0) continue
      const file = path.join(folder, `state-${states.length}`)
      copyFileSync(path.join(folder, 'base'), file)
      writeFileSync(`${file}-wal`, wal.subarray(0, end))
      const sqlite = new SqliteDatabase(file)
      const column = (sql: string) => sqlite.prepare(sql).pluck().all() as string[]
      states.push({
        used: new Set(column('select hash from slips where used = 1')),
        answers: new Set(column('select id from responses')),
        words: column("select id || ' ' || key_id || ' ' || mark from slip_envelopes").flatMap((line) => line.split(' ')),
      })
      sqlite.close()
    }
    return states
  }
})

describe.runIf(postgres)('whoever reads the log of PostgreSQL and the files that it writes', () => {
  beforeEach(async () => {
    // One that writes down everything there is to read.
    server = await startPostgres({ wal_level: 'logical', max_replication_slots: 1, synchronous_commit: 'on', log_statement: 'all', log_min_messages: 'info', logging_collector: 'on' })
    await asAdmin(server.origin, 'create database watched')
    await migrateDatabase(`${server.origin}/watched`)
    await app.close()
    app = await createTestApp({ env: { DATABASE_URL: `${server.origin}/watched` } })
    seeded = await app.seedSchool()
    round = await newRound()
    slips = await app.db.transaction().execute((tx) => issueSlips(tx, app.secrets, round, 'Lớp Lá 1', 40))
  })

  it('sees which slip was used, and which answers came, but never which belongs to which', async () => {
    await sql`select pg_create_logical_replication_slot('watcher', 'test_decoding')`.execute(app.db)
    const comments = Array.from({ length: 8 }, (_, index) => `dau-vet-${index}-${Math.random().toString(36).slice(2)}`)
    for (const [index, comment] of comments.entries()) await use(slips[index]!, { comment })
    const { rows } = await sql<{ data_directory: string }>`show data_directory`.execute(app.db)
    expect(filesWith(rows[0]!.data_directory, comments)).toEqual([])
    expect(filesWith(path.join(rows[0]!.data_directory, 'log'), ['insert into "slip_envelopes"'])).not.toEqual([])
    const words = (await app.db.selectFrom('slip_envelopes').select(['id', 'key_id', 'mark']).execute()).flatMap((row) => Object.values(row))
    await openEnvelopes(app.db, deps(), '2026-11-24')

    const commits = await commitsSince()
    const of = (lines: readonly string[], change: string) => lines.filter((line) => line.startsWith(`table public.${change}:`)).length
    const uses = commits.filter((lines) => of(lines, 'slips: UPDATE') > 0)
    const arrivals = commits.filter((lines) => of(lines, 'responses: INSERT') > 0)
    expect(uses.map((lines) => [of(lines, 'slips: UPDATE'), of(lines, 'slip_envelopes: INSERT')])).toEqual(comments.map(() => [1, 1]))
    expect(arrivals.map((lines) => [of(lines, 'responses: INSERT'), of(lines, 'slips: UPDATE')])).toEqual([[8, 0]])

    // Nothing that stood beside a slip stands beside an answer, and the answers come in an order of their own (the same one by chance in one run of forty thousand).
    const opened = arrivals[0]!.filter((line) => !/^table public\.(slip_envelopes: DELETE|envelope_keys: UPDATE)/.test(line)).join('\n')
    for (const word of words) expect(opened).not.toContain(word)
    const order = [...opened.matchAll(/dau-vet-\d-\w+/g)].map(([comment]) => comment)
    expect([...order].sort()).toEqual(comments)
    expect(order).not.toEqual(comments)
  })

  /** What each commit has written, line by line, as a replica is told. */
  async function commitsSince(): Promise<string[][]> {
    const { rows } = await sql<{ xid: string; data: string }>`select xid::text as xid, data from pg_logical_slot_get_changes('watcher', null, null)`.execute(app.db)
    const commits = new Map<string, string[]>()
    for (const { xid, data } of rows) commits.set(xid, [...(commits.get(xid) ?? []), data])
    return [...commits.values()]
  }
})
