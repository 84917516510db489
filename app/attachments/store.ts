import { createHash, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { ReadStream } from 'node:fs'
import { mkdir, open, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises'
import path from 'node:path'
import { NotStored, TooLong } from './errors.ts'
import { headBytes, isTaken, kindOf } from './kinds.ts'
import type { FileProblem } from './kinds.ts'
import { cleanPdf } from './pdf-process.ts'
import { blackedOut, safePicture, thumbnailOf } from './pictures.ts'
import type { Cover, Picture } from './pictures.ts'

/** What is known of a file once it has been made safe. The checksum (SHA-256, hexadecimal) is of the file as it is stored. */
export interface StoredFile {
  type: 'image' | 'pdf'
  bytes: number
  width: number | null
  height: number | null
  checksum: string
}

/** Where the files lie: outside everything that is served, under random names, and each for one purpose. */
export type Shelf = 'uploads' | 'attachments' | 'published'

export type FileStore = ReturnType<typeof openFileStore>

/** Waiting longer than for so many others would time out anyway. */
const mostWaiting = 40

/**
 * The files beside the database, in `<dataDir>/uploads`, `attachments` and `published`. A file has its final name only when all of it is on the disk, so a row in
 * the database never points at half a file. Takes ids only as they are made here: 32 hexadecimal digits.
 */
export function openFileStore(dataDir: string) {
  const oneByOne = createQueue(mostWaiting)
  const busy = new Map<string, Promise<unknown>>()

  const place = (shelf: Shelf, id: string) => path.join(dataDir, filePath(shelf, id))

  /** Writes whole files: under a temporary name, on the disk for good, then under the real one. */
  async function write(shelf: Shelf, id: string, bytes: Uint8Array, day: string): Promise<void> {
    const file = place(shelf, id)
    const folder = path.dirname(file)
    const unfinished = `${file}.part`
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const handle = await open(unfinished, 'w', 0o600)
      try {
        await handle.writeFile(bytes)
        await handle.sync()
      } finally {
        await handle.close()
      }
      // The minute at which an anonymous parent sent something is kept nowhere, so not here either.
      await utimes(unfinished, new Date(`${day}T00:00:00+07:00`), new Date(`${day}T00:00:00+07:00`))
      await rename(unfinished, file)
      await syncFolder(folder)
      await syncFolder(path.dirname(folder))
    } catch (error) {
      await rm(unfinished, { force: true }).catch(() => undefined)
      throw new NotStored('A file could not be stored', { cause: error })
    }
  }

  async function read(shelf: Shelf, id: string): Promise<Buffer> {
    return readFile(place(shelf, id))
  }

  return {
    /**
     * Writes a piece of an upload at `offset` and returns how far the file reaches now. Throws `TooLong` where it would go beyond `total`, and the
     * stream's own error where the line broke; then the piece comes again.
     */
    async append(id: string, offset: number, piece: AsyncIterable<Uint8Array>, total: number): Promise<number> {
      const file = place('uploads', id)
      const handle = await stored(async () => {
        await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
        return open(file, offset === 0 ? 'w' : 'r+', 0o600)
      })
      try {
        let at = offset
        for await (const bytes of piece) {
          if (at + bytes.length > total) throw new TooLong('More came than was announced')
          const from = at
          await stored(() => handle.write(bytes, 0, bytes.length, from))
          at += bytes.length
        }
        await stored(() => handle.sync())
        return at
      } finally {
        await handle.close()
      }
    },

    /** Makes an upload that has come whole into a stored file of the same id, or says why not. The bytes as they were sent stay until they are removed: should the process be killed before somebody notes what was made, it is made again. */
    async keep(id: string, day: string): Promise<StoredFile | FileProblem> {
      const sent = await read('uploads', id)
      const safe = await oneByOne(() => makeSafe(sent))
      if (typeof safe === 'object') await write('attachments', id, safe.bytes, day)
      if (typeof safe === 'string') return safe
      const { type, bytes, width, height } = safe
      return { type, bytes: bytes.length, width, height, checksum: createHash('sha256').update(bytes).digest('hex') }
    },

    /** Two requests about the same upload wait for each other. */
    async exclusive<T>(id: string, work: () => Promise<T>): Promise<T> {
      const before = busy.get(id) ?? Promise.resolve()
      const mine = before.catch(() => undefined).then(work)
      busy.set(id, mine)
      try {
        return await mine
      } finally {
        if (busy.get(id) === mine) busy.delete(id)
      }
    },

    /** A stored file as a stream, or null where it is not there. */
    async openStream(shelf: Exclude<Shelf, 'uploads'>, id: string): Promise<{ stream: ReadStream; bytes: number } | null> {
      const file = place(shelf, id)
      const found = await stat(file).catch(() => null)
      return found === null ? null : { stream: createReadStream(file), bytes: found.size }
    },

    /** A small copy of a stored picture, with these regions black. */
    async thumbnail(id: string, covers: readonly Cover[] = []): Promise<Buffer> {
      const bytes = await read('attachments', id)
      return oneByOne(async () => thumbnailOf(covers.length === 0 ? bytes : (await blackedOut(bytes, covers)).bytes))
    },

    /** A stored picture with these regions black. The original stays as it is. */
    async covered(id: string, covers: readonly Cover[]): Promise<Picture> {
      const bytes = await read('attachments', id)
      return oneByOne(() => blackedOut(bytes, covers))
    },

    /** Puts a picture where the public will see it, under an id of its own that leads back to nothing. */
    async publish(picture: Picture, day: string): Promise<string> {
      const id = randomBytes(16).toString('hex')
      await write('published', id, picture.bytes, day)
      return id
    },

    async remove(shelf: Shelf, ids: readonly string[]): Promise<void> {
      for (const id of ids) await rm(place(shelf, id), { force: true })
    },

    /** The ids on a shelf with the time of their last change in milliseconds. What lies there under no proper name comes under its own. */
    async list(shelf: Shelf): Promise<{ id: string; name: string; changedMs: number }[]> {
      const root = path.join(dataDir, shelf)
      const names = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => [])
      const files = names.filter((entry) => entry.isFile())
      return Promise.all(
        files.map(async (entry) => {
          const file = path.join(entry.parentPath, entry.name)
          const { ctimeMs } = await stat(file).catch(() => ({ ctimeMs: Number.POSITIVE_INFINITY }))
          return { id: entry.name.replace(/\.part$/, ''), name: path.relative(root, file), changedMs: ctimeMs }
        }),
      )
    },

    /** Removes a file by the name that `list` gave. */
    async removeNamed(shelf: Shelf, name: string): Promise<void> {
      await rm(path.join(dataDir, shelf, name), { force: true })
    },
  }
}

