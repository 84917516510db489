import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type SqliteDatabase from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { auditHeads, recordAudit, verifyAudit } from '#app/audit/index.ts'
import { connect } from '#db/connect.ts'
import type { Db } from '#db/connect.ts'
import { migrate } from '#db/migrate.ts'
import { start } from '#db/migrations/001-start.ts'
import { openSqlite } from '#db/sqlite-file.ts'
import { seedSchool } from '#tests/support/school.ts'

let folder: string
let file: string
let db: Db
let schools: string[]

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'lang-nghe-audit-'))
  file = path.join(folder, 'test.sqlite')
  migrate(file)
  db = connect(file)
  schools = [(await seedSchool(db, at(0))).school.id, (await seedSchool(db, at(0))).school.id]
})
afterEach(async () => {
  await db.destroy()
  rmSync(folder, { recursive: true, force: true })
})

const at = (minute: number) => `2026-11-23T02:${String(minute).padStart(2, '0')}:00.000Z`

/** Ten lines, by turns in both schools. */
async function write(): Promise<void> {
  for (let n = 0; n < 10; n += 1) await recordAudit(db, { schoolId: schools[n % 2]!, staffId: null, action: 'case:open', target: `PAKN.20261123.000${n}`, at: at(n) })
}

/** As somebody with the file and a database tool would: the triggers go first and come back afterwards. */
function tamper(change: (sqlite: SqliteDatabase.Database) => void): void {
  const sqlite = openSqlite(file)
  const triggers = sqlite.prepare("select sql from sqlite_schema where type = 'trigger' and tbl_name = 'audit'").pluck().all() as string[]
  sqlite.exec('drop trigger audit_never_changes; drop trigger audit_never_goes')
  change(sqlite)
  for (const trigger of triggers) sqlite.exec(trigger)
  sqlite.close()
}

const problems = async (noted?: string) => (await verifyAudit(db, noted)).problems

describe('an untouched log', () => {
  test('is sound, each school with a chain of its own', async () => {
    await write()
    expect(await verifyAudit(db)).toEqual({ lines: 10, problems: [] })
    const heads = await auditHeads(db)
    expect(heads.map(({ lines }) => lines)).toEqual([5, 5])
    expect(heads[0]!.hash).not.toBe(heads[1]!.hash)
    expect(heads[0]!.hash).toMatch(/^[0-9a-f]{64}$/)
  })

  test('does not fork when many write at once, inside and outside of transactions', async () => {
    const entry = (n: number) => ({ schoolId: schools[0]!, staffId: null, action: 'case:open', target: String(n), at: at(n) })
    const other = connect(file)
    await Promise.all([
      ...Array.from({ length: 10 }, (_, n) => recordAudit(db, entry(n))),
      ...Array.from({ length: 10 }, (_, n) => db.transaction().execute((tx) => recordAudit(tx, entry(n + 10)))),
    ])
    for (let n = 0; n < 10; n += 1) for (const connection of [db, other]) await recordAudit(connection, entry(n + 20))
    await other.destroy()
    expect(await verifyAudit(db)).toEqual({ lines: 40, problems: [] })
  })

  test('has no line, and no gap, of a deed that was taken back', async () => {
    await write()
    await expect(
      db.transaction().execute(async (tx) => {
        await recordAudit(tx, { schoolId: schools[0]!, staffId: null, action: 'case:open', at: at(20) })
        throw new Error('taken back')
      }),
    ).rejects.toThrow('taken back')
    await write()
    expect(await verifyAudit(db)).toEqual({ lines: 20, problems: [] })
  })

  test('takes texts that end in half a character, and texts of every kind', async () => {
    for (const detail of ['\ud83d', 'Lớp "Mầm" \\ 1\n\u0000', '🌺 Hoa phượng']) await recordAudit(db, { schoolId: schools[0]!, staffId: null, action: 'school:update', detail, at: at(1) })
    expect(await problems()).toEqual([])
  })
})

