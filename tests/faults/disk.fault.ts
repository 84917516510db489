import { execFileSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { loadSecrets } from '#app/secrets.ts'
import { connect } from '#db/connect.ts'
import { freePort, prepareData } from '#tests/support/bench.ts'
import { runCommand } from '#tests/support/command.ts'
import { countKeys, createChecks, launch, readPages, seedOpenSurvey, sendForm } from '#tests/support/faults.ts'
import type { Fault, RunningServer } from '#tests/support/faults.ts'

/** The disk is full, or takes nothing at all, or somebody else keeps the lock: while the server runs, and until it is over. */
const fault: Fault = {
  name: 'disk',
  title: 'The disk is full or fails, or another process keeps the lock of the database for longer than anybody waits',
  async run() {
    const checks = createChecks()
    const { check, skip } = checks
    for (const [name, begin] of Object.entries(faults)) {
      const { dataDir, remove } = await prepareData(seedOpenSurvey)
      const started = await begin(dataDir, await freePort())
      if (typeof started === 'string') {
        skip(name, started)
        remove()
        continue
      }
      const { server, spoil, mend, finish } = started
      const saved: string[] = []
      for (let time = 0; time < 20; time += 1) saved.push((await sendForm(server.port)).key)
      await spoil()
      const refused = []
      for (let time = 0; time < 200 && refused.length < 10; time += 1) {
        // What fits into pages that are there is still taken, and counts.
        const sent = await Promise.all(Array.from({ length: 4 }, () => sendForm(server.port, undefined, 'Món canh hay bị nguội. '.repeat(80))))
        for (const one of sent) if (one.status === 303) saved.push(one.key)
          else refused.push(one)
      }
      check(`${name}: forms are refused with 503, in words, everything typed in them`, refused.length > 0 && refused.every(({ status, text, key }) => status === 503 && text.includes('Chưa lưu được, xin giữ trang này') && text.includes(key) && text.includes('Món canh')), `${refused.length} forms`)
      const pages = await readPages(server.port)
      check(`${name}: reading goes on`, pages.open === pages.all, `${pages.open} of ${pages.all} pages`)
      await mend()
      const again = await Promise.all(refused.map(({ key }) => sendForm(server.port, key, 'Món canh hay bị nguội. '.repeat(80))))
      check(`${name}: afterwards the same forms are taken, without anybody doing anything`, again.every(({ status }) => status === 303), `${again.filter(({ status }) => status === 303).length} of ${again.length}`)
      const folder = await finish()
      const db = connect(path.join(folder, 'langnghe.sqlite'))
      const counted = await countKeys(db, loadSecrets(folder), [...saved, ...refused.map(({ key }) => key)])
      await db.destroy()
      check(`${name}: nothing acknowledged is lost, nothing counts twice`, counted.lost === 0 && counted.twice === 0, `${counted.once} forms`)
      const verified = await runCommand(['verify'], { DATA_DIR: folder })
      check(`${name}: npm run verify`, verified.code === 0, verified.output.split('\n').filter((line) => line.startsWith('✗')).join(' '))
      if (folder !== dataDir) rmSync(folder, { recursive: true })
      remove()
    }
    return checks.result()
  },
}
export default fault

interface Spoilt {
  server: RunningServer
  spoil: () => Promise<void> | void
  mend: () => Promise<void> | void
  /** Stops the server and returns the folder with its data. */
  finish: () => Promise<string>
}

async function stopped(server: RunningServer): Promise<void> {
  server.child.kill('SIGTERM')
  await server.ended
}

/** Each starts the server with something to break, or says why it cannot here. */
const faults: Record<string, (dataDir: string, port: number) => Promise<Spoilt | string>> = {
  async 'disk full'(dataDir, port) {
    // A small disk in memory that only this process sees: as root, or where the system lets everybody have one.
    const apart = process.getuid?.() === 0 ? ['unshare', '-m'] : ['unshare', '-rm']
    const disk = mkdtempSync(path.join(tmpdir(), 'lang-nghe-disk-'))
    const script = 'mount -t tmpfs -o size=16m tmpfs "$DATA_DIR" && cp -a "$SOURCE"/. "$DATA_DIR" && exec "$@"'
    try {
      execFileSync(apart[0]!, [...apart.slice(1), 'sh', '-c', 'mount -t tmpfs -o size=1m tmpfs "$0"', disk], { stdio: 'ignore' })
    } catch {
      return 'this system gives nobody but root a disk of their own (unshare, mount)'
    }
    const server = await launch(disk, port, { SOURCE: dataDir }, [...apart, 'sh', '-c', script, 'sh'])
    const inside = `/proc/${server.child.pid!}/root${disk}`
    return {
      server,
      spoil() {
        const file = openSync(path.join(inside, 'filler'), 'w')
        for (const size of [1 << 20, 4096]) {
          try {
            for (;;) writeSync(file, Buffer.alloc(size))
          } catch {
            // Full.
          }
        }
        closeSync(file)
      },
      mend: () => rmSync(path.join(inside, 'filler')),
      async finish() {
        const folder = mkdtempSync(path.join(tmpdir(), 'lang-nghe-after-'))
        // The disk goes with its process, so the copy is made while it runs and nobody writes.
        execFileSync('cp', ['-a', `${inside}/.`, folder])
        await stopped(server)
        rmSync(disk, { recursive: true })
        return folder
      },
    }
  },

  async 'every write fails'(dataDir, port) {
    const server = await launch(dataDir, port)
    const limit = (bytes: string) => execFileSync('prlimit', ['--pid', String(server.child.pid), `--fsize=${bytes}:unlimited`])
    try {
      limit('unlimited')
    } catch {
      await stopped(server)
      return 'there is no prlimit here'
    }
    return { server, spoil: () => void limit('1'), mend: () => void limit('unlimited'), finish: () => stopped(server).then(() => dataDir) }
  },

  async 'locked database'(dataDir, port) {
    const server = await launch(dataDir, port)
    const other = new SqliteDatabase(path.join(dataDir, 'langnghe.sqlite'))
    return {
      server,
      spoil: () => void other.exec('begin immediate'),
      mend() {
        other.exec('rollback')
        other.close()
      },
      finish: () => stopped(server).then(() => dataDir),
    }
  },
}
