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

/** Tries one fault and prints what came of it in one piece. */
async function tryOne(fault: Fault) {
  const started = Date.now()
  const lines: string[] = []
  const { about, table, broken } = await fault.run({ kills: given('kills'), servers: given('servers'), seed: given('seed'), requests: given('requests'), log: (line) => lines.push(`  ${line}`) })
  if (about.length > 0) lines.push(`  ${about.join(', ')}`)
  lines.push(`\n${asText(table)}`, ...broken.map((promise) => `  ✗ ${promise}`))
  const seconds = Math.round((Date.now() - started) / 1000)
  console.log(`\n${fault.title}\n${lines.join('\n')}\n  ${broken.length === 0 ? '✓' : '✗'} ${seconds} s`)
  return { fault: fault.name, about, seconds, broken, ...table }
}

// What mostly waits, for locks, a full disk or the hours of a made-up clock, goes on side by side; what needs the whole machine has it.
const results = await Promise.all(faults.filter((fault) => !fault.needsMachine).map(tryOne))
for (const fault of faults) if (fault.needsMachine) results.push(await tryOne(fault))

console.log(`\n${keepResults('faults-results', { ...machine, results })}`)
if (results.some(({ broken }) => broken.length > 0)) process.exitCode = 1
