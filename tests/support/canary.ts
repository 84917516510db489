import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** The files under a folder (database, journal, attachments, all of it) in which one of these strings stands. */
export function filesWith(folder: string, strings: readonly string[]): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap((entry) => {
      const file = path.join(entry.parentPath, entry.name)
      const bytes = readFileSync(file)
      return strings.filter((text) => bytes.includes(text)).map((text) => `${path.relative(folder, file)}: ${text}`)
    })
}
