import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { newIdempotencyKey } from '#app/http/idempotency.ts'
import { loadSecrets } from '#app/secrets.ts'
import type { Secrets } from '#app/secrets.ts'
import { connect } from '#db/connect.ts'
import { freePort, prepareData } from '#tests/support/bench.ts'
import { runCommand } from '#tests/support/command.ts'
import { countKeys, createChecks, launch, seedOpenSurvey, sendForm } from '#tests/support/faults.ts'
import type { Fault } from '#tests/support/faults.ts'

const stops = 5
const clients = 6

/** Backed up and stopped in the middle of its work, and restored elsewhere. */
const fault: Fault = {
  name: 'stop',
  title: 'The server is backed up and stopped (SIGTERM) while forms come in, and the backup is restored into an empty folder',
  async run() {
    const checks = createChecks()
    const { check } = checks
    const { dataDir, remove } = await prepareData(seedOpenSurvey)
    const room = mkdtempSync(path.join(tmpdir(), 'lang-nghe-backups-'))
    const port = await freePort()
    const saved: string[] = []
    const wrong: string[] = []
    const cut: string[] = []

    /** Forms from several clients at once until `isOver`; a connection that is refused was never begun. */
    const load = (isOver: () => boolean) =>
      Promise.all(
        Array.from({ length: clients }, async () => {
          while (!isOver()) {
            const key = newIdempotencyKey()
            try {
              const { status } = await sendForm(port, key, '')
              if (status === 303) saved.push(key)
              else wrong.push(`answered with ${status}`)
            } catch (error) {
              const { code } = error as NodeJS.ErrnoException
              if (code !== 'ECONNREFUSED') cut.push(key)
              return
            }
          }
        }),
      )

    let server = await launch(dataDir, port)
    let isBackedUp = false
    const during = load(() => isBackedUp)
    await wait(300)
    const earlier = [...saved]
    const backup = await runCommand(['backup', room], { DATA_DIR: dataDir })
    const meanwhile = saved.length - earlier.length
    isBackedUp = true
    await during
    check('npm run backup while forms come in', backup.code === 0 && meanwhile > 0, `${meanwhile} forms came meanwhile`)

    const codes = []
    const spent = []
    for (let time = 0; time < stops; time += 1) {
      if (time > 0) server = await launch(dataDir, port)
      const stopping = server
      let isStopped = false
      const coming = load(() => isStopped)
      await wait(300)
      const began = performance.now()
      stopping.child.kill('SIGTERM')
      codes.push(await stopping.ended)
      spent.push(performance.now() - began)
      isStopped = true
      await coming
    }
    check(`SIGTERM under load, ${stops} times: exit code 0`, codes.every((code) => code === 0), `${Math.round(Math.max(...spent))} ms at most`)
    const secrets = loadSecrets(dataDir)
    const cutButSaved = await countIn(dataDir, secrets, cut)
    // A connection that stood in the system's queue when listening ended was never ours: whoever sent it sees the line break, keeps the page and sends it again.
    check('SIGTERM under load: every form that had come was answered', wrong.length === 0 && cutButSaved.once + cutButSaved.twice === 0, `${saved.length} answered, ${cut.length} cut off before they had come, ${wrong.length} refused`)
    check('SIGTERM under load: the database is one file, its journal emptied', !existsSync(path.join(dataDir, 'langnghe.sqlite-wal')))
    server = await launch(dataDir, port)
    for (const key of cut) if ((await sendForm(port, key, '')).status === 303) saved.push(key)
    server.child.kill('SIGTERM')
    await server.ended
    const counted = await countIn(dataDir, secrets, saved)
    check('nothing acknowledged is lost, nothing counts twice', counted.lost === 0 && counted.twice === 0, `${counted.once} forms`)

    const file = path.join(room, readdirSync(room).find((name) => name.endsWith('.sqlite'))!)
    const folder = path.join(room, 'restored')
    const restored = await runCommand(['restore', file, folder, '--pepper', path.join(dataDir, 'pepper')])
    check('npm run restore into an empty folder proves it equal to the backup', restored.code === 0, /\d+ bảng, \d+ dòng/.exec(restored.output)?.[0] ?? restored.output.slice(0, 80))
    const there = await countIn(folder, loadSecrets(folder), earlier)
    check('what was acknowledged before the backup began is in it', there.lost === 0, `${there.once} forms`)
    const verified = await runCommand(['verify'], { DATA_DIR: folder })
    check('npm run verify of what was restored', verified.code === 0, verified.output.split('\n').filter((line) => line.startsWith('✗')).join(' '))
    rmSync(room, { recursive: true })
    remove()
    return checks.result()
  },
}
export default fault

/** How many of these forms a folder's database holds. */
async function countIn(dataDir: string, secrets: Secrets, keys: readonly string[]) {
  const db = connect(path.join(dataDir, 'langnghe.sqlite'))
  try {
    return await countKeys(db, secrets, keys)
  } finally {
    await db.destroy()
  }
}
