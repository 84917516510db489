import type { Db } from '#db/connect.ts'
import { treeOfDay } from './days.ts'
import { linkOf, saltOf } from './entries.ts'
import { commitmentOf, contentOf, firstPrevious, sealHash } from './hashes.ts'
import { storedAnswers } from './stored-answers.ts'

interface Hasher {
  hash(purpose: string, value: string): string
}

/**
 * Goes through the whole ledger of every school and says in words what does not fit; empty where all is well. `secrets` is null for a backup without
 * its pepper: then everything is checked but whether the answers are still those that were sealed.
 */
export async function verifyLedger(db: Db, secrets: Hasher | null): Promise<{ entries: number; seals: number; problems: string[] }> {
  const problems: string[] = []
  const seals = await db.selectFrom('ledger_seals').selectAll().orderBy('school_id').orderBy('number').execute()
  const schools = new Map<string, typeof seals>()
  for (const seal of seals) schools.set(seal.school_id, [...(schools.get(seal.school_id) ?? []), seal])
  for (const chain of schools.values()) problems.push(...(await checkChain(db, chain)))

  const { entries } = await db.selectFrom('ledger_entries').select((eb) => eb.fn.countAll<number>().as('entries')).executeTakeFirstOrThrow()
  if (secrets !== null) problems.push(...(await checkAnswers(db, secrets)))
  return { entries: Number(entries), seals: seals.length, problems }
}

/** Every line must have its answer, as it was sent, and every answer since the ledger began its line. */
async function checkAnswers(db: Db, secrets: Hasher): Promise<string[]> {
  const problems: string[] = []
  const rows = await db.selectFrom('ledger_entries').select(['school_id', 'link', 'commitment', 'day']).execute()
  const entries = new Map(rows.map((row) => [row.link, row]))
  const began = new Map<string, string>()
  for (const { school_id, day } of rows) if (day < (began.get(school_id) ?? '9')) began.set(school_id, day)

  const removed = new Map((await db.selectFrom('removed_comments').select(['response_id', 'commitment']).execute()).map((row) => [row.response_id, row.commitment]))
  let strangers = 0
  for (const answer of await storedAnswers(db)) {
    const link = linkOf(secrets, answer.id)
    const entry = entries.get(link)
    entries.delete(link)
    const expected = removed.get(answer.id) ?? entry?.commitment
    if (expected !== undefined && commitmentOf(saltOf(secrets, answer.id), contentOf(answer)) !== expected) {
      problems.push(`Phiếu ngày ${answer.day} không còn như khi gửi (an answer was altered)`)
    }
    // What came on the ledger's first day or before may be older than the ledger itself.
    if (!entry && answer.day > (began.get(answer.schoolId) ?? '9')) strangers += 1
  }
  if (strangers > 0) problems.push(`${strangers} phiếu không có biên nhận trong sổ (answers without a receipt)`)
  for (const entry of entries.values()) problems.push(`Phiếu đã có biên nhận ngày ${entry.day} không còn trong dữ liệu (an answer with a receipt is gone)`)
  return problems
}

async function checkChain(db: Db, chain: { school_id: string; number: number; day: string; count: number; root: string; previous: string; hash: string }[]): Promise<string[]> {
  const problems: string[] = []
  let previous = firstPrevious
  for (const [index, seal] of chain.entries()) {
    const where = `Niêm phong ${seal.number} ngày ${seal.day}`
    if (seal.number !== index + 1) problems.push(`${where}: thiếu một niêm phong trước đó (a seal is missing)`)
    if (seal.previous !== previous) problems.push(`${where}: không nối với niêm phong trước (the chain is broken)`)
    if (sealHash({ ...seal, schoolId: seal.school_id }) !== seal.hash) problems.push(`${where}: đã bị sửa (the seal was altered)`)
    const tree = await treeOfDay(db, seal.school_id, seal.day)
    if (tree.count !== seal.count || tree.root !== seal.root) {
      problems.push(`${where}: ${seal.count} biên nhận được niêm phong, nay có ${tree.count} hoặc nội dung khác (receipts were removed, added or altered)`)
    }
    const parts = await db.selectFrom('ledger_parts').select(['round_id', 'tag', 'root']).where('school_id', '=', seal.school_id).where('number', '=', seal.number).orderBy('part').execute()
    if (parts.length > 0 && JSON.stringify(parts) !== JSON.stringify(tree.parts)) problems.push(`${where}: các phần của cây không khớp (the parts of the tree differ)`)
    const { sum } = await db
      .selectFrom('ledger_seal_rounds')
      .select((eb) => eb.fn.coalesce(eb.fn.sum<number>('count'), eb.lit(0)).as('sum'))
      .where('school_id', '=', seal.school_id)
      .where('number', '=', seal.number)
      .executeTakeFirstOrThrow()
    if (Number(sum) !== seal.count) problems.push(`${where}: số biên nhận theo đợt không khớp (counts by round differ)`)
    previous = seal.hash
  }
  return problems
}
