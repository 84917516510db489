import type { LoaderFunctionArgs } from '@remix-run/node'
import { redirect } from '@remix-run/node'
import { caseVisit } from '#app/http/case-visit.ts'
import { visit } from '#app/http/visit.ts'
import { dataCopy } from '#app/privacy/index.ts'
import { dataCopyPage } from './data-copy-page.ts'

/** Everything kept about the case, as a file for its sender: `ban-sao.html` to read, `ban-sao.json` for machines. */
export async function loader(args: LoaderFunctionArgs) {
  const { school, lang, today, to } = await visit(args)
  const form = args.params.file === 'ban-sao.html' ? 'html' : args.params.file === 'ban-sao.json' ? 'json' : null
  if (form === null) throw new Response('', { status: 404 })
  const opened = caseVisit(args.request, args.context, school)
  const copy = opened === null ? null : await dataCopy(args.context.db, school, opened.caseId, today)
  if (copy === null) throw redirect(to('/tra-cuu?het=1'))
  return new Response(form === 'json' ? JSON.stringify(copy, null, 2) : dataCopyPage(copy, lang), {
    headers: {
      'Content-Type': form === 'json' ? 'application/json; charset=utf-8' : 'text/html; charset=utf-8',
      // Never shown in the site's own name: what parents wrote stands in it.
      'Content-Disposition': `attachment; filename="${copy.case.number}.${form}"`,
      'Cache-Control': 'no-store',
    },
  })
}
