import pg from 'pg'
import { liveTables } from '../changes.ts'
import type { Changes } from '../changes.ts'
import { wordsChannel } from '../dialect.ts'

/** Where the trigger `tell_changes` (db/postgres/migrate.ts) calls out each table that a commit has written. */
export const channel = 'changes'
const againAfterMs = 1000
/** Nobody calls out what every answer writes: PostgreSQL lets commits that call something out pass one by one. Each instance takes it as written so often. */
const liveEveryMs = 1000

/**
 * Tells `changes` which tables any instance has written, this one among them: a query is noted while its transaction still runs, and what others read until its end is old. Until it
 * listens, and whenever the line is broken, anything may have been written. Returns how to stop.
 */
export function listen(url: string, changes: Changes): () => Promise<void> {
  let isStopped = false
  let isListening = false
  let timer: NodeJS.Timeout | undefined
  let client: pg.Client
  changes.askWhether(() => !isListening)

  async function begin(): Promise<void> {
    client = new pg.Client({ connectionString: url, keepAlive: true })
    const mine = client
    let isBroken = false
    function again(): void {
      if (isBroken || isStopped) return
      isBroken = true
      isListening = false
      timer = setTimeout(() => {
        running = begin()
      }, againAfterMs)
    }
    mine.on('error', again)
    mine.on('end', again)
    mine.on('notification', (told) => (told.channel === channel ? changes.noteWritten(told.payload ? [told.payload] : undefined) : changes.hear(told.payload ?? '')))
    try {
      await mine.connect()
      await mine.query(`listen ${channel}; listen ${wordsChannel}`)
      // What was written before this is known to nobody.
      changes.noteWritten()
      isListening = true
    } catch (error) {
      if (!isStopped) console.warn(`Changes of the database cannot be listened to: ${error instanceof Error ? error.message : String(error)}`)
      again()
    }
  }

  const live = setInterval(() => changes.noteWritten(liveTables), liveEveryMs).unref()
  let running = begin()
  return async () => {
    isStopped = true
    clearInterval(live)
    clearTimeout(timer)
    await running
    await client.end().catch(() => undefined)
  }
}
