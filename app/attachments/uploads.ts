import { randomBytes } from 'node:crypto'
import type { Secrets } from '#app/secrets.ts'
import { addDays } from '#app/calendar/index.ts'
import type { Db } from '#db/connect.ts'
import { isTooLong, NotStored } from './errors.ts'
import type { FileProblem } from './kinds.ts'
import { fileLimits } from './limits.ts'
import type { FileStore } from './store.ts'

/**
 * Files on their way. A file belongs to nothing until the form it goes with is sent: until then only the browser that holds its token can name it, and after a
 * day it is deleted. The token stands in no address, so that no access log can be matched to a case.
 */

export interface UploadDeps {
  db: Db
  files: FileStore
  secrets: Secrets
}

type School = { id: string }

/** A file that has come whole and been made safe, waiting for its form. */
export interface WaitingFile {
  token: string
  id: string
  type: 'image' | 'pdf'
  bytes: number
  checksum: string
  /** It went with a form already: what comes again with it is that form again. */
  isTaken: boolean
}

/** All that may wait at a time, for every school together: whoever fills it up takes uploads from others, never the disk from the database. */
const mostWaitingBytes = 2 * 1024 * 1024 * 1024

function uploadId(secrets: Secrets, token: string): string {
  return Buffer.from(secrets.hash('upload', token), 'base64url').toString('hex').slice(0, 32)
}

/** True where the text has the form of a token made here. */
function isToken(text: string): boolean {
  return /^[\w-]{22}$/.test(text)
}

/** Announces a file of so many bytes. Returns the token under which its pieces come, or why it will not be taken. Throws `NotStored` where too much waits already. `today` is a day. */
export async function beginUpload({ db, secrets }: UploadDeps, school: School, totalBytes: number, today: string): Promise<{ token: string } | { problem: FileProblem }> {
  if (!Number.isSafeInteger(totalBytes) || totalBytes <= 0) return { problem: 'empty' }
  if (totalBytes > fileLimits.bytes) return { problem: 'too-big' }
  const { waiting } = await db
    .selectFrom('attachment_uploads')
    .select((eb) => eb.fn.sum<number | null>('total_bytes').as('waiting'))
    .executeTakeFirstOrThrow()
  if (Number(waiting ?? 0) + totalBytes > mostWaitingBytes) throw new NotStored('Too many files wait for their forms')
  const token = randomBytes(16).toString('base64url')
  await db
    .insertInto('attachment_uploads')
    .values({ id: uploadId(secrets, token), school_id: school.id, total_bytes: totalBytes, type: null, bytes: null, width: null, height: null, checksum: null, created_on: today })
    .execute()
  return { token }
}

export type Appended =
  /** So much has come; `done` once the file is whole and safe. */
  | { status: 'ok'; offset: number; done: boolean }
  /** The piece does not begin where the last one ended: `offset` says where to go on. */
  | { status: 'wrong-offset'; offset: number }
  | { status: 'refused'; problem: FileProblem }

/** Adds a piece. A piece that comes twice does no harm. Throws `NotStored` where it could not be saved; then it is to come again. */
export async function appendToUpload({ db, files, secrets }: UploadDeps, school: School, token: string, offset: number, piece: AsyncIterable<Uint8Array>, today: string): Promise<Appended> {
  if (!isToken(token)) return { status: 'refused', problem: 'gone' }
  const id = uploadId(secrets, token)
  return files.exclusive(id, async (): Promise<Appended> => {
    const row = await db.selectFrom('attachment_uploads').selectAll().where('id', '=', id).where('school_id', '=', school.id).executeTakeFirst()
    if (!row) {
      // The answer to the form was lost, and the browser begins again at the file.
      const attached = await db.selectFrom('attachments').select('id').where('id', '=', id).executeTakeFirst()
      return attached ? { status: 'ok', offset, done: true } : { status: 'refused', problem: 'gone' }
    }
    if (row.checksum !== null) return { status: 'ok', offset: row.total_bytes, done: true }
    // All of it is here, and the process was killed, or the disk full, before it was made safe: nothing is left to come.
    if (row.received_bytes === row.total_bytes) return finish(db, files, id, row.received_bytes, today)
    if (row.received_bytes !== offset) return { status: 'wrong-offset', offset: row.received_bytes }
    let reached: number
    try {
      reached = await files.append(id, offset, piece, row.total_bytes)
    } catch (error) {
      if (!isTooLong(error)) throw error
      return refuse(db, files, id, 'too-big')
    }
    await db.updateTable('attachment_uploads').set({ received_bytes: reached }).where('id', '=', id).execute()
    if (reached < row.total_bytes) return { status: 'ok', offset: reached, done: false }
    return finish(db, files, id, reached, today)
  })
}

