import type { LoaderFunctionArgs } from '@remix-run/node'
import { fileName, parentFile } from '#app/cases/index.ts'
import { caseVisit } from '#app/http/case-visit.ts'
import { fileResponse } from '#app/http/file-response.ts'
import { visit } from '#app/http/visit.ts'

/** One picture or PDF of the case that this browser has opened with its key; `?nho` is the small copy that its page shows. */
export async function loader(args: LoaderFunctionArgs): Promise<Response> {
  const { school } = await visit(args)
  const { request, params, context } = args
  const opened = caseVisit(request, context, school)
  const file = opened === null ? null : await parentFile(context.db, school, opened.caseId, params.id ?? '')
  const small = new URL(request.url).searchParams.has('nho')
  if (!file || (small && file.type !== 'image')) throw new Response('', { status: 404 })
  const content = small ? await context.files.thumbnail(file.id) : await context.files.openStream('attachments', file.id)
  if (content === null) throw new Response('', { status: 404 })
  return fileResponse(content, { type: file.type, name: `${file.number}-${fileName(file)}` })
}
