import { randomBytes, randomUUID } from 'node:crypto'
import type { Db, Tx } from '#db/connect.ts'
import { isUniqueViolation } from '#db/dialect.ts'
import type { Role, School, StaffRow } from '#db/schema.ts'
import { recordAudit } from '#app/audit/index.ts'
import { sortAgain } from '#app/comments/sort-again.ts'
import { queueMail } from '#app/mail/index.ts'
import type { Secrets } from '#app/secrets.ts'
import { hashPassword } from './passwords.ts'
import { roleLabels } from './permissions.ts'
import { endAllSessions } from './sessions.ts'
import { normalizeEmail } from './sign-in.ts'

/** How long an invitation or a link for a new password can be used. */
export const invitationDays = 7

/** Where links lead and how their tokens are kept. */
export interface LinkServices {
  secrets: Secrets
  /** `https://…`, without a path: absolute links are made from it alone. */
  publicOrigin: string
}

/** An account as lists and forms need it: no hash leaves this file. */
export type Account = Pick<StaffRow, 'id' | 'email' | 'name' | 'job_title' | 'role' | 'status' | 'version' | 'invite_expires_at'>

export interface AccountInput {
  name: string
  jobTitle: string
  email: string
}

/** All accounts of a school: active ones first, then by name in the Vietnamese order. */
export async function listStaff(db: Db, school: { id: string }): Promise<Account[]> {
  const rows = await accounts(db, school).execute()
  const order = { active: 0, invited: 1, disabled: 2 }
  const compare = new Intl.Collator('vi').compare
  return rows.sort((a, b) => order[a.status] - order[b.status] || compare(givenName(a.name), givenName(b.name)) || compare(a.name, b.name))
}

/** One account of this school; undefined for an id of another one. */
export function findStaff(db: Db, school: { id: string }, id: string): Promise<Account | undefined> {
  return accounts(db, school).where('id', '=', id).executeTakeFirst()
}

function accounts(db: Db, school: { id: string }) {
  return db
    .selectFrom('staff')
    .select(['id', 'email', 'name', 'job_title', 'role', 'status', 'version', 'invite_expires_at'])
    .where('school_id', '=', school.id)
}

/** Vietnamese lists are sorted by the given name, which stands last. */
function givenName(name: string): string {
  return name.trim().split(/\s+/).at(-1) ?? name
}

/** What still hangs on an account, to be told before it is disabled. */
export async function dutiesOf(db: Db, school: { id: string }, staffId: string): Promise<{ openCases: number; fields: number }> {
  const cases = await db
    .selectFrom('cases')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('school_id', '=', school.id)
    .where('assignee_id', '=', staffId)
    .where('state', 'in', ['submitted', 'acknowledged', 'in_progress', 'more_info', 'awaiting_approval'])
    .executeTakeFirstOrThrow()
  const fields = await db
    .selectFrom('fields')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('school_id', '=', school.id)
    .where('default_handler_id', '=', staffId)
    .executeTakeFirstOrThrow()
  return { openCases: cases.count, fields: fields.count }
}

/** Makes an account and sends its invitation. The token is returned for the person who invites, and kept nowhere but as a hash. */
export async function inviteStaff(
  db: Db, services: LinkServices, school: School, input: AccountInput & { role: Role }, by: StaffRow, now: string,
): Promise<{ status: 'invited'; id: string; token: string } | { status: 'email-taken' }> {
  try {
    return await db.transaction().execute(async (trx) => {
      const id = randomUUID()
      await trx
        .insertInto('staff')
        .values({
          id,
          school_id: school.id,
          email: normalizeEmail(input.email),
          name: input.name,
          job_title: input.jobTitle,
          role: input.role,
          status: 'invited',
          password_hash: null,
          invite_hash: null,
          invite_expires_at: null,
          created_at: now,
        })
        .execute()
      // A comment written before may name this person, who is not to read it.
      await sortAgain(trx, school)
      const token = await renewLink(trx, services, school, id, 'staff:invitation', now)
      await recordAudit(trx, { schoolId: school.id, staffId: by.id, action: 'staff:invite', target: id, detail: `${input.name}, ${roleLabels[input.role]}`, at: now })
      return { status: 'invited', id, token }
    })
  } catch (error) {
    if (isUniqueViolation(error)) return { status: 'email-taken' }
    throw error
  }
}

/**
 * A new link for an account that is invited (the invitation again) or active (a forgotten password). The link before it is dead;
 * the old password holds until a new one is set. Null for a disabled account or one of another school. `by` is null at the command line.
 */
export async function sendNewLink(db: Db, services: LinkServices, school: School, staffId: string, by: StaffRow | null, now: string): Promise<string | null> {
  return db.transaction().execute(async (trx) => {
    const staff = await trx.selectFrom('staff').selectAll().where('id', '=', staffId).where('school_id', '=', school.id).where('status', '!=', 'disabled').executeTakeFirst()
    if (!staff) return null
    const isReset = staff.status === 'active'
    const token = await renewLink(trx, services, school, staffId, isReset ? 'staff:new-password' : 'staff:invitation', now)
    await recordAudit(trx, { schoolId: school.id, staffId: by?.id ?? null, action: isReset ? 'staff:reset-password' : 'staff:invite-again', target: staffId, detail: staff.name, at: now })
    return token
  })
}

