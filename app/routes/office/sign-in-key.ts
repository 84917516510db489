import { randomBytes } from 'node:crypto'
import type { ActionFunctionArgs } from '@remix-run/node'
import { keyVisitCookie, setCookie } from '#app/http/cookies.ts'
import { limits } from '#app/http/limiter.ts'
import { askForKey, keySite, visitHash } from '#app/staff/index.ts'

/** What a passkey is asked for signing in, bound to this browser by a cookie. Says nothing of any account: nobody has named one. */
export async function action({ context }: ActionFunctionArgs) {
  const { db, secrets, config, limiter, clientKey } = context
  const site = keySite(config.publicOrigin)
  if (site === null) throw new Response('', { status: 404 })
  const now = context.now()
  if (!(await limiter.take(limits.keyQuestions, clientKey, Date.parse(now)))) throw new Response('', { status: 429 })
  const token = randomBytes(32).toString('base64url')
  return Response.json(await askForKey(db, site, visitHash(secrets, token), 'sign-in', now), { headers: { 'Set-Cookie': setCookie(config, keyVisitCookie, token) } })
}

/** There is nothing to look at. */
export function loader() {
  throw new Response('', { status: 404 })
}
