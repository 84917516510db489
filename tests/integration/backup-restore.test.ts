import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { expectedFiles } from '#app/attachments/index.ts'
import { auditHeads } from '#app/audit/index.ts'
import { newIdempotencyKey } from '#app/http/idempotency.ts'
import { ledgerHeads, sealDays } from '#app/ledger/index.ts'
import { loadSecrets } from '#app/secrets.ts'
import { submitResponse } from '#app/surveys/index.ts'
import type { ResponseInput } from '#app/surveys/index.ts'
import { connect } from '#db/connect.ts'
import type { Db } from '#db/connect.ts'
import { migrate, migrations } from '#db/migrate.ts'
import { openSqlite } from '#db/sqlite-file.ts'
import { differingTables, fingerprint } from '../../scripts/support/fingerprint.ts'
import type { TablePrint } from '../../scripts/support/fingerprint.ts'
import { Refused, restore } from '../../scripts/support/restore.ts'
import { runCommand, runProgram } from '#tests/support/command.ts'
import { demoNow, prepareDemo } from '#tests/support/demo.ts'

let room: string
let dataDir: string
let live: string
beforeAll(async () => {
  room = mkdtempSync(path.join(tmpdir(), 'lang-nghe-restore-'))
  dataDir = path.join(room, 'data')
  live = path.join(dataDir, 'langnghe.sqlite')
  mkdirSync(dataDir)
  await prepareDemo(dataDir)
})
afterAll(() => rmSync(room, { recursive: true, force: true }))

const pepper = () => ['--pepper', path.join(dataDir, 'pepper')]
const restoreTo = (backup: string, folder: string, rest = pepper()) => runCommand(['restore', backup, folder, ...rest])

async function backUp(folder: string): Promise<string> {
  const { code, output } = await runCommand(['backup', folder], { DATA_DIR: dataDir })
  if (code !== 0) throw new Error(output)
  return path.join(folder, readdirSync(folder).find((name) => name.endsWith('.sqlite'))!)
}

/** All that can be compared of one moment: every table, and where the two chains end. */
async function momentOf(db: Db, file: string): Promise<{ tables: Record<string, TablePrint>; audit: unknown; ledger: unknown }> {
  const sqlite = new SqliteDatabase(file, { readonly: true })
  const tables = fingerprint(sqlite)
  sqlite.close()
  return { tables, audit: await auditHeads(db), ledger: await ledgerHeads(db) }
}

test('drill: what is restored elsewhere equals the live data at one moment of the backup, while people go on writing, and both verify', async () => {
  const db = connect(live)
  const secrets = loadSecrets(dataDir)
  const school = await db.selectFrom('schools').selectAll().where('is_default', '=', 1).executeTakeFirstOrThrow()
  const pictureOf = (await expectedFiles(db)).find((file) => file.shelf === 'attachments')!
  const pattern = await db.selectFrom('attachments').selectAll().where('id', '=', pictureOf.id).executeTakeFirstOrThrow()
  const answer = (): ResponseInput => ({
    questionnaire: 'education', form: 'full', answers: { A1: 5, A2: 4 }, expectation: 90, comment: 'Viết trong lúc sao lưu.', relation: 'mother', ageGroup: 'mam', placeCode: null, idempotencyKey: newIdempotencyKey(),
  })
  // One commit each, and nobody else writes: the states between them are all the moments that there are.
  const deeds = [
    () => submitResponse(db, secrets, school, answer(), demoNow),
    async (turn: number) => {
      const id = turn.toString(16).padStart(32, 'e')
      const bytes = readFileSync(path.join(dataDir, 'attachments', pattern.id.slice(0, 2), pattern.id))
      const folder = path.join(dataDir, 'attachments', id.slice(0, 2))
      mkdirSync(folder, { recursive: true })
      writeFileSync(path.join(folder, id), bytes)
      await db.insertInto('attachments').values({ ...pattern, id, position: 100 + turn }).execute()
    },
  ]
  const moments = [await momentOf(db, live)]
  let writing = true
  const writer = (async () => {
    for (let turn = 0; writing; turn += 1) {
      await deeds[turn % deeds.length]!(turn)
      moments.push(await momentOf(db, live))
      await new Promise((resolve) => setImmediate(resolve))
    }
  })()
  const backup = await backUp(path.join(room, 'drill'))
  writing = false
  await writer
  await sealDays(db, '2026-11-24')

  const elsewhere = path.join(room, 'drill-restored')
  const restored = await restoreTo(backup, elsewhere)
  expect(restored.output).toContain('giống hệt lúc sao lưu')
  expect(restored.code).toBe(0)
  const copy = connect(path.join(elsewhere, 'langnghe.sqlite'))
  const found = await momentOf(copy, path.join(elsewhere, 'langnghe.sqlite'))
  const fits = moments.filter((moment) => differingTables(moment.tables, found.tables).length === 0)
  expect(fits).toHaveLength(1)
  expect({ audit: found.audit, ledger: found.ledger }).toEqual({ audit: fits[0]!.audit, ledger: fits[0]!.ledger })
  expect(moments.length).toBeGreaterThan(3)

  const pictures = await expectedFiles(copy)
  const bytesIn = (folder: string) => pictures.map(({ shelf, id }) => readFileSync(path.join(folder, shelf, id.slice(0, 2), id)).toString('base64'))
  expect(pictures.length).toBeGreaterThan(2)
  expect(bytesIn(elsewhere)).toEqual(bytesIn(dataDir))
  expect(readFileSync(path.join(elsewhere, 'pepper'), 'utf8')).toBe(readFileSync(path.join(dataDir, 'pepper'), 'utf8').trim())
  expect(statSync(path.join(elsewhere, 'pepper')).mode & 0o777).toBe(0o600)
  await copy.destroy()
  await db.destroy()
  for (const folder of [dataDir, elsewhere]) {
    const verified = await runCommand(['verify'], { DATA_DIR: folder })
    expect(verified.output).not.toContain('✗')
    expect(verified.code).toBe(0)
  }
})

