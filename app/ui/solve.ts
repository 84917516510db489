import { solveChallenge } from 'altcha-lib'
import type { Challenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2'

/** Solves a sum of app/http/challenge.ts in the browser; the deriving itself does not hold the page up. Null where it took too long. Throws where the browser cannot (plain http). */
export async function solve(challenge: string): Promise<string | null> {
  const asked = JSON.parse(challenge) as Challenge
  const solution = await solveChallenge({ challenge: asked, deriveKey, timeout: 60_000 })
  return solution === null ? null : JSON.stringify({ challenge: asked, solution: { counter: solution.counter, derivedKey: solution.derivedKey } })
}
