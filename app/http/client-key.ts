import { createHmac, createSecretKey, randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { isIPv6 } from 'node:net'
import path from 'node:path'
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'
import { dayOf } from '#app/calendar/index.ts'
import type { Config } from '#app/config.ts'
import { codeOf } from '#db/dialect.ts'

/** The sender's address: the socket's, or what the one trusted proxy says it is. `connection` is what the server gives with a request. */
export function clientAddress({ headers }: Pick<Request, 'headers'>, connection: object | undefined, config: Config): string {
  let socket: string
  try {
    socket = getConnInfo({ env: connection } as Context).remote.address ?? ''
  } catch {
    // A request that came through no socket, as in the tests.
    socket = ''
  }
  if (config.trustedProxy !== null && socket.replace('::ffff:', '') === config.trustedProxy) {
    return headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() ?? socket
  }
  return socket
}

/**
 * Turns an address into a key for rate limits. The salt changes every day and lives in memory alone,
 * so that yesterday's keys cannot be matched to anybody. Where several instances count together, all need the same: then it lies in `saltFolder` until the day is over.
 */
export function createClientKeys(saltFolder: string | null = null): (address: string, now: string) => string {
  let day = ''
  let salt = createSecretKey(randomBytes(32))
  return (address, now) => {
    const today = dayOf(now)
    if (today !== day) {
      day = today
      salt = createSecretKey((saltFolder === null ? null : saltOf(saltFolder, today)) ?? randomBytes(32))
    }
    return createHmac('sha256', salt).update(networkOf(address)).digest('base64url')
  }
}

/** The salt that all instances use on this day; whoever comes first makes it, and those of earlier days go. Null where the disk does not let it: then each counts for itself. */
function saltOf(folder: string, day: string): Buffer | null {
  const file = path.join(folder, day)
  const unfinished = `${file}.${randomBytes(8).toString('hex')}`
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    for (const name of readdirSync(folder)) if (name < day) rmSync(path.join(folder, name), { force: true })
    if (!existsSync(file)) {
      writeFileSync(unfinished, randomBytes(32), { flag: 'wx', mode: 0o600 })
      // It has its name only once it is whole, and never takes the place of another.
      linkSync(unfinished, file)
    }
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') console.warn(`The salt of the day could not be kept: ${error instanceof Error ? error.message : String(error)}`)
  }
  rmSync(unfinished, { force: true })
  return existsSync(file) ? readFileSync(file) : null
}

/** Of an IPv6 address its first 64 bits: the rest everybody chooses for themselves, as often as they like. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
  if (!isIPv6(plain)) return plain
  const [left = [], right = []] = plain.split('::').map((half) => half.split(':').filter((group) => group !== ''))
  const zeros = plain.includes('::') ? Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0') : []
  return [...left, ...zeros, ...right].slice(0, 4).map((group) => parseInt(group, 16).toString(16)).join(':')
}
