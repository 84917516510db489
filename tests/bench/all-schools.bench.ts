import { dayOf } from '#app/calendar/index.ts'
import { keepSchoolFigures } from '#app/publication/index.ts'
import { addManyCases } from '#db/seed/many.ts'
import { addManyResponses } from '#db/seed/many-responses.ts'
import { prepareData, measurePage, startServer, timesTable } from '#tests/support/bench.ts'
import type { Bench, Measured } from '#tests/support/bench.ts'
import { seedSchool } from '#tests/support/school.ts'

const defaults = { schools: 500, forms: 500_000 }
const casesEach = 40

/** One installation for a whole city: what the page of all schools costs, and what one school's pages cost among so many. */
const bench: Bench = {
  name: 'all-schools',
  title: 'Hundreds of schools in one installation',
  async run({ log, schools = defaults.schools, forms = defaults.forms }) {
    const each = Math.floor(forms / schools)
    const now = new Date().toISOString()
    const today = dayOf(now)
    log(`writing ${schools} schools with ${each} forms and ${casesEach} cases each …`)
    let keptMs = 0
    const { dataDir, facts, remove } = await prepareData(async (db, { signIn }) => {
      const seededSchools = []
      for (let index = 0; index < schools; index += 1) {
        const seeded = await seedSchool(db, now, index === 0 ? {} : { slug: `truong-${index}`, name: `Trường Mầm non số ${index}` })
        await addManyResponses(db, seeded.school, each, today, [], index * each)
        await addManyCases(db, seeded.school, casesEach, today)
        seededSchools.push(seeded)
      }
      const start = performance.now()
      await keepSchoolFigures(db, today)
      keptMs = performance.now() - start
      const last = seededSchools.at(-1)!
      return { slug: last.school.slug, principal: await signIn(last.staff.principal) }
    })
    const server = await startServer(dataDir)
    try {
      const pages: [name: string, address: string, cookie: string | null, records: number | null][] = [
        ['a page of words alone (the privacy notice)', '/rieng-tu', null, null],
        ['all schools', '/cac-truong', null, schools],
        ['all schools, searched without diacritics', '/cac-truong?tu=mam+non+12', null, schools],
        ['all schools, most overdue first, page 5', '/cac-truong?thu-tu=overdue&trang=5', null, schools],
        ['all schools as CSV', '/cac-truong.csv', null, schools],
        ['one school among them: information page', `/${facts.slug}`, null, each],
        ['one school among them: rates', `/${facts.slug}/ty-le-hai-long`, null, each],
        ['one school among them: office', '/office', facts.principal, casesEach],
      ]
      log('measuring …')
      const measured: Measured[] = []
      for (const [name, address, cookie, records] of pages) {
        const { medianMs, p95Ms } = await measurePage(server.origin, address, cookie)
        measured.push({ name, records, medianMs, p95Ms })
      }
      return {
        about: [
          `${schools} schools with ${each} forms (${schools * each} in all) and ${casesEach} cases each`,
          `the daily copy of all their figures took ${Math.round(keptMs)} ms, ${(keptMs / schools).toFixed(1)} ms a school`,
          'pages from request to last byte over loopback, one request at a time',
          '× is against the page of words alone',
        ],
        table: timesTable(measured),
      }
    } finally {
      await server.stop()
      remove()
    }
  },
}
export default bench
