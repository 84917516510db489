import { dayOf } from '#app/calendar/index.ts'
import { visitCookie } from '#app/http/cookies.ts'
import { sealDays } from '#app/ledger/index.ts'
import { findRound, roundHistory, roundResults } from '#app/surveys/index.ts'
import { addManyResponses } from '#db/seed/many-responses.ts'
import { readConfig } from '#app/config.ts'
import { connect } from '#db/connect.ts'
import type { Db } from '#db/connect.ts'
import type { Round } from '#db/schema.ts'
import { measureInTurns, prepareData, readPage, startServer } from '#tests/support/bench.ts'
import type { Bench, BenchServer, Compared } from '#tests/support/bench.ts'
import { seedSchool } from '#tests/support/school.ts'
import type { SeededSchool } from '#tests/support/school.ts'

const sizes = [100, 10_000, 1_000_000]
/** Turns for what is read from counters alone, where a fifth more or less is to be seen; pictures and sheets take longer and have to be the same only roughly. */
const turns = { fine: 80, rough: 20 }

/** The same round with a hundred, ten thousand and a million forms: what everybody may look at must cost the same. */
const bench: Bench = {
  name: 'statistics',
  title: 'Statistics and the public figures, from a hundred forms to a million',
  async run({ log, forms }) {
    const now = new Date().toISOString()
    const all = forms === undefined ? sizes : [...sizes.filter((size) => size < forms), forms]
    const held: Held[] = []
    const rows: (string | number)[][] = []
    const add = (name: string, compared: readonly Compared[]) => {
      rows.push(...compared.map(({ medianMs, p95Ms, ratio, from, to }, index) => [name, held[index]!.records, hundredths(medianMs), hundredths(p95Ms), hundredths(ratio), index === 0 ? '' : `${hundredths(from)} to ${hundredths(to)}`]))
    }
    try {
      for (const records of all) {
        log(`writing ${records} forms …`)
        held.push(await fill(records, now))
      }
      log('measuring …')
      add('all figures of the round, without a page', await measureInTurns(held.map(({ db, round }) => () => roundResults(db, round)), turns.fine))
      add('all rounds with their changes, without a page', await measureInTurns(held.map(({ db, school }) => () => roundHistory(db, school, 'education')), turns.fine))
      for (const one of held) {
        await one.db.destroy()
        one.server = await startServer(one.dataDir)
      }
      const pages: [name: string, address: (one: Held) => string, cookie: string | null, times: number][] = [
        ['public: rates', () => '/ty-le-hai-long', null, turns.fine],
        ['public: rates, made anew', () => '/ty-le-hai-long', `${visitCookie.name}=x`, turns.fine],
        ['public: information page', () => '/', null, turns.fine],
        ['public: information page, made anew', () => '/', `${visitCookie.name}=x`, turns.fine],
        ['public: ledger', () => '/so-niem-phong', null, turns.fine],
        ['open data: rates, CSV', () => '/du-lieu/ty-le-hai-long.csv', null, turns.fine],
        ['open data: spread, JSON', () => '/du-lieu/phan-bo.json', null, turns.fine],
        ['card for other sites', () => '/nhung/the.html', null, turns.fine],
        ['picture for chats', ({ round }) => `/ty-le-hai-long/${round.id}.png`, null, turns.rough],
        ['sheet for the notice board', ({ round }) => `/ty-le-hai-long/${round.id}.pdf`, null, turns.rough],
      ]
      for (const [name, address, cookie, times] of pages) add(name, await measureInTurns(held.map((one) => () => readPage(one.server!.origin, address(one), cookie)), times))
      // Staff see who took part day by day, which is counted anew each time: said here so that nobody has to find out. Once is enough.
      for (const one of held) {
        const start = performance.now()
        await readPage(one.server!.origin, `/office/dot-khao-sat/${one.round.id}`, one.principal)
        const once = hundredths(performance.now() - start)
        rows.push(['office: the round with its groups (once)', one.records, once, once, '', ''])
      }
    } finally {
      for (const { server, remove } of held) {
        await server?.stop()
        remove()
      }
    }
    return {
      about: [
        `one closed round of ${all.join(', ')} one-minute forms with six answers each, half of them with slips`, 'pages from request to last byte over loopback, one request at a time; “made anew” as for somebody with a cookie of ours, whom no kept page is for',
        'each turn asks all sizes once, so that whatever else the machine does meets them alike', '× is the median against that with a hundred forms, and between which figures it lies with 95 of 100 (bootstrap over the turns)',
      ],
      table: { head: ['what', 'forms', 'median ms', 'p95 ms', '×', '95 of 100'], rows },
    }
  },
}
export default bench

interface Held {
  records: number
  dataDir: string
  remove: () => void
  db: Db
  school: SeededSchool['school']
  round: Round
  principal: string
  server?: BenchServer
}

/** A school with one round of so many forms, with a connection to it. */
async function fill(records: number, now: string): Promise<Held> {
  const { dataDir, facts, remove } = await prepareData(async (db, { signIn }) => {
    const { school, staff } = await seedSchool(db, now)
    const id = await addManyResponses(db, school, records, dayOf(now))
    // Otherwise the server would do it beside the first pages, and that once.
    await sealDays(db, dayOf(now))
    return { school, round: (await findRound(db, school, id))!, principal: await signIn(staff.principal) }
  })
  return { records, dataDir, remove, db: connect(readConfig({ DATA_DIR: dataDir }).database), ...facts }
}

const hundredths = (value: number) => Math.round(value * 100) / 100
