import type { LoaderFunctionArgs } from '@remix-run/node'
import { visit } from '#app/http/visit.ts'
import { badge, embeddedCard } from '#app/publication/index.ts'
import { roundHistory } from '#app/surveys/index.ts'

/** For other sites: the card to frame (`/nhung/the.html`) and the badge (`/nhung/huy-hieu.svg`), always of the newest round of the education survey. */
export async function loader(args: LoaderFunctionArgs) {
  const { school, lang, to } = await visit(args)
  const { db, config } = args.context
  const results = (await roundHistory(db, school, 'education')).at(-1)?.results ?? null
  const headers = {
    // Asked for again after five minutes, so that a new round shows by itself.
    'Cache-Control': 'public, max-age=300',
    'Cross-Origin-Resource-Policy': 'cross-origin',
  }
  switch (args.params.file) {
    case 'the.html': {
      const href = `${config.publicOrigin}${to('/ty-le-hai-long')}`
      return new Response(embeddedCard({ results, schoolName: school.name, href, lang }), {
        headers: {
          ...headers,
          'Content-Type': 'text/html; charset=utf-8',
          // The one page that others may frame: it has no script, no form and no cookie.
          'Content-Security-Policy': "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *",
        },
      })
    }
    case 'huy-hieu.svg':
      return new Response(badge(results, lang), {
        headers: { ...headers, 'Content-Type': 'image/svg+xml', 'Content-Security-Policy': "default-src 'none'" },
      })
    default:
      throw new Response('', { status: 404 })
  }
}
