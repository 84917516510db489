import { closeSync, fsyncSync, openSync } from 'node:fs'

/** Waits until a file or folder is on the disk for good. */
export function sync(file: string): void {
  const handle = openSync(file, 'r')
  fsyncSync(handle)
  closeSync(handle)
}
