import type { Secrets } from '#app/secrets.ts'
import type { Db } from '#db/connect.ts'
import type { CaseRow } from '#db/schema.ts'

/** How many digits open a case: 10^16 possibilities, and still short enough to copy by hand. */
const caseKeyLength = 16

/**
 * The key of the case that a page's idempotency key makes. It is derived and not drawn, so that a retry after a lost
 * connection gets the same receipt although the key itself is stored nowhere.
 */
export function caseKeyFor(secrets: Secrets, idempotencyKey: string): string {
  const bytes = Buffer.from(secrets.hash('case-key-of', idempotencyKey), 'base64url')
  const number = BigInt(`0x${bytes.toString('hex')}`) % 10n ** BigInt(caseKeyLength)
  return number.toString().padStart(caseKeyLength, '0')
}

/** The sixteen digits of what a person typed (spaces, dashes, dots, full-width digits), or null where it is no key. */
export function normaliseCaseKey(typed: string): string | null {
  const digits = typed.normalize('NFKC').replace(/[\s.,\-\u2010-\u2015_]/g, '')
  return /^\d{16}$/.test(digits) ? digits : null
}

/** `1234 5678 9012 3456` */
export function groupCaseKey(key: string): string {
  return (key.match(/.{1,4}/g) ?? []).join(' ')
}

/** What the database keeps of a key. */
export function hashCaseKey(secrets: Secrets, key: string): string {
  return secrets.hash('case-key', key)
}

/** The school's case that this key opens. Found or not, it is one look-up of one hash, so its time tells nothing. */
export function findCaseByKey(db: Db, secrets: Secrets, school: { id: string }, key: string): Promise<CaseRow | undefined> {
  return db
    .selectFrom('cases')
    .selectAll()
    .where('school_id', '=', school.id)
    .where('key_hash', '=', hashCaseKey(secrets, key))
    .executeTakeFirst()
}
