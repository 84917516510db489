import { randomInt } from 'node:crypto'
import { forgetSecondFactor, hashPassword } from '#app/staff/index.ts'
import type { Db } from '#db/connect.ts'
import type { Role, School } from '#db/schema.ts'

export interface DemoSignIn {
  school: School
  role: Role
  name: string
  email: string
  password: string
}

const roles: Role[] = ['principal', 'coordinator', 'handler', 'viewer']
/** Without letters and digits that look alike. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789'

/** Gives one person of each role of each demo school a new password and returns it: it is printed once and kept nowhere but as a hash. A second factor that somebody tried out goes. */
export async function newDemoSignIns(db: Db): Promise<DemoSignIn[]> {
  const signIns: DemoSignIn[] = []
  for (const school of await db.selectFrom('schools').selectAll().orderBy('is_default', 'desc').execute()) {
    for (const role of roles) {
      const staff = await db
        .selectFrom('staff')
        .selectAll()
        .where('school_id', '=', school.id)
        .where('role', '=', role)
        .where('status', '=', 'active')
        .orderBy('created_at')
        .executeTakeFirst()
      if (!staff) continue
      const password = newPassword()
      await db.updateTable('staff').set({ password_hash: await hashPassword(password, role) }).where('id', '=', staff.id).execute()
      // Whoever tried a second factor and lost it gets in again with the next start.
      await forgetSecondFactor(db, staff.id)
      signIns.push({ school, role, name: staff.name, email: staff.email, password })
    }
  }
  return signIns
}

/** Three groups of four: about 59 bits, and still typed without a slip. */
function newPassword(): string {
  const group = () => Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join('')
  return [group(), group(), group()].join('-')
}
