import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createChanges } from '#db/changes.ts'
import { connect } from '#db/connect.ts'
import type { Db } from '#db/connect.ts'
import { isOutOfReach, isUniqueViolation, readThenWrite } from '#db/dialect.ts'
import { migrate } from '#db/migrate.ts'
import { soundness } from '#db/soundness.ts'
import { openSqlite } from '#db/sqlite-file.ts'
import { foldDiacritics } from '#app/i18n/format.ts'
import { addCase } from '#tests/support/cases.ts'
import { seedSchool } from '#tests/support/school.ts'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lang-nghe-sqlite-'))
  file = path.join(folder, 'test.sqlite')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('every connection', () => {
  test('keeps what it has promised to keep: the settings, read back', () => {
    migrate(file)
    for (let i = 0; i < 2; i += 1) {
      const sqlite = openSqlite(file)
      const settings = Object.fromEntries(
        ['journal_mode', 'synchronous', 'foreign_keys', 'busy_timeout', 'trusted_schema', 'secure_delete', 'cell_size_check', 'journal_size_limit', 'wal_autocheckpoint'].map(
          (name) => [name, sqlite.pragma(name, { simple: true })],
        ),
      )
      sqlite.close()
      expect(settings).toEqual({
        journal_mode: 'wal',
        synchronous: 2,
        foreign_keys: 1,
        busy_timeout: 5000,
        trusted_schema: 0,
        secure_delete: 1,
        cell_size_check: 1,
        journal_size_limit: 67_108_864,
        wal_autocheckpoint: 16_000,
      })
    }
  })

  test('is refused where a setting does not take, as WAL in memory', () => {
    expect(() => openSqlite(':memory:')).toThrow(/journal_mode/)
  })
})

test('every table is STRICT', () => {
  migrate(file)
  const sqlite = openSqlite(file)
  const tables = sqlite.prepare("select name, strict from pragma_table_list where schema = 'main' and type = 'table' and name not like 'sqlite_%'").all()
  sqlite.close()
  expect(tables.length).toBeGreaterThan(20)
  expect(tables.filter((table) => (table as { strict: number }).strict !== 1)).toEqual([])
})

/** A command writes in its own thread, the server in another. */
const kinds: [kind: string, open: (patienceMs?: number) => Db][] = [
  ['a command', (patienceMs) => connect(file, undefined, patienceMs)],
  ['the server', (patienceMs) => connect(file, createChanges(), patienceMs)],
]

test.each(kinds)('%s: several rows in one statement arrive as they are, inside a transaction and outside, all or none', async (_, open) => {
  migrate(file)
  const db = open()
  const rows = [1, 2, 3].map((n) => ({ code: `C${n}`, name: n === 2 ? null : `Chữ ${n}`, n }))
  const read = async () => (await sql<{ code: string }>`select * from several order by n`.execute(db)).rows
  await sql`create table several (code text primary key, name text, n integer not null) strict`.execute(db)
  const several = (on: Db, more: typeof rows = rows) => on.insertInto('several' as 'fields').values(more as never).executeTakeFirstOrThrow()

  expect((await db.transaction().execute((tx) => several(tx))).numInsertedOrUpdatedRows).toBe(3n)
  expect(await read()).toEqual(rows)
  const others = [4, 5, 1].map((n) => ({ code: `C${n}`, name: null, n }))
  await expect(db.transaction().execute((tx) => several(tx, others))).rejects.toThrow(/UNIQUE/)
  await expect(several(db, others)).rejects.toThrow(/UNIQUE/)
  expect(await read()).toEqual(rows)
  await db.destroy()
})

test('two connections that read and then write in a transaction wait for each other instead of failing', async () => {
  migrate(file)
  const setup = openSqlite(file)
  setup.exec("insert into setup_tokens (token_hash, created_at) values ('counter', '0')")
  setup.close()
  const connections = [connect(file), connect(file)]
  try {
    const add = (db: ReturnType<typeof connect>) =>
      db.transaction().execute(async (trx) => {
        const row = await trx.selectFrom('setup_tokens').select('created_at').where('token_hash', '=', 'counter').executeTakeFirstOrThrow()
        await trx.updateTable('setup_tokens').set({ created_at: String(Number(row.created_at) + 1) }).where('token_hash', '=', 'counter').execute()
      })
    // One after the other in each connection, the connections by turns: a deferred transaction fails here with SQLITE_BUSY_SNAPSHOT.
    for (let i = 0; i < 20; i += 1) for (const db of connections) await add(db)
    const row = await connections[0]!.selectFrom('setup_tokens').select('created_at').executeTakeFirstOrThrow()
    expect(row.created_at).toBe('40')
  } finally {
    await Promise.all(connections.map((db) => db.destroy()))
  }
})

