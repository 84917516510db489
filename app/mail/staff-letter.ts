import { minutesOfDay } from '#app/calendar/index.ts'

/** What mail to staff looks like: what there is to do, the facts it needs, and where. Never what somebody wrote, nor who: a mailbox is not a safe place. */
export function staffLetter({ says, facts, open }: { says: string; facts: readonly string[]; open: string }): string {
  return ['Kính gửi thầy/cô,', '', says, '', ...facts, '', open].join('\n')
}

const morning = 6 * 60

/** True before six in the morning: what can wait is not written then, so that no telephone rings at night. `now` is an instant. */
export function isNight(now: string): boolean {
  return minutesOfDay(now) < morning
}
