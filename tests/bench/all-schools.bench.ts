import { sql } from 'kysely'
import { openFileStore } from '#app/attachments/store.ts'
import { dayOf } from '#app/calendar/index.ts'
import { readConfig } from '#app/config.ts'
import { createLimiter } from '#app/http/limiter.ts'
import { sealDays } from '#app/ledger/index.ts'
import { keepSchoolFigures } from '#app/publication/index.ts'
import { serverJobs } from '#app/scheduler.ts'
import { loadSecrets } from '#app/secrets.ts'
import { createArrivals, createRound, findRound, loadEnvelopeKeys, startRound } from '#app/surveys/index.ts'
import { createChanges } from '#db/changes.ts'
import type { Db } from '#db/connect.ts'
import { addManyCases } from '#db/seed/many.ts'
import { addManyResponses } from '#db/seed/many-responses.ts'
import { measure, measurePage, prepareData, runLoad, startServer } from '#tests/support/bench.ts'
import type { Bench } from '#tests/support/bench.ts'
import { durable, hasPostgres, startPostgres } from '#tests/support/postgres-server.ts'
import type { PostgresServer } from '#tests/support/postgres-server.ts'
import { seedSchool } from '#tests/support/school.ts'

const defaults = { schools: 100, forms: 100_000 }
const casesEach = 40
const load = { clients: 32, seconds: 4 }
interface Figures {
  seedSeconds: number
  /** Name of what was measured, and how long it took or how many of it went through. */
  lines: Map<string, string>
}

/** One installation for a whole city, on either engine: what the page of all schools costs, what one school's pages cost among so many, and what the clock and a deadline evening do. */
const bench: Bench = {
  name: 'all-schools',
  title: 'Hundreds of schools in one installation, on SQLite and on PostgreSQL',
  async run({ log, schools = defaults.schools, forms = defaults.forms }) {
    const each = Math.floor(forms / schools)
    const engines = new Map<string, Figures>()
    engines.set('SQLite', await measureEngine('SQLite', schools, each, log))
    if (hasPostgres()) {
      const server = await startPostgres(durable)
      try {
        engines.set('PostgreSQL', await measureEngine('PostgreSQL', schools, each, log, server))
      } finally {
        await server.stop()
      }
    }
    const names = [...engines.values()][0]!.lines.keys()
    return {
      about: [
        `${schools} schools with ${each} forms (${schools * each} in all) and ${casesEach} cases each`,
        ...[...engines].map(([engine, { seedSeconds }]) => `written into ${engine} in ${Math.round(seedSeconds)} s`),
        'pages from request to last byte over loopback, one request at a time: median ms / 95th percentile',
        `forms sent by ${load.clients} clients to one instance for ${load.seconds} s, while everything shares this machine`,
      ],
      table: { head: ['what', ...engines.keys()], rows: [...names].map((name) => [name, ...[...engines.values()].map(({ lines }) => lines.get(name) ?? '')]) },
    }
  },
}
export default bench

