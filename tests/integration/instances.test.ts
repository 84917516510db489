import { readdirSync } from 'node:fs'
import path from 'node:path'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createClientKeys } from '#app/http/client-key.ts'
import { slipCookie, surveyReceiptCookie, visitCookie } from '#app/http/cookies.ts'
import { newIdempotencyKey } from '#app/http/idempotency.ts'
import { forgetLimits, limits } from '#app/http/limiter.ts'
import type { LimitRule } from '#app/http/limiter.ts'
import { deliverMail, smtpService } from '#app/mail/index.ts'
import { issueSlips } from '#app/surveys/index.ts'
import { receiptHash } from '#app/surveys/receipts.ts'
import { connect } from '#db/connect.ts'
import { createTestApp } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import { freePort } from '#tests/support/bench.ts'
import { runCommand } from '#tests/support/command.ts'
import { settled } from '#tests/support/engine.ts'
import { ask, cookieOf, launch, seedOpenSurvey } from '#tests/support/faults.ts'
import type { Answer, RunningServer } from '#tests/support/faults.ts'
import { startProxy } from '#tests/support/proxy.ts'
import { startSmtpSink } from '#tests/support/smtp-sink.ts'
import type { SmtpSink } from '#tests/support/smtp-sink.ts'

/** Several instances of the server over one PostgreSQL database and one data folder. */

