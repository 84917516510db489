import type { LoaderFunctionArgs } from '@remix-run/node'
import { visit } from '#app/http/visit.ts'
import { dataDictionary, dataFile, jsonFile } from '#app/publication/index.ts'
import { publicHeaders } from './parts/page.ts'

/** The files under `/du-lieu`, as CSV and as JSON. `?dau=cham-phay` asks for semicolons and decimal commas, for spreadsheets with Vietnamese settings. */
export async function loader(args: LoaderFunctionArgs) {
  const { school, today } = await visit(args)
  const [, stem, type] = /^(.+)\.(csv|json)$/.exec(args.params.file ?? '') ?? []
  const name = dataDictionary().find((file) => file.name === stem)?.name
  if (name === undefined) throw new Response('Không có tệp này\n', { status: 404 })
  if (type === 'json') {
    return new Response(await jsonFile(args.context.db, school, name, today), { headers: { ...publicHeaders(), 'Content-Type': 'application/json; charset=utf-8' } })
  }
  const form = new URL(args.request.url).searchParams.get('dau') === 'cham-phay' ? 'vietnamese' : 'standard'
  return new Response(await dataFile(args.context.db, school, name, today, form), {
    headers: {
      ...publicHeaders(),
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${school.slug}-${name}.csv"`,
    },
  })
}
