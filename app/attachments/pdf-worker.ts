import { parentPort, workerData } from 'node:worker_threads'
import { safePdf } from './pdf.ts'

/** The thread in which one PDF is taken apart; see `cleanPdf`. */
parentPort!.postMessage(await safePdf(workerData as Uint8Array))
