import { randomUUID } from 'node:crypto'
import type { Selectable } from 'kysely'
import * as v from 'valibot'
import { recordAudit } from '#app/audit/index.ts'
import type { Db, Tx } from '#db/connect.ts'
import type { CaseKind, ReplyTemplatesTable } from '#db/schema.ts'
import { defaultTemplates } from './default-templates.ts'
import { line } from './form-parts.ts'
import type { Change } from './profile.ts'
import { templatePurposes, unknownPlaceholders } from './template-words.ts'
import type { TemplatePurpose } from './template-words.ts'

/** Wording that the school keeps for what it writes to parents: one list for each purpose, in an order of the school's own. */
export type ReplyTemplate = Selectable<ReplyTemplatesTable>

const kinds = ['feedback', 'suggestion', 'praise', 'question', 'complaint', 'denunciation'] as const

/** A template as it is edited. Without a kind or a field it fits every one. */
export const templateForm = v.object({
  purpose: v.picklist(templatePurposes, 'Chọn mục đích.'),
  name: line('tên mẫu', 80),
  kind: v.pipe(v.optional(v.string(), ''), v.check((kind) => kind === '' || kinds.includes(kind as CaseKind), 'Chọn loại.'), v.transform((kind) => (kind === '' ? null : (kind as CaseKind)))),
  fieldId: v.pipe(v.optional(v.string(), ''), v.transform((id) => (id === '' ? null : id))),
  body: v.pipe(
    v.optional(v.string(), ''),
    v.trim(),
    v.nonEmpty('Vui lòng nhập nội dung mẫu.'),
    v.maxLength(4000, 'Tối đa 4000 ký tự.'),
    v.rawCheck(({ dataset, addIssue }) => {
      const [unknown] = dataset.typed ? unknownPlaceholders(dataset.value) : []
      if (unknown !== undefined) addIssue({ message: `Không có thông tin nào tên ${unknown} để điền. Chọn trong danh sách ở dưới ô, hoặc bỏ dấu ngoặc nhọn.` })
    }),
  ),
})
export type TemplateInput = v.InferOutput<typeof templateForm>

export type TemplateChange = 'done' | 'not-found' | 'no-such-field'

/** All templates of the school, those that are switched off included. */
export function listTemplates(db: Db, school: { id: string }): Promise<ReplyTemplate[]> {
  return db.selectFrom('reply_templates').selectAll().where('school_id', '=', school.id).orderBy('purpose').orderBy('position').orderBy('id').execute()
}

/** Those that can be used for a case of this kind about this field, the most particular first within each purpose. */
export async function fittingTemplates(db: Db, school: { id: string }, of: { kind: CaseKind; fieldId: string }): Promise<ReplyTemplate[]> {
  const all = await listTemplates(db, school)
  const particular = (template: ReplyTemplate) => (template.field_id === null ? 0 : 2) + (template.kind === null ? 0 : 1)
  return all
    .filter(({ active, kind, field_id }) => active === 1 && (kind === null || kind === of.kind) && (field_id === null || field_id === of.fieldId))
    .sort((a, b) => particular(b) - particular(a))
}

/** Adds a template at the end of the list of its purpose. */
export function addTemplate(db: Db, school: { id: string }, input: TemplateInput, { staff, now }: Change): Promise<TemplateChange> {
  return db.transaction().execute(async (tx) => {
    if (!(await hasField(tx, school, input.fieldId))) return 'no-such-field'
    await insertTemplate(tx, school, { ...input, position: (await lastPosition(tx, school, input.purpose)) + 1 })
    await recordAudit(tx, { schoolId: school.id, staffId: staff.id, action: 'template:add', detail: input.name, at: now })
    return 'done'
  })
}

/** Changes a template; what was written with it stays as it is. Moved to another purpose it stands last there. */
export function updateTemplate(db: Db, school: { id: string }, id: string, input: TemplateInput, change: Change): Promise<TemplateChange> {
  return changeTemplate(db, school, id, 'template:update', change, async (tx, template) => {
    if (!(await hasField(tx, school, input.fieldId))) return 'no-such-field'
    const position = input.purpose === template.purpose ? template.position : (await lastPosition(tx, school, input.purpose)) + 1
    await tx
      .updateTable('reply_templates')
      .set({ purpose: input.purpose, name: input.name, kind: input.kind, field_id: input.fieldId, body: input.body, position })
      .where('id', '=', id)
      .execute()
    return 'done'
  })
}

