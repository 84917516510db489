import { sql } from 'kysely'
import type { Secrets } from '#app/secrets.ts'
import type { Db } from '#db/connect.ts'
import { mayHaveOthers } from '#db/dialect.ts'

/** Counts attempts in a sliding window: in memory, where what it holds is gone with the process and never reaches a disk, or in the database where several instances must count together. */
export interface Limiter {
  /** Counts one attempt. False where the limit of this window is used up. */
  take(rule: LimitRule, key: string, nowMs: number): Promise<boolean>
  /** How many attempts are left, without counting one. */
  left(rule: LimitRule, key: string, nowMs: number): Promise<number>
}

export interface LimitRule {
  name: string
  limit: number
  windowMs: number
  /** It guards something that can be guessed, or other people's mailboxes: instances over one database count together. All others count for themselves (docs/decisions/0037). */
  isShared?: boolean
}

const minute = 60_000

/** Mobile carriers put thousands of phones behind one address: the limits on parents' forms are wide on purpose. */
export const limits = {
  submission: { name: 'submission', limit: 300, windowMs: 60 * minute },
  /** All surveys and reports of one school: more than its largest parents' meeting. Beyond it, each address has only the next. */
  submissionSchool: { name: 'submission-school', limit: 2000, windowMs: 60 * minute },
  submissionInFlood: { name: 'submission-flood', limit: 20, windowMs: 60 * minute },
  /** Only keys that opened nothing count. A handful, since a key is copied, not remembered; after that the wait grows (docs/decisions/0037). */
  caseKey: { name: 'case-key', limit: 10, windowMs: 15 * minute, isShared: true },
  caseKeyAgain: { name: 'case-key-again', limit: 30, windowMs: 120 * minute, isShared: true },
  /** Of 10¹⁶ keys so many tries find none; wide, because whoever uses it up shuts every parent out. */
  caseKeyEverywhere: { name: 'case-key-all', limit: 2000, windowMs: 15 * minute, isShared: true },
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
  follow: { name: 'follow', limit: 30, windowMs: 60 * minute, isShared: true },
  /** The same from everywhere: these mails go to whom somebody else names, beside the ones that parents and staff wait for. */
  followEverywhere: { name: 'follow-all', limit: 200, windowMs: 60 * minute, isShared: true },
  /** The same for one mailbox, which is not to be filled with questions. */
  followAddress: { name: 'follow-address', limit: 3, windowMs: 24 * 60 * minute, isShared: true },
  receiptCheck: { name: 'receipt-check', limit: 60, windowMs: 15 * minute },
  /** A school's whole office may share one address. */
  signInAddress: { name: 'sign-in-address', limit: 30, windowMs: 15 * minute, isShared: true },
  /** One account from one address. */
  signInAccount: { name: 'sign-in-account', limit: 8, windowMs: 15 * minute, isShared: true },
  /** One account from everywhere: wide, because whoever uses it up locks the owner out too. */
  signInAccountEverywhere: { name: 'sign-in-account-all', limit: 60, windowMs: 15 * minute, isShared: true },
  /** Questions to passkeys from one address: each is a row for five minutes. */
  keyQuestions: { name: 'key-questions', limit: 60, windowMs: 15 * minute },
  /** Codes of one account, right or wrong, from everywhere: only whoever has the password comes to try one. */
  codes: { name: 'codes', limit: 10, windowMs: 15 * minute, isShared: true },
  /** Wrong ones in a day. Three of a million are right: a year of trying, with a letter to the owner each day, opens one account in fifty. */
  wrongCodes: { name: 'wrong-codes', limit: 20, windowMs: 24 * 60 * minute, isShared: true },
  /** That somebody was locked out stands in the log once in this time, not at every further attempt. */
  signInBlocked: { name: 'sign-in-blocked', limit: 1, windowMs: 15 * minute, isShared: true },
} as const satisfies Record<string, LimitRule>

/** What counts of one key: the running window, and the one before it by how much of it a sliding window still sees. */
interface Counted {
  count: number
  before: number
}

