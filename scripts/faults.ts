import type { Fault } from '#tests/support/faults.ts'
import { buildApp, isBuildCurrent } from './support/build-app.ts'
import { asText, describeMachine, keepResults, loadNamed, readWords } from './support/report.ts'

/**
 * `npm run faults`: breaks the real server in every way that we can think of, and finds out what it promised that did not hold. Each file of `tests/faults` is one fault; `npm run faults -- kills` tries
 * one alone, `-- kills --kills=1000` so many times. Ends with 1 where a promise was broken; the figures are kept as JSON in `faults-results/`.
 */

const { asked, given } = readWords(process.argv.slice(2))
const faults = await loadNamed<Fault>('tests/faults', '.fault.ts', asked)
if (!isBuildCurrent()) {
  console.log('building …')
  await buildApp()
}

const machine = describeMachine()
const results = []
for (const fault of faults) {
  const started = Date.now()
  console.log(`\n${fault.title}`)
  const { about, table, broken } = await fault.run({ kills: given('kills'), servers: given('servers'), seed: given('seed'), requests: given('requests'), log: (line) => console.log(`  ${line}`) })
  if (about.length > 0) console.log(`  ${about.join(', ')}`)
  console.log(`\n${asText(table)}`)
  for (const promise of broken) console.log(`  ✗ ${promise}`)
  const seconds = Math.round((Date.now() - started) / 1000)
  console.log(`  ${broken.length === 0 ? '✓' : '✗'} ${seconds} s`)
  results.push({ fault: fault.name, about, seconds, broken, ...table })
}
console.log(`\n${keepResults('faults-results', { ...machine, results })}`)
if (results.some(({ broken }) => broken.length > 0)) process.exitCode = 1
