import { copyFileSync, existsSync, linkSync, mkdirSync, readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { filePath } from '#app/attachments/store.ts'
import type { ExpectedFile } from '#app/attachments/index.ts'
import { sync } from './sync.ts'

/** The folder with the files that belong to a backed-up database: `langnghe-….files` beside `langnghe-….sqlite`. */
export function filesFolderOf(databaseFile: string): string {
  return databaseFile.replace(/\.sqlite$/, '.files')
}

/** Where to look for the files of a database: in the folder that was backed up with it, otherwise beside it as in the data folder. */
export function folderWithFiles(databaseFile: string): string {
  const own = filesFolderOf(databaseFile)
  return existsSync(own) ? own : path.dirname(databaseFile)
}

/** A file's bytes, or null where it is not there. For `verifyFiles`. */
export function reader(folder: string): (file: ExpectedFile) => Promise<Uint8Array | null> {
  return ({ shelf, id }) => readFile(path.join(folder, filePath(shelf, id))).catch(() => null)
}

/**
 * Copies the files that a database points at. A file never changes under its id, so one that an earlier backup in the same place has already is only linked: it takes
 * no room a second time, and deleting either backup leaves the other whole.
 */
export function copyFiles(expected: readonly ExpectedFile[], from: string, to: string): void {
  const earlier = earlierFolder(path.dirname(to), path.basename(to))
  const folders = new Set<string>()
  for (const file of expected) {
    const name = filePath(file.shelf, file.id)
    const target = path.join(to, name)
    mkdirSync(path.dirname(target), { recursive: true })
    folders.add(path.dirname(target)).add(path.dirname(path.dirname(target)))
    if (earlier !== null && tryLink(path.join(earlier, name), target)) continue
    // Deleted since the database was copied, or lost before: the manifest knows which.
    if (!existsSync(path.join(from, name))) continue
    copyFileSync(path.join(from, name), target)
    sync(target)
  }
  for (const folder of folders) sync(folder)
}

/** Copies the keys of envelopes that are still closed: without them, answers that parents hold receipts for would be lost with the disk (docs/decisions/0021). */
export function copyEnvelopeKeys(keyIds: readonly string[], from: string, to: string): void {
  const folder = path.join(to, 'envelope-keys')
  for (const keyId of keyIds) {
    const key = path.join(from, 'envelope-keys', keyId)
    // Opened since the database was copied, or lost before.
    if (!existsSync(key)) continue
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    copyFileSync(key, path.join(folder, keyId))
    sync(path.join(folder, keyId))
    sync(folder)
  }
}

/** How many of these keys are neither beside the database nor in its backup. */
export function missingKeys(keyIds: readonly string[], folder: string): number {
  return keyIds.filter((keyId) => !existsSync(path.join(folder, 'envelope-keys', keyId))).length
}

function earlierFolder(folder: string, mine: string): string | null {
  const name = readdirSync(folder).filter((one) => /^langnghe-[\d-]+\.files$/.test(one) && one !== mine).sort().at(-1)
  return name === undefined ? null : path.join(folder, name)
}

function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch {
    // Not there, or a disk that cannot do this.
    return false
  }
}
