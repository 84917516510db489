import * as v from 'valibot'
import type { AppContext } from '#app/context.ts'
import { clearCookie, readCookie, setCookie, slipCookie } from './cookies.ts'

/** The two hours in which a browser may answer with the slip it showed: long enough for the full form, with a child on the arm. */
const lastsMs = 2 * 60 * 60 * 1000
const purpose = 'slip visit'
const content = v.object({ schoolId: v.string(), roundId: v.string(), slip: v.string(), until: v.string() })

export interface SlipVisit {
  roundId: string
  slip: string
}

/** The `Set-Cookie` header that begins it. The slip lies in a sealed cookie: it stands in no address and no form. */
export function beginSlipVisit(context: AppContext, school: { id: string }, visit: SlipVisit): string {
  const until = new Date(Date.parse(context.now()) + lastsMs).toISOString()
  return setCookie(context.config, slipCookie, context.secrets.seal(purpose, JSON.stringify({ schoolId: school.id, ...visit, until })))
}

/** The `Set-Cookie` header that ends it. */
export function endSlipVisit(context: AppContext): string {
  return clearCookie(context.config, slipCookie)
}

/** The slip this browser showed for this school, or null where there is none or it has run out. */
export function slipVisit(request: Request, context: AppContext, school: { id: string }): SlipVisit | null {
  const sealed = readCookie(request, context.config, slipCookie)
  const text = sealed === null ? null : context.secrets.unseal(purpose, sealed)
  if (text === null) return null
  const parsed = v.safeParse(content, JSON.parse(text))
  if (!parsed.success || parsed.output.schoolId !== school.id || parsed.output.until <= context.now()) return null
  return { roundId: parsed.output.roundId, slip: parsed.output.slip }
}
