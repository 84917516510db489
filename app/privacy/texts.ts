import { sql } from 'kysely'
import { dropFiles } from '#app/attachments/index.ts'
import { findPersonalData } from '#app/cases/index.ts'
import { searchTextOf } from '#app/cases/subject.ts'
import { knownNames } from '#app/cases/known-names.ts'
import type { KnownNames } from '#app/cases/known-names.ts'
import { formatDate } from '#app/i18n/format.ts'
import type { Tx } from '#db/connect.ts'
import type { CaseRow, Database } from '#db/schema.ts'

/** Stands where personal data were masked, inside as in public. */
const maskMark = '[đã che]'

/** Stands where a text was deleted at the sender's request. */
function erasedMark(day: string): string {
  return `[đã xóa theo yêu cầu ngày ${formatDate(day)}]`
}

type TextsOf = { [T in keyof Database]: { table: T; id: keyof Database[T] & string; texts: readonly (keyof Database[T] & string)[] } }[keyof Database]

/**
 * Everywhere people write about a case, apart from its own row. A test compares the list with the database, so that a new column
 * cannot be forgotten. What is about a formal decision (`case_formal`) is not in it: such a file is kept whole by law.
 */
export const caseTexts: readonly TextsOf[] = [
  { table: 'case_messages', id: 'id', texts: ['body'] },
  { table: 'case_replies', id: 'id', texts: ['body', 'decision_note', 'questions', 'checklist'] },
  { table: 'case_publication_drafts', id: 'case_id', texts: ['summary', 'answer', 'correction_note'] },
  { table: 'case_published_texts', id: 'case_id', texts: ['summary', 'answer'] },
  { table: 'case_outgoing', id: 'case_id', texts: ['body'] },
  { table: 'case_events', id: 'id', texts: ['note'] },
  { table: 'case_conflicts', id: 'id', texts: ['name', 'reason', 'cleared_reason'] },
  { table: 'measures', id: 'id', texts: ['statement', 'note'] },
  { table: 'data_requests', id: 'id', texts: ['body', 'outcome'] },
]

interface CaseText {
  table: TextsOf['table'] | 'cases'
  column: string
  /** The row it stands in, with its texts and what tells whose words they are. */
  row: Record<string, unknown>
}

/** Writes every text of a case anew with what `rewrite` makes of it; a text it gives back as it was is not touched. Returns how many changed. */
async function rewriteTexts(tx: Tx, row: CaseRow, rewrite: (text: string, where: CaseText) => string): Promise<number> {
  let changed = 0
  const own = { subject: rewrite(row.subject, { table: 'cases', column: 'subject', row }), body: rewrite(row.body, { table: 'cases', column: 'body', row }) }
  if (own.subject !== row.subject || own.body !== row.body) {
    // The fingerprint of the words goes with the words.
    await tx.updateTable('cases').set({ ...own, search_text: searchTextOf({ number: row.number, ...own }), body_hash: '' }).where('id', '=', row.id).execute()
    changed += 1
  }
  for (const { table, id, texts } of caseTexts) {
    const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(table)} where case_id = ${row.id}`.execute(tx)
    for (const found of rows) {
      for (const column of texts) {
        const text = found[column]
        if (typeof text !== 'string') continue
        const written = rewrite(text, { table, column, row: found })
        if (written === text) continue
        await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${written} where ${sql.ref(id)} = ${found[id]}`.execute(tx)
        changed += 1
      }
    }
  }
  return changed
}

/** The text with everything masked that is the sender's (`names.contact`) or can be nothing but personal: telephone numbers, addresses, identity numbers. */
function maskText(text: string, names: KnownNames): string {
  const composed = text.normalize('NFC')
  const found = findPersonalData(composed, { ...names, staff: [] }).filter((finding) => finding.certain)
  // The longest first: a number may stand inside a longer one.
  const masked = found.map((finding) => finding.text).sort((a, b) => b.length - a.length).reduce((left, what) => left.replaceAll(what, maskMark), composed)
  return masked === composed ? text : masked
}

/** Masks personal data in every text of a case. Call it while the contact is still known. Returns how many texts changed. */
export async function maskCase(tx: Tx, row: CaseRow): Promise<number> {
  const names = await knownNames(tx, row)
  return rewriteTexts(tx, row, (text) => maskText(text, names))
}

/**
 * Masks whom the sender wanted the case kept from, as they wrote it. Whoever was recognised stays kept from it; nobody has to know in which words. Also of
 * a complaint or denunciation: it is no part of the file. Returns how many were masked.
 */
export async function maskKeptFrom(tx: Tx, row: Pick<CaseRow, 'id'>): Promise<number> {
  const { numUpdatedRows } = await tx.updateTable('case_conflicts').set({ name: maskMark }).where('case_id', '=', row.id).where('source', '=', 'sender').where('name', '!=', maskMark).executeTakeFirst()
  return Number(numUpdatedRows)
}

/**
 * Deletes what came from the sender (report, title, messages, requests, files) and masks the rest, so that an answer which quotes them does not
 * keep what was deleted. Unfinished drafts go altogether.
 */
export async function eraseCase(tx: Tx, row: CaseRow, day: string): Promise<void> {
  const names = await knownNames(tx, row)
  const mark = erasedMark(day)
  await rewriteTexts(tx, row, (text, { table, column, row: found }) => {
    if (table === 'cases') return mark
    if (table === 'case_messages' && found.direction === 'parent') return mark
    if (table === 'data_requests' && column === 'body') return mark
    if (table === 'case_replies' && column === 'questions') return '[]'
    if (table === 'case_conflicts' && column === 'name' && found.source === 'sender') return mark
    return maskText(text, names)
  })
  await dropFiles(tx, row.id, day)
  await tx.deleteFrom('case_publication_drafts').where('case_id', '=', row.id).execute()
  await tx.deleteFrom('office_drafts').where('case_id', '=', row.id).execute()
}
