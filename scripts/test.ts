import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { hasPostgres } from '../tests/support/postgres-server.ts'

/**
 * Every check as a named step with a result line each. A step that fails prints what it said. The last line counts the tests of all
 * steps; a check that is no test (types, lint, build) counts as a failed one when it fails. `npm test -- unit lint` runs those alone.
 */

interface Result {
  ok: boolean
  passed: number
  failed: number
  skipped: number
  printed: string
  seconds: number
}

const node = process.execPath
const scratch = mkdtempSync(path.join(tmpdir(), 'lang-nghe-test-'))
const bin = (file: string) => path.resolve('node_modules', file)

const steps: { name: string; run: () => Promise<Result>; notHere?: string | undefined }[] = [
  { name: 'types', run: () => check([bin('typescript/bin/tsc')]) },
  { name: 'lint', run: () => check([bin('eslint/bin/eslint.js'), '.', '--max-warnings=0']) },
  { name: 'check', run: () => check(['scripts/run.js', 'check']) },
  { name: 'build', run: () => check(['scripts/run.js', 'build']) },
  { name: 'unit', run: () => tests('unit') },
  { name: 'integration', run: () => tests('integration') },
  { name: 'postgres', run: () => tests('integration-postgres'), notHere: hasPostgres() ? undefined : 'npm brings PostgreSQL for Linux on x64 and arm64 only' },
  { name: 'browser', run: () => tests('browser') },
]

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !steps.some((step) => step.name === name))
if (unknown.length > 0) {
  console.error(`No such step: ${unknown.join(', ')}. There are: ${steps.map((step) => step.name).join(', ')}`)
  process.exit(1)
}

const total = { passed: 0, failed: 0 }
for (const { name, run, notHere } of steps) {
  if (asked.length > 0 && !asked.includes(name)) continue
  if (notHere !== undefined) {
    console.log(`– ${name.padEnd(12)} left out: ${notHere}`)
    continue
  }
  const result = await run()
  total.passed += result.passed
  total.failed += result.failed
  if (!result.ok) console.log(result.printed)
  const counts = result.passed + result.failed === 0 || (result.passed === 0 && !result.ok) ? '' : `${result.passed} passed, ${result.failed} failed`
  const skipped = result.skipped > 0 ? `, ${result.skipped} skipped` : ''
  console.log(`${result.ok ? '✓' : '✗'} ${name.padEnd(12)} ${`${result.seconds.toFixed(1)} s`.padStart(8)}   ${counts}${skipped}`.trimEnd())
}
rmSync(scratch, { recursive: true, force: true })
console.log(`\n${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed > 0 ? 1 : 0

/** A command that only passes or fails. */
async function check(args: string[]): Promise<Result> {
  const { code, printed, seconds } = await run(args)
  return { ok: code === 0, passed: 0, failed: code === 0 ? 0 : 1, skipped: 0, printed, seconds }
}

/** One vitest project; its counts come from the report it writes. */
async function tests(project: string): Promise<Result> {
  const report = path.join(scratch, `${project}.json`)
  const { code, printed, seconds } = await run([
    bin('vitest/vitest.mjs'), 'run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, '--passWithNoTests',
  ])
  const counts = { passed: 0, failed: 0, skipped: 0 }
  try {
    const json = JSON.parse(readFileSync(report, 'utf8')) as { numPassedTests: number; numFailedTests: number; numPendingTests: number }
    counts.passed = json.numPassedTests
    counts.failed = json.numFailedTests
    counts.skipped = json.numPendingTests
  } catch {
    // No report: the run fell over before its first test, which its exit code says.
  }
  // A file that cannot even be loaded has no test to fail.
  if (code !== 0 && counts.failed === 0) counts.failed = 1
  return { ok: code === 0, ...counts, printed, seconds }
}

function run(args: string[]): Promise<{ code: number | null; printed: string; seconds: number }> {
  const start = Date.now()
  return new Promise((resolve, reject) => {
    const child = spawn(node, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, CI: 'true', NO_COLOR: '1' } })
    let printed = ''
    child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, printed, seconds: (Date.now() - start) / 1000 }))
  })
}
