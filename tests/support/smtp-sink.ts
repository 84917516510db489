import { createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'

export interface TakenMail {
  to: string[]
  /** As it came over the wire, headers and body. */
  raw: string
}

export type SmtpSink = Awaited<ReturnType<typeof startSmtpSink>>

/**
 * A small SMTP server on loopback that keeps what it takes. `refuse` gives the answer to a recipient's address instead of taking
 * it; `beforeTaken` runs when a whole message has come in and before it is acknowledged.
 */
export async function startSmtpSink({
  port = 0,
  refuse = () => null,
  beforeTaken = () => undefined,
}: { port?: number; refuse?: (recipient: string) => string | null; beforeTaken?: () => void | Promise<void> } = {}) {
  const mails: TakenMail[] = []
  const sockets = new Set<Socket>()

  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => undefined)
    const say = (line: string) => socket.write(`${line}\r\n`)
    let buffer = ''
    let mail: TakenMail = { to: [], raw: '' }
    let inData = false
    say('220 sink ESMTP')

    async function read() {
      for (;;) {
        if (inData) {
          const end = buffer.indexOf('\r\n.\r\n')
          if (end === -1) return
          const taken = { ...mail, raw: buffer.slice(0, end) }
          buffer = buffer.slice(end + 5)
          inData = false
          mail = { to: [], raw: '' }
          await beforeTaken()
          mails.push(taken)
          say('250 taken')
          continue
        }
        const end = buffer.indexOf('\r\n')
        if (end === -1) return
        const line = buffer.slice(0, end)
        buffer = buffer.slice(end + 2)
        answer(line)
      }
    }

    function answer(line: string) {
      const recipient = /^RCPT TO:<([^>]*)>/i.exec(line)?.[1]
      if (/^(EHLO|HELO)/i.test(line)) say('250 sink')
      else if (recipient !== undefined) {
        const refusal = refuse(recipient)
        if (refusal === null) mail.to.push(recipient)
        say(refusal ?? '250 ok')
      } else if (/^DATA/i.test(line)) {
        inData = true
        say('354 go on')
      } else if (/^QUIT/i.test(line)) {
        say('221 bye')
        socket.end()
      } else say('250 ok')
    }

    socket.on('data', (chunk) => {
      buffer += chunk.toString('latin1')
      void read()
    })
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const actualPort = (server.address() as AddressInfo).port

  return {
    port: actualPort,
    url: `smtp://127.0.0.1:${actualPort}`,
    mails,
    close: () =>
      new Promise<void>((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
}
