import { availableParallelism } from 'node:os'
import path from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { dayOf } from '#app/calendar/index.ts'
import { slipCookie, surveyReceiptCookie, visitCookie } from '#app/http/cookies.ts'
import { newIdempotencyKey } from '#app/http/idempotency.ts'
import { deliverMail, smtpService } from '#app/mail/index.ts'
import { loadSecrets } from '#app/secrets.ts'
import type { Secrets } from '#app/secrets.ts'
import { issueSlips, loadEnvelopeKeys, openEnvelopes } from '#app/surveys/index.ts'
import { receiptCode, receiptHash } from '#app/surveys/receipts.ts'
import { connect } from '#db/connect.ts'
import { freePort, prepareData } from '#tests/support/bench.ts'
import { answerFields, confirmedFields } from '#tests/support/cases.ts'
import { runCommand } from '#tests/support/command.ts'
import { ask, cookieOf, launch, seedOpenSurvey } from '#tests/support/faults.ts'
import type { Answer, Fault } from '#tests/support/faults.ts'
import { photo } from '#tests/support/pictures.ts'
import { startSmtpSink } from '#tests/support/smtp-sink.ts'

/** The default run ends after so many kills, or after so many milliseconds: the rest of the ten minutes is for the other faults. */
const enough = 1000
const timeMs = 370_000
const slipsAtATime = 2000
const clients = 6
/** So long at most it works under load, counted from its first answer. */
const mostLoadMs = 300
const hour = 3_600_000

/** Something that somebody sends, again and again with the same key until it is answered. */
interface Sent {
  what: 'survey' | 'slip' | 'case' | 'step'
  key: string
  send: (port: number) => Promise<Answer>
  /** What an answer may be, when it was sent once; and when an earlier try may have been saved already. */
  isSaved: (answer: Answer, isRepeated: boolean) => boolean
  /** The receipt in the answer, which must be the same every time. */
  receiptIn: (answer: Answer) => string | null
  tries: number
  receipt: string | null
  acknowledged: boolean
}

interface Tally {
  kills: number
  sent: Sent[]
  repeated: number
  startMs: number[]
  loadMs: number
  problems: string[]
  verified: string
  mail: { queued: number; taken: number; twice: number }
}

const fault: Fault = {
  name: 'kills',
  title: 'The process is killed (kill -9) at random moments while parents send forms, slips and reports with photos, the office works, and mail goes out',
  needsMachine: true,
  async run({ kills, servers, log }) {
    const workers = servers ?? Math.min(2, availableParallelism())
    const deadline = Date.now() + timeMs
    let left = kills ?? enough
    let done = 0
    // Ctrl+C ends it sooner: what has been done until then is compared all the same.
    process.once('SIGINT', () => (left = 0))
    const mayKill = () => {
      if (left <= 0 || (kills === undefined && Date.now() > deadline)) return false
      left -= 1
      done += 1
      if (done % 50 === 0) log(`${done} kills …`)
      return true
    }
    const tallies = await Promise.all(Array.from({ length: workers }, () => work(mayKill)))
    const sent = tallies.flatMap((tally) => tally.sent)
    const sum = (pick: (tally: Tally) => number) => tallies.reduce((total, tally) => total + pick(tally), 0)
    const starts = tallies.flatMap((tally) => tally.startMs).sort((a, b) => a - b)
    const rowOf = (words: string, what: Sent['what']) => {
      const all = sent.filter((one) => one.what === what)
      return [words, all.length, all.filter((one) => one.acknowledged).length, all.filter((one) => one.tries > 1).length]
    }
    return {
      about: [
        `${sum((tally) => tally.kills)} kills of ${workers} servers side by side, ${Math.round(sum((tally) => tally.loadMs) / Math.max(1, sum((tally) => tally.kills)))} ms after the first answer on average, with ${clients} clients each`,
        `start to first answer: median ${Math.round(starts[Math.floor(starts.length / 2)] ?? 0)} ms`,
        `${sum((tally) => tally.repeated)} that had been acknowledged were sent once more after a kill and gave the same receipt`,
        `mail: ${sum((tally) => tally.mail.queued)} messages, each taken at least once, ${sum((tally) => tally.mail.twice)} a second time under the same Message-ID`,
        ...tallies.map((tally) => tally.verified),
      ],
      table: {
        head: ['sent', 'all', 'acknowledged', 'sent again after a kill'],
        rows: [rowOf('survey forms', 'survey'), rowOf('survey forms with a slip', 'slip'), rowOf('reports, two of three with a photo', 'case'), rowOf('steps of the office', 'step')],
      },
      broken: tallies.flatMap((tally) => tally.problems),
    }
  },
}
export default fault

