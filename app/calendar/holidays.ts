import type { Day } from './days.ts'

/**
 * - `off`: a day off by law, or the day off in lieu of one that fell on a weekend;
 * - `swap_off`: an ordinary working day given free against another day;
 * - `swap_work`: the weekend day worked for it;
 * - `short`: a working day on which the office closes early.
 */
export type CalendarRowKind = 'off' | 'swap_off' | 'swap_work' | 'short'

/** One row of the school's calendar. Staff can edit the rows; these are what a school starts with. */
export type CalendarRow = {
  day: Day
  kind: CalendarRowKind
  /** Only of a short day: when the office closes, minutes after midnight. */
  closesMinute?: number
  name: string
  legalBasis: string
  /** false: a best guess until the year's holiday notice is out; counts like any other row. */
  confirmed: boolean
}

export const labourCode = 'Bộ luật Lao động 2019, Điều 112'
export const inLieu = 'Bộ luật Lao động 2019, Điều 111 khoản 3 (nghỉ bù)'
const notice2026 = 'Thông báo lịch nghỉ lễ, Tết năm 2026'
export const cultureDay = 'Nghị quyết 80-NQ/TW của Bộ Chính trị'

/** Days off and swapped days of 2026, all announced. */
export const holidays2026: readonly CalendarRow[] = [
  row('2026-01-01', 'off', 'Tết Dương lịch', labourCode),
  row('2026-01-02', 'swap_off', 'Nghỉ hoán đổi dịp Tết Dương lịch', notice2026),
  row('2026-01-10', 'swap_work', 'Làm bù cho ngày 02/01', notice2026),
  row('2026-02-16', 'off', 'Tết Nguyên đán (29 tháng Chạp)', labourCode),
  row('2026-02-17', 'off', 'Tết Nguyên đán (mùng 1)', labourCode),
  row('2026-02-18', 'off', 'Tết Nguyên đán (mùng 2)', labourCode),
  row('2026-02-19', 'off', 'Tết Nguyên đán (mùng 3)', labourCode),
  row('2026-02-20', 'off', 'Tết Nguyên đán (mùng 4)', labourCode),
  row('2026-04-26', 'off', 'Giỗ Tổ Hùng Vương (10/3 âm lịch)', labourCode),
  row('2026-04-27', 'off', 'Nghỉ bù Giỗ Tổ Hùng Vương', inLieu),
  row('2026-04-30', 'off', 'Ngày Chiến thắng', labourCode),
  row('2026-05-01', 'off', 'Ngày Quốc tế Lao động', labourCode),
  row('2026-08-22', 'swap_work', 'Làm bù cho ngày 31/8', notice2026),
  row('2026-08-31', 'swap_off', 'Nghỉ hoán đổi dịp Quốc khánh', notice2026),
  row('2026-09-01', 'off', 'Quốc khánh (ngày liền kề)', labourCode),
  row('2026-09-02', 'off', 'Quốc khánh', labourCode),
  row('2026-11-24', 'off', 'Ngày Văn hóa Việt Nam', cultureDay),
]

/**
 * Days off of 2027 as far as the law fixes them. The law gives five days for Tết but leaves to a
 * yearly decision which ones, and so for the second day of Quốc khánh: those rows are unconfirmed
 * and follow the commonest choice (one day before mùng 1 and four from it; the day that makes a
 * long weekend). Swapped days are not known yet.
 */
export const holidays2027: readonly CalendarRow[] = [
  row('2027-01-01', 'off', 'Tết Dương lịch', labourCode),
  unconfirmed('2027-02-05', 'off', 'Tết Nguyên đán (29 tháng Chạp)', labourCode),
  row('2027-02-06', 'off', 'Tết Nguyên đán (mùng 1)', labourCode),
  unconfirmed('2027-02-07', 'off', 'Tết Nguyên đán (mùng 2)', labourCode),
  unconfirmed('2027-02-08', 'off', 'Tết Nguyên đán (mùng 3)', labourCode),
  unconfirmed('2027-02-09', 'off', 'Tết Nguyên đán (mùng 4)', labourCode),
  unconfirmed('2027-02-10', 'off', 'Nghỉ bù Tết Nguyên đán (mùng 1 là thứ Bảy)', inLieu),
  unconfirmed('2027-02-11', 'off', 'Nghỉ bù Tết Nguyên đán (mùng 2 là Chủ nhật)', inLieu),
  row('2027-04-16', 'off', 'Giỗ Tổ Hùng Vương (10/3 âm lịch)', labourCode),
  row('2027-04-30', 'off', 'Ngày Chiến thắng', labourCode),
  row('2027-05-01', 'off', 'Ngày Quốc tế Lao động', labourCode),
  row('2027-05-03', 'off', 'Nghỉ bù Ngày Quốc tế Lao động', inLieu),
  row('2027-09-02', 'off', 'Quốc khánh', labourCode),
  unconfirmed('2027-09-03', 'off', 'Quốc khánh (ngày liền kề)', labourCode),
  row('2027-11-24', 'off', 'Ngày Văn hóa Việt Nam', cultureDay),
]

/** Every row a new school's calendar starts with, in order of day. */
export const knownHolidays: readonly CalendarRow[] = [...holidays2026, ...holidays2027]

function row(day: Day, kind: CalendarRowKind, name: string, legalBasis: string): CalendarRow {
  return { day, kind, name, legalBasis, confirmed: true }
}

function unconfirmed(day: Day, kind: CalendarRowKind, name: string, legalBasis: string): CalendarRow {
  return { ...row(day, kind, name, legalBasis), confirmed: false }
}
