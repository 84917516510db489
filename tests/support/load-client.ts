import { randomInt } from 'node:crypto'
import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { gunzipSync } from 'node:zlib'

/**
 * Puts load on a server over keep-alive connections, as a process of its own (see `loadServer` in bench.ts). It reads as little of the answers as it can: the
 * slower the client, the faster every server looks beside another.
 */

export interface LoadOptions {
  port: number
  clients: number
  seconds: number
  /** What each client does again and again: fetch a page; fetch the form and send it; send it alone. */
  task: 'get' | 'page-and-post' | 'post'
  /** The address of the page or the form. */
  path: string
  /** What is sent with a form besides its key. */
  fields?: Record<string, string>
}

export interface LoadResult {
  /** How often the task was done. */
  done: number
  perSecond: number
  p50Ms: number
  p99Ms: number
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

if (process.argv[1] === import.meta.filename) console.log(JSON.stringify(await load(JSON.parse(process.argv[2]!) as LoadOptions)))

async function load(options: LoadOptions): Promise<LoadResult> {
  const times: number[] = []
  const end = performance.now() + options.seconds * 1000
  const start = performance.now()
  await Promise.all(Array.from({ length: options.clients }, async () => {
    const connection = await open(options.port)
    const task = taskOf(connection, options)
    while (performance.now() < end) {
      const began = performance.now()
      await task()
      times.push(performance.now() - began)
    }
    connection.close()
  }))
  const seconds = (performance.now() - start) / 1000
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  return { done: times.length, perSecond: times.length / seconds, p50Ms: at(0.5), p99Ms: at(0.99) }
}

function taskOf(connection: Connection, { port, task, path, fields = {} }: LoadOptions): () => Promise<unknown> {
  const host = `localhost:${port}`
  const page = Buffer.from(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nAccept-Encoding: gzip\r\n\r\n`)
  const get = () => connection.ask(page, 200)
  if (task === 'get') return get
  const rest = new URLSearchParams(fields).toString()
  const post = (key: string) => {
    const body = `lan_gui=${key}&A0=${randomInt(1, 6)}&B0=${randomInt(1, 6)}&F1=${randomInt(1, 6)}&${rest}`
    // Each from an address of its own, as from so many phones: one address is limited.
    const from = `10.${randomInt(256)}.${randomInt(256)}.${randomInt(256)}`
    return connection.ask(
      Buffer.from(`POST ${path} HTTP/1.1\r\nHost: ${host}\r\nOrigin: http://${host}\r\nSec-Fetch-Site: same-origin\r\nX-Forwarded-For: ${from}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\n\r\n${body}`),
      303,
    )
  }
  if (task === 'post') return () => post(Array.from({ length: 22 }, () => letters[randomInt(letters.length)]).join(''))
  const read = keyReader()
  return async () => post(read(await get()))
}

/** Finds the key in a compressed page: it lies there as it is, in the same place as long as the page is the same. */
function keyReader(): (page: Buffer) => string {
  let place = -1
  let length = 0
  return (page) => {
    if (page.length === length && place >= 0) return page.toString('latin1', place, place + 22)
    const key = /name="lan_gui" value="([\w-]{22})"/.exec(gunzipSync(page).toString())?.[1]
    if (key === undefined) throw new Error('The page has no key')
    place = page.indexOf(key)
    length = page.length
    return key
  }
}

interface Connection {
  /** Sends a request and gives the body of its answer. Rejects on any other status. */
  ask: (request: Buffer, status: number) => Promise<Buffer>
  close: () => void
}

async function open(port: number): Promise<Connection> {
  const socket: Socket = connect(port, 'localhost')
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject))
  socket.setNoDelay(true)
  let waiting: { status: number; resolve: (body: Buffer) => void; reject: (error: Error) => void } | undefined
  let received: Buffer = Buffer.alloc(0)
  socket.on('data', (chunk) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk])
    const headEnd = received.indexOf('\r\n\r\n')
    if (headEnd < 0 || !waiting) return
    const head = received.toString('latin1', 0, headEnd)
    const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1]
    const isChunked = length === undefined && /\r\ntransfer-encoding: chunked/i.test(head)
    const end = isChunked ? (received.toString('latin1', received.length - 5) === '0\r\n\r\n' ? received.length : Infinity) : headEnd + 4 + Number(length ?? 0)
    if (received.length < end) return
    const { status, resolve, reject } = waiting
    waiting = undefined
    const body = received.subarray(headEnd + 4, end)
    received = Buffer.alloc(0)
    if (Number(head.slice(9, 12)) === status) resolve(body)
    else reject(new Error(`Expected ${status}: ${head.split('\r\n', 1)[0]}`))
  })
  const broken = (error?: Error) => waiting?.reject(error ?? new Error('The server closed the connection'))
  socket.on('error', broken)
  socket.on('close', () => broken())
  return {
    ask: (request, status) =>
      new Promise((resolve, reject) => {
        waiting = { status, resolve, reject }
        socket.write(request)
      }),
    close: () => socket.destroy(),
  }
}
