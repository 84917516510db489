import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { expectedFiles } from '#app/attachments/index.ts'
import { auditHeads } from '#app/audit/index.ts'
import { readConfig } from '#app/config.ts'
import { formatDateTime } from '#app/i18n/format.ts'
import { openSqlite } from '#db/connect.ts'
import type { Database } from '#db/schema.ts'
import { copyEnvelopeKeys, copyFiles, filesFolderOf } from './support/backup-files.ts'
import { sync } from './support/sync.ts'

/**
 * `npm run backup [-- folder]`: one whole, checked copy of the database while the server goes on working. `VACUUM INTO` reads one moment of
 * the data; copying the file itself would give a broken or an old copy. The pictures and PDFs of that moment go into a folder beside it. The pepper is left out on purpose (docs/decisions/0009).
 */

const { databaseFile, dataDir } = readConfig(process.env)
if (!existsSync(databaseFile)) {
  console.error(`Không có cơ sở dữ liệu ở ${databaseFile}.\nThere is no database at ${databaseFile}.`)
  process.exit(1)
}
const folder = path.resolve(process.argv[2] ?? path.join(dataDir, 'backups'))
const stamp = new Date().toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-')
const target = path.join(folder, `langnghe-${stamp}.sqlite`)
const unfinished = `${target}.part`

mkdirSync(folder, { recursive: true })
rmSync(unfinished, { force: true })
const source = openSqlite(databaseFile)
source.prepare('vacuum into ?').run(unfinished)
source.close()

const copy = new SqliteDatabase(unfinished, { readonly: true })
const integrity: unknown = copy.pragma('integrity_check', { simple: true })
const reader = new Kysely<Database>({ dialect: new SqliteDialect({ database: copy }) })
const heads = await auditHeads(reader)
const files = await expectedFiles(reader)
const keys = await reader.selectFrom('slip_envelopes').select('key_id').distinct().execute()
await reader.destroy()
if (integrity !== 'ok') throw new Error(`The copy is not sound: ${String(integrity)}`)

// The files first: a database with its final name has all of them beside it.
if (files.length > 0) copyFiles(files, dataDir, filesFolderOf(target))
copyEnvelopeKeys(keys.map((row) => row.key_id), dataDir, filesFolderOf(target))

// On the disk for good before it gets its name: a file with the final name is a whole backup.
sync(unfinished)
renameSync(unfinished, target)
sync(folder)

console.log(
  `Đã sao lưu: ${target} (${Math.ceil(statSync(target).size / 1024)} KB${files.length === 0 ? '' : `, cùng ${files.length} tệp trong ${filesFolderOf(target)}`})\n` +
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
