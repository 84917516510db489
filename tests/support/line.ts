import { connect, createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'

/**
 * The line between the browser and the server, which a test can cut. Bytes go through as they are: what the browser and
 * the server make of a lost connection is their own doing.
 */
export async function openLine(serverPort: () => number) {
  let state: 'whole' | 'no answers' | 'dead' = 'whole'
  const sockets = new Set<Socket>()

  const server = createServer((browser) => {
    if (state === 'dead') return browser.destroy()
    const upstream = connect(serverPort(), '127.0.0.1')
    const end = () => {
      browser.destroy()
      upstream.destroy()
    }
    for (const socket of [browser, upstream]) {
      sockets.add(socket)
      socket.on('close', () => {
        sockets.delete(socket)
        end()
      })
      socket.on('error', end)
    }
    browser.on('data', (bytes) => (state === 'dead' ? end() : upstream.write(bytes)))
    // The server has answered, so it has done its work: the browser never hears of it.
    upstream.on('data', (bytes) => (state === 'whole' ? browser.write(bytes) : end()))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  return {
    port: (server.address() as AddressInfo).port,
    /** From now on the server hears the browser, but the browser hears nothing back. */
    loseAnswers() {
      state = 'no answers'
    },
    /** From now on nothing gets through either way. */
    cut() {
      state = 'dead'
      for (const socket of sockets) socket.destroy()
    },
    mend() {
      state = 'whole'
    },
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
