import { foldDiacritics, formatDate } from '#app/i18n/format.ts'
import { absencesOn, awayUntil, deputiesOf } from '#app/staff/index.ts'
import type { Absence } from '#app/staff/index.ts'
import type { Db, Tx } from '#db/connect.ts'
import type { CaseKind, CaseRow, RoutingRulesTable, StaffRow } from '#db/schema.ts'
import { mayOpen } from './transitions.ts'

/** To whom a case goes: the first rule of the school of which all conditions hold, or whoever looks after its field. Never to somebody whom it is about. */

export type RoutingRule = Pick<RoutingRulesTable, 'name' | 'kind' | 'field_id' | 'place_id' | 'words' | 'urgent_only' | 'handler_id' | 'assign_at_once'>

/** What the rules ask of a case. */
export interface RoutingFacts {
  kind: CaseKind
  fieldId: string
  placeId: string | null
  text: string
  /** A child may be in danger. */
  urgent: boolean
}

/** True where every condition that the rule names holds. Words are compared whole, without diacritics; any one of them is enough. */
function ruleFits(rule: RoutingRule, facts: RoutingFacts): boolean {
  if (rule.kind !== null && rule.kind !== facts.kind) return false
  if (rule.field_id !== null && rule.field_id !== facts.fieldId) return false
  if (rule.place_id !== null && rule.place_id !== facts.placeId) return false
  if (rule.urgent_only === 1 && !facts.urgent) return false
  const words = rule.words.split('\n').map(plain).filter((word) => word !== '')
  const text = ` ${plain(facts.text)} `
  return words.length === 0 || words.some((word) => text.includes(` ${word} `))
}

function plain(text: string): string {
  return foldDiacritics(text).replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
}

type Colleague = Pick<StaffRow, 'id' | 'name' | 'role' | 'status'>

/** What of a school the choice is made from. The rules stand in their order. */
export interface RoutingTable {
  rules: readonly RoutingRule[]
  /** Who looks after the field. */
  fieldHandlerId: string | null
  people: readonly Colleague[]
  /** Of the day. */
  absences: readonly Absence[]
}

export interface Route {
  staffId: string | null
  /** Given to them as it comes in, instead of being proposed. */
  atOnce: boolean
  /** Why, in words for those who hand out the work. */
  note: string
}

/** Who is to have the case. Whoever is away is replaced by their deputy; a rule whose people can none of them have the case is passed over, and the note says so. */
export function chooseRoute(table: RoutingTable, facts: RoutingFacts, row: { barred: string }): Route {
  if (facts.kind === 'denunciation') return { staffId: null, atOnce: false, note: 'Tố cáo chỉ hiệu trưởng xử lý, không phân công theo quy tắc.' }
  const passed: string[] = []
  for (const rule of table.rules.filter((one) => ruleFits(one, facts))) {
    const found = present(table, rule.handler_id, facts.kind, row)
    if (found) return { staffId: found.id, atOnce: rule.assign_at_once === 1, note: [...passed, `Theo quy tắc “${rule.name}”${found.instead}.`].join(' ') }
    passed.push(`Bỏ qua quy tắc “${rule.name}” vì người được nêu không nhận được hồ sơ này.`)
  }
  const found = table.fieldHandlerId === null ? null : present(table, table.fieldHandlerId, facts.kind, row)
  if (found) return { staffId: found.id, atOnce: false, note: [...passed, `Người phụ trách lĩnh vực${found.instead}.`].join(' ') }
  return { staffId: null, atOnce: false, note: [...passed, 'Chưa có ai để đề xuất: chọn người xử lý.'].join(' ') }
}

/** That person, or the first of their deputies who is here and may have the case. */
function present({ people, absences }: Pick<RoutingTable, 'people' | 'absences'>, staffId: string, kind: CaseKind, { barred }: { barred: string }): { id: string; instead: string } | null {
  const away = awayUntil(absences, staffId)
  const able = (away === null ? [staffId] : deputiesOf(absences, staffId).filter((id) => awayUntil(absences, id) === null))
    .map((id) => people.find((person) => person.id === id))
    .find((person) => person !== undefined && person.status === 'active' && person.role !== 'viewer' && mayOpen(person, { kind, barred, assignee_id: person.id }))
  if (!able) return null
  const absent = people.find((person) => person.id === staffId)
  return { id: able.id, instead: away === null ? '' : `; ${absent?.name ?? 'người này'} vắng đến ${formatDate(away)} nên ${able.name} thay` }
}

/** True where that person can be given the case today. */
export function isPresent(table: RoutingTable, staffId: string, row: { kind: CaseKind; barred: string }): boolean {
  return row.kind !== 'denunciation' && awayUntil(table.absences, staffId) === null && present(table, staffId, row.kind, row) !== null
}

/** Everything the choice for a case of this school needs. `today` is a day. */
export async function loadRoutingTable(db: Db | Tx, school: { id: string }, fieldId: string, today: string): Promise<RoutingTable> {
  const rules = await db.selectFrom('routing_rules').selectAll().where('school_id', '=', school.id).where('active', '=', 1).orderBy('position').execute()
  const field = await db.selectFrom('fields').select('default_handler_id').where('id', '=', fieldId).executeTakeFirst()
  const people = await db.selectFrom('staff').select(['id', 'name', 'role', 'status']).where('school_id', '=', school.id).execute()
  return { rules, fieldHandlerId: field?.default_handler_id ?? null, people, absences: await absencesOn(db, school, today) }
}

export type Routed = Pick<CaseRow, 'kind' | 'field_id' | 'place_id' | 'subject' | 'body' | 'child_safety' | 'barred'>

/** The choice for a case as it stands. */
export async function routeFor(db: Db | Tx, school: { id: string }, row: Routed, today: string): Promise<Route> {
  return chooseRoute(await loadRoutingTable(db, school, row.field_id, today), factsOf(row), row)
}

function factsOf(row: Routed): RoutingFacts {
  return { kind: row.kind, fieldId: row.field_id, placeId: row.place_id, text: `${row.subject}\n${row.body}`, urgent: row.child_safety === 1 }
}

/** The proposal anew, after the case was filed under something else or somebody may no longer see it. Whoever holds it keeps it. */
export async function reroute(tx: Tx, school: { id: string }, row: Routed & Pick<CaseRow, 'assignee_id'>, today: string): Promise<Partial<Pick<CaseRow, 'proposed_assignee_id' | 'routing_note'>>> {
  if (row.assignee_id !== null) return {}
  const route = await routeFor(tx, school, row, today)
  return { proposed_assignee_id: route.staffId, routing_note: route.note }
}
