import * as v from 'valibot'
import { recordAudit } from '#app/audit/index.ts'
import type { Db } from '#db/connect.ts'
import { isUniqueViolation } from '#db/dialect.ts'
import { dayOfWeek, isDay } from './days.ts'
import type { Day } from './days.ts'
import type { CalendarRow } from './holidays.ts'

/** What each kind of row is called. */
export const calendarKinds: Record<CalendarRow['kind'], string> = {
  off: 'Ngày nghỉ',
  swap_off: 'Nghỉ hoán đổi',
  swap_work: 'Làm bù',
  short: 'Đóng cửa sớm',
}

const text = (missing: string, max: number) =>
  v.pipe(v.optional(v.string(), ''), v.trim(), v.nonEmpty(missing), v.maxLength(max, `Tối đa ${max} ký tự.`))

/** A day the school adds to its calendar. A day worked in lieu is a Saturday or Sunday, a day swapped free is neither. */
export const calendarDayForm = v.pipe(
  v.object({
    day: v.pipe(v.optional(v.string(), ''), v.check(isDay, 'Vui lòng chọn ngày.')),
    kind: v.picklist(['off', 'swap_off', 'swap_work'], 'Vui lòng chọn loại ngày.'),
    name: text('Vui lòng nhập tên ngày, ví dụ: Quốc khánh.', 100),
    legalBasis: text('Vui lòng nhập căn cứ, ví dụ: Thông báo lịch nghỉ lễ, Tết năm 2027.', 200),
    confirmed: v.pipe(v.optional(v.string()), v.transform((value) => value !== undefined)),
  }),
  v.forward(v.check(({ day, kind }) => kind !== 'swap_work' || isWeekend(day), 'Ngày làm bù phải là thứ Bảy hoặc Chủ nhật.'), ['day']),
  v.forward(v.check(({ day, kind }) => kind !== 'swap_off' || !isWeekend(day), 'Ngày nghỉ hoán đổi phải là ngày từ thứ Hai đến thứ Sáu.'), ['day']),
)
export type CalendarDayInput = v.InferOutput<typeof calendarDayForm>

/** The rows of one year in order of day. */
export async function listCalendarDays(db: Db, school: { id: string }, year: number): Promise<CalendarRow[]> {
  const rows = await db
    .selectFrom('calendar_days')
    .selectAll()
    .where('school_id', '=', school.id)
    .where('day', '>=', `${year}-01-01`)
    .where('day', '<=', `${year}-12-31`)
    .orderBy('day')
    .execute()
  return rows.map(({ day, kind, name, legal_basis, confirmed }) => ({ day, kind, name, legalBasis: legal_basis, confirmed: confirmed === 1 }))
}

/** Who edits, and when (an instant). */
interface Editor {
  staff: { id: string }
  now: string
}

/** Adds a day. Due dates already promised stay where they are. False where the calendar has that day already. */
export async function addCalendarDay(db: Db, school: { id: string }, input: CalendarDayInput, { staff, now }: Editor): Promise<boolean> {
  try {
    await db.transaction().execute(async (trx) => {
      await trx
        .insertInto('calendar_days')
        .values({ school_id: school.id, day: input.day, kind: input.kind, name: input.name, legal_basis: input.legalBasis, confirmed: input.confirmed ? 1 : 0 })
        .execute()
      await recordAudit(trx, { schoolId: school.id, staffId: staff.id, action: 'calendar:add', target: input.day, detail: `${calendarKinds[input.kind]}: ${input.name}`, at: now })
    })
    return true
  } catch (error) {
    if (isUniqueViolation(error)) return false
    throw error
  }
}

/** Marks a guessed day as announced. False where this school's calendar has no such day. */
export function confirmCalendarDay(db: Db, school: { id: string }, day: Day, { staff, now }: Editor): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const row = await trx.updateTable('calendar_days').set({ confirmed: 1 }).where('school_id', '=', school.id).where('day', '=', day).returning('name').executeTakeFirst()
    if (!row) return false
    await recordAudit(trx, { schoolId: school.id, staffId: staff.id, action: 'calendar:confirm', target: day, detail: row.name, at: now })
    return true
  })
}

/** Takes a day out of the calendar. Due dates already promised stay where they are. False where there is no such day. */
export function deleteCalendarDay(db: Db, school: { id: string }, day: Day, { staff, now }: Editor): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const row = await trx.deleteFrom('calendar_days').where('school_id', '=', school.id).where('day', '=', day).returning(['name', 'kind']).executeTakeFirst()
    if (!row) return false
    await recordAudit(trx, { schoolId: school.id, staffId: staff.id, action: 'calendar:delete', target: day, detail: `${calendarKinds[row.kind]}: ${row.name}`, at: now })
    return true
  })
}

/** False for what is not a day, which has a message of its own. */
function isWeekend(day: Day): boolean {
  return isDay(day) && [0, 6].includes(dayOfWeek(day))
}
