import type { ServerBuild } from '@remix-run/node'

/** One address that the product answers, as the table in remix.config.js has it. */
export interface SiteRoute {
  id: string
  /** `/en?/:school?/tra-loi/:number` */
  pattern: string
  /** Takes what is posted. */
  takesForms: boolean
  /** Shows a page; false for files and for what only takes forms. */
  isPage: boolean
}

/** Every address of the build, layouts left out: a new route is in here by itself. */
export function siteRoutes(build: ServerBuild): SiteRoute[] {
  const parents = new Set(Object.values(build.routes).map((route) => route?.parentId))
  return Object.values(build.routes).flatMap((route) => {
    if (!route || parents.has(route.id)) return []
    const { module } = route
    return [{ id: route.id, pattern: patternOf(build, route.id), takesForms: 'action' in module && module.action !== undefined, isPage: 'default' in module && module.default !== undefined }]
  })
}

function patternOf(build: ServerBuild, id: string): string {
  const parts: string[] = []
  for (let route = build.routes[id]; route; route = route.parentId === undefined ? undefined : build.routes[route.parentId]) {
    if (route.path) parts.unshift(route.path)
  }
  return `/${parts.join('/')}`
}

/** The route that an address (path without query) leads to; `routes/not-found` where none of the others does. */
export function routeOf(routes: readonly SiteRoute[], pathname: string): SiteRoute {
  const plain = pathname.replace(/^\/_root\.data$/, '/').replace(/\.data$/, '').replace(/\/$/, '')
  const fitting = routes.filter(({ pattern }) => expressionOf(pattern).test(plain))
  // The more of an address a pattern spells out, the better it fits.
  return fitting.toSorted((a, b) => spelledOut(b.pattern) - spelledOut(a.pattern))[0]!
}

const spelledOut = (pattern: string) => (pattern === '/*' ? -100 : pattern.split('/').reduce((sum, part) => sum + (part === '' || part.endsWith('?') ? 0 : !part.startsWith(':') ? 10 : part.includes('.') ? 5 : 1), 0) - pattern.split('/').length)

const expressions = new Map<string, RegExp>()
function expressionOf(pattern: string): RegExp {
  const known = expressions.get(pattern)
  if (known) return known
  const source = pattern
    .split('/')
    .slice(1)
    .map((part) => {
      if (part === '') return ''
      if (part === '*') return '/.*'
      const name = part.replace(/\?$/, '')
      const fitting = name.startsWith(':') ? `/[^/]+${escaped(name.replace(/^:\w+/, ''))}` : `/${escaped(name)}`
      return part.endsWith('?') ? `(?:${fitting})?` : fitting
    })
    .join('')
  const expression = new RegExp(`^${source}$`)
  expressions.set(pattern, expression)
  return expression
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Addresses of one route: with and without each part that may be left out, `values` in place of its parameters. */
export function addressesOf({ pattern }: SiteRoute, values: Readonly<Record<string, string>>): string[] {
  const parts = pattern.split('/').slice(1)
  const optional = parts.filter((part) => part.endsWith('?'))
  return Array.from({ length: 2 ** optional.length }, (_, choice) => {
    const chosen = parts.filter((part) => !part.endsWith('?') || (choice >> optional.indexOf(part)) & 1)
    const path = chosen.map((part) => part.replace(/\?$/, '').replace('*', 'khong-co/trang/nay/o-day').replace(/^:(\w+)/, (_whole, name: string) => values[name] ?? 'khong-co'))
    return `/${path.filter((part) => part !== '').join('/')}`
  })
}

/** The address for the data of a page, as Remix asks for it; with `routeId` for that of one route alone. */
export function dataAddress(address: string, routeId?: string): string {
  const [path = '', query = ''] = address.split('?')
  const search = new URLSearchParams(query)
  if (routeId !== undefined) search.set('_routes', routeId)
  return `${path === '/' ? '/_root' : path}.data${search.size > 0 ? `?${search}` : ''}`
}