describe('a log that somebody has touched', () => {
  test.each([
    ['what was done', "update audit set action = 'case:note' where id = 4"],
    ['who did it', "update audit set staff_id = (select id from staff limit 1) where id = 4"],
    ['when', "update audit set at = '2026-11-20T02:00:00.000Z' where id = 4"],
    ['what it was done to', "update audit set target = null where id = 4"],
    ['the words', "update audit set detail = 'khác' where id = 4"],
    ['the last line', "update audit set target = 'khác' where id = 10"],
  ])('shows that %s was altered', async (_, sql) => {
    await write()
    tamper((sqlite) => sqlite.exec(sql))
    expect(await problems()).toEqual([expect.stringContaining('altered')])
  })

  test('shows a line taken out of the middle or the beginning', async () => {
    await write()
    tamper((sqlite) => sqlite.exec('delete from audit where id = 5'))
    const found = await problems()
    expect(found.some((one) => one.includes('dòng 7') && one.includes('does not follow'))).toBe(true)
    tamper((sqlite) => sqlite.exec('delete from audit where id = 2'))
    expect((await problems()).some((one) => one.includes('dòng 4'))).toBe(true)
  })

  test('shows a line put in, even with a hash that fits it', async () => {
    await write()
    tamper((sqlite) => {
      sqlite.exec('update audit set id = id + 100 where id > 5')
      sqlite.exec("insert into audit (id, school_id, staff_id, action, target, detail, at, prev_hash, hash) select 6, school_id, null, 'case:export', null, null, at, 'x', 'y' from audit where id = 5")
    })
    expect((await problems()).some((one) => one.includes('dòng 6'))).toBe(true)
  })

  test('shows two lines that changed places', async () => {
    await write()
    tamper((sqlite) => sqlite.exec('update audit set id = 999 where id = 3; update audit set id = 3 where id = 5; update audit set id = 5 where id = 999'))
    expect((await problems()).some((one) => one.includes('dòng 3') && one.includes('does not follow'))).toBe(true)
  })

  test('shows newest lines cut off, and with a noted head also where the end was made to fit', async () => {
    await write()
    const noted = (await auditHeads(db))[0]!.hash
    expect(await problems(noted)).toEqual([])
    tamper((sqlite) => sqlite.exec('delete from audit where id > 6'))
    expect((await problems()).some((one) => one.includes('the end of the log'))).toBe(true)
    tamper((sqlite) =>
      sqlite.exec('update audit_heads set lines = (select count(*) from audit a where a.school_id = audit_heads.school_id), hash = (select hash from audit a where a.school_id = audit_heads.school_id order by id desc limit 1)'),
    )
    expect(await problems()).toEqual([])
    expect(await problems(noted)).toEqual([expect.stringContaining(noted)])
  })

  test('shows a school whose whole log is gone', async () => {
    await write()
    tamper((sqlite) => sqlite.prepare('delete from audit where school_id = ?').run(schools[1]))
    expect(await problems()).toEqual([expect.stringContaining(schools[1]!)])
  })
})

describe('a database from before there was a chain', () => {
  const old = () => path.join(folder, 'old.sqlite')

  /** Version 1, with a school and three lines in its log. */
  function writeOld(): void {
    const sqlite = openSqlite(old())
    sqlite.exec(start)
    sqlite.pragma('user_version = 1')
    sqlite.exec("insert into schools (id, slug, is_default, name, address, phone, email, intro_vi, intro_en, principal_name, opens_minute, closes_minute, created_at) values ('s', 's', 1, 'Trường', '', '', '', '', '', '', 420, 1020, 'now')")
    for (const n of [1, 2, 3]) sqlite.prepare("insert into audit (school_id, action, detail, at) values ('s', 'case:open', ?, ?)").run(`Dòng ${n}`, at(n))
    sqlite.close()
  }

  test('is chained as it is, line by line, and goes on from there', async () => {
    writeOld()
    migrate(old())
    const connection = connect(old())
    await recordAudit(connection, { schoolId: 's', staffId: null, action: 'case:open', at: at(9) })
    expect(await verifyAudit(connection)).toEqual({ lines: 4, problems: [] })
    expect((await connection.selectFrom('audit').select(['id', 'detail']).orderBy('id').execute()).slice(0, 3)).toEqual([1, 2, 3].map((id) => ({ id, detail: `Dòng ${id}` })))
    await connection.destroy()
    const sqlite = openSqlite(old())
    expect(() => sqlite.exec("update audit set detail = 'x'")).toThrow(/never changed/)
    expect(() => sqlite.exec('delete from audit')).toThrow(/never deleted/)
    sqlite.close()
  })

  test('stays whole, with a copy beside it, where the step after the SQL fails', () => {
    writeOld()
    const failing = { name: 'fails', sql: 'create table half (id integer primary key) strict;', run: () => { throw new Error('half-way') } }
    expect(() => migrate(old(), [failing])).toThrow('half-way')
    const sqlite = openSqlite(old())
    expect(sqlite.pragma('user_version', { simple: true })).toBe(1)
    expect(sqlite.prepare('select detail from audit order by id').pluck().all()).toEqual(['Dòng 1', 'Dòng 2', 'Dòng 3'])
    expect(sqlite.prepare("select count(*) from sqlite_schema where name in ('half', 'audit_heads')").pluck().get()).toBe(0)
    sqlite.close()
    expect(readdirSync(folder).some((name) => name.startsWith('old.sqlite.before-'))).toBe(true)
  })
})