describe('three servers behind a proxy, one of which is killed under load and started again', () => {
  let app: TestApp
  let sink: SmtpSink
  let proxy: Awaited<ReturnType<typeof startProxy>>
  let servers: RunningServer[]
  let seeded: Awaited<ReturnType<typeof seedOpenSurvey>>
  let cookies: { coordinator: string; principal: string }
  let slips: string[]

  beforeAll(async () => {
    app = await createTestApp()
    app.setNow(new Date().toISOString())
    seeded = await seedOpenSurvey(app.db)
    slips = await app.db.transaction().execute((tx) => issueSlips(tx, app.secrets, seeded.round, 'Lá 1', 12))
    cookies = { coordinator: await app.signInAs('coordinator'), principal: await app.signInAs('principal') }
    sink = await startSmtpSink()
    const ports = [await freePort(), await freePort(), await freePort()]
    proxy = await startProxy(ports)
    servers = await Promise.all(ports.map(launchBeside))
  }, 60_000)
  afterAll(async () => {
    for (const { child } of servers) child.kill('SIGKILL')
    await Promise.all(servers.map(({ ended }) => ended))
    await proxy.close()
    await sink.close()
    await app.close()
  })

  const launchBeside = (port: number) =>
    launch(app.config.dataDir, port, { DATABASE_URL: app.config.database, PUBLIC_ORIGIN: `http://localhost:${proxy.port}`, SMTP_URL: sink.url, MAIL_FROM: 'Lắng Nghe <no-reply@truong.example.vn>' })

  /** What the servers acknowledged. */
  const receipts: { key: string; receipt: string }[] = []
  const caseIds: string[] = []
  const votes: { slip: string; key: string; status: number }[] = []

  /** Sends the same again until somebody answers: a 502 or a broken line says nothing of what was saved. */
  async function insist(send: () => Promise<Answer>): Promise<Answer> {
    for (;;) {
      const answer = await send().catch(() => null)
      if (answer !== null && answer.status !== 502) return answer
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }

  const receiptOf = (answer: Answer) => (JSON.parse(app.secrets.unseal('survey receipt', cookieOf(answer, surveyReceiptCookie.name) ?? '') ?? '{}') as { receipt?: string }).receipt

  /** One form, sent twice at the same moment by an impatient finger: wherever the two arrive, they are one. */
  async function survey(): Promise<void> {
    const form = { lan_gui: newIdempotencyKey(), A0: '4', F1: '5', F3: '' }
    const answers = await Promise.all([1, 2].map(() => insist(() => ask(proxy.port, '/khao-sat/nhanh', { form }))))
    const found = answers.map(receiptOf)
    expect([...answers.map(({ status }) => status), found[1]]).toEqual([303, 303, found[0]])
    receipts.push({ key: form.lan_gui, receipt: found[0]! })
  }

  /** One slip that three people try to use at the same moment, each at another instance. */
  async function race(slip: string): Promise<void> {
    const until = new Date(Date.now() + 3_600_000).toISOString()
    const cookie = `${slipCookie.name}=${app.secrets.seal('slip visit', JSON.stringify({ schoolId: seeded.school.id, roundId: seeded.round.id, slip, until }))}`
    await Promise.all([0, 1, 2].map(async (index) => {
      const form = { lan_gui: newIdempotencyKey(), F1: '3', F3: '', phieu: '1' }
      const answer = await insist(() => ask(servers[index]!.port, '/khao-sat/nhanh', { form, cookie }))
      votes.push({ slip, key: form.lan_gui, status: answer.status })
      if (answer.status === 303) receipts.push({ key: form.lan_gui, receipt: receiptOf(answer)! })
    }))
  }

  /** A report; then two people of the office take it at the same moment. */
  async function report(): Promise<void> {
    const form = { lan_gui: newIdempotencyKey(), kind: 'feedback', field: seeded.fields[0]!.code, body: 'Cổng sau mở muộn.', sender: 'anonymous', consentPublish: 'on', intent: 'send' }
    const answer = await insist(() => ask(proxy.port, '/phan-anh', { form }))
    expect(answer.status).toBe(303)
    const { caseId } = JSON.parse(app.secrets.unseal('case visit', cookieOf(answer, visitCookie.name) ?? '') ?? '{}') as { caseId: string }
    caseIds.push(caseId)
    const { number } = await app.db.selectFrom('cases').select('number').where('id', '=', caseId).executeTakeFirstOrThrow()
    const step = { viec: 'acknowledge', version: '1', assigneeId: seeded.staff.handler.id, text: '' }
    const steps = await Promise.all([cookies.coordinator, cookies.principal].map((cookie) => insist(() => ask(proxy.port, `/office/phan-anh/${number}`, { form: step, cookie }))))
    expect(steps.map(({ status }) => status).filter((status) => status !== 303 && status !== 409)).toEqual([])
  }

  test('nothing that was acknowledged is lost, and nothing is there twice', { timeout: 90_000 }, async () => {
    const work = [...Array.from({ length: 60 }, () => survey), ...slips.map((slip) => () => race(slip)), ...Array.from({ length: 24 }, () => report)]
    for (let i = work.length - 1; i > 0; i -= 1) {
      const j = Math.floor(Math.random() * (i + 1))
      ;[work[i], work[j]] = [work[j]!, work[i]!]
    }
    const all = work.length
    let restarted: Promise<void> | undefined
    async function client(): Promise<void> {
      for (let next = work.pop(); next; next = work.pop()) {
        await next()
        if (work.length < all / 2) restarted ??= killAndRestart(1)
      }
    }
    await Promise.all(Array.from({ length: 8 }, client))
    await restarted

    // A slip counted for one of the three, whoever was killed meanwhile.
    for (const slip of slips) expect(votes.filter((vote) => vote.slip === slip && vote.status === 303), slip).toHaveLength(1)

    // Numbers of cases count up without a gap, and each case was taken once.
    const cases = await app.db.selectFrom('cases').select(['id', 'number']).orderBy('number').execute()
    expect(cases.map(({ id }) => id).sort()).toEqual([...caseIds].sort())
    expect(cases.map(({ number }) => Number(number.slice(-4)))).toEqual(cases.map((_, index) => index + 1))
    const taken = await app.db.selectFrom('case_events').select('case_id').where('type', '=', 'acknowledge').execute()
    expect(taken.map(({ case_id: id }) => id).sort()).toEqual([...caseIds].sort())
  })

  test('a session holds at all of them and ends at all of them', async () => {
    const cookie = await app.signInAs('viewer')
    const at = async () => (await Promise.all(servers.map(({ port }) => ask(port, '/office', { cookie })))).map(({ status }) => status)
    expect(await at()).toEqual([200, 200, 200])
    expect((await ask(servers[0]!.port, '/office/dang-xuat', { form: {}, cookie })).status).toBe(303)
    expect(await at()).toEqual([303, 303, 303])
  })

  test('what is written at one is on the kept pages of the others, and envelopes that one opens were closed by all', async () => {
    const page = async () => Promise.all(servers.map(async ({ port }) => (await ask(port, '/ty-le-hai-long')).text.includes('100,00')))
    expect(await page()).toEqual([false, false, false])
    const { version } = await app.db.selectFrom('rounds').select('version').where('id', '=', seeded.round.id).executeTakeFirstOrThrow()
    const closed = await ask(servers[2]!.port, `/office/dot-khao-sat/${seeded.round.id}`, { form: { viec: 'dong', hieu: 'on', version: String(version) }, cookie: cookies.principal })
    expect(closed.status).toBe(303)
    await expect.poll(page, { timeout: 10_000 }).toEqual([true, true, true])

    const counted = await app.db.selectFrom('responses').select(['receipt_hash', 'channel']).execute()
    expect(counted.map((row) => row.receipt_hash).sort()).toEqual(receipts.map(({ receipt }) => receiptHash(app.secrets, receipt)).sort())
    expect(counted.filter(({ channel }) => channel === 'slip')).toHaveLength(slips.length)
    expect(readdirSync(path.join(app.config.dataDir, 'envelope-keys'))).toEqual([])
  })

  test('every mail goes out once, though several send at the same time', async () => {
    // What came until now may have gone out already, by whichever server had its turn.
    await Promise.all(Array.from({ length: 10 }, report))
    for (const { child } of servers) child.kill('SIGTERM')
    expect(await Promise.all(servers.map(({ ended }) => ended))).toEqual([0, 0, 0])
    const others = [connect(app.config.database), connect(app.config.database)]
    const later = new Date(Date.now() + 3_600_000).toISOString()
    await Promise.all([app.db, ...others].map((db) => deliverMail(db, smtpService(sink.url, 'Lắng Nghe <no-reply@truong.example.vn>'), () => later)))
    await Promise.all(others.map((db) => db.destroy()))
    const queued = await app.db.selectFrom('outbox').select(['id', 'created_at', 'sent_at']).execute()
    expect(queued.length).toBeGreaterThan(caseIds.length)
    expect(queued.filter(({ sent_at }) => sent_at === null)).toEqual([])
    const taken = sink.mails.map(({ raw }) => /^Message-ID: <([^@]*)@/im.exec(raw)?.[1])
    expect([...new Set(taken)].sort()).toEqual(queued.map(({ id, created_at }) => `${id}.${Date.parse(created_at)}`).sort())
    // One may have been on its way from the server that was killed, if that was about its mail just then.
    expect(taken.length - queued.length).toBeLessThanOrEqual(1)
  })

  test('ledger, counters and the chain of the log verify', { timeout: 60_000 }, async () => {
    const { code, output } = await runCommand(['verify'], { DATA_DIR: app.config.dataDir, DATABASE_URL: app.config.database })
    expect(output).not.toContain('✗')
    expect(code).toBe(0)
  })

  async function killAndRestart(index: number): Promise<void> {
    const { child, ended, port } = servers[index]!
    child.kill('SIGKILL')
    expect(await ended).toBe('SIGKILL')
    servers[index] = await launchBeside(port)
  }
})

test('a burst of answers is seen however it is spread over the instances, and each answer in it once', async () => {
  const here = await createTestApp()
  const there = await createTestApp({ beside: here })
  for (const app of [here, there]) app.setNow(new Date().toISOString())
  const { round } = await seedOpenSurvey(here.db)
  const send = async (app: TestApp) => {
    expect((await app.post('/khao-sat/nhanh', { lan_gui: newIdempotencyKey(), F1: '5' })).status).toBe(303)
  }
  const flags = () => here.db.selectFrom('round_flags').select(['kind', 'count']).where('round_id', '=', round.id).execute()
  for (let count = 0; count < 25; count += 1) await send(here)
  await settled(there)
  expect(await flags()).toEqual([])
  let sentThere = 0
  for (; sentThere < 29 && (await flags()).length === 0; sentThere += 1) await send(there)
  // Of 300 families thirty are a burst, and neither instance has seen so many by itself.
  expect(sentThere).toBeLessThan(29)
  const [flag] = await flags()
  expect(flag!.kind).toBe('burst')
  expect(flag!.count).toBeGreaterThanOrEqual(30)
  expect(flag!.count).toBeLessThanOrEqual(25 + sentThere)
  await there.close()
  await here.close()
})

describe('limits of what is guessed', () => {
  let here: TestApp
  let there: TestApp
  beforeEach(async () => {
    here = await createTestApp()
    there = await createTestApp({ beside: here })
  })
  afterEach(async () => {
    await there.close()
    await here.close()
  })

  const nowMs = () => Date.parse(here.now())
  const take = (app: TestApp, rule: LimitRule, key = 'somebody') => app.services.limiter.take(rule, key, nowMs())

  test('are used up by all instances together, also by attempts at the same moment', async () => {
    const results = await Promise.all(Array.from({ length: 30 }, (_, index) => take(index % 2 ? here : there, limits.codes)))
    expect(results.filter(Boolean)).toHaveLength(limits.codes.limit)
    expect(await here.services.limiter.left(limits.codes, 'somebody', nowMs())).toBe(0)
    expect(await take(there, limits.codes, 'somebody else')).toBe(true)
    expect(await take(there, limits.caseKey)).toBe(true)
  })

  test('slide: half a window later half of them is free, and what is over is forgotten', async () => {
    const at = Math.ceil(nowMs() / limits.codes.windowMs) * limits.codes.windowMs
    const { limiter } = here.services
    for (let count = 0; count < limits.codes.limit; count += 1) await limiter.take(limits.codes, 'x', at)
    const later = at + 1.5 * limits.codes.windowMs
    expect(await there.services.limiter.left(limits.codes, 'x', later)).toBe(5)
    await forgetLimits(here.db, new Date(later).toISOString())
    expect(await there.services.limiter.left(limits.codes, 'x', later)).toBe(5)
    await forgetLimits(here.db, new Date(at + 2 * limits.codes.windowMs + 1).toISOString())
    expect(await here.db.selectFrom('limit_counts').selectAll().execute()).toEqual([])
  })

  test('that guard no secret count in each instance for itself', async () => {
    while (await take(here, limits.kiosk)) continue
    expect(await take(there, limits.kiosk)).toBe(true)
  })

  test('stop whoever guesses passwords or case keys at one instance after the other', async () => {
    await here.seedSchool()
    const signIn = (app: TestApp) => app.post('/office/dang-nhap', { email: 'ai.do@truong.example.vn', password: 'sai rồi', tiep: '/office' })
    const tried: number[] = []
    for (let count = 0; count < limits.signInAccount.limit; count += 1) tried.push((await signIn(count % 2 ? here : there)).status)
    expect(new Set(tried)).toEqual(new Set([422]))
    expect([(await signIn(here)).status, (await signIn(there)).status]).toEqual([429, 429])
    expect(await here.db.selectFrom('audit').select('action').where('action', '=', 'staff:sign-in-blocked').execute()).toHaveLength(1)

    const lookUp = (app: TestApp) => app.post('/tra-cuu', { ma: String(1_000_000_000_000_000 + Math.floor(Math.random() * 1e9)) })
    for (let count = 0; count < limits.caseKey.limit; count += 1) expect((await lookUp(count % 2 ? here : there)).status).toBe(303)
    expect([(await lookUp(here)).status, (await lookUp(there)).status]).toEqual([429, 429])
  })

  test('leave no address, no account and no time of an attempt behind, in no log and in no replica', async () => {
    await here.seedSchool()
    await here.post('/office/dang-nhap', { email: 'ai.do@truong.example.vn', password: 'sai rồi', tiep: '/office' })
    const rows = await here.db.selectFrom('limit_counts').selectAll().execute()
    expect(rows).toHaveLength(3)
    for (const { key, started } of rows) {
      expect(key).toMatch(/^[\w-]{43}$/)
      expect(started % limits.signInAccount.windowMs).toBe(0)
    }
    const { rows: kinds } = await sql<{ relpersistence: string }>`select relpersistence from pg_class where relname in ('limit_counts', 'limit_counts_pkey', 'limit_counts_end')`.execute(here.db)
    expect(kinds.map(({ relpersistence }) => relpersistence)).toEqual(['u', 'u', 'u'])
  })

  test('know an address by the same key at every instance, until the day is over', () => {
    const folder = path.join(here.config.dataDir, 'address-salts')
    const [one, other] = [createClientKeys(folder), createClientKeys(folder)]
    const [today, tomorrow] = ['2026-11-23T02:00:00.000Z', '2026-11-24T02:00:00.000Z']
    const key = one('203.0.113.7', today)
    expect(other('203.0.113.7', today)).toBe(key)
    expect(other('203.0.113.7', tomorrow)).not.toBe(key)
    expect(one('203.0.113.7', tomorrow)).toBe(other('203.0.113.7', tomorrow))
    expect(readdirSync(folder)).toEqual(['2026-11-24'])
  })
})
