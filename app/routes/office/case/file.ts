import type { LoaderFunctionArgs } from '@remix-run/node'
import { coversOf } from '#app/attachments/index.ts'
import { fileName, openCaseFile } from '#app/cases/index.ts'
import { fileResponse } from '#app/http/file-response.ts'
import { requireStaff } from '#app/http/require-staff.ts'

/** One picture or PDF of a case, for those who may open the case; `?nho` is the small copy that its page shows, `?che` the one with its regions blacked out. */
export async function loader({ request, params, context }: LoaderFunctionArgs): Promise<Response> {
  const { staff, school, now } = await requireStaff(request, context, 'case:list')
  const number = params.number ?? ''
  const { searchParams } = new URL(request.url)
  const small = searchParams.has('nho')
  const covered = searchParams.has('che')
  const file = await openCaseFile(context.db, school, staff, number, params.id ?? '', now, { small, covered })
  if (!file || ((small || covered) && file.type !== 'image')) throw new Response('', { status: 404 })
  const covers = covered ? await coversOf(context.db, file.id) : []
  const content = small ? await context.files.thumbnail(file.id, covers) : covered ? (await context.files.covered(file.id, covers)).bytes : await context.files.openStream('attachments', file.id)
  if (content === null) throw new Response('', { status: 404 })
  return fileResponse(content, { type: file.type, name: `${number}-${fileName(file)}` })
}
