import { dayOf } from '#app/calendar/index.ts'
import { visitCookie } from '#app/http/cookies.ts'
import { sealDays } from '#app/ledger/index.ts'
import { findRound, roundHistory, roundResults } from '#app/surveys/index.ts'
import { addManyResponses } from '#db/seed/many-responses.ts'
import { measure, measurePage, prepareData, startServer } from '#tests/support/bench.ts'
import type { Bench, Measured } from '#tests/support/bench.ts'
import { seedSchool } from '#tests/support/school.ts'

const sizes = [100, 10_000, 1_000_000]

/** The same round with a hundred, ten thousand and a million forms: what everybody may look at must cost the same. */
const bench: Bench = {
  name: 'statistics',
  title: 'Statistics and the public figures, from a hundred forms to a million',
  async run({ log }) {
    const byName = new Map<string, Measured[]>()
    const add = (line: Measured) => byName.set(line.name, [...(byName.get(line.name) ?? []), line])
    for (const records of sizes) {
      log(`writing ${records} forms …`)
      const now = new Date().toISOString()
      const { dataDir, facts, remove } = await prepareData(async (db, { signIn }) => {
        const { school, staff } = await seedSchool(db, now)
        const id = await addManyResponses(db, school, records, dayOf(now))
        const round = (await findRound(db, school, id))!
        // Otherwise the server would do it beside the first pages, and that once.
        await sealDays(db, dayOf(now))
        add({ name: 'all figures of the round, without a page', records, ...(await measure(() => roundResults(db, round))) })
        add({ name: 'all rounds with their changes, without a page', records, ...(await measure(() => roundHistory(db, school, 'education'))) })
        return { id, principal: await signIn(staff.principal) }
      })
      const server = await startServer(dataDir)
      try {
        const pages: [name: string, address: string, cookie: string | null][] = [
          ['public: rates', '/ty-le-hai-long', null],
          ['public: rates, made anew', '/ty-le-hai-long', `${visitCookie.name}=x`],
          ['public: information page', '/', null],
          ['public: information page, made anew', '/', `${visitCookie.name}=x`],
          ['public: ledger', '/so-niem-phong', null],
          ['open data: rates, CSV', '/du-lieu/ty-le-hai-long.csv', null],
          ['open data: spread, JSON', '/du-lieu/phan-bo.json', null],
          ['card for other sites', '/nhung/the.html', null],
          ['picture for chats', `/ty-le-hai-long/${facts.id}.png`, null],
          ['sheet for the notice board', `/ty-le-hai-long/${facts.id}.pdf`, null],
        ]
        log('measuring …')
        for (const [name, address, cookie] of pages) {
          const { medianMs, p95Ms } = await measurePage(server.origin, address, cookie)
          add({ name, records, medianMs, p95Ms })
        }
        // Staff see who took part day by day, which is counted anew each time: said here so that nobody has to find out. Once is enough.
        const start = performance.now()
        const response = await fetch(`${server.origin}/office/dot-khao-sat/${facts.id}`, { headers: { cookie: facts.principal, 'sec-fetch-site': 'none' } })
        await response.text()
        if (response.status !== 200) throw new Error(`The round's own page answered with ${response.status}`)
        const once = performance.now() - start
        add({ name: 'office: the round with its groups (once)', records, medianMs: once, p95Ms: once })
      } finally {
        await server.stop()
        remove()
      }
    }
    const round = (value: number) => Math.round(value * 10) / 10
    return {
      about: [`one closed round of ${sizes.join(', ')} one-minute forms with six answers each, half of them with slips`, 'pages from request to last byte over loopback, one request at a time; “made anew” as for somebody with a cookie of ours, whom no kept page is for', '× is against the same with a hundred forms'],
      table: {
        head: ['what', 'forms', 'median ms', 'p95 ms', '×'],
        rows: [...byName.values()].flatMap((measured) => measured.map(({ name, records, medianMs, p95Ms }) => [name, records ?? '', round(medianMs), round(p95Ms), round(medianMs / measured[0]!.medianMs)])),
      },
    }
  },
}
export default bench
