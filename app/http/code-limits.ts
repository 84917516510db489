import type { AppContext } from '#app/context.ts'
import { recordSignInBlocked } from '#app/staff/index.ts'
import { limits } from './limiter.ts'

/** What is said to whoever may not try again for now. */
export const tooManyTries = 'Đã thử quá nhiều lần. Vui lòng chờ 15 phút rồi thử lại.'

/** Counts an attempt with a code of this account. False where it may not be looked at; the first one too many stands in the log. */
export async function mayTryCode({ db, limiter, now }: AppContext, staff: { id: string; email: string }): Promise<boolean> {
  const nowMs = Date.parse(now())
  if ((await limiter.left(limits.wrongCodes, staff.id, nowMs)) > 0 && (await limiter.take(limits.codes, staff.id, nowMs))) return true
  if (await limiter.take(limits.signInBlocked, `code\0${staff.id}`, nowMs)) await recordSignInBlocked(db, staff.email, now())
  return false
}

/** Counts a wrong code towards the limit of the day: whoever signs in often with right ones is not to be shut out. */
export async function countWrongCode({ limiter, now }: AppContext, staff: { id: string }): Promise<void> {
  await limiter.take(limits.wrongCodes, staff.id, Date.parse(now()))
}