/** Offers a template or no longer does. */
export function setTemplateActive(db: Db, school: { id: string }, id: string, active: boolean, change: Change): Promise<TemplateChange> {
  return changeTemplate(db, school, id, active ? 'template:activate' : 'template:deactivate', change, async (tx) => {
    await tx.updateTable('reply_templates').set({ active: active ? 1 : 0 }).where('id', '=', id).execute()
    return 'done'
  })
}

/** Moves a template one place up (-1) or down (1) among those of its purpose. At the end of the list nothing happens. */
export function moveTemplate(db: Db, school: { id: string }, id: string, step: -1 | 1, change: Change): Promise<TemplateChange> {
  return changeTemplate(db, school, id, 'template:move', change, async (tx, template) => {
    const list = (await listTemplates(tx, school)).filter(({ purpose }) => purpose === template.purpose)
    const from = list.findIndex((one) => one.id === id)
    const [moved] = list.splice(from, 1)
    list.splice(Math.max(0, from + step), 0, moved!)
    for (const [index, one] of list.entries()) await tx.updateTable('reply_templates').set({ position: index + 1 }).where('id', '=', one.id).execute()
    return 'done'
  })
}

/** Adds the wording that the product ships, without what the school has already under the same name. Returns how many were added. */
export async function fillTemplates(db: Db, school: { id: string }, { staff, now }: Change): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const added = await addDefaultTemplates(tx, school)
    if (added > 0) await recordAudit(tx, { schoolId: school.id, staffId: staff.id, action: 'template:fill', detail: String(added), at: now })
    return added
  })
}

/** The same for a school that is being made, or was made before there was such wording. What is about a field that the school does not have is left out. */
export async function addDefaultTemplates(tx: Db, school: { id: string }): Promise<number> {
  const fields = await tx.selectFrom('fields').select(['id', 'code']).where('school_id', '=', school.id).execute()
  const taken = new Set((await listTemplates(tx, school)).map(({ purpose, name }) => `${purpose} ${name}`))
  let added = 0
  for (const { purpose, name, body, kind = null, field } of defaultTemplates) {
    const fieldId = field === undefined ? null : fields.find(({ code }) => code === field)?.id
    if (fieldId === undefined || taken.has(`${purpose} ${name}`)) continue
    await insertTemplate(tx, school, { purpose, name, body, kind, fieldId, position: (await lastPosition(tx, school, purpose)) + 1 })
    added += 1
  }
  return added
}

async function insertTemplate(tx: Db, school: { id: string }, { fieldId, ...template }: TemplateInput & { position: number }): Promise<void> {
  await tx.insertInto('reply_templates').values({ id: randomUUID(), school_id: school.id, field_id: fieldId, active: 1, ...template }).execute()
}

async function lastPosition(tx: Db, school: { id: string }, purpose: TemplatePurpose): Promise<number> {
  const { last } = await tx
    .selectFrom('reply_templates')
    .select((eb) => eb.fn.max<number | null>('position').as('last'))
    .where('school_id', '=', school.id)
    .where('purpose', '=', purpose)
    .executeTakeFirstOrThrow()
  return last ?? 0
}

async function hasField(tx: Tx, school: { id: string }, fieldId: string | null): Promise<boolean> {
  if (fieldId === null) return true
  return (await tx.selectFrom('fields').select('id').where('id', '=', fieldId).where('school_id', '=', school.id).executeTakeFirst()) !== undefined
}

function changeTemplate(db: Db, school: { id: string }, id: string, action: string, { staff, now }: Change, work: (tx: Tx, template: ReplyTemplate) => Promise<TemplateChange>): Promise<TemplateChange> {
  return db.transaction().execute(async (tx) => {
    const template = await tx.selectFrom('reply_templates').selectAll().where('id', '=', id).where('school_id', '=', school.id).executeTakeFirst()
    if (!template) return 'not-found'
    const result = await work(tx, template)
    if (result === 'done') await recordAudit(tx, { schoolId: school.id, staffId: staff.id, action, detail: template.name, at: now })
    return result
  })
}
