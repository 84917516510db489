import { existsSync } from 'node:fs'
import { createServer } from 'node:http'
import { connect as connectTo } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readConfig } from '#app/config.ts'
import { holdConnections, patience } from '#app/http/connections.ts'
import { seededRandom } from '#db/seed/random.ts'
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

  test('answers bytes that no browser sends with a refusal or not at all, never with a failure, and goes on', async () => {
    const random = seededRandom(20)
    const below = (most: number) => Math.floor(random() * most)
    const form = 'lan_gui=abcdefghijklmnopqrstuv&F1=4&noi=CAMSANH'
    const head = `Host: localhost:${server.port}\r\nSec-Fetch-Site: same-origin\r\n`
    const post = (path: string, type: string) => `POST ${path} HTTP/1.1\r\n${head}Content-Type: ${type}\r\n`
    const whole = [
      `GET /khao-sat/nhanh?lang=vi HTTP/1.1\r\n${head}Accept-Encoding: br, gzip\r\nCookie: a=b\r\n\r\n`,
      `${post('/khao-sat/nhanh', 'application/x-www-form-urlencoded')}Content-Length: ${form.length}\r\n\r\n${form}`,
      `${post('/khao-sat/nhanh', 'application/x-www-form-urlencoded')}Transfer-Encoding: chunked\r\n\r\n${form.length.toString(16)}\r\n${form}\r\n0\r\n\r\n`,
      `${post('/phan-anh', 'multipart/form-data; boundary=x')}Content-Length: 61\r\n\r\n--x\r\nContent-Disposition: form-data; name="body"\r\n\r\nabc\r\n--x--`,
      `${post('/tep?offset=0', 'application/octet-stream')}Content-Length: 3\r\nExpect: 100-continue\r\n\r\nabc`,
    ].map((text) => Buffer.from(text))
    const strange = ['\0', '\r\n', '\n', '\r', '\xff\xfe', '%00', ': ', '\r\n\r\n', '\r\nContent-Length: 5', '\r\nTransfer-Encoding: chunked', '\r\nUpgrade: websocket\r\nConnection: Upgrade', 'ffffffff\r\n', ' HTTP/9.9', 'x'.repeat(20_000)]
      .map((text) => Buffer.from(text, 'latin1'))
    const spoilt = Array.from({ length: 300 }, () => {
      let bytes = whole[below(whole.length)]!
      for (let times = 1 + below(3); times > 0; times -= 1) {
        const [from, to] = [below(bytes.length), below(bytes.length)].sort((a, b) => a - b) as [number, number]
        const put = [strange[below(strange.length)]!, Buffer.from([below(256)]), bytes.subarray(from, to), Buffer.alloc(0)][below(4)]!
        bytes = Buffer.concat([bytes.subarray(0, from), put, bytes.subarray(random() < 0.5 ? from : Math.min(bytes.length, from + 1 + below(8)))])
      }
      return bytes
    })
    const statuses = new Map<string, number>()
    for (const bytes of spoilt) {
      const socket = connectTo(server.port, '127.0.0.1')
      const answer = read(socket)
      socket.end(bytes)
      for (const [, status] of (await answer).matchAll(/^HTTP\/1\.1 (\d{3}) /gm)) statuses.set(status!, (statuses.get(status!) ?? 0) + 1)
    }
    expect([...statuses.keys()].filter((status) => status >= '500')).toEqual([])
    // They were not all refused at the door.
    expect([...statuses.keys()]).toEqual(expect.arrayContaining(['200', '400', '422']))
    expect((await ask(server.port, '/readyz')).status).toBe(200)
    expect(server.errors()).toBe('')
  })
})
