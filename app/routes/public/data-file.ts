import type { LoaderFunctionArgs } from '@remix-run/node'
import { visit } from '#app/http/visit.ts'
import { dataDictionary, dataFile } from '#app/publication/index.ts'
import { publicHeaders } from './parts/page.ts'

/** The files under `/du-lieu`. `?dau=cham-phay` asks for semicolons and decimal commas, for spreadsheets with Vietnamese settings. */
export async function loader(args: LoaderFunctionArgs) {
  const { school, today } = await visit(args)
  const name = dataDictionary().find((file) => `${file.name}.csv` === args.params.file)?.name
  if (name === undefined) throw new Response('Không có tệp này\n', { status: 404 })
  const form = new URL(args.request.url).searchParams.get('dau') === 'cham-phay' ? 'vietnamese' : 'standard'
  return new Response(await dataFile(args.context.db, school, name, today, form), {
    headers: {
      ...publicHeaders(),
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${school.slug}-${name}.csv"`,
    },
  })
}