describe('restore refuses in words, and leaves nothing half there', () => {
  let backup: string
  let number = 0
  let target: string
  beforeAll(async () => {
    const db = openSqlite(live)
    db.exec(`insert into slip_envelopes (id, round_id, key_id, mark, day, content) select 'thu', id, '${'ab'.repeat(16)}', 'thu', '2026-11-23', 'x' from rounds limit 1`)
    db.close()
    mkdirSync(path.join(dataDir, 'envelope-keys'), { recursive: true })
    writeFileSync(path.join(dataDir, 'envelope-keys', 'ab'.repeat(16)), 'x'.repeat(32))
  })
  beforeEach(async () => {
    backup ??= await backUp(path.join(room, 'good'))
    number += 1
    target = path.join(room, `target-${number}`)
  })

  /** A copy of the good backup to spoil. */
  function spoilt(): { database: string; files: string } {
    const folder = path.join(room, `spoilt-${number}`)
    cpSync(path.dirname(backup), folder, { recursive: true })
    const database = path.join(folder, path.basename(backup))
    return { database, files: database.replace('.sqlite', '.files') }
  }

  function expectRefused(database: string, vi: string, en: string, pepperFile = path.join(dataDir, 'pepper')) {
    let refusal: unknown
    try {
      restore(database, target, pepperFile)
    } catch (error) {
      refusal = error
    }
    expect(refusal).toBeInstanceOf(Refused)
    expect(refusal).toMatchObject({ vi: expect.stringContaining(vi) as string, en: expect.stringContaining(en) as string })
    expect(existsSync(target)).toBe(false)
  }

  function fileIn(files: string): string {
    const found = readdirSync(path.join(files, 'attachments'), { recursive: true, withFileTypes: true }).find((entry) => entry.isFile())!
    return path.join(found.parentPath, found.name)
  }

  test('a folder with anything in it, which stays as it was', async () => {
    mkdirSync(target)
    writeFileSync(path.join(target, 'thu.txt'), 'của tôi')
    const { code, output } = await restoreTo(backup, target)
    expect(code).toBe(1)
    expect(output).toContain('không trống')
    expect(output).toContain('is not empty')
    expect(readdirSync(target)).toEqual(['thu.txt'])
  })

  test('no backup there', () => expectRefused(path.join(room, 'none.sqlite'), 'Không có bản sao lưu', 'There is no backup'))

  test('a database that is cut short', () => {
    const { database } = spoilt()
    truncateSync(database, Math.floor(statSync(database).size / 2))
    expectRefused(database, 'đã hỏng hoặc bị sửa', 'is damaged or was changed')
  })

  test('a database that is no database', () => {
    const { database } = spoilt()
    writeFileSync(database, 'x'.repeat(8192))
    expectRefused(database, 'đã hỏng hoặc bị sửa', 'is damaged or was changed')
  })

  test('a sound database with one altered word, by the name of its table', () => {
    const { database } = spoilt()
    const sqlite = openSqlite(database)
    sqlite.exec("update places set name = name || '!' where id = (select min(id) from places)")
    sqlite.close()
    expectRefused(database, '(places)', '(places)')
  })

  test('a database whose refusals were taken out', () => {
    const { database } = spoilt()
    const sqlite = openSqlite(database)
    sqlite.exec('drop trigger audit_never_changes')
    sqlite.close()
    expectRefused(database, '(sqlite_schema)', '(sqlite_schema)')
  })

  test('a missing picture', () => {
    const { database, files } = spoilt()
    rmSync(fileIn(files))
    expectRefused(database, 'thiếu tệp attachments/', 'lacks the file attachments/')
  })

  test('a picture with one altered byte', () => {
    const { database, files } = spoilt()
    const bytes = readFileSync(fileIn(files))
    bytes[bytes.length - 3]! ^= 1
    const file = fileIn(files)
    rmSync(file)
    writeFileSync(file, bytes)
    expectRefused(database, 'đã hỏng', 'is damaged')
    mkdirSync(target)
    expect(() => restore(database, target, null)).toThrow(Refused)
    expect(readdirSync(target)).toEqual([])
  })

  test('a missing key of an envelope', () => {
    const { database, files } = spoilt()
    rmSync(path.join(files, 'envelope-keys'), { recursive: true })
    expectRefused(database, 'thiếu tệp envelope-keys/', 'lacks the file envelope-keys/')
  })

  test('a missing or damaged manifest', () => {
    const { database, files } = spoilt()
    writeFileSync(path.join(files, 'manifest.json'), readFileSync(path.join(files, 'manifest.json'), 'utf8').slice(0, 500))
    expectRefused(database, 'manifest.json', 'manifest.json')
    rmSync(path.join(files, 'manifest.json'))
    expectRefused(database, 'manifest.json', 'manifest.json')
  })

  test('a backup of a newer version', () => {
    const { database } = spoilt()
    const sqlite = openSqlite(database)
    sqlite.pragma(`user_version = ${migrations.length + 1}`)
    sqlite.close()
    expectRefused(database, 'phiên bản mới hơn', 'a newer version')
  })

  test('no pepper, a damaged one, and that of another installation', async () => {
    const other = path.join(room, 'other-pepper')
    writeFileSync(other, 'cd'.repeat(32))
    writeFileSync(`${other}-short`, 'cd')
    expectRefused(backup, 'Không có tệp pepper', 'There is no pepper', path.join(room, 'none'))
    expectRefused(backup, 'đã hỏng', 'is damaged', `${other}-short`)
    expectRefused(backup, 'không phải của bản sao lưu', 'not the pepper of this backup', other)
    const { code, output } = await restoreTo(backup, target, [])
    expect(code).toBe(1)
    expect(output).toContain('--pepper TỆP')
    expect(output).toContain('--pepper FILE')
    expect(output).not.toContain('    at ')
    expect(existsSync(target)).toBe(false)
  })

  test('a disk without room for the last of it', async () => {
    // Every write beyond this size fails, as on a full disk.
    const blocks = Math.floor((statSync(backup).size * 0.9) / 1024)
    const script = `trap '' XFSZ; ulimit -f ${blocks}; exec "$@"`
    const { code, output } = await runProgram('bash', ['-c', script, 'bash', process.execPath, 'scripts/run.js', 'restore', backup, target, ...pepper()])
    expect(output).toContain('Không đủ chỗ')
    expect(output).toContain('not enough room')
    expect(code).toBe(1)
    expect(existsSync(target)).toBe(false)
  })

  test('a place where no folder can be', () => {
    writeFileSync(path.join(room, 'a-file'), '')
    target = path.join(room, 'a-file', 'data')
    expectRefused(backup, 'Không ghi được', 'cannot be written')
  })

  test('but takes the good one, also into a folder that is there and empty, and without the pepper where that is lost', async () => {
    mkdirSync(target)
    const { code } = await restoreTo(backup, target, ['--new-pepper'])
    expect(code).toBe(0)
    expect(readdirSync(target).sort()).toEqual(['attachments', 'envelope-keys', 'langnghe.sqlite'])
  })
})

