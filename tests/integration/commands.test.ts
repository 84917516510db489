import { mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connect } from '#db/connect.ts'
import { openSqlite } from '#db/sqlite-file.ts'
import { runCommand, runNode } from '#tests/support/command.ts'
import { prepareDemo } from '#tests/support/demo.ts'

let dataDir: string
beforeAll(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'lang-nghe-commands-'))
  await prepareDemo(dataDir)
})
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

describe('backup', () => {
  test('copies one sound moment while somebody else writes, without the pepper', async () => {
    const db = connect(path.join(dataDir, 'langnghe.sqlite'))
    let writing = true
    const writer = (async () => {
      for (let i = 0; writing; i += 1) {
        await db.insertInto('setup_tokens').values({ token_hash: `t${i}`, created_at: 'now' }).execute()
        // SQLite works in this very thread: without a breath nothing else would run.
        await new Promise((resolve) => setImmediate(resolve))
      }
    })()
    const folder = path.join(dataDir, 'copies')
    const { code, output } = await run(['backup', folder])
    writing = false
    await writer
    await db.destroy()
    expect(output).toContain('pepper')
    expect(code).toBe(0)
    const files = readdirSync(folder)
    expect(files).toEqual([expect.stringMatching(/^langnghe-\d{8}-\d{6}\.files$/), expect.stringMatching(/^langnghe-\d{8}-\d{6}\.sqlite$/)])

    const verified = await run(['verify', path.join(folder, files[1]!)])
    expect(verified.output).not.toContain('✗')
    expect(verified.output).toContain('✓')
    expect(verified.code).toBe(0)
  })

  test('brings the pictures along, and verify finds one that is missing or was changed', async () => {
    const folder = path.join(dataDir, 'copies')
    const [files, database] = ['langnghe-20261101-010000.files', 'langnghe-20261101-010000.sqlite']
    readdirSync(folder).forEach((name, index) => renameSync(path.join(folder, name), path.join(folder, [files, database][index]!)))
    const pictures = readdirSync(path.join(folder, files, 'attachments'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name))
    expect(pictures.length).toBeGreaterThan(1)
    // A second backup in the same place takes no room for them again, and does not depend on the first.
    expect((await run(['backup', folder])).code).toBe(0)
    expect(statSync(pictures[0]!).nlink).toBe(2)
    const copy = Buffer.from(readFileSync(pictures[0]!))
    copy[copy.length - 3]! ^= 1
    rmSync(pictures[0]!)
    writeFileSync(pictures[0]!, copy)
    rmSync(pictures[1]!)
    const { code, output } = await run(['verify', path.join(folder, database)])
    expect(code).toBe(1)
    expect(output).toMatch(/✗ \d+ ảnh và tệp PDF/)
    expect(output).toContain('nội dung không khớp')
    expect(output).toContain('không có tệp')
    expect((await run(['verify'])).output).toMatch(/✓ \d+ ảnh và tệp PDF/)
  })

  test('says so where there is nothing to copy', async () => {
    const { code, output } = await run(['backup'], { DATA_DIR: path.join(dataDir, 'nowhere') })
    expect(code).toBe(1)
    expect(output).toContain('Không có cơ sở dữ liệu')
  })
})

test('backup prints the head of the audit log, and verify wants it back', async () => {
  const folder = path.join(dataDir, 'heads')
  const { output } = await run(['backup', folder])
  const head = /\b[0-9a-f]{64}\b/.exec(output)?.[0] ?? ''
  expect(await run(['verify', '--audit-head', head])).toMatchObject({ code: 0 })
  const lost = await run(['verify', '--audit-head', 'f'.repeat(64)])
  expect(lost.code).toBe(1)
  expect(lost.output).toMatch(/✗ Nhật ký/)
})

