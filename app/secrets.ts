import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, randomBytes } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/**
 * The pepper and what is derived from it. It lives in a file of its own, outside the database and its backups:
 * whoever holds a copy of the database alone can open no case and recognise no receipt.
 */
export interface Secrets {
  /** Keyed fingerprint of a value, for one purpose: the same value under another purpose looks unrelated. */
  hash(purpose: string, value: string): string
  /** Encrypts a value for a cookie or a column, for one purpose: what was sealed for one thing opens nothing else. */
  seal(purpose: string, value: string): string
  /** What `seal` was given, or null where the text was not made here, was made for another purpose or was changed. */
  unseal(purpose: string, sealed: string): string | null
}

/** Reads the pepper from `<dataDir>/pepper`, or makes it (mode 600) at the first start. */
export function loadSecrets(dataDir: string): Secrets {
  mkdirSync(dataDir, { recursive: true })
  const file = path.join(dataDir, 'pepper')
  if (!existsSync(file)) makePepper(file)
  return secretsFrom(Buffer.from(readFileSync(file, 'utf8').trim(), 'hex'))
}

/** Half a pepper would keep the server from ever starting again, and one that a power cut takes back would close every case for good: it has its name only once it is whole and on the disk. */
function makePepper(file: string): void {
  const unfinished = `${file}.${randomBytes(4).toString('hex')}.part`
  writeFileSync(unfinished, randomBytes(32).toString('hex'), { flag: 'wx', mode: 0o600, flush: true })
  try {
    // Unlike a renaming it never takes the place of one that somebody else has made meanwhile.
    linkSync(unfinished, file)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    rmSync(unfinished)
  }
  if (process.platform === 'win32') return
  const folder = openSync(path.dirname(file), 'r')
  fsyncSync(folder)
  closeSync(folder)
}

/** Throws where the pepper is shorter than 256 bits. */
export function secretsFrom(pepper: Buffer): Secrets {
  if (pepper.length < 32) throw new Error('The pepper file is damaged: it must hold 64 hexadecimal digits.')
  const hashKey = createSecretKey(pepper)
  const sealKey = createSecretKey(Buffer.from(hkdfSync('sha256', pepper, '', 'cookie seal', 32)))
  return {
    hash: (purpose, value) => createHmac('sha256', hashKey).update(`${purpose}\0${value}`).digest('base64url'),
    seal(purpose, value) {
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', sealKey, iv).setAAD(Buffer.from(purpose))
      const body = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()])
      return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')
    },
    unseal(purpose, sealed) {
      const bytes = Buffer.from(sealed, 'base64url')
      if (bytes.length < 28) return null
      try {
        const decipher = createDecipheriv('aes-256-gcm', sealKey, bytes.subarray(0, 12))
        decipher.setAAD(Buffer.from(purpose))
        decipher.setAuthTag(bytes.subarray(12, 28))
        return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
      } catch {
        return null
      }
    },
  }
}