test('a transaction that will write takes the lock before it reads', async () => {
  migrate(file)
  const db = connect(file)
  const other = new SqliteDatabase(file, { timeout: 0 })
  try {
    await db.transaction().execute(async (trx) => {
      await trx.selectFrom('setup_tokens').selectAll().execute()
      expect(() => other.prepare("insert into setup_tokens (token_hash, created_at) values ('x', 'x')").run()).toThrow(/locked/)
    })
  } finally {
    other.close()
    await db.destroy()
  }
})

describe.each(kinds)('%s, while another process keeps the lock', (_, open) => {
  const add = (db: Db, name: string) => db.transaction().execute((trx) => trx.insertInto('setup_tokens').values({ token_hash: name, created_at: 'now' }).execute())

  test('reading goes on, writers wait without holding up anybody, and go on in their order once it is free', async () => {
    migrate(file)
    const db = open()
    const other = new SqliteDatabase(file)
    try {
      await add(db, 'before')
      other.exec('begin immediate')
      const done: string[] = []
      const writers = ['a', 'b'].map((name) => add(db, name).then(() => done.push(name)))
      const single = db.insertInto('setup_tokens').values({ token_hash: 'c', created_at: 'now' }).execute().then(() => done.push('c'))
      for (let i = 0; i < 5; i += 1) {
        expect(await db.selectFrom('setup_tokens').select('token_hash').execute()).toEqual([{ token_hash: 'before' }])
        await new Promise((resolve) => setTimeout(resolve, 10))
      }
      expect(done).toEqual([])
      other.exec('commit')
      await Promise.all([...writers, single])
      expect(done).toEqual(['a', 'b', 'c'])
    } finally {
      other.close()
      await db.destroy()
    }
  })

  test('everybody who waits too long is told, nothing of theirs is kept, and the next one is served', async () => {
    migrate(file)
    const db = open(200)
    const other = new SqliteDatabase(file)
    try {
      other.exec('begin immediate')
      const waiting = ['a', 'b', 'c', 'd', 'e'].map((name) => add(db, name).catch((error: unknown) => error))
      const errors = await Promise.all(waiting)
      expect(errors.map((error) => isOutOfReach(error))).toEqual([true, true, true, true, true])
      other.exec('rollback')
      await add(db, 'after')
      expect(await db.selectFrom('setup_tokens').select('token_hash').execute()).toEqual([{ token_hash: 'after' }])
    } finally {
      other.close()
      await db.destroy()
    }
  })
})

test('what was read while a transaction had written and not yet committed no longer holds afterwards', async () => {
  migrate(file)
  const changes = createChanges()
  const db = connect(file, changes)
  try {
    const read = () => db.selectFrom('setup_tokens').select('token_hash').execute()
    const early = await db.transaction().execute(async (trx) => {
      await trx.insertInto('setup_tokens').values({ token_hash: 'new', created_at: 'now' }).execute()
      return changes.watch(read)
    })
    expect(early.value).toEqual([])
    expect([...changes.writtenSince(early.source)]).toEqual(['setup_tokens'])
    const late = await changes.watch(read)
    expect(late.value).toHaveLength(1)
    expect([...changes.writtenSince(late.source)]).toEqual([])
  } finally {
    await db.destroy()
  }
})

