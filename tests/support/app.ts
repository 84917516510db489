import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ServerBuild } from '@remix-run/node'
import { openFileStore } from '#app/attachments/store.ts'
import { readConfig } from '#app/config.ts'
import type { Config } from '#app/config.ts'
import { createApp } from '#app/http/app.ts'
import type { Services } from '#app/http/app.ts'
import { sessionCookie } from '#app/http/cookies.ts'
import { createLimiter } from '#app/http/limiter.ts'
import { loadSecrets } from '#app/secrets.ts'
import { startSession } from '#app/staff/index.ts'
import { createArrivals, loadEnvelopeKeys } from '#app/surveys/index.ts'
import { createChanges } from '#db/changes.ts'
import { connect } from '#db/connect.ts'
import { migrate } from '#db/migrate.ts'
import type { Role, School, StaffRow } from '#db/schema.ts'
import { postgres, takePostgresDatabase } from './database.ts'
import { seedSchool } from './school.ts'
import type { SeededSchool } from './school.ts'

/** A Monday morning in Ho Chi Minh City, within office hours. */
export const testNow = '2026-11-23T02:00:00.000Z'

type Form = Record<string, string | number | undefined> | [string, string][] | URLSearchParams
interface RequestOptions {
  cookie?: string
  headers?: Record<string, string>
}

export type TestApp = Awaited<ReturnType<typeof createTestApp>>

/**
 * The real server over the real build and a fresh database of its own (a file, or one of the PostgreSQL server of this run), with a clock that stands still.
 * Close it at the end (`await app.close()`), which also removes the data. `patienceMs`: how long it waits for another process that is writing to the file. `beside`: another
 * instance with the data of that one, to be closed before it.
 */
