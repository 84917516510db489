import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { prepareDemo } from './demo.ts'
import type { DemoNote } from './demo.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A folder with the loaded demo; copy it, never open it. */
    demoDir: string
    demo: DemoNote
  }
}

/** Loads the demo once for all browser tests; each file works on a copy. */
export async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'lang-nghe-demo-'))
  project.provide('demo', await prepareDemo(folder))
  project.provide('demoDir', folder)
  return () => rmSync(folder, { recursive: true, force: true })
}
