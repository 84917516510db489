import * as v from 'valibot'
import { recordAudit } from '#app/audit/index.ts'
import type { Db } from '#db/connect.ts'
import type { Role, School } from '#db/schema.ts'
import { factorPolicies, factorPolicyLabels } from './factor-policy-labels.ts'

/** Who of a school must have a second factor, and who has one. */

/** Who must have a second factor. */
export const factorPolicyForm = v.object({ secondFactor: v.picklist(factorPolicies, 'Chọn ai phải xác thực hai lớp.') })

/** Saves who must have a second factor. It holds at once: whoever lacks one is led to the set-up at their next click. */
export async function updateFactorPolicy(db: Db, school: School, { secondFactor }: v.InferOutput<typeof factorPolicyForm>, by: { id: string }, now: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx.updateTable('schools').set({ second_factor: secondFactor }).where('id', '=', school.id).execute()
    const detail = `${factorPolicyLabels[school.second_factor]} → ${factorPolicyLabels[secondFactor]}`
    await recordAudit(tx, { schoolId: school.id, staffId: by.id, action: 'school:second-factor', detail, at: now })
  })
}

/** True where the school asks people of this role for a second factor. */
export function needsSecondFactor(school: Pick<School, 'second_factor'>, role: Role): boolean {
  return school.second_factor === 'everybody' || (school.second_factor === 'leads' && (role === 'principal' || role === 'coordinator'))
}

/** True where a password alone does not sign this person in. */
export async function hasSecondFactor(db: Db, staffId: string): Promise<boolean> {
  const app = await db.selectFrom('totp_factors').select('staff_id').where('staff_id', '=', staffId).executeTakeFirst()
  if (app) return true
  return (await db.selectFrom('passkeys').select('id').where('staff_id', '=', staffId).limit(1).executeTakeFirst()) !== undefined
}

/** Which accounts of the school have a second factor. */
export async function staffWithSecondFactor(db: Db, school: { id: string }): Promise<Set<string>> {
  const ofSchool = db.selectFrom('staff').select('id').where('school_id', '=', school.id)
  const [apps, keys] = await Promise.all([
    db.selectFrom('totp_factors').select('staff_id').where('staff_id', 'in', ofSchool).execute(),
    db.selectFrom('passkeys').select('staff_id').distinct().where('staff_id', 'in', ofSchool).execute(),
  ])
  return new Set([...apps, ...keys].map((row) => row.staff_id))
}
