import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import { recordAudit } from '#app/audit/index.ts'
import { isDay } from '#app/calendar/index.ts'
import type { Db } from '#db/connect.ts'
import type { Authority } from '#db/schema.ts'
import { line, optionalLine } from './form-parts.ts'
import type { Change } from './profile.ts'

/** Whom the school answered to on a day (`YYYY-MM-DD`): the authorities whose dates include it. */
export function authoritiesOn(db: Db, school: { id: string }, day: string): Promise<Authority[]> {
  return db
    .selectFrom('authorities')
    .selectAll()
    .where('school_id', '=', school.id)
    .where('effective_from', '<=', day)
    .where((eb) => eb.or([eb('effective_to', 'is', null), eb('effective_to', '>=', day)]))
    .orderBy('kind')
    .execute()
}

/** Where a report goes that nobody at the school may decide about: whoever appoints the principal before anybody else; null where none is entered. */
export async function authorityAbove(db: Db, school: { id: string }, day: string): Promise<Pick<Authority, 'name' | 'address' | 'phone'> | null> {
  const order: Authority['kind'][] = ['governing', 'department', 'specialised']
  const [first] = (await authoritiesOn(db, school, day)).sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
  return first ? { name: first.name, address: first.address, phone: first.phone } : null
}

/** All authorities of the school, past ones too, the newest first: old documents keep the names of their day. */
export function listAuthorities(db: Db, school: { id: string }): Promise<Authority[]> {
  return db
    .selectFrom('authorities')
    .selectAll()
    .where('school_id', '=', school.id)
    .orderBy('effective_from', 'desc')
    .orderBy('kind')
    .execute()
}

export const authorityKinds: Record<Authority['kind'], string> = {
  governing: 'Cơ quan chủ quản (Ủy ban nhân dân)',
  specialised: 'Cơ quan chuyên môn của phường, xã (Phòng Văn hóa – Xã hội)',
  department: 'Sở Giáo dục và Đào tạo',
}

/** An authority with the days on which the school answers to it. No last day: it still holds. */
export const authorityForm = v.pipe(
  v.object({
    kind: v.picklist(['governing', 'specialised', 'department'], 'Vui lòng chọn loại cơ quan.'),
    name: line('tên cơ quan'),
    address: optionalLine(250),
    phone: optionalLine(50),
    from: v.pipe(v.optional(v.string(), ''), v.check(isDay, 'Vui lòng chọn ngày bắt đầu.')),
    to: v.pipe(v.optional(v.string(), ''), v.check((day) => day === '' || isDay(day), 'Ngày kết thúc chưa đúng.')),
  }),
  v.forward(v.check(({ from, to }) => to === '' || from <= to, 'Ngày kết thúc phải sau ngày bắt đầu.'), ['to']),
)
export type AuthorityInput = v.InferOutput<typeof authorityForm>

/** Adds an authority. */
export async function addAuthority(db: Db, school: { id: string }, input: AuthorityInput, { staff, now }: Change): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await trx.insertInto('authorities').values({ id: randomUUID(), school_id: school.id, ...columns(input) }).execute()
    await recordAudit(trx, { schoolId: school.id, staffId: staff.id, action: 'authority:add', detail: input.name, at: now })
  })
}

/** Corrects an authority or sets its last day. False where this school has none with that id. */
export function updateAuthority(db: Db, school: { id: string }, id: string, input: AuthorityInput, { staff, now }: Change): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const { numUpdatedRows } = await trx.updateTable('authorities').set(columns(input)).where('id', '=', id).where('school_id', '=', school.id).executeTakeFirst()
    if (numUpdatedRows === 0n) return false
    await recordAudit(trx, { schoolId: school.id, staffId: staff.id, action: 'authority:update', detail: input.name, at: now })
    return true
  })
}

/** Deletes an authority that was entered by mistake; one that no longer holds gets a last day instead. False where there is none. */
export function deleteAuthority(db: Db, school: { id: string }, id: string, { staff, now }: Change): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const row = await trx.deleteFrom('authorities').where('id', '=', id).where('school_id', '=', school.id).returning('name').executeTakeFirst()
    if (!row) return false
    await recordAudit(trx, { schoolId: school.id, staffId: staff.id, action: 'authority:delete', detail: row.name, at: now })
    return true
  })
}

function columns({ kind, name, address, phone, from, to }: AuthorityInput) {
  return { kind, name, address, phone, effective_from: from, effective_to: to === '' ? null : to }
}