test.each(kinds)('%s: a database that cannot grow says so itself, keeps nothing of the transaction, is read on, and takes the next one when there is room', async (_, open) => {
  migrate(file)
  const db = open()
  try {
    const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(db)
    await sql`pragma max_page_count = ${sql.lit(rows[0]!.page_count)}`.execute(db)
    const fill = () =>
      db.transaction().execute(async (trx) => {
        for (let i = 0; i < 50; i += 1) await trx.insertInto('setup_tokens').values({ token_hash: `t${i}`, created_at: 'x'.repeat(4096) }).execute()
      })
    const error: unknown = await fill().catch((reason: unknown) => reason)
    expect(error).toMatchObject({ code: 'SQLITE_FULL' })
    expect(isOutOfReach(error)).toBe(true)
    expect(await db.selectFrom('setup_tokens').select('token_hash').execute()).toEqual([])
    await sql`pragma max_page_count = 1000000`.execute(db)
    await fill()
    expect(await db.selectFrom('setup_tokens').select('token_hash').execute()).toHaveLength(50)
  } finally {
    await db.destroy()
  }
})

describe('the index of words', () => {
  const filled = async () => {
    migrate(file)
    const db = connect(file)
    const seeded = await seedSchool(db, '2026-11-23T02:00:00.000Z')
    const rows = []
    for (const word of ['quýt', 'xoài', 'khế', 'mận']) rows.push(await addCase(db, seeded, { search_text: foldDiacritics(`Nguyễn ${word}`) }))
    await db.destroy()
    return rows
  }
  const indexed = (sqlite: SqliteDatabase.Database) => sqlite.prepare("select term from temp.words_of order by term").pluck().all() as string[]
  const withTerms = (sqlite: SqliteDatabase.Database) => sqlite.exec("create virtual table temp.words_of using fts5vocab('main', 'case_trigrams', 'row')")
  const found = (sqlite: SqliteDatabase.Database, trigram: string) =>
    sqlite.prepare('select number from cases where rowid in (select rowid from case_trigrams where case_trigrams match ?)').pluck().all(trigram)

  test('keeps nothing of a text that was erased or changed, nor of a case that is gone', async () => {
    const [quyt, xoai, khe, man] = await filled()
    const sqlite = openSqlite(file)
    withTerms(sqlite)
    expect(indexed(sqlite)).toEqual(expect.arrayContaining(['quy', 'xoa', 'khe', 'man', 'ngu']))
    sqlite.prepare("update cases set search_text = '' where id = ?").run(quyt!.id)
    sqlite.prepare("update cases set search_text = 'nguyen oi' where id = ?").run(xoai!.id)
    sqlite.prepare('delete from cases where id = ?').run(khe!.id)
    expect(indexed(sqlite).filter((term) => ['quy', 'uyt', 'xoa', 'oai', 'khe', ' kh'].includes(term))).toEqual([])
    expect(found(sqlite, 'man')).toEqual([man!.number])
    // Neither under the surface, where SQLite keeps the index.
    const kept = (sqlite.prepare('select block from case_trigrams_data').pluck().all() as Buffer[]).map((block) => block.toString('latin1')).join()
    expect(kept).toContain('man')
    expect(kept).not.toMatch(/quy|uyt|xoa/)
    sqlite.close()
    expect((await soundness(file)).damages).toEqual([])
  })

  test('is that of a backup too, and a copy where it is not is told', async () => {
    const [quyt, , , man] = await filled()
    const copy = path.join(folder, 'copy.sqlite')
    const sqlite = openSqlite(file)
    // A gap, so that rows could be numbered anew.
    sqlite.prepare('delete from cases where id = ?').run(quyt!.id)
    sqlite.prepare('vacuum into ?').run(copy)
    sqlite.close()
    const copied = openSqlite(copy)
    expect(found(copied, 'man')).toEqual([man!.number])
    expect((await soundness(copy)).damages).toEqual([])
    copied.exec("insert into case_trigrams (case_trigrams) values ('delete-all')")
    copied.close()
    expect((await soundness(copy)).damages).toEqual([expect.stringContaining('case_trigrams')])
  })
})