/** The same for whoever keeps the server, when the principal is locked out. Null where no open account has this address. */
export async function sendNewLinkTo(db: Db, services: LinkServices, email: string, now: string): Promise<string | null> {
  const staff = await db.selectFrom('staff').selectAll().where('email', '=', normalizeEmail(email)).executeTakeFirst()
  if (!staff) return null
  const school = await db.selectFrom('schools').selectAll().where('id', '=', staff.school_id).executeTakeFirstOrThrow()
  return sendNewLink(db, services, school, staff.id, null, now)
}

const linkPurposes = ['staff:invitation', 'staff:new-password'] as const
type LinkPurpose = (typeof linkPurposes)[number]

async function renewLink(trx: Tx, { secrets, publicOrigin }: LinkServices, school: School, staffId: string, purpose: LinkPurpose, now: string): Promise<string> {
  const token = randomBytes(24).toString('base64url')
  await trx
    .updateTable('staff')
    .set((eb) => ({ invite_hash: secrets.hash('invitation', token), invite_expires_at: daysLater(now, invitationDays), version: eb('version', '+', 1) }))
    .where('id', '=', staffId)
    .execute()
  const staff = await trx.selectFrom('staff').selectAll().where('id', '=', staffId).executeTakeFirstOrThrow()
  await queueMail(trx, { schoolId: school.id, recipient: staff.email, purpose, ...letter(purpose, school, staff, `${publicOrigin}/office/moi/${token}`) }, now)
  return token
}

function letter(purpose: LinkPurpose, school: School, staff: StaffRow, link: string): { subject: string; body: string } {
  const isReset = purpose === 'staff:new-password'
  return {
    subject: isReset ? `Đặt lại mật khẩu – ${school.name}` : `Mời sử dụng cổng Lắng Nghe – ${school.name}`,
    body: [
      `Kính gửi thầy/cô ${staff.name},`,
      '',
      isReset
        ? `Nhà trường đã tạo đường dẫn để thầy/cô đặt mật khẩu mới cho tài khoản ${staff.email} trên cổng Lắng Nghe.`
        : `${school.name} mời thầy/cô sử dụng cổng Lắng Nghe với vai trò ${roleLabels[staff.role].toLowerCase()}. Tên đăng nhập của thầy/cô là e-mail này: ${staff.email}.`,
      '',
      'Thầy/cô mở đường dẫn sau và đặt mật khẩu:',
      link,
      '',
      `Đường dẫn dùng được một lần, trong ${invitationDays} ngày. Vui lòng không chuyển cho người khác.`,
      ...(isReset ? ['Nếu thầy/cô không đề nghị đặt lại mật khẩu, vui lòng báo ngay cho hiệu trưởng.'] : []),
      '',
      'Trân trọng,',
      school.name,
    ].join('\n'),
  }
}

/** The account a link was made for, while it can be used. */
export async function findInvitation(db: Db, secrets: Secrets, token: string, now: string): Promise<{ staff: StaffRow; school: School } | null> {
  const staff = await db
    .selectFrom('staff')
    .selectAll()
    .where('invite_hash', '=', secrets.hash('invitation', token))
    .where('invite_expires_at', '>', now)
    .where('status', '!=', 'disabled')
    .executeTakeFirst()
  if (!staff) return null
  return { staff, school: await db.selectFrom('schools').selectAll().where('id', '=', staff.school_id).executeTakeFirstOrThrow() }
}

/** Sets the password, opens the account and uses the link up; all sessions that it had end. False where the link is used, replaced, too old or unknown. */
export async function acceptInvitation(db: Db, secrets: Secrets, token: string, password: string, now: string): Promise<boolean> {
  const found = await findInvitation(db, secrets, token, now)
  if (!found) return false
  const hash = await hashPassword(password, found.staff.role)
  return db.transaction().execute(async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('staff')
      .set((eb) => ({ password_hash: hash, status: 'active', invite_hash: null, invite_expires_at: null, version: eb('version', '+', 1) }))
      .where('id', '=', found.staff.id)
      .where('invite_hash', '=', secrets.hash('invitation', token))
      .where('status', '!=', 'disabled')
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return false
    await endAllSessions(trx, found.staff.id)
    // The letters carried the link in clear; used up, there is no reason to keep them.
    await trx.deleteFrom('outbox').where('recipient', '=', found.staff.email).where('purpose', 'in', linkPurposes).execute()
    await recordAudit(trx, { schoolId: found.school.id, staffId: found.staff.id, action: 'staff:set-password', at: now })
    return true
  })
}

