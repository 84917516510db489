import type { Db } from '#db/connect.ts'
import type { OutboxMessage } from '#db/schema.ts'

/** How mail leaves the house. `send` resolves once the other side has taken the message, and throws where it has not. */
export interface MailService {
  send(message: OutboxMessage): Promise<void>
}

const minute = 60_000
const hour = 60 * minute
const backOffMs = [minute, 5 * minute, 30 * minute, 2 * hour, 12 * hour]

/** After so many attempts (about four days) nobody is there: the message waits for somebody to look at it. */
export const maxAttempts = 12
/** What could not even be tried for a week is old news, and goes out only when somebody asks for it. */
const staleAfterMs = 7 * 24 * hour

/** How long to wait after the given attempt (1, 2, …), in milliseconds. */
export function backOff(attempt: number): number {
  return backOffMs[Math.min(attempt, backOffMs.length) - 1]!
}

/** Messages whose next attempt lies before this instant are no longer tried by themselves. */
export function staleBefore(now: string): string {
  return new Date(Date.parse(now) - staleAfterMs).toISOString()
}

/** Delivers through the SMTP server of the address (`smtp://user:password@host:port`, `smtps://…`). */
export function smtpService(smtpUrl: string, from: string): MailService {
  const { protocol, hostname, port, username, password } = new URL(smtpUrl)
  const secure = protocol === 'smtps:'
  const transport = import('nodemailer').then(({ createTransport }) => createTransport({
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    ...(username === '' ? {} : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    // A server that hangs must not hold up the stop of ours.
    connectionTimeout: 8_000,
    greetingTimeout: 8_000,
    socketTimeout: 15_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  }))
  const domain = /@([^\s>@]+)>?$/.exec(from)?.[1] ?? 'localhost'
  return {
    async send(message) {
      await (await transport).sendMail({
        from,
        to: { name: '', address: message.recipient },
        subject: message.subject,
        text: message.body,
        // The same at every attempt: where we stopped between "taken" and "noted", the mailbox shows one message.
        messageId: `<${message.id}.${Date.parse(message.created_at)}@${domain}>`,
        headers: {
          'Auto-Submitted': 'auto-generated',
          ...(message.unsubscribe_url === null ? {} : { 'List-Unsubscribe': `<${message.unsubscribe_url}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
        },
      })
    },
  }
}

/**
 * Sends what is due, one message after the other, until nothing is left, the server does not answer, or `signal` says stop.
 * An attempt is written down before it is made: whatever happens in between, a message is tried again only after its pause.
 * `clock` gives the current instant.
 */
export async function deliverMail(db: Db, service: MailService, clock: () => string, signal?: AbortSignal): Promise<{ sent: number; failed: number }> {
  const done = { sent: 0, failed: 0 }
  while (!signal?.aborted) {
    const message = await claimNext(db, clock())
    if (!message) break
    try {
      await service.send(message)
    } catch (error) {
      done.failed += 1
      const failure = describeFailure(error)
      await db.updateTable('outbox').set({ last_error: failure.text }).where('id', '=', message.id).execute()
      console.warn(`Mail ${message.id}, attempt ${message.attempts}: ${failure.code}`)
      if (!failure.answered) break
      continue
    }
    await db.updateTable('outbox').set({ sent_at: clock(), last_error: null, body: withoutTokens(message.body), unsubscribe_url: null }).where('id', '=', message.id).execute()
    done.sent += 1
  }
  return done
}

/** A link that opens an account, or ends what somebody follows, is in its owner's mailbox now: a copy of the database must not hold it too. */
function withoutTokens(body: string): string {
  return body.replace(/(\/(?:office\/moi|theo-doi)\/)[\w-]+/g, '$1…')
}

/** The message that has waited longest, with this attempt counted and the next one set. */
function claimNext(db: Db, now: string): Promise<OutboxMessage | undefined> {
  return db.transaction().execute(async (tx) => {
    const message = await tx
      .selectFrom('outbox')
      .selectAll()
      .where('sent_at', 'is', null)
      .where('next_attempt_at', '<=', now)
      .where('next_attempt_at', '>', staleBefore(now))
      .where('attempts', '<', maxAttempts)
      .orderBy('next_attempt_at')
      .orderBy('id')
      .limit(1)
      .executeTakeFirst()
    if (!message) return undefined
    const attempts = message.attempts + 1
    const next_attempt_at = new Date(Date.parse(now) + backOff(attempts)).toISOString()
    await tx.updateTable('outbox').set({ attempts, next_attempt_at }).where('id', '=', message.id).execute()
    return { ...message, attempts, next_attempt_at }
  })
}

/** What went wrong, without the addresses that servers like to repeat: the log and the office need the reason, not the person. */
function describeFailure(error: unknown): { code: string; text: string; answered: boolean } {
  const { code, responseCode, message } = error as { code?: unknown; responseCode?: unknown; message?: unknown }
  const name = [code, responseCode].filter((part) => typeof part === 'string' || typeof part === 'number').join(' ') || 'ERROR'
  const words = String(message ?? error).replace(/(?<![^\s<>"'(])[^\s<>"'(]*@[^\s<>"')]*/g, '…').replace(/\s+/g, ' ')
  // A server that refuses this one message may take the next; one that does not answer, or does not let us in, will not.
  return { code: name, text: `${name}: ${words}`.slice(0, 300), answered: typeof responseCode === 'number' && code !== 'EAUTH' }
}
