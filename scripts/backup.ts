import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { expectedFiles } from '#app/attachments/index.ts'
import type { ExpectedFile } from '#app/attachments/index.ts'
import { filePath } from '#app/attachments/store.ts'
import { auditHeads } from '#app/audit/index.ts'
import { readConfig } from '#app/config.ts'
import { formatDateTime } from '#app/i18n/format.ts'
import { ledgerHeads } from '#app/ledger/index.ts'
import { loadSecrets } from '#app/secrets.ts'
import type { Db } from '#db/connect.ts'
import { connect } from '#db/connect.ts'
import { isPostgresUrl } from '#db/dialect.ts'
import type { Database } from '#db/schema.ts'
import { openSqlite } from '#db/sqlite-file.ts'
import { copyEnvelopeKeys, copyFiles, filesFolderOf } from './support/backup-files.ts'
import { fingerprint } from './support/fingerprint.ts'
import { hashOf, pepperMark, writeManifest } from './support/manifest.ts'
import { refusePostgres } from './support/postgres-backup.ts'
import { sync } from './support/sync.ts'

/**
 * `npm run backup [-- folder]`: one whole, checked copy of the database while the server goes on working. `VACUUM INTO` reads one moment of
 * the data; copying the file itself would give a broken or an old copy. The pictures, PDFs and keys of that moment go into a folder beside it, with a manifest that `npm run restore`
 * holds the restored data against. The pepper is left out on purpose (docs/decisions/0009).
 */

const { database, databaseFile, dataDir } = readConfig(process.env)
if (isPostgresUrl(database)) refusePostgres()
if (!existsSync(databaseFile)) {
  console.error(`Không có cơ sở dữ liệu ở ${databaseFile}.\nThere is no database at ${databaseFile}.`)
  process.exit(1)
}
const folder = path.resolve(process.argv[2] ?? path.join(dataDir, 'backups'))
const stamp = new Date().toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-')
const target = path.join(folder, `langnghe-${stamp}.sqlite`)
const unfinished = `${target}.part`

mkdirSync(folder, { recursive: true })

// A file that the server deletes between the copy of the database and its own is no loss, but then the two are of two moments: once more.
let copied = await copyMoment()
for (let attempt = 1; copied.moved && attempt < 5; attempt += 1) copied = await copyMoment()
const { heads, files, lost } = copied

// On the disk for good before it gets its name: a file with the final name is a whole backup.
sync(unfinished)
renameSync(unfinished, target)
sync(folder)

console.log(
  `Đã sao lưu: ${target} (${Math.ceil(statSync(target).size / 1024)} KB${files === 0 ? '' : `, cùng ${files} tệp trong ${filesFolderOf(target)}`})\n` +
    `Cất tệp ${path.join(dataDir, 'pepper')} ở nơi khác với bản sao lưu: thiếu nó, mã tra cứu của phụ huynh không mở được.\n` +
    'Backed up. Keep the pepper file in another place: without it no case key opens a case.',
)
if (heads.length > 0) {
  console.log(
    '\nMã đầu nhật ký lúc sao lưu; chép lại ở nơi khác, sau này kiểm bằng: npm run verify -- --audit-head MÃ\n' +
      'Heads of the audit log at this moment; note them down elsewhere:\n' +
      heads.map(({ schoolName, lines, hash, at }) => `   ${hash}  ${schoolName}, ${lines} dòng đến ${formatDateTime(at)}`).join('\n'),
  )
}
if (lost.length > 0) {
  console.error(
    `\n${lost.length} tệp đã mất hoặc hỏng từ trước nên không sao lưu được; hãy tìm lại trong bản sao lưu cũ hơn:\n` +
      `${lost.length} files were lost or damaged before, and are not in the backup; look for them in an older one:\n${lost.map((name) => `   ${name}`).join('\n')}`,
  )
  process.exitCode = 1
}

/** Copies one moment of the data. `moved` where the server deleted, meanwhile, a file that belongs to that moment. */
async function copyMoment() {
  const filesFolder = filesFolderOf(target)
  rmSync(unfinished, { force: true })
  rmSync(filesFolder, { recursive: true, force: true })
  const source = openSqlite(databaseFile)
  source.prepare('vacuum into ?').run(unfinished)
  source.close()

  const copy = new SqliteDatabase(unfinished, { readonly: true })
  const integrity: unknown = copy.pragma('integrity_check', { simple: true })
  if (integrity !== 'ok') throw new Error(`The copy is not sound: ${String(integrity)}`)
  const tables = fingerprint(copy)
  const schemaVersion = Number(copy.pragma('user_version', { simple: true }))
  const reader = new Kysely<Database>({ dialect: new SqliteDialect({ database: copy }) })
  const heads = await auditHeads(reader)
  const sealed = await ledgerHeads(reader)
  const files = await expectedFiles(reader)
  const keys = await keysInUse(reader)
  await reader.destroy()

  // The files first: a database with its final name has all of them beside it.
  mkdirSync(filesFolder, { recursive: true, mode: 0o700 })
  if (files.length > 0) copyFiles(files, dataDir, filesFolder)
  copyEnvelopeKeys(keys, dataDir, filesFolder)

  const wanted = new Map([...files.map((file) => [nameOf(file), file.checksum] as const), ...keys.map((id) => [`envelope-keys/${id}`, null] as const)])
  const hashes: Record<string, string> = {}
  const lost: string[] = []
  for (const [name, checksum] of wanted) {
    const hash = hashOf(path.join(filesFolder, name))
    if (hash === null || (checksum !== null && hash !== checksum)) lost.push(name)
    if (hash !== null) hashes[name] = hash
  }
  writeManifest(target, {
    format: 1,
    schemaVersion,
    tables,
    auditHeads: heads.map(({ schoolId, lines, hash }) => ({ schoolId, lines, hash })),
    ledgerHeads: sealed,
    files: hashes,
    lost,
    pepper: existsSync(path.join(dataDir, 'pepper')) ? pepperMark(loadSecrets(dataDir)) : null,
  })
  return { heads, files: files.length, lost, moved: lost.length > 0 && (await noLongerWanted(lost)) }
}

async function noLongerWanted(names: readonly string[]): Promise<boolean> {
  const live = connect(databaseFile)
  const now = new Set([...(await expectedFiles(live)).map(nameOf), ...(await keysInUse(live)).map((id) => `envelope-keys/${id}`)])
  await live.destroy()
  return names.some((name) => !now.has(name))
}

async function keysInUse(db: Db): Promise<string[]> {
  return (await db.selectFrom('slip_envelopes').select('key_id').distinct().execute()).map((row) => row.key_id)
}

/** As the manifest writes it, on every system. */
function nameOf({ shelf, id }: ExpectedFile): string {
  return filePath(shelf, id).split(path.sep).join('/')
}