export async function createTestApp({ env = {}, patienceMs, beside }: { env?: Record<string, string>; patienceMs?: number; beside?: { config: Config } } = {}) {
  const dataDir = beside?.config.dataDir ?? mkdtempSync(path.join(tmpdir(), 'lang-nghe-'))
  const own = postgres === undefined || beside ? null : await takePostgresDatabase(postgres)
  const url = own?.url ?? (postgres && beside?.config.database)
  const config = readConfig({ DATA_DIR: dataDir, ...(url === undefined ? {} : { DATABASE_URL: url }), ...env })
  const secrets = loadSecrets(dataDir)
  if (url === undefined) migrate(config.databaseFile)
  const changes = createChanges()
  const db = connect(config.database, changes, patienceMs)
  let now = testNow
  const files = openFileStore(dataDir)
  const services: Services = { db, changes, files, config, secrets, envelopeKeys: loadEnvelopeKeys(dataDir), arrivals: createArrivals({ db, changes, now: () => now }), limiter: createLimiter({ db, secrets }), now: () => now }
  const build = await loadBuild()
  const server = createApp({ services, build, clientDir: 'build/client' })

  const origin = config.publicOrigin
  const host = new URL(origin).host

  /** Any request at all; `path` is kept as written, so that addresses no browser would send can be tried. */
  function request(address: string, init: RequestInit & { headers?: Record<string, string> } = {}): Promise<Response> {
    return Promise.resolve(server.fetch(new Request(new URL(address, origin), { ...init, headers: { host, ...init.headers } })))
  }

  function get(address: string, { cookie, headers }: RequestOptions = {}): Promise<Response> {
    return request(address, { redirect: 'manual', headers: { ...(cookie ? { cookie } : {}), 'sec-fetch-site': 'none', ...headers } })
  }

  function post(address: string, form: Form = {}, { cookie, headers }: RequestOptions = {}): Promise<Response> {
    const body = encodeForm(form)
    return request(address, {
      method: 'POST',
      redirect: 'manual',
      body,
      headers: {
        origin,
        'sec-fetch-site': 'same-origin',
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': String(Buffer.byteLength(body)),
        ...(cookie ? { cookie } : {}),
        ...headers,
      },
    })
  }

  /** Posts a form with files in it, as a browser does without scripts. */
  async function postFiles(address: string, fields: [string, string | File][], { cookie, headers }: RequestOptions = {}): Promise<Response> {
    const form = new FormData()
    for (const [name, value] of fields) form.append(name, value)
    const encoded = new Response(form)
    const body = Buffer.from(await encoded.arrayBuffer())
    return request(address, {
      method: 'POST',
      redirect: 'manual',
      body,
      headers: {
        origin,
        'sec-fetch-site': 'same-origin',
        'content-type': encoded.headers.get('content-type') ?? '',
        'content-length': String(body.length),
        ...(cookie ? { cookie } : {}),
        ...headers,
      },
    })
  }

  /** Signs in the member of staff (or the first active one with that role) and returns the `Cookie` header of the session. */
  async function signInAs(who: Role | StaffRow, school?: School): Promise<string> {
    const staff = typeof who === 'string' ? await firstWithRole(who, school) : who
    const token = await startSession(db, secrets, staff.id, now)
    return `${config.secure ? '__Host-' : ''}${sessionCookie.name}=${token}`
  }

  async function firstWithRole(role: Role, school?: School): Promise<StaffRow> {
    let query = db.selectFrom('staff').selectAll().where('role', '=', role).where('status', '=', 'active')
    query = school
      ? query.where('school_id', '=', school.id)
      : query.where('school_id', 'in', db.selectFrom('schools').select('id').where('is_default', '=', 1))
    return query.orderBy('email').executeTakeFirstOrThrow()
  }

  return {
    db,
    files,
    config,
    secrets,
    services,
    build,
    origin,
    request,
    get,
    post,
    postFiles,
    signInAs,
    now: () => now,
    /** Moves the clock; an instant, ISO in UTC. */
    setNow(instant: string) {
      now = new Date(instant).toISOString()
    },
    /** As if nobody had tried anything. */
    async forgetLimits() {
      Object.assign(services, { limiter: createLimiter({ db, secrets }) })
      await db.deleteFrom('limit_counts').execute()
    },
    /** A school with staff in each role, fields, places and the calendar; the first one is the default school. */
    seedSchool: (overrides?: Partial<School>): Promise<SeededSchool> => seedSchool(db, now, overrides),
    async close() {
      await db.destroy()
      if (beside) return
      own?.giveBack()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** The session or visit cookie that a response sets, ready to be sent back; several are joined. */
export function cookiesFrom(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0] ?? '')
    .filter((pair) => !pair.endsWith('='))
    .join('; ')
}

/** The value of a hidden or visible input of a page, by its name; throws where the page has none, so that a test cannot send nothing by mistake. */
export function inputValue(html: string, name: string): string {
  const tag = [...html.matchAll(/<input\b[^>]*>/g)].map((match) => match[0]).find((input) => input.includes(`name="${name}"`))
  if (tag === undefined) throw new Error(`No input named ${name} on the page`)
  return /value="([^"]*)"/.exec(tag)?.[1] ?? ''
}

let loaded: Promise<ServerBuild> | undefined
function loadBuild(): Promise<ServerBuild> {
  loaded ??= import(/* @vite-ignore */ pathToFileURL(path.resolve('build/server/index.js')).href) as Promise<ServerBuild>
  return loaded
}

/** Every hidden field of a page, as a browser would send it. */
export function hiddenFields(html: string): [string, string][] {
  return [...html.matchAll(/<input [^>]*?type="hidden"[^>]*>/g)].map(([tag]) => [decoded(/name="([^"]*)"/.exec(tag)![1]!), decoded(/value="([^"]*)"/.exec(tag)?.[1] ?? '')])
}

const decoded = (text: string) => text.replace(/&(?:#x([0-9a-f]+)|quot|lt|gt|amp);/gi, (whole, code: string | undefined) => (code === undefined ? { '&quot;': '"', '&lt;': '<', '&gt;': '>', '&amp;': '&' }[whole]! : String.fromCodePoint(parseInt(code, 16))))

function encodeForm(form: Form): string {
  if (form instanceof URLSearchParams) return form.toString()
  const pairs = Array.isArray(form) ? form : Object.entries(form).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]))
  return new URLSearchParams(pairs).toString()
}

/** A fresh id for rows that a test writes itself. */
export const newId = (): string => randomUUID()
