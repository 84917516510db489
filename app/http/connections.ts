import { readFileSync } from 'node:fs'
import type { IncomingMessage, Server, ServerOptions, ServerResponse } from 'node:http'
import { Server as NetServer } from 'node:net'
import type { Socket } from 'node:net'
import type { Config } from '#app/config.ts'

/** How long anybody may keep a connection busy with nothing, in milliseconds. */
export function patience(config: Config): ServerOptions {
  return {
    // A page's address and cookies are two kilobytes: over the slowest of lines that is a second.
    headersTimeout: 20_000,
    // Photos in one piece over a slow line take minutes.
    requestTimeout: 10 * 60_000,
    connectionsCheckingInterval: 5_000,
    // A proxy keeps its connections open for two minutes (Caddy) or one (nginx): closed by us first, a form that it has just sent there would be lost on the way.
    keepAliveTimeout: config.trustedProxy === null ? 5_000 : 125_000,
  }
}

/** Left for the database, pictures and mail: connections take no more than what remains of the files that the system lets us open. */
const filesOfOurOwn = 200

/** What has been sent by the time we stop listening arrives within this. */
const graceMs = 500

const refusals: Record<string, [status: string, words: string]> = {
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'Đường truyền quá chậm nên nội dung chưa đến đủ. Chưa có gì được lưu, xin thử lại.'],
  HPE_HEADER_OVERFLOW: ['431 Request Header Fields Too Large', 'Yêu cầu quá dài.'],
}
const unreadable: [string, string] = ['400 Bad Request', 'Không đọc được yêu cầu.']

export interface Connections {
  /** Takes no new connection, answers every request that has begun to come, and closes each connection after its answer. After `patienceMs` what is left is cut. */
  drain(patienceMs: number): Promise<void>
}

/** Keeps the connections of a server within what the system gives, tells slow and unreadable clients so in words, and knows which are at work. */
export function holdConnections(server: Server): Connections {
  const most = mostOpenFiles()
  if (most !== null) server.maxConnections = Math.max(filesOfOurOwn, most - filesOfOurOwn)
  const sockets = new Set<Socket>()
  const answers = new Map<Socket, ServerResponse>()
  let isEnding = false

  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => {
      sockets.delete(socket)
      answers.delete(socket)
    })
  })
  server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    answers.set(socket, response)
    if (isEnding) response.setHeader('Connection', 'close')
  })
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    const answer = answers.get(socket)
    const isAnswering = answer !== undefined && answer.headersSent && !answer.writableFinished
    if (error.code === 'ECONNRESET' || !socket.writable || isAnswering) {
      socket.destroy()
      return
    }
    const [status, words] = refusals[error.code ?? ''] ?? unreadable
    socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(words) + 1}\r\n\r\n${words}\n`)
  })

  return {
    drain(patienceMs) {
      isEnding = true
      for (const answer of answers.values()) if (!answer.headersSent) answer.setHeader('Connection', 'close')
      return new Promise((resolve) => {
        const cut = setTimeout(() => server.closeAllConnections(), patienceMs)
        // Each time what has come is read first, however busy we were.
        const closeUnused = setTimeout(() => {
          setImmediate(() => {
            server.closeIdleConnections()
            // Browsers open some in advance and never use them.
            for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy()
          })
        }, graceMs)
        // Only stops listening. The one of node:http also closes every connection without a request at once, and with it forms that have come and not been read yet.
        setImmediate(() => {
          NetServer.prototype.close.call(server, () => {
            clearTimeout(cut)
            clearTimeout(closeUnused)
            resolve()
          })
        })
      })
    },
  }
}

/** How many files this process may have open; null where the system does not say. Node raises its own limit to the highest allowed at its start. */
function mostOpenFiles(): number | null {
  try {
    const limit = /^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1]
    return limit === undefined ? null : Number(limit)
  } catch {
    return null
  }
}
