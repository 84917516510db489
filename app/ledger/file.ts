import type { Db } from '#db/connect.ts'
import { partsOf } from './days.ts'
import { listSeals } from './seals.ts'

/**
 * The whole ledger of a school as text, day by day: a line with `#` for each seal (number, day, count, root, previous, hash), then the lines of its
 * tree. Together with a receipt it is all that a check without this site needs. Comes in pieces.
 */
export async function* ledgerFile(db: Db, school: { id: string }): AsyncGenerator<string> {
  yield `# lang-nghe ledger 1 ${school.id}\n`
  for (const seal of (await listSeals(db, school)).reverse()) {
    yield `# ${seal.number} ${seal.day} ${seal.count} ${seal.root} ${seal.previous} ${seal.hash}\n`
    for await (const { lines } of partsOf(db, school.id, seal.day)) yield `${lines.join('\n')}\n`
  }
}
