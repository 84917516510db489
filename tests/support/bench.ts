import { execFile, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { get } from 'node:http'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { readConfig } from '#app/config.ts'
import { sessionCookie } from '#app/http/cookies.ts'
import { loadSecrets } from '#app/secrets.ts'
import { startSession } from '#app/staff/index.ts'
import { connect } from '#db/connect.ts'
import type { Db } from '#db/connect.ts'
import { migrateDatabase } from '#db/migrate.ts'
import { seededRandom } from '#db/seed/random.ts'
import type { StaffRow } from '#db/schema.ts'
import { startCommand } from '../../scripts/support/build-app.ts'
import type { LoadOptions, LoadResult } from './load-client.ts'
import { asAdmin } from './postgres-server.ts'
import type { PostgresServer } from './postgres-server.ts'

/** One file of `tests/bench`: what it measures, and how. `npm run bench` runs them all. */
export interface Bench {
  /** The word it is called by: `npm run bench -- office`. */
  name: string
  title: string
  run: (options: BenchOptions) => Promise<BenchResult>
}

export interface BenchOptions {
  /** How many cases to measure with. */
  cases: number
  /** How many schools and survey forms to measure with; the bench's own where left out. */
  schools?: number | undefined
  forms?: number | undefined
  log: (line: string) => void
}

export interface BenchResult {
  /** What stood in the database and how it was measured, in words. */
  about: string[]
  table: BenchTable
}

/** The first cell of a row says what was measured. */
export interface BenchTable {
  head: string[]
  rows: (string | number)[][]
}

export interface Measured {
  name: string
  /** How many records the page is about; null where it is about none. */
  records: number | null
  medianMs: number
  p95Ms: number
}

/** Pages with their times, each also against the first of them: a ratio holds on another machine too. */
export function timesTable(measured: readonly Measured[]): BenchTable {
  const trivial = measured[0]!.medianMs
  const round = (value: number) => Math.round(value * 10) / 10
  return {
    head: ['page', 'records', 'median ms', 'p95 ms', '×'],
    rows: measured.map(({ name, records, medianMs, p95Ms }) => [name, records ?? '', round(medianMs), round(p95Ms), round(medianMs / trivial)]),
  }
}

/**
 * A database of its own with what `fill` writes into it: a file, or one of this PostgreSQL server. `signIn` gives a session's cookie before the server starts, which gets `env` besides
 * the folder.
 */
export async function prepareData<T>(
  fill: (db: Db, tools: { signIn: (person: StaffRow) => Promise<string>; dataDir: string; env: Record<string, string> }) => Promise<T>, postgres?: PostgresServer,
): Promise<{ dataDir: string; env: Record<string, string>; facts: T; remove: () => void }> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'lang-nghe-bench-'))
  const env: Record<string, string> = postgres ? { DATABASE_URL: await newDatabase(postgres) } : {}
  const { database } = readConfig({ DATA_DIR: dataDir, ...env })
  const secrets = loadSecrets(dataDir)
  await migrateDatabase(database)
  if (postgres) await setFilling(postgres, database, true)
  const db = connect(database)
  try {
    const signIn = async (person: StaffRow) => `${sessionCookie.name}=${await startSession(db, secrets, person.id, new Date().toISOString())}`
    return { dataDir, env, facts: await fill(db, { signIn, dataDir, env }), remove: () => rmSync(dataDir, { recursive: true, force: true }) }
  } finally {
    await db.destroy()
    if (postgres) await setFilling(postgres, database, false)
  }
}

let databases = 0

async function newDatabase({ origin }: PostgresServer): Promise<string> {
  const name = `bench_${(databases += 1)}`
  await asAdmin(origin, `create database ${name}`)
  return `${origin}/${name}`
}

/** While a database is filled it checks no foreign key row by row and calls out no table: millions of rows would take hours. */
async function setFilling({ origin }: PostgresServer, url: string, isFilling: boolean): Promise<void> {
  await asAdmin(origin, `alter database ${new URL(url).pathname.slice(1)} ${isFilling ? 'set session_replication_role = replica' : 'reset session_replication_role'}`)
}

export interface BenchServer {
  origin: string
  port: number
  /** From the start of the process to its first answer. */
  startedInMs: number
  /** What it holds in memory now; null where the system does not say. */
  memoryMb: () => number | null
  stop: () => Promise<void>
}

