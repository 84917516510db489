import { createHash } from 'node:crypto'

/** What a line of the audit log says, without its place in the chain. */
export interface AuditFacts {
  school_id: string
  staff_id: string | null
  action: string
  target: string | null
  detail: string | null
  at: string
}

/** Stands before the first line of each school. */
export const chainStart = ''

/**
 * The hash of a line: SHA-256, in hex, of a JSON array that holds the version of this format, the hash of the line before it and
 * every fact, in this order. A line that was altered no longer fits its own hash, one that was taken out, put in or moved no
 * longer fits its neighbour's. A new format gets a new number; lines once written keep theirs.
 */
export function auditHash(previous: string, { school_id, staff_id, action, target, detail, at }: AuditFacts): string {
  return createHash('sha256').update(JSON.stringify([1, previous, school_id, staff_id, action, target, detail, at])).digest('hex')
}
