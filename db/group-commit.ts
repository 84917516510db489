import type { Db, Tx } from './connect.ts'
import { readThenWrite } from './dialect.ts'

/** So many at once share what a commit costs. With more, nobody would be left to read from while they are being written: one group is on its way, the next one gathers. */
const most = 32

interface Waiting<I, R> {
  item: I
  resolve: (result: R) => void
  reject: (error: unknown) => void
}

/**
 * Lets many small writes share a commit, which is what a durable write costs: whatever comes in while one is on its way goes into the next together (docs/decisions/0034).
 * `write` reads first and then only writes (`readThenWrite`); it gets the items in the order in which they came and answers for each in the same order. Nobody hears anything before the commit. Where a common one
 * fails, each is tried again by itself, so that nothing falls with what stood beside it.
 */
export function groupCommit<I, R>(write: (tx: Tx, items: readonly I[]) => Promise<R[]>): (db: Db, item: I) => Promise<R> {
  const queues = new WeakMap<Db, Waiting<I, R>[]>()
  const commit = (db: Db, items: readonly I[]) => readThenWrite(db).execute((tx) => write(tx, items))

  async function together(db: Db, group: readonly Waiting<I, R>[]): Promise<void> {
    try {
      const results = await commit(db, group.map(({ item }) => item))
      group.forEach(({ resolve }, index) => resolve(results[index]!))
    } catch (error) {
      const [only, ...others] = group
      if (others.length === 0) only!.reject(error)
      else for (const one of group) await together(db, [one])
    }
  }

  async function drain(db: Db, queue: Waiting<I, R>[]): Promise<void> {
    while (queue.length > 0) {
      // Requests that have arrived already are read first.
      await new Promise((resolve) => setImmediate(resolve))
      await together(db, queue.splice(0, most))
    }
    queues.delete(db)
  }

  return (db, item) =>
    new Promise<R>((resolve, reject) => {
      const queue = queues.get(db)
      if (queue) queue.push({ item, resolve, reject })
      else {
        const fresh = [{ item, resolve, reject }]
        queues.set(db, fresh)
        void drain(db, fresh)
      }
    })
}

/** The same rows once each, with how often they came: in one order always, so that two transactions that count the same never wait for each other in a ring. */
export function summed<T extends Record<string, string | number>>(rows: readonly T[]): (T & { count: number })[] {
  const sums = new Map<string, T & { count: number }>()
  for (const row of rows) {
    const key = Object.values(row).join('\0')
    const sum = sums.get(key)
    if (sum) sum.count += 1
    else sums.set(key, { ...row, count: 1 })
  }
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum)
}
