import type { LoaderFunctionArgs } from '@remix-run/node'
import { visit } from '#app/http/visit.ts'
import { answersFeed } from '#app/publication/index.ts'
import { feedResponse } from './parts/feed-response.ts'

/** All published answers as an Atom feed. */
export async function loader(args: LoaderFunctionArgs) {
  const { school, lang } = await visit(args)
  const { db, config } = args.context
  return feedResponse(args.request, await answersFeed(db, { school, lang, publicOrigin: config.publicOrigin }))
}
