import { setImmediate } from 'node:timers/promises'
import type { Db } from '#db/connect.ts'
import { lineOf } from './hashes.ts'
import { merkleRoot, rootOfParts } from './merkle.ts'

/** A power of two (`rootOfParts`). So many lines are read and hashed in a few milliseconds. */
const partLines = 1024

interface Entry {
  round_id: string
  tag: string
  commitment: string
}

/** One part of a day's tree. */
export interface Part {
  first: { round_id: string; tag: string }
  lines: string[]
  rounds: string[]
}

/** What a day's lines add up to. */
export interface DayTree {
  count: number
  root: string
  /** Receipts by round. */
  rounds: Map<string, number>
  parts: { round_id: string; tag: string; root: string }[]
}

/**
 * The lines of one day, part by part, in the order of the tree: sorted as text, so that their order tells nothing of who came first. Between two parts
 * everything else gets its turn, however long the day is. `partSize` is for tests.
 */
export async function* partsOf(db: Db, schoolId: string, day: string, partSize = partLines): AsyncGenerator<Part> {
  let last: Entry | undefined
  for (;;) {
    const entries = await linesFrom(db, schoolId, day, last ?? null, '>', partSize)
    const first = entries[0]
    if (!first) return
    yield { first, lines: entries.map(asLine), rounds: entries.map((entry) => entry.round_id) }
    if (entries.length < partSize) return
    last = entries.at(-1)
    await setImmediate()
  }
}

/** All lines of a day at once. */
export async function linesOfDay(db: Db, schoolId: string, day: string): Promise<string[]> {
  const lines: string[] = []
  for await (const part of partsOf(db, schoolId, day)) lines.push(...part.lines)
  return lines
}

/** The lines of the part that begins with this one. */
export async function linesOfPart(db: Db, schoolId: string, day: string, first: { round_id: string; tag: string }): Promise<string[]> {
  return (await linesFrom(db, schoolId, day, first, '>=', partLines)).map(asLine)
}

export async function treeOfDay(db: Db, schoolId: string, day: string, partSize = partLines): Promise<DayTree> {
  const rounds = new Map<string, number>()
  const parts: DayTree['parts'] = []
  let count = 0
  for await (const part of partsOf(db, schoolId, day, partSize)) {
    for (const round of part.rounds) rounds.set(round, (rounds.get(round) ?? 0) + 1)
    parts.push({ round_id: part.first.round_id, tag: part.first.tag, root: merkleRoot(part.lines) })
    count += part.lines.length
  }
  return { count, root: parts.length === 0 ? '' : rootOfParts(parts.map(({ root }) => root)), rounds, parts }
}

function linesFrom(db: Db, schoolId: string, day: string, from: { round_id: string; tag: string } | null, side: '>' | '>=', count: number): Promise<Entry[]> {
  const query = db.selectFrom('ledger_entries').select(['round_id', 'tag', 'commitment']).where('school_id', '=', schoolId).where('day', '=', day)
  const after = from === null ? query : query.where((eb) => eb(eb.refTuple('round_id', 'tag'), side, eb.tuple(from.round_id, from.tag)))
  return after.orderBy('round_id').orderBy('tag').limit(count).execute()
}

function asLine(entry: Entry): string {
  return lineOf({ roundId: entry.round_id, tag: entry.tag, commitment: entry.commitment })
}
