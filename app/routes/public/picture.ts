import type { LoaderFunctionArgs } from '@remix-run/node'
import { findPublishedPicture } from '#app/publication/index.ts'
import { fileResponse } from '#app/http/file-response.ts'
import { visit } from '#app/http/visit.ts'

/** A picture that stands in public beside an answer: a copy with what must not be seen painted over, made when it was published. */
export async function loader(args: LoaderFunctionArgs): Promise<Response> {
  const { school } = await visit(args)
  const { request, params, context } = args
  const picture = await findPublishedPicture(context.db, school, params.number ?? '', params.id ?? '')
  if (!picture) throw new Response('', { status: 404 })
  // Asked for anew each time, so that what is taken down is gone; the same picture is not sent again.
  const fresh = { 'Cache-Control': 'public, no-cache', ETag: `"${picture.id}"` }
  if (request.headers.get('if-none-match') === fresh.ETag) return new Response(null, { status: 304, headers: fresh })
  const content = await context.files.openStream('published', picture.id)
  if (content === null) throw new Response('', { status: 404 })
  const response = fileResponse(content, { type: 'image', name: `${params.number}-${picture.position + 1}.jpg` })
  for (const [name, value] of Object.entries(fresh)) response.headers.set(name, value)
  response.headers.delete('X-Robots-Tag')
  return response
}
