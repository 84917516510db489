import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { BenchTable } from '#tests/support/bench.ts'

/** What `npm run bench` and `npm run faults` have in common: files that are found in a folder, tables that a stranger can read, and the same as JSON. */

/** The words of the command line that are no options, and the numbers of those that are: `--cases=1000`. */
export function readWords(words: readonly string[]): { asked: string[]; given: (name: string) => number | undefined } {
  return {
    asked: words.filter((word) => !word.startsWith('--')),
    given(name) {
      const word = words.find((one) => one.startsWith(`--${name}=`))
      return word === undefined ? undefined : Number(word.slice(name.length + 3))
    },
  }
}

/** What each file of the folder with that ending gives, those that were asked for; ends the process where a name is unknown. */
export async function loadNamed<T extends { name: string }>(folder: string, ending: string, asked: readonly string[]): Promise<T[]> {
  const all: T[] = []
  for (const file of readdirSync(folder).filter((name) => name.endsWith(ending)).sort()) {
    const module = (await import(pathToFileURL(path.resolve(folder, file)).href)) as { default: T }
    all.push(module.default)
  }
  const unknown = asked.filter((name) => !all.some((one) => one.name === name))
  if (unknown.length > 0) {
    console.error(`Unknown: ${unknown.join(', ')}. There are: ${all.map(({ name }) => name).join(', ')}`)
    process.exit(1)
  }
  return all.filter(({ name }) => asked.length === 0 || asked.includes(name))
}

/** The machine, said aloud. What else keeps it busy makes every figure a worse one. */
export function describeMachine() {
  const machine = { node: process.version, cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, busyBefore: loadavg()[0]! }
  console.log(`Node ${machine.node}, ${machine.cores} × ${machine.cpu}, load ${machine.busyBefore.toFixed(1)} before`)
  return machine
}

export function asText({ head, rows }: BenchTable): string {
  const cells = [head, ...rows].map((row) => row.map(String))
  const widths = head.map((_, column) => Math.max(...cells.map((row) => row[column]!.length)))
  return cells.map((row) => `  ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join('  ')}`).join('\n')
}

/** Writes the results beside those of earlier runs and returns the file's name. */
export function keepResults(folder: string, results: object): string {
  const at = new Date().toISOString()
  mkdirSync(folder, { recursive: true })
  const file = path.join(folder, `${at.replaceAll(':', '-').slice(0, 19)}.json`)
  writeFileSync(file, `${JSON.stringify({ at, ...results }, null, 2)}\n`)
  return file
}
