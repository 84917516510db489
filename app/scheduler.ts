import type { Db } from '#db/connect.ts'
import { inTurn } from '#db/dialect.ts'
import { sweepFiles } from './attachments/index.ts'
import { dayOf } from './calendar/index.ts'
import { deliverOutgoing, removeOldAttachments } from './cases/index.ts'
import { attendComments, removeComments } from './comments/index.ts'
import { escalateLateSteps } from './cases/escalation.ts'
import { queueReminders } from './cases/reminders.ts'
import type { Services } from './http/app.ts'
import { forgetLimits } from './http/limiter.ts'
import { sealDays } from './ledger/index.ts'
import { deliverMail, smtpService } from './mail/index.ts'
import { remindOfRequests, removeExpired } from './privacy/index.ts'
import { forgetUnconfirmed, keepSchoolFigures, tellFollowers } from './publication/index.ts'
import { openEnvelopes, turnRounds } from './surveys/index.ts'

/** What the clock does by itself: rounds open and close, what was kept long enough goes, what waited to be sent goes out, reminders are written, mail goes out. */
export interface Scheduler {
  /** Takes no new work and resolves when the running pass is over. */
  stop(): Promise<void>
}

type Job = (signal: AbortSignal) => Promise<unknown>

/** The jobs of the server, in the order in which one feeds the next. Without an SMTP address mail stays in the outbox. */
export function serverJobs({ db, files, config, secrets, envelopeKeys, now }: Services): Record<string, Job> {
  const service = config.smtpUrl === null ? null : smtpService(config.smtpUrl, config.mailFrom)
  const slips = { secrets, keys: envelopeKeys }
  return {
    'envelopes of slips': () => openEnvelopes(db, slips, dayOf(now())),
    'survey rounds': () => turnRounds(db, null, now(), slips),
    'survey comments': () => attendComments(db, { secrets, publicOrigin: config.publicOrigin }, now()),
    'seals of receipts': () => sealDays(db, dayOf(now())),
    // After the rounds that close on that day.
    'figures of all schools': () => keepSchoolFigures(db, dayOf(now())),
    // Before the job that empties the journal.
    'expired comments': () => removeComments(db, secrets, dayOf(now()), now()),
    'expired data': () => removeExpired(db, dayOf(now()), now()),
    'old files': () => removeOldAttachments(db, files, dayOf(now()), now()),
    // Goes through the whole folder, so not every minute.
    'files of nothing': oncePerDay(now, () => sweepFiles(db, files, dayOf(now()), now())),
    'outgoing messages': () => deliverOutgoing(db, config, now()),
    'late steps': () => escalateLateSteps(db, config, now()),
    reminders: () => queueReminders(db, config, now()),
    'reminders of data requests': () => remindOfRequests(db, config, now()),
    'counts of limits': () => forgetLimits(db, now()),
    'unconfirmed followers': () => forgetUnconfirmed(db, now()),
    followers: () => tellFollowers(db, secrets, config.publicOrigin, now()),
    mail: async (signal) => service && deliverMail(db, service, now, signal),
  }
}

/** The job at the first pass of each day in Vietnam, the first of all being the start. One that fails is tried again at the next pass. */
function oncePerDay(now: () => string, job: () => Promise<unknown>): Job {
  let last = ''
  return async () => {
    const today = dayOf(now())
    if (today === last) return
    await job()
    last = today
  }
}

/**
 * Runs the jobs one after the other, now and then again and again, `everyMs` after the last pass has ended. One that fails is logged and keeps no other from running. Of several
 * instances on one database, one at a time runs them.
 */
export function startScheduler(db: Db, jobs: Record<string, Job>, everyMs = 60_000): Scheduler {
  const stopping = new AbortController()
  let timer: NodeJS.Timeout | undefined
  let running = pass()

  async function pass(): Promise<void> {
    try {
      await inTurn(db, runAll)
    } catch (error) {
      console.error('The scheduled jobs could not be run', error)
    }
    if (stopping.signal.aborted) return
    timer = setTimeout(() => {
      running = pass()
    }, everyMs)
  }

  async function runAll(): Promise<void> {
    for (const [name, job] of Object.entries(jobs)) {
      if (stopping.signal.aborted) return
      try {
        await job(stopping.signal)
      } catch (error) {
        console.error(`Scheduled job "${name}" failed`, error)
      }
    }
  }

  return {
    stop() {
      stopping.abort()
      clearTimeout(timer)
      return running
    },
  }
}
