import type { AppContext } from '#app/context.ts'
import { sessionCookie, setCookie } from '#app/http/cookies.ts'
import type { StaffVisit } from '#app/http/require-staff.ts'
import type { FactorChange } from '#app/staff/index.ts'
import { done } from '../done.ts'
import type { Done } from '../done.ts'
import { sendLinkAlong } from '../new-link.ts'

const ownAccountPage = '/office/tai-khoan-cua-toi'

/** Where the pages of a set-up lead back to: to the choice, while nothing else is open. */
export function backFrom({ lacksFactor }: StaffVisit): string {
  return lacksFactor ? '/office/hai-lop' : ownAccountPage
}

/** After a change of the factors: the new session's cookie, and on to the page that shows new recovery codes, once, where there are some. */
export function afterChange(context: AppContext, { staff }: StaffVisit, { token, codes }: FactorChange, what: Done) {
  const headers = new Headers([['Set-Cookie', setCookie(context.config, sessionCookie, token)]])
  if (codes === null) return done(ownAccountPage, what, headers)
  headers.append('Set-Cookie', sendLinkAlong(context, codesFor(staff.id), codes.join(','))['Set-Cookie'])
  return done('/office/hai-lop/ma-du-phong', what, headers)
}

/** Under which name the codes of a person travel to the page that shows them. */
export function codesFor(staffId: string): string {
  return `codes:${staffId}`
}