/** Takes a whole file at once, as a plain form sends it. */
export async function receiveFile(deps: UploadDeps, school: School, content: AsyncIterable<Uint8Array>, today: string): Promise<{ token: string } | { problem: FileProblem }> {
  const { db, files, secrets } = deps
  // How long it is shows only at its end; so much is held for it until then.
  const begun = await beginUpload(deps, school, fileLimits.bytes, today)
  if ('problem' in begun) return begun
  const id = uploadId(secrets, begun.token)
  try {
    const reached = await files.append(id, 0, content, fileLimits.bytes)
    await db.updateTable('attachment_uploads').set({ total_bytes: reached, received_bytes: reached }).where('id', '=', id).execute()
    const finished = await finish(db, files, id, reached, today)
    return finished.status === 'refused' ? { problem: finished.problem } : { token: begun.token }
  } catch (error) {
    await forget(db, files, [id])
    if (isTooLong(error)) return { problem: 'too-big' }
    throw error
  }
}

async function finish(db: Db, files: FileStore, id: string, reached: number, today: string): Promise<Appended> {
  const kept = await files.keep(id, today)
  if (typeof kept === 'string') return refuse(db, files, id, kept)
  await db.updateTable('attachment_uploads').set(kept).where('id', '=', id).execute()
  await files.remove('uploads', [id])
  return { status: 'ok', offset: reached, done: true }
}

async function refuse(db: Db, files: FileStore, id: string, problem: FileProblem): Promise<Appended> {
  await forget(db, files, [id])
  return { status: 'refused', problem }
}

/** The files that these tokens stand for, in their order, each once. `problem` is `gone` where one of them is not there any more, `too-many` where there are more than may go along. */
export async function waitingFiles({ db, secrets }: Pick<UploadDeps, 'db' | 'secrets'>, school: School, tokens: readonly string[]): Promise<{ files: WaitingFile[]; problem: FileProblem | null }> {
  const wanted = [...new Set(tokens)].filter((token) => token !== '')
  const files: WaitingFile[] = []
  for (const token of wanted.slice(0, fileLimits.files)) {
    if (!isToken(token)) continue
    const id = uploadId(secrets, token)
    const columns = ['type', 'bytes', 'checksum'] as const
    const waiting = await db.selectFrom('attachment_uploads').select(columns).where('id', '=', id).where('school_id', '=', school.id).executeTakeFirst()
    const found = waiting ?? (await db.selectFrom('attachments').select(columns).where('id', '=', id).where('school_id', '=', school.id).executeTakeFirst())
    if (!found || found.type === null || found.bytes === null || found.checksum === null) continue
    files.push({ token, id, type: found.type, bytes: found.bytes, checksum: found.checksum, isTaken: waiting === undefined })
  }
  return { files, problem: wanted.length > fileLimits.files ? 'too-many' : files.length < wanted.length ? 'gone' : null }
}

/** Deletes files that were sent and are not wanted after all. What belongs to a case already stays. */
export async function dropUploads({ db, files, secrets }: UploadDeps, school: School, tokens: readonly string[]): Promise<void> {
  const ids = tokens.filter(isToken).map((token) => uploadId(secrets, token))
  if (ids.length === 0) return
  const waiting = await db.selectFrom('attachment_uploads').select('id').where('school_id', '=', school.id).where('id', 'in', ids).execute()
  await forget(db, files, waiting.map(({ id }) => id))
}

/** Deletes what nobody has sent for a whole day. `today` is a day. Returns how many there were. */
export async function dropStaleUploads(db: Db, files: FileStore, today: string): Promise<number> {
  const stale = await db.selectFrom('attachment_uploads').select('id').where('created_on', '<', addDays(today, -1)).execute()
  await forget(db, files, stale.map(({ id }) => id))
  return stale.length
}

async function forget(db: Db, files: FileStore, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  // The rows first: a file without a row is swept up, a row without a file would be a promise that cannot be kept.
  await db.deleteFrom('attachment_uploads').where('id', 'in', ids).execute()
  await files.remove('uploads', ids)
  await files.remove('attachments', ids)
}
