import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import * as v from 'valibot'
import { filesFolderOf } from './backup-files.ts'
import { sync } from './sync.ts'

const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))

const manifest = v.object({
  format: v.literal(1),
  schemaVersion: v.number(),
  /** What each table held at the moment of the backup (fingerprint.ts). */
  tables: v.record(v.string(), v.object({ rows: v.number(), hash })),
  auditHeads: v.array(v.object({ schoolId: v.string(), lines: v.number(), hash })),
  ledgerHeads: v.array(v.object({ schoolId: v.string(), number: v.number(), hash })),
  /** SHA-256 of every file and key in the backup, by its path below the folder. */
  files: v.record(v.pipe(v.string(), v.regex(/^(attachments|published)\/[0-9a-f]{2}\/[0-9a-f]{32}$|^envelope-keys\/[0-9a-f]{32}$/)), hash),
  /** Files and keys that were lost or damaged already when the backup was made. */
  lost: v.array(v.string()),
  /** Tells whether a pepper is the right one, and nothing else about it; null where there was none. */
  pepper: v.nullable(v.string()),
})

/** All that a backup says about itself, in `manifest.json` of its folder: what a restored copy must be equal to. */
export type Manifest = v.InferOutput<typeof manifest>

const fileOf = (database: string) => path.join(filesFolderOf(database), 'manifest.json')

export function writeManifest(database: string, content: Manifest): void {
  writeFileSync(fileOf(database), `${JSON.stringify(content, null, 1)}\n`)
  sync(fileOf(database))
  sync(filesFolderOf(database))
}

/** Null where there is none, or none that this version can read. */
export function readManifest(database: string): Manifest | null {
  try {
    const parsed = v.safeParse(manifest, JSON.parse(readFileSync(fileOf(database), 'utf8')))
    return parsed.success ? parsed.output : null
  } catch {
    return null
  }
}

/** SHA-256 of a file, hexadecimal, or null where it is not there. */
export function hashOf(file: string): string | null {
  try {
    return createHash('sha256').update(readFileSync(file)).digest('hex')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

interface Hasher {
  hash(purpose: string, value: string): string
}

/** The mark by which a backup knows its pepper again. */
export const pepperMark = (secrets: Hasher): string => secrets.hash('backup', 'pepper')
