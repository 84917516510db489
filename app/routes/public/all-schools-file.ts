import type { LoaderFunctionArgs } from '@remix-run/node'
import { allSchoolsFile } from '#app/publication/index.ts'
import { publicHeaders } from './parts/page.ts'

/** The table of all schools as CSV; `?dau=cham-phay` as for the files of a school. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const form = new URL(request.url).searchParams.get('dau') === 'cham-phay' ? 'vietnamese' : 'standard'
  return new Response(await allSchoolsFile(context.db, context.config.publicOrigin, form), {
    headers: { ...publicHeaders(), 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': 'attachment; filename="cac-truong.csv"' },
  })
}
