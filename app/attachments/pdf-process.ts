import { Worker } from 'node:worker_threads'
import type { FileProblem } from './kinds.ts'

const longestMs = 20_000
/** A file of a few megabytes can unpack to gigabytes: the thread is ended before it takes the server's memory. */
const mostGrowthBytes = 500 * 1024 * 1024

/** `safePdf` in a thread of its own, which is ended where it takes too long or too much. */
export function cleanPdf(bytes: Uint8Array): Promise<{ bytes: Uint8Array } | { problem: FileProblem }> {
  return new Promise((resolve) => {
    const before = process.memoryUsage.rss()
    const worker = new Worker(new URL('./pdf-worker.ts', import.meta.url), {
      workerData: bytes,
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: 384 },
    })
    const started = performance.now()
    const watch = setInterval(() => {
      if (performance.now() - started > longestMs || process.memoryUsage.rss() - before > mostGrowthBytes) end({ problem: 'pdf-damaged' })
    }, 50)
    const end = (result: { bytes: Uint8Array } | { problem: FileProblem }) => {
      clearInterval(watch)
      resolve(result)
      void worker.terminate()
    }
    worker.once('message', end)
    worker.once('error', () => end({ problem: 'pdf-damaged' }))
    worker.once('exit', () => end({ problem: 'pdf-damaged' }))
  })
}
