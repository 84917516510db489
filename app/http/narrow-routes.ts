import { createRequestHandler } from '@remix-run/node'
import type { RequestHandler, ServerBuild } from '@remix-run/node'

/** Nobody needs nearly as many; whoever makes up addresses only makes these be made again. */
const mostHandlers = 200

/**
 * Remix's answer to a request, from the few routes that can have its address. Remix takes apart and ranks its whole table anew several times for each request: with our
 * 150 routes that was more than half of what a page or a post costs. A route is left out only where a fixed part of its path is nowhere in the address, so the one that
 * matches best is always among those that are left.
 */
export function createRemixHandler(build: ServerBuild): RequestHandler {
  const whole = createRequestHandler(build, 'production')
  const fixed = Object.keys(build.routes).map((id) => ({ id, parts: fixedParts(build, id) }))
  const handlers = new Map<string, RequestHandler>()

  return (request, context) => {
    const parts = partsOf(new URL(request.url).pathname)
    if (parts === null) return whole(request, context)
    const ids = fixed.filter((route) => route.parts.every((part) => parts.has(part))).map(({ id }) => id)
    const key = ids.join(' ')
    let handler = handlers.get(key)
    if (!handler) {
      if (handlers.size >= mostHandlers) handlers.clear()
      handler = createRequestHandler({ ...build, routes: only(build.routes, ids), assets: { ...build.assets, routes: only(build.assets.routes, ids) } }, 'production')
      handlers.set(key, handler)
    }
    return handler(request, context)
  }
}

/** What must stand in an address for this route, with the routes around it, to match. */
function fixedParts(build: ServerBuild, id: string): string[] {
  const route = build.routes[id]!
  const own = (route.path ?? '').split('/').filter((part) => part !== '' && !/[:*?]/.test(part))
  return [...(route.parentId === undefined ? [] : fixedParts(build, route.parentId)), ...own.map((part) => part.toLowerCase())]
}

/** The parts of an address as Remix compares them; null where only Remix itself knows how to read it. */
function partsOf(pathname: string): Set<string> | null {
  if (pathname.endsWith('.data')) return null
  try {
    return new Set(pathname.split('/').map((part) => decodeURIComponent(part).toLowerCase()))
  } catch {
    return null
  }
}

function only<T>(all: Record<string, T>, ids: readonly string[]): Record<string, T> {
  return Object.fromEntries(ids.map((id) => [id, all[id]!]))
}