/** One server on a database of its own, killed as often as `mayKill` says. */
async function work(mayKill: () => boolean): Promise<Tally> {
  const { dataDir, facts, remove } = await prepareData(async (db, { signIn }) => {
    const seeded = await seedOpenSurvey(db)
    const cookies = { coordinator: await signIn(seeded.staff.coordinator), handler: await signIn(seeded.staff.handler), principal: await signIn(seeded.staff.principal) }
    return { seeded, cookies }
  })
  const file = path.join(dataDir, 'langnghe.sqlite')
  const secrets = loadSecrets(dataDir)
  const sink = await startSmtpSink()
  const port = await freePort()
  const tally: Tally = { kills: 0, sent: [], repeated: 0, startMs: [], loadMs: 0, problems: [], verified: '', mail: { queued: 0, taken: 0, twice: 0 } }
  const picture = await photo({ width: 160, height: 120 })
  const { seeded, cookies } = facts
  const slips: string[] = []
  let steps: Sent[] = []
  const env = { SMTP_URL: sink.url, MAIL_FROM: 'Lắng Nghe <no-reply@truong.example.vn>' }

  const survey = (what: 'survey' | 'slip'): Sent => {
    const key = newIdempotencyKey()
    const slip = what === 'slip' ? slips.pop() : undefined
    const form = { lan_gui: key, F1: String(1 + Math.floor(Math.random() * 5)), F3: Math.random() < 0.3 ? 'Món canh hay bị nguội.' : '', noi: 'CAMSANH', ...(slip === undefined ? {} : { phieu: '1' }) }
    const until = new Date(Date.now() + hour).toISOString()
    const cookie = slip === undefined ? {} : { cookie: `${slipCookie.name}=${secrets.seal('slip visit', JSON.stringify({ schoolId: seeded.school.id, roundId: seeded.round.id, slip, until }))}` }
    return {
      what: slip === undefined ? 'survey' : 'slip', key, tries: 0, receipt: null, acknowledged: false,
      send: (to) => ask(to, '/khao-sat/nhanh', { form, ...cookie }),
      isSaved: (answer) => answer.status === 303,
      receiptIn: (answer) => (JSON.parse(secrets.unseal('survey receipt', cookieOf(answer, surveyReceiptCookie.name) ?? '') ?? '{}') as { receipt?: string }).receipt ?? null,
    }
  }

  const report = (): Sent => {
    const key = newIdempotencyKey()
    const withPhoto = Math.random() < 2 / 3
    let token: string | undefined
    return {
      what: 'case', key, tries: 0, receipt: null, acknowledged: false,
      async send(to) {
        if (withPhoto && token === undefined) {
          const begun = await ask(to, '/tep', { form: { bytes: String(picture.length) } })
          token = (JSON.parse(begun.text) as { token: string }).token
        }
        if (token !== undefined) {
          // A kill may have come in the middle: the piece is sent again, and one that came twice does no harm.
          const piece = await ask(to, '/tep?offset=0', { body: picture, headers: { 'upload-token': token } })
          const { offset = 0 } = JSON.parse(piece.text) as { offset?: number }
          if (offset < picture.length) await ask(to, `/tep?offset=${offset}`, { body: picture.subarray(offset), headers: { 'upload-token': token } })
        }
        const form: [string, string][] = [['lan_gui', key], ['kind', 'feedback'], ['field', seeded.fields[0]!.code], ['body', `Cổng sau mở muộn, mưa ướt hết. ${key.slice(0, 4)}`], ['sender', 'anonymous'], ['consentPublish', 'on'], ['intent', 'send']]
        return ask(to, '/phan-anh', { form: token === undefined ? form : [...form, ['tep', token]] })
      },
      isSaved: (answer) => answer.status === 303,
      receiptIn: (answer) => (JSON.parse(secrets.unseal('case visit', cookieOf(answer, visitCookie.name) ?? '') ?? '{}') as { caseId?: string }).caseId ?? null,
    }
  }

  /** The next step of every case that is not closed, as its own member of staff takes it. */
  function nextSteps(except: ReadonlySet<string>): Sent[] {
    const sqlite = new SqliteDatabase(file)
    const rows = sqlite
      .prepare("select id, number, state, version, exists (select 1 from case_publication_drafts d where d.case_id = cases.id) as proposed from cases where state <> 'closed' order by random() limit 30")
      .all() as { id: string; number: string; state: string; version: number; proposed: number }[]
    sqlite.close()
    return rows.flatMap(({ id, number, state, version, proposed }): Sent[] => {
      if (except.has(id)) return []
      const today = dayOf(new Date().toISOString())
      const step: { type: string; by: keyof typeof cookies; fields: Record<string, string> } | undefined = {
        submitted: { type: 'acknowledge', by: 'coordinator' as const, fields: { assigneeId: seeded.staff.handler.id, text: '' } },
        acknowledged: { type: 'assign', by: 'coordinator' as const, fields: { assigneeId: seeded.staff.handler.id } },
        in_progress: { type: 'submitReply', by: 'handler' as const, fields: { ...answerFields('Nhà trường đã mở cổng sau từ 6 giờ 30.'), ...confirmedFields } },
        awaiting_approval: { type: 'approveReply', by: 'principal' as const, fields: confirmedFields },
        answered: proposed
          ? { type: 'publish', by: 'principal' as const, fields: { confirmed: 'on', picturesChecked: 'on' } }
          : { type: 'proposePublication', by: 'coordinator' as const, fields: { summary: 'Cổng sau mở muộn.', answer: `Đã mở từ 6 giờ 30, từ ngày ${today}.`, correctionNote: '' } },
        published: { type: 'close', by: 'coordinator' as const, fields: {} },
      }[state]
      if (step === undefined) return []
      const form = { viec: step.type, version: String(version), ...step.fields }
      return [{
        what: 'step', key: `${id} ${step.type} ${version}`, tries: 0, receipt: null, acknowledged: false,
        send: (to) => ask(to, `/office/phan-anh/${number}`, { form, cookie: cookies[step.by] }),
        // The second of two: "somebody has just changed this", since it was saved the first time; or no longer to be done.
        isSaved: (answer, isRepeated) => answer.status === 303 || (isRepeated && (answer.status === 409 || answer.status === 403)),
        receiptIn: () => null,
      }]
    })
  }

  async function attempt(one: Sent, to: number): Promise<boolean> {
    const wasTried = one.tries > 0
    one.tries += 1
    let answer: Answer
    try {
      answer = await one.send(to)
    } catch {
      return false
    }
    if (!one.isSaved(answer, wasTried)) {
      tally.problems.push(`${one.what} ${one.key}, try ${one.tries}: answered with ${answer.status} ${/<h1[^>]*>([^<]*)/.exec(answer.text)?.[1] ?? ''}`)
      return true
    }
    const receipt = one.receiptIn(answer)
    if (one.acknowledged) tally.repeated += 1
    if (one.receipt !== null && receipt !== null && receipt !== one.receipt) tally.problems.push(`${one.what} ${one.key}: another receipt the second time`)
    one.receipt ??= receipt
    one.acknowledged = true
    return true
  }

  let unanswered: Sent[] = []
  while (mayKill()) {
    if (slips.length < 20) slips.push(...(await moreSlips(file, secrets, seeded.round)))
    const began = performance.now()
    const server = await launch(dataDir, port, env)
    tally.startMs.push(performance.now() - began)
    // Only now: whoever opens the database first puts in order what the kill has left, and that is to be the server.
    // What got no answer is sent first, as it was: until then nobody takes another step in that case.
    steps = nextSteps(new Set(unanswered.filter(({ what }) => what === 'step').map(({ key }) => key.split(' ')[0]!)))
    // First what got no answer the last time, and now and then what did.
    const again = [...unanswered, ...tally.sent.filter((one) => one.acknowledged && one.what !== 'step').slice(-2)]
    unanswered = []
    let isDead = false
    let answered: () => void = () => undefined
    const firstAnswer = new Promise<void>((resolve) => (answered = resolve))
    const client = async () => {
      while (!isDead) {
        const one = again.shift() ?? fresh()
        if (one.tries === 0) tally.sent.push(one)
        if (await attempt(one, port)) answered()
        else if (!one.acknowledged) unanswered.push(one)
      }
    }
    const fresh = (): Sent => {
      const chance = Math.random()
      if (chance < 0.3 && steps.length > 0) return steps.pop()!
      return chance < 0.5 ? report() : survey(chance < 0.7 && slips.length > 0 ? 'slip' : 'survey')
    }
    const running = Array.from({ length: clients }, client)
    await Promise.race([firstAnswer, server.ended])
    const loadMs = Math.random() * mostLoadMs
    tally.loadMs += loadMs
    await new Promise((resolve) => setTimeout(resolve, loadMs))
    server.child.kill('SIGKILL')
    isDead = true
    await server.ended
    await Promise.all(running)
    tally.kills += 1
  }

  // Once more, to the end: everything that was not answered is sent until it is, and the server stops as it should.
  const server = await launch(dataDir, port, env)
  for (const one of unanswered) if (!(await attempt(one, port))) tally.problems.push(`${one.what} ${one.key}: no answer from a server that runs`)
  server.child.kill('SIGTERM')
  const how = await server.ended
  if (how !== 0) tally.problems.push(`SIGTERM ended it with ${String(how)}`)

  await compare(file, dataDir, secrets, tally)
  await settleMail(file, sink, tally)
  const verified = await runCommand(['verify'], { DATA_DIR: dataDir })
  tally.verified = `npm run verify: ${verified.output.split('\n').filter((line) => line.startsWith('✓')).length} checks passed`
  for (const line of verified.output.split('\n').filter((one) => one.startsWith('✗'))) tally.problems.push(line)
  if (verified.code !== 0 && tally.problems.length === 0) tally.problems.push(`npm run verify ended with ${verified.code}`)
  await sink.close()
  if (tally.problems.length === 0) remove()
  else tally.problems.push(`the database is kept in ${dataDir}`)
  return tally
}

