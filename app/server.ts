import type { Server } from 'node:http'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { serve } from '@hono/node-server'
import type { ServerBuild } from '@remix-run/node'
import { createChanges } from '#db/changes.ts'
import { connect } from '#db/connect.ts'
import { migrateDatabase } from '#db/migrate.ts'
import { openFileStore } from './attachments/store.ts'
import { readConfig } from './config.ts'
import { createApp } from './http/app.ts'
import { holdConnections, patience } from './http/connections.ts'
import { createLimiter } from './http/limiter.ts'
import { serverJobs, startScheduler } from './scheduler.ts'
import { loadSecrets } from './secrets.ts'
import { createArrivals, loadEnvelopeKeys } from './surveys/index.ts'
import { createSetupToken, isSetupNeeded } from './staff/index.ts'

const drainMs = 25_000

/** Starts the server: settings, migrations, then the port. Resolves when it answers. `now` is the clock, for tests that need it to stand still; `pages` are what Remix has built, where they have come with the server. */
export async function start(env: Record<string, string | undefined> = process.env, now = () => new Date().toISOString(), pages?: ServerBuild) {
  const config = readConfig(env)
  const secrets = loadSecrets(config.dataDir)
  await migrateDatabase(config.database)
  const changes = createChanges()
  const db = connect(config.database, changes)
  const clientDir = 'build/client'
  const build = pages ?? ((await import(/* @vite-ignore */ pathToFileURL(path.resolve('build/server/index.js')).href)) as ServerBuild)

  let ready = true
  const services = { db, changes, files: openFileStore(config.dataDir), config, secrets, envelopeKeys: loadEnvelopeKeys(config.dataDir), arrivals: createArrivals({ db, changes, now }), limiter: createLimiter({ db, secrets }), now }
  const app = createApp({ services, build, clientDir, isReady: () => ready })
  const server = await new Promise<Server>((resolve, reject) => {
    // Without a certificate it is the plain one of node:http.
    const listening = serve({ fetch: app.fetch, port: config.port, hostname: config.host, serverOptions: patience(config) }, () => resolve(listening)) as Server
    listening.once('error', reject)
  })

  const connections = holdConnections(server)
  const scheduler = startScheduler(db, serverJobs(services))

  /** Answers what has come in, takes nothing new, ends the running pass of the scheduler, and leaves the database checkpointed. */
  async function stop(): Promise<void> {
    ready = false
    const scheduled = scheduler.stop()
    await connections.drain(drainMs)
    await scheduled
    await db.destroy()
  }

  /** The one-time link of the set-up while nobody could sign in, otherwise null. */
  const setupLink = (await isSetupNeeded(db)) ? `${config.publicOrigin}/office/thiet-lap/${await createSetupToken(db, secrets, services.now())}` : null
  return { config, services, setupLink, stop }
}

/** Starts the server and stops it cleanly when the system asks to. */
export async function runServer(env: Record<string, string | undefined> = process.env, pages?: ServerBuild) {
  const running = await start(env, undefined, pages)
  console.log(`Lắng Nghe đang chạy tại ${running.config.publicOrigin}`)
  if (running.setupLink !== null) console.log(`Thiết lập trường và tài khoản hiệu trưởng tại đường dẫn dùng một lần:\n${running.setupLink}`)
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      running.stop().then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(error)
          process.exit(1)
        },
      )
    })
  }
  return running
}

if (process.argv[1] === import.meta.filename) await runServer()
