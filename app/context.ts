import type { Changes } from '#db/changes.ts'
import type { Db } from '#db/connect.ts'
import type { FileStore } from './attachments/index.ts'
import type { Config } from './config.ts'
import type { Limiter } from './http/limiter.ts'
import type { SurveySent } from './http/survey-sent.ts'
import type { Secrets } from './secrets.ts'
import type { Arrivals, EnvelopeKeys } from './surveys/index.ts'

/** What the server hands to every loader and action. Nothing of it is a module-level singleton, so a test can have its own. */
export interface AppContext {
  db: Db
  /** What was written since: for whatever is kept beside the database. */
  changes: Changes
  /** Pictures and PDFs that were sent along, beside the database. */
  files: FileStore
  config: Config
  secrets: Secrets
  /** Keys of the envelopes in which slip answers wait. */
  envelopeKeys: EnvelopeKeys
  /** When open survey answers came, for ten minutes and in memory alone. */
  arrivals: Arrivals
  limiter: Limiter
  /** The current instant, ISO 8601 in UTC. */
  now: () => string
  /** For the inline scripts of this one response. */
  nonce: string
  /** Keyed hash of the sender's address, with a key that lives in memory for a day: for rate limits, never stored. */
  clientKey: string
  /** What a person quotes when something went wrong; the log line carries it too. */
  reference: string
  /**
   * What a form said whose body has been read, given back where it could not be saved; and what became of a survey form, where it was taken in front of the route
   * (app/http/survey-sent.ts).
   */
  sent: { form: URLSearchParams | null; survey?: Promise<SurveySent> }
}

declare module '@remix-run/node' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- Remix takes the type of its load context by declaration merging.
  interface AppLoadContext extends AppContext {}

  /** Loaders' and actions' data keep their types (v3_singleFetch in remix.config.js). */
  interface Future {
    v3_singleFetch: true
  }
}