describe.each(kinds)('%s, a transaction that reads first and then only writes', (_, open) => {
  const put = (on: Db, name: string) => on.insertInto('setup_tokens').values({ token_hash: name, created_at: 'now' }).execute()
  const names = async (on: Db) => (await on.selectFrom('setup_tokens').select('token_hash').orderBy('token_hash').execute()).map((row) => row.token_hash)
  let db: Db
  beforeEach(() => {
    migrate(file)
    db = open()
  })
  afterEach(() => db.destroy())

  test('sees what was there before, and what it wrote is there when it ends', async () => {
    await put(db, 'a')
    const seen = await readThenWrite(db).execute(async (tx) => {
      await put(tx, 'b')
      return names(tx)
    })
    expect(seen).toEqual(['a'])
    expect(await names(db)).toEqual(['a', 'b'])
  })

  test('writes all or nothing, and the next one is served', async () => {
    await put(db, 'a')
    const error: unknown = await readThenWrite(db).execute(async (tx) => {
      await put(tx, 'b')
      await put(tx, 'a')
    }).catch((reason: unknown) => reason)
    expect(isUniqueViolation(error)).toBe(true)
    await expect(readThenWrite(db).execute(async (tx) => {
      await put(tx, 'c')
      throw new Error('thought better of it')
    })).rejects.toThrow('thought better of it')
    expect(await names(db)).toEqual(['a'])
    await put(db, 'd')
    expect(await names(db)).toEqual(['a', 'd'])
  })

  test('lets nobody of this process write in between', async () => {
    const order: string[] = []
    let other: Promise<unknown> | undefined
    await readThenWrite(db).execute(async (tx) => {
      other = put(db, 'b').then(() => order.push('other'))
      await new Promise((resolve) => setTimeout(resolve, 30))
      expect(await names(tx)).toEqual([])
      await put(tx, 'a')
    }).then(() => order.push('first'))
    await other
    expect(order).toEqual(['first', 'other'])
    expect(await names(db)).toEqual(['a', 'b'])
  })

  test('waits for another process that is writing, and says so where that takes too long', async () => {
    await db.destroy()
    db = open(150)
    const other = new SqliteDatabase(file)
    try {
      other.exec('begin immediate')
      const error: unknown = await readThenWrite(db).execute((tx) => put(tx, 'a')).catch((reason: unknown) => reason)
      expect(isOutOfReach(error)).toBe(true)
      const waiting = readThenWrite(db).execute((tx) => put(tx, 'b'))
      await new Promise((resolve) => setTimeout(resolve, 30))
      other.exec('commit')
      await waiting
      expect(await names(db)).toEqual(['b'])
    } finally {
      other.close()
    }
  })
})

describe('the server, which writes in a thread of its own', () => {
  let changes: ReturnType<typeof createChanges>
  let db: Db
  beforeEach(() => {
    migrate(file)
    changes = createChanges()
    db = connect(file, changes)
  })
  afterEach(() => db.destroy())
  const read = () => db.selectFrom('setup_tokens').select('token_hash').execute()
  const put = (name: string) => db.insertInto('setup_tokens').values({ token_hash: name, created_at: 'now' }).execute()
  const soon = () => new Promise((resolve) => setTimeout(resolve, 40))

  test('reads on while something is being written', async () => {
    let isWritten = false
    const writing = sql`insert into setup_tokens (token_hash, created_at) with recursive n (i) as (select 1 union all select i + 1 from n where i < 200000) select 't' || i, 'now' from n`.execute(db).then(() => (isWritten = true))
    // Long enough for it to be under way; a transaction of another connection sees nothing of it before its end.
    await new Promise((resolve) => setImmediate(resolve))
    expect(await read()).toEqual([])
    expect(isWritten).toBe(false)
    await writing
    expect(await read()).toHaveLength(200_000)
  })

  test('knows its own writes from those of another process, also of one that came just before or after', async () => {
    const other = new SqliteDatabase(file)
    try {
      const fields = () => changes.watch(() => db.selectFrom('fields').selectAll().execute())
      await put('own')
      const { source } = await fields()
      await put('own again')
      await soon()
      expect([...changes.writtenSince(source)]).toEqual([])

      other.exec("insert into setup_tokens (token_hash, created_at) values ('at rest', 'now')")
      await soon()
      expect([...changes.writtenSince(source)]).toEqual(['*'])

      const next = await fields()
      other.exec("insert into setup_tokens (token_hash, created_at) values ('before', 'now')")
      await put('right behind')
      await soon()
      expect([...changes.writtenSince(next.source)]).toEqual(['*'])

      const last = await fields()
      const writing = put('right ahead')
      other.exec("insert into setup_tokens (token_hash, created_at) values ('meanwhile', 'now')")
      await writing
      await soon()
      expect([...changes.writtenSince(last.source)]).toEqual(['*'])
    } finally {
      other.close()
    }
  })

  test('tells of a value that no column can hold, inside a transaction and outside, and goes on', async () => {
    await expect(put(new Date(0) as unknown as string)).rejects.toThrow(TypeError)
    await expect(db.transaction().execute(async (tx) => {
      await tx.insertInto('setup_tokens').values({ token_hash: 'before it', created_at: 'now' }).execute()
      await tx.insertInto('setup_tokens').values({ token_hash: true as unknown as string, created_at: 'now' }).execute()
    })).rejects.toThrow(TypeError)
    await put('after')
    expect(await read()).toEqual([{ token_hash: 'after' }])
  })

  test('does what it was told before it ends, and takes nothing afterwards', async () => {
    const writing = Array.from({ length: 20 }, (_, n) => put(`t${n}`))
    await new Promise((resolve) => setImmediate(resolve))
    await Promise.all([db.destroy(), ...writing].map((one) => one.catch(() => undefined)))
    await expect(put('late')).rejects.toThrow()
    const after = new SqliteDatabase(file)
    const { count } = after.prepare('select count(*) as count from setup_tokens').get() as { count: number }
    after.close()
    expect(count).toBeGreaterThan(0)
    expect(existsSync(`${file}-wal`)).toBe(false)
  })
})

