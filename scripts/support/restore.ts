import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { secretsFrom } from '#app/secrets.ts'
import { migrations } from '#db/migrate.ts'
import { filesFolderOf } from './backup-files.ts'
import { differingTables, fingerprint } from './fingerprint.ts'
import { hashOf, pepperMark, readManifest } from './manifest.ts'
import type { Manifest } from './manifest.ts'
import { sync } from './sync.ts'

/** Why nothing was restored, in both languages. */
export class Refused extends Error {
  readonly vi: string
  readonly en: string
  constructor(vi: string, en: string, options?: ErrorOptions) {
    super(en, options)
    this.vi = vi
    this.en = en
  }
}

/**
 * Copies a backup into an empty or new folder, checks the copy (not the original: what counts is what was written) and only then gives it its names, the database last.
 * Throws `Refused`, and leaves the folder as it was, where anything is not as it was backed up or cannot be written. `pepper` is null where it is lost: the server makes a new one.
 */
export function restore(backup: string, folder: string, pepper: string | null): { tables: number; rows: number; files: number; lost: string[] } {
  if (!existsSync(backup)) throw new Refused(`Không có bản sao lưu ở ${backup}.`, `There is no backup at ${backup}.`)
  const manifest = readManifest(backup)
  if (manifest === null) {
    throw new Refused(
      `Bản sao lưu thiếu ${path.basename(filesFolderOf(backup))}/manifest.json, hoặc tệp này hỏng: hãy chép cả thư mục, hoặc dùng bản sao lưu khác.`,
      'The backup lacks its manifest.json, or that is damaged: bring the whole folder along, or use another backup.',
    )
  }
  refuseNewer(manifest.schemaVersion)
  const pepperText = pepper === null ? null : checkedPepper(pepper, manifest)
  const isNew = !existsSync(folder)
  if (!isNew && (!statSync(folder).isDirectory() || readdirSync(folder).length > 0)) {
    throw new Refused(`${folder} không trống: chỉ khôi phục vào thư mục trống, để không đè lên dữ liệu nào.`, `${folder} is not empty: a backup is restored into an empty folder only, so that it overwrites nothing.`)
  }

  const work = path.join(folder, '.restoring')
  const named: string[] = []
  try {
    mkdirSync(work, { recursive: true, mode: 0o700 })
    copyFileSync(backup, path.join(work, 'langnghe.sqlite'))
    copyAll(manifest, filesFolderOf(backup), work)
    if (pepperText !== null) writeFileSync(path.join(work, 'pepper'), pepperText, { mode: 0o600 })
    check(path.join(work, 'langnghe.sqlite'), manifest)
    syncAll(work)
    // The database last: a folder without it is no data folder, and a server that finds it finds all the rest.
    for (const name of readdirSync(work).sort((a, b) => Number(a === 'langnghe.sqlite') - Number(b === 'langnghe.sqlite'))) {
      renameSync(path.join(work, name), path.join(folder, name))
      named.push(name)
    }
    rmSync(work, { recursive: true })
    sync(folder)
  } catch (error) {
    for (const name of [...named, '.restoring']) rmSync(path.join(folder, name), { recursive: true, force: true })
    if (isNew) rmSync(folder, { recursive: true, force: true })
    throw inWords(error, folder)
  }
  const rows = Object.values(manifest.tables).reduce((sum, table) => sum + table.rows, 0)
  return { tables: Object.keys(manifest.tables).length - 1, rows, files: Object.keys(manifest.files).length, lost: manifest.lost }
}

function copyAll(manifest: Manifest, from: string, to: string): void {
  for (const [name, hash] of Object.entries(manifest.files)) {
    const target = path.join(to, name)
    mkdirSync(path.dirname(target), { recursive: true, mode: 0o700 })
    if (!existsSync(path.join(from, name))) throw new Refused(`Bản sao lưu thiếu tệp ${name}.`, `The backup lacks the file ${name}.`)
    copyFileSync(path.join(from, name), target)
    chmodSync(target, 0o600)
    if (hashOf(target) !== hash) throw new Refused(`Tệp ${name} trong bản sao lưu đã hỏng.`, `The file ${name} of the backup is damaged.`)
  }
}

/** Throws `Refused` where the file is not sound, or not row by row what was backed up. */
function check(file: string, manifest: Manifest): void {
  let sqlite: SqliteDatabase.Database | undefined
  try {
    sqlite = new SqliteDatabase(file)
    refuseNewer(Number(sqlite.pragma('user_version', { simple: true })))
    const integrity: unknown = sqlite.pragma('integrity_check', { simple: true })
    if (integrity !== 'ok') throw damaged(String(integrity))
    const differing = differingTables(fingerprint(sqlite), manifest.tables)
    if (differing.length > 0) throw damaged(differing.join(', '))
  } catch (error) {
    if (error instanceof SqliteDatabase.SqliteError && /^SQLITE_(CORRUPT|NOTADB|ERROR)/.test(error.code)) throw damaged(error.message, error)
    throw error
  } finally {
    sqlite?.close()
  }
}

function damaged(what: string, cause?: unknown): Refused {
  return new Refused(`Bản sao lưu đã hỏng hoặc bị sửa (${what}): hãy dùng bản khác.`, `The backup is damaged or was changed (${what}): use another one.`, { cause })
}

function refuseNewer(version: number): void {
  if (version > migrations.length) {
    throw new Refused(
      `Bản sao lưu do phiên bản mới hơn tạo ra (${version}, ở đây chỉ biết đến ${migrations.length}): hãy cài phiên bản mới rồi khôi phục.`,
      `The backup was made by a newer version (${version}; this one knows up to ${migrations.length}): install that version first.`,
    )
  }
}

function checkedPepper(file: string, manifest: Manifest): string {
  if (!existsSync(file)) throw new Refused(`Không có tệp pepper ở ${file}.`, `There is no pepper at ${file}.`)
  const text = readFileSync(file, 'utf8').trim()
  let mark: string
  try {
    mark = pepperMark(secretsFrom(Buffer.from(text, 'hex')))
  } catch (error) {
    throw new Refused(`Tệp pepper ở ${file} đã hỏng.`, `The pepper at ${file} is damaged.`, { cause: error })
  }
  if (manifest.pepper !== null && mark !== manifest.pepper) {
    throw new Refused('Tệp pepper này không phải của bản sao lưu: mã tra cứu của phụ huynh sẽ không mở được.', 'This is not the pepper of this backup: no case key would open anything.')
  }
  return text
}

function syncAll(folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) sync(path.join(entry.parentPath, entry.name))
  sync(folder)
}

function inWords(error: unknown, folder: string): unknown {
  if (error instanceof Refused || !(error instanceof Error) || !('code' in error)) return error
  const code = String(error.code)
  if (/^(ENOSPC|EDQUOT|EFBIG|SQLITE_FULL)/.test(code)) return new Refused(`Không đủ chỗ ở ${folder}: chưa khôi phục gì.`, `There is not enough room at ${folder}: nothing was restored.`, { cause: error })
  if (/^(EROFS|EACCES|EPERM|EIO|ENOTDIR|EEXIST|SQLITE_IOERR|SQLITE_READONLY|SQLITE_CANTOPEN)/.test(code)) {
    return new Refused(`Không ghi được vào ${folder} (${code}): chưa khôi phục gì.`, `${folder} cannot be written (${code}): nothing was restored.`, { cause: error })
  }
  return error
}