async function moreSlips(file: string, secrets: Secrets, round: Parameters<typeof issueSlips>[2]): Promise<string[]> {
  const db = connect(file)
  try {
    return await db.transaction().execute((tx) => issueSlips(tx, secrets, round, `Lá ${newIdempotencyKey()}`, slipsAtATime))
  } finally {
    await db.destroy()
  }
}

/** Every acknowledged record is there, each once, and nothing else is. */
async function compare(file: string, dataDir: string, secrets: Secrets, tally: Tally): Promise<void> {
  const db = connect(file)
  try {
    // The envelopes of slips are opened as on the next day: then their answers count like any other.
    const keys = loadEnvelopeKeys(dataDir)
    const closed = await db.selectFrom('slip_envelopes').select('mark').execute()
    const tomorrow = dayOf(new Date(Date.now() + 24 * hour).toISOString())
    const marks = new Set(closed.map(({ mark }) => mark))
    await openEnvelopes(db, { secrets, keys }, tomorrow)
    const receipts = count((await db.selectFrom('responses').select('receipt_hash').execute()).map((row) => row.receipt_hash))
    const waiting = new Set((await db.selectFrom('slip_envelopes').select('mark').execute()).map(({ mark }) => mark))
    const cases = await db.selectFrom('cases').select(['id', 'idempotency_hash']).execute()
    const byKey = count(cases.map((row) => row.idempotency_hash))
    const events = count((await db.selectFrom('case_events').select(['case_id', 'type', 'case_version']).execute()).map((row) => `${row.case_id} ${row.type}`))
    const known = { responses: 0, cases: 0 }
    for (const one of tally.sent) {
      let found: number
      if (one.what === 'case') {
        found = byKey.get(secrets.hash('case-idempotency', one.key)) ?? 0
        known.cases += found
      } else if (one.what === 'step') {
        const [id, type] = one.key.split(' ')
        found = events.get(`${id} ${type}`) ?? 0
      } else {
        const receipt = receiptCode(secrets, one.key)
        const mark = secrets.hash('slip envelope', receipt)
        const counted = receipts.get(receiptHash(secrets, receipt)) ?? 0
        found = counted + (waiting.has(mark) ? 1 : 0)
        known.responses += counted
        if (one.what === 'slip' && one.acknowledged && !marks.has(mark)) tally.problems.push(`slip ${one.key}: no envelope`)
      }
      if (one.acknowledged && found === 0) tally.problems.push(`${one.what} ${one.key}: acknowledged, and lost`)
      if (found > 1) tally.problems.push(`${one.what} ${one.key}: ${found} times`)
    }
    const all = [...receipts.values()].reduce((total, times) => total + times, 0)
    if (all !== known.responses) tally.problems.push(`${all} forms are counted, ${known.responses} were sent`)
    if (cases.length !== known.cases) tally.problems.push(`${cases.length} reports are there, ${known.cases} were sent`)
  } finally {
    await db.destroy()
  }
}

