import { existsSync } from 'node:fs'
import { createServer } from 'node:http'
import { connect as connectTo } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readConfig } from '#app/config.ts'
import { holdConnections, patience } from '#app/http/connections.ts'
import { freePort, prepareData } from '#tests/support/bench.ts'
import { ask, launch, seedOpenSurvey } from '#tests/support/faults.ts'
import type { RunningServer } from '#tests/support/faults.ts'

/** What comes over a connection until it ends. */
function read(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    let text = ''
    socket.on('data', (chunk: Buffer) => (text += chunk.toString()))
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(text))
  })
}

describe('a connection', () => {
  let server: ReturnType<typeof createServer>
  let port: number
  beforeEach(async () => {
    // The same limits with other figures: nobody wants to wait for twenty seconds here.
    server = createServer({ ...patience(readConfig({})), headersTimeout: 200, requestTimeout: 400, connectionsCheckingInterval: 50 }, (request, response) => {
      request.resume().on('end', () => response.end('whole'))
    })
    holdConnections(server)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    port = (server.address() as AddressInfo).port
  })
  afterEach(() => {
    server.closeAllConnections()
    server.close()
  })

  test.each([
    ['that never says anything', ''],
    ['whose headers never end', 'GET / HTTP/1.1\r\nHost: localhost\r\nX-A: '],
    ['whose body never ends', 'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nabc'],
  ])('%s is told that it is too slow, and closed', async (_name, words) => {
    const socket = connectTo(port, '127.0.0.1')
    socket.write(words)
    const text = await read(socket)
    expect(text).toMatch(/^HTTP\/1\.1 408 /)
    expect(text).toContain('Đường truyền quá chậm')
  })

  test('that speaks no HTTP is told so, others go on', async () => {
    const socket = connectTo(port, '127.0.0.1')
    socket.write('\u0000\u0001 xin chào\r\n\r\n')
    expect(await read(socket)).toMatch(/^HTTP\/1\.1 400 [\s\S]*Không đọc được yêu cầu/)
    expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe('whole')
  })
})

describe('the running server', () => {
  let data: Awaited<ReturnType<typeof prepareData<unknown>>>
  let server: RunningServer
  beforeEach(async () => {
    data = await prepareData(seedOpenSurvey)
    server = await launch(data.dataDir, await freePort())
  })
  afterEach(async () => {
    server.child.kill('SIGKILL')
    await server.ended
    data.remove()
  })

  test('asked to stop, answers the form that is on its way, says that it takes no more, and leaves one whole file', async () => {
    const body = 'lan_gui=abcdefghijklmnopqrstuv&F1=4'
    const form = connectTo(server.port, '127.0.0.1')
    const idle = connectTo(server.port, '127.0.0.1')
    const unused = read(idle)
    const answer = read(form)
    form.write(`POST /khao-sat/nhanh HTTP/1.1\r\nHost: localhost:${server.port}\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\n\r\n${body.slice(0, 10)}`)
    // Kept open by a monitor, as behind a proxy.
    expect((await ask(server.port, '/readyz')).status).toBe(200)
    await wait(200)
    server.child.kill('SIGTERM')
    await unused
    const late = await ask(server.port, '/readyz').catch((error: NodeJS.ErrnoException) => error.code)
    expect(['ECONNREFUSED', 'ECONNRESET', 503]).toContain(typeof late === 'object' ? late.status : late)
    form.write(body.slice(10))
    expect(await answer).toMatch(/^HTTP\/1\.1 303 [\s\S]*connection: close/i)
    expect(await server.ended).toBe(0)
    expect(existsSync(path.join(data.dataDir, 'langnghe.sqlite-wal'))).toBe(false)
    expect(server.errors()).toBe('')
  })
})