describe('facts', () => {
  test.each(['responses', 'answers', 'case_events', 'audit'])('%s: the database itself refuses to change or remove a row', (table) => {
    migrate(file)
    const sqlite = openSqlite(file)
    const triggers = sqlite.prepare("select sql from sqlite_schema where type = 'trigger' and tbl_name = ?").pluck().all(table).join('\n')
    sqlite.close()
    expect(triggers).toMatch(/before update (on|of)/)
    expect(triggers).toMatch(/before delete on/)
  })
})

describe('migrations', () => {
  test('a second start changes nothing', () => {
    const first = migrate(file)
    expect(first.from).toBe(0)
    expect(migrate(file)).toEqual({ from: first.to, to: first.to })
  })

  test('a file written by a newer program is refused and left alone', () => {
    const { to } = migrate(file)
    const sqlite = openSqlite(file)
    sqlite.pragma(`user_version = ${to + 1}`)
    sqlite.close()
    expect(() => migrate(file)).toThrow(/newer program/)
    const after = openSqlite(file)
    expect(after.pragma('user_version', { simple: true })).toBe(to + 1)
    after.close()
  })

  test('one that fails half-way leaves the old file whole, with a copy of it beside', () => {
    const { to } = migrate(file)
    const before = openSqlite(file)
    before.exec("insert into setup_tokens (token_hash, created_at) values ('kept', 'kept')")
    before.close()
    const broken = [
      { name: 'works', sql: "create table half (id integer primary key) strict; delete from setup_tokens;" },
      { name: 'fails', sql: 'insert into no_such_table values (1);' },
    ]
    expect(() => migrate(file, broken)).toThrow(/no_such_table/)
    expectWhole(to)
    expect(readdirSync(folder)).toContain(`test.sqlite.before-${to + 2}`)
  })

  test('one that leaves a row pointing to nothing is rolled back', () => {
    const { to } = migrate(file)
    const before = openSqlite(file)
    before.exec("insert into setup_tokens (token_hash, created_at) values ('kept', 'kept')")
    before.close()
    const dangling = [{ name: 'dangling', sql: "insert into sessions (token_hash, staff_id, created_at, last_seen_at, expires_at) values ('t', 'nobody', 'a', 'b', 'c');" }]
    expect(() => migrate(file, dangling)).toThrow(/do not exist/)
    expectWhole(to)
  })

  function expectWhole(version: number) {
    const after = openSqlite(file)
    expect(after.pragma('user_version', { simple: true })).toBe(version)
    expect(after.prepare('select token_hash from setup_tokens').pluck().all()).toEqual(['kept'])
    expect(after.prepare("select count(*) from sqlite_schema where name = 'half'").pluck().get()).toBe(0)
    expect(after.pragma('integrity_check', { simple: true })).toBe('ok')
    after.close()
  }
})
