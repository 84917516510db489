import path from 'node:path'
import { serverJobs } from '#app/scheduler.ts'
import { start } from '#app/server.ts'
import { newIdempotencyKey } from '#app/http/idempotency.ts'
import { freePort, prepareData } from '#tests/support/bench.ts'
import { runCommand } from '#tests/support/command.ts'
import { ask, countKeys, createChecks, seedOpenSurvey, sendForm } from '#tests/support/faults.ts'
import type { Fault } from '#tests/support/faults.ts'
import { startSmtpSink } from '#tests/support/smtp-sink.ts'

const minute = 60_000
const hour = 60 * minute

/** The clock of the machine jumps back over a midnight that has been sealed, and the mail server is away for a day. Time is made up, so that a day passes in seconds. */
const fault: Fault = {
  name: 'clock',
  title: 'The clock is set back by a day, and no mail server answers for a day (simulated time)',
  async run() {
    const checks = createChecks()
    const { check } = checks
    const { dataDir, facts: seeded, remove } = await prepareData(seedOpenSurvey)
    const port = await freePort()
    const sinkPort = await freePort()
    // From ten minutes before a midnight in Vietnam, tomorrow.
    const midnight = Date.parse(`${new Date(Date.now() + 30 * hour).toISOString().slice(0, 10)}T17:00:00.000Z`)
    let at = midnight - 10 * minute
    const running = await start({ DATA_DIR: dataDir, PORT: String(port), PUBLIC_ORIGIN: `http://localhost:${port}`, SMTP_URL: `smtp://127.0.0.1:${sinkPort}`, TRUSTED_PROXY: '127.0.0.1' }, () => new Date(at).toISOString())
    const jobs = serverJobs(running.services)
    const signal = new AbortController().signal
    const pass = async () => {
      for (const job of Object.values(jobs)) await job(signal)
    }
    const warn = console.warn
    console.warn = () => undefined
    const keys: string[] = []
    const report = () => ask(port, '/phan-anh', { form: { lan_gui: newIdempotencyKey(), kind: 'feedback', field: seeded.fields[0]!.code, body: 'Cổng sau mở muộn, mưa ướt hết.', sender: 'anonymous', intent: 'send' } })
    const forms = async (count: number) => {
      const sent = []
      for (let time = 0; time < count; time += 1) sent.push(await sendForm(port, undefined, ''))
      keys.push(...sent.filter(({ status }) => status === 303).map(({ key }) => key))
      return sent.every(({ status }) => status === 303)
    }
    const { db } = running.services
    try {
      check('before midnight forms and reports are taken', (await forms(10)) && (await report()).status === 303)
      at = midnight + 10 * minute
      await pass()
      const seals = async () => (await db.selectFrom('ledger_seals').select('hash').orderBy('number').execute()).map(({ hash }) => hash)
      const sealed = await seals()
      check('after midnight the day is sealed', sealed.length === 1, `${sealed.length} seal`)
      at = midnight - 24 * hour
      const isTaken = await forms(10)
      check('set back by a day: forms and reports are taken', isTaken && (await report()).status === 303)
      await pass()
      check('set back by a day: no seal is opened again', (await seals()).join() === sealed.join())
      check('set back by a day: the same form again gives the same receipt', (await sendForm(port, keys.at(-1), '')).status === 303)

      at = midnight + 26 * hour
      await pass()
      const began = at
      let isAnswered = true
      for (; at < began + 24 * hour; at += 10 * minute) {
        if ((at - began) % hour === 0) isAnswered &&= (await report()).status === 303 && (await forms(1))
        await pass()
      }
      const waiting = await db.selectFrom('outbox').select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.max('attempts').as('attempts')]).where('sent_at', 'is', null).executeTakeFirstOrThrow()
      check('no mail server for a day: parents notice nothing', isAnswered, '24 reports, 24 forms')
      check('no mail server for a day: messages wait, the first was tried again and again with growing pauses', Number(waiting.count) > 24 && Number(waiting.attempts) < 12, `${waiting.count} wait, ${waiting.attempts} tries at most`)
      const sink = await startSmtpSink({ port: sinkPort })
      const back = at
      let lastAt = back
      for (; at < back + 13 * hour; at += 10 * minute) {
        const before = sink.mails.length
        await pass()
        if (sink.mails.length > before) lastAt = at
      }
      const unsent = await db.selectFrom('outbox').select('id').where('sent_at', 'is', null).execute()
      const names = sink.mails.map((mail) => /^Message-ID: (.*)$/im.exec(mail.raw)?.[1])
      check('mail server back: every message goes out, each once', unsent.length === 0 && new Set(names).size === names.length, `${names.length} messages, the last after ${Math.round((lastAt - back) / minute)} min`)
      await sink.close()
    } finally {
      console.warn = warn
    }
    const counted = await countKeys(db, running.services.secrets, keys)
    check('nothing acknowledged is lost, nothing counts twice', counted.lost === 0 && counted.twice === 0, `${counted.once} forms`)
    const numbers = (await db.selectFrom('cases').select('number').execute()).map(({ number }) => number)
    check('no number of a report is given twice', new Set(numbers).size === numbers.length, `${numbers.length} reports`)
    await running.stop()
    const verified = await runCommand(['verify', path.join(dataDir, 'langnghe.sqlite')], { DATA_DIR: dataDir })
    check('npm run verify', verified.code === 0, verified.output.split('\n').filter((line) => line.startsWith('✗')).join(' '))
    remove()
    return checks.result()
  },
}
export default fault
