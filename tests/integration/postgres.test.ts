import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openFileStore } from '#app/attachments/store.ts'
import { recordAudit, verifyAudit } from '#app/audit/index.ts'
import { serverJobs, startScheduler } from '#app/scheduler.ts'
import { liveTables } from '#db/changes.ts'
import { connect } from '#db/connect.ts'
import { inTurn, isUniqueViolation } from '#db/dialect.ts'
import { migrateDatabase, migrations } from '#db/migrate.ts'
import { migratePostgres } from '#db/postgres/migrate.ts'
import { loadDemo } from '#db/seed/load.ts'
import { soundness } from '#db/soundness.ts'
import { copySchool } from '../../scripts/support/copy-school.ts'
import { createTestApp } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import { runCommand } from '#tests/support/command.ts'
import { postgres } from '#tests/support/database.ts'
import { tamper } from '#tests/support/engine.ts'
import { asAdmin, schemaMark, withClient } from '#tests/support/postgres-server.ts'

/** What is about PostgreSQL alone. Everything else of this folder runs on it as on SQLite. */

let app: TestApp
beforeEach(async () => {
  app = await createTestApp()
})
afterEach(() => app.close())

/** A database in which there is nothing yet. */
async function withNew(name: string, work: (url: string) => Promise<void>): Promise<void> {
  await asAdmin(postgres!.origin, `create database ${name}`)
  try {
    await work(`${postgres!.origin}/${name}`)
  } finally {
    await asAdmin(postgres!.origin, `drop database ${name} with (force)`)
  }
}

describe('transactions', () => {
  test('that read and then write are as if one came after the other', async () => {
    const { school } = await app.seedSchool()
    const add = () =>
      app.db.transaction().execute(async (tx) => {
        const { undo_minutes: minutes } = await tx.selectFrom('schools').select('undo_minutes').where('id', '=', school.id).executeTakeFirstOrThrow()
        await tx.updateTable('schools').set({ undo_minutes: minutes + 1 }).where('id', '=', school.id).execute()
      })
    const other = connect(app.config.database)
    await Promise.all(Array.from({ length: 40 }, add))
    await other.destroy()
    const { undo_minutes: minutes } = await app.db.selectFrom('schools').select('undo_minutes').where('id', '=', school.id).executeTakeFirstOrThrow()
    expect(minutes).toBe(school.undo_minutes + 40)
  })

  test('that look at what another writes, crosswise, do not both go through on an old view', async () => {
    const { school } = await app.seedSchool()
    const count = async (tx: typeof app.db) => Number((await tx.selectFrom('setup_tokens').select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()).count)
    // Each adds one only while there are none: the classic that a mere snapshot lets through twice.
    const add = (name: string) =>
      app.db.transaction().execute(async (tx) => {
        if ((await count(tx)) > 0) return
        await new Promise((resolve) => setTimeout(resolve, 20))
        await tx.insertInto('setup_tokens').values({ token_hash: name, created_at: school.created_at, used_at: null }).execute()
      })
    await Promise.all(['a', 'b', 'c', 'd'].map(add))
    expect(await count(app.db)).toBe(1)
  })

  test('keep one chain of the log when several instances write at once', async () => {
    const { school } = await app.seedSchool()
    const before = await verifyAudit(app.db)
    const other = connect(app.config.database)
    const entry = (n: number) => ({ schoolId: school.id, staffId: null, action: 'case:open' as const, target: String(n), at: app.now() })
    await Promise.all([app.db, other].flatMap((db, side) => Array.from({ length: 10 }, (_, n) => recordAudit(db, entry(side * 10 + n)))))
    await other.destroy()
    expect(await verifyAudit(app.db)).toEqual({ lines: before.lines + 20, problems: [] })
  })

  test('say that a value is taken, as SQLite does', async () => {
    const add = () => app.db.transaction().execute((tx) => tx.insertInto('setup_tokens').values({ token_hash: 'same', created_at: app.now(), used_at: null }).execute())
    await add()
    const error: unknown = await add().catch((failure: unknown) => failure)
    expect(isUniqueViolation(error)).toBe(true)
  })
})

describe('values', () => {
  test('come as SQLite has them: numbers, 1 and 0, texts by their bytes, nothing first', async () => {
    const { rows } = await sql`select count(*) as count, sum(1) as sum, 1 = 1 as yes, 1 = 2 as no from schools`.execute(app.db)
    expect(rows).toEqual([{ count: 0, sum: null, yes: 1, no: 0 }])
    for (const name of ['a', 'B', 'Z', 'ă', 'đ']) await app.db.insertInto('setup_tokens').values({ token_hash: name, created_at: app.now(), used_at: null }).execute()
    const names = (await app.db.selectFrom('setup_tokens').select('token_hash').orderBy('token_hash').execute()).map((row) => row.token_hash)
    expect(names).toEqual(['B', 'Z', 'a', 'ă', 'đ'])
  })
})