test('verify finds an altered line of the audit log, and that the log can be altered again', async () => {
  const copy = readdirSync(path.join(dataDir, 'heads')).find((name) => name.endsWith('.sqlite'))
  const file = path.join(dataDir, 'heads', copy!)
  const sqlite = openSqlite(file)
  sqlite.exec("drop trigger audit_never_changes; update audit set detail = 'khác' where id = 3")
  sqlite.close()
  const { code, output } = await run(['verify', file])
  expect(code).toBe(1)
  expect(output).toMatch(/✗ Nhật ký[\s\S]*dòng 3 /)
  expect(output).toContain('audit update: không còn bị chặn')
})

test('verify finds a published answer whose time does not follow from its case', async () => {
  const sqlite = openSqlite(path.join(dataDir, 'langnghe.sqlite'))
  const number = sqlite.prepare('select number from publications where reopened_on is null order by number').pluck().get() as string
  const flip = () => sqlite.prepare('update publications set on_time = 1 - on_time where number = ?').run(number)
  flip()
  const { code, output } = await run(['verify'])
  flip()
  sqlite.close()
  expect(code).toBe(1)
  expect(output).toMatch(new RegExp(`✗ [0-9]+ câu trả lời công khai[^]*${number}: đúng hạn`))
})

test('verify finds one altered and one deleted answer, however well the figures were mended after it', async () => {
  const file = path.join(dataDir, 'tampered.sqlite')
  const live = openSqlite(path.join(dataDir, 'langnghe.sqlite'))
  live.exec(`vacuum into '${file}'`)
  live.close()
  expect(await run(['verify', file])).toMatchObject({ code: 0 })

  const sqlite = openSqlite(file)
  sqlite.pragma('foreign_keys = off')
  const rules = sqlite.prepare("select name, sql from sqlite_schema where type = 'trigger'").all() as { name: string; sql: string }[]
  for (const { name } of rules) sqlite.exec(`drop trigger ${name}`)
  const unhappy = sqlite.prepare("select r.id, r.round_id as round, r.channel, r.form from responses r join answers a on a.response_id = r.id where a.item = 'F1' and a.level = 2 and r.relation is null and r.age_group is null and r.place_id is null limit 2").all() as { id: string; round: string; channel: string; form: string }[]
  expect(unhappy).toHaveLength(2)
  const [altered, deleted] = unhappy as [(typeof unhappy)[0], (typeof unhappy)[0]]
  const counter = (of: typeof altered, item: string, level: number, by: number) =>
    sqlite.exec(`update answer_counters set count = count + ${by} where round_id = '${of.round}' and channel = '${of.channel}' and item = '${item}' and level = ${level}`)
  sqlite.exec(`update answers set level = 5 where response_id = '${altered.id}' and item = 'F1'`)
  counter(altered, 'F1', 2, -1)
  counter(altered, 'F1', 5, 1)
  for (const { item, level } of sqlite.prepare(`select item, level from answers where response_id = '${deleted.id}'`).all() as { item: string; level: number }[]) counter(deleted, item, level, -1)
  sqlite.exec(`update response_counters set count = count - 1 where round_id = '${deleted.round}' and channel = '${deleted.channel}' and form = '${deleted.form}';
    delete from answers where response_id = '${deleted.id}'; delete from comments where response_id = '${deleted.id}'; delete from responses where id = '${deleted.id}'; delete from answer_counters where count = 0`)
  for (const { sql } of rules) sqlite.exec(sql)
  sqlite.close()

  const { code, output } = await run(['verify', file])
  expect(code).toBe(1)
  expect(output).toMatch(/✗ Sổ niêm phong/)
  expect(output).toContain('an answer was altered')
  expect(output).toContain('an answer with a receipt is gone')
  rmSync(file)
})

