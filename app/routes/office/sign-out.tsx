import { redirect } from '@remix-run/node'
import type { ActionFunctionArgs } from '@remix-run/node'
import { clearCookie, readCookie, sessionCookie } from '#app/http/cookies.ts'
import { findSession, signOut } from '#app/staff/index.ts'
import { done } from './done.ts'

/** Whoever types the address is only sent on: signing out is a post. */
export function loader() {
  return redirect('/office', 303)
}

/** Needs no permission: also somebody whose session has ended means to leave. */
export async function action({ request, context }: ActionFunctionArgs) {
  const { db, secrets, config } = context
  const now = context.now()
  const token = readCookie(request, config, sessionCookie)
  const signedIn = token === null ? null : await findSession(db, secrets, token, now)
  if (signedIn) await signOut(db, signedIn.staff, signedIn.tokenHash, now)
  return done('/office/dang-nhap', 'dang-xuat', { 'Set-Cookie': clearCookie(config, sessionCookie) })
}

export default function SignOut() {
  return null
}
