import { buildApp, isBuildCurrent } from '../../scripts/support/build-app.ts'

/** Tests drive the real build: made here where it is missing or older than its sources. */
export async function setup(): Promise<void> {
  if (!isBuildCurrent()) await buildApp()
}