const count = (values: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}

/** Lets the outbox run empty as in the days after, and compares what was taken with what was queued: everything once, and twice at most what was on its way when the process died. */
async function settleMail(file: string, sink: Awaited<ReturnType<typeof startSmtpSink>>, tally: Tally): Promise<void> {
  const db = connect(file)
  try {
    for (let day = 0; day < 6; day += 1) {
      const at = new Date(Date.now() + day * 13 * hour).toISOString()
      await deliverMail(db, smtpService(sink.url, 'Lắng Nghe <no-reply@truong.example.vn>'), () => at)
    }
    const rows = await db.selectFrom('outbox').select(['id', 'created_at', 'sent_at']).execute()
    const taken = count(sink.mails.map((mail) => /^Message-ID: <([^@]*)@/im.exec(mail.raw)?.[1] ?? '?'))
    for (const row of rows) {
      const times = taken.get(`${row.id}.${Date.parse(row.created_at)}`) ?? 0
      if (times === 0) tally.problems.push(`mail ${row.id}: never taken`)
      if (row.sent_at === null) tally.problems.push(`mail ${row.id}: not noted as sent`)
      tally.mail.twice += Math.max(0, times - 1)
    }
    tally.mail.queued = rows.length
    tally.mail.taken = sink.mails.length
    if (tally.mail.twice > tally.kills) tally.problems.push(`${tally.mail.twice} messages went out twice in ${tally.kills} kills: at most one can be on its way`)
    if (taken.size !== rows.length) tally.problems.push(`${taken.size} different messages were taken, ${rows.length} were queued`)
  } finally {
    await db.destroy()
  }
}
