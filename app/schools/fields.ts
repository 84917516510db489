import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import type { Db, Tx } from '#db/connect.ts'
import type { Field, StaffRow } from '#db/schema.ts'
import { recordAudit } from '#app/audit/index.ts'
import { line, optionalLine } from './form-parts.ts'
import type { Change } from './profile.ts'
import { slugFrom } from './slugs.ts'

/** What feedback to this school can be about, in the order in which the form shows it. */
export function listFields(db: Db, school: { id: string }): Promise<Field[]> {
  return allFields(db, school).where('active', '=', 1).execute()
}

/** The same with the fields that are switched off, which old cases keep. */
export function listAllFields(db: Db, school: { id: string }): Promise<Field[]> {
  return allFields(db, school).execute()
}

function allFields(db: Db, school: { id: string }) {
  return db.selectFrom('fields').selectAll().where('school_id', '=', school.id).orderBy('position')
}

/** Whom a case may be proposed to: active accounts that may write a reply. */
export function possibleHandlers(db: Db, school: { id: string }): Promise<Pick<StaffRow, 'id' | 'name' | 'job_title'>[]> {
  return db
    .selectFrom('staff')
    .select(['id', 'name', 'job_title'])
    .where('school_id', '=', school.id)
    .where('status', '=', 'active')
    .where('role', '!=', 'viewer')
    .orderBy('name')
    .execute()
}

/** A field as the principal edits it. Without an English name the Vietnamese one is used. `handlerId` is empty where nobody is proposed. */
export const fieldForm = v.pipe(
  v.object({
    nameVi: line('tên lĩnh vực', 60),
    nameEn: optionalLine(60),
    handlerId: v.optional(v.string(), ''),
  }),
  v.transform((form) => ({ ...form, nameEn: form.nameEn || form.nameVi })),
)
export type FieldInput = v.InferOutput<typeof fieldForm>

export type FieldChange = 'done' | 'not-found' | 'no-such-handler' | 'last-field'

/** Adds a field at the end of the list. */
export function addField(db: Db, school: { id: string }, input: FieldInput, { staff, now }: Change): Promise<FieldChange> {
  return db.transaction().execute(async (trx) => {
    if (!(await isHandler(trx, school, input.handlerId))) return 'no-such-handler'
    const fields = await listAllFields(trx, school)
    await trx
      .insertInto('fields')
      .values({
        id: randomUUID(),
        school_id: school.id,
        code: newCode(input.nameEn, fields),
        name_vi: input.nameVi,
        name_en: input.nameEn,
        default_handler_id: input.handlerId || null,
        position: (fields.at(-1)?.position ?? 0) + 1,
        active: 1,
      })
      .execute()
    await recordAudit(trx, { schoolId: school.id, staffId: staff.id, action: 'field:add', detail: input.nameVi, at: now })
    return 'done'
  })
}

/** Renames a field or proposes somebody else for it. Published cases keep the name of their day. */
export function updateField(db: Db, school: { id: string }, fieldId: string, input: FieldInput, change: Change): Promise<FieldChange> {
  return changeField(db, school, fieldId, 'field:update', change, async (trx) => {
    if (!(await isHandler(trx, school, input.handlerId))) return 'no-such-handler'
    await trx
      .updateTable('fields')
      .set({ name_vi: input.nameVi, name_en: input.nameEn, default_handler_id: input.handlerId || null })
      .where('id', '=', fieldId)
      .execute()
    return 'done'
  })
}

/** Shows a field on the form or takes it off; a case that has it keeps it. The last one stays: a case must be about something. */
export function setFieldActive(db: Db, school: { id: string }, fieldId: string, active: boolean, change: Change): Promise<FieldChange> {
  return changeField(db, school, fieldId, active ? 'field:activate' : 'field:deactivate', change, async (trx) => {
    const others = (await listFields(trx, school)).filter((field) => field.id !== fieldId)
    if (!active && others.length === 0) return 'last-field'
    await trx.updateTable('fields').set({ active: active ? 1 : 0 }).where('id', '=', fieldId).execute()
    return 'done'
  })
}

/** Moves a field one place up (-1) or down (1). At the end of the list nothing happens. */
export function moveField(db: Db, school: { id: string }, fieldId: string, step: -1 | 1, change: Change): Promise<FieldChange> {
  return changeField(db, school, fieldId, 'field:move', change, async (trx) => {
    const fields = await listAllFields(trx, school)
    const from = fields.findIndex((field) => field.id === fieldId)
    const [moved] = fields.splice(from, 1)
    fields.splice(Math.max(0, from + step), 0, moved!)
    for (const [index, { id }] of fields.entries()) {
      await trx.updateTable('fields').set({ position: index + 1 }).where('id', '=', id).execute()
    }
    return 'done'
  })
}

function changeField(db: Db, school: { id: string }, fieldId: string, action: string, { staff, now }: Change, work: (trx: Tx) => Promise<FieldChange>): Promise<FieldChange> {
  return db.transaction().execute(async (trx) => {
    const field = await trx.selectFrom('fields').selectAll().where('id', '=', fieldId).where('school_id', '=', school.id).executeTakeFirst()
    if (!field) return 'not-found'
    const result = await work(trx)
    if (result === 'done') await recordAudit(trx, { schoolId: school.id, staffId: staff.id, action, detail: field.name_vi, at: now })
    return result
  })
}

async function isHandler(trx: Tx, school: { id: string }, handlerId: string): Promise<boolean> {
  return handlerId === '' || (await possibleHandlers(trx, school)).some(({ id }) => id === handlerId)
}

/** A short name that stays when the field is renamed: statistics and published cases go by it. */
function newCode(nameEn: string, fields: Field[]): string {
  const base = slugFrom(nameEn) || 'field'
  const taken = new Set(fields.map(({ code }) => code))
  let code = base
  for (let number = 2; taken.has(code); number += 1) code = `${base}-${number}`
  return code
}
