import { useRouteLoaderData } from '@remix-run/react'
import { langFromPath } from '#app/i18n/index.ts'
import type { Lang, Message } from '#app/i18n/index.ts'
import { otherLanguage } from '#app/http/paths.ts'
import { pathFor } from '#app/schools/urls.ts'
import { useLang } from '#app/i18n/text.tsx'
import type { loader as layoutLoader } from '../layout.tsx'

/** Public pages carry no cookie and may be kept, but a cache asks again each time: figures change with a click in the office. */
export const publicHeaders = () => ({ 'Cache-Control': 'public, max-age=0, must-revalidate' })

const layoutId = 'routes/public/layout'

interface MetaArgs {
  location: { pathname: string; search: string }
  matches: readonly { id: string; data: unknown }[]
}

/** A link in the head to the feed of a page. */
function feedLink(title: string, href: string) {
  return { tagName: 'link', rel: 'alternate', type: 'application/atom+xml', title, href }
}

/** Title, description, Open Graph and the two languages of a public page. `keepQuery` where the query makes another page; `picture` is the path of what a chat shows beside a link. */
export function pageMeta({ location, matches }: MetaArgs, page: { title: Message; description: Message; keepQuery?: boolean; picture?: string | undefined; feed?: { title: Message; path: string } }) {
  const layout = matches.find((match) => match.id === layoutId)?.data as Awaited<ReturnType<typeof layoutLoader>> | undefined
  if (!layout) return [{ title: 'Lắng Nghe' }]
  const lang = langFromPath(location.pathname)
  const query = page.keepQuery ? location.search : ''
  const address = (wanted: Lang) => layout.origin + (wanted === lang ? location.pathname : otherLanguage(location.pathname)) + query
  const title = `${page.title[lang]} · ${layout.school.name}`
  const description = page.description[lang]
  return [
    { title },
    { name: 'description', content: description },
    { property: 'og:title', content: title },
    { property: 'og:description', content: description },
    { property: 'og:type', content: 'website' },
    { property: 'og:url', content: address(lang) },
    { property: 'og:site_name', content: layout.school.name },
    ...(page.picture === undefined
      ? []
      : [
          { property: 'og:image', content: layout.origin + pathFor(lang, layout.school, page.picture) },
          { property: 'og:image:width', content: '1200' },
          { property: 'og:image:height', content: '630' },
          { name: 'twitter:card', content: 'summary_large_image' },
        ]),
    { property: 'og:locale', content: lang === 'vi' ? 'vi_VN' : 'en_GB' },
    { tagName: 'link', rel: 'canonical', href: address(lang) },
    { tagName: 'link', rel: 'alternate', hrefLang: 'vi', href: address('vi') },
    { tagName: 'link', rel: 'alternate', hrefLang: 'en', href: address('en') },
    ...(page.feed === undefined ? [] : [feedLink(`${page.feed.title[lang]} · ${layout.school.name}`, layout.origin + pathFor(lang, layout.school, page.feed.path))]),
  ]
}

/** The address of another page of the same school in the same language; `file` leaves the language out, as files have none. */
export function usePaths() {
  const lang = useLang()
  const layout = useRouteLoaderData<typeof layoutLoader>(layoutId)
  if (!layout) throw new Error('Only for pages of a school')
  return {
    to: (path: string) => pathFor(lang, layout.school, path),
    file: (path: string) => pathFor('vi', layout.school, path),
  }
}