describe('verify finds a figure that no longer matches its answers, and names it', () => {
  /** One row of each table of counters, the largest: what it is called, and what it says. */
  const broken = [
    { table: 'answer_counters', name: "item || ' ' || level || ' ' || channel" },
    { table: 'response_counters', name: "'form ' || form || ' ' || channel" },
    { table: 'day_counters', name: "'day ' || day" },
    { table: 'place_counters', name: "'place ' || place_id" },
    { table: 'group_counters', name: "grouping || ' ' || code || ' ' || level" },
    { table: 'answer_patterns', name: "'pattern ' || pattern" },
    { table: 'ledger_counters', name: "'ledger'" },
  ]
  const changes = [
    { what: 'raised', change: (table: string, row: string) => `update ${table} set count = count + 1 where ${row}`, by: 1 },
    { what: 'lowered', change: (table: string, row: string) => `update ${table} set count = count - 1 where ${row}`, by: -1 },
    { what: 'removed', change: (table: string, row: string) => `delete from ${table} where ${row}`, by: null },
  ]
  for (const { what, change, by } of changes) {
    test(`where one row of each counter was ${what}`, async () => {
      const file = path.join(dataDir, `${what}.sqlite`)
      const live = openSqlite(path.join(dataDir, 'langnghe.sqlite'))
      live.exec(`vacuum into '${file}'`)
      live.close()
      const sqlite = openSqlite(file)
      // Whoever lies with figures does not stop at the rule that a pattern is counted at least once.
      sqlite.pragma('ignore_check_constraints = on')
      const lines = broken.map(({ table, name }) => {
        const { round, what: called, count } = sqlite.prepare(`select round_id as round, ${name} as what, count from ${table} order by count desc limit 1`).get() as { round: string; what: string; count: number }
        expect(sqlite.prepare(change(table, `round_id = '${round}' and ${name} = '${called}'`)).run().changes).toBe(1)
        return `${round} ${called}: ${count} phiếu, ghi ${by === null ? 0 : count + by}`
      })
      sqlite.close()
      const { code, output } = await run(['verify', file])
      expect(code).toBe(1)
      expect(output).toMatch(/✗ Số liệu/)
      for (const line of lines) expect(output).toContain(line)
      rmSync(file)
    })
  }
})

test('add-school prints a link whose secret the database does not hold', async () => {
  const { code, output } = await run(['add-school'])
  expect(code).toBe(0)
  const token = /\/office\/thiet-lap\/([\w-]{32})$/m.exec(output)?.[1] ?? ''
  expect(token).not.toBe('')
  const sqlite = openSqlite(path.join(dataDir, 'langnghe.sqlite'))
  const kept = sqlite.prepare('select token_hash, used_at from setup_tokens order by created_at desc').all() as { token_hash: string; used_at: string | null }[]
  sqlite.close()
  expect(kept.some((row) => row.used_at === null)).toBe(true)
  expect(kept.map((row) => row.token_hash)).not.toContain(token)
})

