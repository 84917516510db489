import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/**
 * The keys of the envelopes in which slip answers wait. Each lies in a file of its own beside the database, never in it, and
 * is deleted once its envelopes have been opened: from then on no copy of the database, of its log or of the pepper can open them again. `npm run backup`
 * takes them along, since answers that were acknowledged must not be lost with a disk. Which key is in use stands in the database (`envelope_keys`), where all instances see it.
 */
export interface EnvelopeKeys {
  /** Makes a key and returns its name; it is on the disk before this returns. */
  make(): string
  /** Closes a text. Throws where the key is gone. */
  close(keyId: string, text: string): string
  /** False where a key is gone, which only the loss of its file can do while an envelope needs it. */
  has(keyId: string): boolean
  /** What an envelope holds. Throws where its key is gone or the content was changed. */
  open(keyId: string, content: string): string
  /** Deletes keys for good. */
  forget(keyIds: readonly string[]): void
}

const ivLength = 12
const tagLength = 16

export function loadEnvelopeKeys(dataDir: string): EnvelopeKeys {
  const folder = path.join(dataDir, 'envelope-keys')
  const fileOf = (keyId: string) => {
    if (!/^[0-9a-f]{32}$/.test(keyId)) throw new RangeError('Not the name of a key')
    return path.join(folder, keyId)
  }

  function make(): string {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const keyId = randomBytes(16).toString('hex')
    const file = openSync(fileOf(keyId), 'wx', 0o600)
    try {
      // Unlike `writeSync` it writes all of it or throws: half a key would close nothing.
      writeFileSync(file, randomBytes(32))
      fsyncSync(file)
    } catch (error) {
      rmSync(fileOf(keyId), { force: true })
      throw error
    } finally {
      closeSync(file)
    }
    // An answer whose key did not survive a power cut would be lost: the folder's entry must be on the disk too.
    const dir = openSync(folder, 'r')
    fsyncSync(dir)
    closeSync(dir)
    return keyId
  }

  return {
    make,
    close(keyId, text) {
      const iv = randomBytes(ivLength)
      const cipher = createCipheriv('aes-256-gcm', readFileSync(fileOf(keyId)), iv)
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')
    },
    has: (keyId) => existsSync(fileOf(keyId)),
    open(keyId, content) {
      const bytes = Buffer.from(content, 'base64url')
      const decipher = createDecipheriv('aes-256-gcm', readFileSync(fileOf(keyId)), bytes.subarray(0, ivLength))
      decipher.setAuthTag(bytes.subarray(ivLength, ivLength + tagLength))
      return Buffer.concat([decipher.update(bytes.subarray(ivLength + tagLength)), decipher.final()]).toString('utf8')
    },
    forget(keyIds) {
      for (const keyId of keyIds) rmSync(fileOf(keyId), { force: true })
    },
  }
}
