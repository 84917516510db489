import { AsyncLocalStorage } from 'node:async_hooks'
import { RawNode, TableNode } from 'kysely'
import type { OperationNode, QueryLogEvent, RootOperationNode } from 'kysely'

/**
 * Knows which tables every query reads and writes, so that whoever keeps something made from the database (app/http/page-cache.ts) can tell whether it
 * still holds. Nobody has to remember to say that something changed: the queries themselves do.
 */
export interface Changes {
  /** Notes a query of this process, once it has run. */
  note(query: QueryLogEvent['query']): void
  /** Notes that these tables were written by somebody else; without names, that anything may have been. */
  noteWritten(tables?: Iterable<string>): void
  /** Passes on what another instance says (`tellInstances` in dialect.ts), or this one. */
  hear(words: string): void
  /** Sets who listens to that. */
  onWords(listener: (words: string) => void): void
  /** Sets how to find out whether another process wrote, for a database that has to be asked. */
  askWhether(otherProcessWrote: () => boolean): void
  /** Runs something and says what it was made from, as of before it began. */
  watch<T>(run: () => Promise<T>): Promise<{ value: T; source: Source }>
  /** What `make` gave last time under this name, as long as no table that it was made from was written; otherwise makes it. */
  remember<T>(name: string, make: () => Promise<T>): Promise<T>
  /** The tables of this source that were written since; empty while it still holds. */
  writtenSince(source: Source): ReadonlySet<string>
}

/** What something was made from. */
export interface Source {
  /** The tables that were read; `everything` where a query does not name them. */
  readonly tables: ReadonlySet<string>
  /** True where making it wrote something: then making it again is not the same as keeping it. */
  readonly wrote: boolean
  /** The last write that it knows of. */
  readonly at: number
}

/** What every answer writes. While a round is open the public sees nothing of these but how many have answered, and that may be a second old. */
export const liveTables: ReadonlySet<string> = new Set([
  'responses', 'answers', 'answer_counters', 'response_counters', 'day_counters', 'place_counters', 'group_counters', 'answer_patterns', 'ledger_entries', 'ledger_counters', 'slips', 'slip_envelopes',
])

const everything = '*'
/** Whoever makes up names pushes out what others remember, no more. */
const mostRemembered = 1000
/** How long another process' writes may go unnoticed. */
const askAgainMs = 20

export function createChanges(): Changes {
  const watching = new AsyncLocalStorage<{ tables: Set<string>; wrote: boolean }>()
  const remembered = new Map<string, { value: unknown; source: Source }>()
  /** By table: the number of its last write. */
  const writes = new Map<string, number>()
  let last = 0
  let ask = () => false
  let listener: (words: string) => void = () => undefined
  let askedAt = 0

  function noteWritten(tables: Iterable<string> = [everything]): void {
    last += 1
    for (const table of tables) writes.set(table, last)
  }

  function lookOutside(): void {
    const now = performance.now()
    if (now - askedAt < askAgainMs) return
    askedAt = now
    if (ask()) noteWritten()
  }

  return {
    note({ query }) {
      const seen = watching.getStore()
      const written = writtenBy(query)
      if (written.size > 0) noteWritten(written)
      if (!seen) return
      if (written.size > 0) seen.wrote = true
      collectTables(query, seen.tables)
    },
    noteWritten,
    hear: (words) => listener(words),
    onWords(listening) {
      listener = listening
    },
    askWhether(otherProcessWrote) {
      ask = otherProcessWrote
    },
    watch,
    async remember<T>(name: string, make: () => Promise<T>): Promise<T> {
      const known = remembered.get(name)
      if (known && writtenSince(known.source).size === 0) {
        passOn(known.source)
        return known.value as T
      }
      const made = await watch(make)
      remembered.delete(name)
      if (!made.source.wrote) remembered.set(name, made)
      if (remembered.size > mostRemembered) remembered.delete(remembered.keys().next().value!)
      return made.value
    },
    writtenSince,
  }

  async function watch<T>(run: () => Promise<T>): Promise<{ value: T; source: Source }> {
    lookOutside()
    const at = last
    const seen = { tables: new Set<string>(), wrote: false }
    const value = await watching.run(seen, run)
    const source = { ...seen, at }
    passOn(source)
    return { value, source }
  }

  /** Whatever is made from a part is made from what the part was made from. */
  function passOn(source: Source): void {
    const outer = watching.getStore()
    if (!outer) return
    for (const table of source.tables) outer.tables.add(table)
    outer.wrote ||= source.wrote
  }

  function writtenSince({ tables, at }: Source): ReadonlySet<string> {
    lookOutside()
    const found = new Set<string>()
    if (last === at) return found
    if ((writes.get(everything) ?? 0) > at || tables.has(everything)) found.add(everything)
    for (const table of tables) if ((writes.get(table) ?? 0) > at) found.add(table)
    return found
  }
}

/** The tables that a query writes. No key cascades, and no trigger writes to another table but the index of words, which is read with the cases it follows (db/migrations has no others). */
function writtenBy(query: RootOperationNode): Set<string> {
  const tables = new Set<string>()
  if (query.kind === 'InsertQueryNode') collectTables(query.into, tables)
  else if (query.kind === 'UpdateQueryNode') collectTables(query.table, tables)
  else if (query.kind === 'DeleteQueryNode') collectTables(query.from, tables)
  else if (query.kind === 'RawNode') {
    if (/\b(?:insert|update|delete|replace|create|drop|alter|truncate)\b/i.test(query.sqlFragments.join(' '))) tables.add(everything)
  } else if (query.kind !== 'SelectQueryNode') tables.add(everything)
  return tables
}

/** Every table that is named anywhere in a query; `everything` where it is written as text that may name more. */
function collectTables(node: OperationNode | undefined, tables: Set<string>): void {
  if (node === undefined) return
  if (TableNode.is(node)) tables.add(node.table.identifier.name)
  else if (RawNode.is(node) && /\b(?:from|join)\b/i.test(node.sqlFragments.join(' '))) tables.add(everything)
  for (const value of Object.values(node).flat() as unknown[]) if (isNode(value)) collectTables(value, tables)
}

function isNode(value: unknown): value is OperationNode {
  return typeof value === 'object' && value !== null && 'kind' in value
}
