import { readFileSync } from 'node:fs'
import { connect as connectTo } from 'node:net'
import type { Socket } from 'node:net'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { newIdempotencyKey } from '#app/http/idempotency.ts'
import { connect } from '#db/connect.ts'
import { freePort, prepareData } from '#tests/support/bench.ts'
import { runCommand } from '#tests/support/command.ts'
import { ask, createChecks, launch, readPages, seedOpenSurvey, sendForm } from '#tests/support/faults.ts'
import type { Fault } from '#tests/support/faults.ts'
import { photo } from '#tests/support/pictures.ts'

const slow = 300
const open = 10_000
/** What the server gives to headers, and how often it looks: app/http/connections.ts. */
const headersMs = 26_000

/** Clients that take for ever, uploads that break off, and as many open connections as a flood brings. */
const fault: Fault = {
  name: 'connections',
  title: `${slow} clients send their headers byte by byte and ${slow} their forms, uploads break off, ${open} connections stand open`,
  needsMachine: true,
  async run() {
    const checks = createChecks()
    const { check, skip } = checks
    const { dataDir, facts: seeded, remove } = await prepareData(seedOpenSurvey)
    const server = await launch(dataDir, await freePort())
    const { port } = server
    const sockets = new Set<Socket>()
    const say = (words: string): Promise<Socket> =>
      new Promise((resolve, reject) => {
        const socket = connectTo(port, '127.0.0.1', () => {
          // Whoever does not read never sees the end either.
        socket.resume()
        socket.write(words)
          resolve(socket)
        })
        sockets.add(socket)
        socket.once('error', reject)
      })
    const hangUp = () => {
      for (const socket of sockets) socket.destroy()
      sockets.clear()
    }
    const head = (words: string) => `POST ${words} HTTP/1.1\r\nHost: localhost:${port}\r\nSec-Fetch-Site: same-origin\r\n`
    const times = async () => {
      const taken = []
      for (let time = 0; time < 40; time += 1) taken.push(await sendForm(port, undefined, ''))
      const ms = taken.map((one) => one.ms).sort((a, b) => a - b)
      return { median: ms[20]!, areSaved: taken.every(({ status }) => status === 303) }
    }

    await times()
    const before = await times()
    let told = 0
    for (let time = 0; time < slow; time += 1) {
      const headers = await say('GET / HTTP/1.1\r\nX-A: ')
      headers.on('data', (chunk: Buffer) => {
        if (chunk.toString().startsWith('HTTP/1.1 408 ') && chunk.toString().includes('quá chậm')) told += 1
      })
      headers.on('error', () => undefined)
      const form = await say(`${head('/khao-sat/nhanh')}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 60\r\n\r\nlan_gui=`)
      form.on('error', () => undefined)
    }
    const drip = setInterval(() => {
      for (const socket of sockets) if (socket.writable) socket.write('a')
    }, 1000)
    const during = await times()
    check(`${2 * slow} slow clients: others are answered`, during.areSaved, `${(during.median / before.median).toFixed(1)} × the time without them`)
    await wait(headersMs)
    clearInterval(drip)
    check('slow clients are told that they are too slow, and let go', told === slow, `${told} of ${slow}`)
    hangUp()

    const picture = await photo({ width: 640, height: 480 })
    const half = picture.subarray(0, Math.floor(picture.length / 2))
    let whole = 0
    for (let time = 0; time < 20; time += 1) {
      const { token } = JSON.parse((await ask(port, '/tep', { form: { bytes: String(picture.length) } })).text) as { token: string }
      const torn = await say(`${head('/tep?offset=0')}Content-Type: application/octet-stream\r\nUpload-Token: ${token}\r\nContent-Length: ${picture.length}\r\n\r\n`)
      torn.on('error', () => undefined)
      torn.write(half)
      await wait(20)
      torn.destroy()
      // As the page does: from the beginning, and on from where the server says it is.
      let offset = 0
      for (let tries = 0; tries < 5 && offset < picture.length; tries += 1) {
        const answer = await ask(port, `/tep?offset=${offset}`, { body: picture.subarray(offset), headers: { 'upload-token': token } })
        offset = (JSON.parse(answer.text) as { offset?: number }).offset ?? 0
      }
      const sent = await ask(port, '/phan-anh', { form: { lan_gui: newIdempotencyKey(), kind: 'feedback', field: seeded.fields[0]!.code, body: 'Bồn rửa tay bị nghẹt từ đầu tuần.', sender: 'anonymous', intent: 'send', tep: token } })
      if (sent.status === 303) whole += 1
      const multipart = await say(`${head('/phan-anh')}Content-Type: multipart/form-data; boundary=xx\r\nContent-Length: ${picture.length + 500}\r\n\r\n--xx\r\nContent-Disposition: form-data; name="tepMoi"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n`)
      multipart.on('error', () => undefined)
      multipart.write(half)
      await wait(5)
      multipart.destroy()
    }
    check('uploads that break off go on where they ended, and arrive', whole === 20, `${whole} of 20`)
    await wait(500)
    const db = connect(path.join(dataDir, 'langnghe.sqlite'))
    const attached = await db.selectFrom('attachments').select('id').execute()
    const waiting = await db.selectFrom('attachment_uploads').select('id').execute()
    await db.destroy()
    check('nothing is kept of forms that broke off in the middle of a picture', attached.length === 20 && waiting.length === 0, `${attached.length} pictures, ${waiting.length} left over`)

    const limit = Number(/^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1] ?? 0)
    if (limit < open + 500) skip(`${open} open connections`, `this process may open ${limit} files`)
    else {
      for (let made = 0; made < open; made += 500) await Promise.all(Array.from({ length: 500 }, () => say('')))
      for (const socket of sockets) socket.on('error', () => undefined)
      const pages = await readPages(port)
      const crowded = await times()
      const megabytes = Math.round(Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${server.child.pid!}/status`, 'utf8'))?.[1] ?? 0) / 1024)
      check(`${open} open connections: pages open, forms are taken`, pages.open === pages.all && crowded.areSaved, `${(crowded.median / before.median).toFixed(1)} × the time without them, ${megabytes} MB`)
      await wait(headersMs)
      const left = [...sockets].filter((socket) => !socket.destroyed).length
      check('those that never say anything are let go', left === 0, `${left} left`)
      hangUp()
      check('afterwards all is as before', (await times()).areSaved)
    }
    server.child.kill('SIGTERM')
    check('SIGTERM ends it with 0', (await server.ended) === 0)
    const verified = await runCommand(['verify'], { DATA_DIR: dataDir })
    check('npm run verify', verified.code === 0, verified.output.split('\n').filter((line) => line.startsWith('✗')).join(' '))
    remove()
    return checks.result()
  },
}
export default fault
