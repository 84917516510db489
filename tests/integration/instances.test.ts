import { readdirSync } from 'node:fs'
import path from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createClientKeys } from '#app/http/client-key.ts'
import { forgetLimits, limits } from '#app/http/limiter.ts'
import type { LimitRule } from '#app/http/limiter.ts'
import { createTestApp } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'

/** Several instances of the server over one PostgreSQL database and one data folder. */

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