describe('migrations', () => {
  test('of several instances that start together are made once', async () => {
    await withNew('together', async (url) => {
      const results = await Promise.all([1, 2, 3].map(() => migrateDatabase(url)))
      expect(results.map(({ from }) => from).sort((one, other) => one - other)).toEqual([0, migrations.length, migrations.length])
      expect(await withClient(url, schemaMark)).toBe(postgres!.schemaMark)
    })
  })

  test('that fail leave everything as it was; a newer database is refused', async () => {
    const url = app.config.database
    const steps = [...migrations, { name: 'later', sql: 'create table later (id text primary key) strict; create table later (id text primary key) strict;' }]
    await expect(migratePostgres(url, steps)).rejects.toThrow(/already exists/)
    expect(await withClient(url, schemaMark)).toBe(postgres!.schemaMark)
    await expect(migratePostgres(url, migrations.slice(1))).rejects.toThrow(/newer program/)
    await expect(migratePostgres(url, [...migrations, { name: 'later', sql: '', run: () => undefined }])).rejects.toThrow(/SQLite alone/)
  })

  test('forbid the same as on SQLite', async () => {
    const { refusals, damages, dangling } = await soundness(app.config.database)
    const beside = await sqliteSoundness()
    expect(new Set(refusals)).toEqual(new Set(beside.refusals))
    expect([damages, dangling]).toEqual([[], []])
  })

  async function sqliteSoundness() {
    const file = path.join(app.config.dataDir, 'beside.sqlite')
    await migrateDatabase(file)
    return soundness(file)
  }
})

