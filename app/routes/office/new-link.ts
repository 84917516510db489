import type { AppContext } from '#app/context.ts'
import { clearCookie, newLinkCookie, readCookie, setCookie } from '#app/http/cookies.ts'

const purpose = 'new link'

/**
 * A one-time link is shown once, on the page after the form that made it. Its token is kept nowhere in the clear,
 * so it travels there in a sealed cookie of two minutes.
 */
export function sendLinkAlong({ config, secrets }: AppContext, id: string, token: string): { 'Set-Cookie': string } {
  return { 'Set-Cookie': setCookie(config, newLinkCookie, secrets.seal(purpose, `${id} ${token}`)) }
}

/** The token for this account or device if one was just made, and the header that forgets it. */
export function takeToken(request: Request, { config, secrets }: AppContext, id: string): { token: string | null; headers: Record<string, string> } {
  const sealed = readCookie(request, config, newLinkCookie)
  if (sealed === null) return { token: null, headers: {} }
  const [forWhom, token] = (secrets.unseal(purpose, sealed) ?? '').split(' ')
  return { token: forWhom === id && token ? token : null, headers: { 'Set-Cookie': clearCookie(config, newLinkCookie) } }
}

/** The link for this account if one was just made, and the header that forgets it. */
export function takeLink(request: Request, context: AppContext, staffId: string): { link: string | null; headers: Record<string, string> } {
  const { token, headers } = takeToken(request, context, staffId)
  return { link: token === null ? null : `${context.config.publicOrigin}/office/moi/${token}`, headers }
}
