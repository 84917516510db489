import type { LoaderFunctionArgs } from '@remix-run/node'
import { visit } from '#app/http/visit.ts'
import { ledgerFile, verifierPage } from '#app/ledger/index.ts'
import { publicHeaders } from './parts/page.ts'

/** What a check without this site needs: the ledger itself, and a page that reads it from one's own disk. */
export async function loader(args: LoaderFunctionArgs) {
  const { school } = await visit(args)
  switch (args.params.file) {
    case 'so.txt':
      return new Response(streamOf(ledgerFile(args.context.db, school)), download('text/plain', `${school.slug}-so-niem-phong.txt`))
    case 'kiem-chung.html':
      // Saved, never shown here: the policy of this site would not run its script.
      return new Response(verifierPage, download('text/html', 'kiem-chung.html'))
    default:
      throw new Response('Không có tệp này\n', { status: 404 })
  }
}

function download(type: string, name: string): ResponseInit {
  return { headers: { ...publicHeaders(), 'Content-Type': `${type}; charset=utf-8`, 'Content-Disposition': `attachment; filename="${name}"` } }
}

function streamOf(pieces: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    async pull(controller) {
      const piece = await pieces.next()
      if (piece.done === true) controller.close()
      else controller.enqueue(encoder.encode(piece.value))
    },
    async cancel() {
      await pieces.return(undefined)
    },
  })
}