async function measureEngine(engine: string, schools: number, each: number, log: (line: string) => void, postgres?: PostgresServer): Promise<Figures> {
  const now = new Date().toISOString()
  const today = dayOf(now)
  const lines = new Map<string, string>()
  const began = performance.now()
  log(`${engine}: writing ${schools} schools with ${each} forms and ${casesEach} cases each …`)
  const { facts, remove, ...place } = await prepareData(async (db, { signIn, dataDir, env }) => {
    const seededSchools = []
    for (let index = 0; index < schools; index += 1) {
      const seeded = await seedSchool(db, now, index === 0 ? {} : { slug: `truong-${index}`, name: `Trường Mầm non số ${index}` })
      await addManyResponses(db, seeded.school, each, today, [], index * each)
      await addManyCases(db, seeded.school, casesEach, today)
      seededSchools.push(seeded)
    }
    if (postgres) await sql`vacuum analyze`.execute(db)
    const seedSeconds = (performance.now() - began) / 1000
    log(`${engine}: measuring …`)
    const bytes = postgres
      ? (await sql<{ bytes: number }>`select pg_database_size(current_database()) as bytes`.execute(db)).rows[0]!.bytes
      : (await sql<{ bytes: number }>`select page_count * page_size as bytes from pragma_page_count(), pragma_page_size()`.execute(db)).rows[0]!.bytes
    lines.set('the database, bytes for each form', String(Math.round(bytes / (schools * each))))
    lines.set('daily copy of all figures, ms for each school', (await timed(() => keepSchoolFigures(db, today)) / schools).toFixed(1))
    lines.set('sealing a day of all schools, ms for each thousand receipts', ((await timed(() => sealDays(db, today)) / schools / each) * 1000).toFixed(1))
    const clock = clockOf(db, dataDir, env, now)
    // The first finds what there is to do once.
    await clock()
    lines.set('a pass of the clock with nothing to do, ms for each school', (await timed(clock) / schools).toFixed(2))
    const first = seededSchools[0]!
    const id = await createRound(db, first.school, { questionnaire: 'education', nameVi: 'Đợt đang mở', nameEn: 'Open round', opensOn: today, closesOn: '2099-12-31', audienceSize: 300 }, null, now)
    await startRound(db, first.school, (await findRound(db, first.school, id))!, null, now)
    const last = seededSchools.at(-1)!
    return { seedSeconds, slug: last.school.slug, principal: await signIn(last.staff.principal) }
  }, postgres)
  const server = await startServer(place.dataDir, { env: { ...place.env, TRUSTED_PROXY: '127.0.0.1' } })
  try {
    const pages: [name: string, address: string, cookie: string | null][] = [
      ['a page of words alone (the privacy notice)', '/rieng-tu', null],
      ['all schools', '/cac-truong', null],
      ['all schools, searched without diacritics', '/cac-truong?tu=mam+non+12', null],
      ['all schools, most overdue first, page 5', '/cac-truong?thu-tu=overdue&trang=5', null],
      ['all schools as CSV', '/cac-truong.csv', null],
      ['one school among them: information page', `/${facts.slug}`, null],
      ['one school among them: rates', `/${facts.slug}/ty-le-hai-long`, null],
      ['one school among them: office', '/office', facts.principal],
    ]
    for (const [name, address, cookie] of pages) {
      const { medianMs, p95Ms } = await measurePage(server.origin, address, cookie)
      lines.set(name, `${medianMs.toFixed(1)} / ${p95Ms.toFixed(1)}`)
    }
    let other = 0
    const { medianMs, p95Ms } = await measure(async () => {
      const response = await fetch(`${server.origin}/cac-truong?tu=so+${(other += 1)}`, { headers: { 'sec-fetch-site': 'none' } })
      await response.text()
    })
    lines.set('all schools, every time another search, so never kept', `${medianMs.toFixed(1)} / ${p95Ms.toFixed(1)}`)
    const sent = await runLoad({ port: server.port, ...load, task: 'post', path: '/khao-sat/nhanh' })
    lines.set('forms sent, each on the disk before its receipt', `${Math.round(sent.perSecond)} a second, p99 ${Math.round(sent.p99Ms)} ms`)
  } finally {
    await server.stop()
    remove()
  }
  return { seedSeconds: facts.seedSeconds, lines }
}

/** What the server does every minute, as it is written in app/scheduler.ts. */
function clockOf(db: Db, dataDir: string, env: Record<string, string>, now: string): () => Promise<void> {
  const config = readConfig({ DATA_DIR: dataDir, ...env })
  const secrets = loadSecrets(dataDir)
  const changes = createChanges()
  const jobs = serverJobs({ db, files: openFileStore(dataDir), config, secrets, envelopeKeys: loadEnvelopeKeys(dataDir), now: () => now, changes, arrivals: createArrivals({ db, changes, now: () => now }), limiter: createLimiter({ db, secrets }) })
  return async () => {
    for (const job of Object.values(jobs)) await job(new AbortController().signal)
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}
