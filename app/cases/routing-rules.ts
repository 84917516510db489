import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import { recordAudit } from '#app/audit/index.ts'
import { possibleHandlers } from '#app/schools/fields.ts'
import { line, optionalText } from '#app/schools/form-parts.ts'
import type { Change } from '#app/schools/profile.ts'
import type { Db, Tx } from '#db/connect.ts'
import type { CaseKind, RoutingRulesTable } from '#db/schema.ts'
import { shippedSafetyWords } from './safety.ts'

/** The principal's own rules of who gets what, in the order in which they are asked, and the words that raise the alarm for a child's safety. */

/** Kinds a rule can name. A denunciation goes to the principal alone, whatever the rules say. */
export const routedKinds = ['feedback', 'suggestion', 'praise', 'question', 'complaint'] as const satisfies CaseKind[]

const choice = v.pipe(v.optional(v.string(), ''), v.transform((value) => value || null))
const tick = v.pipe(v.optional(v.string(), ''), v.transform((value) => value === 'on'))
/** One word or phrase a line: without empty lines, and each once. */
const wordLines = (max: number) => v.pipe(optionalText(max), v.transform((text) => [...new Set(text.split('\n').map((one) => one.replace(/\s+/g, ' ').trim().normalize('NFC')))].filter((one) => one !== '').join('\n')))

/** A rule as it is typed. What is left empty asks nothing of a case. */
export const routingRuleForm = v.object({
  name: line('tên quy tắc', 80),
  kind: v.pipe(choice, v.nullable(v.picklist(routedKinds, 'Chọn một loại trong danh sách.'))),
  fieldId: choice,
  placeId: choice,
  words: wordLines(2000),
  urgentOnly: tick,
  handlerId: v.pipe(v.optional(v.string(), ''), v.nonEmpty('Chọn người nhận.')),
  assignAtOnce: tick,
})
export type RoutingRuleInput = v.InferOutput<typeof routingRuleForm>

export type RoutingRuleChange = 'done' | 'not-found' | 'no-such-handler' | 'no-such-field' | 'no-such-place'

export interface ListedRule extends RoutingRulesTable {
  handlerName: string
}

/** All rules of the school in their order, also those that are switched off. */
export function listRoutingRules(db: Db | Tx, school: { id: string }): Promise<ListedRule[]> {
  return db
    .selectFrom('routing_rules')
    .innerJoin('staff', 'staff.id', 'routing_rules.handler_id')
    .selectAll('routing_rules')
    .select('staff.name as handlerName')
    .where('routing_rules.school_id', '=', school.id)
    .orderBy('position')
    .execute()
}

/** Adds a rule as the last that is asked. */
export function addRoutingRule(db: Db, school: { id: string }, input: RoutingRuleInput, { staff, now }: Change): Promise<RoutingRuleChange> {
  return db.transaction().execute(async (tx) => {
    const problem = await problemOf(tx, school, input)
    if (problem) return problem
    const position = ((await listRoutingRules(tx, school)).at(-1)?.position ?? 0) + 1
    await tx.insertInto('routing_rules').values({ id: randomUUID(), school_id: school.id, position, active: 1, ...columns(input) }).execute()
    await recordAudit(tx, { schoolId: school.id, staffId: staff.id, action: 'routing:add', detail: input.name, at: now })
    return 'done'
  })
}

/** Changes a rule. It holds for what comes in from now on. */
export function updateRoutingRule(db: Db, school: { id: string }, id: string, input: RoutingRuleInput, change: Change): Promise<RoutingRuleChange> {
  return changeRule(db, school, id, 'routing:update', change, async (tx) => {
    const problem = await problemOf(tx, school, input)
    if (problem) return problem
    await tx.updateTable('routing_rules').set(columns(input)).where('id', '=', id).execute()
    return 'done'
  })
}

