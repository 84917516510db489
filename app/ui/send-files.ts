import { headBytes, isTaken, kindOf } from '#app/attachments/kinds.ts'
import type { FileProblem } from '#app/attachments/kinds.ts'
import { chunkBytes, fileLimits } from '#app/attachments/limits.ts'
import type { UploadAnswer } from './upload-answer.ts'

/** What is done with a file on the phone itself. Loaded only once somebody has chosen one. */

export interface PreparedFile {
  type: 'image' | 'pdf'
  blob: Blob
  /** Tells the same file again after a reload; null where the browser cannot compute it. */
  digest: string | null
}

/** Looks at the file and makes a picture smaller: that saves mobile data, and the place where it was taken never leaves the phone. */
export async function prepareFile(file: Blob): Promise<PreparedFile | { problem: FileProblem }> {
  if (file.size === 0) return { problem: 'empty' }
  const kind = kindOf(new Uint8Array(await file.slice(0, headBytes).arrayBuffer()))
  if (kind === 'pdf') return file.size > fileLimits.bytes ? { problem: 'too-big' } : { type: 'pdf', blob: file, digest: await digestOf(file) }
  // Some browsers can read HEIC where the server cannot.
  if (!isTaken(kind) && kind !== 'heic') return { problem: kind }
  const smaller = await shrink(file)
  if (!smaller && kind === 'heic') return { problem: 'heic' }
  const blob = smaller ?? file
  return blob.size > fileLimits.bytes ? { problem: 'too-big' } : { type: 'image', blob, digest: await digestOf(blob) }
}

/** The picture anew, upright and no larger than the school keeps it. Null where the browser cannot: then the server does it. */
async function shrink(file: Blob): Promise<Blob | null> {
  try {
    const bitmap = await createImageBitmap(file)
    const scale = Math.min(1, fileLimits.sidePx / Math.max(bitmap.width, bitmap.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.max(1, Math.round(bitmap.width * scale))
    canvas.height = Math.max(1, Math.round(bitmap.height * scale))
    const paper = canvas.getContext('2d')
    if (!paper) return null
    paper.fillStyle = '#fff'
    paper.fillRect(0, 0, canvas.width, canvas.height)
    paper.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
    bitmap.close()
    return await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.85))
  } catch {
    return null
  }
}

async function digestOf(blob: Blob): Promise<string | null> {
  try {
    const digest = await crypto.subtle.digest('SHA-256', await blob.arrayBuffer())
    return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
  } catch {
    // Only where the page came by https, or from this machine.
    return null
  }
}

export type UploadOutcome = 'done' | 'offline' | 'busy' | 'stopped' | { problem: FileProblem }

interface Upload {
  address: string
  blob: Blob
  /** Of an earlier attempt. */
  token: string | null
  /** Where that attempt got to, as far as is known here. */
  offset: number
  onToken: (token: string) => void
  onProgress: (offset: number) => void
  signal: AbortSignal
}

const patienceMs = [1000, 2000, 4000, 8000]
const giveUpAfterMs = 60_000

/** Sends a file piece by piece and goes on where the last attempt ended. Gives up after a few tries of one piece; called again, it goes on from there. */
export async function sendFile({ address, blob, onToken, onProgress, signal, ...before }: Upload): Promise<UploadOutcome> {
  let { token, offset } = before
  for (;;) {
    if (token === null) {
      const announced = await ask(address, { body: new URLSearchParams({ bytes: String(blob.size) }) }, signal)
      if (typeof announced === 'string') return announced
      if (announced.answer.problem) return { problem: announced.answer.problem }
      token = announced.answer.token ?? null
      if (token === null) return 'busy'
      offset = 0
      onToken(token)
    }
    const piece = blob.slice(offset, offset + chunkBytes)
    const sent = await ask(
      `${address}?offset=${offset}`,
      { body: piece, headers: { 'Content-Type': 'application/octet-stream', 'Upload-Token': token } },
      signal,
    )
    if (typeof sent === 'string') return sent
    const { status, answer } = sent
    if (answer.problem === 'gone' && before.token !== null && token === before.token) {
      // The server has thrown the old attempt away: from the beginning, then.
      token = null
      continue
    }
    if (answer.problem) return { problem: answer.problem }
    if (answer.offset === undefined || (status === 409 && answer.offset === offset)) return 'busy'
    offset = answer.offset
    onProgress(offset)
    if (answer.done) return 'done'
  }
}

/** One request, tried again with growing patience while the line or the server fails. */
async function ask(address: string, init: RequestInit, signal: AbortSignal): Promise<{ status: number; answer: UploadAnswer } | 'offline' | 'busy' | 'stopped'> {
  let failure: 'offline' | 'busy' = 'offline'
  for (const wait of [0, ...patienceMs]) {
    if (wait > 0) await pause(wait, signal)
    if (signal.aborted) return 'stopped'
    const timeout = new AbortController()
    const stop = () => timeout.abort()
    const timer = setTimeout(stop, giveUpAfterMs)
    signal.addEventListener('abort', stop)
    try {
      const response = await fetch(address, { ...init, method: 'POST', credentials: 'same-origin', signal: timeout.signal })
      // 429 says what is wrong in words of its own.
      if (response.status < 500) return { status: response.status, answer: (await response.json()) as UploadAnswer }
      failure = 'busy'
    } catch {
      failure = 'offline'
    } finally {
      clearTimeout(timer)
      signal.removeEventListener('abort', stop)
    }
  }
  return signal.aborted ? 'stopped' : failure
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      window.removeEventListener('online', end)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    // No need to wait on once the line is back.
    window.addEventListener('online', end)
    signal.addEventListener('abort', end)
  })
}
