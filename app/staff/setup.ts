import { randomBytes, randomUUID } from 'node:crypto'
import type { Db } from '#db/connect.ts'
import { isUniqueViolation } from '#db/dialect.ts'
import { recordAudit } from '#app/audit/index.ts'
import { createSchool } from '#app/schools/index.ts'
import type { NewSchool } from '#app/schools/index.ts'
import type { Secrets } from '#app/secrets.ts'
import { hashPassword } from './passwords.ts'
import { startSession } from './sessions.ts'
import { normalizeEmail } from './sign-in.ts'

/** A set-up link that nobody used dies after a week. */
const tokenDays = 7

/** True while the installation has no principal who could sign in: then `/office` leads to the set-up. */
export async function isSetupNeeded(db: Db): Promise<boolean> {
  const principal = await db.selectFrom('staff').select('id').where('role', '=', 'principal').where('status', '=', 'active').limit(1).executeTakeFirst()
  return principal === undefined
}

/** Makes the token of a one-time link `/office/thiet-lap/<token>` that creates one school with its principal. Kept only as a hash. */
export async function createSetupToken(db: Db, secrets: Secrets, now: string): Promise<string> {
  const token = randomBytes(24).toString('base64url')
  await db.insertInto('setup_tokens').values({ token_hash: secrets.hash('setup', token), created_at: now, used_at: null }).execute()
  return token
}

/** True while the link can be used: known, not used, not older than seven days. */
export async function isSetupTokenGood(db: Db, secrets: Secrets, token: string, now: string): Promise<boolean> {
  const row = await db
    .selectFrom('setup_tokens')
    .select('token_hash')
    .where('token_hash', '=', secrets.hash('setup', token))
    .where('used_at', 'is', null)
    .where('created_at', '>', oldest(now))
    .executeTakeFirst()
  return row !== undefined
}

export interface SetupInput {
  school: NewSchool
  principal: { name: string; jobTitle: string; email: string; password: string }
}

export type SetupResult = { status: 'done'; sessionToken: string } | { status: 'bad-link' } | { status: 'slug-taken' } | { status: 'email-taken' }

/** Creates the school and its principal, uses the link up (the first set-up uses up all of them) and signs the principal in: all or nothing. */
export async function setUpSchool(db: Db, secrets: Secrets, token: string, input: SetupInput, now: string): Promise<SetupResult> {
  const hash = await hashPassword(input.principal.password, 'principal')
  const email = normalizeEmail(input.principal.email)
  try {
    return await db.transaction().execute(async (trx) => {
      if (!(await isSetupTokenGood(trx, secrets, token, now))) return { status: 'bad-link' }
      if (await trx.selectFrom('schools').select('id').where('slug', '=', input.school.slug).executeTakeFirst()) return { status: 'slug-taken' }
      if (await trx.selectFrom('staff').select('id').where('email', '=', email).executeTakeFirst()) return { status: 'email-taken' }
      const school = await createSchool(trx, input.school, now)
      const staffId = randomUUID()
      await trx
        .insertInto('staff')
        .values({
          id: staffId,
          school_id: school.id,
          email,
          name: input.principal.name,
          job_title: input.principal.jobTitle,
          role: 'principal',
          status: 'active',
          password_hash: hash,
          invite_hash: null,
          invite_expires_at: null,
          created_at: now,
        })
        .execute()
      let used = trx.updateTable('setup_tokens').set({ used_at: now }).where('used_at', 'is', null)
      // Every start before the first set-up printed a link of its own.
      if (school.is_default === 0) used = used.where('token_hash', '=', secrets.hash('setup', token))
      await used.execute()
      await recordAudit(trx, { schoolId: school.id, staffId, action: 'school:set-up', target: school.name, at: now })
      return { status: 'done', sessionToken: await startSession(trx, secrets, staffId, now) }
    })
  } catch (error) {
    if (isUniqueViolation(error)) return { status: 'slug-taken' }
    throw error
  }
}

function oldest(now: string): string {
  return new Date(Date.parse(now) - tokenDays * 86_400_000).toISOString()
}
