import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Bench, BenchTable } from '#tests/support/bench.ts'
import { buildApp, isBuildCurrent } from './support/build-app.ts'

/**
 * `npm run bench`: measures the real server over a database of realistic size, prints a table and keeps the figures as JSON in
 * `bench-results/`. Each file of `tests/bench` is one bench; `npm run bench -- office` runs one alone, `-- --cases=100000` with more cases, `-- all-schools --schools=500 --forms=5000000`
 * with more schools and forms.
 */

const folder = 'tests/bench'
const asked = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const given = (name: string) => {
  const word = process.argv.slice(2).find((one) => one.startsWith(`--${name}=`))
  return word === undefined ? undefined : Number(word.slice(name.length + 3))
}
const cases = given('cases') ?? 10_000

const benches: Bench[] = []
for (const file of readdirSync(folder).filter((name) => name.endsWith('.bench.ts')).sort()) {
  const module = (await import(pathToFileURL(path.resolve(folder, file)).href)) as { default: Bench }
  benches.push(module.default)
}
const unknown = asked.filter((name) => !benches.some((bench) => bench.name === name))
if (unknown.length > 0) {
  console.error(`No such bench: ${unknown.join(', ')}. There are: ${benches.map(({ name }) => name).join(', ')}`)
  process.exit(1)
}

if (!isBuildCurrent()) {
  console.log('building …')
  await buildApp()
}

const machine = { node: process.version, cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length }
// What else keeps the machine busy makes every figure a worse one.
const busyBefore = loadavg()[0]!
console.log(`Node ${machine.node}, ${machine.cores} × ${machine.cpu}, load ${busyBefore.toFixed(1)} before`)
const results = []
for (const bench of benches.filter(({ name }) => asked.length === 0 || asked.includes(name))) {
  const started = Date.now()
  console.log(`\n${bench.title}`)
  const { about, table } = await bench.run({ cases, schools: given('schools'), forms: given('forms'), log: (line) => console.log(`  ${line}`) })
  console.log(`  ${about.join(', ')}\n`)
  console.log(asText(table))
  const seconds = Math.round((Date.now() - started) / 1000)
  console.log(`  ${seconds} s`)
  results.push({ bench: bench.name, about, seconds, ...table })
}

mkdirSync('bench-results', { recursive: true })
const file = path.join('bench-results', `${new Date().toISOString().replaceAll(':', '-').slice(0, 19)}.json`)
writeFileSync(file, `${JSON.stringify({ at: new Date().toISOString(), ...machine, busyBefore, cases, results }, null, 2)}\n`)
console.log(`\n${file}`)

function asText({ head, rows }: BenchTable): string {
  const cells = [head, ...rows].map((row) => row.map(String))
  const widths = head.map((_, column) => Math.max(...cells.map((row) => row[column]!.length)))
  return cells.map((row) => `  ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join('  ')}`).join('\n')
}
