import path from 'node:path'
import { dayOf } from '#app/calendar/index.ts'
import { inboxViews } from '#app/cases/inbox-views.ts'
import { addManyCases } from '#db/seed/many.ts'
import type { Database } from '#db/schema.ts'
import { openSqlite } from '#db/sqlite-file.ts'
import { measurePage, prepareData, startServer, timesTable } from '#tests/support/bench.ts'
import type { Bench, Measured } from '#tests/support/bench.ts'
import { seedSchool } from '#tests/support/school.ts'

const counted = ['cases', 'case_events', 'audit', 'outbox', 'publications'] as const satisfies (keyof Database)[]

/** Every list of the office over a school with many years of cases, as those see it who see most. */
const bench: Bench = {
  name: 'office',
  title: 'The lists of the office',
  async run({ cases, log }) {
    const sizes = [Math.ceil(cases / 10), cases]
    const about: string[][] = []
    const rows: (string | number)[][] = []
    for (const size of sizes) {
      const { counts, table } = await measureLists(size, log)
      about.push(counts)
      rows.push(...table.rows.map(([name = '', ...figures]) => [name, size, ...figures]))
    }
    return { about: [...about.at(-1)!, 'from request to last byte over loopback, one request at a time', '× is against the trivial page'], table: { head: ['page', 'cases', 'records', 'median ms', 'p95 ms', '×'], rows } }
  },
}
export default bench

/** Each list with so many cases, by its median and 95th percentile. */
async function measureLists(cases: number, log: (line: string) => void) {
  const now = new Date().toISOString()
  log(`writing ${cases} cases …`)
  const { dataDir, facts, remove } = await prepareData(async (db, { signIn }) => {
    const { school, staff, places } = await seedSchool(db, now)
    await addManyCases(db, school, cases, dayOf(now))
    const counts: string[] = []
    for (const table of counted) {
      const { count } = await db.selectFrom(table).select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
      counts.push(`${table} ${count}`)
    }
    const middle = await db.selectFrom('cases').select('number').where('state', '=', 'closed').where('kind', '=', 'feedback').orderBy('number', 'desc').limit(1).executeTakeFirstOrThrow()
    return { counts, number: middle.number, place: places[0]!.id, principal: await signIn(staff.principal), handler: await signIn(staff.handler) }
  })
  const server = await startServer(dataDir)
  try {
    await untilAtRest(path.join(dataDir, 'langnghe.sqlite'))
    log('measuring …')
    const { principal, handler, number } = facts
    const pages: [name: string, address: string, cookie: string | null][] = [
      ['a trivial page: sign-in', '/office/dang-nhap', null],
      ...inboxViews.map((view): [string, string, string] => [`inbox: ${view}`, `/office/phan-anh?xem=${view}`, principal]),
      ['inbox of a handler: mine', '/office/phan-anh?xem=mine', handler],
      ['inbox: all, the last page', `/office/phan-anh?xem=all&trang=${Math.ceil(cases / 25)}`, principal],
      ['search: three words, no marks', '/office/phan-anh?xem=all&q=bua+trua+nguoi', principal],
      ['search: a number', `/office/phan-anh?xem=all&q=${number.split('.').slice(1).join('.')}`, principal],
      ['search: a day of numbers', `/office/phan-anh?xem=all&q=${number.split('.')[1]}`, principal],
      ['search: a word of nearly all', '/office/phan-anh?xem=all&q=co', principal],
      ['search: three words of few', '/office/phan-anh?xem=all&q=lop+mam+cong', principal],
      ['search: what is still open', '/office/phan-anh?q=bua+trua', principal],
      ['search: nothing found', '/office/phan-anh?xem=all&q=khongcogi', principal],
      ['filter: place and days', `/office/phan-anh?xem=all&noi=${facts.place}&nhan-tu=2025-01-01`, principal],
      ['dashboard of the principal', '/office', principal],
      ['dashboard of a handler', '/office', handler],
      ['one case, within a list', `/office/phan-anh/${number}?loc=xem%3Dall`, principal],
      ['export: the screen', '/office/phan-anh/tai-ve?xem=all', principal],
      ['log', '/office/nhat-ky', principal],
      ['log: one case', `/office/nhat-ky?so=${number}`, principal],
      ['mail', '/office/thu-gui?xem=sent', principal],
      ['mail: search', '/office/thu-gui?xem=sent&q=PAKN.2025', principal],
      ['requests about personal data', '/office/du-lieu-ca-nhan', principal],
      ['public: information page', '/', null],
      ['public: answers', '/tra-loi', null],
      ['public: answers, search', '/tra-loi?q=bua+trua', null],
    ]
    const measured: Measured[] = []
    for (const [name, address, cookie] of pages) {
      const { medianMs, p95Ms, html } = await measurePage(server.origin, address, cookie)
      measured.push({ name, records: recordsOf(html), medianMs, p95Ms })
    }
    return { counts: facts.counts, table: timesTable(measured) }
  } finally {
    await server.stop()
    remove()
  }
}

/** What the page itself says about the length of its list. */
function recordsOf(html: string): number | null {
  const text = /(?:role="status">|class="muted">)(?:Hơn )?([\d.]+)(?:<!-- -->)? (?:hồ sơ|dòng|thư)/.exec(html)?.[1]
  return text === undefined ? null : Number(text.replaceAll('.', ''))
}

/** Waits while the first pass of the clock works off what has come due in years of made-up cases, which is nobody's everyday: until the server has written nothing for three seconds, or for two minutes. */
async function untilAtRest(file: string): Promise<void> {
  const sqlite = openSqlite(file)
  const version = () => sqlite.pragma('data_version', { simple: true })
  let known = version()
  let still = 0
  for (let second = 0; second < 120 && still < 3; second += 1) {
    await new Promise((resolve) => setTimeout(resolve, 1000))
    still = known === (known = version()) ? still + 1 : 0
  }
  sqlite.close()
}
