import * as v from 'valibot'
import type { AppContext } from '#app/context.ts'
import { clearCookie, readCookie, setCookie, visitCookie } from './cookies.ts'

/**
 * The half hour in which a browser may see one case. It lives in a sealed cookie: the key of a case stands in no address,
 * no history and no log.
 */

/**
 * `key` only right after sending, for the receipt; `typed` only after a key that opened nothing, to be corrected; `left` is the case that was left, which
 * opens nothing any more but is not sent a second time.
 */
const content = v.object({
  schoolId: v.string(),
  caseId: v.nullable(v.string()),
  key: v.nullable(v.string()),
  typed: v.nullable(v.string()),
  left: v.nullish(v.string(), null),
  until: v.string(),
})
type Content = v.InferOutput<typeof content>

const purpose = 'case visit'
const lastsMs = 30 * 60 * 1000
/** Longer than any content: a cookie that opens a case and one that opens none have the same length. */
const sealedLength = 320

/** The `Set-Cookie` header that begins a visit, or prolongs it by half an hour. */
export function beginCaseVisit(context: AppContext, school: { id: string }, visit: { caseId: string; key?: string | null }): string {
  return seal(context, { schoolId: school.id, caseId: visit.caseId, key: visit.key ?? null, typed: null, left: null })
}

/** The `Set-Cookie` header after a key that opened nothing. */
export function rememberMiss(context: AppContext, school: { id: string }, typed: string): string {
  return seal(context, { schoolId: school.id, caseId: null, key: null, typed, left: null })
}

/** The `Set-Cookie` header with which somebody leaves a case: it opens nothing, and only remembers for half an hour what was sent from here. */
export function leaveCase(context: AppContext, school: { id: string }, caseId: string): string {
  return seal(context, { schoolId: school.id, caseId: null, key: null, typed: null, left: caseId })
}

/** The case that was left in this browser within the last half hour, or null. It may be compared with, never shown. */
export function leftCase(request: Request, context: AppContext, school: { id: string }): string | null {
  return unseal(request, context, school)?.left ?? null
}

/** The `Set-Cookie` header that ends it. */
export function endCaseVisit(context: AppContext): string {
  return clearCookie(context.config, visitCookie)
}

/** The visit this request belongs to, or null where there is none to this school or it has run out. */
export function caseVisit(request: Request, context: AppContext, school: { id: string }): { caseId: string; key: string | null } | null {
  const found = unseal(request, context, school)
  return found === null || found.caseId === null ? null : { caseId: found.caseId, key: found.key }
}

/** The key that was typed just before and opened nothing, or null. */
export function missedKey(request: Request, context: AppContext, school: { id: string }): string | null {
  return unseal(request, context, school)?.typed ?? null
}

function seal(context: AppContext, visit: Omit<Content, 'until'>): string {
  const until = new Date(Date.parse(context.now()) + lastsMs).toISOString()
  const text = JSON.stringify({ ...visit, until }).padEnd(sealedLength)
  return setCookie(context.config, visitCookie, context.secrets.seal(purpose, text))
}

function unseal(request: Request, context: AppContext, school: { id: string }): Content | null {
  const sealed = readCookie(request, context.config, visitCookie)
  const text = sealed === null ? null : context.secrets.unseal(purpose, sealed)
  if (text === null) return null
  const parsed = v.safeParse(content, JSON.parse(text))
  if (!parsed.success) return null
  const found = parsed.output
  return found.schoolId === school.id && found.until > context.now() ? found : null
}
