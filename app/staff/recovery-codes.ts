import { randomInt } from 'node:crypto'
import type { Secrets } from '#app/secrets.ts'
import type { Db } from '#db/connect.ts'

/** How many recovery codes a person gets at a time. */
export const recoveryCodeCount = 10
/** Without letters and digits that look alike. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789'

/** Ten new codes instead of those there were. They are returned to be shown once; the database keeps only keyed hashes. */
export async function newRecoveryCodes(trx: Db, secrets: Secrets, staffId: string): Promise<string[]> {
  const codes = Array.from({ length: recoveryCodeCount }, newCode)
  await trx.deleteFrom('recovery_codes').where('staff_id', '=', staffId).execute()
  await trx.insertInto('recovery_codes').values(codes.map((code) => ({ hash: hashOf(secrets, staffId, code), staff_id: staffId, used_at: null }))).execute()
  return codes
}

/** The same where a person has none yet, otherwise null: what lies printed in a drawer goes on holding. */
export async function firstRecoveryCodes(trx: Db, secrets: Secrets, staffId: string): Promise<string[] | null> {
  const one = await trx.selectFrom('recovery_codes').select('hash').where('staff_id', '=', staffId).limit(1).executeTakeFirst()
  return one === undefined ? newRecoveryCodes(trx, secrets, staffId) : null
}

/** Uses a code up. False where it is none of this person's or was used before. Capitals, spaces and hyphens do not matter. */
export async function takeRecoveryCode(trx: Db, secrets: Secrets, staffId: string, typed: string, now: string): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('recovery_codes')
    .set({ used_at: now })
    .where('hash', '=', hashOf(secrets, staffId, typed))
    .where('staff_id', '=', staffId)
    .where('used_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** How many codes a person has left. */
export async function recoveryCodesLeft(db: Db, staffId: string): Promise<number> {
  const { count } = await db.selectFrom('recovery_codes').select((eb) => eb.fn.countAll<number>().as('count')).where('staff_id', '=', staffId).where('used_at', 'is', null).executeTakeFirstOrThrow()
  return Number(count)
}

/** Three groups of four: about 59 bits, and still typed without a slip. */
function newCode(): string {
  const group = () => Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join('')
  return [group(), group(), group()].join('-')
}

function hashOf(secrets: Secrets, staffId: string, code: string): string {
  return secrets.hash('recovery code', `${staffId}\0${code.toLowerCase().replace(/[\s-]/g, '')}`)
}
