/** Counts attempts in a sliding window, in memory: what it holds is gone with the process and never reaches a disk. */
export interface Limiter {
  /** Counts one attempt. False where the limit of this window is used up. */
  take(rule: LimitRule, key: string, nowMs: number): boolean
  /** How many attempts are left, without counting one. */
  left(rule: LimitRule, key: string, nowMs: number): number
}

export interface LimitRule {
  name: string
  limit: number
  windowMs: number
}

const minute = 60_000

/** Mobile carriers put thousands of phones behind one address: the limits on parents' forms are wide on purpose. */
export const limits = {
  submission: { name: 'submission', limit: 300, windowMs: 60 * minute },
  /** All surveys and reports of one school: more than its largest parents' meeting. Beyond it, each address has only the next. */
  submissionSchool: { name: 'submission-school', limit: 2000, windowMs: 60 * minute },
  submissionInFlood: { name: 'submission-flood', limit: 20, windowMs: 60 * minute },
  /** Only keys that opened nothing count. A handful, since a key is copied, not remembered; after that the wait grows (docs/decisions/0037). */
  caseKey: { name: 'case-key', limit: 10, windowMs: 15 * minute },
  caseKeyAgain: { name: 'case-key-again', limit: 30, windowMs: 120 * minute },
  /** Of 10¹⁶ keys so many tries find none; wide, because whoever uses it up shuts every parent out. */
  caseKeyEverywhere: { name: 'case-key-all', limit: 2000, windowMs: 15 * minute },
  /** What one parent adds to one case: each of it writes to staff and makes the page they have open an old one. */
  parentWrites: { name: 'parent-writes', limit: 20, windowMs: 60 * minute },
  /** Of 2⁸⁰ codes nobody guesses one; a class may scan together through one address. */
  slip: { name: 'slip', limit: 120, windowMs: 15 * minute },
  /** What one device of the school takes: a queue of parents passes, one finger that taps all afternoon does not. */
  kiosk: { name: 'kiosk', limit: 10, windowMs: 5 * minute },
  /** Files announced from one address: five for each report of a busy hour. */
  uploads: { name: 'uploads', limit: 400, windowMs: 60 * minute },
  /** Forms with files in them, which are read before they can be judged. */
  multipart: { name: 'multipart', limit: 120, windowMs: 60 * minute },
  /** What one person types, kept every few seconds. */
  drafts: { name: 'drafts', limit: 600, windowMs: 15 * minute },
  /** What one member of staff sends: nobody types so fast, but a stolen session or a script would. */
  officeWrites: { name: 'office-writes', limit: 1200, windowMs: 15 * minute },
  /** Asking to follow an answer, from one network. */
  follow: { name: 'follow', limit: 30, windowMs: 60 * minute },
  /** The same from everywhere: these mails go to whom somebody else names, beside the ones that parents and staff wait for. */
  followEverywhere: { name: 'follow-all', limit: 200, windowMs: 60 * minute },
  /** The same for one mailbox, which is not to be filled with questions. */
  followAddress: { name: 'follow-address', limit: 3, windowMs: 24 * 60 * minute },
  receiptCheck: { name: 'receipt-check', limit: 60, windowMs: 15 * minute },
  /** A school's whole office may share one address. */
  signInAddress: { name: 'sign-in-address', limit: 30, windowMs: 15 * minute },
  /** One account from one address. */
  signInAccount: { name: 'sign-in-account', limit: 8, windowMs: 15 * minute },
  /** One account from everywhere: wide, because whoever uses it up locks the owner out too. */
  signInAccountEverywhere: { name: 'sign-in-account-all', limit: 60, windowMs: 15 * minute },
  /** Questions to passkeys from one address: each is a row for five minutes. */
  keyQuestions: { name: 'key-questions', limit: 60, windowMs: 15 * minute },
  /** Codes of one account, right or wrong, from everywhere: only whoever has the password comes to try one. */
  codes: { name: 'codes', limit: 10, windowMs: 15 * minute },
  /** Wrong ones in a day. Three of a million are right: a year of trying, with a letter to the owner each day, opens one account in fifty. */
  wrongCodes: { name: 'wrong-codes', limit: 20, windowMs: 24 * 60 * minute },
  /** That somebody was locked out stands in the log once in this time, not at every further attempt. */
  signInBlocked: { name: 'sign-in-blocked', limit: 1, windowMs: 15 * minute },
} as const satisfies Record<string, LimitRule>

/** Two fixed windows weighted by time stand in for a sliding one; at most `capacity` keys are kept. */
export function createLimiter(capacity = 50_000): Limiter {
  const windows = new Map<string, { start: number; count: number; before: number }>()

  function used(rule: LimitRule, key: string, nowMs: number) {
    const id = `${rule.name}\0${key}`
    const start = nowMs - (nowMs % rule.windowMs)
    let window = windows.get(id)
    if (!window || window.start !== start) {
      const before = window && window.start === start - rule.windowMs ? window.count : 0
      window = { start, count: 0, before }
      windows.delete(id)
      windows.set(id, window)
      if (windows.size > capacity) windows.delete(windows.keys().next().value!)
    }
    const weightOfBefore = 1 - (nowMs - start) / rule.windowMs
    return { window, total: window.count + window.before * weightOfBefore }
  }

  return {
    take(rule, key, nowMs) {
      const { window, total } = used(rule, key, nowMs)
      if (total >= rule.limit) return false
      window.count += 1
      return true
    },
    left(rule, key, nowMs) {
      return Math.max(0, Math.floor(rule.limit - used(rule, key, nowMs).total))
    },
  }
}