/** Moves a rule one place up (-1) or down (1). At the end of the list nothing happens. */
export function moveRoutingRule(db: Db, school: { id: string }, id: string, step: -1 | 1, change: Change): Promise<RoutingRuleChange> {
  return changeRule(db, school, id, 'routing:move', change, async (tx) => {
    const rules = await listRoutingRules(tx, school)
    const from = rules.findIndex((rule) => rule.id === id)
    const [moved] = rules.splice(from, 1)
    rules.splice(Math.max(0, from + step), 0, moved!)
    for (const [index, rule] of rules.entries()) await tx.updateTable('routing_rules').set({ position: index + 1 }).where('id', '=', rule.id).execute()
    return 'done'
  })
}

/** Has a rule asked again, or passed over without losing it. */
export function setRoutingRuleActive(db: Db, school: { id: string }, id: string, active: boolean, change: Change): Promise<RoutingRuleChange> {
  return changeRule(db, school, id, active ? 'routing:activate' : 'routing:deactivate', change, async (tx) => {
    await tx.updateTable('routing_rules').set({ active: active ? 1 : 0 }).where('id', '=', id).execute()
    return 'done'
  })
}

/** Deletes a rule. A case that came by it keeps its handler and the note that says why. */
export function deleteRoutingRule(db: Db, school: { id: string }, id: string, change: Change): Promise<RoutingRuleChange> {
  return changeRule(db, school, id, 'routing:delete', change, async (tx) => {
    await tx.deleteFrom('routing_rules').where('id', '=', id).execute()
    return 'done'
  })
}

function changeRule(db: Db, school: { id: string }, id: string, action: string, { staff, now }: Change, work: (tx: Tx) => Promise<RoutingRuleChange>): Promise<RoutingRuleChange> {
  return db.transaction().execute(async (tx) => {
    const rule = await tx.selectFrom('routing_rules').select('name').where('id', '=', id).where('school_id', '=', school.id).executeTakeFirst()
    if (!rule) return 'not-found'
    const result = await work(tx)
    if (result === 'done') await recordAudit(tx, { schoolId: school.id, staffId: staff.id, action, detail: rule.name, at: now })
    return result
  })
}

async function problemOf(tx: Tx, school: { id: string }, { handlerId, fieldId, placeId }: RoutingRuleInput): Promise<RoutingRuleChange | null> {
  if (!(await possibleHandlers(tx, school)).some(({ id }) => id === handlerId)) return 'no-such-handler'
  const stands = async (table: 'fields' | 'places', id: string | null) => id === null || (await tx.selectFrom(table).select('id').where('id', '=', id).where('school_id', '=', school.id).executeTakeFirst()) !== undefined
  if (!(await stands('fields', fieldId))) return 'no-such-field'
  return (await stands('places', placeId)) ? null : 'no-such-place'
}

function columns(input: RoutingRuleInput) {
  return {
    name: input.name,
    kind: input.kind,
    field_id: input.fieldId,
    place_id: input.placeId,
    words: input.words,
    urgent_only: input.urgentOnly ? 1 : 0,
    handler_id: input.handlerId,
    assign_at_once: input.assignAtOnce ? 1 : 0,
  } as const
}

/** The words of the alarm as they are typed. Null, the list that comes with the product, where nothing is left or it is that very list. */
export const safetyWordsForm = v.object({
  safetyWords: v.pipe(
    wordLines(4000),
    v.check((text) => text === '' || text.split('\n').some((one) => !one.startsWith('-')), 'Cần ít nhất một từ báo động. Dòng bắt đầu bằng “-” chỉ là cách dùng được bỏ qua.'),
    v.transform((text) => (text === '' || text === shippedSafetyWords ? null : text)),
  ),
})

/** Saves the words of the alarm. They are looked for in what comes in from now on. */
export async function setSafetyWords(db: Db, school: { id: string }, { safetyWords }: v.InferOutput<typeof safetyWordsForm>, { staff, now }: Change): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx.updateTable('schools').set({ safety_words: safetyWords }).where('id', '=', school.id).execute()
    const detail = safetyWords === null ? 'Theo danh sách có sẵn' : `Danh sách riêng, ${safetyWords.split('\n').length} dòng`
    await recordAudit(tx, { schoolId: school.id, staffId: staff.id, action: 'school:safety-words', detail, at: now })
  })
}
