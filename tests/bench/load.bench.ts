import { rmSync } from 'node:fs'
import path from 'node:path'
import { addDays, dayOf } from '#app/calendar/index.ts'
import { sealDays } from '#app/ledger/index.ts'
import { createRound, findRound, startRound } from '#app/surveys/index.ts'
import { connect } from '#db/connect.ts'
import { addManyResponses } from '#db/seed/many-responses.ts'
import { openSqlite } from '#db/sqlite-file.ts'
import { prepareData, runLoad, startBareServer, startServer } from '#tests/support/bench.ts'
import type { Bench } from '#tests/support/bench.ts'
import type { LoadResult } from '#tests/support/load-client.ts'
import { seedSchool } from '#tests/support/school.ts'

const sizes = [100, 10_000, 1_000_000]
const rounds = 3
const seconds = 1
const form = '/khao-sat/nhanh'
const pages: [name: string, address: string][] = [['public rates', '/ty-le-hai-long'], ['survey form', form]]

/** A deadline evening: everybody looks, everybody sends. Each figure stands beside what this machine can do at best, measured in between. */
const bench: Bench = {
  name: 'load',
  title: 'Many at once: pages and survey forms, with a hundred forms there already, or a million',
  async run({ log }) {
    const rows: (string | number)[][] = []
    for (const records of sizes) {
      log(`writing ${records} forms …`)
      const now = new Date().toISOString()
      const { dataDir, remove } = await prepareData(async (db) => {
        const { school } = await seedSchool(db, now)
        await addManyResponses(db, school, records, dayOf(now))
        const id = await createRound(db, school, { questionnaire: 'education', nameVi: 'Đợt này', nameEn: 'This round', opensOn: dayOf(now), closesOn: addDays(dayOf(now), 9), audienceSize: 3000 }, null, now)
        await startRound(db, school, (await findRound(db, school, id))!, null, now)
        // Otherwise the server would do it now, and that once.
        await sealDays(db, dayOf(now))
      })
      const server = await startServer(dataDir, { env: { TRUSTED_PROXY: '127.0.0.1' } })
      const add = (what: string, reference: string, own: LoadResult[], best: number[], more: (string | number)[]) =>
        rows.push([what, records, Math.round(median(own.map(({ perSecond }) => perSecond))), reference, Math.round(median(best)), round(median(own.map(({ perSecond }, index) => perSecond / best[index]!))), ...more])
      try {
        log('measuring …')
        rows.push(['start to first answer, ms', records, Math.round(server.startedInMs), '', '', '', '', ''])
        for (const [name, address] of pages) {
          const bare = await startBareServer(server.origin + address)
          for (const clients of [8, 64]) {
            const own: LoadResult[] = []
            const best: LoadResult[] = []
            for (let time = 0; time < rounds; time += 1) {
              best.push(await runLoad({ port: bare.port, clients, seconds, task: 'get', path: address }))
              own.push(await runLoad({ port: server.port, clients, seconds, task: 'get', path: address }))
            }
            add(`${name}, ${clients} clients`, 'bare node:http', own, best.map(({ perSecond }) => perSecond), [round(median(own.map(({ p99Ms }) => p99Ms))), round(median(best.map(({ p99Ms }) => p99Ms)))])
          }
          bare.stop()
        }
        const insert = rawInserts(dataDir)
        const posts: LoadResult[] = []
        const whole: LoadResult[] = []
        const best: number[] = []
        for (let time = 0; time < rounds; time += 1) {
          best.push(insert.perSecond(seconds))
          posts.push(await runLoad({ port: server.port, clients: 64, seconds, task: 'post', path: form }))
          whole.push(await runLoad({ port: server.port, clients: 64, seconds, task: 'page-and-post', path: form }))
        }
        insert.remove()
        const reference = 'single-row commits'
        add('form sent, 64 clients', reference, posts, best, [round(median(posts.map(({ p99Ms }) => p99Ms))), ''])
        add('form fetched and sent, 64 clients', reference, whole, best, [round(median(whole.map(({ p99Ms }) => p99Ms))), ''])
        const memory = server.memoryMb()
        if (memory !== null) rows.push(['memory after all that, MB', records, Math.round(memory), '', '', '', '', ''])
        const acknowledged = [...posts, ...whole].reduce((sum, { done }) => sum + done, 0)
        await server.stop()
        const missing = acknowledged - (await countOpen(dataDir))
        if (missing !== 0) throw new Error(`${missing} acknowledged forms are not there`)
      } finally {
        await server.stop()
        remove()
      }
    }
    return {
      about: [
        `medians of ${rounds} turns of ${seconds} s`, 'the reference is measured before each turn, on the same disk and processor, × is what is left of it',
        'bare node:http sends the same compressed bytes and headers', 'a single-row commit is on disk as a form is: synchronous = FULL', 'every form that was acknowledged was found again',
      ],
      table: { head: ['what', 'forms before', 'per second', 'reference', 'per second', '×', 'p99 ms', 'its p99 ms'], rows },
    }
  },
}
export default bench

/** The least that SQLite can do durably: one row, one commit, one after the other, with the settings of the product. */
function rawInserts(dataDir: string) {
  const file = path.join(dataDir, 'raw.sqlite')
  const sqlite = openSqlite(file)
  sqlite.exec('create table rows (id integer primary key, text text not null) strict')
  const insert = sqlite.prepare('insert into rows (text) values (?)')
  return {
    perSecond(forSeconds: number): number {
      const start = performance.now()
      let count = 0
      for (; performance.now() - start < forSeconds * 1000; count += 1) insert.run('x'.repeat(200))
      return count / ((performance.now() - start) / 1000)
    },
    remove() {
      sqlite.close()
      rmSync(file)
    },
  }
}

/** Forms of the open round. */
async function countOpen(dataDir: string): Promise<number> {
  const db = connect(path.join(dataDir, 'langnghe.sqlite'))
  try {
    const { count } = await db
      .selectFrom('responses')
      .innerJoin('rounds', 'rounds.id', 'responses.round_id')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('rounds.state', '=', 'open')
      .executeTakeFirstOrThrow()
    return Number(count)
  } finally {
    await db.destroy()
  }
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!
const round = (value: number) => Math.round(value * 100) / 100
