import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { backOff, maxAttempts } from '#app/mail/worker.ts'
import { deliverMail, queueMail, smtpService } from '#app/mail/index.ts'
import { startScheduler } from '#app/scheduler.ts'
import { createTestApp, testNow } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import { startSmtpSink } from '#tests/support/smtp-sink.ts'
import type { SmtpSink } from '#tests/support/smtp-sink.ts'

const from = 'Lắng Nghe <no-reply@hoaphuong.example.vn>'
const minute = 60_000

let app: TestApp
let schoolId: string
let sink: SmtpSink | undefined
beforeEach(async () => {
  app = await createTestApp()
  schoolId = (await app.seedSchool()).school.id
  vi.spyOn(console, 'warn').mockImplementation(() => undefined)
})
afterEach(async () => {
  vi.restoreAllMocks()
  await sink?.close()
  sink = undefined
  await app.close()
})

const queue = (recipient: string, subject = 'Hồ sơ mới') =>
  queueMail(app.db, { schoolId, recipient, subject, body: 'Kính gửi thầy/cô,\n\nCó hồ sơ mới.', purpose: 'test' }, app.now())
const deliver = (url: string, signal?: AbortSignal) => deliverMail(app.db, smtpService(url, from), app.now, signal)
const outbox = () => app.db.selectFrom('outbox').selectAll().orderBy('id').execute()
const later = (ms: number) => app.setNow(new Date(Date.parse(app.now()) + ms).toISOString())
/** The text of a message that came as quoted-printable. */
const bodyOf = (raw: string) => {
  const bytes = raw.slice(raw.indexOf('\r\n\r\n') + 4).replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8').replaceAll('\r\n', '\n')
}

test('a message is delivered once, however often the worker runs', async () => {
  sink = await startSmtpSink()
  await queue('bichvan@example.vn')
  expect(await deliver(sink.url)).toEqual({ sent: 1, failed: 0 })
  expect(await deliver(sink.url)).toEqual({ sent: 0, failed: 0 })
  later(24 * 60 * minute)
  expect(await deliver(sink.url)).toEqual({ sent: 0, failed: 0 })

  expect(sink.mails).toHaveLength(1)
  const [mail] = sink.mails
  expect(mail!.to).toEqual(['bichvan@example.vn'])
  expect(mail!.raw).toMatch(/^From: .*<no-reply@hoaphuong\.example\.vn>/m)
  expect(mail!.raw).toMatch(/^Message-ID: <\d+\.\d+@hoaphuong\.example\.vn>/im)
  expect(bodyOf(mail!.raw).trim()).toBe('Kính gửi thầy/cô,\n\nCó hồ sơ mới.')
  expect((await outbox())[0]).toMatchObject({ sent_at: testNow, attempts: 1, last_error: null })
})

test('a link that opens an account reaches its owner whole and stays in no copy of the database', async () => {
  sink = await startSmtpSink()
  const link = 'http://localhost:3000/office/moi/Ab-_dEf0123456789Ab-_dEf01234567'
  await queueMail(app.db, { schoolId, recipient: 'bichvan@example.vn', subject: 'Mời', body: `Mở đường dẫn:\n${link}\nTrân trọng`, purpose: 'staff:invitation' }, app.now())
  await deliver(sink.url)
  expect(bodyOf(sink.mails[0]!.raw)).toContain(link)
  expect((await outbox())[0]!.body).toBe('Mở đường dẫn:\nhttp://localhost:3000/office/moi/…\nTrân trọng')
})

test('while the server is down mail stays, is tried again after its pause, and then arrives', async () => {
  sink = await startSmtpSink()
  const { port, url } = sink
  await sink.close()
  sink = undefined
  await queue('kimsa@example.vn')

  expect(await deliver(url)).toEqual({ sent: 0, failed: 1 })
  expect((await outbox())[0]).toMatchObject({ sent_at: null, attempts: 1 })
  expect((await outbox())[0]!.last_error).toContain('ECONNREFUSED')
  // Not before its minute is over.
  later(30_000)
  expect(await deliver(url)).toEqual({ sent: 0, failed: 0 })
  later(31_000)
  expect(await deliver(url)).toEqual({ sent: 0, failed: 1 })

  sink = await startSmtpSink({ port })
  later(2 * minute)
  expect(await deliver(url)).toEqual({ sent: 0, failed: 0 })
  later(4 * minute)
  expect(await deliver(url)).toEqual({ sent: 1, failed: 0 })
  expect(sink.mails).toHaveLength(1)
  expect((await outbox())[0]).toMatchObject({ attempts: 3, last_error: null })
})

