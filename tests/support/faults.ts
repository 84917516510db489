import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { Agent, request } from 'node:http'
import type { IncomingHttpHeaders } from 'node:http'
import { createInterface } from 'node:readline'
import { newIdempotencyKey } from '#app/http/idempotency.ts'
import type { Secrets } from '#app/secrets.ts'
import { createRound, findRound, startRound } from '#app/surveys/index.ts'
import { dayOf } from '#app/calendar/index.ts'
import type { Db } from '#db/connect.ts'
import type { Round } from '#db/schema.ts'
import { startCommand } from '../../scripts/support/build-app.ts'
import type { BenchTable } from './bench.ts'
import { seedSchool } from './school.ts'
import type { SeededSchool } from './school.ts'

/** One file of `tests/faults`: what it does to the server, and what the server promised. `npm run faults` tries them all. */
export interface Fault {
  /** The word it is called by: `npm run faults -- kills`. */
  name: string
  title: string
  /** True where it compares times, or keeps both cores busy: then nothing else runs beside it. */
  needsMachine?: true
  run: (options: FaultOptions) => Promise<FaultResult>
}

export interface FaultOptions {
  /** How often to kill the server; undefined for a thousand, or as many as fit in the time. */
  kills: number | undefined
  /** How many servers side by side; undefined for one on each of two cores. */
  servers: number | undefined
  /** What spoilt requests are made from, and how many; undefined for the fault's own. */
  seed?: number | undefined
  requests?: number | undefined
  log: (line: string) => void
}

export interface FaultResult {
  about: string[]
  table: BenchTable
  /** What did not hold, in words. */
  broken: string[]
}

/** A school with an open survey, at this moment. */
export async function seedOpenSurvey(db: Db): Promise<SeededSchool & { round: Round }> {
  const now = new Date().toISOString()
  const seeded = await seedSchool(db, now)
  const today = dayOf(now)
  const id = await createRound(db, seeded.school, { questionnaire: 'education', nameVi: 'Đợt thử', nameEn: 'Trial', opensOn: today, closesOn: '2099-12-31', audienceSize: 300 }, null, now)
  await startRound(db, seeded.school, (await findRound(db, seeded.school, id))!, null, now)
  return { ...seeded, round: (await findRound(db, seeded.school, id))! }
}

export interface RunningServer {
  child: ChildProcess
  port: number
  /** How it ended: exit code, or the signal that ended it. */
  ended: Promise<number | NodeJS.Signals | null>
  /** What it wrote to its error output. */
  errors: () => string
}

/** `npm start` on its own port, as a process that can be killed. Resolves once it answers; `before` are words in front of the command, such as `unshare`. */
export async function launch(dataDir: string, port: number, env: Record<string, string> = {}, before: readonly string[] = []): Promise<RunningServer> {
  const words = [...before, process.execPath, ...startCommand]
  const child = spawn(words[0]!, words.slice(1), {
    env: { ...process.env, DATA_DIR: dataDir, PORT: String(port), PUBLIC_ORIGIN: `http://localhost:${port}`, NODE_ENV: 'production', SMTP_URL: undefined, TRUSTED_PROXY: '127.0.0.1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let errors = ''
  child.stderr.on('data', (chunk: Buffer) => (errors = (errors + chunk.toString()).slice(-4000)))
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) => child.once('exit', (code, signal) => resolve(signal ?? code)))
  await new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.includes('đang chạy')) resolve()
    })
    void ended.then((how) => reject(new Error(`The server ended with ${String(how)} before it answered:\n${errors}`)))
  })
  return { child, port, ended, errors: () => errors }
}

export interface Answer {
  status: number
  headers: IncomingHttpHeaders
  text: string
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 })

/** One request as a browser makes it, from a made-up address behind the proxy. Rejects where the line breaks. */
export function ask(port: number, address: string, { form, body, cookie, headers = {} }: { form?: Record<string, string> | [string, string][]; body?: Uint8Array; cookie?: string; headers?: Record<string, string> } = {}): Promise<Answer> {
  const content = form === undefined ? body : Buffer.from(new URLSearchParams(form).toString())
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        agent,
        host: '127.0.0.1',
        port,
        path: address,
        method: content === undefined ? 'GET' : 'POST',
        headers: {
          host: `localhost:${port}`,
          'x-forwarded-for': `10.${Math.floor(Math.random() * 255)}.${Math.floor(Math.random() * 255)}.${Math.floor(Math.random() * 255)}`,
          'sec-fetch-site': content === undefined ? 'none' : 'same-origin',
          ...(content === undefined ? {} : { 'content-length': String(content.length), 'content-type': form === undefined ? 'application/octet-stream' : 'application/x-www-form-urlencoded' }),
          ...(cookie === undefined ? {} : { cookie }),
          ...headers,
        },
      },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, text: Buffer.concat(chunks).toString('utf8') }))
      },
    )
    sent.on('error', reject)
    sent.end(content)
  })
}

/** The value of a cookie that an answer sets; null where it sets none. */
export function cookieOf(answer: Answer, name: string): string | null {
  const line = answer.headers['set-cookie']?.find((one) => one.startsWith(`${name}=`))
  return line === undefined ? null : line.slice(name.length + 1).split(';')[0]!
}

/** Collects what was looked at, with its figure, and what did not hold. */
export function createChecks() {
  const rows: string[][] = []
  const broken: string[] = []
  return {
    check: (promise: string, holds: boolean, figure: string | number = ''): void => {
      rows.push([promise, String(figure), holds ? 'ok' : 'BROKEN'])
      if (!holds) broken.push(`${promise} (${String(figure)})`)
    },
    skip: (promise: string, why: string): void => {
      rows.push([promise, why, 'skipped'])
    },
    result: (about: string[] = []): FaultResult => ({ about, table: { head: ['promise', 'figure', ''], rows }, broken }),
  }
}

/** Sends a survey form with a key of its own, or once more with the key of another. */
export async function sendForm(port: number, key = newIdempotencyKey(), words = 'Món canh hay bị nguội. '.repeat(20)): Promise<{ key: string; status: number; text: string; ms: number }> {
  const began = performance.now()
  const { status, text } = await ask(port, '/khao-sat/nhanh', { form: { lan_gui: key, F1: '4', F3: words } })
  return { key, status, text, ms: performance.now() - began }
}

/** How many of these pages open, the public and the parents', each once. */
export async function readPages(port: number): Promise<{ open: number; all: number }> {
  const addresses = ['/', '/ty-le-hai-long', '/tra-loi', '/khao-sat/nhanh', '/phan-anh', '/tra-cuu', '/s/CAMSANH', '/en']
  const answers = await Promise.all(addresses.map((address) => ask(port, address)))
  return { open: answers.filter(({ status }) => status === 200).length, all: addresses.length }
}

/** How often each of these keys has been counted. */
export async function countKeys(db: Db, secrets: Secrets, keys: readonly string[]): Promise<{ lost: number; once: number; twice: number }> {
  const hashes = (await db.selectFrom('responses').select('idempotency_hash').execute()).map((row) => row.idempotency_hash)
  const counts = keys.map((key) => hashes.filter((hash) => hash === secrets.hash('survey key', key)).length)
  return { lost: counts.filter((count) => count === 0).length, once: counts.filter((count) => count === 1).length, twice: counts.filter((count) => count > 1).length }
}