describe('several instances', () => {
  test('leave the work of the clock to one at a time, and to the next when that one dies', async () => {
    const other = connect(app.config.database)
    const turns: string[] = []
    let end = (): void => undefined
    const first = inTurn(app.db, () => new Promise<void>((resolve) => {
      turns.push('first')
      end = resolve
    }))
    while (turns.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    await inTurn(other, () => Promise.resolve(void turns.push('second')))
    expect(turns).toEqual(['first'])
    end()
    await first
    await inTurn(other, () => Promise.resolve(void turns.push('second')))
    expect(turns).toEqual(['first', 'second'])
    await other.destroy()
  })

  test('call out every table that is written but those that answers write by the hundred, and those that no page shows', async () => {
    const { rows } = await sql<{ name: string }>`
      select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
      and not exists (select 1 from pg_trigger where tgrelid = pg_class.oid and tgname = 'tell_changes')`.execute(app.db)
    expect(new Set(rows.map(({ name }) => name))).toEqual(new Set([...liveTables, 'schema_version', 'write_turn', 'limit_counts']))
  })

  test('run every job', async () => {
    await app.seedSchool()
    const run: string[] = []
    const jobs = Object.entries(serverJobs(app.services)).map(([name, job]) => [name, async (signal: AbortSignal) => {
      await job(signal)
      run.push(name)
    }] as const)
    const scheduler = startScheduler(app.db, Object.fromEntries(jobs))
    while (run.length < jobs.length) await new Promise((resolve) => setTimeout(resolve, 10))
    await scheduler.stop()
    expect(run).toEqual(jobs.map(([name]) => name))
  })
})

describe('a school that moves', () => {
  test('there and back is the same in every row and every file, and verifies on either side', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'lang-nghe-copy-'))
    try {
      const [sqlite, back] = [path.join(folder, 'sqlite'), path.join(folder, 'back')]
      const begin = path.join(sqlite, 'langnghe.sqlite')
      cpSync(app.config.dataDir, sqlite, { recursive: true })
      await migrateDatabase(begin)
      const source = connect(begin)
      await loadDemo({ db: source, files: openFileStore(sqlite), secrets: app.secrets, publicOrigin: app.origin }, '2026-11-24T02:00:00.000Z')
      const schools = await source.selectFrom('schools').select(['slug', 'is_default']).orderBy('is_default', 'desc').execute()
      await source.destroy()

      const there = ['--to', app.config.dataDir, '--to-database', app.config.database]
      for (const { slug } of schools) expect(await runCommand(['copy-school', slug, '--from', sqlite, ...there])).toMatchObject({ code: 0 })
      const again = await runCommand(['copy-school', schools[0]!.slug, '--from', sqlite, ...there])
      expect(again).toMatchObject({ code: 1, output: expect.stringContaining('đã có ở nơi nhận') as unknown })
      const verified = await runCommand(['verify'], { DATA_DIR: app.config.dataDir, DATABASE_URL: app.config.database })
      expect(verified.output).not.toContain('✗')
      expect(verified.code).toBe(0)

      for (const { slug } of schools) expect(await runCommand(['copy-school', slug, '--from', app.config.dataDir, '--from-database', app.config.database, '--to', back])).toMatchObject({ code: 0 })
      expect((await runCommand(['verify'], { DATA_DIR: back })).output).not.toContain('✗')
      const [before, after] = [await everything(begin), await everything(path.join(back, 'langnghe.sqlite'))]
      expect(Object.keys(before).filter((table) => before[table] !== after[table])).toEqual([])
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }, 120_000)

  test('beside another keeps out of its numbers, and everything points where it did', async () => {
    await app.seedSchool()
    const { school } = await app.seedSchool()
    const elsewhere = await createTestApp()
    try {
      cpSync(path.join(app.config.dataDir, 'pepper'), path.join(elsewhere.config.dataDir, 'pepper'))
      const other = await elsewhere.seedSchool()
      await recordAudit(app.db, { schoolId: school.id, staffId: null, action: 'case:open', target: 'ours', at: app.now() })
      await recordAudit(elsewhere.db, { schoolId: other.school.id, staffId: null, action: 'case:open', target: 'theirs', at: app.now() })
      const copied = await copySchool(school.slug, { db: app.db, dataDir: app.config.dataDir }, { db: elsewhere.db, dataDir: elsewhere.config.dataDir })
      expect(copied.isDefault).toBe(false)
      const lines = await elsewhere.db.selectFrom('audit').select(['id', 'target']).where('action', '=', 'case:open').orderBy('id').execute()
      expect(lines.map(({ target }) => target)).toEqual(['theirs', 'ours'])
      expect((await verifyAudit(elsewhere.db)).problems).toEqual([])
      await recordAudit(elsewhere.db, { schoolId: school.id, staffId: null, action: 'case:open', target: 'next', at: app.now() })
      expect((await elsewhere.db.selectFrom('audit').select('target').orderBy('id', 'desc').executeTakeFirst())?.target).toBe('next')
    } finally {
      await elsewhere.close()
    }
  })

  test('is refused where the pepper is another, and leaves nothing there', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'lang-nghe-copy-'))
    const { school } = await app.seedSchool()
    const elsewhere = await createTestApp()
    try {
      const refused = await runCommand(['copy-school', school.slug, '--from', app.config.dataDir, '--from-database', app.config.database, '--to', elsewhere.config.dataDir, '--to-database', elsewhere.config.database])
      expect(refused).toMatchObject({ code: 1, output: expect.stringContaining('pepper khác nhau') as unknown })
      expect(await elsewhere.db.selectFrom('schools').select('id').execute()).toEqual([])
    } finally {
      await elsewhere.close()
      rmSync(folder, { recursive: true, force: true })
    }
  })

  async function everything(file: string): Promise<Record<string, string>> {
    const db = connect(file)
    const found: Record<string, string> = {}
    for (const { name } of await db.introspection.getTables()) {
      // How SQLite lays its index out depends on what was there before; that it fits the cases, `verify` has said.
      if (name.startsWith('case_trigrams_')) continue
      const { rows } = await sql`select * from ${sql.table(name)}`.execute(db)
      if (!['setup_tokens', 'passkey_challenges', 'limit_counts'].includes(name)) found[name] = rows.map((row) => JSON.stringify(row)).sort().join('\n')
    }
    await db.destroy()
    return found
  }
})

describe('npm run verify', () => {
  test('tells what is wrong in PostgreSQL', async () => {
    const { school } = await app.seedSchool()
    await tamper(app, `insert into places (id, school_id, code, name, kind, active, created_at) values ('x', 'nowhere', 'KHONGCO', 'x', 'gate', 1, 'x')`)
    await withClient(app.config.database, (client: pg.Client) => client.query('drop trigger audit_never_goes on audit'))
    const { code, output } = await runCommand(['verify'], { DATA_DIR: app.config.dataDir, DATABASE_URL: app.config.database })
    expect(code).toBe(1)
    expect(output).toContain('places → schools')
    expect(output).toContain('audit delete: không còn bị chặn')
    expect(school.id).not.toBe('nowhere')
  })
})

describe('commands for a file', () => {
  test('say what to use instead', async () => {
    const env = { DATA_DIR: app.config.dataDir, DATABASE_URL: app.config.database }
    for (const command of ['backup', 'restore']) {
      const { code, output } = await runCommand([command, 'x'], env)
      expect(code).toBe(1)
      expect(output).toContain('pg_dump')
    }
    expect(existsSync(path.join(app.config.dataDir, 'langnghe.sqlite'))).toBe(false)
    expect(readFileSync(path.join(app.config.dataDir, 'pepper'), 'utf8')).toHaveLength(64)
  })
})