/** Where a file lies, below the data folder or the folder of a backup. Throws where the id is not one of ours: 32 hexadecimal digits. */
export function filePath(shelf: Shelf, id: string): string {
  if (!/^[0-9a-f]{32}$/.test(id)) throw new RangeError('Not a file id')
  return path.join(shelf, id.slice(0, 2), id)
}

type Safe = Pick<StoredFile, 'type' | 'width' | 'height'> & { bytes: Uint8Array }

async function makeSafe(sent: Buffer): Promise<Safe | FileProblem> {
  if (sent.length === 0) return 'empty'
  const kind = kindOf(sent.subarray(0, headBytes))
  if (!isTaken(kind)) return kind
  if (kind === 'pdf') {
    const result = await cleanPdf(sent)
    return 'problem' in result ? result.problem : { type: 'pdf', bytes: result.bytes, width: null, height: null }
  }
  const picture = await safePicture(sent, kind)
  return typeof picture === 'string' ? picture : { type: 'image', ...picture }
}

async function stored<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw new NotStored('A file could not be stored', { cause: error })
  }
}

async function syncFolder(folder: string): Promise<void> {
  // A folder cannot be opened for this on Windows, which keeps its names safe by itself.
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Runs one piece of work after the other. Throws `NotStored` where too many wait already. */
function createQueue(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  let waiting = 0
  return async (work) => {
    if (waiting >= most) throw new NotStored('Too many files wait to be looked at')
    waiting += 1
    const mine = last.catch(() => undefined).then(work)
    last = mine
    try {
      return await mine
    } finally {
      waiting -= 1
    }
  }
}
