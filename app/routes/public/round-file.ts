import type { LoaderFunctionArgs } from '@remix-run/node'
import { visit } from '#app/http/visit.ts'
import { noticeBoard, shareImage } from '#app/publication/index.ts'
import { roundHistory } from '#app/surveys/index.ts'

/** A released round as a picture for chats (`<id>.png`) or a sheet for the notice board (`<id>.pdf`). What is released does not change any more. */
export async function loader(args: LoaderFunctionArgs) {
  const { school, lang, to } = await visit(args)
  const { db, config, now } = args.context
  const [, id, kind] = /^(.+)\.(png|pdf)$/.exec(args.params.file ?? '') ?? []
  const rounds = [...(await roundHistory(db, school, 'education')), ...(await roundHistory(db, school, 'dossier'))]
  const results = rounds.find((entry) => entry.results.round.id === id)?.results
  if (!results) throw new Response('', { status: 404 })
  const link = `${config.publicOrigin}${to('/ty-le-hai-long')}?dot=${results.round.id}`
  const headers = { 'Cache-Control': 'public, max-age=3600', 'Cross-Origin-Resource-Policy': 'cross-origin' }
  if (kind === 'png') {
    const picture = await shareImage(results, school.name, `${config.publicOrigin}${to('/')}`.replace(/^https:\/\//, ''), lang)
    return new Response(new Uint8Array(picture), { headers: { ...headers, 'Content-Type': 'image/png' } })
  }
  const sheet = await noticeBoard(results, { schoolName: school.name, link, lang }, now())
  return new Response(sheet as Uint8Array<ArrayBuffer>, {
    headers: { ...headers, 'Content-Type': 'application/pdf', 'Content-Disposition': `inline; filename="${school.slug}-bang-tin.pdf"` },
  })
}