const startOf = ({ windowMs }: LimitRule, nowMs: number) => nowMs - (nowMs % windowMs)
/** Two fixed windows weighted by time stand in for a sliding one. */
const spent = (rule: LimitRule, { count, before }: Counted, nowMs: number) => count + before * (1 - (nowMs - startOf(rule, nowMs)) / rule.windowMs)
const leftOf = (rule: LimitRule, counted: Counted, nowMs: number) => Math.max(0, Math.floor(rule.limit - spent(rule, counted, nowMs)))

/** The limits of one instance. Over a SQLite file there is no other, so it counts everything in memory. */
export function createLimiter({ db, secrets }: { db: Db; secrets: Secrets }): Limiter {
  const own = countInMemory()
  if (!mayHaveOthers(db)) return own
  const shared = countTogether(db, secrets)
  const of = (rule: LimitRule) => (rule.isShared ? shared : own)
  return {
    take: (rule, key, nowMs) => of(rule).take(rule, key, nowMs),
    left: (rule, key, nowMs) => of(rule).left(rule, key, nowMs),
  }
}

/** At most `capacity` keys are kept. */
function countInMemory(capacity = 50_000): Limiter {
  const windows = new Map<string, Counted & { start: number }>()

  function windowOf(rule: LimitRule, key: string, nowMs: number) {
    const id = `${rule.name}\0${key}`
    const start = startOf(rule, nowMs)
    const known = windows.get(id)
    if (known?.start === start) return known
    const window = { start, count: 0, before: known?.start === start - rule.windowMs ? known.count : 0 }
    windows.delete(id)
    windows.set(id, window)
    if (windows.size > capacity) windows.delete(windows.keys().next().value!)
    return window
  }

  return {
    take(rule, key, nowMs) {
      const window = windowOf(rule, key, nowMs)
      const isFree = spent(rule, window, nowMs) < rule.limit
      if (isFree) window.count += 1
      return Promise.resolve(isFree)
    },
    left: (rule, key, nowMs) => Promise.resolve(leftOf(rule, windowOf(rule, key, nowMs), nowMs)),
  }
}

/** One row for each key and window. The keys are hashed with the pepper once more, so that the table names nobody and nothing. */
function countTogether(db: Db, secrets: Secrets): Limiter {
  const idOf = (rule: LimitRule, key: string) => secrets.hash('limit', `${rule.name}\0${key}`)

  async function counted(rule: LimitRule, id: string, nowMs: number): Promise<Counted> {
    const start = startOf(rule, nowMs)
    const rows = await db.selectFrom('limit_counts').select(['started', 'count']).where('key', '=', id).where('started', 'in', [start, start - rule.windowMs]).execute()
    const of = (started: number) => rows.find((row) => row.started === started)?.count ?? 0
    return { count: of(start), before: of(start - rule.windowMs) }
  }

  return {
    async take(rule, key, nowMs) {
      const id = idOf(rule, key)
      const { before } = await counted(rule, id, nowMs)
      const most = Math.ceil(rule.limit - spent(rule, { count: 0, before }, nowMs))
      if (most < 1) return false
      const start = startOf(rule, nowMs)
      // One statement, so of attempts that come together no more pass than there are left.
      const row = await db
        .insertInto('limit_counts')
        .values({ key: id, started: start, count: 1, ends_at: new Date(start + 2 * rule.windowMs).toISOString() })
        .onConflict((oc) => oc.columns(['key', 'started']).doUpdateSet({ count: sql`limit_counts.count + 1` }).where('limit_counts.count', '<', most))
        .returning('count')
        .executeTakeFirst()
      return row !== undefined
    },
    left: async (rule, key, nowMs) => leftOf(rule, await counted(rule, idOf(rule, key), nowMs), nowMs),
  }
}

/** Forgets what was counted in windows that are over; safe to call as often as one likes. `now` is an instant. */
export async function forgetLimits(db: Db, now: string): Promise<void> {
  await db.deleteFrom('limit_counts').where('ends_at', '<', now).execute()
}
