import type { LoaderFunctionArgs } from '@remix-run/node'
import { visit } from '#app/http/visit.ts'
import { answerFeed } from '#app/publication/index.ts'
import { feedResponse } from './parts/feed-response.ts'

/** One published answer with everything that happens to it, as an Atom feed. */
export async function loader(args: LoaderFunctionArgs) {
  const { school, lang } = await visit(args)
  const { db, config } = args.context
  const feed = await answerFeed(db, { school, lang, publicOrigin: config.publicOrigin }, args.params.number ?? '')
  if (feed === undefined) throw new Response('Không có câu trả lời công khai nào với số hồ sơ này\n', { status: 404 })
  return feedResponse(args.request, feed)
}
