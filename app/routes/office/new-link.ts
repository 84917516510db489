import type { AppContext } from '#app/context.ts'
import { clearCookie, newLinkCookie, readCookie, setCookie } from '#app/http/cookies.ts'

const purpose = 'new link'

/**
 * A one-time link is shown once, on the page after the form that made it. Its token is kept nowhere in the clear,
 * so it travels there in a sealed cookie of two minutes.
 */
export function sendLinkAlong({ config, secrets }: AppContext, staffId: string, token: string): { 'Set-Cookie': string } {
  return { 'Set-Cookie': setCookie(config, newLinkCookie, secrets.seal(purpose, `${staffId} ${token}`)) }
}

/** The link for this account if one was just made, and the header that forgets it. */
export function takeLink(request: Request, { config, secrets }: AppContext, staffId: string): { link: string | null; headers: Record<string, string> } {
  const sealed = readCookie(request, config, newLinkCookie)
  if (sealed === null) return { link: null, headers: {} }
  const [forStaff, token] = (secrets.unseal(purpose, sealed) ?? '').split(' ')
  const link = forStaff === staffId && token ? `${config.publicOrigin}/office/moi/${token}` : null
  return { link, headers: { 'Set-Cookie': clearCookie(config, newLinkCookie) } }
}
