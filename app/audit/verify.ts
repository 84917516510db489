import { auditHash, chainStart } from '#db/audit-chain.ts'
import type { Db } from '#db/connect.ts'

/** Where the log of one school ends. Noted down elsewhere, its hash shows later that nothing before it was touched. */
export interface AuditHead {
  schoolId: string
  schoolName: string
  lines: number
  hash: string
  /** The instant of the newest line. */
  at: string
}

/** The newest line of each school's log; schools without a line are left out. Pass a school to ask for its own alone. */
export async function auditHeads(db: Db, school?: { id: string }): Promise<AuditHead[]> {
  let query = db
    .selectFrom('audit_heads')
    .innerJoin('schools', 'schools.id', 'audit_heads.school_id')
    .innerJoin('audit', (join) => join.onRef('audit.school_id', '=', 'audit_heads.school_id').onRef('audit.hash', '=', 'audit_heads.hash'))
    .select(['schools.id as schoolId', 'schools.name as schoolName', 'audit_heads.lines', 'audit_heads.hash', 'audit.at'])
  if (school) query = query.where('schools.id', '=', school.id)
  return query.orderBy('schools.is_default', 'desc').orderBy('schools.name').execute()
}

const batchSize = 5000

/**
 * Walks the log of every school from its first line and says, in words, what does not fit: a line that was altered, taken out,
 * put in or moved. That the newest lines were cut off shows where somebody noted down an earlier head (`noted`): it must still be
 * in the log. Whoever rewrites the whole chain is caught by a noted head alone.
 */
export async function verifyAudit(db: Db, noted?: string): Promise<{ lines: number; problems: string[] }> {
  const problems: string[] = []
  const ends = new Map<string, { hash: string; lines: number }>()
  let seenNoted = false
  let last = 0
  for (;;) {
    const rows = await db.selectFrom('audit').selectAll().where('id', '>', last).orderBy('id').limit(batchSize).execute()
    for (const row of rows) {
      const before = ends.get(row.school_id) ?? { hash: chainStart, lines: 0 }
      const where = `dòng ${row.id} (${row.at}, ${row.action})`
      if (row.prev_hash !== before.hash) problems.push(`${where}: không nối với dòng trước; có dòng bị xóa, chèn hoặc đổi chỗ (does not follow the line before it)`)
      if (auditHash(row.prev_hash, row) !== row.hash) problems.push(`${where}: nội dung đã bị sửa (altered)`)
      if (row.hash === noted) seenNoted = true
      ends.set(row.school_id, { hash: row.hash, lines: before.lines + 1 })
    }
    if (rows.length < batchSize) break
    last = rows.at(-1)!.id
  }
  const heads = new Map((await db.selectFrom('audit_heads').selectAll().execute()).map((head) => [head.school_id, head]))
  for (const schoolId of new Set([...heads.keys(), ...ends.keys()])) {
    const head = heads.get(schoolId) ?? { hash: chainStart, lines: 0 }
    const end = ends.get(schoolId) ?? { hash: chainStart, lines: 0 }
    if (head.hash !== end.hash || head.lines !== end.lines) {
      problems.push(`trường ${schoolId}: nhật ký có ${end.lines} dòng nhưng đã ghi ${head.lines}; phần cuối không khớp (the end of the log was changed)`)
    }
  }
  if (noted !== undefined && !seenNoted) problems.push(`mã ${noted} không còn trong nhật ký; phần cuối đã bị cắt hoặc viết lại (the noted head is not in the log)`)
  return { lines: [...ends.values()].reduce((sum, end) => sum + end.lines, 0), problems }
}