describe('staff-link', () => {
  const database = () => openSqlite(path.join(dataDir, 'langnghe.sqlite'))
  const setUp = () => {
    const sqlite = database()
    const { id, email } = sqlite.prepare("select id, email from staff where role = 'principal' and status = 'active' order by email limit 1").get() as { id: string; email: string }
    for (const table of ['totp_factors', 'passkeys', 'recovery_codes', 'sessions']) sqlite.prepare(`delete from ${table} where staff_id = ?`).run(id)
    sqlite.prepare("insert into totp_factors (staff_id, secret, last_step, created_at) values (?, 'x', 0, '2026-11-23')").run(id)
    sqlite.prepare("insert into passkeys (id, staff_id, name, public_key, counter, transports, created_at) values ('khoa', ?, 'Máy', 'x', 0, '', '2026-11-23')").run(id)
    sqlite.prepare("insert into recovery_codes (hash, staff_id) values ('ma', ?)").run(id)
    sqlite.prepare("insert into sessions (token_hash, staff_id, created_at, last_seen_at, expires_at) values ('phien', ?, '2026-11-23', '2026-11-23', '2099-01-01')").run(id)
    sqlite.close()
    return { id, email }
  }
  const factorsOf = (id: string) => {
    const sqlite = database()
    const counts = ['totp_factors', 'passkeys', 'recovery_codes'].map((table) => sqlite.prepare(`select count(*) from ${table} where staff_id = ?`).pluck().get(id))
    sqlite.close()
    return counts
  }

  test('alone leaves the second factor where it is', async () => {
    const { id, email } = setUp()
    const { code, output } = await run(['staff-link', email])
    expect(code).toBe(0)
    expect(output).toMatch(/\/office\/moi\/[\w-]{32,}$/m)
    expect(output).not.toContain('xác thực hai lớp')
    expect(factorsOf(id)).toEqual([1, 1, 1])
  })

  test('takes the second factor away where that is asked for, ends the sessions, and leaves a line in the log and a letter', async () => {
    const { id, email } = setUp()
    const { code, output } = await run(['staff-link', email.toUpperCase(), '--reset-second-factor'])
    expect(code).toBe(0)
    expect(output).toContain('Đã gỡ xác thực hai lớp')
    expect(output).toMatch(/\/office\/moi\/[\w-]{32,}$/m)
    expect(factorsOf(id)).toEqual([0, 0, 0])
    const sqlite = database()
    expect(sqlite.prepare("select staff_id from audit where action = 'staff:reset-second-factor' and target = ?").all(id)).toEqual([{ staff_id: null }])
    expect(sqlite.prepare('select subject from outbox where recipient = ? order by id desc limit 1').pluck().get(email)).toContain('đặt lại')
    expect(sqlite.prepare('select count(*) from sessions where staff_id = ?').pluck().get(id)).toBe(0)
    sqlite.close()
  })

  test.each([
    ['an address that nobody has', ['khong-ai@example.vn', '--reset-second-factor'], 'Không có tài khoản'],
    ['an option it does not know', ['khong-ai@example.vn', '--reset'], 'Cách dùng'],
  ])('refuses %s, in words', async (_, args, words) => {
    const { code, output } = await run(['staff-link', ...args])
    expect(code).toBe(1)
    expect(output).toContain(words)
  })
})

describe('the door to every command', () => {
  test('an old Node is told what is wrong in one sentence of each language', async () => {
    const script = "Object.defineProperty(process.versions, 'node', { value: '20.20.2' }); await import('./scripts/run.js')"
    const { code, output } = await runNode(['--input-type=module', '-e', script])
    expect(code).toBe(1)
    expect(output).toContain('cần Node.js 22.18 trở lên')
    expect(output).toContain('needs Node.js 22.18 or newer')
    expect(output).not.toContain('Error')
  })

  test('an unknown command is told which there are', async () => {
    const { code, output } = await run(['../package'])
    expect(code).toBe(1)
    expect(output).toContain('Usage')
  })
})

test('the demo refuses to touch data that is not its own', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'lang-nghe-real-'))
  openSqlite(path.join(folder, 'langnghe.sqlite')).close()
  const { code, output } = await run(['demo', '--fresh'], { DATA_DIR: folder })
  rmSync(folder, { recursive: true })
  expect(code).toBe(1)
  expect(output).toContain('không phải dữ liệu dùng thử')
})

const run = (args: string[], env: Record<string, string> = {}) => runCommand(args, { DATA_DIR: dataDir, ...env })

test('a backup takes the keys of closed envelopes along, and verify says where one is missing', async () => {
  const folder = path.join(dataDir, 'copies-with-keys')
  const keyId = 'ab'.repeat(16)
  const sqlite = openSqlite(path.join(dataDir, 'langnghe.sqlite'))
  sqlite.exec(`insert into slip_envelopes (id, round_id, key_id, mark, day, content) select 'thu', id, '${keyId}', 'thu', '2026-11-23', 'x' from rounds limit 1`)
  sqlite.close()
  mkdirSync(path.join(dataDir, 'envelope-keys'), { recursive: true })
  writeFileSync(path.join(dataDir, 'envelope-keys', keyId), 'x'.repeat(32))
  expect((await run(['backup', folder])).code).toBe(0)
  const files = readdirSync(folder).find((name) => name.endsWith('.files'))!
  expect(readdirSync(path.join(folder, files, 'envelope-keys'))).toEqual([keyId])
  rmSync(path.join(folder, files, 'envelope-keys'), { recursive: true })
  const { output } = await run(['verify', path.join(folder, files.replace('.files', '.sqlite'))])
  expect(output).toMatch(/✗ Phong bì/)
})
