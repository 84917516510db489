import { Readable } from 'node:stream'
import type { ReadStream } from 'node:fs'

interface FileFacts {
  type: 'image' | 'pdf'
  /** Of the file as it is saved: letters, digits, dots and hyphens. */
  name: string
}

/**
 * A file that belongs to a case, for whoever has just been found to be allowed to see it. It is kept nowhere on the way, runs nothing, and a PDF is
 * only ever downloaded: readers built into browsers are large programs, and these files come from strangers.
 */
export function fileResponse(content: Buffer | { stream: ReadStream; bytes: number }, { type, name }: FileFacts): Response {
  const body = 'stream' in content ? (Readable.toWeb(content.stream) as ReadableStream) : new Uint8Array(content)
  return new Response(body, {
    headers: {
      'Content-Type': type === 'pdf' ? 'application/pdf' : 'image/jpeg',
      'Content-Length': String('stream' in content ? content.bytes : content.length),
      'Content-Disposition': `${type === 'pdf' ? 'attachment' : 'inline'}; filename="${name}"`,
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'Cache-Control': 'no-store',
      'X-Robots-Tag': 'noindex',
    },
  })
}
