import * as v from 'valibot'
import type { AppContext } from '#app/context.ts'
import { dayOf } from '#app/calendar/index.ts'
import { langFromPath } from '#app/i18n/index.ts'
import type { Lang } from '#app/i18n/index.ts'
import { findSession, signOut } from '#app/staff/index.ts'
import { findKiosk, openKiosk } from '#app/surveys/index.ts'
import type { Kiosk } from '#app/surveys/index.ts'
import { clearCookie, kioskCookie, kioskReceiptCookie, newLinkCookie, pendingCookie, readCookie, sessionCookie, setCookie, slipCookie, surveyReceiptCookie, visitCookie } from './cookies.ts'

/** How long a receipt stands on a screen that the next person will see. */
export const receiptSeconds = 20

/** Where the kiosk's pages are, in the language of the address. Starting over always leads to the Vietnamese start. */
export function kioskPaths(request: Request): { lang: Lang; start: string; form: string; thanks: string } {
  const lang = langFromPath(new URL(request.url).pathname)
  const prefix = lang === 'en' ? '/en' : ''
  return { lang, start: '/may', form: `${prefix}/may/phieu`, thanks: `${prefix}/may/cam-on` }
}

/** The device this browser is, or null; `held` tells whether it holds a token at all. */
export async function kioskVisit(request: Request, { db, config, secrets, now }: AppContext): Promise<{ kiosk: Kiosk | null; held: boolean }> {
  const token = readCookie(request, config, kioskCookie)
  return { kiosk: token === null ? null : await findKiosk(db, secrets, token, dayOf(now())), held: token !== null }
}

/**
 * Makes this browser a device of the school. Whoever opens it is signed out of the office here, in the database too, and nothing of theirs or of an earlier
 * visitor stays. Null where the code opens nothing.
 */
export async function beginKiosk(request: Request, context: AppContext, code: string): Promise<Headers | null> {
  const { db, config, secrets } = context
  const now = context.now()
  const token = await openKiosk(db, secrets, code, now)
  if (token === null) return null
  const session = readCookie(request, config, sessionCookie)
  const signedIn = session === null ? null : await findSession(db, secrets, session, now)
  if (signedIn) await signOut(db, signedIn.staff, signedIn.tokenHash, now)
  const headers = new Headers([['Set-Cookie', setCookie(config, kioskCookie, token)]])
  for (const cookie of [sessionCookie, pendingCookie, newLinkCookie, visitCookie, surveyReceiptCookie, slipCookie]) headers.append('Set-Cookie', clearCookie(config, cookie))
  return headers
}

/** The `Set-Cookie` header after which this browser is no device any more. */
export function endKiosk({ config }: AppContext): string {
  return clearCookie(config, kioskCookie)
}

const purpose = 'kiosk receipt'
const content = v.object({ receipt: v.string(), at: v.string() })

/** The `Set-Cookie` header that takes a receipt to the page that shows it. */
export function sendReceipt({ config, secrets, now }: AppContext, receipt: string): string {
  return setCookie(config, kioskReceiptCookie, secrets.seal(purpose, JSON.stringify({ receipt, at: now() })))
}

/** The receipt of the form just sent, and the header that forgets it: a reload, and the next person's back button, find nothing. */
export function takeReceipt(request: Request, { config, secrets, now }: AppContext): { receipt: string | null; forget: string } {
  const sealed = readCookie(request, config, kioskReceiptCookie)
  const text = sealed === null ? null : secrets.unseal(purpose, sealed)
  const parsed = text === null ? null : v.safeParse(content, JSON.parse(text))
  const fresh = parsed?.success && Date.parse(now()) - Date.parse(parsed.output.at) <= receiptSeconds * 1000
  return { receipt: fresh ? parsed.output.receipt : null, forget: clearCookie(config, kioskReceiptCookie) }
}
