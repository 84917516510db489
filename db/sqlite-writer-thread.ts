import { parentPort, workerData } from 'node:worker_threads'
import SqliteDatabase from 'better-sqlite3'
import { openWriter } from './sqlite-writer.ts'
import type { Answer, Order } from './sqlite-writer.ts'

/** The thread of `writeBeside`: runs one order after the other, and closes the file when it is told to end. */
const port = parentPort!
const writer = openWriter(workerData as string)

port.on('message', (order: Order) => {
  if (order !== 'end') return port.postMessage(answerTo(order))
  writer.close()
  port.close()
})

function answerTo(order: Exclude<Order, 'end'>): Answer {
  try {
    const outcome = 'sql' in order ? writer.run(order) : (writer.runAll(order), null)
    return { outcome, isInTransaction: writer.isInTransaction() }
  } catch (error) {
    const { message } = error as Error
    // Without a code it never came to SQLite, as a value that no column can hold.
    return { error: { message, code: error instanceof SqliteDatabase.SqliteError ? error.code : null }, isInTransaction: writer.isInTransaction() }
  }
}