test('a backup tells what was lost before, and can be restored all the same', async () => {
  const db = connect(live)
  const [file] = await expectedFiles(db)
  await db.destroy()
  const place = path.join(dataDir, file!.shelf, file!.id.slice(0, 2), file!.id)
  const bytes = readFileSync(place)
  rmSync(place)
  const folder = path.join(room, 'lost')
  const { code, output } = await runCommand(['backup', folder], { DATA_DIR: dataDir })
  writeFileSync(place, bytes)
  expect(code).toBe(1)
  expect(output).toContain(`${file!.shelf}/${file!.id.slice(0, 2)}/${file!.id}`)
  const backup = path.join(folder, readdirSync(folder).find((name) => name.endsWith('.sqlite'))!)
  const restored = await restoreTo(backup, path.join(room, 'lost-restored'))
  expect(restored.code).toBe(0)
  expect(restored.output).toContain(file!.id)
})

test('a migration that fails half-way leaves every table of a whole installation as it was', async () => {
  const copy = path.join(room, 'migrating.sqlite')
  const source = openSqlite(live)
  source.prepare('vacuum into ?').run(copy)
  source.close()
  const printOf = (file: string) => {
    const sqlite = new SqliteDatabase(file, { readonly: true })
    const tables = fingerprint(sqlite)
    const version: unknown = sqlite.pragma('user_version', { simple: true })
    sqlite.close()
    return { tables, version }
  }
  const before = printOf(copy)
  const steps = [
    { name: 'changes', sql: "alter table places add column half text; update places set name = 'hỏng'; drop trigger audit_never_goes; delete from audit;" },
    {
      name: 'fails',
      sql: '',
      run: () => {
        throw new Error('half-way')
      },
    },
  ]
  expect(() => migrate(copy, steps)).toThrow('half-way')
  expect(printOf(copy)).toEqual(before)
  expect(printOf(`${copy}.before-${migrations.length + 2}`)).toEqual(before)
})
