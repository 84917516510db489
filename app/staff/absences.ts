import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import { recordAudit } from '#app/audit/index.ts'
import { isDay } from '#app/calendar/index.ts'
import { formatDate } from '#app/i18n/format.ts'
import type { Db, Tx } from '#db/connect.ts'
import type { StaffAbsencesTable, StaffRow } from '#db/schema.ts'
import { deputiesOf } from './stand-ins.ts'
import type { Absence } from './stand-ins.ts'

/** Days away, and who stands in. The deputy sees and handles what the absent person holds, but nothing that only that person's role may see. */

export interface ShownAbsence {
  id: string
  staffId: string
  staffName: string
  deputyName: string
  from: string
  to: string
}

const day = (missing: string) => v.pipe(v.optional(v.string(), ''), v.trim(), v.nonEmpty(missing), v.check(isDay, 'Ngày chưa đúng.'))

/** An absence as it is typed. `staffId` is left out on one's own page. */
export const absenceForm = v.pipe(
  v.object({
    staffId: v.optional(v.string(), ''),
    from: day('Chọn ngày đầu tiên vắng.'),
    to: day('Chọn ngày cuối cùng vắng.'),
    deputyId: v.pipe(v.optional(v.string(), ''), v.nonEmpty('Chọn người thay.')),
  }),
  v.forward(v.partialCheck([['from'], ['to']], ({ from, to }) => from <= to, 'Ngày cuối phải từ ngày đầu trở đi.'), ['to']),
)
export type AbsenceInput = v.InferOutput<typeof absenceForm>

export type AbsenceChange = 'done' | 'not-found' | 'own-deputy' | 'no-such-deputy' | 'overlap' | 'cycle' | 'past'

/** All absences of the school that are not over, or those of one person, the next first. `today` is a day. */
export async function listAbsences(db: Db, school: { id: string }, today: string, staffId?: string): Promise<ShownAbsence[]> {
  let query = db
    .selectFrom('staff_absences')
    .innerJoin('staff', 'staff.id', 'staff_absences.staff_id')
    .innerJoin('staff as deputy', 'deputy.id', 'staff_absences.deputy_id')
    .select(['staff_absences.id', 'staff_absences.staff_id as staffId', 'staff.name as staffName', 'deputy.name as deputyName', 'from_day as from', 'to_day as to'])
    .where('staff_absences.school_id', '=', school.id)
    .where('to_day', '>=', today)
  if (staffId !== undefined) query = query.where('staff_absences.staff_id', '=', staffId)
  return query.orderBy('from_day').orderBy('staff.name').execute()
}

/** Who is away on that day, and who stands in. */
export function absencesOn(db: Db | Tx, school: { id: string }, day: string): Promise<Absence[]> {
  return db
    .selectFrom('staff_absences')
    .select(['staff_id', 'deputy_id', 'to_day'])
    .where('school_id', '=', school.id)
    .where('from_day', '<=', day)
    .where('to_day', '>=', day)
    .orderBy('created_at')
    .execute()
}

/** Who can stand in for somebody: active, and allowed to handle cases. */
export function possibleDeputies(db: Db | Tx, school: { id: string }, exceptId?: string): Promise<Pick<StaffRow, 'id' | 'name' | 'job_title'>[]> {
  let query = db.selectFrom('staff').select(['id', 'name', 'job_title']).where('school_id', '=', school.id).where('status', '=', 'active').where('role', '!=', 'viewer')
  if (exceptId !== undefined) query = query.where('id', '!=', exceptId)
  return query.orderBy('name').execute()
}

/**
 * Writes down an absence. Refused where the person is away on one of those days already, or where, on any of them, the deputies would lead back to the
 * absent person. `now` is an instant, `today` its day.
 */
export function addAbsence(db: Db, school: { id: string }, input: AbsenceInput, by: { id: string }, today: string, now: string): Promise<AbsenceChange> {
  return db.transaction().execute(async (tx) => {
    const person = await tx.selectFrom('staff').selectAll().where('id', '=', input.staffId).where('school_id', '=', school.id).where('status', '!=', 'disabled').executeTakeFirst()
    if (!person) return 'not-found'
    if (input.deputyId === person.id) return 'own-deputy'
    const deputy = (await possibleDeputies(tx, school)).find(({ id }) => id === input.deputyId)
    if (!deputy) return 'no-such-deputy'
    if (input.to < today) return 'past'
    const rows = await tx.selectFrom('staff_absences').selectAll().where('school_id', '=', school.id).where('from_day', '<=', input.to).where('to_day', '>=', input.from).execute()
    if (rows.some((row) => row.staff_id === person.id)) return 'overlap'
    const added = { staff_id: person.id, deputy_id: deputy.id, from_day: input.from, to_day: input.to }
    if (leadsBack([...rows, added], added)) return 'cycle'
    await tx.insertInto('staff_absences').values({ id: randomUUID(), school_id: school.id, ...added, created_at: now }).execute()
    await recordAudit(tx, {
      schoolId: school.id, staffId: by.id, action: 'staff:add-absence', target: person.id, detail: `${person.name}: ${formatDate(input.from)}–${formatDate(input.to)}, ${deputy.name} thay`, at: now,
    })
    return 'done'
  })
}

type Days = Pick<StaffAbsencesTable, 'staff_id' | 'deputy_id' | 'from_day' | 'to_day'>

/** On the first day of any of the absences and of the new one the deputies are as on every day until the next begins, so those days are enough. */
function leadsBack(rows: readonly Days[], added: Days): boolean {
  const days = [...new Set([added.from_day, ...rows.map((row) => row.from_day)])].filter((day) => added.from_day <= day && day <= added.to_day)
  return days.some((day) => {
    const away = rows.filter((row) => row.from_day <= day && day <= row.to_day)
    const last = deputiesOf(away, added.staff_id).at(-1)
    return away.some((row) => row.staff_id === last && row.deputy_id === added.staff_id)
  })
}

/** Takes an absence off the list: one's own, or with `anybody` that of a colleague. */
export function deleteAbsence(db: Db, school: { id: string }, id: string, by: { id: string }, anybody: boolean, now: string): Promise<'done' | 'not-found'> {
  return db.transaction().execute(async (tx) => {
    const row = await tx.selectFrom('staff_absences').selectAll().where('id', '=', id).where('school_id', '=', school.id).executeTakeFirst()
    if (!row || (!anybody && row.staff_id !== by.id)) return 'not-found'
    await tx.deleteFrom('staff_absences').where('id', '=', id).execute()
    await recordAudit(tx, { schoolId: school.id, staffId: by.id, action: 'staff:delete-absence', target: row.staff_id, detail: `${formatDate(row.from_day)}–${formatDate(row.to_day)}`, at: now })
    return 'done'
  })
}
