import { redirect } from '@remix-run/node'
import type { AppContext } from '#app/context.ts'
import { dayOf } from '#app/calendar/index.ts'
import { findSession, may } from '#app/staff/index.ts'
import type { Permission, SignedIn } from '#app/staff/index.ts'
import { readCookie, sessionCookie } from './cookies.ts'
import { limits } from './limiter.ts'

export interface StaffVisit extends SignedIn {
  /** Today in Ho Chi Minh City. */
  today: string
  /** Now, ISO in UTC. */
  now: string
}

/** Where somebody sets up a second factor, and where they prove again who they are. */
const setUpFactorPage = '/office/hai-lop'
const confirmPage = '/office/xac-nhan'

/**
 * Who is signed in, or a thrown response: to the sign-in page where nobody is, to the set-up of a second factor where the school asks for one that is not
 * there (the pages of the set-up itself say `settingUp`), 403 where the role may not, 429 where somebody sends more than a person can. Every office loader and action calls it itself, since a layout's loader protects nothing (docs/decisions/0002).
 */
export async function requireStaff(request: Request, context: AppContext, permission: Permission, { settingUp = false } = {}): Promise<StaffVisit> {
  const now = context.now()
  const token = readCookie(request, context.config, sessionCookie)
  const signedIn = token === null ? null : await findSession(context.db, context.secrets, token, now)
  if (!signedIn) throw redirect(signInPath(request, token !== null), 303)
  if (signedIn.lacksFactor && !settingUp) throw redirect(`${setUpFactorPage}?${new URLSearchParams({ tiep: pageOf(request) }).toString()}`, 303)
  if (!may(signedIn.staff.role, permission)) throw new Response('', { status: 403 })
  if (request.method === 'POST' && !(await context.limiter.take(limits.officeWrites, signedIn.staff.id, Date.parse(now)))) {
    throw new Response('Tài khoản này vừa gửi quá nhiều trong thời gian ngắn. Vui lòng đợi ít phút rồi thử lại.', { status: 429 })
  }
  return { ...signedIn, today: dayOf(now), now }
}

/** For what changes how somebody signs in, or who must have what: they must have proved who they are in the last ten minutes, else they are asked to first. */
export function requireFresh(request: Request, visit: StaffVisit): void {
  if (!visit.isFresh) throw redirect(`${confirmPage}?${new URLSearchParams({ tiep: pageOf(request) }).toString()}`, 303)
}

/** The sign-in page, which leads back here and says why it is there: `ly-do` is `het-phien` (the session ended) or `chua-luu` (a form came too late). */
function signInPath(request: Request, hadSession: boolean): string {
  const search = new URLSearchParams({ tiep: pageOf(request) })
  if (request.method !== 'GET' && request.method !== 'HEAD') search.set('ly-do', 'chua-luu')
  else if (hadSession) search.set('ly-do', 'het-phien')
  return `/office/dang-nhap?${search.toString()}`
}

/** The page somebody was on: for a form, the page that it stood on. */
function pageOf(request: Request): string {
  const { host, pathname, searchParams } = new URL(request.url)
  const page = pathname.replace(/\.data$/, '')
  if (request.method === 'GET' || request.method === 'HEAD') {
    // Which routes a data request asks for is no part of the page.
    searchParams.delete('_routes')
    return searchParams.size === 0 ? page : `${page}?${searchParams.toString()}`
  }
  const referer = URL.parse(request.headers.get('referer') ?? '')
  // Behind a proxy the request may be http where the referring page is https: the host decides.
  return referer?.host === host ? referer.pathname + referer.search : page
}
