import { connect, createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'

/** What Lighthouse calls "slow 4G": 150 ms there and back, 1.6 Mbit/s down, 750 kbit/s up. */
const slow4G = { roundTripMs: 150, downBytesPerMs: 1.6 * 1024 / 8, upBytesPerMs: 750 / 8 }

/**
 * A line to the server that is as slow as a phone's: every byte is late by half a round trip, a new connection costs a whole one more,
 * and all connections share one width.
 */
export async function openSlowLine(serverPort: () => number, { roundTripMs, downBytesPerMs, upBytesPerMs } = slow4G) {
  const sockets = new Set<Socket>()
  let bytesDown = 0
  const down = width(downBytesPerMs)
  const up = width(upBytesPerMs)

  const server = createServer((browser) => {
    const upstream = connect(serverPort(), '127.0.0.1')
    for (const socket of [browser, upstream]) {
      sockets.add(socket)
      socket.setNoDelay(true)
      socket.on('error', () => socket.destroy())
    }
    // The handshake was over in no time here; on a phone it is a round trip.
    const connectedAt = performance.now() + roundTripMs
    const toServer = inOrder()
    const toBrowser = inOrder()
    browser.on('data', (bytes) => toServer(Math.max(connectedAt, up(bytes.length)) + roundTripMs / 2, () => upstream.write(bytes)))
    upstream.on('data', (bytes) => {
      bytesDown += bytes.length
      // In packets, as a line carries them: the first of a large file is there before the last.
      for (let start = 0; start < bytes.length; start += 1460) {
        const packet = bytes.subarray(start, start + 1460)
        toBrowser(down(packet.length) + roundTripMs / 2, () => browser.write(packet))
      }
    })
    browser.on('close', () => {
      sockets.delete(browser)
      upstream.destroy()
    })
    upstream.on('close', () => {
      sockets.delete(upstream)
      // After what is still on its way.
      toBrowser(down(0) + roundTripMs / 2, () => browser.end())
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  return {
    port: (server.address() as AddressInfo).port,
    /** Everything that came down since this was last asked, headers included. */
    takeBytesDown: () => {
      const taken = bytesDown
      bytesDown = 0
      return taken
    },
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** When the last of so many bytes has got through, on `performance.now()`'s clock: one after the other. */
function width(bytesPerMs: number): (bytes: number) => number {
  let freeAt = 0
  return (bytes) => {
    freeAt = Math.max(freeAt, performance.now()) + bytes / bytesPerMs
    return freeAt
  }
}

/** Does one thing after the other, none before its moment: timers alone may overtake each other. */
function inOrder(): (at: number, deed: () => unknown) => void {
  let before = Promise.resolve()
  return (at, deed) => {
    before = before.then(async () => {
      const wait = at - performance.now()
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
      deed()
    })
  }
}
