import { redirect } from '@remix-run/node'
import type { AppContext } from '#app/context.ts'
import { pendingCookie, setCookie } from '#app/http/cookies.ts'

/** After a right password: to the second step, which leads on to `back`. */
export function toSecondStep({ config }: AppContext, token: string, back: string) {
  return redirect(secondStepPath(back), { status: 303, headers: { 'Set-Cookie': setCookie(config, pendingCookie, token) } })
}

function secondStepPath(back: string): string {
  return `/office/dang-nhap/buoc-hai?${new URLSearchParams({ tiep: back }).toString()}`
}
