import { redirect } from '@remix-run/node'
import type { AppContext } from '#app/context.ts'
import { dayOf } from '#app/calendar/index.ts'
import { findSession, may } from '#app/staff/index.ts'
import type { Permission, SignedIn } from '#app/staff/index.ts'
import { readCookie, sessionCookie } from './cookies.ts'

export interface StaffVisit extends SignedIn {
  /** Today in Ho Chi Minh City. */
  today: string
  /** Now, ISO in UTC. */
  now: string
}

/**
 * Who is signed in, or a thrown response: to the sign-in page where nobody is, 403 where the role may not.
 * Every office loader and action calls it itself, since a layout's loader protects nothing (docs/decisions/0002).
 */
export async function requireStaff(request: Request, context: AppContext, permission: Permission): Promise<StaffVisit> {
  const now = context.now()
  const token = readCookie(request, context.config, sessionCookie)
  const signedIn = token === null ? null : await findSession(context.db, context.secrets, token, now)
  if (!signedIn) {
    const { pathname, search } = new URL(request.url)
    const back = request.method === 'GET' ? pathname.replace(/\.data$/, '') + search : pathname
    throw redirect(`/office/dang-nhap?tiep=${encodeURIComponent(back)}`)
  }
  if (!may(signedIn.staff.role, permission)) throw new Response('', { status: 403 })
  return { ...signedIn, today: dayOf(now), now }
}
