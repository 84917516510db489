import type { LoaderFunctionArgs } from '@remix-run/node'
import { fileName, openCaseFile } from '#app/cases/index.ts'
import { fileResponse } from '#app/http/file-response.ts'
import { requireStaff } from '#app/http/require-staff.ts'

/** One picture or PDF of a case, for those who may open the case; `?nho` is the small copy that its page shows. */
export async function loader({ request, params, context }: LoaderFunctionArgs): Promise<Response> {
  const { staff, school, now } = await requireStaff(request, context, 'case:list')
  const number = params.number ?? ''
  const small = new URL(request.url).searchParams.has('nho')
  const file = await openCaseFile(context.db, school, staff, number, params.id ?? '', now, { small })
  if (!file || (small && file.type !== 'image')) throw new Response('', { status: 404 })
  const content = small ? await context.files.thumbnail(file.id) : await context.files.openStream('attachments', file.id)
  if (content === null) throw new Response('', { status: 404 })
  return fileResponse(content, { type: file.type, name: `${number}-${fileName(file)}` })
}