/** The real server as a process of its own, so that measuring takes none of its time. `publicOrigin` where it is reached through something else. */
export async function startServer(dataDir: string, { publicOrigin, env = {} }: { publicOrigin?: string; env?: Record<string, string> } = {}): Promise<BenchServer> {
  const port = await freePort()
  const direct = `http://localhost:${port}`
  const origin = publicOrigin ?? direct
  const begun = performance.now()
  const child = spawn(process.execPath, startCommand, {
    env: { ...process.env, DATA_DIR: dataDir, PORT: String(port), PUBLIC_ORIGIN: origin, NODE_ENV: 'production', SMTP_URL: undefined, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  for (;;) {
    const isReady = await fetch(`${direct}/readyz`).then((response) => response.ok, () => false)
    if (isReady) break
    if (performance.now() - begun > 30_000 || child.exitCode !== null) throw new Error('The server did not start')
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  return {
    origin,
    port,
    startedInMs: performance.now() - begun,
    memoryMb: () => memoryOf(child.pid),
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

function memoryOf(pid: number | undefined): number | null {
  const file = `/proc/${pid}/status`
  if (!existsSync(file)) return null
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(file, 'utf8'))?.[1]) / 1024
}

/** Starts the bare server of bare-server.ts with what this address answers, compressed as a phone takes it. */
export async function startBareServer(address: string): Promise<{ port: number; stop: () => void }> {
  const answer = await new Promise<{ headers: Record<string, unknown>; body: string }>((resolve, reject) => {
    get(address, { headers: { 'accept-encoding': 'gzip' } }, (response) => {
      const { date, connection, 'keep-alive': keepAlive, ...headers } = response.headers
      buffer(response).then((body) => resolve({ headers, body: body.toString('base64') }), reject)
    }).on('error', reject)
  })
  const child = spawn(process.execPath, ['tests/support/bare-server.ts', JSON.stringify(answer)], { stdio: ['ignore', 'pipe', 'inherit'] })
  const port = Number(await new Promise<string>((resolve) => child.stdout.once('data', (data: Buffer) => resolve(data.toString()))))
  return { port, stop: () => child.kill() }
}

/** Lets load-client.ts do its task, as a process of its own. */
export async function runLoad(options: LoadOptions): Promise<LoadResult> {
  const { stdout } = await promisify(execFile)(process.execPath, ['tests/support/load-client.ts', JSON.stringify(options)])
  return JSON.parse(stdout) as LoadResult
}

const warmUps = 5
const measuredTimes = 40

/** Asks for a page as a browser does; throws where it is not there. */
export async function readPage(origin: string, address: string, cookie: string | null): Promise<string> {
  const response = await fetch(origin + address, { redirect: 'manual', headers: { 'sec-fetch-site': 'none', ...(cookie === null ? {} : { cookie }) } })
  const html = await response.text()
  if (response.status !== 200) throw new Error(`${address} answered with ${response.status}`)
  return html
}

/** How long the server takes for a page, one request after the other: from the first byte sent to the last one received. */
export async function measurePage(origin: string, address: string, cookie: string | null): Promise<{ medianMs: number; p95Ms: number; html: string }> {
  let html = ''
  const times = await measure(async () => {
    html = await readPage(origin, address, cookie)
  })
  return { ...times, html }
}

/** How long something takes, one time after the other, the first few not counted. */
export async function measure(run: () => Promise<unknown>): Promise<{ medianMs: number; p95Ms: number }> {
  const times: number[] = []
  for (let time = -warmUps; time < measuredTimes; time += 1) {
    const start = performance.now()
    await run()
    if (time >= 0) times.push(performance.now() - start)
  }
  return spread(times)
}

function spread(times: readonly number[]): { medianMs: number; p95Ms: number } {
  const sorted = times.toSorted((a, b) => a - b)
  return { medianMs: sorted[Math.floor(sorted.length / 2)]!, p95Ms: sorted[Math.ceil(sorted.length * 0.95) - 1]! }
}

/** Against the first: how many times as long, and between which two figures that lies with 95 of 100. */
export interface Compared {
  medianMs: number
  p95Ms: number
  ratio: number
  from: number
  to: number
}

/**
 * How long several things take that should take the same, each turn all of them once, in an order that goes round: whatever else the machine does meets all of them alike, which it does not where one
 * is measured after the other.
 */
export async function measureInTurns(runs: readonly (() => Promise<unknown>)[], turns = 100): Promise<Compared[]> {
  const times = runs.map((): number[] => [])
  for (let turn = -warmUps; turn < turns; turn += 1) {
    for (let place = 0; place < runs.length; place += 1) {
      const which = (turn + warmUps + place) % runs.length
      const start = performance.now()
      await runs[which]!()
      if (turn >= 0) times[which]!.push(performance.now() - start)
    }
  }
  return times.map((own) => ({ ...spread(own), ...ratioOfMedians(own, times[0]!) }))
}

/**
 * By how much the median of one row of times is that of the other, and the interval that 95 of 100 draws fall into (the bootstrap of turns: each draw takes as many turns as there are, some twice and
 * some not at all). The times of one turn stay together. The same for the same times.
 */
export function ratioOfMedians(times: readonly number[], of: readonly number[], draws = 2000): { ratio: number; from: number; to: number } {
  const random = seededRandom(draws)
  const median = (values: readonly number[]) => spread(values).medianMs
  const drawn = Array.from({ length: draws }, () => {
    const turns = times.map(() => Math.floor(random() * times.length))
    return median(turns.map((turn) => times[turn]!)) / median(turns.map((turn) => of[turn]!))
  }).sort((a, b) => a - b)
  return { ratio: median(times) / median(of), from: drawn[Math.floor(draws * 0.025)]!, to: drawn[Math.ceil(draws * 0.975) - 1]! }
}

/** A port of this machine that nobody listens on. */
export async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}
