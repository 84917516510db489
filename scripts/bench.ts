import type { Bench } from '#tests/support/bench.ts'
import { buildApp, isBuildCurrent } from './support/build-app.ts'
import { asText, describeMachine, keepResults, loadNamed, readWords } from './support/report.ts'

/**
 * `npm run bench`: measures the real server over a database of realistic size, prints a table and keeps the figures as JSON in
 * `bench-results/`. Each file of `tests/bench` is one bench; `npm run bench -- office` runs one alone, `-- --cases=100000` with more cases, `-- all-schools --schools=500 --forms=5000000`
 * with more schools and forms.
 */

const { asked, given } = readWords(process.argv.slice(2))
const cases = given('cases') ?? 10_000
const benches = await loadNamed<Bench>('tests/bench', '.bench.ts', asked)

if (!isBuildCurrent()) {
  console.log('building …')
  await buildApp()
}

const machine = describeMachine()
const results = []
for (const bench of benches) {
  const started = Date.now()
  console.log(`\n${bench.title}`)
  const { about, table } = await bench.run({ cases, schools: given('schools'), forms: given('forms'), log: (line) => console.log(`  ${line}`) })
  console.log(`  ${about.join(', ')}\n`)
  console.log(asText(table))
  const seconds = Math.round((Date.now() - started) / 1000)
  console.log(`  ${seconds} s`)
  results.push({ bench: bench.name, about, seconds, ...table })
}

console.log(`\n${keepResults('bench-results', { ...machine, cases, results })}`)