test('a recipient who is refused holds up nobody else, and no address reaches the log or the reason kept', async () => {
  sink = await startSmtpSink({ refuse: (recipient) => (recipient.startsWith('khong-co') ? `550 <${recipient}> unknown here` : null) })
  await queue('khong-co@example.vn')
  await queue('kimsa@example.vn')
  expect(await deliver(sink.url)).toEqual({ sent: 1, failed: 1 })
  const [refused, taken] = await outbox()
  expect(refused!.sent_at).toBeNull()
  expect(refused!.last_error).toContain('550')
  expect(refused!.last_error).not.toContain('@')
  expect(taken!.sent_at).not.toBeNull()
  expect(vi.mocked(console.warn).mock.calls.flat().join('\n')).not.toContain('@')
})

test('a process that dies after the server took a message does not send it again at once, and then under the same name', async () => {
  sink = await startSmtpSink()
  await queue('kimsa@example.vn')
  const died = smtpService(sink.url, from)
  const service = { send: async (message: Parameters<typeof died.send>[0]) => { await died.send(message); throw new Error('killed') } }
  await deliverMail(app.db, service, app.now)
  expect(await deliver(sink.url)).toEqual({ sent: 0, failed: 0 })
  later(minute)
  expect(await deliver(sink.url)).toEqual({ sent: 1, failed: 0 })
  const ids = sink.mails.map((mail) => /^Message-ID: (.*)$/im.exec(mail.raw)?.[1])
  expect(new Set(ids).size).toBe(1)
})

describe('pauses', () => {
  test('grow: 1 and 5 and 30 minutes, 2 hours, then 12 hours', () => {
    expect([1, 2, 3, 4, 5, 6, 11].map((attempt) => backOff(attempt) / minute)).toEqual([1, 5, 30, 120, 720, 720, 720])
  })

  test('end: what nobody takes is left for somebody to look at', async () => {
    sink = await startSmtpSink({ refuse: () => '450 come back later' })
    await queue('kimsa@example.vn')
    for (let attempt = 1; attempt <= maxAttempts + 3; attempt += 1) {
      await deliver(sink.url)
      later(13 * 60 * minute)
    }
    expect((await outbox())[0]).toMatchObject({ attempts: maxAttempts, sent_at: null })
  })
})

test('mail that waited for weeks because no server was set does not flood out on the day one is', async () => {
  await queue('kimsa@example.vn', 'cũ')
  later(8 * 24 * 60 * minute)
  await queue('kimsa@example.vn', 'mới')
  sink = await startSmtpSink()
  expect(await deliver(sink.url)).toEqual({ sent: 1, failed: 0 })
  expect((await outbox()).map((message) => message.sent_at !== null)).toEqual([false, true])
})

describe('the scheduler', () => {
  test('stops only after the message on its way has been noted, and begins no other', async () => {
    let reached: () => void
    const underway = new Promise<void>((resolve) => (reached = resolve))
    sink = await startSmtpSink({
      beforeTaken: async () => {
        reached()
        await new Promise((resolve) => setTimeout(resolve, 150))
      },
    })
    await queue('mot@example.vn')
    await queue('hai@example.vn')
    const service = smtpService(sink.url, from)
    const scheduler = startScheduler(app.db, { mail: (signal) => deliverMail(app.db, service, app.now, signal) })
    await underway
    await scheduler.stop()
    expect((await outbox()).map((message) => message.sent_at)).toEqual([testNow, null])
    expect(sink.mails).toHaveLength(1)
  })

  test('goes on after a job that fails, and comes back', async () => {
    const errors = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    let runs = 0
    const scheduler = startScheduler(app.db,
      {
        broken: () => Promise.reject(new Error('broken')),
        counting: async () => {
          runs += 1
        },
      },
      5,
    )
    await vi.waitFor(() => expect(runs).toBeGreaterThan(2))
    await scheduler.stop()
    const atStop = runs
    await new Promise((resolve) => setTimeout(resolve, 30))
    expect(runs).toBe(atStop)
    expect(errors).toHaveBeenCalled()
  })
})
