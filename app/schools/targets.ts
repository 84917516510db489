import { randomUUID } from 'node:crypto'
import type { Selectable } from 'kysely'
import * as v from 'valibot'
import { recordAudit } from '#app/audit/index.ts'
import type { Db } from '#db/connect.ts'
import type { TargetsTable } from '#db/schema.ts'
import { usualTargets } from './defaults.ts'
import { line } from './form-parts.ts'
import type { Change } from './profile.ts'

export type Target = Selectable<TargetsTable>

/** What the school promised in its newest plan up to this year, in the plan's order; empty where no plan was entered. */
export async function currentTargets(db: Db, school: { id: string }, year: number): Promise<Target[]> {
  const rows = await db
    .selectFrom('targets')
    .selectAll()
    .where('school_id', '=', school.id)
    .where('year', '<=', year)
    .orderBy('year', 'desc')
    .orderBy('position')
    .execute()
  return rows.filter((row) => row.year === rows[0]?.year)
}

/** The plan of one year, in the plan's order. */
export function listTargets(db: Db, school: { id: string }, year: number): Promise<Target[]> {
  return db.selectFrom('targets').selectAll().where('school_id', '=', school.id).where('year', '=', year).orderBy('position').execute()
}

/** The years for which the school has entered a plan, newest first. */
export async function targetYears(db: Db, school: { id: string }): Promise<number[]> {
  const rows = await db.selectFrom('targets').select('year').distinct().where('school_id', '=', school.id).orderBy('year', 'desc').execute()
  return rows.map(({ year }) => year)
}

/** What the portal can measure a promise by. */
export const indicatorLabels: Record<NonNullable<Target['indicator']>, string> = {
  education_satisfaction: 'Tỷ lệ hài lòng về dịch vụ giáo dục',
  dossier_satisfaction: 'Tỷ lệ hài lòng về giải quyết hồ sơ',
  cases_answered_published: 'Tỷ lệ phản ánh được trả lời và công khai',
  rate_published: 'Tỷ lệ hài lòng được công khai',
  dossiers_on_time: 'Tỷ lệ hồ sơ đúng hạn',
}

const indicators = Object.keys(indicatorLabels) as NonNullable<Target['indicator']>[]

/** A promise of the plan. `percent` accepts a decimal comma; empty where the plan gives no figure. */
export const targetForm = v.object({
  section: line('mục trong kế hoạch', 20),
  statementVi: line('nội dung chỉ tiêu', 400),
  statementEn: line('nội dung tiếng Anh', 400),
  percent: v.pipe(
    v.optional(v.string(), ''),
    v.trim(),
    v.regex(/^(\d{1,3}([.,]\d{1,2})?)?$/, 'Vui lòng nhập một số từ 0 đến 100, ví dụ 98 hoặc 97,5.'),
    v.transform((text) => (text === '' ? null : Number(text.replace(',', '.')))),
    v.check((percent) => percent === null || percent <= 100, 'Vui lòng nhập một số từ 0 đến 100, ví dụ 98 hoặc 97,5.'),
  ),
  indicator: v.pipe(
    v.optional(v.string(), ''),
    v.check((text) => text === '' || (indicators as string[]).includes(text), 'Vui lòng chọn một số liệu trong danh sách.'),
    v.transform((text) => (text === '' ? null : (text as NonNullable<Target['indicator']>))),
  ),
})
export type TargetInput = v.InferOutput<typeof targetForm>

/** Adds a promise at the end of a year's plan. */
export async function addTarget(db: Db, school: { id: string }, year: number, input: TargetInput, { staff, now }: Change): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const last = (await listTargets(trx, school, year)).at(-1)
    await trx.insertInto('targets').values({ id: randomUUID(), school_id: school.id, year, position: (last?.position ?? 0) + 1, ...columns(input) }).execute()
    await recordAudit(trx, { schoolId: school.id, staffId: staff.id, action: 'target:add', target: `${year} ${input.section}`, detail: input.statementVi, at: now })
  })
}

/** Corrects a promise. False where this school has none with that id. */
export function updateTarget(db: Db, school: { id: string }, id: string, input: TargetInput, { staff, now }: Change): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const row = await trx.updateTable('targets').set(columns(input)).where('id', '=', id).where('school_id', '=', school.id).returning('year').executeTakeFirst()
    if (!row) return false
    await recordAudit(trx, { schoolId: school.id, staffId: staff.id, action: 'target:update', target: `${row.year} ${input.section}`, detail: input.statementVi, at: now })
    return true
  })
}

/** Takes a promise out of the plan. The audit keeps its words. False where this school has none with that id. */
export function deleteTarget(db: Db, school: { id: string }, id: string, { staff, now }: Change): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const row = await trx.deleteFrom('targets').where('id', '=', id).where('school_id', '=', school.id).returningAll().executeTakeFirst()
    if (!row) return false
    await recordAudit(trx, { schoolId: school.id, staffId: staff.id, action: 'target:delete', target: `${row.year} ${row.section}`, detail: row.statement_vi, at: now })
    return true
  })
}

/** Fills an empty year with the promises most plans share, to be corrected by the school. False where the year has some already. */
export function fillTargets(db: Db, school: { id: string }, year: number, { staff, now }: Change): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    if ((await listTargets(trx, school, year)).length > 0) return false
    for (const [index, target] of usualTargets.entries()) {
      await trx.insertInto('targets').values({ id: randomUUID(), school_id: school.id, year, position: index + 1, ...columns(target) }).execute()
    }
    await recordAudit(trx, { schoolId: school.id, staffId: staff.id, action: 'target:fill', target: String(year), at: now })
    return true
  })
}

function columns({ section, statementVi, statementEn, percent, indicator }: TargetInput) {
  return { section, statement_vi: statementVi, statement_en: statementEn, target_percent: percent, indicator }
}
