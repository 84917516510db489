import * as v from 'valibot'
import type { Secrets } from '#app/secrets.ts'

/** What the cookie after a survey carries, so that reloading the receipt shows the receipt. */
const content = v.object({ schoolId: v.string(), receipt: v.string(), at: v.string() })
type Content = v.InferOutput<typeof content>

const purpose = 'survey receipt'
const validForMs = 30 * 60 * 1000

export function sealReceipt(secrets: Secrets, value: Content): string {
  return secrets.seal(purpose, JSON.stringify(value))
}

/** The receipt code, for half an hour and for this school only; null otherwise. `now` is an instant. */
export function unsealReceipt(secrets: Secrets, sealed: string | null, school: { id: string }, now: string): string | null {
  const text = sealed === null ? null : secrets.unseal(purpose, sealed)
  if (text === null) return null
  const { schoolId, receipt, at } = v.parse(content, JSON.parse(text))
  return schoolId === school.id && Date.parse(now) - Date.parse(at) <= validForMs ? receipt : null
}
