import * as v from 'valibot'
import { recordAudit } from '#app/audit/index.ts'
import type { Db } from '#db/connect.ts'
import { isUniqueViolation } from '#db/dialect.ts'
import { clockText, optionalTime } from '#app/schools/form-parts.ts'
import { dayOfWeek, isDay } from './days.ts'
import type { Day } from './days.ts'
import type { CalendarRow } from './holidays.ts'
import { canPropose, proposeHolidays } from './propose.ts'

/** What each kind of row is called. */
export const calendarKinds: Record<CalendarRow['kind'], string> = {
  off: 'Ngày nghỉ',
  swap_off: 'Nghỉ hoán đổi',
  swap_work: 'Làm bù',
  short: 'Đóng cửa sớm',
}

const text = (missing: string, max: number) =>
  v.pipe(v.optional(v.string(), ''), v.trim(), v.nonEmpty(missing), v.maxLength(max, `Tối đa ${max} ký tự.`))

/**
 * A day of the school's calendar. A day worked in lieu is a Saturday or Sunday, a day swapped free or a short day is neither; a
 * short day ends within the office hours (minutes after midnight).
 */
export function calendarDayForm(hours: { opens: number; closes: number }) {
  return v.pipe(
    v.object({
      day: v.pipe(v.optional(v.string(), ''), v.check(isDay, 'Vui lòng chọn ngày.')),
      kind: v.picklist(['off', 'swap_off', 'swap_work', 'short'], 'Vui lòng chọn loại ngày.'),
      closes: optionalTime('giờ đóng cửa'),
      name: text('Vui lòng nhập tên ngày, ví dụ: Quốc khánh.', 100),
      legalBasis: text('Vui lòng nhập căn cứ, ví dụ: Thông báo lịch nghỉ lễ, Tết năm 2027.', 200),
      confirmed: v.pipe(v.optional(v.string()), v.transform((value) => value !== undefined)),
    }),
    v.forward(v.check(({ day, kind }) => kind !== 'swap_work' || isWeekend(day), 'Ngày làm bù phải là thứ Bảy hoặc Chủ nhật.'), ['day']),
    v.forward(v.check(({ day, kind }) => kind !== 'swap_off' || !isWeekend(day), 'Ngày nghỉ hoán đổi phải là ngày từ thứ Hai đến thứ Sáu.'), ['day']),
    v.forward(v.check(({ day, kind }) => kind !== 'short' || !isWeekend(day), 'Ngày đóng cửa sớm phải là ngày từ thứ Hai đến thứ Sáu.'), ['day']),
    v.forward(v.check(({ kind, closes }) => kind !== 'short' || closes !== null, 'Vui lòng nhập giờ đóng cửa của ngày này.'), ['closes']),
    v.forward(
      v.check(({ kind, closes }) => kind !== 'short' || closes === null || (closes > hours.opens && closes < hours.closes), `Giờ đóng cửa sớm phải trong giờ làm việc (${clockText(hours.opens)}–${clockText(hours.closes)}).`),
      ['closes'],
    ),
    v.transform(({ closes, ...rest }) => ({ ...rest, closesMinute: rest.kind === 'short' ? closes : null })),
  )
}
export type CalendarDayInput = v.InferOutput<ReturnType<typeof calendarDayForm>>

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
  return rows.map(({ day, kind, closes_minute, name, legal_basis, confirmed }) => ({
    day,
    kind,
    ...(closes_minute === null ? {} : { closesMinute: closes_minute }),
    name,
    legalBasis: legal_basis,
    confirmed: confirmed === 1,
  }))
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
        .values({ school_id: school.id, day: input.day, ...columnsOf(input) })
        .execute()
      await recordAudit(trx, { schoolId: school.id, staffId: staff.id, action: 'calendar:add', target: input.day, detail: wordsOf(input), at: now })
    })
    return true
  } catch (error) {
    if (isUniqueViolation(error)) return false
    throw error
  }
}

/** Changes what the calendar says of a day. Due dates already promised stay where they are. False where there is no such day. */
export function updateCalendarDay(db: Db, school: { id: string }, input: CalendarDayInput, { staff, now }: Editor): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const row = await trx.selectFrom('calendar_days').selectAll().where('school_id', '=', school.id).where('day', '=', input.day).executeTakeFirst()
    if (!row) return false
    await trx.updateTable('calendar_days').set(columnsOf(input)).where('school_id', '=', school.id).where('day', '=', input.day).execute()
    const [before, after] = [wordsOf({ ...row, closesMinute: row.closes_minute }), wordsOf(input)]
    await recordAudit(trx, { schoolId: school.id, staffId: staff.id, action: 'calendar:update', target: input.day, detail: before === after ? after : `${before} → ${after}`, at: now })
    return true
  })
}

/** What `fillCalendarYear` would add: the days off the law gives in that year and the calendar does not have. Empty for years beyond the known ones. */
export async function missingHolidays(db: Db, school: { id: string }, year: number): Promise<CalendarRow[]> {
  if (!canPropose(year)) return []
  const present = new Set((await listCalendarDays(db, school, year)).map((row) => row.day))
  return proposeHolidays(year).filter((row) => !present.has(row.day))
}

/** Adds what is missing, unconfirmed. What the calendar has is never touched. Returns how many days were added. */
export function fillCalendarYear(db: Db, school: { id: string }, year: number, { staff, now }: Editor): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const rows = await missingHolidays(trx, school, year)
    if (rows.length === 0) return 0
    await trx
      .insertInto('calendar_days')
      .values(rows.map((row) => ({ school_id: school.id, day: row.day, ...columnsOf({ ...row, closesMinute: null }) })))
      .execute()
    await recordAudit(trx, { schoolId: school.id, staffId: staff.id, action: 'calendar:fill', target: String(year), detail: `${rows.length} ngày`, at: now })
    return rows.length
  })
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
    const row = await trx.deleteFrom('calendar_days').where('school_id', '=', school.id).where('day', '=', day).returning(['name', 'kind', 'closes_minute as closesMinute']).executeTakeFirst()
    if (!row) return false
    await recordAudit(trx, { schoolId: school.id, staffId: staff.id, action: 'calendar:delete', target: day, detail: wordsOf(row), at: now })
    return true
  })
}

function columnsOf({ kind, closesMinute, name, legalBasis, confirmed }: Omit<CalendarDayInput, 'day'>) {
  return { kind, closes_minute: closesMinute, name, legal_basis: legalBasis, confirmed: confirmed ? (1 as const) : (0 as const) }
}

function wordsOf({ kind, closesMinute, name }: { kind: CalendarRow['kind']; closesMinute: number | null; name: string }): string {
  return `${calendarKinds[kind]}${closesMinute === null ? '' : ` ${clockText(closesMinute)}`}: ${name}`
}

/** False for what is not a day, which has a message of its own. */
function isWeekend(day: Day): boolean {
  return isDay(day) && [0, 6].includes(dayOfWeek(day))
}
