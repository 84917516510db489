import { createChallenge, randomInt, verifySolution } from 'altcha-lib'
import type { Challenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import * as v from 'valibot'
import type { AppContext } from '#app/context.ts'
import { solutionField, unprovenField } from './challenge-field.ts'
import type { FormValues } from './forms.ts'
import { limits } from './limiter.ts'

/**
 * A sum that costs a phone a second or two, asked while a form is flooded and never otherwise (docs/decisions/0037). It belongs to the key of one page, and that key brings in one
 * form, however often it is sent: so a sum is good once, on whichever instance, without a list of those that were used.
 */

const lastsMs = 20 * 60_000
/** Some thousand short derivations: about a second on a cheap phone, and one of them for the server. */
const cost = 1000
const counters = { from: 1000, to: 2500 }

const solved = v.pipe(
  v.string(),
  v.maxLength(4000),
  v.parseJson(),
  v.object({
    challenge: v.object({ parameters: v.looseObject({ data: v.object({ page: v.string(), until: v.string() }) }), signature: v.string() }),
    solution: v.object({ counter: v.number(), derivedKey: v.string() }),
  }),
)

interface Page {
  school: { id: string }
  /** The key of the page the form stands on. */
  key: string
}

/** `proven` is nothing anybody has to know of; a form that is `unproven` is taken and marked. */
type Admission = { admitted: true; unproven: boolean } | { admitted: false; challenge: string }

/**
 * Whether a form is taken as it is. While nobody floods it, always. `isOdd`: something about it is unlike a person's form, which alone turns nobody away.
 */
export async function admit(context: AppContext, page: Page, values: FormValues, { isOdd = false } = {}): Promise<Admission> {
  const { limiter, clientKey } = context
  const nowMs = Date.parse(context.now())
  const isOwnFree = await limiter.take(limits.submission, clientKey, nowMs)
  const isSchoolFree = await limiter.take(limits.submissionSchool, page.school.id, nowMs)
  // In a flood from everywhere each address still has a few: whoever comes for the first time is asked nothing.
  const isFree = isOwnFree && (isSchoolFree || (await limiter.take(limits.submissionInFlood, clientKey, nowMs))) && !isOdd
  if (isFree || (await isSolved(context, page, values[solutionField]))) return { admitted: true, unproven: false }
  if (values[unprovenField] === '1') return { admitted: true, unproven: true }
  return { admitted: false, challenge: await challengeFor(context, page) }
}

async function challengeFor({ secrets, now }: AppContext, page: Page): Promise<string> {
  const until = new Date(Date.parse(now()) + lastsMs).toISOString()
  const challenge = await createChallenge({
    algorithm: 'PBKDF2/SHA-256', cost, counter: randomInt(counters.from, counters.to), deriveKey, data: { page: pageName(secrets, page), until },
    hmacSignatureSecret: secrets.hash('challenge', 'sum'), hmacKeySignatureSecret: secrets.hash('challenge', 'solution'),
  })
  return JSON.stringify(challenge)
}

async function isSolved({ secrets, now }: AppContext, page: Page, sent: string | undefined): Promise<boolean> {
  const parsed = v.safeParse(solved, sent)
  if (!parsed.success) return false
  const { challenge, solution } = parsed.output
  const { data } = challenge.parameters
  if (data.page !== pageName(secrets, page) || data.until <= now()) return false
  try {
    const { verified } = await verifySolution({
      challenge: challenge as unknown as Challenge, solution, deriveKey,
      hmacSignatureSecret: secrets.hash('challenge', 'sum'), hmacKeySignatureSecret: secrets.hash('challenge', 'solution'),
    })
    return verified
  } catch {
    // Not what we made.
    return false
  }
}

const pageName = (secrets: AppContext['secrets'], { school, key }: Page) => secrets.hash('challenge-page', `${school.id}\0${key}`)
