import type { Config } from '#app/config.ts'

interface CookieRule {
  name: string
  /** Seconds; left out for a cookie that ends with the browser session. */
  maxAge?: number
}

const all: CookieRule[] = []

/** Every cookie of ours is made through this, so that `carriesCookie` knows it. */
function ours(rule: CookieRule): CookieRule {
  all.push(rule)
  return rule
}

/** The office session: its own limits stand in the database. */
export const sessionCookie = ours({ name: 'van_phong' })
/** Between the two steps of a sign-in: the database decides how long. */
export const pendingCookie = ours({ name: 'buoc_hai', maxAge: 10 * 60 })
/** The sign-in page that asked for a passkey: what was asked is answered in this browser alone. */
export const keyVisitCookie = ours({ name: 'hoi_khoa', maxAge: 5 * 60 })
/** A parent's visit to their case or receipt: half an hour, so that a borrowed phone forgets it. */
export const visitCookie = ours({ name: 'luot_xem', maxAge: 30 * 60 })
/** The link just made for a colleague, sealed, on its way to the page that shows it once. */
export const newLinkCookie = ours({ name: 'lien_ket', maxAge: 2 * 60 })

/** The receipt of a survey just sent: apart from the visit to a case, so that neither ends the other. */
export const surveyReceiptCookie = ours({ name: 'bien_nhan', maxAge: 30 * 60 })

/** The one-time slip a parent showed, sealed, while they answer. */
export const slipCookie = ours({ name: 'phieu', maxAge: 2 * 60 * 60 })

/** What makes a tablet a device of the school: as long as a round may last, the database decides sooner. */
export const kioskCookie = ours({ name: 'may', maxAge: 120 * 24 * 60 * 60 })
/** A receipt on its way to the one page that shows it, on a screen that the next person will see. */
export const kioskReceiptCookie = ours({ name: 'may_bien_nhan', maxAge: 20 })

/** Behind TLS the `__Host-` prefix ties the cookie to this very host; plain http (localhost) cannot have it. */
function fullName(config: Config, rule: CookieRule): string {
  return config.secure ? `__Host-${rule.name}` : rule.name
}

/** The cookie's value in a request, or null. */
export function readCookie(request: Request, config: Config, rule: CookieRule): string | null {
  const name = fullName(config, rule)
  for (const part of (request.headers.get('cookie') ?? '').split(';')) {
    const [key, value] = part.trim().split('=', 2)
    if (key === name && value) return value
  }
  return null
}

/** The `Set-Cookie` header that sets it. The value must be safe in a cookie (base64url). */
export function setCookie(config: Config, rule: CookieRule, value: string): string {
  const parts = [`${fullName(config, rule)}=${value}`, 'Path=/', 'HttpOnly', 'SameSite=Lax']
  if (rule.maxAge !== undefined) parts.push(`Max-Age=${rule.maxAge}`)
  if (config.secure) parts.push('Secure')
  return parts.join('; ')
}

/** The `Set-Cookie` header that removes it. */
export function clearCookie(config: Config, rule: CookieRule): string {
  return setCookie(config, { ...rule, maxAge: 0 }, '')
}

/** True where a request brings any cookie of ours, so that its answer may be one person's own. */
export function carriesCookie(request: Request, config: Config): boolean {
  return request.headers.has('cookie') && all.some((rule) => readCookie(request, config, rule) !== null)
}