export type AccountChange = 'done' | 'not-found' | 'conflict' | 'last-principal' | 'email-taken'

/** Corrects name, job title and address. A new address is what the person signs in with from then on. */
export async function updateStaff(db: Db, school: School, staffId: string, version: number, input: AccountInput, by: StaffRow, now: string): Promise<AccountChange> {
  try {
    return await changeAccount(db, school, staffId, version, async (trx, staff) => {
      const email = normalizeEmail(input.email)
      await trx.updateTable('staff').set({ name: input.name, job_title: input.jobTitle, email }).where('id', '=', staffId).execute()
      if (input.name !== staff.name) await sortAgain(trx, school)
      const detail = email === staff.email ? input.name : `${input.name}: ${staff.email} → ${email}`
      await recordAudit(trx, { schoolId: school.id, staffId: by.id, action: 'staff:update', target: staffId, detail, at: now })
      return 'done'
    })
  } catch (error) {
    if (isUniqueViolation(error)) return 'email-taken'
    throw error
  }
}

/** Gives another role. The person's sessions end, so that no page opened under the old role goes on. */
export function changeRole(db: Db, school: School, staffId: string, version: number, role: Role, by: StaffRow, now: string): Promise<AccountChange> {
  return changeAccount(db, school, staffId, version, async (trx, staff) => {
    if (staff.role === role) return 'done'
    if (await isLastPrincipal(trx, staff)) return 'last-principal'
    await trx.updateTable('staff').set({ role }).where('id', '=', staffId).execute()
    if (role === 'viewer') await releaseFields(trx, school, staffId)
    await endAllSessions(trx, staffId)
    await recordAudit(trx, { schoolId: school.id, staffId: by.id, action: 'staff:change-role', target: staffId, detail: `${staff.name}: ${roleLabels[staff.role]} → ${roleLabels[role]}`, at: now })
    return 'done'
  })
}

/** Closes an account: its sessions end at once, its link is dead, and new cases are no longer proposed to it. What it did stays. */
export function disableStaff(db: Db, school: School, staffId: string, version: number, by: StaffRow, now: string): Promise<AccountChange> {
  return changeAccount(db, school, staffId, version, async (trx, staff) => {
    if (staff.status === 'disabled') return 'done'
    if (await isLastPrincipal(trx, staff)) return 'last-principal'
    await trx.updateTable('staff').set({ status: 'disabled', invite_hash: null, invite_expires_at: null }).where('id', '=', staffId).execute()
    await releaseFields(trx, school, staffId)
    await endAllSessions(trx, staffId)
    await recordAudit(trx, { schoolId: school.id, staffId: by.id, action: 'staff:disable', target: staffId, detail: staff.name, at: now })
    return 'done'
  })
}

/** Opens a disabled account again: with its old password, or as invited where it never had one. */
export function enableStaff(db: Db, school: School, staffId: string, version: number, by: StaffRow, now: string): Promise<AccountChange> {
  return changeAccount(db, school, staffId, version, async (trx, staff) => {
    if (staff.status !== 'disabled') return 'done'
    await trx.updateTable('staff').set({ status: staff.password_hash === null ? 'invited' : 'active' }).where('id', '=', staffId).execute()
    await recordAudit(trx, { schoolId: school.id, staffId: by.id, action: 'staff:enable', target: staffId, detail: staff.name, at: now })
    return 'done'
  })
}

/** Finds the account in this school, checks that nobody changed it meanwhile, and counts its version on. */
function changeAccount(
  db: Db, school: School, staffId: string, version: number, change: (trx: Tx, staff: StaffRow) => Promise<AccountChange>,
): Promise<AccountChange> {
  return db.transaction().execute(async (trx) => {
    const staff = await trx.selectFrom('staff').selectAll().where('id', '=', staffId).where('school_id', '=', school.id).executeTakeFirst()
    if (!staff) return 'not-found'
    if (staff.version !== version) return 'conflict'
    const result = await change(trx, staff)
    if (result === 'done') await trx.updateTable('staff').set((eb) => ({ version: eb('version', '+', 1) })).where('id', '=', staffId).execute()
    return result
  })
}

/** Without an active principal nobody could let anybody in again. */
async function isLastPrincipal(trx: Tx, staff: StaffRow): Promise<boolean> {
  if (staff.role !== 'principal' || staff.status !== 'active') return false
  const other = await trx
    .selectFrom('staff')
    .select('id')
    .where('school_id', '=', staff.school_id)
    .where('role', '=', 'principal')
    .where('status', '=', 'active')
    .where('id', '!=', staff.id)
    .executeTakeFirst()
  return other === undefined
}

async function releaseFields(trx: Tx, school: School, staffId: string): Promise<void> {
  await trx.updateTable('fields').set({ default_handler_id: null }).where('school_id', '=', school.id).where('default_handler_id', '=', staffId).execute()
}

function daysLater(now: string, days: number): string {
  return new Date(Date.parse(now) + days * 86_400_000).toISOString()
}
