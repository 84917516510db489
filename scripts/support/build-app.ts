import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const output = 'build'
/** Written last: a build that was cut off has none. It bears the time when the build began: what changed while it was made may not be in it. */
const stamp = path.join(output, 'built-at')
/** What `npm start` runs. One that was built before there was this has none. */
export const wholeServer = path.join(output, 'whole/server.js')
/** `npm start` without npm. Node keeps what it has compiled apart for each set of flags, so whoever starts the server starts it like this. */
export const startCommand = ['--max-semi-space-size=4', 'scripts/run.js', 'start']
const sources = ['app', 'db', 'public', 'remix.config.js', 'vite.config.ts', 'scripts/support/build-whole.ts', 'package-lock.json']

/** Builds the client and the server into `build/` and compresses what browsers fetch. Returns the seconds it took; throws with the builder's own output. */
export async function buildApp(): Promise<number> {
  const start = Date.now()
  rmSync(output, { recursive: true, force: true })
  const cli = path.resolve('node_modules/@remix-run/dev/dist/cli.js')
  await run(process.execPath, [cli, 'vite:build'])
  await run(process.execPath, ['scripts/support/build-whole.ts'])
  // The list of source files is for the builder, not for visitors.
  rmSync(path.join(output, 'client/.vite'), { recursive: true, force: true })
  compressTexts(path.join(output, 'client'))
  writeFileSync(stamp, `${new Date(start).toISOString()}\n`)
  utimesSync(stamp, start / 1000, start / 1000)
  await startOnce()
  return (Date.now() - start) / 1000
}

/** True where `build/` is whole and nothing it was made from has changed since. */
export function isBuildCurrent(): boolean {
  const builtAt = modifiedAt(stamp)
  return builtAt > 0 && newest(sources) <= builtAt
}

/** True where there is a whole build, of whatever age. */
export function isBuilt(): boolean {
  return modifiedAt(stamp) > 0 && modifiedAt(wholeServer) > 0
}

/**
 * Starts the server over an empty folder and stops it: what Node makes of our TypeScript is kept then (scripts/run.js), and whoever waits for the real one waits half as long and has it
 * in a quarter less memory. Where it cannot, nothing is lost but that.
 */
async function startOnce(): Promise<void> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'lang-nghe-first-start-'))
  const child = spawn(process.execPath, startCommand, {
    stdio: ['ignore', 'pipe', 'ignore'], env: { ...process.env, NODE_ENV: 'production', DATA_DIR: dataDir, PORT: '0', DATABASE_URL: undefined, SMTP_URL: undefined },
  })
  const giveUp = setTimeout(() => child.kill('SIGKILL'), 20_000)
  child.stdout.once('data', () => child.kill('SIGTERM'))
  await new Promise((resolve) => child.once('close', resolve))
  clearTimeout(giveUp)
  rmSync(dataDir, { recursive: true, force: true })
}

/** Compressed once and at the highest level, next to the original: the server only picks the form that a browser takes. */
function compressTexts(folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.(?:js|css|svg|json|txt|webmanifest)$/.test(entry.name)) continue
    const file = path.join(entry.parentPath, entry.name)
    const text = readFileSync(file)
    const brotli = brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: text.length } })
    const gzip = gzipSync(text, { level: 9 })
    if (brotli.length < text.length) writeFileSync(`${file}.br`, brotli)
    if (gzip.length < text.length) writeFileSync(`${file}.gz`, gzip)
  }
}

function newest(paths: string[]): number {
  let latest = 0
  for (const entry of paths) {
    const stats = statSync(entry, { throwIfNoEntry: false })
    if (!stats) continue
    latest = Math.max(latest, stats.mtimeMs)
    if (stats.isDirectory()) latest = Math.max(latest, newest(readdirSync(entry).map((name) => path.join(entry, name))))
  }
  return latest
}

function modifiedAt(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0
}

function run(command: string, args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_ENV: 'production' } })
    let printed = ''
    child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()))
    child.on('error', reject)
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`The build failed.\n${printed}`))))
  })
}
