import type pg from 'pg'
import { migrateDatabase } from '#db/migrate.ts'
import { prepareData, runLoad, startServer } from '#tests/support/bench.ts'
import type { Bench } from '#tests/support/bench.ts'
import { seedOpenSurvey } from '#tests/support/faults.ts'
import { asAdmin, durable, hasPostgres, startPostgres, withClient } from '#tests/support/postgres-server.ts'

const seconds = 2
const clients = 32

/** What several instances over one PostgreSQL cost each other: commits that call out what they have written, and forms that come in at one, two or three servers. */
const bench: Bench = {
  name: 'instances',
  title: 'Several instances over one PostgreSQL',
  async run({ log }) {
    if (!hasPostgres()) return { about: ['left out: npm brings PostgreSQL for Linux on x64 and arm64 only'], table: { head: [], rows: [] } }
    const server = await startPostgres(durable)
    try {
      const rows: (string | number)[][] = []
      await asAdmin(server.origin, 'create database commits')
      const url = `${server.origin}/commits`
      await migrateDatabase(url)
      await withClient(url, (client) => client.query('create table quiet (n integer); create table told (n integer); create trigger tell_changes after insert on told for each statement execute function tell_changes()'))
      for (const connections of [1, 4, 16, 48]) {
        log(`commits of ${connections} connections …`)
        // By turns, so that whatever else the machine does hits both.
        const quiet = []
        const told = []
        for (let turn = 0; turn < 3; turn += 1) {
          quiet.push(await commits(url, 'quiet', connections))
          told.push(await commits(url, 'told', connections))
        }
        const [without, withNotify] = [median(quiet), median(told)]
        rows.push([`commits of one row by ${connections} connections`, Math.round(without), Math.round(withNotify), (withNotify / without).toFixed(2), ''])
      }
      for (const [words, schools] of [['a school for each instance', 3], ['one school', 1]] as const) {
        let single = 0
        for (const instances of [1, 2, 3]) {
          log(`forms sent to ${instances} instances, ${words} …`)
          const { dataDir, env, facts: seeded, remove } = await prepareData(async (db) => [await seedOpenSurvey(db), await seedOpenSurvey(db), await seedOpenSurvey(db)], server)
          const running = await Promise.all(Array.from({ length: instances }, () => startServer(dataDir, { env: { ...env, TRUSTED_PROXY: '127.0.0.1' } })))
          try {
            const form = (index: number) => (index % schools === 0 ? '/khao-sat/nhanh' : `/${seeded[index % schools]!.school.slug}/khao-sat/nhanh`)
            const send = () => Promise.all(running.map(({ port }, index) => runLoad({ port, clients: Math.ceil(clients / instances), seconds, task: 'post', path: form(index) })))
            // Once before it counts: a process that has just started is slow.
            await send()
            const before = await transactions(env['DATABASE_URL']!)
            const sent = await send()
            const after = await transactions(env['DATABASE_URL']!)
            const again = (after.rolledBack - before.rolledBack) / (after.all - before.all)
            const perSecond = sent.reduce((sum, one) => sum + one.perSecond, 0)
            single ||= perSecond
            rows.push([`forms sent by ${clients} clients to ${instances} instances, ${words}`, '', Math.round(perSecond), (perSecond / single).toFixed(2), `${(again * 100).toFixed(1)} %`])
          } finally {
            await Promise.all(running.map(({ stop }) => stop()))
            remove()
          }
        }
      }
      return {
        about: [`${seconds} s each, every commit on the disk`, 'told: a trigger calls out the table with NOTIFY, one connection listens', '× is against the same without, or against one instance; all of it shares the cores of this machine', 'begun again: transactions that met another one'],
        table: { head: ['what', 'a second, nobody told', 'a second', '×', 'begun again'], rows },
      }
    } finally {
      await server.stop()
    }
  },
}
export default bench

/** Commits per second of so many connections, each of which waits for its own. */
async function commits(url: string, table: string, connections: number): Promise<number> {
  const end = performance.now() + 1000 * (seconds / 3)
  const start = performance.now()
  let done = 0
  await withClient(url, async (listener) => {
    await listener.query('listen changes')
    await Promise.all(Array.from({ length: connections }, () => withClient(url, async (client: pg.Client) => {
      while (performance.now() < end) {
        await client.query(`insert into ${table} values (1)`)
        done += 1
      }
    })))
  })
  return (done * 1000) / (performance.now() - start)
}

/** How many transactions a database has seen, and how many of them were taken back. */
async function transactions(url: string): Promise<{ all: number; rolledBack: number }> {
  return withClient(url, async (client) => {
    // What the servers' connections have counted comes in a little later.
    await new Promise((resolve) => setTimeout(resolve, 1500))
    const { rows } = await client.query<{ committed: string; rolled_back: string }>('select xact_commit as committed, xact_rollback as rolled_back from pg_stat_database where datname = current_database()')
    const rolledBack = Number(rows[0]!.rolled_back)
    return { all: Number(rows[0]!.committed) + rolledBack, rolledBack }
  })
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!
