import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { Busboy } from '@fastify/busboy'
import type { BusboyFileStream } from '@fastify/busboy'
import { fileLimits, newFileField, receiveFile, tokenField } from '#app/attachments/index.ts'
import type { FileProblem, UploadDeps } from '#app/attachments/index.ts'
import type { AppContext } from '#app/context.ts'
import { dayOf } from '#app/calendar/index.ts'
import { readForm } from './forms.ts'
import { maxFormBytes } from './guard.ts'
import { limits } from './limiter.ts'

export interface FormWithFiles {
  form: URLSearchParams
  /** What stands for the files: those that came along now, after those that had come before. */
  tokens: string[]
  /** What was wrong with files that came along, each once. They are not kept. */
  problems: FileProblem[]
  /** The disk could not take a file. Everything else of the form has been read. */
  notStored: boolean
}

/** What the attachments' functions need of the context. */
export function uploadDeps({ db, files, secrets }: AppContext): UploadDeps {
  return { db, files, secrets }
}

/**
 * Reads a form that may have files in it, as a browser without scripts sends them. Files go to the disk as they come, one after the other; nothing is held in
 * memory. Throws a 400 where the body is no form, a 413 where a field is longer than any of ours.
 */
export async function readFormWithFiles(request: Request, context: AppContext, school: { id: string }): Promise<FormWithFiles> {
  const type = request.headers.get('content-type') ?? ''
  if (!type.toLowerCase().startsWith('multipart/form-data') || request.body === null) {
    const form = await readForm(request)
    return { form, tokens: form.getAll(tokenField), problems: [], notStored: false }
  }
  const now = context.now()
  const isAllowed = await context.limiter.take(limits.multipart, context.clientKey, Date.parse(now))
  const form = new URLSearchParams()
  const problems = new Set<FileProblem>()
  const work: Promise<string | null>[] = []
  let notStored = false
  let tooLong = false
  let isTorn = false
  const streams: BusboyFileStream[] = []

  async function receive(content: AsyncIterable<Uint8Array>): Promise<string | null> {
    try {
      const received = await receiveFile(uploadDeps(context), school, content, dayOf(now))
      if ('token' in received) return received.token
      problems.add(received.problem)
    } catch (error) {
      // Where the line broke nobody hears the answer.
      if (!isTorn) console.error(`[${context.reference}] A file could not be stored`, error)
      notStored = true
    }
    return null
  }

  async function take(stream: BusboyFileStream, fileName: string): Promise<string | null> {
    const pieces = stream.iterator({ destroyOnReturn: false }) as AsyncIterator<Uint8Array>
    try {
      const first = await pieces.next()
      // A chooser in which nothing was chosen sends a file without a name.
      if (first.done) {
        if (fileName) problems.add('empty')
        return null
      }
      if (isAllowed) return await receive(from(first.value, pieces))
      problems.add('too-often')
      return null
    } catch {
      // The line broke before the first byte.
      return null
    } finally {
      // What is not wanted is read and thrown away, so that the rest of the form comes.
      stream.resume()
    }
  }

  try {
    await new Promise<void>((resolve, reject) => {
      const parser = new Busboy({
        headers: { 'content-type': type },
        isPartAFile: (_field, _type, fileName) => fileName !== undefined,
        limits: {
          fieldNameSize: 100, fieldSize: maxFormBytes, fields: 60, headerPairs: 20, headerSize: 8192,
          files: fileLimits.files,
          // One more than is taken, so that the store sees that it is too much.
          fileSize: fileLimits.bytes + 1,
        },
      })
      parser.on('field', (name, value, nameTruncated, valueTruncated) => {
        if (nameTruncated || valueTruncated) tooLong = true
        form.append(name, value.replaceAll('\0', ''))
      })
      parser.on('file', (name, stream, fileName) => {
        stream.on('error', reject)
        streams.push(stream)
        if (name === newFileField) work.push(take(stream, fileName))
        else stream.resume()
      })
      parser.on('filesLimit', () => problems.add('too-many'))
      parser.on('fieldsLimit', () => (tooLong = true))
      parser.on('error', reject)
      parser.on('finish', resolve)
      const body = Readable.fromWeb(request.body as ReadableStream)
      body.on('error', reject)
      body.pipe(parser)
    })
  } catch (error) {
    isTorn = true
    // Whoever still waits for the rest of a file would wait for ever.
    for (const stream of streams) stream.destroy(error instanceof Error ? error : undefined)
    await Promise.all(work)
    throw new Response('Không đọc được nội dung đã gửi', { status: 400 })
  }
  const tokens = (await Promise.all(work)).filter((token) => token !== null)
  if (tooLong) throw new Response('Nội dung gửi quá dài', { status: 413 })
  // What came as a file waits under its token, so the form can be sent again without it.
  context.sent.form = new URLSearchParams([...form, ...tokens.map((token): [string, string] => [tokenField, token])])
  return { form, tokens: [...form.getAll(tokenField), ...tokens], problems: [...problems], notStored }
}

async function* from(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
}
